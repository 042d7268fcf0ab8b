"""The topic model: three readers of a text, and how far their agreement can be trusted. Stored as arrays and JSON, never as a pickle.

Each reader compares a text with all examples and lets the like ones speak for their labels (kernel ridge regression):

- by wording and meaning: vectors of three depths of the sentence encoder together
- by meaning: the vector of its last layer
- by words and letters: n-grams

What they say together is weighed with the manner of the text (see manner.py): the same words tell or ask. The most probable label is
taken. How far it is trusted comes from what the readers say of it and from the nearest example's likeness together.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu.calibration import Calibration, calibrate
from bot.nlu.encoder import Vectors
from bot.nlu.folds import groups
from bot.nlu.likeness import Likeness, solve
from bot.nlu.manner import Told, manner
from bot.nlu.ngrams import Ngrams

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Settings:
    """What cross-validation chose; see bench/hint3.py and bench/eval_topics.py.

    Attributes:
        smoothness: for each reader, how little a single example may pull (the ridge).
        width: for the two readers of vectors, how near an example must be to speak (the exponent of the kernel).
        weight: what each reader counts; together 1.
        nearness: what the nearest example's likeness counts beside what the readers say.
    """

    smoothness: tuple[float, float, float] = (0.02, 0.02, 0.3)
    width: tuple[float, float] = (1.0, 1.0)
    weight: tuple[float, float, float] = (0.5, 0.33, 0.17)
    nearness: float = 0.5


@dataclass(frozen=True)
class Readings:
    """What the model makes of some texts.

    Attributes:
        rows: one row per text, one column per label: how probable each is, summing to 1.
        trust: per text, how probable it is that the highest is right.
    """

    rows: Floats
    trust: Floats


class TopicModel:
    """Says how probable each label is for a text.

    Args:
        labels: the labels, in the order of the columns.
        parts: the readers.
        calibration: what makes probabilities of their scores.
    """

    def __init__(self, labels: Sequence[str], parts: _Readers, calibration: Calibration) -> None:
        self.labels, self._parts, self._calibration = list(labels), parts, calibration

    @classmethod
    def train(
        cls, texts: Sequence[str], vectors: Vectors, labels: Sequence[str], settings: Settings | None = None
    ) -> TopicModel:
        """Learn from examples.

        Args:
            texts: the examples.
            vectors: what the encoder makes of each.
            labels: the label of each.
            settings: other than the ones chosen, for comparing.

        Raises:
            ValueError: fewer than two labels.
        """
        names, numbers = np.unique(np.asarray(labels), return_inverse=True)
        if len(names) < 2:
            raise ValueError("examples of at least two classes are needed")
        settings = settings or Settings()
        parts, unseen, nearest = _Readers.learn(texts, vectors, numbers, settings)
        manners = np.stack([manner(text) for text in texts])
        return cls(list(names), parts, calibrate(unseen, nearest, manners, numbers, settings.nearness))

    def read(self, texts: Sequence[str], vectors: Vectors, told: Sequence[Told | None] | None = None) -> Readings:
        """What the model makes of texts.

        Args:
            texts: messages or pieces of them.
            vectors: what the encoder makes of each.
            told: what is known to be in each; None where it has to be read in the text.
        """
        scores, nearest = self._parts.scores(texts, vectors)
        known = told or [None] * len(texts)
        manners = np.stack([manner(*each) for each in zip(texts, known, strict=True)])
        return Readings(*self._calibration.probabilities(scores, nearest, manners))

    def save(self, folder: Path) -> None:
        """Write the model into a folder: arrays and JSON."""
        calibration = asdict(self._calibration)
        leaning = calibration.pop("leaning")
        parts = {
            "labels": self.labels,
            "vocabularies": self._parts.ngrams.vocabularies(),
            "calibration": calibration,
        }
        (folder / "topic_model.json").write_text(json.dumps(parts), encoding="utf-8")
        np.savez_compressed(folder / "topic_model.npz", leaning=leaning, **self._parts.arrays())

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        """Read a model that `save` wrote.

        Raises:
            FileNotFoundError: the folder holds none.
        """
        parts = json.loads((folder / "topic_model.json").read_text(encoding="utf-8"))
        with np.load(folder / "topic_model.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        readers = _Readers.restore(Ngrams.restore(parts["vocabularies"], arrays), arrays)
        return cls(parts["labels"], readers, Calibration(**parts["calibration"], leaning=arrays["leaning"]))


class _Readers:
    """The three readers together."""

    def __init__(self, wording: Likeness, meaning: Likeness, ngrams: Ngrams, grams: Floats, weight: Floats) -> None:
        self._wording, self._meaning, self.ngrams = wording, meaning, ngrams
        self._grams, self._weight = grams, np.asarray(weight, dtype=np.float64)

    @classmethod
    def learn(
        cls, texts: Sequence[str], vectors: Vectors, numbers: Any, settings: Settings
    ) -> tuple[_Readers, Floats, Floats]:
        """The readers; and their mean and the nearest likeness for each example as if it and its like were not learnt from."""
        like = groups(vectors)
        given = tuple(zip(settings.smoothness, settings.width, strict=False))
        wording, by_wording, near_wording = Likeness.learn(vectors, numbers, like, *given[0])
        meaning, by_meaning, near_meaning = Likeness.learn(vectors[:, -1:], numbers, like, *given[1])
        ngrams = Ngrams.learn(texts)
        rows = ngrams.rows(texts)
        answers, by_words = solve((rows @ rows.T).toarray(), numbers, like, settings.smoothness[2])
        readers = cls(
            wording, meaning, ngrams, np.asarray(rows.T @ answers, dtype=np.float32), np.array(settings.weight)
        )
        return readers, readers.mean(by_wording, by_meaning, by_words), (near_wording + near_meaning) / 2

    def mean(self, *said: Floats) -> Floats:
        """What the readers say together."""
        return np.asarray(sum(weight * each for weight, each in zip(self._weight, said, strict=True)))

    def scores(self, texts: Sequence[str], vectors: Vectors) -> tuple[Floats, Floats]:
        """The mean of the readers for each label, and the likeness of the nearest example."""
        wording, near_wording = self._wording.scores(vectors)
        meaning, near_meaning = self._meaning.scores(vectors[:, -1:])
        words = self.ngrams.scores(texts, self._grams)
        return self.mean(wording, meaning, words), (near_wording + near_meaning) / 2

    def arrays(self) -> dict[str, Any]:
        readers = {"wording": self._wording, "meaning": self._meaning}
        found = {f"{name}_{key}": value for name, each in readers.items() for key, value in each.arrays().items()}
        return {**found, **self.ngrams.rarities(), "grams": self._grams, "weight": self._weight}

    @classmethod
    def restore(cls, ngrams: Ngrams, arrays: dict[str, Any]) -> _Readers:
        wording, meaning = (
            Likeness.restore(
                {key[len(name) + 1 :]: value for key, value in arrays.items() if key.startswith(f"{name}_")}
            )
            for name in ("wording", "meaning")
        )
        return cls(wording, meaning, ngrams, arrays["grams"], arrays["weight"])
