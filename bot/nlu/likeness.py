"""A reader that compares a text's vectors with those of all examples and lets the like ones speak for their labels."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import spotrf, spotri

from bot.nlu.encoder import Vectors
from bot.nlu.folds import Places
from bot.nlu.products import Products

Floats = NDArray[Any]
# Beyond so many directions the examples no longer differ; fewer make a message cheaper to read.
DIRECTIONS = 384
# So many rows are mirrored at once.
_BAND = 512


class Likeness:
    """Kernel ridge regression on vectors.

    Args:
        centre: the mean of the examples.
        turn: brings a vector into the directions in which the examples differ.
        examples: the examples in these directions, of length 1, rounded.
        answers: what each example says about each label.
        width: how near an example must be to speak.
    """

    def __init__(self, centre: Floats, turn: Floats, examples: Products, answers: Floats, width: Floats) -> None:
        self._centre, self._turn, self._examples, self._answers = centre, turn, examples, answers
        self._width = np.float32(width)

    @classmethod
    def learn(
        cls, vectors: Vectors, numbers: Any, groups: Places, smoothness: float, width: float
    ) -> tuple[Likeness, Floats, Floats]:
        """Learn from examples.

        Args:
            vectors: of the examples.
            numbers: of their labels.
            groups: of near-duplicates.
            smoothness: see `solve`.
            width: how near an example must be to speak.

        Returns:
            The reader; and what it would say of each example, and how near the nearest one would be, without the example's group.
        """
        flat = vectors.reshape(len(vectors), -1).astype(np.float64)
        centre = flat.mean(axis=0)
        # Every depth and every direction of the encoder counts alike.
        scale = 1 / (flat.std(axis=0) + 1e-3)
        scaled = (flat - centre) * scale
        values, directions = np.linalg.eigh(scaled.T @ scaled)
        turn = (scale[:, None] * directions[:, np.argsort(-values)[:DIRECTIONS]]).astype(np.float32)
        examples = Products.round(_level((flat - centre).astype(np.float32) @ turn))
        rounded = examples.rows()
        alike = rounded @ rounded.T
        answers, unseen = solve(_kernel(alike, width), numbers, groups, smoothness)
        for group in np.flatnonzero(np.bincount(groups)):
            places = np.flatnonzero(groups == group)
            alike[np.ix_(places, places)] = -1
        reader = cls(centre.astype(np.float32), turn, examples, answers.astype(np.float32), np.asarray(width))
        return reader, unseen, alike.max(axis=1)

    def scores(self, vectors: Vectors) -> tuple[Floats, Floats]:
        """For each text what the examples say about each label, and the likeness of the nearest one: from -1 to 1."""
        turned = _level((vectors.reshape(len(vectors), -1) - self._centre) @ self._turn)
        alike = self._examples.of(turned)
        # One text after the other: for so few rows that is faster than all at once.
        said = np.stack([row @ self._answers for row in _kernel(alike, self._width)])
        return said.astype(np.float64), alike.max(axis=1).astype(np.float64)

    def arrays(self) -> dict[str, Floats]:
        """All there is to keep, under the names of the arguments."""
        return {
            "centre": self._centre,
            "turn": self._turn,
            "examples": self._examples.whole,
            "scales": self._examples.scales,
            "answers": self._answers,
            "width": np.asarray(self._width),
        }

    @classmethod
    def restore(cls, arrays: dict[str, Floats]) -> Likeness:
        """The same again, of what `arrays` gave."""
        kept = dict(arrays)
        return cls(examples=Products(kept.pop("examples"), kept.pop("scales")), **kept)


def solve(kernel: Floats, numbers: Any, groups: Places, smoothness: float) -> tuple[Floats, Floats]:
    """What each example has to say about each label, so that together they say of each its own label and no other.

    In single precision and in place: of sixteen thousand examples the matrix takes a gigabyte.

    Args:
        kernel: how alike each two examples are; used up.
        numbers: the number of each example's label.
        groups: the number of each example's group of near-duplicates.
        smoothness: how little a single example may pull. An example of a rare label pulls more: with the root of how much rarer it is.

    Returns:
        What each example says, and what the others would say of it if it and its group had never been learnt. The latter follows
        exactly from the same inverse, so that nothing has to be learnt again for it.
    """
    labels = np.eye(int(numbers.max()) + 1, dtype=np.float32)[numbers]
    weights = 1 / np.sqrt(np.maximum(np.bincount(numbers), 1))[numbers]
    # It is the same from both sides, so that turning it is free and gives LAPACK the order that it can work on in place.
    inverse = np.asarray(kernel, dtype=np.float32).T
    inverse[np.diag_indices(len(labels))] += smoothness * weights.mean() / weights
    inverse, failed = spotrf(inverse, lower=1, overwrite_a=1)
    inverse, failed = (inverse, failed) if failed else spotri(inverse, lower=1, overwrite_c=1)
    if failed:
        raise ValueError("the examples are too much alike for this smoothness")
    _mirror(inverse)
    answers = inverse @ labels
    unseen = labels - answers / np.diag(inverse)[:, None]
    for group in np.flatnonzero(np.bincount(groups) > 1):
        places = np.flatnonzero(groups == group)
        unseen[places] = labels[places] - np.linalg.solve(inverse[np.ix_(places, places)], answers[places])
    return answers, unseen


def _mirror(matrix: Floats) -> None:
    """Copy what stands below the diagonal above it, a band at a time."""
    for begin in range(0, len(matrix), _BAND):
        band, rest = slice(begin, begin + _BAND), slice(begin + _BAND, None)
        square = np.tril(matrix[band, band])
        matrix[band, band] = square + np.tril(square, -1).T
        matrix[band, rest] = matrix[rest, band].T


def _kernel(alike: Floats, width: Any) -> Floats:
    nearness = alike - 1
    nearness *= width
    return np.asarray(np.exp(nearness, out=nearness))


def _level(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))
