"""What goes into a turn and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from actions.facts import Value
from actions.profile import Change
from actions.remembered import Remembered
from actions.replies import Reply
from actions.statements import Claimed, Unclear
from actions.strategy.subject import Subject


@dataclass(frozen=True)
class Earlier:
    """The message before, as it was understood then.

    Attributes:
        text: its words; without those, if any, that said of a still earlier answer that it did not help.
        topics: what it was taken for, the first first; if it only complained itself, what the message before it was taken for.
        unsure: topics that could have been meant.
        private: whether it may have been despair or a wish to be forgotten.
    """

    text: str
    topics: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class Message:
    """A message as the understanding read it, and what the dialogue remembers.

    Attributes:
        unsure: topics that may be meant, best first, where the message was not understood for sure.
        asked: the fact that was asked for last.
        asked_before: all facts and contradictions asked for in this talk, the latest last.
        page: which of the answers behind "More" is wanted; 0 for the first answer.
        shown: which of them was shown last.
        supposed_before: what the last answer supposed.
        text: the message as it was written; without the words, if any, that the answer before did not help.
        private: whether it may be despair or a wish to be forgotten, whatever it was taken for.
        may_keep: what the person said about keeping messages to learn from; None if nothing.
        not_helped: whether the person says that the answer before did not help.
        earlier: the message that was answered then; None if there is none in this talk, or if nothing is said of its answer.
        noted: whether that message was kept to learn from.
        scores_before: the practice scores that the dialogue mirrored when the message was read; none in a new session.
        about_question: what is said of the bot's questions: skip, unknown, why, stop or resume; None if nothing.
        remove: facts that are to be forgotten.
        change: which page of the facts to change is wanted; 0 if none.
        language: the language of a message that is not in English.
        insult: whether it insults and says nothing else.
        remembered: what else this talk remembers.
        confirming: whether the reply just before asked if everything shall be deleted.
        confirms: what the button under that question answers; None if it is no such button.
        clearing: whether the reply just before asked if the program list shall be deleted.
        wants_data: whether the person wants a copy of all that is held of them.
        programs: what is wanted of the person's program list: list, file, template or clear; None if nothing.
        program_lines: lines of a program list that were pasted, or programs told, as they were written; None if there are none.
        program_remove: the name of a program that is to leave the list.
        budget: dollars for application fees, which the list is held against; None if none are told.
        link_code: a linking code, or "ask" for the wish for one.
        subject: what the question names within its topic, read from its words (`actions/subjects.py`).
    """

    person: str
    topics: tuple[str, ...]
    unsure: tuple[str, ...] = ()
    claimed: tuple[Claimed, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    supposed: Mapping[str, Value] = field(default_factory=dict)
    asked: str | None = None
    asked_before: tuple[str, ...] = ()
    last_topic: str | None = None
    page: int = 0
    shown: int = 0
    supposed_before: Mapping[str, Value] = field(default_factory=dict)
    text: str = ""
    private: bool = False
    may_keep: bool | None = None
    not_helped: bool = False
    earlier: Earlier | None = None
    noted: bool = False
    scores_before: tuple[int, ...] = ()
    about_question: str | None = None
    remove: tuple[str, ...] = ()
    change: int = 0
    language: str | None = None
    insult: bool = False
    remembered: Remembered = field(default_factory=Remembered)
    confirming: bool = False
    confirms: bool | None = None
    clearing: bool = False
    wants_data: bool = False
    programs: str | None = None
    program_lines: str | None = None
    program_remove: str | None = None
    budget: int | None = None
    link_code: str | None = None
    subject: Subject | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """The topics that this message is on; one that only complains of an answer is on what that answer was about too."""
        if not self.not_helped or self.earlier is None or self.topics != ("chitchat",):
            return self.topics
        return (*self.topics, *self.earlier.topics)

    @property
    def asked_last(self) -> str | None:
        """The fact or contradiction asked about in the last answer."""
        return self.asked_before[-1] if self.asked is not None and self.asked_before else None


@dataclass(frozen=True)
class Outcome:
    """What a turn gives back: the replies, the facts that changed or are gone, and what the dialogue has to remember."""

    replies: tuple[Reply, ...]
    changes: tuple[Change, ...]
    asked: str | None
    asked_before: tuple[str, ...]
    last_topic: str | None
    gone: tuple[str, ...] = ()
    page: int = 0
    supposed: Mapping[str, Value] = field(default_factory=dict)
    remembered: Remembered = field(default_factory=Remembered)
