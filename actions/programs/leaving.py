"""What is said when programs leave a person's list: one of them, or all."""

from __future__ import annotations

from collections.abc import Sequence

from actions.programs.program import Program
from actions.programs.talk import BUTTONS, CLEARING, LIST, TEMPLATE
from actions.programs.wording import counted
from actions.replies import Replies, Reply

MOST_NAMED = 4
# The question whether the whole list shall go; a yes after it is the answer to it.
ASKS = "programs.clear"


def named(held: Sequence[Program], words: str) -> tuple[Program, ...]:
    """The programs that somebody means by a name: the one of just that name, else all that have it in theirs."""
    wanted = " ".join(words.casefold().split())
    same = tuple(program for program in held if program.name.casefold() == wanted)
    return same or tuple(program for program in held if wanted and wanted in program.name.casefold())


def asks_to_clear(replies: Replies, held: Sequence[Program]) -> Reply:
    """The question whether the whole list shall go: it may have cost somebody days."""
    if not held:
        return _nothing(replies)
    text = f"Shall I delete your list of {counted(len(held), 'program')}? It cannot be brought back from here. Your own facts stay."
    return {**replies.plain(ASKS, [text], severity="caution"), "next": list(CLEARING)}


def cleared(replies: Replies, before: int) -> Reply:
    """The list is gone."""
    if not before:
        return _nothing(replies)
    text = f"Your list of {counted(before, 'program')} is deleted. Your own facts stay as they were."
    return {**replies.plain("programs.cleared", [text]), "next": [BUTTONS[TEMPLATE]]}


def removed(replies: Replies, program: Program, left: int) -> Reply:
    """One program is gone."""
    text = f"**{program.name}** is off your list; {counted(left, 'program')} left."
    return {**replies.plain("programs.removed", [text]), "next": [BUTTONS[LIST]]}


def not_one(replies: Replies, words: str, found: Sequence[Program]) -> Reply:
    """Nothing was taken out, as no program or several have that name."""
    if not found:
        text = f"No program on your list is called “{words[:80]}”, so nothing was changed. Please write its name as it stands on the list."
        return {**replies.plain("programs.not_removed", [text]), "next": [BUTTONS[LIST]]}
    text = f"{counted(len(found), 'program')} on your list have “{words[:80]}” in their name, so nothing was changed. Which one? Please write its whole name:"
    items = [program.name for program in found[:MOST_NAMED]]
    if len(found) > MOST_NAMED:
        items.append(f"and {len(found) - MOST_NAMED} more")
    return {**replies.plain("programs.not_removed", [text], items=items), "next": [BUTTONS[LIST]]}


def _nothing(replies: Replies) -> Reply:
    reply = replies.plain("programs.none", ["You have no program list, so there is nothing to delete."])
    return {**reply, "next": [BUTTONS[TEMPLATE]]}
