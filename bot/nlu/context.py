"""What a message means after what was told before: one more practice score, a citizen's school abroad, an exam called "it"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.nlu import answer_sense, fail_corrections
from bot.nlu.clauses import Mood, clauses
from bot.nlu.exam_words import EXAMS, labels_of
from bot.nlu.passages import own
from bot.nlu.reading import read
from bot.nlu.statements import Reading
from bot.nlu.visa import is_citizen

# "and 233", "no, 233 not 231", "not 231, 233": goes on with what was told last, even where something else was asked meanwhile.
_GOES_ON = re.compile(
    r"^\W*(?:and|then|now|next|also|plus|today|no|not|sorry|actually|i mean|wait)\b[^a-z]*\d{3}\b", re.I
)
_CORRECTS = re.compile(
    r"\b(?:not|sorry|no|actually|i mean|i meant|correction|typo|wrong|mistake|instead|rather|oops)\b", re.I
)
_REFUSED = re.compile(r"\b(?:not|instead of|rather than)\s+(?:a\s+)?(?P<score>\d{3})\b", re.I)
# "my last nbme was 233" may only repeat what is held.
_LAST = re.compile(r"\b(?:last|latest|recent|already|told|said)\b", re.I)
_NO = re.compile(r"^\W*(?:no|nope|not)\b", re.I)


@dataclass(frozen=True)
class Context:
    """What was told before a message.

    Attributes:
        asked: the fact that was asked for last.
        practice_scores: those that are held.
        told_practice: whether the message before told practice scores.
        applicant_type: what is held.
        citizen: whether an earlier message said that the applicant is a US citizen.
        about: the exam of which something was supposed last.
        passed: the exams that are held as passed, those told as passed at the first attempt before the others.
        failed_last: the exam that the message before told as failed.
        date_told: the date of Step 2 CK that the message before told without its year.
    """

    asked: str | None = None
    practice_scores: tuple[int, ...] = ()
    told_practice: bool = False
    applicant_type: str | None = None
    citizen: bool = False
    about: str | None = None
    passed: tuple[str, ...] = ()
    failed_last: str | None = None
    date_told: str | None = None


def read_in(context: Context, text: str, today: date) -> Reading:
    """The facts of a message in the light of what was told before it."""
    goes_on = context.told_practice and _GOES_ON.match(text)
    asked = "practice_scores" if goes_on else context.asked
    if context.failed_last and answer_sense.is_passed_at_last(text):
        # A pass after several tries goes on with the fails told just before, whatever was asked meanwhile.
        asked = f"{context.failed_last}_status"
    if year_told := answer_sense.year_of_exam(text, asked, context.date_told, today):
        reading = Reading()
        for fact, value in year_told.items():
            reading.state(fact, value, 0, len(text))
        return reading
    reading = read(text, asked, today, context.about)
    told = reading.statements.get("practice_scores")
    if told is not None:
        scores = with_held(context.practice_scores, told.value, text)
        reading.state(told.fact, scores, told.start, told.end)
    fail_corrections.complete(reading, text, context.passed)
    _citizen(reading, context, text)
    return reading


def with_held(held: Iterable[int], told: list[int], text: str) -> list[int]:
    """Practice scores after a message: one more goes behind those held, a correction and a list of several replace.

    Args:
        held: the scores held before.
        told: the scores of the message.
        text: the message.
    """
    before = list(held)
    if not before or len(told) != 1:
        return told
    if _CORRECTS.search(text):
        refused = _REFUSED.search(text)
        wrong = int(refused["score"]) if refused and int(refused["score"]) in before else before[-1]
        place = len(before) - 1 - before[::-1].index(wrong)
        return [*before[:place], *told, *before[place + 1 :]]
    return before if told == before[-1:] and _LAST.search(text) else [*before, *told]


def says_citizen(text: str) -> bool:
    """Whether a message says that the applicant is a US citizen."""
    found = clauses(text)
    return any(each.mood is Mood.STATES and is_citizen(each.text, labels_of(each.text)) for each in own(found, text))


def supposed_exam(supposed: Mapping[str, Any]) -> str | None:
    """The one exam that supposed facts are of."""
    exams = {exam for exam in EXAMS for fact in supposed if fact.startswith(exam)}
    return exams.pop() if len(exams) == 1 else None


def _citizen(reading: Reading, context: Context, text: str) -> None:
    """A US citizen whose school is abroad is a US IMG, whichever of the two was told first."""
    kind = reading.statements.get("applicant_type")
    visa = reading.statements.get("visa_need")
    if kind is None and visa is not None and context.applicant_type == "non_us_img" and says_citizen(text):
        reading.state("applicant_type", "us_img", visa.start, visa.end)
    elif kind is not None and kind.value == "non_us_img" and context.citizen:
        denied = _NO.match(text) or "NON_US_IMG" in labels_of(text)
        if not denied:
            reading.state("applicant_type", "us_img", kind.start, kind.end)
