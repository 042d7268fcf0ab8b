"""Makes probabilities of scores, so that of a hundred answers with a confidence of 0.8 about eighty are right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
_STEPS = 100
# How dear it is to lean on a sign; halving or doubling it changes the accuracy on data/nlu by less than 0.001.
_RELUCTANCE = 1.0
_SHARPNESS_AT_FIRST = 10.0


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities.

    Attributes:
        sharpness: how much a higher score makes a label more probable than another.
        leaning: how much each sign of a message's manner (rows) speaks for each label (columns).
        slope: how much a better mark makes the highest label trustworthy.
        offset: where trust begins.
        nearness: what the nearest example's likeness counts in that mark, beside the score of the label.
    """

    sharpness: float
    leaning: Floats
    slope: float
    offset: float
    nearness: float

    def probabilities(self, scores: Floats, nearest: Floats, manners: Floats) -> tuple[Floats, Floats]:
        """The probability of each label, and for each text that of the most probable label being right."""
        rows = _shares(scores * self.sharpness + manners @ self.leaning)
        return rows, 1 / (1 + np.exp(-(self.slope * _mark(scores, rows, nearest, self.nearness) + self.offset)))


def calibrate(scores: Floats, nearest: Floats, manners: Floats, numbers: Any, nearness: float) -> Calibration:
    """Fit to examples that were not learnt from.

    Args:
        scores: one row per example.
        nearest: the likeness of the nearest example learnt from.
        manners: the signs of each example.
        numbers: the right column of each.
        nearness: what the likeness counts.
    """
    sharpness, leaning = _lean(scores, manners, np.asarray(numbers))
    rows = _shares(scores * sharpness + manners @ leaning)
    slope, offset = _logistic(_mark(scores, rows, nearest, nearness), rows.argmax(axis=1) == numbers)
    return Calibration(sharpness, leaning, slope, offset, nearness)


def _mark(scores: Floats, rows: Floats, nearest: Floats, nearness: float) -> Floats:
    """How good a sign it is: what the examples say of the label taken, and how near the nearest one is."""
    return np.asarray(scores[np.arange(len(rows)), rows.argmax(axis=1)] + nearness * nearest)


def _lean(scores: Floats, manners: Floats, numbers: NDArray[Any]) -> tuple[float, Floats]:
    """The sharpness and the leanings under which the right labels are most probable: a multinomial logistic regression."""
    shape, places = (manners.shape[1], scores.shape[1]), np.arange(len(numbers))

    def loss(given: Floats) -> tuple[float, Floats]:
        leaning = given[1:].reshape(shape)
        rows = _shares(given[0] * scores + manners @ leaning)
        missed = -np.log(rows[places, numbers] + 1e-12).sum() + _RELUCTANCE * float((leaning**2).sum())
        rows[places, numbers] -= 1
        slopes = manners.T @ rows + 2 * _RELUCTANCE * leaning
        return missed, np.concatenate([[(rows * scores).sum()], slopes.ravel()])

    start = np.concatenate([[_SHARPNESS_AT_FIRST], np.zeros(shape[0] * shape[1])])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return float(found[0]), np.asarray(found[1:].reshape(shape))


def _logistic(mark: Floats, right: NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and offset of the logistic curve through right and wrong answers, by Newton's steps.

    Both outcomes are counted half a time more than they occur, so that a handful of faultless examples gives no certainty.
    """
    target = np.where(right, (right.sum() + 1) / (right.sum() + 2), 1 / ((~right).sum() + 2))
    rows = np.stack([mark, np.ones_like(mark)], axis=1)
    found = np.zeros(2)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ found))
        bend = rows.T @ (rows * (chance * (1 - chance))[:, None]) + 1e-3 * np.eye(2)
        found = found + np.linalg.solve(bend, rows.T @ (target - chance) - 1e-3 * found)
    return float(found[0]), float(found[1])


def _shares(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))
