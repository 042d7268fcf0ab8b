"""Reads what a message says of the exams: status, attempts, scores, practice scores."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Any

from bot.nlu import numbers
from bot.nlu.clauses import Clause
from bot.nlu.patterns import spans
from bot.nlu.statements import Reading

EXAMS = ("step1", "step2_ck", "step3")
# "step 1 and step 2 ck passed": an exam named in so few words waits for what is said of the next one.
NOTE_FORM = 5
# A pass told in so few words may leave its exam unnamed.
BARE_PASS = 7
# "step 3 after ck" says nothing of ck.
_IN_RELATION = re.compile(
    r"\b(?:after|before|like|than)\s+(?:my\s+|the\s+)?(?:usmle\s+)?(?:step ?[123](?: ?ck)?|ck|s[123](?: ?ck)?)\b(?!\s*\d)",
    re.I,
)
# A three-digit score from here on was never a fail on any Step: the pass marks never stood higher.
SURE_PASS = 218
_WISHED_SCORE = re.compile(
    r"\b(?:want|wants|wish|need|needs|hoping for|dream of)\s+(?:a\s+|an\s+|at least\s+|to have\s+)?\d{3}\b", re.I
)
_NO_TRY = re.compile(r"\b(?:hear\w*|asking|using|here|writing|seeing|reading)\b", re.I)
THREE_DIGITS = range(100, 301)
# "my score is lots": a number was to come and none did.
_NO_NUMBER = re.compile(
    r"\b(?:score|ck|step ?2(?: ?ck)?|result)\s*(?:was|is|of|:|=)\s*(?:like |really |very |so |too )*(lots|lot|many|high|low|good|bad|great|ok|okay|fine|terrible|awesome|decent|average|a lot|some|big|small)\b",
    re.I,
)
_EXAM_LABELS = ("EXAM_step1", "EXAM_step2_ck", "EXAM_step3", "EXAM_practice")
_STATUS_LABELS = ("FAILED", "PASSED", "NOT_TAKEN", "NOT_PASSED")
_NEEDED = re.compile(r"\b(?:need|needed|required?|minimum|min|cut ?offs?|average)\b", re.I)
_NO_STEPS = re.compile(
    r"\b(?:no (?:usmle )?(?:steps|exams)(?! ?\d)|no (?:usmle )?(?:step|exam) (?:(?:is |was |has been )?(?:taken|done|given|sat|attempted|started)|yet|so far)"
    r"|(?:not|n't|nt) (?:taken|done|given|started) (?:any|a|a single) (?:steps?|exams?)(?! ?\d))\b",
    re.I,
)
_BARE_FAIL = re.compile(
    r"^\W*(?:i )?(?:have )?(?:failed?|flunked)(?: it)?(?: once| twice| (?:on |in )?(?:the |my )?first(?: time| try| attempt)?)?\W*$",
    re.I,
)
# What was told in so many words not to have happened yet, unlike a plan.
_DENIED = re.compile(
    r"\b(?:not|n't|havent|hasnt|didnt|never|yet to)\b(?: \w+){0,2}? (?:taken|take|took|sat|given|done|attempted|written|appeared)\b",
    re.I,
)
_CORRECTS = re.compile(r"\b(?:sorry|no|actually|i mean|mistake)\b", re.I)
# "step 1 done, ck in march": the time is of a plan, so what was told of the other exam does not carry over.
_TIMED = re.compile(
    r"\b(?:in|on|by|next|tomorrow|20\d\d|weeks?|months?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b",
    re.I,
)
# What ends a row of practice scores without naming an exam.
_REAL = re.compile(r"\b(?:real|actual|final)\b", re.I)
# "aiming for the 2028 match with ck 241": the aim is no score.
_AIMS_AT_MATCH = re.compile(r"\b(?:aim|target)\w*\s+(?:for |at |is |the |match )*20\d\d", re.I)
# "s2ck 240, FA pass": a pass without a score, beside an exam told with one, is Step 1.
_STAYS = re.compile(r"\b(?:plateau\w*|stuck|stay\w*|remain\w*|still)\b", re.I)
_BARE_PASS = re.compile(
    r"^\W*(?:(?:fa|first attempt|1st attempt|first try|1st try) (?:pass|p)|(?:pass|p) (?:fa|first attempt|1st attempt|first try|1st try))\W*$",
    re.I,
)
_SCORE_WORD = re.compile(r"\b(?:score[ds]?|got|result|points?|made|received|mark|with(?= (?:a )?\d{3}\b))\b", re.I)


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
        subject = next((exam for exam in EXAMS if asked in (f"{exam}_status", f"{exam}_attempts")), None)
        self.reading = reading
        self.exams = {exam: _Exam() for exam in EXAMS}
        self.current: tuple[str, ...] = (subject,) if subject else ()
        # A bare number is a Step 2 CK score, unless another exam is named, or its score was asked for.
        self.scored = next((exam for exam in EXAMS if asked == f"{exam}_score"), "step2_ck")
        # "passed it the second time" where no exam was named: the one asked about or supposed last, or else Step 1.
        self.unnamed = next((exam for exam in EXAMS if (asked or "").startswith(exam)), about or "step1")
        self.waiting: tuple[str, ...] = ()
        self.fails_of_no_exam = 0
        # An answer to the question for practice scores tells some, until an exam is named.
        self.practising = self.asked_practice = asked == "practice_scores"
        self.aimed = False
        self.told_last: set[str] = set()

    def read(self, clause: Clause) -> None:
        """Take in one clause that states something."""
        for part in _one_exam_each(clause):
            self._exam(labels_of(part.text), part)
        if clause.text.rstrip().endswith((".", "!", "\n")):
            self.waiting = ()

    def _exam(self, labels: set[str], clause: Clause) -> None:
        if "EXAM_other" in labels:
            return
        if (rest := _IN_RELATION.sub(" ", clause.text)) != clause.text and any(
            f"EXAM_{exam}" in labels_of(rest) for exam in EXAMS
        ):
            labels = labels_of(rest)
        named = tuple(exam for exam in EXAMS if f"EXAM_{exam}" in labels)
        if "EXAM_both" in labels:
            named = ("step1", "step2_ck")
        says = labels & {"FAILED", "NOT_FAILED", "NOT_PASSED", "PASSED", "NOT_TAKEN", "AWAITING"} or _tries(labels)
        if named:
            self.current, self.waiting, self.practising = (*self.waiting, *named), (), False
            # Step 1 has had no score since 2022: one told in a later clause is not its own.
            self.scored = named[-1] if named[-1] != "step1" else "step2_ck"
            self.exams[named[0]].failed_times += self.fails_of_no_exam
            self.fails_of_no_exam = 0
            if not says and not plausible(clause.text) and not numbers.vague(clause.text):
                # "passed step 1 and step 2": the status told last is its own too; else it waits for the next one.
                labels = labels | (set() if _TIMED.search(clause.text) else self.told_last)
                note_form = len(clause.text.split()) <= NOTE_FORM and not _TIMED.search(clause.text)
                self.waiting = self.current if note_form and not self.told_last else ()
        if "AWAITING" in labels:
            self.waiting = ()
        self.told_last = labels & {"PASSED", "FAILED"} if says else set()
        if not named and "EXAM_practice" in labels:
            self.current, self.practising = (), True
        elif not named and _REAL.search(clause.text):
            self.practising = False
        if self.practising and ("EXAM_practice" in labels or not self.asked_practice or plausible(clause.text)):
            self._practice(clause)
            return
        self._status(labels, clause)
        aimed = (
            "AIM" in labels
            or bool(_WISHED_SCORE.search(clause.text))
            or (self.aimed and len(clause.text.split()) <= 2 and not named)
        )
        self.aimed = aimed
        if not aimed or _AIMS_AT_MATCH.search(clause.text):
            self._score(labels, clause, named)

    def _practice(self, clause: Clause) -> None:
        """Practice results gather in the order told, until an exam is named."""
        held = self.reading.facts.get("practice_scores", [])
        new = [number.value for number in plausible(re.sub(r"free ?120", "        ", clause.text, flags=re.I))]
        if held and len(new) == 1 and new[0] in held and _STAYS.search(clause.text):
            # "231, 233, 232, stuck at 232" tells no fourth exam.
            return
        if new:
            self._state("practice_scores", [*held, *new], clause)

    def _status(self, labels: set[str], clause: Clause) -> None:
        tries = None if _NO_TRY.search(clause.text) else _tries(labels)
        short = len(clause.text.split()) <= BARE_PASS
        subjects = self.current or ((self.unnamed,) if "PASSED" in labels and tries and short else ())
        scored = "step2_ck_score" in self.reading.statements and self.exams["step1"].status is None
        if scored and _BARE_PASS.match(clause.text):
            subjects = ("step1",)
        if _NO_STEPS.search(clause.text):
            subjects, labels = ("step1", "step2_ck"), {"NOT_TAKEN"}
        if "FAILED" in labels and not subjects and _BARE_FAIL.match(clause.text):
            self.fails_of_no_exam = tries or 1
        if labels & {"AWAITING", "NOT_FAILED", "NOT_PASSED"}:
            return
        for exam in subjects:
            self._status_of(exam, labels, tries, clause)

    def _status_of(self, exam: str, labels: set[str], tries: int | None, clause: Clause) -> None:
        state = self.exams[exam]
        passed = "PASSED" in labels or (tries and not labels & {"FAILED", "NOT_TAKEN"})
        if "FAILED" in labels and passed:
            self._note(exam, "passed", clause)
            self._attempts(exam, tries if tries and tries > 1 else 2, clause)
        elif "FAILED" in labels:
            state.failed_times = max(state.failed_times, tries or 1)
            self._note(exam, "failed", clause)
            if tries and tries > 1:
                self._attempts(exam, tries, clause)
        elif passed:
            corrected = _CORRECTS.search(clause.text)
            self._note(exam, "passed", clause)
            if tries and tries > 1:
                self._attempts(exam, tries, clause)
            elif state.failed_times and not corrected:
                self._attempts(exam, state.failed_times + 1, clause)
            elif tries:
                self._attempts(exam, tries, clause)
        elif "NOT_TAKEN" in labels and (state.status is None or self._denied(exam, labels, clause)):
            state.denied = _DENIED.search(clause.text) is not None
            self._note(exam, "not_taken", clause)

    def _denied(self, exam: str, labels: set[str], clause: Clause) -> bool:
        """Whether an exam told with a score is also told, by its name, as not taken: both are kept, to be asked about."""
        scored = f"{exam}_score" in self.reading.statements
        return scored and f"EXAM_{exam}" in labels and _DENIED.search(clause.text) is not None

    def _score(self, labels: set[str], clause: Clause, named: tuple[str, ...]) -> None:
        subject = named[-1] if named else self.scored
        found = numbers.scores(clause.text)
        told = bool(named or _SCORE_WORD.search(clause.text) or _CORRECTS.search(clause.text))
        bare = len(clause.text.split()) <= 6
        usable = [
            number
            for number in found
            if (number.value in THREE_DIGITS and (told or bare)) or (told and _score_like(number, clause, named))
        ]
        if usable:
            for exam, number in _pair(named, usable, clause) or [(subject, usable[-1])]:
                retaken = f"{exam}_score" in self.reading.statements
                self._state(f"{exam}_score", number.value, clause)
                before = self.exams[exam].status == "failed" and not retaken and number.value < SURE_PASS
                failed = ("FAILED" in labels or before) and "PASSED" not in labels
                if self.exams[exam].denied and not (labels & {"PASSED", "FAILED"} or _CORRECTS.search(clause.text)):
                    continue
                self._note(exam, "failed" if failed else "passed", clause)
                sat_again = self.exams[exam].failed_times and f"{exam}_attempts" not in self.reading.statements
                if sat_again and not failed and not _CORRECTS.search(clause.text):
                    self._attempts(exam, self.exams[exam].failed_times + 1, clause)
            return
        words = numbers.vague(clause.text)
        if words and "EXAM_practice" not in labels:
            self.reading.ask_back(f"{subject}_score", words, "vague")
        elif match := _NO_NUMBER.search(clause.text):
            self.reading.ask_back(f"{subject}_score", match.group(1), "no_number")

    def _state(self, fact: str, value: Any, clause: Clause) -> None:
        self.reading.state(fact, value, clause.start, clause.start + len(clause.text))

    def _note(self, exam: str, status: str, clause: Clause) -> None:
        self.exams[exam].status = status
        self._state(f"{exam}_status", status, clause)

    def _attempts(self, exam: str, count: int, clause: Clause) -> None:
        if exam in ("step1", "step2_ck"):
            self._state(f"{exam}_attempts", count, clause)


def plausible(text: str) -> list[numbers.Found]:
    """The three-digit numbers of a text that can be scores."""
    return [number for number in numbers.scores(text) if number.value in THREE_DIGITS]


def _tries(labels: set[str]) -> int | None:
    """The highest ordinal of an attempt that a clause names."""
    return max((number for number in (1, 2, 3, 4) if f"TRY_{number}" in labels), default=None)


def labels_of(text: str) -> set[str]:
    """What patterns.py finds in a text. A sentence's end is left out: spaCy keeps it on "H1B."."""
    found = spans(text.rstrip(" .!"))[1]
    passed = (
        {"PASSED"} if any(each.label_.startswith("TRY_") and "pass" in each.text.lower() for each in found) else set()
    )
    return {span.label_ for span in found} | passed


def _one_exam_each(clause: Clause) -> list[Clause]:
    """A clause in note form cut so that each part speaks of one exam: "step 1 passed step 2 not yet".

    It is cut before each further exam; or, where the first status stands before the first exam, before each further status.
    """
    doc, found = spans(clause.text)
    exams = [span for span in found if span.label_ in _EXAM_LABELS]
    status = [span for span in found if span.label_ in _STATUS_LABELS]
    if len({span.label_ for span in exams}) < 2 or not (status or plausible(clause.text)):
        return [clause]
    status_first = bool(status) and status[0].start < exams[0].start
    marks = [span for span in status if span.start > exams[0].start] if status_first else exams[1:]
    cuts = [0, *(doc[span.start].idx for span in marks), len(clause.text)]
    parts = [(begin, end) for begin, end in itertools.pairwise(cuts) if clause.text[begin:end].strip()]
    return [Clause(clause.text[begin:end], clause.start + begin, clause.mood) for begin, end in parts]


def _score_like(number: numbers.Found, clause: Clause, named: tuple[str, ...]) -> bool:
    """A number of another length that is told as a score all the same: "ck 312", "score of 12"; not "step 2", not a year."""
    if 1900 <= number.value <= 2100 or 0 < number.value < 5:
        return False
    before = clause.text[: number.start].lower().rstrip(" :=")
    return not before.endswith(("step", "uwsa", "form")) and (bool(named) or abs(number.value) > 4)


def _pair(named: tuple[str, ...], found: list[numbers.Found], clause: Clause) -> list[tuple[str, numbers.Found]]:
    """Scores and exams told in one clause, first to first: "step 1 231, ck 240" or "step1 231 ck 240"."""
    return list(zip(named, found, strict=True)) if len(named) == len(found) > 1 else []
