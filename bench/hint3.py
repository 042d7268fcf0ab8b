"""The topic component on HINT3 (three bots, trained on few examples, asked by real users), beside the figures to beat.

Run by `make bench-hint3`. The settings are those of the bot; they were chosen by cross-validation on training files. `--train` does
that cross-validation and never opens a test file. The data is read where it lies and is no part of the project.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.answers import encoder
from bot.nlu.encoder import Encoder
from bot.nlu.folds import folds
from bot.nlu.topic_model import TopicModel
from bot.nlu.wording import spell_out

FOREIGN = "NO_NODES_DETECTED"
# The best of Rasa, Dialogflow, LUIS, Haptik and BERT in the predictions that the paper published: accuracy in scope, AUROC.
BEST = {"curekart": (0.841, 0.856), "powerplay11": (0.673, 0.766), "sofmattress": (0.736, 0.869)}


def read(path: Path) -> tuple[list[str], list[str]]:
    """Sentences and labels of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [row["sentence"] for row in rows], [row["label"] for row in rows]


def area(inside: NDArray[np.float64], outside: NDArray[np.float64]) -> float:
    """How often a message in scope is trusted more than one out of scope (AUROC); ties count half."""
    above = (inside[:, None] > outside[None]).mean()
    return float(above + (inside[:, None] == outside[None]).mean() / 2)


def tested(encode: Encoder, folder: Path, bot: str) -> tuple[float, float]:
    """Accuracy in scope, and AUROC of trust in scope against out of scope, on the test file."""
    texts, labels = read(folder / "train" / f"{bot}_train.csv")
    model = TopicModel.train(texts, encode.encode([spell_out(text) for text in texts]), labels)
    texts, labels = read(folder / "test" / f"{bot}_test.csv")
    found = model.read(texts, encode.encode([spell_out(text) for text in texts]))
    inside = np.array([label != FOREIGN for label in labels])
    said = np.array(model.labels)[found.rows.argmax(axis=1)]
    right = (said == np.array(labels))[inside].mean()
    return float(right), area(found.trust[inside], found.trust[~inside])


def validated(encode: Encoder, folder: Path, bot: str) -> float:
    """Accuracy in cross-validation on the training file."""
    texts, labels = read(folder / "train" / f"{bot}_train.csv")
    vectors, names = encode.encode([spell_out(text) for text in texts]), np.array(labels)
    right = 0
    for learnt, asked in folds(vectors, labels):
        model = TopicModel.train([texts[i] for i in learnt], vectors[learnt], list(names[learnt]))
        rows = model.read([texts[i] for i in asked], vectors[asked]).rows
        right += int((np.array(model.labels)[rows.argmax(axis=1)] == names[asked]).sum())
    return right / len(texts)


def main() -> int:
    """Print a line for each bot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="holds train/ and test/")
    parser.add_argument("--train", action="store_true", help="cross-validate on the training files only")
    given = parser.parse_args()
    encode = encoder()
    for bot, (accuracy, roc) in BEST.items():
        if given.train:
            sys.stdout.write(f"{bot:12} cross-validated accuracy {validated(encode, given.folder, bot):.3f}\n")
            continue
        right, sure = tested(encode, given.folder, bot)
        sys.stdout.write(f"{bot:12} accuracy {right:.3f} (to beat: {accuracy})  AUROC {sure:.3f} (to beat: {roc})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
