"""Cuts a clause that tells of several exams, and tells which of its numbers belong to which."""

from __future__ import annotations

import itertools
import re

from spacy.tokens import Doc, Span

from bot.nlu import exam_words as words
from bot.nlu import numbers
from bot.nlu.clauses import Clause
from bot.nlu.patterns import spans

# "score of 12", but not "block scores dropping from 70 to 55".
_SCORE_OF = re.compile(
    r"^(?!.*\bblock).*\b(?:score[ds]?|result|mark)(?:\s+(?:is|was|of|an?|only|just|like|about|now))*$", re.I
)


def is_own(clause: Clause) -> bool:
    """Whether the score of a clause is called "my 232"."""
    if re.search(r"\blike me\b", clause.text, re.I):
        return True
    return any(words.MINE.search(clause.text[: each.start]) for each in words.plausible(clause.text))


def one_exam_each(clause: Clause) -> list[Clause]:
    """A clause in note form cut so that each part speaks of one exam: "step 1 passed step 2 not yet".

    It is cut before each further exam; or, where the first status stands before the first exam, before each further status.
    """
    doc, found = spans(clause.text)
    exams = [span for span in found if span.label_ in words.EXAM_LABELS]
    status = [span for span in found if span.label_ in words.STATUS_LABELS]
    if len({span.label_ for span in exams}) < 2 or not (status or words.plausible(clause.text)):
        return [clause]
    status_first = bool(status) and status[0].start < exams[0].start
    marks = [span for span in status if span.start > exams[0].start] if status_first else exams[1:]
    cuts = [0, *(_begin(doc, span) for span in marks), len(clause.text)]
    parts = [(begin, end) for begin, end in itertools.pairwise(cuts) if clause.text[begin:end].strip()]
    return [Clause(clause.text[begin:end], clause.start + begin, clause.mood) for begin, end in parts]


def _begin(doc: Doc, span: Span) -> int:
    """Where a part begins: the "no" of "no step 3 yet" belongs to it."""
    before = doc[span.start - 1] if span.start else None
    return before.idx if before is not None and before.lower_ in ("no", "without") else doc[span.start].idx


def score_like(number: numbers.Found, clause: Clause, named: tuple[str, ...]) -> bool:
    """A number of another length that is told as a score all the same: "ck 312", "score of 12"; not "step 2", not a year."""
    if 1900 <= number.value <= 2100 or 0 < number.value < 5:
        return False
    before = clause.text[: number.start].lower().rstrip(" :=")
    if not named and 0 < number.value < 100 and not _SCORE_OF.search(before):
        return False
    return not before.endswith(("step", "uwsa", "form")) and (bool(named) or abs(number.value) > 4)


def pair(named: tuple[str, ...], found: list[numbers.Found], clause: Clause) -> list[tuple[str, numbers.Found]]:
    """Scores and exams told in one clause, first to first: "step 1 231, ck 240" or "step1 231 ck 240"."""
    return list(zip(named, found, strict=True)) if len(named) == len(found) > 1 else []
