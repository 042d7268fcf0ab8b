"""Which of the advice given in a talk no longer holds once facts have changed: the same topics, worked out before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import engine
from actions.strategy.advice import Advice
from actions.topics import Topic

NAMED = 2
# How advice is named that does not hold any more; all other advice is named by its topic.
NAMES = {
    "band.low": "a low score",
    "band.borderline": "a borderline score",
    "band.solid": "a solid score",
    "band.strong": "a strong score",
    "low.failed_or_low": "a failed exam or a low score",
    "step1.passed": "a passed Step 1",
    "step1.red_flag": "a failed attempt at Step 1",
    "step1.late": "a late Step 1",
    "step1.no_try_left": "the attempts at Step 1",
    "step3.done": "a Step 3 that is done",
    "practice.plateau": "a plateau",
    "practice.ready": "being ready",
    "practice.not_ready": "not being ready yet",
    "visa.not_needed": "needing no visa",
    "scope.other_audience": "these ranges not being made for you",
    "timing.result_awaited": "waiting for your result",
}


@dataclass(frozen=True)
class Correcting:
    """Compares advice before and after.

    Attributes:
        knowledge: claims, numbers, outside facts.
        topics: how topics are named in a sentence.
        today: the day for which advice is given.
    """

    knowledge: Knowledge
    topics: Mapping[str, Topic]
    today: date

    def fallen(self, answered: Sequence[str], before: Profile, after: Profile) -> str:
        """What was said in this talk and no longer holds, what changes and what stays; empty if nothing changes."""
        gone: dict[str, None] = {}
        changed, same = [], []
        for topic in answered:
            old, new = self._advice(topic, before), self._advice(topic, after)
            vanished = {each.id for each in old} - {each.id for each in new}
            named = [NAMES[each.id] for each in old if each.id in vanished and each.id in NAMES]
            gone.update(dict.fromkeys(named))
            if [each.body for each in old] == [each.body for each in new]:
                same.append(topic)
            elif not named:
                changed.append(topic)
        if not gone and not changed:
            return ""
        lines = [f"What I said about {_and(list(gone)[:NAMED])} no longer applies to you."] if gone else []
        if changed:
            also = "also " if gone else ""
            lines.append(f"My answer {also}changes on: {self._named(changed)}.")
        if same:
            lines.append(f"It stays the same on: {self._named(same)}.")
        return " ".join(lines)

    def _advice(self, topic: str, profile: Profile) -> tuple[Advice, ...]:
        return engine.advise(topic, profile, self.knowledge, self.today).first

    def _named(self, topics: Sequence[str]) -> str:
        return "; ".join(self.topics[topic].phrase for topic in topics[-NAMED:] if topic in self.topics)


def _and(names: Sequence[str]) -> str:
    return " and ".join(names)
