"""How well topics are understood, by five-fold cross-validation on data/nlu. Run by `make eval`.

Prints accuracy, macro F1 and calibration, writes the confusion table as a picture into docs/pictures, and the answers to
var/topic_answers.json, from which bench/thresholds.py chooses the thresholds.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict

import numpy as np
from numpy.typing import NDArray

from bench.answers import Answer, cross_validated
from bot.paths import ROOT, VAR
from bot.vocabulary import TOPICS

ANSWERS = VAR / "topic_answers.json"
PICTURE = ROOT / "docs" / "pictures" / "topic_confusion.png"
BINS = 10


def accuracy(right: list[str], said: list[str]) -> float:
    """The share of right answers."""
    return float(np.mean([a == b for a, b in zip(right, said, strict=True)]))


def macro_f1(right: list[str], said: list[str]) -> float:
    """The mean over the topics of the harmonic mean of precision and recall: a rare topic counts as much as a common one."""
    hits = Counter(a for a, b in zip(right, said, strict=True) if a == b)
    wanted, given = Counter(right), Counter(said)
    return float(np.mean([2 * hits[topic] / (wanted[topic] + given[topic]) for topic in wanted]))


def reliability(answers: list[Answer]) -> list[tuple[float, int, float, float]]:
    """For each tenth of confidence: where it begins, how many answers, their mean confidence, and the share that is right."""
    sure = np.array([min(each.confidence, 0.9999) for each in answers])
    good = np.array([each.topic == each.right for each in answers])
    tenth = (sure * BINS).astype(int)
    return [
        (
            place / BINS,
            int((tenth == place).sum()),
            float(sure[tenth == place].mean()),
            float(good[tenth == place].mean()),
        )
        for place in range(BINS)
        if (tenth == place).any()
    ]


def calibration_error(answers: list[Answer]) -> float:
    """The mean distance between confidence and the share that is right (expected calibration error)."""
    return sum(count * abs(sure - good) for _, count, sure, good in reliability(answers)) / len(answers)


def confusion(answers: list[Answer]) -> NDArray[np.float64]:
    """One row per topic: where its examples go, as shares."""
    table = np.zeros((len(TOPICS), len(TOPICS)))
    for each in answers:
        table[TOPICS.index(each.right), TOPICS.index(each.topic)] += 1
    return np.asarray(table / np.maximum(table.sum(axis=1, keepdims=True), 1))


def draw(table: NDArray[np.float64]) -> None:
    """The confusion table as a picture."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(13, 12))
    axes.imshow(table, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(TOPICS)), TOPICS, rotation=90, fontsize=8)
    axes.set_yticks(range(len(TOPICS)), TOPICS, fontsize=8)
    axes.set_xlabel("understood as")
    axes.set_ylabel("meant")
    for row, column in np.argwhere(table >= 0.03):
        colour = "white" if table[row, column] > 0.5 else "black"
        axes.text(column, row, f"{100 * table[row, column]:.0f}", ha="center", va="center", fontsize=6, color=colour)
    axes.set_title("Topics of data/nlu in five-fold cross-validation, percent of each row (3 and more)")
    figure.tight_layout()
    figure.savefig(PICTURE, dpi=110)


def main() -> int:
    """Measure, print, draw, keep."""
    answers = cross_validated()
    right = [each.right for each in answers]
    out = sys.stdout.write
    for name, said in (
        ("topic model alone", [each.guess for each in answers]),
        ("whole understanding", [each.topic for each in answers]),
    ):
        out(f"{name:20} accuracy {accuracy(right, said):.3f}  macro F1 {macro_f1(right, said):.3f}\n")
    for count in (2, 3):
        among = np.mean([each.right in (each.topic, *each.ranking[:count]) for each in answers])
        out(f"right one among the best {count}: {among:.3f}\n")
    out(f"{len(answers)} examples, expected calibration error {calibration_error(answers):.3f}\n")
    out("confidence from  answers  mean confidence  right\n")
    for begin, count, sure, good in reliability(answers):
        out(f"{begin:15.1f}  {count:7}  {sure:15.3f}  {good:5.3f}\n")
    VAR.mkdir(exist_ok=True)
    ANSWERS.write_text(json.dumps([asdict(each) for each in answers], ensure_ascii=False, indent=0), encoding="utf-8")
    draw(confusion(answers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
