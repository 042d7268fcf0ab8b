"""Which messages are kept to learn from: scrubbed, and only of those who have not refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from actions.messages import Message, Outcome
from actions.private_words import is_private
from actions.scrubbing import numbers_of, scrub
from actions.store.repository import ProfileStore
from actions.store.unclear_messages import UnclearMessages

FOREIGN = "out_of_scope"
# Topics of which nothing is ever kept, whatever the answer was worth.
PRIVATE_TOPICS = ("distress", "delete_my_data")
NOT_UNDERSTOOD, UNHELPFUL = "not_understood", "unhelpful"


class Keeping:
    """Keeps what can be learnt from.

    Args:
        store: the profile store; it knows who has refused.
    """

    def __init__(self, store: ProfileStore) -> None:
        self.store, self.messages = store, UnclearMessages(store.engine)

    def after_turn(self, message: Message, outcome: Outcome, now: datetime) -> bool:
        """Keep a message that was not understood or had to be asked about; whether it was kept.

        Raises:
            actions.store.repository.StoreUnavailable: it could not be kept.
        """
        unclear = message.topics == (FOREIGN,) or (len(message.topics) == 1 and message.unsure)
        # A program list is the person's own, and nothing to learn a topic from.
        if not unclear or message.may_keep is not None or message.program_lines is not None:
            return False
        if message.private or {*message.topics, *message.unsure} & set(PRIVATE_TOPICS):
            return False
        read = [change.after for change in outcome.changes]
        return self._keep(message.person, message.text, NOT_UNDERSTOOD, message.topics[0], read, now)

    def after_complaint(self, message: Message, now: datetime) -> bool:
        """Keep the message before, if this one says that its answer did not help; whether it was kept.

        Raises:
            actions.store.repository.StoreUnavailable: it could not be kept.
        """
        earlier = message.earlier
        if not message.not_helped or earlier is None or message.may_keep is False:
            return False
        # Who despairs now, or wants to be forgotten, has nothing kept of what they wrote before either.
        about = {*earlier.topics, *earlier.unsure, *message.topics, *message.unsure}
        if earlier.private or about & set(PRIVATE_TOPICS):
            return False
        return self.after_feedback(message.person, earlier.text, earlier.topics[0], now)

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
        if text.startswith("/") or is_private(text):
            return False
        scrubbed = scrub(text, frozenset(number for value in read for number in numbers_of(value)))
        if not scrubbed or not self.store.may_keep_messages(person):
            return False
        self.messages.keep(scrubbed, why, topic, now, person)
        return True
