"""A person's own data in the talk: told what is kept, given a copy, forgotten. It stands around the turn and answers beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from actions.messages import Message, Outcome
from actions.replies import Replies, Reply
from actions.store.connections import StoreUnavailable
from actions.store.own_data import OwnData
from actions.talk import Say

DELETE, PROFILE = "delete_my_data", "ask_profile"
# The ids that the other side of the house acts on: it removes, or completes, what they speak of (bot/own_data.py).
ASKS, ERASES, EXPORTS = "privacy.confirm", "privacy.erased", "privacy.data"
CONFIRM = "confirm_deletion"
BUTTONS = (
    {"title": "Delete all of it", "payload": f'/{DELETE}{{"{CONFIRM}":true}}'},
    {"title": "Keep it", "payload": f'/{DELETE}{{"{CONFIRM}":false}}'},
)
_YES = re.compile(r"\W*(?:yes|yep|yeah|yea|ya|sure|ok|okay|confirm|confirmed|do it|go ahead|please do)\b", re.I)
# Words that mean yes by themselves, where nothing else is wanted: "maybe" and "hmm" are read as agreement too, and are none.
_AGREES = re.compile(
    _YES.pattern
    + r"|\W*(?:y|yup|k|please|absolutely|definitely|of course|right|correct|i'?m sure|i am sure|delete|erase|remove)\b",
    re.I,
)
# A yes with a condition, a doubt or a question in it is none: what is removed cannot be brought back.
_BUT = re.compile(
    r"\?|\b(?:no|not|nothing|don'?t|dont|never|but|except|only|keep|wait|later|if|unless|first|then"
    r"|maybe|perhaps|possibly|probably|might|guess|think|unsure|idk)\b",
    re.I,
)
# What neither a yes nor a no is taken for, right after the question.
_UNCLEAR = (("affirm",), ("chitchat",))
_NOT_TOLD = ("privacy.", "talk.distress", "talk.store_down", "talk.failed", "talk.help")


class Privacy:
    """Answers what a message wants with the person's own data.

    Args:
        own: the person's data in the store.
        talk: what is said.
    """

    def __init__(self, own: OwnData, talk: Mapping[str, Say]) -> None:
        self.own, self.talk = own, talk

    def around(self, message: Message, replies: Replies, now: datetime, turn: Callable[[Message], Outcome]) -> Outcome:
        """The whole turn: `turn` answers what else the message holds.

        A deletion is only announced here. It runs after the turn was saved, or the save would bring the events back.
        """
        new = self._is_new(message.person)
        outcome = self._answer(message, replies, turn)
        if new and not any(reply["id"].startswith(_NOT_TOLD) for reply in outcome.replies):
            outcome = self._told(message, outcome, replies, now)
        return outcome

    def _answer(self, message: Message, replies: Replies, turn: Callable[[Message], Outcome]) -> Outcome:
        if message.confirming and confirms(message):
            return _alone(message, replies.plain(ERASES, self.talk["erased"].paragraphs), fresh=True)
        if message.confirms is False or (message.confirming and message.topics == ("deny",)):
            return _alone(message, replies.of_talk(self.talk["not_erased"]))
        if _doubts(message):
            return _alone(message, self._asks(replies, "not_sure_to_delete"))
        last = self._last(message, replies)
        if last is None:
            outcome = turn(message)
            if message.confirming and "deny" in message.topics and outcome.replies:
                first = replies.with_first(outcome.replies[0], self.talk["not_erased"].paragraphs[0])
                return replace(outcome, replies=(first, *outcome.replies[1:]))
            return outcome
        rest = tuple(topic for topic in message.topics if topic not in (DELETE, PROFILE, "affirm"))
        if not rest and not message.claimed:
            return _alone(message, last)
        return _with_last(turn(replace(message, topics=rest or ("profile_statement",))), message, last)

    def _last(self, message: Message, replies: Replies) -> Reply | None:
        """The reply to a wish about one's own data; None if there is none, or if despair comes first."""
        if "distress" in message.about:
            return None
        if DELETE in message.topics:
            return self._asks(replies, DELETE)
        if message.wants_data:
            return replies.plain(EXPORTS, self.talk["own_data"].paragraphs, next=(PROFILE,))
        return None

    def _asks(self, replies: Replies, say: str) -> Reply:
        return {**replies.plain(ASKS, self.talk[say].paragraphs, severity="caution"), "next": list(BUTTONS)}

    def _is_new(self, person: str) -> bool:
        try:
            return not self.own.knows(person)
        except StoreUnavailable:
            return False

    def _told(self, message: Message, outcome: Outcome, replies: Replies, now: datetime) -> Outcome:
        """The outcome with one line on what is kept, under its first reply; said once."""
        try:
            self.own.meet(message.person, now)
        except StoreUnavailable:
            return outcome
        first, *others = outcome.replies
        return replace(outcome, replies=(replies.with_last(first, self.talk["what_is_kept"].paragraphs[0]), *others))


def confirms(message: Message) -> bool:
    """Whether a message says yes to deleting, and nothing that could mean otherwise."""
    if message.confirms is not None:
        return message.confirms
    if message.unsure or message.claimed or message.unclear or message.supposed or "distress" in message.about:
        return False
    if _BUT.search(message.text) or not set(message.topics) <= {"affirm", DELETE}:
        return False
    return bool((_AGREES if message.topics == ("affirm",) else _YES).match(message.text))


def _doubts(message: Message) -> bool:
    """Whether a message answers the question with something that is not clear enough to delete anything."""
    told = message.unsure or message.claimed or message.unclear or message.supposed
    if not message.confirming or told or message.insult or message.not_helped:
        return False
    return message.topics == ("affirm",) or message.topics in _UNCLEAR


def _alone(message: Message, reply: Reply, fresh: bool = False) -> Outcome:
    """A single reply that asks for no fact, so that the next "yes" is not taken for one."""
    if fresh:
        return Outcome((reply,), (), None, (), None)
    before = (message.asked_before, message.last_topic)
    supposed, remembered = message.supposed_before, message.remembered
    return Outcome((reply,), (), None, *before, page=message.shown, supposed=supposed, remembered=remembered)


def _with_last(outcome: Outcome, message: Message, last: Reply) -> Outcome:
    """The outcome with the reply at its end; a question for a fact gives way to it."""
    given = outcome.replies
    if last["id"] == ASKS and outcome.asked is not None:
        given = given[:-1] if len(given) > 1 else given
        outcome = replace(outcome, asked=None, asked_before=message.asked_before)
    return replace(outcome, replies=(*given, last))
