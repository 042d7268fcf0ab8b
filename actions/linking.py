"""A profile carried to another channel: a code is given in one and used in another. It stands around the turn, which answers what else is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from actions.facts import Facts
from actions.messages import Message, Outcome
from actions.replies import Replies, Reply
from actions.store.carrying import Carried
from actions.store.connections import StoreUnavailable
from actions.store.link_codes import VALID, LinkCodes, Refused
from actions.talk import Say

# What the understanding says where a code is wanted, not given.
ASK = "ask"
PROFILE = "ask_profile"
CODE, NOTHING, CARRIED, UNKNOWN, OWN = "link.code", "link.nothing", "link.carried", "link.unknown", "link.own"
MINUTES = int(VALID.total_seconds() // 60)
# Of what was typed as a code, so much is said back.
LONGEST_SHOWN = 13


@dataclass(frozen=True)
class Linking:
    """Gives linking codes and carries profiles over.

    Attributes:
        codes: makes and uses them.
        facts: how facts are named.
        talk: what is said.
    """

    codes: LinkCodes
    facts: Facts
    talk: Mapping[str, Say]

    def around(self, message: Message, replies: Replies, now: datetime, turn: Callable[[Message], Outcome]) -> Outcome:
        """The whole turn: `turn` answers what else the message holds; what comes with a code is known to it already."""
        if message.link_code is None or "distress" in message.about:
            return turn(message)
        try:
            if message.link_code == ASK:
                return _beside(self._given(message, replies, now), message, turn)
            return self._used(message, replies, now, turn)
        except StoreUnavailable:
            return _alone(message, replies.of_talk(self.talk["store_down"]))

    def _given(self, message: Message, replies: Replies, now: datetime) -> Reply:
        """A code, where there is something to carry, or is from this message on."""
        if not self.codes.holds_anything(message.person) and not message.claimed:
            return replies.plain(NOTHING, self.talk["link_nothing"].paragraphs, next=("help",))
        code = self.codes.make(message.person, now)
        said = [text.format(code=code, minutes=MINUTES) for text in self.talk["link_code"].paragraphs]
        return replies.plain(CODE, said, next=(PROFILE,))

    def _used(self, message: Message, replies: Replies, now: datetime, turn: Callable[[Message], Outcome]) -> Outcome:
        code = str(message.link_code)
        found = self.codes.use(code, message.person, now)
        if isinstance(found, Carried):
            reply = self._carried(found, replies, message)
            outcome = _beside(reply, message, turn, first=True)
            told = {change.name for change in outcome.changes}
            came = tuple(change for change in found.changes if change.name not in told | set(outcome.gone))
            return replace(outcome, changes=(*came, *outcome.changes))
        if found is Refused.OWN:
            return _beside(replies.plain(OWN, self.talk["link_own"].paragraphs, next=(PROFILE,)), message, turn)
        said = [
            text.format(code=code[:LONGEST_SHOWN], minutes=MINUTES) for text in self.talk["link_unknown"].paragraphs
        ]
        return _beside(replies.plain(UNKNOWN, said, next=("help",)), message, turn)

    def _carried(self, carried: Carried, replies: Replies, message: Message) -> Reply:
        """What came, what stayed as it is here, and how to undo it; nothing of the channel where it came from."""
        last = [message.last_topic] if message.last_topic else []
        next_ = dict.fromkeys((PROFILE, *last, "action_plan"))
        items, stays = self._came(carried), self._stays(carried)
        if not items:
            first, second = self.talk["link_carried_nothing"].paragraphs
            return replies.plain(CARRIED, [first, *stays, second], next=next_)
        first, second = self.talk["link_carried"].paragraphs
        values = {change.name: change.after for change in carried.changes}
        reply = replies.plain(CARRIED, [first], items=items, next=next_, facts_used=values)
        for text in (*stays, second):
            reply = replies.with_last(reply, text)
        return reply

    def _came(self, carried: Carried) -> list[str]:
        items = []
        for change in carried.changes:
            fact = self.facts[change.name]
            before = f" (here it was {fact.say(change.before)}, told earlier)" if change.before is not None else ""
            items.append(f"{fact.label}: {fact.say(change.after)}{before}")
        if carried.programs:
            items.append(f"{carried.programs} program{'' if carried.programs == 1 else 's'} of your list")
        if carried.refuses:
            items.append("Your wish that I keep none of your messages to learn from")
        return items

    def _stays(self, carried: Carried) -> list[str]:
        """One line on what stays as it is, as it was told here later."""
        kept = [f"{self.facts[name].label} {self.facts[name].say(value)}" for name, value in carried.kept.items()]
        if not kept:
            return []
        return [f"Kept as you told it here, because that was later: {'; '.join(kept)}."]


def _beside(reply: Reply, message: Message, turn: Callable[[Message], Outcome], *, first: bool = False) -> Outcome:
    """The reply with the answers to what else the message holds, if it holds anything."""
    rest = tuple(topic for topic in message.topics if topic != PROFILE)
    if not rest and not message.claimed:
        return _alone(message, reply)
    outcome = turn(replace(message, topics=rest or ("profile_statement",)))
    given: Sequence[Reply] = (reply, *outcome.replies) if first else (*outcome.replies, reply)
    return replace(outcome, replies=tuple(given))


def _alone(message: Message, reply: Reply) -> Outcome:
    """A single reply that asks for no fact and leaves the state of the dialogue as it was."""
    before = (message.asked_before, message.last_topic)
    supposed, remembered = message.supposed_before, message.remembered
    return Outcome((reply,), (), None, *before, page=message.shown, supposed=supposed, remembered=remembered)
