"""Chooses where understanding ends, on the answers that bench/eval_topics.py kept. Run by `make eval`.

Below a lower threshold a message is taken as out of scope, between the two it is asked about with the best topics as buttons, above the
upper it is answered. Each outcome has a price, and the two thresholds with the lowest mean price over all examples are taken. They are
written to bot/nlu/thresholds.yml, with the curve in docs/pictures.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from bench.eval_topics import ANSWERS
from bot.nlu.topics import ASKED_ABOUT, OFFERED, THRESHOLDS
from bot.paths import ROOT
from bot.vocabulary import ADVICE, REQUESTS

PICTURE = ROOT / "docs" / "pictures" / "topic_thresholds.png"
# What each outcome costs a person, in turns: a wrong answer is read, seen to be wrong (or not) and asked again; a button is one tap.
WRONG_ANSWER = 3.0
SENT_AWAY = 3.0
ASKED_WITH_THE_RIGHT_ONE = 0.5
ASKED_IN_VAIN = 2.0
# Prices that differ by less than this factor are alike.
ALIKE = 1.01
STEPS = np.round(np.arange(0, 0.96, 0.02), 2)

Truths = NDArray[np.bool_]


def _columns(answers: list[dict[str, Any]]) -> tuple[NDArray[np.float64], Truths, Truths, Truths]:
    """Of what the thresholds decide on: trust, whether the topic is right, is foreign, and is among those offered."""
    questions = (*ADVICE, *REQUESTS)
    # Only what seems to be a question, or foreign, is ever asked about.
    said = [each for each in answers if each["topic"] in ASKED_ABOUT]
    offered = [[topic for topic in each["ranking"][:OFFERED] if topic in questions] for each in said]
    return (
        np.array([each["confidence"] for each in said]),
        np.array([each["topic"] == each["right"] for each in said]),
        np.array([each["right"] == "out_of_scope" for each in said]),
        np.array([each["right"] in topics for each, topics in zip(said, offered, strict=True)]),
    )


def price(
    lower: float, upper: float, trust: NDArray[np.float64], right: Truths, foreign: Truths, among: Truths
) -> float:
    """What a message costs in the mean with these thresholds."""
    answered = np.where(right, 0, WRONG_ANSWER)
    asked = np.where(among, ASKED_WITH_THE_RIGHT_ONE, ASKED_IN_VAIN)
    sent = np.where(foreign, 0, SENT_AWAY)
    return float(np.where(trust < lower, sent, np.where(trust < upper, asked, answered)).mean())


def choose(answers: list[dict[str, Any]]) -> tuple[float, float]:
    """The two thresholds with the lowest price; where the price hardly differs, the highest lower one and then the lowest upper one.

    The examples hold fewer messages that resemble nothing than people will write, so a tie goes to the honest "I don't know". And they
    are harder than what people write, so a tie between asking and answering goes to the answer.
    """
    columns = _columns(answers)
    prices = {(float(low), float(high)): price(low, high, *columns) for low in STEPS for high in STEPS if low <= high}
    good = [pair for pair, value in prices.items() if value <= min(prices.values()) * ALIKE]
    lower = max(low for low, _ in good)
    least = min(value for (low, _), value in prices.items() if low == lower)
    return lower, min(high for (low, high), value in prices.items() if low == lower and value <= least * ALIKE)


def draw(answers: list[dict[str, Any]], lower: float, upper: float) -> None:
    """The price over each threshold, and what becomes of the messages."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    trust, right, foreign, among = _columns(answers)
    figure, (left, other) = pyplot.subplots(1, 2, figsize=(12, 4.5))
    left.plot(
        STEPS[upper >= STEPS],
        [price(low, upper, trust, right, foreign, among) for low in STEPS if low <= upper],
        label="lower threshold",
    )
    left.plot(
        STEPS[lower <= STEPS],
        [price(lower, high, trust, right, foreign, among) for high in STEPS if high >= lower],
        label="upper threshold",
    )
    left.set_ylabel("mean price of a message")
    shares = {
        "answered": [(trust >= step).mean() for step in STEPS],
        "wrong among the answered": [1 - right[trust >= step].mean() for step in STEPS],
        "foreign among what is below": [foreign[trust < step].mean() if (trust < step).any() else 0 for step in STEPS],
    }
    for name, values in shares.items():
        other.plot(STEPS, values, label=name)
    other.set_ylabel("share of messages")
    for axes in (left, other):
        for chosen in (lower, upper):
            axes.axvline(chosen, linestyle=":", color="grey")
        axes.set_xlabel("trust")
        axes.legend()
    figure.suptitle(f"Foreign below {lower}, asked about below {upper} (five-fold cross-validation on data/nlu)")
    figure.tight_layout()
    figure.savefig(PICTURE, dpi=110)


def main() -> int:
    """Choose, write, draw, print."""
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    lower, upper = choose(answers)
    head = "# Chosen by bench/thresholds.py (`make eval`) on cross-validated answers; the curve is docs/pictures/topic_thresholds.png.\n"
    chosen = {"foreign_below": lower, "unsure_below": upper}
    THRESHOLDS.write_text(head + yaml.safe_dump(chosen, sort_keys=False), encoding="utf-8")
    draw(answers, lower, upper)
    trust = _columns(answers)[0]
    asked = float(((trust >= lower) & (trust < upper)).mean())
    sys.stdout.write(
        f"foreign below {lower}: {(trust < lower).mean():.3f} of messages; asked about below {upper}: {asked:.3f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
