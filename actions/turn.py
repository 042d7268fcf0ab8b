"""One turn of the conversation: a message comes in, replies go out. Knows no Rasa and no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from actions import contradictions, statements, supposing
from actions.explaining import Explaining
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.messages import Message, Outcome
from actions.privacy import Privacy
from actions.profile import Change, Profile
from actions.replies import Replies, Reply, each_once
from actions.store.own_data import OwnData
from actions.store.repository import ProfileStore, StoreUnavailable
from actions.strategy import engine
from actions.supposing import Supposing
from actions.talk import Say
from actions.topics import Topic

# Topics that say nothing beside what the message states: if facts came with them, the facts are what counts.
MERE_STATEMENTS = ("profile_statement", "affirm", "deny")
# Topics that stand alone: nothing else that the message holds is answered beside them.
ALONE = ("distress",)


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
        return Privacy(OwnData(self.store.engine), self.talk).around(
            message, replies, now, lambda rest: self._turn(rest, replies, today, now)
        )

    def _turn(self, message: Message, replies: Replies, today: date, now: datetime) -> Outcome:
        for topic in ALONE:
            if topic in message.about:
                with suppress(StoreUnavailable):
                    self._heed(message)
                return self._same(message, replies.of_talk(self.talk[topic]))
        try:
            self._heed(message)
            held = self.store.profile(message.person)
            checked = statements.check(
                message.claimed, message.unclear, held, self.facts, today, now, asked=message.asked_last
            )
            changes = tuple(self.store.state(message.person, checked.stated, forget=checked.overtaken))
            profile = self.store.profile(message.person)
        except StoreUnavailable:
            return self._same(message, replies.of_talk(self.talk["store_down"]))
        gone = statements.acknowledge_gone(checked.overtaken, held, self.facts)
        turn = _Turn(self, message, replies, profile, changes, today, gone)
        outcome = turn.outcome(checked.complaints, checked.asks_again)
        return replace(outcome, gone=checked.overtaken)

    def _heed(self, message: Message) -> None:
        """Hold to what the person says about keeping messages."""
        if message.may_keep is not None:
            self.store.let_keep_messages(message.person, message.may_keep)

    @staticmethod
    def _same(message: Message, reply: Reply) -> Outcome:
        """A single reply that leaves the state of the dialogue as it was."""
        before = (message.asked_before, message.last_topic)
        return Outcome((reply,), (), None, *before, page=message.shown, supposed=message.supposed_before)


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
        gone: str,
    ) -> None:
        self.advisor, self.message, self.replies, self.gone = advisor, message, replies, gone
        self.profile, self.changes, self.today = profile, tuple(changes), today
        self.wanted: list[str] = []
        self.repeated = False
        # Advice of a repeated answer that a new fact did not change: it is not said again.
        self.unchanged: set[str] = set()
        # What may be meant, where the message was not understood for sure.
        self.offered = [topic for topic in message.unsure if topic in advisor.topics]
        self.last_topic = message.last_topic
        self.page, self.supposed_last = message.shown, dict(message.supposed_before)
        self.supposing = Supposing(replies, advisor.facts, advisor.knowledge, advisor.topics, today)
        self.supposed = self.supposing.possible(message.supposed)

    def outcome(self, complaints: Sequence[str], asks_again: str | None) -> Outcome:
        """All replies of the turn, in the order of the questions, and one question back at the end."""
        given = [reply for topic in self._topics(bool(complaints)) for reply in self._answer(topic)]
        if self.offered:
            given.append(self._did_you_mean())
        if complaints:
            given.insert(0, self._complaint(complaints, asks_again))
        elif not given and (self.changes or self.message.may_keep is None):
            given.append(self._noted())
        given = self._kept_or_not() + given
        changed = statements.acknowledge_changes(self.changes, self.advisor.facts)
        if self.repeated and not changed:
            changed = statements.acknowledge_new(self.changes, self.advisor.facts)
        changed = " ".join(line for line in (changed, self.gone) if line)
        if changed and not given[0]["id"].startswith("profile.noted"):
            given[0] = self.replies.with_first(given[0], changed)
        given = each_once(given)
        question, asked, remembered = self._question(asks_again)
        return Outcome(
            tuple(given + question),
            self.changes,
            asked,
            (*(each for each in self.message.asked_before if each not in remembered), *remembered),
            self.last_topic,
            page=self.page,
            supposed=self.supposed_last,
        )

    def _kept_or_not(self) -> list[Reply]:
        """The answer to a wish about keeping messages."""
        if self.message.may_keep is None:
            return []
        return [self.replies.of_talk(self.advisor.talk["may_keep" if self.message.may_keep else "may_not_keep"])]

    def _question(self, asks_again: str | None) -> tuple[list[Reply], str | None, tuple[str, ...]]:
        """The one question of the turn: facts that do not fit together first, then the fact that would help most."""
        if asks_again is not None:
            return [], asks_again, ()
        new = {change.name for change in self.changes}
        for each in contradictions.found(self.profile, self.advisor.facts, self.today):
            if new & set(each.facts) or each.id not in self.message.asked_before:
                reply = self.replies.of_contradiction(each, self.profile.values)
                return [reply], each.asks, (each.id,)
        asked = next((fact for fact in self.wanted if fact not in self.message.asked_before), None)
        if asked is None:
            return [], None, ()
        return [self.replies.question(self.advisor.facts[asked], self.today)], asked, (asked,)

    def _topics(self, complained: bool) -> tuple[str, ...]:
        """What to answer: what was asked, or else what the stated facts raise, or the last topic if they change it."""
        asked = () if self.offered else self.message.topics
        topics = tuple(topic for topic in asked if topic not in MERE_STATEMENTS)
        stated = bool(self.changes)
        if stated:
            topics = tuple(topic for topic in topics if topic not in ("greet", "thanks", "chitchat", "out_of_scope"))
        if topics:
            return (*topics, *statements.grave_topics(topics, self.changes, self.profile, self.advisor.knowledge))
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
        self.repeated = True
        self.unchanged = {each.id for each in trace.advice if each.body in [was.body for was in old]}
        return (topic,)

    def _answer(self, topic: str) -> list[Reply]:
        """The replies to one topic."""
        if self.supposed and (topic == "what_if" or topic in supposing.ANSWERED):
            return self._suppose(topic)
        special = {
            "ask_profile": self._held,
            "how_do_you_know": self._sources,
            "export_plan": self._plan_in_words,
            "what_if": self._whole_scale,
        }
        if topic in special:
            return special[topic]()
        trace = self._trace(topic, self.profile)
        if trace.advice:
            self.last_topic = topic
            self.wanted += trace.useful_facts(self.profile)
            return self._page(topic, trace)
        if topic == "chitchat" and self.message.not_helped:
            say = self.advisor.talk["not_helped_noted" if self.message.noted else "not_helped"]
            return [self.replies.of_complaint(say, self.last_topic)]
        return [self.replies.of_talk(self.advisor.talk.get(topic, self.advisor.talk["out_of_scope"]))]

    def _page(self, topic: str, trace: engine.Trace) -> list[Reply]:
        """The first answer to a topic, or one of those behind "More"; with a button to the next of them."""
        page = self.message.page if self.message.topics[:1] == (topic,) else 0
        advised = trace.more[page - 1 : page] if page else trace.first
        advised = tuple(each for each in advised if each.id not in self.unchanged) or advised
        if not advised:
            return [self.replies.of_talk(self.advisor.talk["no_more"])]
        self.page, self.supposed_last = page, {}
        given = [self.replies.of_advice(advice, self.profile) for advice in advised]
        if len(trace.more) > page:
            given[-1] = self.replies.with_more(given[-1], topic, page + 1)
        return given

    def _suppose(self, topic: str) -> list[Reply]:
        """What a supposition would change; with a question about something else, its own answer too."""
        asked = topic if topic != "what_if" else self.supposing.topic(self.supposed, self.profile)
        self.last_topic, self.page, self.supposed_last = asked, 0, self.supposed
        return self.supposing.answer(asked, self.supposed, self.profile, whole=topic != "what_if")

    def _trace(self, topic: str, profile: Profile) -> engine.Trace:
        return engine.advise(topic, profile, self.advisor.knowledge, self.today)

    def _complaint(self, complaints: Sequence[str], asks_again: str | None) -> Reply:
        """What could not be used, and that nothing held was lost by it."""
        held = [name for name in self.profile.stated if name not in {change.name for change in self.changes}]
        kept = ["What I knew before stays as it was."] if held else []
        new = statements.acknowledge_new(self.changes, self.advisor.facts)
        texts = [*complaints, *([new] if new else []), *kept]
        reply = self.replies.plain("facts.unusable", texts, severity="caution")
        # The answers that the question would offer, so that a tap mends it.
        offered = self.replies.question(self.advisor.facts[asks_again], self.today)["next"] if asks_again else []
        return {**reply, "next": offered}

    def _did_you_mean(self) -> Reply:
        """A question back where it is not sure what was asked, with what may be meant as buttons."""
        reply = self.replies.of_talk(self.advisor.talk["did_you_mean"])
        return {**reply, "next": [*self.replies.buttons(self.offered), *reply["next"]]}

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
        return self.replies.plain(
            "profile.noted",
            [" ".join(line for line in (replaced or new, self.gone) if line)],
            next=topics,
            facts_used=self._new_values(),
        )

    def _new_values(self) -> dict[str, object]:
        return {change.name: change.after for change in self.changes}

    def _explaining(self) -> Explaining:
        return Explaining(self.replies, self.advisor.facts, self.advisor.knowledge, self.profile)

    def _held(self) -> list[Reply]:
        if not self.profile.stated:
            return [self.replies.of_talk(self.advisor.talk["nothing_held"])]
        return [self._explaining().held()]

    def _sources(self) -> list[Reply]:
        """What the last answer rests on."""
        if not self.last_topic:
            return [self.replies.of_talk(self.advisor.talk["nothing_said_yet"])]
        supposed = self.message.supposed_before
        profile = self.supposing.profile(supposed, self.profile) if supposed else self.profile
        given = self._explaining().sources(self._trace(self.last_topic, profile), self.message.shown)
        return given or [self.replies.of_talk(self.advisor.talk["nothing_said_yet"])]

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
