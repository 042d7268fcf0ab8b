"""Reads the facts that a message states. A question or a supposition states none; the last value of a correction counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.nlu import numbers
from bot.nlu.clauses import Clause, Mood, clauses
from bot.nlu.patterns import spans

EXAMS = ("step1", "step2_ck", "step3")
THREE_DIGITS = range(100, 301)
# "my score is lots": a number was to come and none did.
_NO_NUMBER = re.compile(
    r"\b(?:score|ck|step ?2(?: ?ck)?|result)\s*(?:was|is|of|:|=)\s*(?:like |really |very |so |too )*(lots|lot|many|high|low|good|bad|great|ok|okay|fine|terrible|awesome|decent|average|a lot|some|big|small)\b",
    re.I,
)
_SCORE_WORD = re.compile(r"\b(?:score[ds]?|got|result|points?|made|received|mark)\b", re.I)


@dataclass(frozen=True)
class Statement:
    """A fact that a message states, and the place of the words that state it."""

    fact: str
    value: Any
    start: int
    end: int


@dataclass
class Reading:
    """All that was read in a message.

    Attributes:
        statements: facts stated, by name; the last one counts.
        supposed: facts put into a question or a supposition, not stated.
        unclear: places where a fact was meant but no single value could be read.
    """

    statements: dict[str, Statement] = field(default_factory=dict)
    supposed: dict[str, Any] = field(default_factory=dict)
    unclear: list[dict[str, str]] = field(default_factory=list)

    def state(self, fact: str, value: Any, clause: Clause) -> None:
        """Note a fact; a later statement of the same fact replaces it."""
        self.state_at(fact, value, clause.start, clause.start + len(clause.text))

    def state_at(self, fact: str, value: Any, start: int, end: int) -> None:
        """The same for a place in the message."""
        self.statements[fact] = Statement(fact, value, start, end)

    @property
    def facts(self) -> dict[str, Any]:
        """The bare facts."""
        return {fact: statement.value for fact, statement in self.statements.items()}


@dataclass
class _Exam:
    """What a message has said so far of one exam."""

    status: str | None = None
    attempts: int | None = None
    failed_times: int = 0


class _Reader:
    """Goes through a message clause by clause and remembers which exam is being spoken of."""

    def __init__(self, asked: str | None) -> None:
        subject = next((exam for exam in EXAMS if (asked or "").startswith(exam)), None)
        self.reading = Reading()
        self.exams = {exam: _Exam() for exam in EXAMS}
        self.current: tuple[str, ...] = (subject,) if subject else ()
        # A bare number is a Step 2 CK score, unless another exam is named, or its score was asked for.
        self.scored = subject if subject and asked == f"{subject}_score" else "step2_ck"
        self.waiting: tuple[str, ...] = ()
        self.fails_of_no_exam = 0
        self.practising = False

    def read(self, text: str) -> Reading:
        for clause in clauses(text):
            if clause.mood is Mood.STATES:
                self._statement(clause)
            else:
                self._suppose(clause)
        return self.reading

    def _statement(self, clause: Clause) -> None:
        _, found = spans(clause.text)
        labels = {span.label_ for span in found}
        self._applicant(labels, clause)
        self._visa(labels, clause)
        self._exam(labels, clause)

    def _suppose(self, clause: Clause) -> None:
        """A score in a question is not the person's, but the answer may be worked out for it."""
        _, found = spans(clause.text)
        labels = {span.label_ for span in found}
        other_exam = labels & {"EXAM_step1", "EXAM_step3", "EXAM_practice"} and "EXAM_step2_ck" not in labels
        if other_exam or "AIM" in labels:
            return
        if plausible := _plausible(clause.text):
            self.reading.supposed["step2_ck_score"] = plausible[-1].value

    def _applicant(self, labels: set[str], clause: Clause) -> None:
        if labels & {"NON_US_IMG", "ABROAD"} and "US_IMG" not in labels:
            self.reading.state("applicant_type", "non_us_img", clause)
        elif "US_IMG" in labels:
            self.reading.state("applicant_type", "us_img", clause)
        elif "US_GRAD" in labels:
            self.reading.state("applicant_type", "us_grad", clause)

    def _visa(self, labels: set[str], clause: Clause) -> None:
        if "GREEN_CARD_OPEN" in labels:
            return
        both = labels >= {"VISA_J1", "VISA_H1B"}
        named = "either" if both else "J-1" if "VISA_J1" in labels else "H-1B" if "VISA_H1B" in labels else None
        held = self.reading.facts.get("visa_need")
        if "VISA_NONE" in labels and named is None:
            self.reading.state("visa_need", "none", clause)
        elif named is not None:
            together = {held, named} == {"J-1", "H-1B"}
            self.reading.state("visa_need", "either" if together else named, clause)
        elif "VISA_NEED" in labels and "VISA_OTHER" not in labels and held not in ("J-1", "H-1B"):
            self.reading.state("visa_need", "either", clause)

    def _exam(self, labels: set[str], clause: Clause) -> None:
        named = tuple(exam for exam in EXAMS if f"EXAM_{exam}" in labels)
        if "EXAM_both" in labels:
            named = ("step1", "step2_ck")
        says = labels & {"FAILED", "NOT_FAILED", "PASSED", "NOT_TAKEN", "AWAITING"} or _tries(labels)
        if named:
            self.current, self.waiting, self.practising = (*self.waiting, *named), (), False
            # Step 1 has had no score since 2022: one told in a later clause is not its own.
            self.scored = named[-1] if named[-1] != "step1" else "step2_ck"
            self.exams[named[0]].failed_times += self.fails_of_no_exam
            self.fails_of_no_exam = 0
            if not says and not _plausible(clause.text) and not numbers.vague(clause.text):
                self.waiting = self.current
        elif "EXAM_practice" in labels:
            self.current, self.practising = (), True
        if self.practising:
            self._practice(clause)
            return
        if "AIM" in labels:
            return
        self._status(labels, clause)
        self._score(labels, clause, named)

    def _practice(self, clause: Clause) -> None:
        """Practice results gather in the order told, until an exam is named."""
        held = self.reading.facts.get("practice_scores", [])
        new = [number.value for number in _plausible(clause.text)]
        if new:
            self.reading.state("practice_scores", [*held, *new], clause)

    def _status(self, labels: set[str], clause: Clause) -> None:
        tries = _tries(labels)
        subjects = self.current or (("step1",) if labels & {"PASSED"} and tries else ())
        if "no steps" in clause.text.lower():
            subjects = ("step1", "step2_ck")
        if "FAILED" in labels and not subjects:
            self.fails_of_no_exam = tries or 1
        for exam in subjects:
            state = self.exams[exam]
            if labels & {"AWAITING", "NOT_FAILED"}:
                continue
            if "FAILED" in labels:
                state.failed_times = max(state.failed_times, tries or 1)
                self._note(exam, "failed", clause)
                if tries and tries > 1 and "PASSED" not in labels:
                    self._attempts(exam, tries, clause)
            if "PASSED" in labels or (tries and not labels & {"FAILED", "NOT_TAKEN"}):
                self._note(exam, "passed", clause)
                if state.failed_times:
                    self._attempts(exam, state.failed_times + 1, clause)
                elif tries:
                    self._attempts(exam, tries, clause)
            if "NOT_TAKEN" in labels and state.status is None:
                self._note(exam, "not_taken", clause)

    def _score(self, labels: set[str], clause: Clause, named: tuple[str, ...]) -> None:
        subject = named[-1] if named else self.scored
        found = numbers.scores(clause.text)
        told = bool(named) or bool(_SCORE_WORD.search(clause.text))
        usable = [
            number for number in found if number.value in THREE_DIGITS or (told and _score_like(number, clause, named))
        ]
        if usable:
            for exam, number in _pair(named, usable, clause) or [(subject, usable[-1])]:
                self.reading.state(f"{exam}_score", number.value, clause)
                if self.exams[exam].status is None or "FAILED" not in labels:
                    self._note(
                        exam,
                        "failed" if self.exams[exam].status == "failed" and not _passed_later(labels) else "passed",
                        clause,
                    )
            return
        words = numbers.vague(clause.text)
        if words and "EXAM_practice" not in labels:
            self.reading.unclear.append({"fact": f"{subject}_score", "words": words, "reason": "vague"})
        elif match := _NO_NUMBER.search(clause.text):
            self.reading.unclear.append({"fact": f"{subject}_score", "words": match.group(1), "reason": "no_number"})

    def _note(self, exam: str, status: str, clause: Clause) -> None:
        self.exams[exam].status = status
        self.reading.state(f"{exam}_status", status, clause)

    def _attempts(self, exam: str, count: int, clause: Clause) -> None:
        if exam in ("step1", "step2_ck"):
            self.reading.state(f"{exam}_attempts", count, clause)


def _plausible(text: str) -> list[numbers.Found]:
    """The three-digit numbers of a text that can be scores."""
    return [number for number in numbers.scores(text) if number.value in THREE_DIGITS]


def _tries(labels: set[str]) -> int | None:
    """The highest ordinal of an attempt that a clause names."""
    return max((number for number in (1, 2, 3, 4) if f"TRY_{number}" in labels), default=None)


def _passed_later(labels: set[str]) -> bool:
    return "PASSED" in labels


def _score_like(number: numbers.Found, clause: Clause, named: tuple[str, ...]) -> bool:
    """A number of another length that is told as a score all the same: "ck 312", "score of 12"; not "step 2", not a year."""
    if 1900 <= number.value <= 2100 or 0 < number.value < 5:
        return False
    before = clause.text[: number.start].lower().rstrip(" :=")
    return not before.endswith(("step", "uwsa", "form")) and (bool(named) or abs(number.value) > 4)


def _pair(named: tuple[str, ...], found: list[numbers.Found], clause: Clause) -> list[tuple[str, numbers.Found]]:
    """Scores and exams told in one clause, first to first: "step 1 231, ck 240" or "step1 231 ck 240"."""
    return list(zip(named, found, strict=True)) if len(named) == len(found) > 1 else []


def read(text: str, asked: str | None = None) -> Reading:
    """The facts of a message.

    Args:
        text: one message; what lies beyond 4,000 characters should have been refused before.
        asked: the fact that was asked for last; "passed, first try" is then said of its exam.
    """
    return _Reader(asked).read(text)
