"""Makes probabilities of scores, so that of a hundred answers with a confidence of 0.8 about eighty are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_SHARPNESS = np.geomspace(2, 60, 40)
_STEPS = 100


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities.

    Attributes:
        sharpness: how much a higher score makes a label more probable than another.
        slope: how much a better sign makes the highest label trustworthy.
        offset: where trust begins.
        nearness: what the nearest example's likeness counts in that sign, beside the highest score.
    """

    sharpness: float
    slope: float
    offset: float
    nearness: float

    def probabilities(self, scores: Floats, nearest: Floats) -> tuple[Floats, Floats]:
        """The probability of each label, and for each text that of the highest label being right."""
        sign = scores.max(axis=1) + self.nearness * nearest
        return _shares(scores * self.sharpness), 1 / (1 + np.exp(-(self.slope * sign + self.offset)))


def calibrate(scores: Floats, nearest: Floats, numbers: Any, nearness: float) -> Calibration:
    """Fit to examples that were not learnt from.

    Args:
        scores: one row per example.
        nearest: the likeness of the nearest example learnt from.
        numbers: the right column of each.
        nearness: what the likeness counts.
    """
    places = np.arange(len(numbers))
    losses = [-np.log(_shares(scores * each)[places, numbers] + 1e-12).mean() for each in _SHARPNESS]
    sign = scores.max(axis=1) + nearness * nearest
    slope, offset = _logistic(sign, scores.argmax(axis=1) == numbers)
    return Calibration(float(_SHARPNESS[int(np.argmin(losses))]), slope, offset, nearness)


def _logistic(sign: Floats, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of the logistic curve through right and wrong answers, by Newton's steps.

    Both outcomes are counted half a time more than they occur, so that a handful of faultless examples gives no certainty.
    """
    target = np.where(right, (right.sum() + 1) / (right.sum() + 2), 1 / ((~right).sum() + 2))
    rows = np.stack([sign, np.ones_like(sign)], axis=1)
    found = np.zeros(2)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        bend = rows.T @ (rows * (chance * (1 - chance))[:, None]) + 1e-3 * np.eye(2)
        found = found + np.linalg.solve(bend, rows.T @ (target - chance) - 1e-3 * found)
    return float(found[0]), float(found[1])


def _shares(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))
