"""Every example of data/nlu read by a model that did not learn from it, or from its near-duplicates."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import yaml

from bot.nlu import topics
from bot.nlu.encoder import Encoder, Vectors, export
from bot.nlu.folds import folds
from bot.nlu.pieces import pieces
from bot.nlu.reading import read
from bot.nlu.topic_model import Readings, TopicModel
from bot.nlu.wording import spell_out
from bot.paths import DATA
from bot.vocabulary import topic_of

# Nothing is foreign and nothing unsure: the thresholds are chosen on these very answers.
NO_THRESHOLDS = topics.Thresholds(foreign_below=0.0, unsure_below=0.0)


# Topics do not hang on the day; relative dates need one to be read at all.
SOME_DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Answer:
    """What was made of one example.

    Attributes:
        text: the example.
        right: its topic.
        guess: the model's topic for the whole text, by itself.
        topic: what the whole understanding says, facts and sentences considered.
        confidence: how far that is trusted.
        ranking: the best topics of the part that decided.
        also: further topics found.
    """

    text: str
    right: str
    guess: str
    topic: str
    confidence: float
    ranking: tuple[str, ...]
    also: tuple[str, ...]


def examples() -> tuple[list[str], list[str]]:
    """The texts of data/nlu and their topics."""
    texts, labels = [], []
    for path in sorted((DATA / "nlu").glob("*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            lines = [line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")]
            texts += lines
            labels += [topic_of(block["intent"])] * len(lines)
    return texts, labels


def encoder() -> Encoder:
    """The encoder that the bot uses."""
    with tempfile.TemporaryDirectory() as folder:
        export(Path(folder))
        return Encoder(Path(folder))


def cross_validated(parts: int = 5) -> list[Answer]:
    """An answer to each example, in the order of the files."""
    texts, labels = examples()
    asked_of = list(dict.fromkeys(piece for text in texts for piece in pieces(text)))
    vectors = encoder().encode([spell_out(piece) for piece in asked_of])
    place = {piece: number for number, piece in enumerate(asked_of)}
    whole = vectors[[place[text] for text in texts]]
    found: dict[int, Answer] = {}
    for learnt, asked in folds(whole, labels, parts):
        model = TopicModel.train([texts[i] for i in learnt], whole[learnt], [labels[i] for i in learnt])
        for number in asked:
            known = {piece: vectors[place[piece]] for piece in pieces(texts[number])}
            found[int(number)] = _answer(texts[number], labels[number], model, known)
    return [found[number] for number in range(len(texts))]


def _answer(text: str, right: str, model: TopicModel, vectors: dict[str, Vectors]) -> Answer:
    def reader(parts: Sequence[str]) -> tuple[list[str], Readings]:
        return model.labels, model.read(parts, np.stack([vectors[part] for part in parts]))

    facts = read(text, None, SOME_DAY)
    found = topics.find(text, reader, NO_THRESHOLDS, states_facts=bool(facts.statements or facts.unclear))
    labels, alone = reader([text])
    return Answer(
        text,
        right,
        labels[int(alone.rows[0].argmax())],
        found.topic,
        found.confidence,
        tuple(topic for topic, _ in found.ranking),
        found.also,
    )
