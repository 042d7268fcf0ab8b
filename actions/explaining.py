"""What is known of a person, and what an answer rests on: read from the profile and from the engine's trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.profile import WORDS_GONE, Profile, Stated
from actions.removing import change_button
from actions.replies import Replies, Reply
from actions.strategy.advice import Advice
from actions.strategy.engine import Step, Trace

# So many facts that could change an answer are named.
NAMED = 4
# So much is quoted of the words in which a fact was told.
QUOTED = 80
# So many of the article's statements are told in full.
CLAIMS = 6


@dataclass(frozen=True)
class Explaining:
    """Explains to one person.

    Attributes:
        replies: makes replies.
        facts: how facts are named.
        knowledge: the claims.
        profile: what is held of the person.
        changed: what is said of a fact that the person did not state so.
    """

    replies: Replies
    facts: Facts
    knowledge: Knowledge
    profile: Profile
    changed: str = "supposed"

    def held(self) -> Reply:
        """What is known of the person, each fact with when and in which words it was stated."""
        items, quoted = [], set()
        for name, held in self.profile.stated.items():
            told = "in the same message" if (held.words, held.at) in quoted else f"{_said(held)} on {held.at:%Y-%m-%d}"
            quoted.add((held.words, held.at))
            items.append(f"{self.facts[name].label}: {self.facts[name].say(held.value)} ({told})")
        text = 'This is what you told me. To change something, just write the right value; to remove it, write for example "remove my visa".'
        reply = self.replies.plain(
            "profile.shown", [text], items=items, title="What I know about you", facts_used=self.profile.values
        )
        return {**reply, "next": [change_button()]}

    def sources(self, trace: Trace, page: int = 0) -> list[Reply]:
        """Why the last answer is what it is: its claims, the facts used, the rule, and what else would change it.

        Args:
            trace: what the engine did for the last topic.
            page: which of the answers behind "More" was shown; 0 for the first answer.
        """
        shown = trace.more[page - 1 : page] if page else trace.first
        return self.of_ids(trace, [advice.id for advice in shown])

    def of_ids(self, trace: Trace, ids: Sequence[str]) -> list[Reply]:
        """Why the pieces of advice with these ids, as far as a trace holds them, are what they are."""
        return [self._source(step, step.advice) for step in trace.steps if step.advice and step.advice.id in ids]

    def _source(self, step: Step, advice: Advice) -> Reply:
        claims = self.knowledge.claims
        shown = advice.claims[:CLAIMS]
        items = [f"{claims[claim].text} [{place}]" for place, claim in enumerate(shown, 1)]
        if rest := len(advice.claims) - len(shown):
            items.append(f"and {rest} more of its statements, in the sections below")
        paragraphs = [
            f'"{advice.title}" rests on one article on Step scores for IMGs in PM&R. {self._yours(advice)}',
            f"The rule: {step.rule.sentence}",
        ]
        paragraphs += [
            f"Our reading where the article leaves room: {self.knowledge.readings[reading].choice}"
            for reading in advice.readings
        ]
        paragraphs += [self._what_else(step.unknown), "The article says:"]
        return self.replies.plain(
            f"source.{advice.id.replace('.', '_')}",
            [text for text in paragraphs if text],
            items=items,
            title="Where this comes from",
            citations=advice.claims,
            notes=advice.notes,
            facts_used={name: self.profile.values[name] for name in advice.facts_used if self.profile.knows(name)},
        )

    def _yours(self, advice: Advice) -> str:
        by_words: dict[str, list[str]] = {}
        for name, held in self.profile.stated.items():
            if name in advice.facts_used:
                by_words.setdefault(held.words, []).append(
                    f"{self.facts[name].label} {self.facts[name].say(held.value)}"
                )
        used = [
            f"{', '.join(named)} ({_quoted(words)})" if words else f"{', '.join(named)} ({self.changed})"
            for words, named in by_words.items()
        ]
        return f"Of your facts it used: {'; '.join(used)}." if used else "It used none of your facts."

    def _what_else(self, unknown: Sequence[str]) -> str:
        labels = [self.facts[name].label for name in self.facts.names if name in unknown][:NAMED]
        return f"What I don't know yet and what could change it: {', '.join(labels)}." if labels else ""


def _said(held: Stated) -> str:
    """How a fact was told, in as few words as are recognized."""
    return _quoted(held.words if len(held.words) <= QUOTED else held.words[: QUOTED - 1] + "…")


def _quoted(words: str) -> str:
    return "told" if words == WORDS_GONE else f'you said "{words}"'
