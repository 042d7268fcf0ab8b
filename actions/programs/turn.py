"""A turn of the talk that is about the person's own program list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from actions.answering import Answering
from actions.facts import Facts
from actions.messages import Message
from actions.profile import Change, Profile
from actions.programs import leaving
from actions.programs.bringing import bring
from actions.programs.heard import SELECTION
from actions.programs.moves import LOOKED_AT, moves
from actions.programs.program import NoList, Program
from actions.programs.talk import BROUGHT, BUTTONS, CLEAR, DELETE, FILE, LIST, MOST_BUTTONS, TEMPLATE, Lists
from actions.replies import Replies, Reply
from actions.store.programs import ProgramStore
from actions.store.repository import StoreUnavailable
from actions.strategy import standing
from actions.talk import Say

# Beside these nothing is said of programs that move: the facts are going, or something graver is spoken of.
_UNDISTURBED = ("delete_my_data", "distress")
# Topics that are answered by what is said of the list.
TAKES = (SELECTION, "program_research_tools", "profile_statement", "out_of_scope", "export_plan")


@dataclass
class ProgramTurn:
    """Answers what a message wants of the list, and tells what a change of facts moves in it.

    Attributes:
        store: where the lists are.
        replies: makes replies.
        facts: how facts are named.
        talk: what is no advice.
        message: what was understood.
        today: the day for which the list is placed.
        now: when the message came (UTC).
    """

    store: ProgramStore
    replies: Replies
    facts: Facts
    talk: Mapping[str, Say]
    message: Message
    today: date
    now: datetime
    shown: bool = field(default=False, init=False)

    def given(self, topics: Sequence[str], answering: Answering) -> list[Reply]:
        """The answers to a message: about the list, if it is about that, and to the other topics."""
        given = self._replies(answering.profile)
        if given:
            answering.last_topic = SELECTION
            wanted = () if standing.needs_no_visa(answering.profile) else ("visa_need",)
            answering.wanted += [name for name in (*wanted, "step2_ck_score") if not answering.profile.knows(name)]
            topics = [topic for topic in topics if topic not in TAKES]
        return [*given, *(reply for topic in topics for reply in self._with_button(topic, answering.answer(topic)))]

    def _with_button(self, topic: str, answers: list[Reply]) -> list[Reply]:
        """The answers; those on programs lead on to the person's own list, or to how to bring one."""
        if topic != SELECTION or not answers or self.message.page:
            return answers
        button = BUTTONS[TEMPLATE] | {"title": "Bring my own list"}
        with suppress(StoreUnavailable):
            button = BUTTONS[LIST] if self.store.held(self.message.person) else button
        last = answers[-1]
        return [*answers[:-1], {**last, "next": [*last["next"][: MOST_BUTTONS - 1], button]}]

    def _replies(self, profile: Profile) -> list[Reply]:
        message = self.message
        if not self._is_wanted():
            return []
        lists = Lists(self.replies, self.replies.knowledge, profile, self.today)
        try:
            dollars_alone = (message.program_lines, message.programs, message.program_remove) == (None, None, None)
            # Dollars are held against a list that is there; without one they are nothing to it.
            if dollars_alone and not self.store.held(message.person):
                return []
            self.shown = True
            if message.program_lines is not None:
                return self._bring(message.program_lines, lists)
            if message.program_remove is not None or message.programs in (CLEAR, DELETE):
                return [self._leaving()]
            if message.programs == TEMPLATE:
                return lists.template()
            brought = self.store.last_import(message.person)
            held, faults = self.store.held(message.person), brought.faults if brought else ()
            if brought is not None and message.programs == BROUGHT:
                rows, kept, remarks = brought.rows, brought.kept, brought.remarks
                return lists.brought(held, rows=rows, kept=kept, before=None, faults=faults, remarks=remarks)
            return [lists.listed(held, faults, budget=message.budget, file=message.programs == FILE)]
        except StoreUnavailable:
            return [self.replies.of_talk(self.talk["store_down"])]

    def _is_wanted(self) -> bool:
        """Whether the message is about the list."""
        message = self.message
        about = message.program_lines is not None or message.program_remove is not None or message.budget is not None
        return about or message.programs in (LIST, BROUGHT, FILE, TEMPLATE, CLEAR, DELETE)

    def _leaving(self) -> Reply:
        """Take one program out, or ask whether all shall go, or let them go."""
        message = self.message
        if message.programs == DELETE:
            return leaving.cleared(self.replies, self.store.clear(message.person, self.now))
        held = self.store.held(message.person)
        if message.program_remove is None:
            return leaving.asks_to_clear(self.replies, held)
        found = leaving.named(held, message.program_remove)
        if len(found) != 1 or not self.store.remove(message.person, found[0], self.now):
            return leaving.not_one(self.replies, message.program_remove, found)
        return leaving.removed(self.replies, found[0], len(held) - 1)

    def moved(self, before: Profile, after: Profile, changes: Sequence[Change]) -> list[Reply]:
        """What the facts of this message move in the list; nothing if nothing, or if the list was just shown."""
        names = LOOKED_AT & (before.values.keys() | after.values.keys())
        changed = [name for name in sorted(names) if before.get(name) != after.get(name)]
        if self.shown or not changed or set(self.message.topics) & set(_UNDISTURBED):
            return []
        held: tuple[Program, ...] = ()
        # The answer is made already; a store that fails now takes nothing of it away.
        with suppress(StoreUnavailable):
            held = self.store.held(self.message.person)
        if not held:
            return []
        found = moves(held, before, after, self.replies.knowledge, self.today)
        told = [change for change in changes if change.name in changed]
        if any(change.name == "step2_ck_score" for change in told):
            # A score says that there is one.
            told = [change for change in told if change.name != "step2_ck_status"]
        because = " and ".join(map(self._in_words, told))
        return Lists(self.replies, self.replies.knowledge, after, self.today).moved(found, len(held), because)

    def _in_words(self, change: Change) -> str:
        fact = self.facts[change.name]
        said = fact.say(change.after)
        return f"{fact.label} ({said})" if "," in said else f"{fact.label} {said}"

    def _bring(self, lines: str, lists: Lists) -> list[Reply]:
        try:
            brought = bring(self.store, self.message.person, lines, "pasted", self.today, self.now)
        except NoList as error:
            reply = self.replies.plain("programs.not_kept", [str(error)], severity="caution")
            return [{**reply, "next": [BUTTONS[TEMPLATE]]}]
        read = brought.reading
        if not read.rows:
            return [lists.nothing_kept(read.total, read.faults, held=len(brought.held))]
        if brought.replaced is None:
            new = [_held_as(brought.held, program) for program in read.programs]
            return lists.added(brought.held, new, known=brought.known, faults=read.faults)
        return lists.brought(
            brought.held,
            rows=read.total,
            kept=len(read.rows),
            before=brought.replaced,
            faults=read.faults,
            remarks=read.remarks,
        )


def _held_as(held: Sequence[Program], told: Program) -> Program:
    """The program as it is held after it was told: with what was known of it before."""
    named = [each for each in held if each.key == told.key] or [
        each for each in held if each.name.casefold() == told.name.casefold()
    ]
    return named[0] if named else told
