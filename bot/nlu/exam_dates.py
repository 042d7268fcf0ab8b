"""Reads step2_ck_date: when Step 2 CK is planned, or was taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu import dates, matching
from bot.nlu.passages import Passage, parts
from bot.nlu.patterns import spans
from bot.nlu.statements import Found

# What a date can belong to. The nearest one before it in its clause has it, or else the nearest behind it.
_EXAM = re.compile(r"\b(?:my |the )?(?:exam|test|prometric|retake|test date|exam date)\b", re.I)
_OTHER = re.compile(
    r"\b(?:grad\w*|yog|class of|pass(?:ed)? out|match\w*|unmatched|appl\w+|eras|visa|green card|obs\w*|usce|electives?|rotations?|externships?|letters?|lors?"
    r"|research\w*|papers?|published|work\w*|job|results?|scores? (?:on|in|report\w*|come|release)|permit|born|married|free|interview\w*|flights?|tickets?|hajj|trips?|travel\w*|holidays?|since|until|till|mbbs|md|ielts|oet|plab|gre"
    r"|dedicated|starting (?:in|on|from)|leave|nbmes?|uwsa\d?|free ?120|mock|amboss|uworld|started?|begin|began|wedding|exam leave|covid|moved to (?:the )?(?:us|usa|america|states)|arriv\w*|came|usa|fly\w*|reach\w*)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:took|taken|gave|sat|wrote|written|passed|got|scored|cleared|was|were|ago|failed|had|did|done|last|yesterday|appeared|received|came|made|flunked)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|prometric|slot|seat|plan\w*|book\w*|schedul\w*|going|next|taking|upcoming|want|sit(?:ting)? (?:for|in)|postpone\w*|push\w*|delay\w*|mov(?:ed|ing)|shift\w*|reschedul\w*|retak\w*|is (?:in|on)|registered|to take|preparing|coming)\b",
    re.I,
)
# "my exam is in 3 weeks" where no other exam was named: Step 2 CK, as with a bare score.
_PARTS = re.compile(r",\s+(?!20\d\d\b)|;\s*|\s+(?:and|but|then)\s+|\.\s+|\s+\|\s+")
_STARTS_STUDY = re.compile(
    r"\b(?:start|begin|began|started|starting)\w*\s+(?:to\s+|with\s+|my\s+)*(?:stud\w+|prep\w*|dedicated|uworld|review\w*)",
    re.I,
)
_SCORED = re.compile(r"\b(?:ck|step ?2)\D{0,8}2\d\d\b", re.I)
# "my exam is 20 august" said on 26 August is the next one, "my exam 20 august" may be either.
_TO_COME = re.compile(r"\b(?:is|'s|will|for|have)\b", re.I)
_AWAITS = re.compile(r"\b(?:a?waiting|results?|score (?:is )?(?:not|pending))\b", re.I)
RECENT_DAYS = 60
# "should I postpone ck? booked 9 jan": the sentence goes on with the exam that the question named.
_GOES_ON = re.compile(
    r"\b(?:it|its|it's|took|gave|sat|booked|scheduled|planned|taking|wrote|written|sitting|retake|slot|mine|attempt|try|new date|taken|done|given)\b",
    re.I,
)
_OF_SCORE = re.compile(r"\b[12]\d\d,? (?:from|in|of|back in|on|since|dated|got in)(?: early| late| mid)?\s*$", re.I)
# "thinking of moving it from january to march": the day still stands.
_UNDECIDED = re.compile(
    r"\b(?:think\w*|consider\w*|tempted|debating|wonder\w*|(?:want|like|hope|have|need) to (?:move|push|postpone|shift|delay|reschedule))\b",
    re.I,
)
_TO = re.compile(r"\bfrom\b.*\bto\s*$", re.I)
# "I was supposed to sit it last week", and the day on which a result came.
_NOT_HELD = re.compile(r"\b(?:supposed|meant|was going|planned) to (?:sit|take|give|write)\b", re.I)
_RESULT_DAY = re.compile(
    r"^(?!.*\b(?:took|sat|gave|wrote|sit|taking)\b).*\b(?:passed|got|cleared|result|score|came|failed)\b", re.I
)
# "push CK (5 feb 2027)?": the exam stands before the bracket of its day.
_OPENS_BRACKET = re.compile(r"\b(?:step ?2(?: ?ck)?|s2 ?ck|ck)(?: exam| date)?\s*\(\s*$", re.I)
NEAR = 40
_RETAKE = re.compile(r"\b(?:re-?take|resit|again)\b", re.I)
_NEAR_DAY = re.compile(r"(?:today|yesterday)", re.I)
_SAT_IT = re.compile(r"\b(?:took|sat|gave|wrote|taking|sitting) (?:it|mine|the exam|my exam)\b", re.I)
_OTHER_STEP = re.compile(r"\b(?:step ?[13]|s[13]|oet|ielts|nbmes?|uwsa|plab|mock)\b", re.I)
_YEAR = re.compile(r"20\d\d")
# "july was full for ck" is no date of one's own.
_FULL = re.compile(
    r"^\s*(?:was|were|is|are)\s+(?:all |already |fully )*(?:full|booked|gone|taken|not available|unavailable|too late)\b",
    re.I,
)
_CARRIES = re.compile(
    r"\b(?:it|its|it's|now|exam|test|date|took|gave|sat|booked|scheduled|planned|taking|wrote|sitting|retake|for|in|on)\b",
    re.I,
)


def read(passage: Passage) -> Iterator[Found]:
    """The date of Step 2 CK; and, where it lies ahead and no result is told, that the exam is not taken yet."""
    carried: str | None = "step2_ck" if (passage.asked or "").startswith("step2_ck") else None
    asked = carried is not None
    if carried is None and _RETAKE.search(passage.text) and (last := _named_last(passage.earlier())):
        carried = last
    for start, part in parts(passage.text, _PARTS):
        anchors = _anchors(part, carried)
        if not _STARTS_STUDY.search(part):
            for when in _dates(part, passage):
                if _NOT_HELD.search(part[: when.start]) or (
                    _RESULT_DAY.search(part) and _NEAR_DAY.fullmatch(part[when.start : when.end])
                ):
                    continue
                if matching.WHEN_I_APPLY.match(passage.behind(start + when.end)):
                    continue
                if _FULL.match(part[when.end :]) or (_UNDECIDED.search(part) and _TO.search(part[: when.start])):
                    continue
                alone = when.value and not re.search(r"\w", part[: when.start] + part[when.end :])
                owner = _owner(anchors, when.start, when.end) or (carried if alone or _CARRIES.search(part) else None)
                if owner is None and not anchors and _SAT_IT.search(part) and not _OTHER_STEP.search(passage.message):
                    owner = "step2_ck"
                if (
                    owner is None
                    and not anchors
                    and _OPENS_BRACKET.search(passage.message[: passage.start + start + when.start][-NEAR:])
                ):
                    owner = "step2_ck"
                going_on = (
                    owner is None
                    and not (asked or anchors)
                    and _GOES_ON.search(part)
                    and _named_last(passage.earlier()) == "step2_ck"
                )
                if owner == "step2_ck" or going_on or (owner is None and _is_scored(part, when, carried)):
                    yield from _found(passage, when, start)
                elif owner in ("step1", "step3") and _is_ahead(part, when, passage):
                    yield Found(f"{owner}_status", "not_taken", start + when.start, start + when.end)
        exams = [name for _, name in anchors if name != "other"]
        if exams:
            carried = exams[-1]
        elif not anchors and re.search(r"\b2\d\d\b", part):
            carried = carried or "step2_ck"


def _named_last(text: str) -> str | None:
    """The exam named last."""
    named = [span.label_ for span in spans(text)[1] if span.label_.startswith("EXAM_step")]
    return named[-1].removeprefix("EXAM_") if named else None


def _is_scored(part: str, when: dates.When, carried: str | None) -> bool:
    """Whether a date stands behind a bare score: "a 216 from may 2023"."""
    return carried in (None, "step2_ck") and _OF_SCORE.search(part[: when.start]) is not None


def _is_ahead(part: str, when: dates.When, passage: Passage) -> bool:
    """Whether a date of another exam surely lies ahead: its year or a plan is told."""
    in_weeks = re.match(r"in\b.*\b(?:days?|weeks?|wks?|months?|mos?)\b", part[when.start : when.end], re.I)
    told = in_weeks or _AHEAD.search(part) or _TO_COME.search(part) or _YEAR.search(part[when.start : when.end])
    return bool(told and when.value and not _is_past(part) and when.value[:10] > str(passage.today)[: len(when.value)])


def _dates(part: str, passage: Passage) -> list[dates.When]:
    """The dates of a part; a day just gone by, told without year and tense, is this year's or the next's: unclear."""
    behind = dates.find(part, passage.today, past=True)
    if _is_past(part):
        return behind
    ahead = dates.find(part, passage.today, past=False)
    if _AHEAD.search(part) or _TO_COME.search(part):
        return ahead
    if _AWAITS.search(passage.text):
        return [was if _is_recent(was, passage) else will for was, will in zip(behind, ahead, strict=True)]
    return [
        dates.When(None, will.start, will.end) if was != will and _is_recent(was, passage) else will
        for was, will in zip(behind, ahead, strict=True)
    ]


def _is_recent(when: dates.When, passage: Passage) -> bool:
    if when.value is None or len(when.value) < len("2026-08-20"):
        return False
    return 0 <= (passage.today - date.fromisoformat(when.value)).days <= RECENT_DAYS


def _is_past(part: str) -> bool:
    """Whether a month without a year lies behind: the exam was taken, or has a score."""
    return bool(_PAST.search(part) or _SCORED.search(part)) and not _AHEAD.search(part)


def _found(passage: Passage, when: dates.When, start: int) -> Iterator[Found]:
    yield Found("step2_ck_date", when.value, start + when.start, start + when.end)
    if when.value and when.value[:10] > str(passage.today)[: len(when.value)]:
        yield Found("step2_ck_status", "not_taken", start + when.start, start + when.end)


def _anchors(part: str, carried: str | None) -> list[tuple[tuple[int, int], str]]:
    """What a part of a sentence names that can have a date, with the places."""
    named = [
        ((span.start_char, span.end_char), span.label_.removeprefix("EXAM_"))
        for span in spans(part)[1]
        if span.label_.startswith("EXAM_")
    ]
    exams = [
        each if each[1] in ("step2_ck",) else (each[0], each[1] if each[1].startswith("step") else "other")
        for each in named
    ]
    if not any(name.startswith("step") for _, name in exams):
        places = [place for place, _ in named]
        generic = [match.span() for match in _EXAM.finditer(part)]
        exams += [(at, carried or "step2_ck") for at in generic if not any(a <= at[0] < b for a, b in places)]
    others = [(match.span(), "other") for match in _OTHER.finditer(part)]
    free = [each for each in others if not any(place[0] <= each[0][0] < place[1] for place, _ in exams)]
    return sorted(exams + free)


def _owner(anchors: list[tuple[tuple[int, int], str]], start: int, end: int) -> str | None:
    before = [name for place, name in anchors if place[1] <= start]
    after = [name for place, name in anchors if place[0] >= end]
    return before[-1] if before else after[0] if after else None
