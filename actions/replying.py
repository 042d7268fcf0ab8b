"""The replies of one turn, put together: answers in the order of the questions, what changed, and at most one question back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from actions import statements
from actions.answering import OUT_OF_SCOPE, Answering, Sources
from actions.asking import GIVES_UP, IN_A_ROW, Asking, Question
from actions.correcting import Correcting
from actions.messages import Message, Outcome
from actions.noting import Noting
from actions.profile import Change, Profile
from actions.programs import leaving
from actions.programs.turn import ProgramTurn
from actions.remembering import Remembering
from actions.replies import Replies, Reply, each_once

# Topics that say nothing beside what the message states: if facts came with them, the facts are what counts.
MERE_STATEMENTS = ("profile_statement", "affirm", "deny")
# What is advised where only questions were asked for a while: the first that was not said yet.
USEFUL = ("action_plan", "score_band", "step2_timing", "lors", "usce", "program_selection", "step3")


class Replying:
    """The state of one turn while its replies are put together."""

    def __init__(
        self,
        sources: Sources,
        message: Message,
        replies: Replies,
        before: Profile,
        after: Profile,
        changes: Sequence[Change],
        today: date,
        overtaken: Sequence[str],
        removed: Sequence[str],
        memory: Remembering,
        programs: ProgramTurn,
    ) -> None:
        self.memory, self.programs = memory, programs
        self.talk, self.message, self.replies, self.changes = sources.talk, message, replies, tuple(changes)
        self.profile, self.removed = after, tuple(removed)
        correcting = Correcting(sources.knowledge, sources.topics, today)
        fallen = correcting.fallen(message.remembered.answered, before, after)
        self.noting = Noting(replies, sources.facts, message, before, after, self.changes, overtaken, removed, fallen)
        self.asking = Asking(replies, sources.facts, sources.topics, after, message, today)
        new = {change.name for change in self.changes}
        self.answering = Answering(
            sources, replies, message, self.noting, today, memory, self.asking.contradiction(new)
        )
        # What may be meant, where the message was not understood for sure.
        self.offered = [topic for topic in message.unsure if topic in sources.topics]

    def outcome(self, complaints: Sequence[str], asks_again: str | None) -> Outcome:
        """All replies of the turn, in the order of the questions, and one question back at the end."""
        open_ = self.asking.open
        unusable = not complaints and self.asking.is_unusable()
        if unusable and open_ is not None:
            complaints, asks_again = (self.asking.not_understood(),), open_.asks
        given = [] if unusable else self._given(bool(complaints))
        if complaints and asks_again is not None:
            given, question = self._unusable(given, complaints, asks_again)
        elif self.message.about_question:
            given, question = self._about_question(given)
        else:
            answered = bool(given)
            given = given or self._noted()
            # Beside the question whether the list shall go stands no other, or a yes would answer that one.
            question = None if any(each["id"] == leaving.ASKS for each in given) else self._question(answered)
        given = each_once(self.noting.led([*self._kept_or_not(), *given], repeated=self.answering.repeated))
        said = [*([question.id] if question else []), *(each["id"] for each in given)]
        given += self.memory.beside(self.profile, self.message.topics, said)
        given += self.programs.moved(self.noting.before, self.profile, self.changes)
        return self._outcome(given, question)

    def _outcome(self, given: list[Reply], question: Question | None) -> Outcome:
        answering, before = self.answering, self.message.asked_before
        remembered = answering.remembered
        if question and question.id not in before:
            remembered = replace(remembered, in_a_row=remembered.in_a_row + 1)
        if self.removed and not self.answering.still_holds():
            # Without the fact the last answer is another: given again, it is not called the same.
            others = tuple(topic for topic in remembered.answered if topic != answering.last_topic)
            remembered = replace(remembered, answered=others)
        # What was taken back is not asked for either.
        asked_before = dict.fromkeys((*(name for name in self.removed if name not in before), *before))
        if question:
            asked_before.pop(question.id, None)
            asked_before[question.id] = None
        return Outcome(
            tuple(given + ([question.reply] if question and not question.is_said else [])),
            self.changes,
            question.asks if question else None,
            tuple(asked_before),
            answering.last_topic,
            page=answering.page,
            supposed=answering.supposed_last,
            remembered=remembered,
        )

    def _given(self, complained: bool) -> list[Reply]:
        """The answers to all that was asked, or a question back where it is not sure what was."""
        given = self.programs.given(self._topics(complained), self.answering)
        return [*given, self._did_you_mean(also=bool(given))] if self.offered else given

    def _topics(self, complained: bool) -> tuple[str, ...]:
        """What to answer: what was asked, or else what the stated facts raise, or the last topic if they change it."""
        asked = () if self.offered else self.message.topics
        topics = tuple(topic for topic in asked if topic not in MERE_STATEMENTS)
        stated = bool(self.changes)
        if stated:
            # Where a fact is stated and nothing supposed, it is no supposition ("change my score to 245").
            idle = {"greet", "thanks", "chitchat", *(() if self.answering.supposed else ("what_if",))}
            idle |= set() if {*topics} - idle - {OUT_OF_SCOPE} else {OUT_OF_SCOPE}
            topics = tuple(topic for topic in topics if topic not in idle)
        # What is not known is said after what is.
        topics = tuple(sorted(topics, key=OUT_OF_SCOPE.__eq__))
        if topics:
            return (*topics, *self.answering.grave(topics, self.changes))
        if not stated and not complained:
            return tuple(topic for topic in self.message.topics if topic in ("affirm", "deny"))
        return statements.raised_topics(self.changes, self.profile) or self.answering.last_if_changed(self.changes)

    def _question(self, answered: bool) -> Question | None:
        """The one question of the turn; after a digression the open one comes back, once."""
        if self.answering.remembered.quiet:
            return None
        new = {change.name for change in self.changes}
        question, open_ = self.asking.next(self.answering.wanted, new), self.asking.open
        # Who comes back after a pause is not held to a question of an earlier day.
        if open_ is None or self.memory.welcomes(self.profile) or (question and question.is_grave):
            return question
        if not self.asking.is_digression(answered, bool(new)):
            return question
        came_back = (*self.answering.remembered.came_back, open_.id)
        self.answering.remembered = replace(self.answering.remembered, came_back=came_back)
        return self.asking.coming_back(open_)

    def _next_question(self) -> Question | None:
        """The next question that helps with what the person wants, whatever this message was about."""
        if self.answering.remembered.quiet:
            return None
        return self.asking.next(self.answering.useful_facts(), {change.name for change in self.changes})

    def _unusable(
        self, given: list[Reply], complaints: Sequence[str], asks_again: str
    ) -> tuple[list[Reply], Question | None]:
        """What could not be used: the question again, then with an example, and at last on without it."""
        # What is held already is not given up: it stays as it was.
        if not self.profile.knows(asks_again):
            self.answering.remembered = self.answering.remembered.tried(asks_again)
        tries = self.answering.remembered.tries.get(asks_again, 1)
        if tries >= GIVES_UP:
            question = self._next_question()
            lead = [*complaints, *self.talk["given_up"].paragraphs]
            return self._led(lead, given, question, id_="facts.unusable"), question
        reply = self.asking.again(asks_again, self.noting.complaints(complaints), tries)
        open_ = self.asking.open
        # A question about facts that do not fit together stays that question.
        id_ = open_.id if open_ and open_.asks == asks_again else asks_again
        return [reply, *given], Question(id_, asks_again, reply, is_said=True)

    def _about_question(self, given: list[Reply]) -> tuple[list[Reply], Question | None]:
        """What is done on "skip", "I don't know", "why do you ask?", "stop asking" and "ask me again"."""
        kind, open_ = str(self.message.about_question), self.asking.open
        if kind == "why":
            if open_ is None:
                return [*given, *self.answering.sources()], None
            return [*given, self.asking.why(open_)], replace(open_, is_said=True)
        if kind in ("stop", "resume"):
            self.answering.remembered = replace(self.answering.remembered, quiet=kind == "stop")
        if kind == "stop" and not given:
            return [self.replies.of_talk(self.talk["stop"])], None
        question = self._next_question()
        return self._led(self.talk[kind].paragraphs, given, question), question

    def _led(
        self, lead: Sequence[str], given: list[Reply], question: Question | None, id_: str = "talk.all_right"
    ) -> list[Reply]:
        """What is given, led by a sentence; something useful, where nothing is and it is time for it."""
        first = " ".join(lead)
        if not given and (question is None or self.answering.remembered.in_a_row >= IN_A_ROW):
            given = self._useful()
        if given:
            return [self.replies.with_first(given[0], first), *given[1:]]
        return [self.replies.plain(id_, [first])]

    def _noted(self) -> list[Reply]:
        """What was understood; with advice, if only questions were asked for a while."""
        if not self.changes and self.message.may_keep is not None:
            return []
        if self.changes and self.answering.remembered.in_a_row >= IN_A_ROW:
            given = self._useful()
            return [self.replies.with_first(given[0], self.noting.new), *given[1:]]
        if self.changes:
            self.answering.wanted = list(self.answering.useful_facts())
        return [self.noting.noted(self.answering.last_topic)]

    def _useful(self) -> list[Reply]:
        """The advice that the facts allow by now and that was not given yet in this talk."""
        given = next((given for topic in USEFUL if (given := self.answering.unsaid(topic))), None)
        if given is None:
            return [self.replies.of_talk(self.talk["nothing_more"])]
        return [self.replies.with_first(given[0], self.talk["without_it"].paragraphs[0]), *given[1:]]

    def _kept_or_not(self) -> list[Reply]:
        """The answer to a wish about keeping messages."""
        if self.message.may_keep is None:
            return []
        return [self.replies.of_talk(self.talk["may_keep" if self.message.may_keep else "may_not_keep"])]

    def _did_you_mean(self, *, also: bool) -> Reply:
        """A question back where it is not sure what was asked, or asked beside what was answered; with buttons."""
        reply = self.replies.of_talk(self.talk["did_you_mean_also" if also else "did_you_mean"])
        return {**reply, "id": "talk.did_you_mean", "next": [*self.replies.buttons(self.offered), *reply["next"]]}
