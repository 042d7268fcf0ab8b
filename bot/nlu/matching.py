"""Reads match_year and reapplicant: which Match, and whether again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu import dates
from bot.nlu.passages import Passage, parts
from bot.nlu.statements import Found

_YEAR = r"(?P<year>20[2-9]\d)"
_SEASON = r"(?:(?P<first>20[2-9]\d)\s*[-/–]\s*)?(?:(?P<year>20[2-9]\d)|(?<=[-/–])(?P<short>\d\d))(?!\d)"
_FILL = r"(?:\s|[:,=-]|\b(?:in|for|of|the|year|cycle|season|is|be|will|to|my|pmr|pm&r|me|i|by|march|match|am|residency|into|planning|plan|target|aim)\b)*?"
_MATCH_WORD = r"(?:match(?!ed)(?:ing)?|cycle|season|eras|nrmp)"
_MATCH_AFTER = re.compile(rf"\b{_MATCH_WORD}\b{_FILL}{_SEASON}", re.I)
_MATCH_BEFORE = re.compile(
    rf"{_SEASON}(?:'s)?\s*(?:for (?:the|my) )?(?:main |nrmp |eras |pmr |pm&r |residency )*{_MATCH_WORD}\b", re.I
)
_APPLY = r"(?:(?:re-?)?(?:appl(?:y|ying|ication\w*)|aply|aplying|submit\w*|send(?:ing)? (?:my |the )?(?:eras|applications?|apps?))|(?:go|going|try|trying|run|running)(?: for it)? again|second go)"
_APPLY_FOR = re.compile(rf"\b{_APPLY}\b(?:\s+(?:for|to|pmr|pm&r|residency|the|match|eras|with))*\s+{_SEASON}", re.I)
_APPLY_IN = re.compile(
    rf"\b{_APPLY}\b(?:\s+(?:for|to|pmr|pm&r|residency|the|match|eras|again|only))*\s+(?:(?:in|on|at|by)\s+(?:(?:year|late|the end of|the fall of|fall|autumn)\s+)*|(?:the )?(?:fall|autumn)(?: of)?\s+){_YEAR}",
    re.I,
)
_APPLY_WHEN = re.compile(
    rf"\b(?:{_APPLY}|my eras)\b(?:\s+(?:for|to|pmr|pm&r|residency|the|match|eras|again|once|more|only|first|time|this|next|coming|in|on|by|early|mid|late))*\s*$",
    re.I,
)
# "sept 2027 is when i send".
WHEN_I_APPLY = re.compile(
    r"^ applicant\b|^,? (?:is |was |will be |that is |it is )*when (?:i|i'll|i'm|im|he|she) (?:will |plan to |am |going to |finally )*(?:apply|applies|applying|send|sends|submit|press)\b",
    re.I,
)
# "next september i will apply".
_THEN_APPLY = re.compile(
    r"^,? (?:i|we|he|she)(?:'ll|'m| will| am| is| want| plan| intend| finally| going| to| hope| wanna)* (?:apply|send|submit)\w*\b(?! (?:for (?:an? )?(?:obs|job|visa|elective|research|usce|position)))",
    re.I,
)
_RELATIVE = re.compile(
    r"\b(?P<which>this|current|present|next|coming|upcoming|following|ongoing)\s+(?:pmr\s+|main\s+|match\s+|application\s+|eras\s+)*(?P<what>cycle|match|season|eras|year|yr)\b",
    re.I,
)
_APPLIES = re.compile(rf"\b(?:{_APPLY}|applied|match|cycle|season|eras|target\w*|participat\w*|interview\w*)\b", re.I)
_TARGET_YEAR = re.compile(
    rf"\b(?:(?:target|aim|plan)\w*(?:\s+(?:is|for|on))?|going for|shooting for|(?:new|next) (?:try|attempt|go|round)(?: in| is)?|start(?:ing)? residency(?: in)?(?: july| june)?|for|want to match(?: in)?|match in|match by|(?:my )?turn is|next (?:one|cycle|match|try|season) (?:is|will be))\s+{_YEAR}\b(?!\s*(?:for |to (?:take|sit|give|write) )?(?:my |the )?(?:grad|usce|step|ck|exam|dedicated|residency start))",
    re.I,
)
_OVER = re.compile(
    r"\b(?:unmatched|did\s?n.?t|didnt|not match|last|applied|failed to|previous\w*|matched|graduat\w*|yog|class of|took|ago|data|charting|report|statistic\w*|results?)\b",
    re.I,
)
_BEHIND = re.compile(rf"{_OVER.pattern}|\b(?:did|was|were|went|had|tried|after|participated|since|through)\b", re.I)
_ERAS_IN = re.compile(
    rf"\beras\b(?:\s+(?:in|of|opens|opening|season))*\s+(?:sept?|september|fall|autumn)\s+(?:of )?{_YEAR}", re.I
)
# "my first time in the match, 2027"
_AFTER_COMMA = re.compile(rf"\b(?:match|cycle|season|eras),\s+(?:in |of |the )*{_YEAR}\W*(?:$|[.,;])", re.I)
# "unmatched in 2025 and 2026, now 3rd time, 2027", "how hard is the 2027 match? that is my year"
_NTH_TIME = re.compile(
    rf"\b(?:second|third|fourth|2nd|3rd|4th) (?:time|try|round|go)\W{{1,3}}(?:in |for |is )?(?:the )?{_YEAR}\b", re.I
)
_EXAMS = re.compile(r"\b(?:ck|step ?[123]|s[123]|exam|nbme|score)\b", re.I)
_THAT_YEAR = re.compile(
    r"\b(?:that'?s|that is|which is|it'?s|this is) (?:also )?(?:my|mine|the one i) (?:year|cycle|match|season|turn|apply)\b",
    re.I,
)
# "my exam is planned for 2027" names no Match.
# A message that is nothing but a Match: a year that is over is read too, so that it can be refused.
_YEAR_ALONE = re.compile(r"^\W*(?:my |for |the )*match(?: year)?(?: is| of| in)?\W{0,3}(?P<year>20\d\d)\W*$", re.I)
_SHORT_MATCH = re.compile(
    r"\bmatch\s?'?(?P<year>2[6-9]|3[0-4])(?![\w%]|\s*(?:programs?|letters?|weeks?|months?|interviews?|%))", re.I
)
# "too late for the 2027 match" asks, with or without its mark.
_TOO_LATE = re.compile(r"^\W*(?:is |it |am |i |not |already |so |and |but )*(?:too )?late (?:now )?(?:for|to)\b", re.I)
_NOT_THIS_ONE = re.compile(r"\bnot (?:in |for )?(?:this|the current) (?:cycle|season|match|one|year)\b", re.I)
_THE_NEXT_ONE = re.compile(
    rf"{_NOT_THIS_ONE.pattern}\W+(?:but |in |for )*(?:the )?(?:next|following|coming)(?: (?:one|cycle|season|match|year))?\b",
    re.I,
)
_EXAM_SET = re.compile(
    r"\b(?:exam|test|ck|step ?[123](?: ?ck)?)\s+(?:(?:is|was|date|will|be|planned|booked|scheduled|set)\s+)*$", re.I
)
# Applications open in September; the Match itself is in March. From then on "this cycle" means the one that opens next.
_MATCH_MONTH = 3
_MATCH_DAY = 20
_SEASON_OPENS = 6

_AFRAID = re.compile(
    r"\b(?:afraid|scared|fear\w*|worr\w*|nervous|anxious|risk\w*|avoid|without|don'?t want|nightmare|end(?:ing)? up|going|chance\w*|stress\w*|tension|of being|not want|hate|what about|how|why|programs? (?:like|take|prefer|see|want|interview|accept)|people|they|percent)\b",
    re.I,
)
_APPLIED_BEFORE = re.compile(
    r"\b(?:sent|submitted) (?:\d+ |my )(?:applications?|apps)\b[^.;]*\b(?:in 20(?:1\d|2[0-5])|last (?:year|cycle|season))\b|\bapplied\s+(?:(?:for|to|in|pmr|pm&r|residency|the|match|eras|im|fm|\d+|programs?)\s+)*(?:last (?:cycle|season|match|year)|previous (?:cycle|season|match|year)|(?:twice|two times|2 times|before|previously)\b)|\bapplied\s+(?:\w+\s+){1,4}(?:last|previous) (?:cycle|season|match)\b",
    re.I,
)
# "my first application was a disaster", "went through the Match in 2025, nothing", "rejected by 90 programs last year"
_FOR_FIRST_TIME = re.compile(rf"\b{_APPLY}\b[^.;,?]{{0,40}}\bfor (?:my |the )?(?:very )?(?:first|1st) time\b", re.I)
_FAILED_BEFORE = re.compile(
    r"\b(?:first|1st|last|previous) (?:application|cycle|season|match|round|attempt at (?:the )?match|time applying)\b[^.;,]{0,15}\b(?:was|were|failed|went|ended|brought|gave|nothing|zero|no)\b"
    r"|\b(?:went through|participated in|entered|tried)\s+(?:the )?(?:20\d\d )?(?:match|nrmp|eras)\b(?!.*\bwill\b)"
    r"|\b(?:rejected|rejections?|refused|turned down)\b[^.;]{0,30}\b(?:last (?:year|cycle|season|time)|in 20(?:1\d|2[0-6])|previous (?:year|cycle|season))\b"
    r"|\b(?:second|third|2nd|3rd) round (?:now|of (?:applications?|eras|the match)|applying|in the match)\b|\bsoaped (?:last|in 20(?:1\d|2[0-6]))|\bsoap(?:ed)?\b[^.;]{0,20}\b(?:failed|nothing|unsuccess\w*|no (?:offers?|luck))\b",
    re.I,
)
_APPLIED_IN_VAIN = re.compile(
    r"\btried (?:it )?(?:last|in 20)[^.;]*\b(?:no|0|zero) interviews?\b|\bapplied\b[^.;]*\b(?:no interviews?|0 interviews?|zero interviews?|not match\w*|no match|unmatched|rejected)\b",
    re.I,
)
_NOT_RESIDENCY = re.compile(
    r"\b(?:green card|visa|observership|research|job|loan|fellowship|medical school|permit|passport|ecfmg|token|ck|step|position|electives?|courses?|masters?|scholarships?)\b",
    re.I,
)

_PARTS = re.compile(r",\s+|;\s*|\.\s+|\s+\|\s+|\s+and\s+(?!\d)")


def read(passage: Passage) -> Iterator[Found]:
    """Both facts of a sentence."""
    yield from _match_year(passage)
    yield from _again(passage)


def season(today: date) -> int:
    """The year of the Match whose season is under way or opens next."""
    return today.year if (today.month, today.day) < (_MATCH_MONTH, _MATCH_DAY) else today.year + 1


def _match_year(passage: Passage) -> Iterator[Found]:
    if _TOO_LATE.match(passage.text):
        return
    if alone := _YEAR_ALONE.match(passage.text):
        yield Found("match_year", int(alone["year"]), *alone.span())
        return
    if (claimed := _THAT_YEAR.search(passage.text)) and (asked := _year_told(passage.earlier(), passage.today)):
        yield Found("match_year", asked[0], *claimed.span())
        return
    nth = None if _EXAMS.search(passage.text) else _NTH_TIME.search(passage.text)
    if nth and int(nth["year"]) >= season(passage.today):
        yield Found("match_year", int(nth["year"]), *nth.span())
        return
    comma = _AFTER_COMMA.search(passage.text)
    if comma and int(comma["year"]) >= season(passage.today) and not _OVER.search(passage.text[: comma.start()]):
        yield Found("match_year", int(comma["year"]), *comma.span())
        return
    for start, part in parts(passage.text, _PARTS):
        told = _year_told(part, passage.today)
        if told is None:
            yield from _relative_year(part, start, passage)
        else:
            year, match = told
            yield Found("match_year", year, start + match.start(), start + match.end())


def _year_told(part: str, today: date) -> tuple[int, re.Match[str]] | None:
    """The first year of a Match that is not over: "unmatched in 2025 cycle, now 2028 cycle" is the second.

    This year's Match may be over by its date and still be the one that is meant, unless the words say that it is behind.
    """
    if (short := _SHORT_MATCH.search(part)) and 2000 + int(short["year"]) >= season(today):
        return 2000 + int(short["year"]), short
    for pattern, later in (
        (_ERAS_IN, 1),
        (_MATCH_BEFORE, 0),
        (_MATCH_AFTER, 0),
        (_APPLY_IN, 1),
        (_APPLY_FOR, 0),
        (_TARGET_YEAR, 0),
    ):
        for match in pattern.finditer(part):
            year = _year(match) + (
                later or _is_autumn(part, match) or (pattern is _APPLY_FOR and _then_autumn(part, match))
            )
            meant = not later and year == today.year and not _BEHIND.search(part)
            of_exam = pattern is _TARGET_YEAR and _EXAM_SET.search(part[: match.start()])
            if (year >= season(today) or meant) and not of_exam and not _is_over(part, match):
                return year, match
    return None


def _is_autumn(part: str, match: re.Match[str]) -> int:
    """One for the autumn before a Match: "the september 2027 cycle" is that of 2028."""
    return int(re.search(r"\b(?:sept?|september|fall|autumn)\s*$", part[: match.start()], re.I) is not None)


def _then_autumn(part: str, match: re.Match[str]) -> int:
    """One for the autumn behind a year: "apply 2027 september" is the Match of 2028."""
    return int(re.match(r"\s*,?(?: in)? ?(?:sept?|september|fall|autumn)\b", part[match.end() :], re.I) is not None)


def _is_over(part: str, match: re.Match[str]) -> bool:
    return bool(_OVER.search(re.split(r"\d{4}", part[: match.start()])[-1][-25:]))


def _year(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if groups.get("short"):
        return int(groups["first"][:2] + groups["short"])
    return int(groups["year"])


def _relative_year(part: str, start: int, passage: Passage) -> Iterator[Found]:
    """A year told from today: "applying in september", "next cycle", "applying this year"."""
    now = season(passage.today)
    part = _NOT_THIS_ONE.sub(lambda refused: " " * len(refused.group()), part)
    if over := _THE_NEXT_ONE.search(passage.text):
        if not start:
            yield Found("match_year", now + 1, *over.span())
        return
    if match := _RELATIVE.search(part):
        which, what = match["which"].lower(), match["what"].lower()
        later = which in ("next", "coming", "upcoming", "following")
        if what in ("year", "yr"):
            if not re.search(rf"\b(?:{_APPLY}|applied)\b", part, re.I) and not re.search(r"\bmatch\b", part, re.I):
                return
            year = (
                passage.today.year + 1 + later
                if re.search(rf"\b(?:{_APPLY}|applied)\b", part, re.I)
                else passage.today.year + later
            )
        elif _APPLIES.search(part):
            year = now + later
        else:
            return
        if year >= now and not re.search(r"\b(?:did\s?n.?t|unmatched|not (?:match|apply)|if)\b", part, re.I):
            yield Found("match_year", year, start + match.start(), start + match.end())
        return
    for when in dates.find(part, passage.today, past=False):
        applies = (
            _APPLY_WHEN.search(part[: when.start])
            or WHEN_I_APPLY.match(passage.behind(start + when.end))
            or _THEN_APPLY.match(part[when.end :])
        )
        if when.value and applies and len(when.value) >= 7:
            year, month = int(when.value[:4]), int(when.value[5:7])
            yield Found("match_year", year + (1 if month >= _SEASON_OPENS else 0), start + when.start, start + when.end)
            return


def _again(passage: Passage) -> Iterator[Found]:
    for start, part in parts(passage.text, _PARTS):
        first = [span for span in passage.labelled("FIRST_APPLICATION") if start <= span.start_char < start + len(part)]
        again = [span for span in passage.labelled("REAPPLICANT") if start <= span.start_char < start + len(part)]
        if for_first := _FOR_FIRST_TIME.search(part):
            yield Found("reapplicant", False, start + for_first.start(), start + for_first.end())
        elif first and "never" in first[0].text.lower():
            yield Found("reapplicant", False, first[0].start_char, first[0].end_char)
        elif failed := _FAILED_BEFORE.search(part):
            if not _NOT_RESIDENCY.search(part):
                yield Found("reapplicant", True, start + failed.start(), start + failed.end())
        elif first and not again:
            if not re.search(r"\b(?:step|ck|exam|nbme)\b", first[0].text, re.I):
                yield Found("reapplicant", False, first[0].start_char, first[0].end_char)
        elif (
            again
            and not _AFRAID.search(part.replace("going through", ""))
            and not _denied(part, again[0].start_char - start)
        ):
            yield Found("reapplicant", True, again[0].start_char, again[-1].end_char)
        elif (
            match := _APPLIED_BEFORE.search(part) or (_APPLIED_IN_VAIN.search(passage.text) if not start else None)
        ) and not _NOT_RESIDENCY.search(part):
            yield Found("reapplicant", True, start + match.start(), start + match.end())


def _denied(part: str, at: int) -> bool:
    return bool(re.search(r"\b(?:not|n't|never)\s+(?:a\s+|an\s+|been\s+|gone\s+)?$", part[:at], re.I))
