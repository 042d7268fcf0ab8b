"""Reads qbank_percent and prep_weeks: how much of the question bank is done, and the weeks kept free."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.amounts import Amount, value_of
from bot.nlu.passages import Passage
from bot.nlu.statements import Found

_BANK = r"(?:uworld|u world|uw|q ?banks?|question banks?|amboss|kaplan|truelearn|qb|usmleworld)"
_DONE = r"(?:done|complete[d]?|completely|finish(?:ed)?|covered|through|over|solved|used|completed)"
# Percent of right answers, not of the bank.
_CORRECT = re.compile(
    r"\b(?:correct\w*|average|avg|averag\w+|accura\w+|scor\w+|percentile|right|mean|performance|cumulative|getting|result|marks?|got|predicted|probability)\b",
    re.I,
)
_ALL = re.compile(
    rf"\b{_BANK}\s+(?:first pass |1st pass |is |was |has been |100% |completely |fully |all |already )*{_DONE}\b(?! (?:\d|half|some|about|around|only|till|up))"
    rf"|\b(?:finish|finished|completed|complete|done|did|through)\s+(?:(?:with|w/?)\s+)?(?:my |the |all |whole |entire |full |all of )*{_BANK}\b"
    rf"|\b(?:finished|completed|done|did)\s+(?:with\s+)?(?:one|1|a|the first|first|my first)\s+(?:full |complete |whole )?(?:pass|round) (?:of|through) (?:the |my )*{_BANK}\b"
    rf"|\b(?:all|whole|entire|full)\s+(?:of\s+)?(?:the\s+)?{_BANK}\s*(?:{_DONE})?",
    re.I,
)
_PART = re.compile(
    rf"\b(?P<part>half|halfway|half way|(?:a |one )?quarter|(?:a|one) (?:third|fifth)|two thirds|two fifths|three quarters|three fourths|[123]/[234])\s*(?:\w+\s+){{0,2}}?(?:of |through |with |in |thru |into )*(?:my |the )*{_BANK}\b"
    rf"|\b{_BANK}\s+(?:is |only |about |around |almost )*(?P<part2>half|halfway|half way|(?:a |one )?quarter|(?:a|one) (?:third|fifth)|two thirds|three quarters|[123]/[234])\b",
    re.I,
)
_PARTS = {
    "half": 50,
    "halfway": 50,
    "half way": 50,
    "quarter": 25,
    "third": 33,
    "fifth": 20,
    "two thirds": 67,
    "two fifths": 40,
    "three quarters": 75,
    "three fourths": 75,
    "1/2": 50,
    "1/3": 33,
    "2/3": 67,
    "1/4": 25,
    "3/4": 75,
    "2/4": 50,
}
_NOT_STARTED = re.compile(
    rf"(?:\bnot|n't|\b(?:have|has|did)nt|\byet to|\bnever)\s+(?:yet\s+)?(?:even\s+)?(?:start(?:ed)?|begun|begin|open(?:ed)?|touch(?:ed)?|done any)\s+(?:with\s+|of\s+|my\s+|the\s+)*{_BANK}\b"
    rf"|\b{_BANK}\s+(?:is\s+)?(?:not|n't|un)\s*(?:yet\s+)?(?:start(?:ed)?|touched)\b|\bno {_BANK} (?:yet|done)\b",
    re.I,
)
_AT_ZERO = re.compile(rf"\b{_BANK}\s+(?:is |still |progress )*(?:at\s+)?(?:0|zero)\b(?!\s*\d)", re.I)
# "first pass finished with 64%" tells of right answers, and of all questions.
_PASS_WITH = re.compile(
    rf"\b(?:{_BANK}\W+(?:first|1st|one full|full) pass|(?:first|1st) pass (?:of|through|on) (?:my |the )?{_BANK})\W+(?:is |was )?(?:finished|done|complete\w*|over)\s+(?:with|at|on|,)?\s*(?:an? |about |around |avg |average )*(?:of )?\d\d\s?(?:%|percent)",
    re.I,
)
_LEFT = re.compile(r"\b(?:left|remain\w*|to go|unused|not done|unfinished|pending)\b", re.I)
_DENIED = re.compile(r"\b(?:not|n't|nt|havent|didnt|yet to|without)\b", re.I)
_WISHED = re.compile(
    r"\b(?:will|plan\w*|want|goal|target|need|should|must|hope|trying to|by (?:the )?end|aim\w*|before)\b", re.I
)

_AHEAD = re.compile(
    r"\b(?:(?:leave|vacation|holidays?)\s+(?:\w+\s+){0,3}?(?:for|to|before)\s+(?:my |the )?(?:stud\w+|prep\w*|ck|step ?2|exam|revis\w*|it\b)|leave\b|dedicated|dedcated|protected|(?:set|put|kept|keep|keeping|putting) aside|spare|blocked(?: out| off)?|reserved|carved out|free|without anything else|nothing else|uninterrupted|to myself|to go\b|left(?! (?:leg|arm|side|hand|foot|knee|hip|shoulder|ear|eye|wrist))|remain\w*|ahead|off|(?:can|will|could|to|going to|gonna|plan to|plan\w*|want to|for|of)\s+(?:\w+\s+){0,3}?(?:stud\w+|prep\w*|review|revis\w*|dedicate)|stud\w+ full[- ]?time|full[- ]?time stud\w+|full[- ]?time|prep(?:aration)? time|study time|prep weeks|preparation weeks)\b",
    re.I,
)
_SPENT = re.compile(
    r"\b(?:studied|prepared|been|already|spent|since|ago|after|past|last|previous\w*|took|used|wasted|was|were|did|done|had|finished|passed in|into|behind|revised|stuck)\b",
    re.I,
)
_NOT_STUDY = re.compile(
    r"\b(?:usce|obs\w*|electives?|rotations?|extern\w*|shadow\w*|hands|research|vacation|visa|result|holiday|ielts|oet|pregnan\w*|match|eras|appl\w+|clerk\w*|intern\w*|each|old|gap|deadline|wedding|interview\w*|job|work\w*|step ?[13])\b",
    re.I,
)
# "I'm 30% in".
_ONLY_CK = re.compile(r"(?=.*\b(?:step ?2|s2 ?ck|ck)\b)(?!.*\b(?:step ?[13]|s[13])\b)", re.I | re.S)
_NAMES_BANK = re.compile(rf"\b{_BANK}\b", re.I)
_IN = re.compile(
    r"\b\d{1,3}\s?%\s+(?:in|through|done)\b|\b(?:i'?m|i am|now|currently) (?:only |just |about |around )*at \d{1,3}\s?%",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:went|gone|rose|improv\w*|increas\w*|drop\w*|fell|jump\w*|gain\w*|lost|by)\s+(?:up |down |by |another )*$",
    re.I,
)
# Free weeks of somebody who asks where to rotate are no weeks of study.
_VISITS = re.compile(
    r"\b(?:clinics?|units?|observerships?|obs|electives?|rotations?|externships?|shadow\w*|b1|b2|b1/b2)\b", re.I
)
_STUDIES = re.compile(
    r"\b(?:stud\w+|dedicated|prep\w*|ck|step ?[12]|exam|nbmes?|uworld|uw|qbank|revis\w*|review\w*)\b", re.I
)
# "how many weeks? I have blocked 5".
_BLOCKED = re.compile(
    r"\b(?:blocked|set aside|reserved|carved out)(?: out| off| about| only)* (?P<count>\d{1,2})\b(?!\s*(?:weeks?|wks?|months?|days?|hours?|%|\d|programs?))",
    re.I,
)
_WEEKS_ALONE = re.compile(r"^\W*i (?:have|got|ve got)\s+(?:about |only |just |around )*\w+ (?:weeks|months)\W*$", re.I)
# "six more are reserved" where weeks were spoken of.
_MORE_WEEKS = re.compile(
    r"\b(?P<count>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) more (?:(?:weeks?|wks?) )?(?:are |is |still )*(?:reserved|left|blocked|set aside|to go|remain\w*|ahead|free|kept|planned|to come)\b",
    re.I,
)
_FOR_CK = re.compile(
    r"\b(?:for|before|until|till|to|but|then) (?:\w+ ){0,2}(?:step ?2|s2 ?ck|ck)\b|\bck (?:prep\w*|stud\w*|review)\b|\b(?:until|till|before|to) (?:the|my) (?:exam|test)\b",
    re.I,
)
# Fewer days than these are no time of study.
LEAST_DAYS = 14
# "completed 72% of it" of the question bank that was named before.
_OF_IT = re.compile(r"\b\d{1,3}\s?(?:%|percent) (?:of|through|in|into) it\b", re.I)
# "... if I have finished half of uworld": the share is told, what is asked hangs on it.
_IF_DONE = re.compile(
    rf"\b(?<!what )if i(?:'ve| have| already)+ (?:only |just |already )*(?:finish(?:ed)?|completed?|done|did|covered|used) (?:only |just |about |around )*(?:(?P<part>half|a third|two thirds|three quarters)|(?P<share>\d{{1,3}})\s?%) (?:of )?(?:my |the )*{_BANK}\b",
    re.I,
)
_BLOCK = re.compile(r",\s+|;\s*|\.\s+|\s+(?:and|but|then)\s+|\s+\|\s+")


def read(passage: Passage) -> Iterator[Found]:
    """Both facts, clause by clause."""
    begin = 0
    before = ""
    for match in [*_BLOCK.finditer(passage.text), None]:
        end = match.start() if match else len(passage.text)
        part = passage.text[begin:end]
        inside = [each for each in passage.amounts if begin <= each.start and each.end <= end]
        bank = _NAMES_BANK.search(part) or (_IN.search(part) and _goes_with_bank(passage))
        yield from _bank(
            part,
            begin,
            inside,
            named=bool(
                bank
                or (_OF_IT.search(part) and _NAMES_BANK.search(passage.earlier()))
                or re.search(rf"\b{_BANK}\W*$", before, re.I)
                or _goes_on(before, part)
            ),
        )
        yield from _weeks(part, begin, inside, passage)
        before, begin = part, match.end() if match else end


def in_condition(text: str) -> Iterator[Found]:
    """The share of the question bank that a condition takes for done."""
    if match := _IF_DONE.search(text):
        share = int(match["share"]) if match["share"] else _share(match["part"])
        yield Found("qbank_percent", share, *match.span())


def _share(told: str) -> int:
    """The percent that "a third", "half way", "3/4" are."""
    return _PARTS[told.lower().removeprefix("a ").removeprefix("one ")]


def _goes_with_bank(passage: Passage) -> bool:
    """Whether a share alone is of the question bank named in the rest of the message."""
    return _NAMES_BANK.search(passage.message) is not None and _CORRECT.search(passage.text) is None


def _goes_on(before: str, part: str) -> bool:
    """Whether a percentage alone still speaks of the question bank: "most of uworld done, like 80%"."""
    alone = re.fullmatch(
        r"\W*(?:(?:like|about|around|maybe|almost|so|i think)\W+)?\d+\s?(?:%|percent)\W*(?:done)?\W*", part, re.I
    )
    return alone is not None and re.search(rf"\b{_BANK}\b", before, re.I) is not None and not _CORRECT.search(before)


def _bank(part: str, begin: int, inside: list[Amount], *, named: bool) -> Iterator[Found]:
    if not named or _WISHED.search(part):
        return
    if _NOT_STARTED.search(part) or _AT_ZERO.search(part):
        yield Found("qbank_percent", 0, begin, begin + len(part))
        return
    if match := _PASS_WITH.search(part):
        yield Found("qbank_percent", 100, begin + match.start(), begin + match.end())
        return
    for amount in inside:
        if (
            amount.unit == "percent"
            and not _CHANGED.search(part[: amount.start - begin])
            and not _is_of_answers(part, begin, amount)
        ):
            value = (
                amount.whole
                if not _LEFT.match(
                    re.sub(
                        rf"^\s*(?:of |in )?(?:my |the )*{_BANK}\s*(?:is |are )?",
                        "",
                        part[amount.end - begin :],
                        flags=re.I,
                    ).strip()
                )
                else 100 - (amount.whole or 0)
            )
            yield Found("qbank_percent", None if amount.vague else value, amount.start, amount.end)
            return
    if match := _PART.search(part):
        share = _share(match["part"] or match["part2"])
        yield Found(
            "qbank_percent",
            100 - share if _LEFT.search(part[match.end() :]) else share,
            begin + match.start(),
            begin + match.end(),
        )
    elif (
        (match := _ALL.search(part))
        and not _DENIED.search(part)
        and not any(each.unit for each in inside if each.unit == "percent")
    ) and not re.search(r"\b(?:block|blocks|questions|self|almost|nearly|most|some|few)\b", part, re.I):
        yield Found("qbank_percent", 100, begin + match.start(), begin + match.end())


def _is_of_answers(part: str, begin: int, amount: Amount) -> bool:
    """Whether a percentage is that of right answers. "60% done, 65% correct": each has its own words."""
    around = part[: amount.start - begin], part[amount.end - begin :]
    if re.search(rf"{_DONE}\s*(?:of\s+|about\s+|only\s+|with\s+|around\s+)*$", around[0], re.I) or re.match(
        rf"^\s*(?:of (?:the |my )?{_BANK} )?(?:is |are |has been )?{_DONE}\b", around[1], re.I
    ):
        return False
    return bool(_CORRECT.search(part)) or bool(
        re.search(r"\b(?:first|1st|second|2nd) pass\b|\b(?:in|on) (?:uworld|uw|blocks?)\b", part, re.I)
    )


def _weeks(part: str, begin: int, inside: list[Amount], passage: Passage) -> Iterator[Found]:
    """Weeks kept free; where they are for Step 2 CK, it is still to come."""
    if (match := _BLOCKED.search(part)) and re.search(r"\bweeks?\b", passage.earlier(), re.I):
        yield Found("prep_weeks", int(match["count"]), begin + match.start(), begin + match.end())
        if _FOR_CK.search(passage.earlier()):
            yield Found("step2_ck_status", "not_taken", begin + match.start(), begin + match.end())
    if (match := _MORE_WEEKS.search(part)) and re.search(r"\bweeks?\b", passage.earlier() + passage.text, re.I):
        yield Found("prep_weeks", int(value_of(match["count"])), begin + match.start(), begin + match.end())
    for amount in inside:
        if amount.unit not in ("week", "month", "day") or amount.weeks is None:
            continue
        rate = re.match(r"an?\b|each|every|per", part[amount.start - begin :], re.I) and re.search(
            r"\b(?:hours?|hrs?|minutes?|mins?|questions?|blocks?)\b", part, re.I
        )
        if rate or (amount.unit == "day" and amount.value < LEAST_DAYS):
            continue
        after = part[amount.end - begin :]
        if re.match(r"\s*(?:ago|back|old)\b", after, re.I) or re.search(
            r"\b(?:in|after|within|since)\s+(?:about\s+|the next\s+)?$", part[: amount.start - begin], re.I
        ):
            continue
        study = re.sub(
            r"\boff work\b|\bmatch\w*|\bappl\w+|\bvacation\b|\bholidays?\b"
            if "dedicated" in part.lower()
            else r"\boff work\b|\b(?:quit|left|leave|leaving|resigned?(?: from)?|paused?) (?:my |the )?(?:job|work)\b|\b(?:vacation|holidays?)(?= (?:\w+ ){0,3}?(?:for|to) (?:stud|prep|ck))",
            "",
            part,
            flags=re.I,
        )
        alone = _WEEKS_ALONE.match(part) and re.search(r"\b(?:dedicated|study|prep)\b", passage.message, re.I)
        if not (_AHEAD.search(part) or alone) or _NOT_STUDY.search(study) or _is_spent(part):
            continue
        if _VISITS.search(passage.message) and not _STUDIES.search(passage.message):
            continue
        weeks = round(amount.weeks)
        yield Found("prep_weeks", None if amount.vague else weeks, amount.start, amount.end)
        if _FOR_CK.search(passage.text) or _ONLY_CK.match(passage.message):
            yield Found("step2_ck_status", "not_taken", amount.start, amount.end)


def _is_spent(part: str) -> bool:
    return bool(_SPENT.search(part)) and not re.search(
        r"\b(?:left|remain\w*|ahead|more|still have|to go)\b", part, re.I
    )
