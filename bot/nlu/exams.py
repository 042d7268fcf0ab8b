"""Reads what a message says of the exams: status, attempts, scores, practice scores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.nlu import exam_parts as parts
from bot.nlu import exam_words as words
from bot.nlu import numbers
from bot.nlu.clauses import Clause
from bot.nlu.statements import Reading


@dataclass
class _Exam:
    """What a message has said so far of one exam."""

    status: str | None = None
    attempts: int | None = None
    failed_times: int = 0
    denied: bool = False


class ExamReader:
    """Goes through a message clause by clause and remembers which exam is being spoken of."""

    def __init__(self, reading: Reading, asked: str | None, about: str | None = None) -> None:
        subject = next((exam for exam in words.EXAMS if asked in (f"{exam}_status", f"{exam}_attempts")), None)
        self.reading = reading
        self.exams = {exam: _Exam() for exam in words.EXAMS}
        self.current: tuple[str, ...] = (subject,) if subject else ()
        # A bare number is a Step 2 CK score, unless another exam is named, or its score was asked for.
        self.scored = next((exam for exam in words.EXAMS if asked == f"{exam}_score"), "step2_ck")
        # "passed it the second time" where no exam was named: the one asked about or supposed last, or else Step 1.
        self.unnamed = next((exam for exam in words.EXAMS if (asked or "").startswith(exam)), about or "step1")
        self.waiting: tuple[str, ...] = ()
        self.fails_of_no_exam = 0
        # An answer to the question for practice scores tells some, until an exam is named.
        self.practising = self.asked_practice = asked == "practice_scores"
        self.aimed = False
        self.told_last: set[str] = set()
        self.heard: set[str] = set()
        self.heard_practice = self.wished = False

    def hear(self, clause: Clause) -> None:
        """Take in a question: it tells nothing, but what follows may speak of its exam ("how is ck scored? not taken yet")."""
        labels = words.labels_of(clause.text) if words.NAMES_EXAM.search(clause.text) else set()
        named = tuple(exam for exam in words.EXAMS if f"EXAM_{exam}" in labels)
        self.heard |= set(named)
        if len(named) == 1:
            self.current, self.waiting, self.practising = named, (), False
        elif named:
            self.current, self.waiting = (), ()
        self.told_last = set()
        self.heard_practice = "EXAM_practice" in labels and not named

    def plan(self, exam: str, clause: Clause) -> None:
        """Note an exam that lies ahead, unless a result of it was told."""
        if self.exams[exam].status is None and f"{exam}_score" not in self.reading.statements:
            self._note(exam, "not_taken", clause)

    def read(self, clause: Clause) -> None:
        """Take in one clause that states something."""
        self.wished = words.UNTIL.search(clause.text) is not None
        for part in parts.one_exam_each(clause):
            self._exam(words.labels_of(part.text), part)
        if clause.text.rstrip().endswith((".", "!", "\n")):
            self.waiting = ()

    def _exam(self, labels: set[str], clause: Clause) -> None:
        if "EXAM_other" in labels:
            return
        if (rest := words.IN_RELATION.sub(" ", clause.text)) != clause.text and any(
            f"EXAM_{exam}" in words.labels_of(rest) for exam in words.EXAMS
        ):
            labels = words.labels_of(rest)
        named = tuple(exam for exam in words.EXAMS if f"EXAM_{exam}" in labels)
        if "EXAM_both" in labels:
            named = ("step1", "step2_ck")
        if "EXAM_all" in labels:
            named = ("step1", "step3", "step2_ck")
        labels = words.refined(labels, clause.text, named=bool(named))
        self.heard |= set(named)
        says = labels & {"FAILED", "NOT_FAILED", "NOT_PASSED", "PASSED", "NOT_TAKEN", "AWAITING"} or words.tries_of(
            labels
        )
        if named:
            labels = self._turn_to(named, labels, bool(says), clause)
        if self.current == ("step1",) and words.is_old_step1(clause.text, told=self.exams["step1"].status is not None):
            self.scored = "step1"
        if "AWAITING" in labels:
            self.waiting = ()
        self.told_last = labels & {"PASSED", "FAILED"} if says else set()
        if not named and (
            "EXAM_practice" in labels
            or (self.heard_practice and (words.GAVE.match(clause.text) or words.BARE_ROW.match(clause.text)))
        ):
            self.current, self.practising = (), True
        elif not named and words.REAL.search(clause.text):
            self.practising = False
        self.heard_practice = False
        if not named and words.ROW_HEAD.match(clause.text):
            self.current, self.practising = (), True
        if self.practising and ("EXAM_practice" in labels or not self.asked_practice or words.plausible(clause.text)):
            self._practice(clause)
            self.practising = not words.REAL.search(clause.text)
            return
        if not named and words.FIRST_FAILED.match(clause.text) and self._passed_later(clause):
            return
        self._status(labels, clause)
        aimed = self.wished or (
            not parts.is_own(clause)
            and (
                "AIM" in labels
                or bool(words.WISHED_SCORE.search(clause.text))
                or (self.aimed and len(clause.text.split()) <= 2 and not named)
            )
        )
        self.aimed = aimed
        if not aimed or words.AIMS_AT_MATCH.search(clause.text):
            self._score(labels, clause, named)

    def _turn_to(self, named: tuple[str, ...], labels: set[str], says: bool, clause: Clause) -> set[str]:
        """Speak of the exams that a clause names from now on; the labels come back with what was told of them before."""
        self.current, self.waiting, self.practising = (*self.waiting, *named), (), False
        # Step 1 has had no score since 2022: one told in a later clause is not its own.
        self.scored = named[-1] if named[-1] != "step1" else "step2_ck"
        if named == ("step1",) and not labels & {"PASSED", "FAILED"} and words.OLD_SCORE.search(clause.text):
            self.scored = "step1"
        self.exams[named[0]].failed_times += self.fails_of_no_exam
        if self.fails_of_no_exam and not says:
            self._failed(named[0], self.fails_of_no_exam, clause)
        self.fails_of_no_exam = 0
        if not says and not words.plausible(clause.text) and not numbers.vague(clause.text):
            # "passed step 1 and step 2": the status told last is its own too; else it waits for the next one.
            labels = labels | (set() if words.TIMED.search(clause.text) else self.told_last)
            note_form = len(clause.text.split()) <= words.NOTE_FORM and not words.TIMED.search(clause.text)
            self.waiting = self.current if note_form and not self.told_last else ()
        return labels

    def _practice(self, clause: Clause) -> None:
        """Practice results gather in the order told, until an exam is named."""
        held = self.reading.facts.get("practice_scores", [])
        new = [number.value for number in words.plausible(words.NO_FORM.sub("        ", clause.text))]
        if held and len(new) == 1 and new[0] in held and words.STAYS.search(clause.text):
            # "231, 233, 232, stuck at 232" tells no fourth exam.
            return
        if new and not self.wished and not words.WISHED_SCORE.search(clause.text):
            self._state("practice_scores", [*held, *new], clause)

    def _status(self, labels: set[str], clause: Clause) -> None:
        tries = None if words.NO_TRY.search(clause.text) else words.tries_of(labels)
        short = len(clause.text.split()) <= words.FEW_WORDS
        subjects = self.current or ((self.unnamed,) if "PASSED" in labels and tries and short else ())
        scored = "step2_ck_score" in self.reading.statements and self.exams["step1"].status is None
        if scored and words.BARE_PASS.match(clause.text):
            subjects = ("step1",)
        both = words.BOTH_AHEAD.search(clause.text)
        if words.NO_STEPS.search(clause.text) or (
            both and (re.search("step|exam", both.group(), re.I) or self._heard_both())
        ):
            subjects, labels = ("step1", "step2_ck"), {"NOT_TAKEN"}
        if tries and words.EACH.search(clause.text) and "EXAM_" not in "".join(labels):
            subjects = tuple(exam for exam in words.EXAMS if self.exams[exam].status == "passed") or subjects
        if (
            "FAILED" in labels
            and not subjects
            and (words.BARE_FAIL.match(clause.text) or words.FAIL_NEWS.search(clause.text))
        ):
            self.fails_of_no_exam = tries or 1
        if words.AGAIN.match(clause.text):
            self._again(2, clause)
            return
        if nth := words.NTH_FAIL.match(clause.text):
            self._again(words.NTH[nth["nth"][0].lower()], clause)
            return
        if labels & {"AWAITING", "NOT_FAILED", "NOT_PASSED"}:
            return
        for exam in subjects:
            self._status_of(exam, labels, tries, clause)

    def _heard_both(self) -> bool:
        return {"step1", "step2_ck"} <= self.heard

    def _passed_later(self, clause: Clause) -> bool:
        """Whether a first fail is told of an exam that was passed since: it is one more try, and nothing else."""
        passed = [exam for exam in self.current if self.exams[exam].status == "passed"]
        for exam in passed:
            self._attempts(exam, max(2, self.reading.facts.get(f"{exam}_attempts", 0)), clause)
        return bool(passed)

    def _again(self, times: int, clause: Clause) -> None:
        """How many fails there were: "failed again, my second one"."""
        if self.fails_of_no_exam:
            self.fails_of_no_exam = times
        for exam in self.current:
            if self.exams[exam].status == "failed":
                self._failed(exam, times, clause)

    def _failed(self, exam: str, times: int, clause: Clause) -> None:
        state = self.exams[exam]
        state.failed_times = max(state.failed_times, times)
        self._note(exam, "failed", clause)
        if times > 1 or words.ONE_FAIL.search(clause.text):
            self._attempts(exam, times, clause)

    def _status_of(self, exam: str, labels: set[str], tries: int | None, clause: Clause) -> None:
        state = self.exams[exam]
        tried = (
            bool(tries)
            and not labels & {"FAILED", "NOT_TAKEN"}
            and not (state.status == "not_taken" or (state.status == "failed" and words.TO_COME.search(clause.text)))
        )
        passed = "PASSED" in labels or tried
        if "FAILED" in labels and passed:
            self._note(exam, "passed", clause)
            self._attempts(exam, max(tries or 0, words.fails_told(clause.text) + 1, 2), clause)
        elif tried and tries == 1 and state.status == "failed" and "PASSED" not in labels:
            # "failed ck. first attempt."
            return
        elif "FAILED" in labels:
            self._failed(exam, tries or 1, clause)
        elif passed:
            corrected = words.CORRECTS.search(clause.text)
            self._note(exam, "passed", clause)
            if tries and tries > 1:
                self._attempts(exam, tries, clause)
            elif state.failed_times and not corrected:
                self._attempts(exam, state.failed_times + 1, clause)
            elif tries:
                self._attempts(exam, tries, clause)
        elif "NOT_TAKEN" in labels and (state.status is None or self._denied(exam, labels, clause)):
            state.denied = words.DENIED.search(clause.text) is not None
            self._note(exam, "not_taken", clause)

    def _denied(self, exam: str, labels: set[str], clause: Clause) -> bool:
        """Whether an exam told with a score is also told, by its name, as not taken: both are kept, to be asked about."""
        scored = f"{exam}_score" in self.reading.statements
        return scored and f"EXAM_{exam}" in labels and words.DENIED.search(clause.text) is not None

    def _score(self, labels: set[str], clause: Clause, named: tuple[str, ...]) -> None:
        subject = named[-1] if named else self.scored
        found = numbers.scores(clause.text)
        if (
            not named
            and (words.OTHER_KIND.search(clause.text) or words.EITHER.search(clause.text))
            and not (words.NAMED_SCORE.search(clause.text) or numbers.vague(clause.text))
        ):
            return
        surely = bool(named or words.NAMED_SCORE.search(clause.text))
        told = bool(named or words.SCORE_WORD.search(clause.text) or words.CORRECTS.search(clause.text))
        bare = len(clause.text.split()) <= 6 or bool(words.OPENS.match(clause.text))
        usable = [
            number
            for number in found
            if (number.value in words.THREE_DIGITS and (told or bare) and (surely or number.value >= words.LOWEST_BARE))
            or (surely and parts.score_like(number, clause, named))
        ]
        if usable:
            for exam, number in parts.pair(named, usable, clause) or [(subject, usable[-1])]:
                retaken = f"{exam}_score" in self.reading.statements
                self._state(f"{exam}_score", number.value, clause)
                before = self.exams[exam].status == "failed" and not retaken and number.value < words.SURE_PASS
                failed = ("FAILED" in labels or before) and "PASSED" not in labels
                if self.exams[exam].denied and not (
                    labels & {"PASSED", "FAILED"} or words.CORRECTS.search(clause.text)
                ):
                    continue
                self._note(exam, "failed" if failed else "passed", clause)
                counted = self.reading.facts.get(f"{exam}_attempts", 0)
                sat_again = self.exams[exam].failed_times and counted <= self.exams[exam].failed_times
                if sat_again and not failed and not words.CORRECTS.search(clause.text):
                    self._attempts(exam, self.exams[exam].failed_times + 1, clause)
            self.scored = "step2_ck" if self.scored == "step1" and not named else self.scored
            return
        vague = numbers.vague(clause.text)
        if vague and "EXAM_practice" not in labels:
            self.reading.ask_back(f"{subject}_score", vague, "vague")
        elif match := words.NO_NUMBER.search(clause.text):
            self.reading.ask_back(f"{subject}_score", match.group(1), "no_number")

    def _state(self, fact: str, value: Any, clause: Clause) -> None:
        self.reading.state(fact, value, clause.start, clause.start + len(clause.text))

    def _note(self, exam: str, status: str, clause: Clause) -> None:
        self.exams[exam].status = status
        self._state(f"{exam}_status", status, clause)

    def _attempts(self, exam: str, count: int, clause: Clause) -> None:
        if exam in ("step1", "step2_ck"):
            self._state(f"{exam}_attempts", count, clause)
