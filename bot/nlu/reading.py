"""Reads the facts that a message states. A question or a supposition states none; the last value of a correction counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from bot.nlu import (
    backup,
    bare_answers,
    exam_dates,
    graduation,
    letters,
    matching,
    preparation,
    research,
    us_experience,
    visa,
)
from bot.nlu.asides import asides
from bot.nlu.clauses import Clause, Mood, clauses
from bot.nlu.exams import EXAMS, ExamReader, labels_of, plausible
from bot.nlu.origin import OriginReader
from bot.nlu.passages import Passage, is_about_other, own, supposed, told, without_person
from bot.nlu.spelling import respell
from bot.nlu.statements import Found, Reading, Statement

# One kind of fact each; all see the same passage.
_KINDS: tuple[Callable[[Passage], Iterable[Found]], ...] = (
    exam_dates.read,
    preparation.read,
    graduation.read,
    us_experience.read,
    letters.read,
    research.read,
    matching.read,
    backup.read,
)
# How far behind a clause the score may stand that belongs to it: "with J1 and 224".
_BEHIND = 9
_KINDS_OF_ASIDES = (graduation.read, us_experience.read, letters.read, research.read, matching.read)
_EXAM_LABELS = {"EXAM_step1", "EXAM_step2_ck", "EXAM_step3", "EXAM_practice"}
_NEEDED = re.compile(r"\b(?:need|needed|required?|minimum|min|cut ?offs?|average)\b", re.I)


class _Reader:
    """Puts together what the readers of each kind find in a message."""

    def __init__(self, asked: str | None, today: date, about: str | None = None) -> None:
        self.reading = Reading()
        self.asked = asked
        self.today = today
        self.about = about
        self.of_other_exam = False

    def read(self, text: str) -> Reading:
        exams = ExamReader(self.reading, self.asked, self.about)
        found = clauses(text)
        ours = own(found, text)
        origin = OriginReader(text)
        for clause in found:
            if clause.mood is not Mood.STATES:
                self._suppose_score(clause)
                if clause.mood is Mood.ASKS:
                    origin.asked(clause, labels_of(clause.text))
                if clause.mood is Mood.ASKS and (
                    need := visa.in_question(
                        text[clause.start : clause.start + len(clause.text) + _BEHIND].split("?")[0]
                    )
                ):
                    held = self.reading.facts.get("visa_need")
                    need = "either" if {need, held} == {"J-1", "H-1B"} else need
                    self.reading.state("visa_need", need, clause.start, clause.start + len(clause.text))
                continue
            self._visa(clause, text, origin)
            if clause in ours:
                exams.read(clause)
        origin.places(found, ours)
        self._state_all(origin.found(), 0)
        for passage in told(text, self.today, self.asked):
            self._passage(passage)
        self._asides(text)
        for passage in supposed(text, self.today):
            self._suppose(passage)
        return self.reading

    def _asides(self, text: str) -> None:
        """What questions tell of the one who asks, where the message does not state it."""
        for passage in asides(text, self.today):
            for kind in _KINDS_OF_ASIDES:
                for found in kind(passage):
                    if found.value is not None and found.fact not in self.reading.statements:
                        self._state_all([found], passage.start)

    def _visa(self, clause: Clause, text: str, origin: OriginReader) -> None:
        labels = labels_of(visa.without_refused(clause.text))
        origin.labels(
            clause, labels, citizen=visa.is_citizen(clause.text, labels), resident=visa.is_resident(clause.text, labels)
        )
        around = text[clause.start :].split("\n")[0]
        need = visa.read(clause.text, labels, self.reading.facts.get("visa_need"), around)
        if need is not None:
            self.reading.state("visa_need", need, clause.start, clause.start + len(clause.text))

    def _state_all(self, found: Iterable[Found], start: int) -> None:
        for each in found:
            self.reading.state(each.fact, each.value, start + each.start, start + each.end)

    def _passage(self, passage: Passage) -> None:
        for kind in _KINDS:
            for found in kind(passage):
                start, end = passage.start + found.start, passage.start + found.end
                if found.value is None:
                    self.reading.ask_back(found.fact, passage.text[found.start : found.end].strip(), "vague")
                elif not (_is_implied(found) and found.fact in self.reading.statements):
                    self.reading.state(found.fact, found.value, start, end)

    def _suppose_score(self, clause: Clause) -> None:
        """A score in a question is not the person's, but the answer may be worked out for it."""
        labels = labels_of(clause.text)
        other_exam = labels & {"EXAM_step1", "EXAM_step3", "EXAM_practice"} and "EXAM_step2_ck" not in labels
        continued, self.of_other_exam = self.of_other_exam and not labels & _EXAM_LABELS, bool(other_exam)
        if other_exam or continued or _NEEDED.search(clause.text):
            self.of_other_exam = bool(other_exam or continued)
            return
        if scores := plausible(clause.text):
            self.reading.supposed["step2_ck_score"] = scores[-1].value

    def _suppose(self, passage: Passage) -> None:
        """A supposition is read like a statement, but what it says is kept apart; a score alone implies no pass."""
        reader = _Reader(None, self.today)
        exams = ExamReader(reader.reading, None)
        clause = Clause(passage.text, 0, Mood.STATES)
        origin = OriginReader(passage.text)
        reader._visa(clause, passage.text, origin)
        origin.places([clause], [clause])
        reader._state_all(origin.found(), 0)
        exams.read(clause)
        reader._passage(Passage(passage.text, 0, self.today, supposed=True))
        found = reader.reading.facts
        labels = labels_of(passage.text)
        for exam in EXAMS:
            if f"{exam}_score" in found and not labels & {"PASSED", "FAILED"}:
                found.pop(f"{exam}_status", None)
        self.reading.supposed.update(found)


def _is_implied(found: Found) -> bool:
    """Whether a fact only follows from another: an exam whose date lies ahead was not taken, unless a result is told."""
    return found.fact == "step2_ck_status"


def read(text: str, asked: str | None, today: date, about: str | None = None) -> Reading:
    """The facts of a message.

    Args:
        text: one message; what lies beyond 4,000 characters should have been refused before.
        asked: the fact that was asked for last; "two" is then its value, "passed, first try" is said of its exam.
        today: the day of the message, from which "next month" and "this cycle" are worked out.
        about: the exam that was supposed last: "passed it second time" is said of it where no exam is named.
    """
    spelled = respell(text)
    answer = bare_answers.direct(spelled.text, asked, today)
    if answer is not None:
        reading = Reading()
        for fact, value in answer.items():
            reading.state(fact, value, 0, len(text))
        return reading
    clean = without_person(spelled.text) if is_about_other(spelled.text) else spelled.text
    reading = _Reader(asked, today, about).read(clean)
    bare_answers.complete(reading, spelled.text, asked)
    reading.statements = {
        fact: Statement(fact, each.value, spelled.place(each.start), spelled.place(each.end))
        for fact, each in reading.statements.items()
    }
    return reading
