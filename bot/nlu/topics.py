"""Which topics a message asks for: each sentence is classed by itself, and what is asked outweighs what is merely said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml

from bot.nlu.despair import despairs, may_be_private
from bot.nlu.manner import asks_something
from bot.nlu.pieces import pieces
from bot.nlu.topic_model import Floats, Readings
from bot.vocabulary import ADVICE, DISTRESS, REQUESTS, topic_of

QUESTIONS = (*ADVICE, *REQUESTS)
THRESHOLDS = Path(__file__).with_name("thresholds.yml")
# At most so many topics are offered where a message is not understood for sure.
OFFERED = 3
# Said around a question, it is not what the message is about.
POLITENESS = ("greet", "goodbye", "thanks", "affirm", "deny", "chitchat")
# A piece is read in the light of the whole: "how many" is asked about what the message is about. This much is given to each topic
# beside what the whole says of it, so that a second question counts that hardly shows in the whole. This and the next three
# were chosen on messages that no example was made from (bench/messages).
LIGHT = 0.03
# "Why so" and "if not" in a longer message are rarely questions of their own.
RARELY_BESIDE = {"what_if": 0.5, "how_do_you_know": 0.2}
# Two pieces that ask different things are both answered if each is this probable; else the message as a whole decides.
ALSO_FROM = 0.5
# Beside facts a single question decides alone if it is this probable: what else is said is only its ground. Without facts it is answered
# beside what the message as a whole asks.
ALONE_FROM = 0.98
OUT_OF_SCOPE = "out_of_scope"
# A foreign question beside one of ours is told honestly too, if the piece by itself is this probably one.
FOREIGN_FROM = 0.95
# What may be asked about where it is not sure: nobody wants to hear "Did you mean ...?" to a greeting.
ASKED_ABOUT = (*QUESTIONS, OUT_OF_SCOPE)


# Gives the labels, and what the topic model makes of texts.
Reader = Callable[[Sequence[str]], tuple[list[str], Readings]]


@dataclass(frozen=True)
class Thresholds:
    """Where understanding ends. Chosen by bench/thresholds.py on cross-validated answers, with the curve in docs/.

    Attributes:
        foreign_below: below this trust a message is taken as out of scope.
        unsure_below: below this one it is asked about.
    """

    foreign_below: float
    unsure_below: float

    @classmethod
    def load(cls) -> Thresholds:
        """The values that the script wrote."""
        return cls(**yaml.safe_load(THRESHOLDS.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Topics:
    """What a message asks for.

    Attributes:
        topic: the first topic asked.
        also: further topics, in the order asked.
        confidence: how probable the first topic is, from 0 to 1.
        ranking: the most probable topics of the part that decided, with their probabilities.
        unsure: the topics to ask about, best first, where the message was not understood for sure.
        private: whether any part of it may be despair or a wish to be forgotten, whatever it was taken for.
    """

    topic: str
    also: tuple[str, ...]
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    unsure: tuple[str, ...] = ()
    private: bool = False


@dataclass(frozen=True)
class _Part:
    topic: str
    confidence: float
    row: Floats


def find(text: str, read: Reader, thresholds: Thresholds, *, states_facts: bool) -> Topics:
    """The topics of a message.

    Args:
        text: the message.
        read: reads pieces of it; the labels are intents.
        thresholds: where understanding ends.
        states_facts: whether facts were read in the message; what asks nothing is then a statement.
    """
    texts = pieces(text)
    names, readings = read(texts)
    labels = [topic_of(label) for label in names]
    if despairs(text, readings.rows, labels, states_facts=states_facts):
        return Topics(DISTRESS, (), 1.0, ((DISTRESS, 1.0),), private=True)
    found = _weighed(text, readings, labels, thresholds, states_facts=states_facts)
    return replace(found, private=may_be_private(readings.rows, labels))


def _weighed(
    text: str, readings: Readings, labels: Sequence[str], thresholds: Thresholds, *, states_facts: bool
) -> Topics:
    """The topics of a message that is no despair: which of its parts decide."""
    rows = _in_the_light_of_the_whole(_without_despair(readings.rows, labels), labels)
    parts = [
        _Part(labels[int(row.argmax())], float(trust), row) for row, trust in zip(rows, readings.trust, strict=True)
    ]
    whole, rest = parts[0], parts[1:]
    asking = [
        part
        for piece, part in zip(pieces(text)[1:], rest, strict=True)
        if part.topic in QUESTIONS and part.row.max() >= ALSO_FROM and asks_something(piece)
    ]
    if asking and (foreign := _foreign(text, readings.rows, labels)):
        # Each in its place; what is foreign by itself is so, whatever the light of the whole makes of it.
        asking = [foreign.get(place, part) for place, part in enumerate(rest) if place in foreign or part in asking]
    if len({part.topic for part in asking}) > 1 or (asking and whole.topic in POLITENESS):
        return _several(asking, labels)
    sure = [part for part in asking if part.row.max() >= ALONE_FROM and len(rest) > 1]
    if sure and states_facts:
        return _several(sure, labels)
    if sure and whole.topic in QUESTIONS:
        return _several([whole, *sure], labels)
    return _judged(whole, labels, thresholds)


def _foreign(text: str, rows: Floats, labels: Sequence[str]) -> dict[int, _Part]:
    """The questions of a message that are none of ours, by their place among its pieces."""
    found = {}
    for place, (piece, row) in enumerate(zip(pieces(text)[1:], rows[1:], strict=True)):
        if labels[int(row.argmax())] == OUT_OF_SCOPE and row.max() >= FOREIGN_FROM and asks_something(piece):
            found[place] = _Part(OUT_OF_SCOPE, float(row.max()), row)
    return found


def _without_despair(rows: Floats, labels: Sequence[str]) -> Floats:
    """The probabilities of the other topics; despair was looked for before."""
    if DISTRESS not in labels:
        return rows
    others = rows.copy()
    others[:, labels.index(DISTRESS)] = 0
    return np.asarray(others / np.maximum(others.sum(axis=1, keepdims=True), 1e-12))


def _in_the_light_of_the_whole(rows: Floats, labels: Sequence[str]) -> Floats:
    """The probabilities of the pieces, which are all rows but the first, each weighed with what the whole is about."""
    rarely = np.array([RARELY_BESIDE.get(label, 1.0) for label in labels])
    weighed = rows[1:] * (rows[0] + LIGHT) * rarely
    return np.concatenate([rows[:1], weighed / np.maximum(weighed.sum(axis=1, keepdims=True), 1e-12)])


def _judged(whole: _Part, labels: Sequence[str], thresholds: Thresholds) -> Topics:
    """What one part asks: answered, asked about, or foreign, by how far the model can be trusted."""
    if whole.confidence < thresholds.foreign_below:
        return _found(OUT_OF_SCOPE, (), 1 - whole.confidence, whole, labels)
    found = _found(whole.topic, (), whole.confidence, whole, labels)
    if whole.topic not in ASKED_ABOUT or whole.confidence >= thresholds.unsure_below:
        return found
    best = [labels[place] for place in np.argsort(-whole.row)[:OFFERED]]
    return replace(found, unsure=tuple(topic for topic in best if topic in QUESTIONS))


def _several(asking: Sequence[_Part], labels: Sequence[str]) -> Topics:
    """The topics of the parts that ask, in order; later parts on the same topic add nothing."""
    first = asking[0]
    also = tuple(dict.fromkeys(part.topic for part in asking[1:] if part.topic != first.topic))
    return _found(first.topic, also, first.confidence, first, labels)


def _found(topic: str, also: tuple[str, ...], confidence: float, part: _Part, labels: Sequence[str]) -> Topics:
    best = np.argsort(-part.row)[:5]
    return Topics(topic, also, round(confidence, 4), tuple((labels[i], round(float(part.row[i]), 4)) for i in best))
