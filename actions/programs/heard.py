"""What a message wants of a list that only the list itself, or the question before it, can tell. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.messages import Message
from actions.programs.program import Program
from actions.programs.talk import DELETE

SELECTION = "program_selection"
_MOST = 160
_YES = re.compile(
    r"(?=.*\b(?:yes|yep|yeah|yea|ya|y|sure|ok|okay|confirm|do it|go ahead|of course|delete|remove|clear|erase)\b)"
    r"\W*(?:(?:yes|yep|yeah|yea|ya|y|sure|ok|okay|confirm|do it|go ahead|of course|please|pls|delete|remove|clear|erase|it|the|my|list|now)\b\W*)+",
    re.I,
)
_TAKE_OUT = re.compile(
    r"\W*(?:(?:please|pls|plz|ok|okay|now|and|also|can|could|you|u|i want to|i want)\s+)*(?:remove|delete|drop|erase|take out|take off|cross out)\s+"
    r"(?:(?:the|my|this|that|programs?|programmes?:?)\s+)*(?P<what>[^?\n]+?)(?:\s+(?:ones?|programs?|programmes?|please|pls|plz|now|too|also|thanks))*\W*",
    re.I,
)
# With one of these more is meant than a program.
_MORE = {"all", "everything", "me", "myself", "mine", "it", "them", "data", "list", "lists", "profile", "account", "information", "info",
         "facts", "talk", "chat", "history", "messages"}  # fmt: skip


def of_list(message: Message, held: Callable[[], Sequence[Program]]) -> Message:
    """The message, with what it wants of the list where the understanding could not know it.

    A yes right after the question whether the list shall go means that question. "Remove Example Rehab" means the program of
    that name: the understanding knows no names of programs and takes it for the wish to be forgotten.

    Args:
        message: as it was understood.
        held: gives the person's list; called only where it is needed.
    """
    told = message.claimed or message.unclear or message.supposed or message.remove or message.program_lines
    if told or message.program_remove or message.programs or "distress" in message.about:
        return message
    if message.clearing and _YES.fullmatch(message.text):
        return replace(message, programs=DELETE, topics=(SELECTION,), unsure=(), about_question=None)
    asked = _TAKE_OUT.fullmatch(message.text) if len(message.text) <= _MOST else None
    wanted = _plain(asked["what"]) if asked else ""
    if not wanted or _MORE & set(wanted.split()):
        return message
    found = [program for program in held() if f" {wanted} " in f" {_plain(program.name)} "]
    if asked is None or not found:
        return message
    name = found[0].name if len(found) == 1 else asked["what"]
    return replace(message, program_remove=name, topics=(SELECTION,), unsure=())


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", words.casefold()))
