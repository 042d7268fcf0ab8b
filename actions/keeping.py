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
# The same by its words, for messages that were taken for something else. Both lists are wide on purpose: a question about
# life in residency that is not learnt from is a small loss.
_DESPAIR = re.compile(
    r"suicid|\bkill|\bkms\b|\bdie[ds]?\b|\bdying\b|\bdead\b|\bdeath\b|self.?harm|\bharm(?:ing)?\b|\bhurt|\b(?:cut|cutting|burn|burned|end|hate|ending) (?:my|it|every|life|her|him)"
    r"|\bhopeless|\bno hope|\bworthless|\bdepress|\babus|\brape|\boverdos|\bpills?\b|\brope\b|\bjump|\bbridge\b|\bburden\b|\bshame|\blonely\b|\b(?:am|m|so|feel|all) alone\b|\bscared of what"
    r"|\b(?:my|her|his|of|want|in|with|on|to) life\b|\blife (?:is|any)|\bdo life|\bliv(?:e|ing)\b|\balive\b|\bexist|\bwake up|\bnever born|\bbetter off|\bgone\b|\bmiss me\b|\blast night\b|\bthis (?:world|earth)\b"
    r"|\b(?:to|with|end) myself\b|\bno (?:reason|point|way out|light|strength|future|will)\b|\bpoint (?:of|in) any|\bgive up\b|\bcan'?t (?:go on|take (?:it|this)|bear)|\bto (?:end|stop)\b|\bso it stops|\bgoodbye|\bnothing (?:matters|helps|left)"
    r"|\bfuture for me|\bfeel(?:ing)? empty|\btake me\b|\bto be here\b|\bnot here\b|\bhow to do it\b",
    re.I,
)
_TO_BE_FORGOTTEN = re.compile(
    r"\bdel(?:et\w*)?\b|\bdlet|\beras(?:e|ed|ing)\b|\bwip(?:e|ed|ing)\b|\b(?:un)?(?:forget|remember)|\bpurg|\bscrub|\bremov(?:e|ed|ing) (?:me|my|all|every|what)|\btake out (?:my|all)"
    r"|\b(?:destroy|clear|cancel|get rid of|throw away) (?:me|my|all|every|what)|\bgdpr\b|\bprivacy\b|\bpersonal data|\bconfidential|\bmy (?:data|details|profile|account|history|info|chats?|messages?)\b"
    r"|\babout me\b|\babt me\b|\brecords? of me\b|\bmemory\b|\bdatabase\b|\b(?:don'?t|dont|not|stop|never)(?: \w+){0,3} (?:keep|keeping|save|saving|store|storing|hold|record)\b",
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
        if text.startswith("/") or _is_private(text):
            return False
        scrubbed = scrub(text, frozenset(number for value in read for number in numbers_of(value)))
        if not scrubbed or not self.store.may_keep_messages(person):
            return False
        self.messages.keep(scrubbed, why, topic, now)
        return True


def _is_private(text: str) -> bool:
    plain = " ".join(text.replace("’", "'").split())
    return bool(_DESPAIR.search(plain) or _TO_BE_FORGOTTEN.search(plain))
