"""Reads match_year, reapplicant and programs_planned: which Match, whether again, and to how many programs."""

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
_MATCH_BEFORE = re.compile(rf"{_SEASON}(?:'s)?\s*(?:main |nrmp |eras |pmr |pm&r |residency )*{_MATCH_WORD}\b", re.I)
_APPLY = r"(?:(?:re-?)?(?:appl(?:y|ying|ication\w*)|aply|aplying|submit\w*)|(?:go|going|try|trying|run|running)(?: for it)? again|second go)"
_APPLY_FOR = re.compile(rf"\b{_APPLY}\b(?:\s+(?:for|to|pmr|pm&r|residency|the|match|eras|with))*\s+{_SEASON}", re.I)
_APPLY_IN = re.compile(
    rf"\b{_APPLY}\b(?:\s+(?:for|to|pmr|pm&r|residency|the|match|eras|again|only))*\s+(?:in|on|at|by)\s+(?:year\s+)?{_YEAR}",
    re.I,
)
_APPLY_WHEN = re.compile(
    rf"\b(?:{_APPLY}|my eras)\b(?:\s+(?:for|to|pmr|pm&r|residency|the|match|eras|again|once|more|only|first|time|this|next|coming|in|on|by|early|mid|late))*\s*$",
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
# "my exam is planned for 2027" names no Match.
# A message that is nothing but a Match: a year that is over is read too, so that it can be refused.
_YEAR_ALONE = re.compile(r"^\W*(?:my |for |the )*match(?: year)?(?: is| of| in)?\W{0,3}(?P<year>20\d\d)\W*$", re.I)
_SHORT_MATCH = re.compile(
    r"\bmatch\s?'?(?P<year>2[6-9]|3[0-4])(?![\w%]|\s*(?:programs?|letters?|weeks?|months?|interviews?|%))", re.I
)
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
    r"\b(?:sent|submitted) (?:\d+ |my )(?:applications?|apps)\b[^.;]*\b(?:in 20(?:1\d|2[0-5])|last (?:year|cycle|season))\b|\bapplied\s+(?:(?:for|to|in|pmr|pm&r|residency|the|match|eras|im|fm|\d+|programs?)\s+)*(?:last (?:cycle|season|match|year)|previous (?:cycle|season|match|year)|(?:twice|two times|2 times|before|previously)\b)",
    re.I,
)
# "my first application was a disaster", "went through the Match in 2025, nothing", "rejected by 90 programs last year"
_FAILED_BEFORE = re.compile(
    r"\b(?:first|1st|last|previous) (?:application|cycle|season|match|round|attempt at (?:the )?match|time applying)\b[^.;,]{0,15}\b(?:was|were|failed|went|ended|brought|gave|nothing|zero|no)\b"
    r"|\b(?:went through|participated in|entered|tried)\s+(?:the )?(?:20\d\d )?(?:match|nrmp|eras)\b(?!.*\bwill\b)"
    r"|\b(?:rejected|rejections?|refused|turned down)\b[^.;]{0,30}\b(?:last (?:year|cycle|season|time)|in 20(?:1\d|2[0-6])|previous (?:year|cycle|season))\b"
    r"|\b(?:second|third|2nd|3rd) round (?:now|of (?:applications?|eras|the match)|applying|in the match)\b|\bsoap(?:ed)?\b[^.;]{0,20}\b(?:failed|nothing|unsuccess\w*|no (?:offers?|luck))\b",
    re.I,
)
_APPLIED_IN_VAIN = re.compile(
    r"\bapplied\b[^.;]*\b(?:no interviews?|0 interviews?|zero interviews?|not match\w*|no match|unmatched|rejected)\b",
    re.I,
)
_NOT_RESIDENCY = re.compile(
    r"\b(?:green card|visa|observership|research|job|loan|fellowship|medical school|permit|passport|ecfmg|token|ck|step|position)\b",
    re.I,
)

_PROGRAM = r"(?:pmr |pm&r |pm & r |residency |physiatry |total |different |img friendly |img-friendly |of the )*(?:programs?|progs?|programmes?|prgms?|programms|places|residencies|applications|apps)\b"
_NUM = r"(?P<count>\d{1,4}|ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|a hundred|100)"
_COUNT = rf"(?:(?:about|around|approx\w*|only|at least|up to|upto|maximum|max|some|like|total|nearly|roughly|just|all|the|~|of|to|at most|almost|more than|less than)\s*)*{_NUM}(?P<more>\+|\s?(?:-|–|to|or)\s?\d{{1,4}})?"
_INTENT = r"(?:(?:re-?)?appl(?:y|ies|ying|ication\w*)|aply\w*|applied|plan\w*|afford|budget(?: is| for| of)?|target\w*|list(?: of| has| is| with)?|intend\w*|want|going|shortlist\w*|select\w*|sen[dt]\w*|chose\w*|choos\w*|can pay|money for|pay for|submit\w*|aim\w*|will|thinking of|picked|have|limit\w*|go with|going with)"
_PROGRAMS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b{_INTENT}\b(?:\s+(?:to|for|of|is|on|in|around|about|apply|do|applying|only|my|a|the|pmr|pm&r|budget|fees|go|has|have|with|money|list|out|be|money for|match|next|this|year|cycle|send|list of|september|sept|october|with|again|\d{{4}}))*\s*[:=]?\s*{_COUNT}\s*{_PROGRAM}",
        re.I,
    ),
    re.compile(
        rf"\b(?:appl(?:y|ies|ying)|aply\w*)\s+(?:to|for)\s+{_COUNT}(?!\w|\s*(?:match|cycle|weeks?|months?|years?|letters?|visa|%|season))",
        re.I,
    ),
    re.compile(
        rf"{_COUNT}\s*{_PROGRAM}\s*(?:is |are |will be |in )?(?:my |the |a |our )?(?:budget|plan\w*|max\w*|limit|list|target\w*|total|affordable|intended|goal|shortlist\w*|selected|i can afford|in mind)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:programs?|progs?)\s*(?:planned|plan|to apply|applying|list|count|number|i apply)?\s*[:=-]+\s*{_COUNT}",
        re.I,
    ),
    re.compile(
        rf"^\W*(?:(?:and|also|then|now|so|ok) )*{_COUNT}\s*{_PROGRAM}\W*(?:is\b|are\b|planned|only|max\w*|total|please)?\W*$",
        re.I,
    ),
)
_PROGRAMS += (
    re.compile(
        rf"\b(?:afford|pay for|short-?listed|budget (?:allows|covers|is enough for|is for)|money (?:for|covers)|list (?:(?!of |is |has )[a-z]+ ){{0,3}}?(?:is|of|has|stands at))\s+{_COUNT}(?![\w%$€]|\s*(?:dollars|usd|euros?|k\b|months?|weeks?|years?|days?|letters?|lors?|percent|exams?|trips?|steps?|rotations?|electives?|hours?|more\b|interviews?|attempts?|questions?))",
        re.I,
    ),
    re.compile(
        rf"{_COUNT}\s*(?:{_PROGRAM})?\s*(?:is|are)\s+(?:all|the most|the max\w*|what|as many as)\s+(?:that )?i (?:can|could) (?:afford|pay|do|manage)",
        re.I,
    ),
    re.compile(
        rf"{_PROGRAM}\W+(?:(?:no|sorry|but|actually|so|and)\b\W*)*now\s+(?:it'?s\s+|its\s+|i plan\s+)?{_COUNT}(?!\w)",
        re.I,
    ),
)
_NOT_PLANNED = re.compile(
    r"\b(?:last|top|best|previous\w*|ago|before|in 20(?:1\d|2[0-5])|there are|exist\w*|sponsor\w*|said|told|recommend\w*|rejected|rejections?|interviews? (?:from|at)|offer\w*|article|people|they|suggest\w*|unmatched|did\s?n.?t|not|didnt|advise\w*|average|accept\w*)\b",
    re.I,
)
_PARTS = re.compile(r",\s+|;\s*|\.\s+|\s+\|\s+|\s+and\s+(?!\d)")


def read(passage: Passage) -> Iterator[Found]:
    """The three facts of a sentence."""
    yield from _match_year(passage)
    yield from _again(passage)
    yield from _programs(passage)


def season(today: date) -> int:
    """The year of the Match whose season is under way or opens next."""
    return today.year if (today.month, today.day) < (_MATCH_MONTH, _MATCH_DAY) else today.year + 1


def _match_year(passage: Passage) -> Iterator[Found]:
    if alone := _YEAR_ALONE.match(passage.text):
        yield Found("match_year", int(alone["year"]), *alone.span())
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
    for pattern, later in ((_MATCH_BEFORE, 0), (_MATCH_AFTER, 0), (_APPLY_IN, 1), (_APPLY_FOR, 0), (_TARGET_YEAR, 0)):
        for match in pattern.finditer(part):
            year = _year(match) + (later or _is_autumn(part, match))
            meant = not later and year == today.year and not _BEHIND.search(part)
            of_exam = pattern is _TARGET_YEAR and _EXAM_SET.search(part[: match.start()])
            if (year >= season(today) or meant) and not of_exam and not _is_over(part, match):
                return year, match
    return None


def _is_autumn(part: str, match: re.Match[str]) -> int:
    """One for the autumn before a Match: "the september 2027 cycle" is that of 2028."""
    return int(re.search(r"\b(?:sept?|september|fall|autumn)\s*$", part[: match.start()], re.I) is not None)


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
        if when.value and _APPLY_WHEN.search(part[: when.start]) and len(when.value) >= 7:
            year, month = int(when.value[:4]), int(when.value[5:7])
            yield Found("match_year", year + (1 if month >= _SEASON_OPENS else 0), start + when.start, start + when.end)
            return


def _again(passage: Passage) -> Iterator[Found]:
    for start, part in parts(passage.text, _PARTS):
        first = [span for span in passage.labelled("FIRST_APPLICATION") if start <= span.start_char < start + len(part)]
        again = [span for span in passage.labelled("REAPPLICANT") if start <= span.start_char < start + len(part)]
        if failed := _FAILED_BEFORE.search(part):
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


def _programs(passage: Passage) -> Iterator[Found]:
    for start, part in parts(passage.text, _PARTS):
        if _NOT_PLANNED.search(_NO_MORE.sub("", part)) or (
            re.search(r"\bapplied\b", part, re.I) and not re.search(r"\bthis (?:year|cycle|season)\b", part, re.I)
        ):
            continue
        for pattern in _PROGRAMS:
            if match := pattern.search(part):
                word = match["count"].lower().removeprefix("a ")
                value = int(word) if word.isdigit() else _TENS[word]
                if not 1990 <= value <= 2050:
                    yield Found(
                        "programs_planned", None if match["more"] else value, start + match.start(), start + match.end()
                    )
                    break


# "45 programs and not one more"
_NO_MORE = re.compile(
    r"\b(?:and |but )?(?:not (?:one |a single |any )?|no )more\b|\b(?:and |but )?not (?:a single )?one more\b", re.I
)
_TENS = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}  # fmt: skip
