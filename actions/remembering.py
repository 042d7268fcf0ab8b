"""What is remembered of earlier talks, as replies: a welcome, what has changed, and why the last advice was given."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from actions import returning
from actions.contradictions import Contradiction
from actions.explaining import Explaining
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.profile import AdviceGiven, Profile, Stated
from actions.replies import Replies, Reply
from actions.returning import News
from actions.store.connections import StoreUnavailable
from actions.store.history import History
from actions.strategy import engine
from actions.strategy.advice import Advice
from actions.strategy.calendar import say_day
from actions.talk import Say

# So much news stands in a welcome, and beside an answer.
IN_WELCOME, BESIDE_ANSWER = 3, 2
# Where these are asked, nothing else is said beside the answer.
_UNDISTURBED = ("delete_my_data", "goodbye", "distress", "ask_profile")
# Only the latest topics count for which dated facts somebody was shown.
_TOPICS_LOOKED_AT = 6


@dataclass(frozen=True)
class Remembering:
    """Remembers one person for one turn.

    Attributes:
        replies: makes replies.
        facts: how facts are named.
        knowledge: the calendar and the dated facts.
        talk: the sentences.
        history: what was advised before.
        person: who.
        last_seen: when they were here before; None for somebody new.
        today: the day for which advice is given.
        now: when the message came.
    """

    replies: Replies
    facts: Facts
    knowledge: Knowledge
    talk: Mapping[str, Say]
    history: History
    person: str
    last_seen: datetime | None
    today: date
    now: datetime

    def welcomes(self, profile: Profile) -> bool:
        """Whether this is somebody who comes back after a pause and of whom something is known."""
        return bool(profile.stated) and returning.is_return(self.last_seen, self.now)

    def welcome(self, profile: Profile, asks: Contradiction | None) -> Reply:
        """A greeting with what is known and what has changed.

        Args:
            profile: what is held of them.
            asks: what is asked right after it; it is no news then.
        """
        news = self._news(profile, [asks.id] if asks else [])[:IN_WELCOME]
        # A question that follows is the news itself: "nothing has changed" would not be true.
        say = self.talk["welcome_back" if news else "welcome_back_asks" if asks else "welcome_back_no_change"]
        filled = {"known": returning.known(profile, self.facts), "day": self._day()}
        return self.replies.plain(
            "talk.welcome_back",
            [text.format(**filled) for text in say.paragraphs],
            items=[each.text for each in news],
            notes=[each.note for each in news if each.note],
            next=say.next,
            facts_used=profile.values,
        )

    def beside(self, profile: Profile, topics: Sequence[str], said: Collection[str]) -> list[Reply]:
        """What has changed, in one short reply after the answer; nothing if nothing has, or if it would disturb."""
        if not self.welcomes(profile) or set(topics) & set(_UNDISTURBED) or "talk.welcome_back" in said:
            return []
        news = self._news(profile, said)[:BESIDE_ANSWER]
        if not news:
            return []
        texts = [text.format(day=self._day()) for text in self.talk["changed_since"].paragraphs]
        notes = [each.note for each in news if each.note]
        return [self.replies.plain("talk.changed_since", texts, items=[each.text for each in news], notes=notes)]

    def why(self, profile: Profile) -> list[Reply]:
        """Why the last advice of all talks was given, on the facts as they were then; nothing if none can be named.

        Advice whose rule has been changed since, so that it can't be given any more, can't be explained either.
        """
        given = self.history.last_advice(self.person)
        if not given:
            return []
        then = _profile_then(given, profile)
        trace = engine.advise(given[-1].topic, then, self.knowledge, given[-1].at.date())
        found = Explaining(self.replies, self.facts, self.knowledge, then, changed="as I held it then").of_ids(
            trace, [each.id for each in given]
        )
        if not found:
            return []
        before = self.talk["earlier_advice"].paragraphs[0].format(day=say_day(given[-1].at.date()))
        return [self.replies.with_first(found[0], before), *found[1:]]

    def keep(self, advised: Sequence[tuple[str, Advice]], profile: Profile) -> None:
        """Keep the advice of this turn, each with its topic, so that a later talk can explain it.

        The answer is made by now, and that it arrives is worth more: a store that fails is passed over.
        """
        held = profile.values
        given = [
            AdviceGiven(advice.id, topic, {name: held[name] for name in advice.facts_used if name in held}, self.now)
            for topic, advice in advised
        ]
        with suppress(StoreUnavailable):
            self.history.advised(self.person, given)

    def _day(self) -> str:
        return say_day((self.last_seen or self.now).date())

    def _news(self, profile: Profile, said: Collection[str]) -> list[News]:
        since = (self.last_seen or self.now).date()
        topics: list[str] = []
        # Without them the calendar can still be told.
        with suppress(StoreUnavailable):
            topics = list(dict.fromkeys(each.topic for each in reversed(self.history.advice(self.person))))
        traces = [engine.advise(topic, profile, self.knowledge, self.today) for topic in topics[:_TOPICS_LOOKED_AT]]
        shown = {
            note if isinstance(note, str) else note.id
            for trace in traces
            for advice in trace.advice
            for note in advice.notes
        }
        found = returning.changed(profile, since, self.today, self.knowledge, shown)
        return [each for each in found if each.id not in said]


def _profile_then(given: Sequence[AdviceGiven], now: Profile) -> Profile:
    """The facts that advice used, as they were; with the words of those that still hold."""
    facts = {name: value for each in given for name, value in each.facts.items()}
    gone = Stated("", "", given[-1].at)
    held = {name: now.stated.get(name, gone) for name in facts}
    return Profile(
        {
            name: held[name] if held[name].value == value else replace(gone, value=value)
            for name, value in facts.items()
        },
        practice=now.practice,
    )
