"""The answers to topics: advice, what would be, what is held, where an answer comes from, talk."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from actions import statements, supposing
from actions.contradictions import Contradiction
from actions.explaining import Explaining
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.messages import Message
from actions.noting import Noting
from actions.profile import Change, Profile
from actions.remembering import Remembering
from actions.replies import Replies, Reply
from actions.strategy import engine
from actions.strategy.advice import Advice
from actions.supposing import Supposing
from actions.talk import Say
from actions.topics import Topic

# The topic that needs most, for who wants nothing in particular.
PLAN = "action_plan"
# The topic of the plan to keep.
FILE = "export_plan"
OUT_OF_SCOPE = "out_of_scope"
_PAY = re.compile(r"\b(?:salar(?:y|ies)|stipends?|pay|paid|earn|wages?)\b", re.I)


class Sources(Protocol):
    """What answers are made of."""

    @property
    def facts(self) -> Facts:
        """The registry."""

    @property
    def knowledge(self) -> Knowledge:
        """Claims, numbers, outside facts."""

    @property
    def topics(self) -> Mapping[str, Topic]:
        """How topics are named."""

    @property
    def talk(self) -> Mapping[str, Say]:
        """What is no advice."""


class Answering:
    """Answers the topics of one message, and gathers on the way what the dialogue has to remember of it.

    Attributes:
        wanted: facts that would help with what was answered, the most useful first.
        repeated: whether the last answer is given anew, because a new fact changes it.
        last_topic: the topic advised on last.
        page: which part of its answer was shown.
        supposed_last: what it supposed.
        remembered: the memory of the talk.
        advised: the advice given, each with its topic.
    """

    def __init__(
        self,
        sources: Sources,
        replies: Replies,
        message: Message,
        noting: Noting,
        today: date,
        memory: Remembering,
        asks: Contradiction | None,
    ) -> None:
        # What is asked about right after the answers; it is no news then.
        self.memory, self.asks = memory, asks
        self.knowledge, self.talk, self.replies = sources.knowledge, sources.talk, replies
        self.message, self.noting, self.profile, self.today = message, noting, noting.after, today
        self.explaining = Explaining(replies, sources.facts, sources.knowledge, self.profile)
        self.supposing = Supposing(replies, sources.facts, sources.knowledge, sources.topics, today)
        self.supposed = self.supposing.possible(message.supposed)
        self.advised: list[tuple[str, Advice]] = []
        self.wanted: list[str] = []
        self.repeated = False
        # Advice of a repeated answer that a new fact did not change: it is not said again.
        self.unchanged: set[str] = set()
        self.last_topic, self.remembered = message.last_topic, message.remembered
        self.page, self.supposed_last = message.shown, dict(message.supposed_before)

    def answer(self, topic: str) -> list[Reply]:
        """The replies to one topic."""
        if self.supposed and (topic == "what_if" or topic in supposing.ANSWERED):
            return self._suppose(topic)
        special: Mapping[str, Callable[[], list[Reply]]] = {
            "ask_profile": self._held,
            "how_do_you_know": self.sources,
            "what_if": self._nothing_supposed,
        }
        if topic in special:
            return special[topic]()
        # What stands behind "More", and an answer given anew for a new fact, are still about what was asked then.
        anew = topic in self.message.topics and not self.message.page
        subject = self.message.subject if anew else self.remembered.subject
        trace = engine.advise(topic, self.profile, self.knowledge, self.today, subject)
        if trace.advice:
            # A later fact changes the plan itself; the file is made again when it is asked for again.
            self.last_topic = PLAN if topic == FILE else topic
            self.remembered = replace(self.remembered.advised(topic), subject=subject)
            self.wanted += trace.useful_facts(self.profile)
            return self._page(topic, trace)
        if topic == "greet" and self.memory.welcomes(self.profile):
            return [self.memory.welcome(self.profile, self.asks)]
        if self.message.language and topic == "out_of_scope":
            say = self.talk.get(f"language_{self.message.language}", self.talk["language_other"])
            return [self.replies.of_talk(say)]
        if topic == "chitchat" and self.message.insult:
            return [self.replies.of_talk(self.talk["insult"])]
        if topic == "chitchat" and self.message.not_helped:
            say = self.talk["not_helped_noted" if self.message.noted else "not_helped"]
            return [self.replies.of_complaint(say, self.last_topic)]
        return [
            self._unknown()
            if topic == OUT_OF_SCOPE or topic not in self.talk
            else self.replies.of_talk(self.talk[topic])
        ]

    def _unknown(self) -> Reply:
        """What is said to a question for something that is not known, by itself or beside others."""
        name = "salary" if _PAY.search(self.message.text) else OUT_OF_SCOPE
        if self.advised:
            name += "_beside"
        return {**self.replies.of_talk(self.talk[name]), "id": f"talk.{OUT_OF_SCOPE}"}

    def _page(self, topic: str, trace: engine.Trace) -> list[Reply]:
        """The first answer to a topic, or one of those behind "More"; with a button to the next of them."""
        page = self.message.page if self.message.topics[:1] == (topic,) else 0
        advised = trace.more[page - 1 : page] if page else trace.first
        advised = tuple(each for each in advised if each.id not in self.unchanged) or advised
        if not advised:
            return [self.replies.of_talk(self.talk["no_more"])]
        self.page, self.supposed_last = page, {}
        self.advised += [(topic, advice) for advice in advised]
        given = [self.replies.of_advice(advice, self.profile) for advice in advised]
        if len(trace.more) > page:
            given[-1] = self.replies.with_more(given[-1], topic, page + 1)
        if self._given_last(topic):
            given[0] = self.replies.with_first(given[0], self.talk["same_answer"].paragraphs[0])
        return given

    def _given_last(self, topic: str) -> bool:
        """Whether the very same answer was the last one; new facts would have changed it, or were answered at once."""
        message = self.message
        if message.topics != (topic,) or topic != message.last_topic or topic not in message.remembered.answered:
            return False
        if message.subject != message.remembered.subject:
            return False
        return not (
            message.page or message.shown or message.supposed_before or self.noting.changes or self.noting.removed
        )

    def still_holds(self) -> bool:
        """Whether the last answer is the same as before this message."""
        return self.last_topic is None or (
            self._trace(self.last_topic, self.noting.before).advice == self._trace(self.last_topic, self.profile).advice
        )

    def _suppose(self, topic: str) -> list[Reply]:
        """What a supposition would change; with a question about something else, its own answer too."""
        asked = topic if topic != "what_if" else self.supposing.topic(self.supposed, self.profile)
        self.last_topic, self.page, self.supposed_last = asked, 0, self.supposed
        return self.supposing.answer(asked, self.supposed, self.profile, whole=topic != "what_if")

    def _nothing_supposed(self) -> list[Reply]:
        """What is said to a supposition that names no fact."""
        self.supposed = self.supposing.fail(self.message.text, self.profile)
        if self.supposed:
            return self._suppose("what_if")
        first = self.talk["what_if"].paragraphs[0]
        return self.supposing.nothing_named(self.message.text, self.profile, first)

    def _trace(self, topic: str, profile: Profile) -> engine.Trace:
        return engine.advise(topic, profile, self.knowledge, self.today, self.remembered.subject)

    def _held(self) -> list[Reply]:
        """What is known of the person, or what is done about a wish to remove or change it."""
        if wish := self.noting.of_profile(self.last_topic):
            return [wish]
        if not self.profile.stated:
            return [self.replies.of_talk(self.talk["nothing_held"])]
        return [self.explaining.held()]

    def sources(self) -> list[Reply]:
        """What the last answer rests on; the last of an earlier talk where there was none in this one."""
        if not self.last_topic:
            return self.memory.why(self.profile) or [self.replies.of_talk(self.talk["nothing_said_yet"])]
        supposed = self.message.supposed_before
        profile = self.supposing.profile(supposed, self.profile) if supposed else self.profile
        explaining = replace(self.explaining, profile=profile)
        given = explaining.sources(self._trace(self.last_topic, profile), self.message.shown)
        return given or [self.replies.of_talk(self.talk["nothing_said_yet"])]

    def grave(self, topics: Sequence[str], changes: Sequence[Change]) -> tuple[str, ...]:
        """What a low or failed result raises beside what was asked."""
        return statements.grave_topics(topics, changes, self.profile, self.knowledge)

    def last_if_changed(self, changes: Sequence[Change]) -> tuple[str, ...]:
        """The last topic, if what was just stated gives it another answer.

        An answer to a question that came back after a digression is for what was talked about before it.
        """
        new = {change.name for change in changes if change.before != change.after}
        if self.last_topic is None or not new:
            return ()
        answers = self.message.asked in new and self.message.asked_last in self.remembered.came_back
        before = self.remembered.answered if answers else ()
        topics = dict.fromkeys((self.last_topic, *reversed(before)))
        return next((found for topic in topics if (found := self._if_changed(topic))), ())

    def _if_changed(self, topic: str) -> tuple[str, ...]:
        old = self._trace(topic, self.noting.before).advice
        trace = self._trace(topic, self.profile)
        if [(each.id, each.body) for each in trace.advice] == [(each.id, each.body) for each in old]:
            self.wanted += trace.useful_facts(self.profile)
            return ()
        self.repeated = True
        self.unchanged = {each.id for each in trace.advice if each.body in [was.body for was in old]}
        return (topic,)

    def unsaid(self, topic: str) -> list[Reply]:
        """The answer to a topic that was not answered in this talk; none if it was, or if there is no advice on it."""
        if topic in self.remembered.answered or not self._trace(topic, self.profile).advice:
            return []
        return self.answer(topic)

    def useful_facts(self) -> tuple[str, ...]:
        """What would help with the topics of this message, or else with the last one and the plan."""
        topics = dict.fromkeys([*([self.last_topic] if self.last_topic else []), PLAN])
        found = [fact for topic in topics for fact in self._trace(topic, self.profile).useful_facts(self.profile)]
        return tuple(self.wanted or found)
