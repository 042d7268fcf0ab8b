"""What if: the same rules on a supposed profile, shown beside today's. Nothing is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from actions.facts import Facts, InvalidFact, Value
from actions.knowledge.library import Knowledge
from actions.profile import Profile, Stated
from actions.replies import Replies, Reply, statement_button
from actions.statements import SCORES
from actions.strategy import engine, fails
from actions.strategy.advice import Advice
from actions.topics import Topic

# Topics whose answer is worked out for a fact that is only supposed ("is 238 good?", "should I delay if I get 236?").
ANSWERED = (
    "score_band", "step2_target", "step1", "step3", "visa", "step2_timing", "practice_exams", "program_selection",
    "low_score_recovery", "backup_specialty", "action_plan", "lors", "usce", "research", "competitiveness",
)  # fmt: skip
# The topic that a supposed fact is answered on, where the message asks for none.
TOPICS = {
    "applicant_type": "competitiveness",
    "step1_status": "step1",
    "step1_attempts": "step1",
    "step1_score": "step1",
    "step2_ck_status": "action_plan",
    "step2_ck_score": "score_band",
    "step2_ck_attempts": "low_score_recovery",
    "step2_ck_date": "step2_timing",
    "practice_scores": "practice_exams",
    "qbank_percent": "practice_exams",
    "prep_weeks": "step2_timing",
    "step3_status": "step3",
    "step3_score": "step3",
    "visa_need": "visa",
    "graduation_year": "step1",
    "usce_months": "usce",
    "us_physiatrist_letters": "lors",
    "letters_total": "lors",
    "research": "research",
    "match_year": "step2_timing",
    "reapplicant": "step3",
    "working_in_us": "step3",
    "backup_specialty": "backup_specialty",
    "programs_planned": "program_selection",
}
# "What if I fail": a fail is supposed. "Fail to match" is about something else.
_FAIL = re.compile(
    r"\b(?:fail(?:s|ed|ing)?(?! to\b)|flunk\w*|(?:do(?:n['’]?t| not)|can['’]?t|cannot|not) pass)\b", re.I
)
AFTER_A_FAIL = "low_score_recovery"
# Topics named in a line on what else would change, or would not.
COMPARED = (
    "program_selection",
    "backup_specialty",
    "step3",
    "visa",
    "lors",
    "usce",
    "personal_statement_interview",
    "action_plan",
)
NAMED = 3


@dataclass(frozen=True)
class Supposing:
    """Answers what would be.

    Attributes:
        replies: makes replies.
        facts: the registry.
        knowledge: claims, numbers, outside facts.
        topics: how topics are named in a sentence.
        today: the day of asking.
    """

    replies: Replies
    facts: Facts
    knowledge: Knowledge
    topics: Mapping[str, Topic]
    today: date

    def possible(self, supposed: Mapping[str, object]) -> dict[str, Value]:
        """The supposed facts whose values can be; others are left out."""
        found: dict[str, Value] = {}
        for name, value in supposed.items():
            if name in self.facts:
                try:
                    found[name] = self.facts[name].check(value, self.today)
                except InvalidFact:
                    continue
        return found

    def fail(self, text: str, held: Profile) -> dict[str, Value]:
        """The fail that a message supposes without naming the exam: that of the exam that comes next, where it can be told."""
        return fails.exam_ahead(held) if _FAIL.search(text) else {}

    def nothing_named(self, text: str, held: Profile, first: str) -> list[Reply]:
        """For a supposition that names nothing: what a fail would mean, if it speaks of one, or else the whole scale.

        Args:
            text: the message.
            held: the profile of today.
            first: the sentence before the scale.
        """
        return [self.replies.of_advice(fails.any_fail(), held)] if _FAIL.search(text) else self.whole_scale(first)

    def whole_scale(self, first: str) -> list[Reply]:
        """For a supposition that names nothing: all ranges, after a sentence that says so."""
        trace = engine.advise("score_band", Profile(), self.knowledge, self.today)
        given = [self.replies.of_advice(each, Profile()) for each in trace.advice]
        return [self.replies.with_first(given[0], first), *given[1:]]

    def topic(self, supposed: Mapping[str, Value], held: Profile) -> str:
        """The topic on which a supposition is answered if the message names none: that of the first fact that is not so already."""
        new = [name for name, value in supposed.items() if held.get(name) != value]
        first = (new or list(supposed))[0]
        return AFTER_A_FAIL if supposed[first] == "failed" else TOPICS[first]

    def answer(self, topic: str, supposed: Mapping[str, Value], held: Profile, *, whole: bool = True) -> list[Reply]:
        """The advice for the supposed profile, led by what is supposed and followed by what it is today.

        Args:
            topic: what is answered.
            supposed: the supposed facts.
            held: the profile of today.
            whole: whether the topic was asked, or else only what the supposition changes of it.
        """
        profile = self.profile(supposed, held)
        then = engine.advise(topic, profile, self.knowledge, self.today).first
        now = engine.advise(topic, held, self.knowledge, self.today).first
        changed = [advice for advice in then if advice.body not in [today.body for today in now]]
        told = then if whole else changed or then[:1]
        given = [self.replies.of_advice(advice, profile) for advice in told]
        given = [self._with_offer(given[0], supposed, held), *given[1:]]
        given[0] = self.replies.with_first(given[0], self._opening(supposed, held))
        closing = self._closing(topic, then, now, profile, held)
        return [*given[:-1], self.replies.with_last(given[-1], closing)] if closing else given

    def profile(self, supposed: Mapping[str, Value], held: Profile) -> Profile:
        """What is held, with what is supposed put over it."""
        return held.with_stated(self._stated(supposed, held))

    def _stated(self, supposed: Mapping[str, Value], held: Profile) -> dict[str, Stated]:
        """The supposed facts, and with a score that its exam is passed."""
        values = {SCORES[name]: "passed" for name in supposed if name in SCORES} | dict(supposed)
        if held.get("step2_ck_status") == "failed" and values.get("step2_ck_status") == "passed":
            # The fail does not go away by a pass.
            values.setdefault("step2_ck_attempts", (held.number("step2_ck_attempts") or 1) + 1)
        return {name: Stated(value, "", datetime.min) for name, value in values.items()}

    def _opening(self, supposed: Mapping[str, Value], held: Profile) -> str:
        parts, already = [], []
        for name, value in supposed.items():
            before = held.get(name)
            if before == value:
                already.append(f"That is so already ({self.facts[name].label}: {self.facts[name].say(value)}):")
                continue
            instead = f" instead of {self.facts[name].say(before)}" if before is not None else ""
            parts.append(f"{self.facts[name].label} **{self.facts[name].say(value)}**{instead}")
        return f"Supposing {', '.join(parts)} (nothing is saved):" if parts else already[0]

    def _closing(
        self, topic: str, then: tuple[Advice, ...], now: tuple[Advice, ...], profile: Profile, held: Profile
    ) -> str:
        """What it is today, and what else would change or stay."""
        if not held.stated or profile.values == held.values:
            return ""
        if [advice.body for advice in then] == [advice.body for advice in now]:
            today = "It would not change this answer."
        else:
            today = f"Today: {_in_short(then, now)}"
        others = [name for name in COMPARED if name != topic]
        changed = [name for name in others if self._advice(name, profile) != self._advice(name, held)]
        same = [name for name in others if name not in changed]
        if changed:
            return f"{today} It would change my answer on: {self._named(changed)}."
        return f"{today} It would not change: {self._named(same)}." if same else today

    def _advice(self, topic: str, profile: Profile) -> list[object]:
        return [advice.body for advice in engine.advise(topic, profile, self.knowledge, self.today).first]

    def _named(self, topics: list[str]) -> str:
        return "; ".join(self.topics[name].phrase for name in topics[:NAMED])

    def _with_offer(self, reply: Reply, supposed: Mapping[str, Value], held: Profile) -> Reply:
        """A button that makes a supposed Step 2 CK score one's own, if none is held."""
        score = supposed.get("step2_ck_score")
        if score is None or held.knows("step2_ck_score"):
            return reply
        mine = statement_button("That is my score", {"step2_ck_score": score})
        return {**reply, "next": [mine, *reply["next"]][:5]}


def _in_short(then: tuple[Advice, ...], now: tuple[Advice, ...]) -> str:
    """Today's answer in its titles; where they are the same as the supposed one's, in its first sentences."""
    if [advice.title for advice in then] != [advice.title for advice in now]:
        return f"{'; '.join(advice.title for advice in now).rstrip('?.')}."
    return now[0].texts[0].text.rstrip(":") + ("." if now[0].texts[0].text.endswith(":") else "")
