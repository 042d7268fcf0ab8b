"""One turn of the conversation: a message comes in, replies go out. Knows no Rasa and no clock."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from actions import left_out, practice_history, removing, statements, subjects
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.linking import Linking
from actions.messages import Message, Outcome
from actions.privacy import Privacy
from actions.programs.heard import of_list
from actions.programs.turn import ProgramTurn
from actions.remembering import Remembering
from actions.replies import Replies, Reply
from actions.replying import Replying
from actions.store.link_codes import LinkCodes
from actions.store.own_data import OwnData
from actions.store.programs import ProgramStore
from actions.store.repository import ProfileStore, StoreUnavailable
from actions.talk import Say
from actions.topics import Topic

# Topics that stand alone: nothing else that the message holds is answered beside them.
ALONE = ("distress",)
# What is said in turns to who despairs again in the same talk.
AGAIN = ("distress_again", "distress_still")


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
        with suppress(StoreUnavailable):
            message = of_list(message, lambda: ProgramStore(self.store.engine).held(message.person))
        linking = Linking(LinkCodes(self.store.engine), self.facts, self.talk)
        return Privacy(OwnData(self.store.engine), self.talk).around(
            message,
            replies,
            now,
            lambda rest: linking.around(rest, replies, now, lambda last: self._turn(last, replies, today, now)),
        )

    def _turn(self, message: Message, replies: Replies, today: date, now: datetime) -> Outcome:
        for topic in ALONE:
            if topic in message.about:
                with suppress(StoreUnavailable):
                    self._heed(message)
                return self._comfort(message, replies)
        message = left_out.refused(subjects.heard(message, today), self.facts)
        try:
            self._heed(message)
            last_seen = self.store.seen(message.person, now)
            held = self.store.profile(message.person)
            checked = statements.check(
                message.claimed, message.unclear, held, self.facts, today, now, asked=message.asked_last
            )
            joins = practice_history.joins(message.claimed, message.scores_before)
            changes = tuple(self.store.state(message.person, checked.stated, checked.overtaken, joins))
            removed = removing.with_implied(message.remove, held)
            if removed:
                self.store.remove(message.person, removed)
            profile = self.store.profile(message.person)
        except StoreUnavailable:
            return self._same(message, replies.of_talk(self.talk["store_down"]))
        memory = Remembering(
            replies, self.facts, self.knowledge, self.talk, self.store.history, message.person, last_seen, today, now
        )
        programs = ProgramTurn(ProgramStore(self.store.engine), replies, self.facts, self.talk, message, today, now)
        replying = Replying(
            self, message, replies, held, profile, changes, today, checked.overtaken, removed, memory, programs
        )
        outcome = replying.outcome(checked.complaints, checked.asks_again)
        memory.keep(replying.answering.advised, profile)
        return replace(outcome, gone=(*checked.overtaken, *removed))

    def _heed(self, message: Message) -> None:
        """Hold to what the person says about keeping messages."""
        if message.may_keep is not None:
            self.store.let_keep_messages(message.person, message.may_keep)

    def _comfort(self, message: Message, replies: Replies) -> Outcome:
        """The numbers of people who help; said in other words to who writes of despair again."""
        before = message.remembered.despair
        name = AGAIN[(before - 1) % len(AGAIN)] if before else ALONE[0]
        reply = {**replies.of_talk(self.talk[name]), "id": f"talk.{ALONE[0]}"}
        return replace(self._same(message, reply), remembered=replace(message.remembered, despair=before + 1))

    @staticmethod
    def _same(message: Message, reply: Reply) -> Outcome:
        """A single reply that leaves the state of the dialogue as it was."""
        before = (message.asked_before, message.last_topic)
        supposed, remembered = message.supposed_before, message.remembered
        return Outcome((reply,), (), None, *before, page=message.shown, supposed=supposed, remembered=remembered)
