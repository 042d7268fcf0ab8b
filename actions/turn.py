"""One turn of the conversation: a message comes in, replies go out. Knows no Rasa and no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from actions import statements
from actions.facts import Facts, Value
from actions.knowledge.library import Knowledge
from actions.profile import Change, Profile, Stated
from actions.replies import Replies, Reply, statement_button
from actions.statements import Claimed, Unclear
from actions.store.repository import ProfileStore, StoreUnavailable
from actions.strategy import engine
from actions.strategy.advice import Advice
from actions.talk import Say
from actions.topics import Topic

# Topics that say nothing beside what the message states: if facts came with them, the facts are what counts.
MERE_STATEMENTS = ("profile_statement", "affirm", "deny")
# Topics that can be answered for a score that is only supposed ("what if I get 250?", "is 238 good?").
SUPPOSABLE = ("score_band", "what_if", "step2_target", "competitiveness")
# Topics that stand alone: nothing else that the message holds is answered beside them.
ALONE = ("distress",)


@dataclass(frozen=True)
class Message:
    """A message as the understanding read it, and what the dialogue remembers."""

    person: str
    topics: tuple[str, ...]
    claimed: tuple[Claimed, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    supposed: Mapping[str, Value] = field(default_factory=dict)
    asked_before: tuple[str, ...] = ()
    last_topic: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What a turn gives back: the replies, the facts that changed, and what the dialogue has to remember."""

    replies: tuple[Reply, ...]
    changes: tuple[Change, ...]
    asked: str | None
    asked_before: tuple[str, ...]
    last_topic: str | None


@dataclass(frozen=True)
class Advisor:
    """Everything that a turn needs, put together once when the server starts."""

    store: ProfileStore
    facts: Facts
    knowledge: Knowledge
    topics: Mapping[str, Topic]
    talk: Mapping[str, Say]

    def turn(self, message: Message, today: date, now: datetime) -> Outcome:
        """Answer a message: keep its facts, answer each topic, ask at most one question.

        Args:
            message: what was understood.
            today: the day for which advice is given.
            now: when the facts were stated (UTC).
        """
        replies = Replies(self.knowledge, self.topics)
        for topic in ALONE:
            if topic in message.topics:
                return self._same(message, replies.of_talk(self.talk[topic]))
        try:
            held = self.store.profile(message.person)
            checked = statements.check(message.claimed, message.unclear, held, self.facts, today, now)
            changes = tuple(self.store.state(message.person, checked.stated, forget=checked.overtaken))
            profile = self.store.profile(message.person)
        except StoreUnavailable:
            return self._same(message, replies.of_talk(self.talk["store_down"]))
        turn = _Turn(self, message, replies, profile, changes, today)
        return turn.outcome(checked.complaints, checked.asks_again)

    @staticmethod
    def _same(message: Message, reply: Reply) -> Outcome:
        """A single reply that leaves the state of the dialogue as it was."""
        return Outcome((reply,), (), None, message.asked_before, message.last_topic)


class _Turn:
    """The state of one turn while its replies are put together."""

    def __init__(
        self,
        advisor: Advisor,
        message: Message,
        replies: Replies,
        profile: Profile,
        changes: Sequence[Change],
        today: date,
    ) -> None:
        self.advisor, self.message, self.replies = advisor, message, replies
        self.profile, self.changes, self.today = profile, tuple(changes), today
        self.wanted: list[str] = []
        self.last_topic = message.last_topic

    def outcome(self, complaints: Sequence[str], asks_again: str | None) -> Outcome:
        """All replies of the turn, in the order of the questions, and one question back at the end."""
        given = [reply for topic in self._topics(bool(complaints)) for reply in self._answer(topic)]
        if complaints:
            given.insert(0, self._complaint(complaints))
        elif not given:
            given.append(self._noted())
        changed = statements.acknowledge_changes(self.changes, self.advisor.facts)
        if changed and not given[0]["id"].startswith("profile.noted"):
            given[0] = self.replies.with_first(given[0], changed)
        given = _each_once(given)
        asked, asked_before = asks_again, self.message.asked_before
        if asks_again is None:
            asked = next((fact for fact in self.wanted if fact not in asked_before), None)
            if asked is not None:
                given.append(self.replies.question(self.advisor.facts[asked]))
                asked_before = (*asked_before, asked)
        return Outcome(tuple(given), self.changes, asked, asked_before, self.last_topic)

    def _topics(self, complained: bool) -> tuple[str, ...]:
        """What to answer: what was asked, or else what the stated facts raise, or the last topic if they change it."""
        topics = tuple(topic for topic in self.message.topics if topic not in MERE_STATEMENTS)
        stated = bool(self.changes)
        if stated:
            topics = tuple(topic for topic in topics if topic not in ("greet", "thanks", "chitchat", "out_of_scope"))
        if topics:
            return topics
        if not stated and not complained:
            return tuple(topic for topic in self.message.topics if topic in ("affirm", "deny"))
        return statements.raised_topics(self.changes, self.profile) or self._last_topic_if_changed()

    def _last_topic_if_changed(self) -> tuple[str, ...]:
        """The last topic, if what was just stated gives it another answer."""
        topic = self.last_topic
        new = {change.name for change in self.changes if change.before != change.after}
        if topic is None or not new:
            return ()
        before = Profile({name: held for name, held in self.profile.stated.items() if name not in new})
        old = self._trace(topic, before).advice
        trace = self._trace(topic, self.profile)
        if [(each.id, each.body) for each in trace.advice] == [(each.id, each.body) for each in old]:
            self.wanted += trace.useful_facts(self.profile)
            return ()
        return (topic,)

    def _answer(self, topic: str) -> list[Reply]:
        """The replies to one topic."""
        special = {
            "ask_profile": self._profile,
            "how_do_you_know": self._sources,
            "export_plan": self._plan_in_words,
            "what_if": self._whole_scale,
        }
        supposed = [self._supposing()] if self.message.supposed and topic in SUPPOSABLE else []
        if supposed and topic != "competitiveness":
            return supposed
        if topic in special:
            return special[topic]()
        trace = self._trace(topic, self.profile)
        if trace.advice:
            self.last_topic = topic
            self.wanted += trace.useful_facts(self.profile)
            return supposed + [self.replies.of_advice(advice, self.profile) for advice in trace.advice]
        return [self.replies.of_talk(self.advisor.talk.get(topic, self.advisor.talk["out_of_scope"]))]

    def _trace(self, topic: str, profile: Profile) -> engine.Trace:
        return engine.advise(topic, profile, self.advisor.knowledge, self.today)

    def _complaint(self, complaints: Sequence[str]) -> Reply:
        """What could not be used, and that nothing held was lost by it."""
        held = [name for name in self.profile.stated if name not in {change.name for change in self.changes}]
        kept = ["What I knew before stays as it was."] if held else []
        new = statements.acknowledge_new(self.changes, self.advisor.facts)
        return self.replies.plain("facts.unusable", [*complaints, *([new] if new else []), *kept], severity="caution")

    def _noted(self) -> Reply:
        """What was understood, where there is nothing to advise on it."""
        new = statements.acknowledge_new(self.changes, self.advisor.facts)
        if not new:
            text = 'I did not find a fact in that which I can use. You can tell me, for example: "step 1 passed first try, CK 238, need a visa".'
            return self.replies.plain("profile.nothing_new", [text], next=("help", "ask_profile"))
        replaced = statements.acknowledge_changes(self.changes, self.advisor.facts)
        self.wanted = self.wanted or list(self._trace("action_plan", self.profile).useful_facts(self.profile))
        offer = [self.last_topic] if self.last_topic else []
        topics = tuple(dict.fromkeys([*offer, "score_band", "step2_timing", "action_plan"]))
        return self.replies.plain("profile.noted", [replaced or new], next=topics, facts_used=self._new_values())

    def _new_values(self) -> dict[str, object]:
        return {change.name: change.after for change in self.changes}

    def _profile(self) -> list[Reply]:
        """What is known of the person, each fact with when and in which words it was stated."""
        if not self.profile.stated:
            return [self.replies.of_talk(self.advisor.talk["nothing_held"])]
        facts = self.advisor.facts
        items = [
            f'{facts[name].label}: {facts[name].say(held.value)} (you said "{held.words}" on {held.at:%Y-%m-%d})'
            for name, held in self.profile.stated.items()
        ]
        paragraph = "This is what you told me. If something is wrong, just tell me the right value."
        return [
            self.replies.plain(
                "profile.shown", [paragraph], items=items, title="What I know about you", facts_used=self.profile.values
            )
        ]

    def _sources(self) -> list[Reply]:
        """What the last answer rests on: each claim with its section, and the facts of the person that it used."""
        advised = self._trace(self.last_topic, self.profile).advice if self.last_topic else ()
        if not advised:
            return [self.replies.of_talk(self.advisor.talk["nothing_said_yet"])]
        return [self._source_of(advice) for advice in advised]

    def _source_of(self, advice: Advice) -> Reply:
        claims = self.advisor.knowledge.claims
        items = [f"{claims[claim].text} [{place}]" for place, claim in enumerate(advice.claims, 1)]
        used = [
            f'{self.advisor.facts[name].label} {self.advisor.facts[name].say(held.value)} (you said "{held.words}")'
            for name, held in self.profile.stated.items()
            if name in advice.facts_used
        ]
        yours = f"Of your facts it used: {'; '.join(used)}." if used else "It used none of your facts."
        return self.replies.plain(
            f"source.{advice.id.replace('.', '_')}",
            [f'"{advice.title}" rests on one article on Step scores for IMGs in PM&R. {yours} The article says:'],
            items=items,
            title="Where this comes from",
            citations=advice.claims,
            notes=advice.notes,
            facts_used={name: self.profile.values[name] for name in advice.facts_used if self.profile.knows(name)},
        )

    def _supposing(self) -> Reply:
        """What a supposed score would mean, beside the real one; nothing is saved."""
        score = self.message.supposed["step2_ck_score"]
        self.last_topic = "score_band"
        held = self.profile.get("step2_ck_score")
        now = Stated("passed", "", datetime.min)
        supposed = {"step2_ck_score": replace(now, value=score), "step2_ck_status": now}
        advice = self._trace("score_band", self.profile.with_stated(supposed)).advice
        reply = self.replies.of_advice(advice[-1], self.profile.with_stated(supposed))
        stays = f" Yours stays {held}." if held is not None and held != score else ""
        first = f"Supposing **{score}** on Step 2 CK (nothing is saved).{stays}" if held != score else f"Your {held}:"
        mine = [statement_button("That is my score", {"step2_ck_score": score})]
        offered = reply["next"] if held is not None else [*mine, *reply["next"]]
        return self.replies.with_first({**reply, "next": offered}, first)

    def _whole_scale(self) -> list[Reply]:
        """A supposition that names no score: the whole scale."""
        advice = self._trace("score_band", Profile()).advice
        given = [self.replies.of_advice(each, Profile()) for each in advice]
        return [self.replies.with_first(given[0], self.advisor.talk["what_if"].paragraphs[0]), *given[1:]]

    def _plan_in_words(self) -> list[Reply]:
        """No file yet: the plan in words, and said so."""
        say = self.advisor.talk["export_plan"]
        given = self._answer("action_plan")
        return [self.replies.with_first(given[0], say.paragraphs[0]), *given[1:]]


def _each_once(replies: Sequence[Reply]) -> list[Reply]:
    """The replies without those that two topics share."""
    first: dict[str, Reply] = {}
    for reply in replies:
        first.setdefault(reply["id"], reply)
    return list(first.values())
