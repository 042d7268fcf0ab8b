"""Which messages are kept to learn from: scrubbed, bound to nobody, and only of those who have not refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from actions.messages import Message, Outcome
from actions.scrubbing import numbers_of, scrub
from actions.store.repository import ProfileStore
from actions.store.unclear_messages import UnclearMessages

# Topics that mean that a message was not understood.
UNCLEAR_TOPICS = ("out_of_scope", "unsure")
# Topics of which nothing is ever kept, whatever the answer was worth.
PRIVATE_TOPICS = ("distress", "delete_my_data")
NOT_UNDERSTOOD, UNHELPFUL = "not_understood", "unhelpful"
# The same by its words, for messages that were taken for something else: despair, harm, and the wish to be forgotten.
_PRIVATE = re.compile(
    r"suicid|\bkill|\bkms\b|\bdie\b|\bdying\b|\bdead\b|\bdeath\b|self.?harm|\bharm(?:ing)?\b|\bhurt(?:s|ing)? (?:my|her|him)|\bend (?:it|my|everything)\b"
    r"|\bhopeless\b|\bworthless\b|\bdepress|\babus|\brape|\boverdos|\bcan'?t go on|\bhate my|\bno (?:reason|point)\b|\bliv(?:e|ing) any ?more"
    r"|\bdelet|\beras(?:e|ing)|\bwip(?:e|ing)\b|\bforget (?:me|my|all|every|what|about me)|\bremov(?:e|ing) (?:me|my|all|every|what)"
    r"|\b(?:destroy|purge|clear|get rid of|throw away) (?:me|my|all|every|what)|\bgdpr\b|\bprivacy\b|\bmy data\b|\bconfidential",
    re.I,
)


class Keeping:
    """Keeps what can be learnt from.

    Args:
        store: the profile store; it knows who has refused.
    """

    def __init__(self, store: ProfileStore) -> None:
        self.store, self.messages = store, UnclearMessages(store.engine)

    def after_turn(self, message: Message, outcome: Outcome, now: datetime) -> bool:
        """Keep a message whose only topic was not understood; whether it was kept.

        Raises:
            actions.store.repository.StoreUnavailable: it could not be kept.
        """
        if len(message.topics) != 1 or message.topics[0] not in UNCLEAR_TOPICS or message.may_keep is not None:
            return False
        read = [change.after for change in outcome.changes]
        return self._keep(message.person, message.text, NOT_UNDERSTOOD, message.topics[0], read, now)

    def after_feedback(self, person: str, text: str, topic: str, now: datetime) -> bool:
        """Keep a message whose answer did not help; whether it was kept.

        Raises:
            actions.store.repository.StoreUnavailable: it could not be kept.
        """
        if topic in PRIVATE_TOPICS:
            return False
        return self._keep(person, text, UNHELPFUL, topic, self.store.profile(person).values.values(), now)

    def _keep(self, person: str, text: str, why: str, topic: str, read: Iterable[object], now: datetime) -> bool:
        # A button was understood by its nature.
        if text.startswith("/") or _PRIVATE.search(text.replace("’", "'")):
            return False
        scrubbed = scrub(text, frozenset(number for value in read for number in numbers_of(value)))
        if not scrubbed or not self.store.may_keep_messages(person):
            return False
        self.messages.keep(scrubbed, why, topic, now)
        return True
