"""Reads the facts that a message states. A question or a supposition states none; the last value of a correction counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from bot.nlu import (
    answer_sense,
    backup,
    bare_answers,
    ellipsis,
    exam_asides,
    exam_dates,
    graduation,
    letter_writers,
    letters,
    matching,
    preparation,
    programs,
    research,
    us_experience,
    us_work,
    visa,
    visa_of_programs,
)
from bot.nlu.clauses import Clause, Mood, clauses
from bot.nlu.exam_words import EXAMS, labels_of, plausible
from bot.nlu.exams import ExamReader
from bot.nlu.origin import OriginReader
from bot.nlu.passages import Passage, is_about_other, is_command, own, supposed, told, without_person
from bot.nlu.personal_asides import asides
from bot.nlu.spelling import respell
from bot.nlu.statements import Found, Reading, Statement

# One kind of fact each; all see the same passage.
_KINDS: tuple[Callable[[Passage], Iterable[Found]], ...] = (
    exam_dates.read,
    preparation.read,
    graduation.read,
    us_experience.read,
    us_work.read,
    letters.read,
    letter_writers.read,
    ellipsis.read,
    research.read,
    matching.read,
    programs.read,
    backup.read,
)
# How far behind a clause the score may stand that belongs to it: "with J1 and 224".
_BEHIND = 9
_KINDS_OF_ASIDES = (
    graduation.read,
    us_experience.read,
    us_work.read,
    letters.read,
    research.read,
    matching.read,
    programs.read,
)
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
        self.claimable: Clause | None = None
        self.likely: list[Clause] = []
        self.numbers_asked = 0
        self.granted = False

    def read(self, text: str) -> Reading:
        exams = ExamReader(self.reading, self.asked, self.about)
        found = clauses(text)
        ours = own(found, text)
        origin = OriginReader(text)
        for clause in found:
            if clause.mood is not Mood.STATES:
                self._question(clause, exams, ours)
                if clause.mood is Mood.ASKS:
                    self._asked_of_person(clause, text, origin)
                continue
            self._visa(clause, text, origin)
            if self.claimable and exam_asides.is_mine(clause):
                exams.read(self.claimable)
            if clause in ours:
                exams.read(clause)
            elif not is_command(clause):
                _read_all(exams, exam_asides.own(clause))
        origin.places(found, ours)
        self._state_all(origin.found(), 0)
        self._state_all(programs.in_question(text), 0)
        self._state_all(preparation.in_condition(text), 0)
        self._state_all(backup.in_condition(text), 0)
        for passage in told(text, self.today, self.asked):
            self._passage(passage)
        self._asides(text)
        for passage in supposed(text, self.today):
            self._suppose(passage)
        if self.reading.statements or any(exam_asides.speaks_of_self(each) for each in ours):
            self._likely_score(exams)
        return self.reading

    def _question(self, clause: Clause, exams: ExamReader, ours: list[Clause]) -> None:
        """What a question tells beside what it asks; a supposition tells nothing."""
        said = len(self.reading.statements)
        exams.hear(clause)
        if clause.mood is Mood.ASKS:
            _read_all(exams, exam_asides.told(clause))
            if exam := exam_asides.planned(clause):
                exams.plan(exam, clause)
            for found in (*exam_asides.facts(clause, self.today), *backup.in_question(clause.text)):
                self.reading.state(found.fact, found.value, clause.start + found.start, clause.start + found.end)
            if self.granted and not exam_asides.begins(clause):
                exams.read(Clause(clause.text.rstrip("? "), clause.start, Mood.STATES))
            self.granted = exam_asides.is_granted(clause)
            self.claimable = exam_asides.claimable(clause)
            self.numbers_asked += len(plausible(clause.text))
            if (score := exam_asides.perhaps(clause)) and clause in ours:
                self.likely.append(score)
        else:
            self._state_all(exam_asides.day_in_condition(clause, self.today), clause.start)
        if len(self.reading.statements) == said:
            self._suppose_score(clause)

    def _likely_score(self, exams: ExamReader) -> None:
        """A score asked about by somebody who tells of nothing but themselves is their own."""
        held = self.reading.facts
        exam_told = any(fact.startswith("step2_ck") or fact == "practice_scores" for fact in held)
        if self.likely and self.numbers_asked == 1 and not exam_told and "step1_status" not in held:
            exams.read(self.likely[0])
            self.reading.supposed.pop("step2_ck_score", None)

    def _asked_of_person(self, clause: Clause, text: str, origin: OriginReader) -> None:
        """The visa and the origin that a question tells."""
        origin.asked(clause, labels_of(clause.text))
        if need := visa.in_question(text[clause.start : clause.start + len(clause.text) + _BEHIND].split("?")[0]):
            held = self.reading.facts.get("visa_need")
            need = "either" if {need, held} == {"J-1", "H-1B"} else need
            self.reading.state("visa_need", need, clause.start, clause.start + len(clause.text))

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
        before = text[: clause.start].rpartition("\n")[2]
        if need is not None and not visa_of_programs.speaks_of_program(clause.text, before):
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


def _read_all(exams: ExamReader, parts: Iterable[Clause]) -> None:
    for part in parts:
        exams.read(part)


def _is_implied(found: Found) -> bool:
    """Whether a fact only follows from another: an exam whose date lies ahead was not taken, unless a result is told."""
    return found.fact.endswith("_status")


def read(text: str, asked: str | None, today: date, about: str | None = None) -> Reading:
    """The facts of a message.

    Args:
        text: one message; what lies beyond 4,000 characters should have been refused before.
        asked: the fact that was asked for last; "two" is then its value, "passed, first try" is said of its exam.
        today: the day of the message, from which "next month" and "this cycle" are worked out.
        about: the exam that was supposed last: "passed it second time" is said of it where no exam is named.
    """
    spelled = respell(text)
    if answer_sense.is_lament(spelled.text):
        asked = None
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
