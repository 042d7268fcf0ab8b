"""Spells numbers in one way before anything is read: words, slips of the key, glued names; and drops phone numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.nlu import number_words

# A letter where its neighbour on the keys was meant: "24o", "2l5", "yog 2o21". Two real digits at least.
_SLIP = re.compile(
    r"(?<![\w.])(?=\w*\d\w*\d)(?:[12][\doOlI]{2}|[lI]\d\d)(?=(?:ish)?(?!\w))|(?<!\w)2[oO0][\doO][\doOlI](?!\w)"
)
# "scored 2 3 1": typed digit by digit.
_SPACED = re.compile(
    r"\b(?P<told>scor\w+|got|result|ck|step ?[23](?: ?ck)?|step three)(?P<is>\W+(?:is |was |of |a )?)(?P<digits>[12] \d \d)(?![\w%/]| \d| (?:letters?|lors?|weeks?|months?))",
    re.I,
)
# "step l": the letter for the number.
_STEP_L = re.compile(r"\b(?P<step>step\s?-?)l\b", re.I)
# "first step passed, second one 236": the exams by their order. "The first step is to find a mentor" is none.
_NTH_STEP = re.compile(
    r"\b(?P<nth>first|1st|second|2nd|third|3rd) (?:usmle(?: step| exam)?|step(?: exam)?(?=\W+(?:is |was |has been |also |already )*(?:passed|pass\b|clear\w*|done|failed?|finished|pending|from|not|still|\d{3}\b)))",
    re.I,
)
_SECOND_ONE = re.compile(
    r"(?P<before>\bstep ?1\b(?:(?!(?:attempts|tries|times|goes|shots|sittings|takes)\b)[^.?!\n]){1,60}?\b)(?:the )?second one(?=\W{1,3}(?:is |was |got )?(?:[12]\d\d|pass\w*|not|fail\w*|pending|done)\b)"
    r"|\b(?:the )?second one(?=\W{1,3}[12]\d\d\b[^.?!\n]{0,60}\bstep ?1\b)",
    re.I,
)
_NTH = {"f": 1, "1": 1, "s": 2, "2": 2, "t": 3, "3": 3}
# "step 1 and 2 pending": both are meant; "step 1 and 2 letters" is not.
_STEPS_AND = re.compile(
    r"\bsteps? ?(?:1|one|i) ?(?:and|&|n|\+|/) ?(?:2|two|ii)(?: ?ck)?\b(?![/\d]|\s*(?:\w+ )?(?:letters?|lors?|months?|weeks?|years?|usce|obs\w*|papers?|pubs?|attempts?|tries|times|programs?|rotations?|electives?)\b)",
    re.I,
)
_NEITHER = re.compile(r"\bneither (?:the |usmle )*step ?1 n?or (?:the |usmle )*(?:step ?2(?: ?ck)?|2|ck)\b", re.I)
# "there is an F next to my step 1".
_F_FOR_FAIL = re.compile(
    r"(?<!\w)(?<!one )F(?= (?:on|in|next to|beside|for) (?:my |the )?(?:step|ck|s[123]|first|second))"
)
_APPROVED = re.compile(
    r"(?P<exam>\b(?:step ?[123](?: ?ck)?|ck|s[123](?: ?ck)?))(?P<is> (?:is |was |got )?)(?:approved|aproved)\b", re.I
)
# A row of results, which is one: "234, 235 then 236 on the forms", "nbme 241 > 235 -> 233".
_ROW = re.compile(
    r"(?<![\w.])[12]\d\d(?:(?:\s*(?:->|=>|>+|\.{2,}|…|→|»|➡|–>)\s*[12]\d\d(?![\w%]))+|(?:\s*(?:,|;|/|\bthen\b|\band\b|\band then\b)\s*(?:and |then |now )*[12]\d\d(?![\w%]))+(?=,? (?:on|in|at|from|for) (?:\w+ ){0,3}(?:forms?|nbmes?|uwsas?|mocks?|practice|self)\b))",
    re.I,
)
_NO_DIGIT = re.compile(r"\D")
# "231 / P / 2015": a pass between strokes, of the exam that has no score.
_P_IN_LIST = re.compile(r"(?P<before>(?:^|[/|])\s*)P(?:ass(?:ed)?)?(?=\s*[/|]|\s*$)", re.I)
_EXAM_CELL = re.compile(r"(?:step ?[123](?: ?ck)?|ck|s[123])\W*$", re.I)
# Groups of digits of which one is longer than a score and no year: a phone number, not a row of scores.
_PHONE = re.compile(
    r"(?<![\w+(])(?:\b(?:call|phone|whats ?app|mobile|cell|tel|contact)\b[^\d\n]{0,20})?[+(]{0,2}\d[\d ().-]{5,28}\d(?!\d)",
    re.I,
)
# "?????" says no more than "??".
_REPEATED = re.compile(r"([^\w\s])\1{2,}")
# "CK-238" and "ck238" are written as one word.
_GLUED = re.compile(r"\b(?:s2 ?ck|ck|step ?2(?: ?ck)?)(?:[-=](?=\d{3}\b)|(?<=k)(?=\d{3}\b))", re.I)
# One vague number, not two.
_BETWEEN = re.compile(r"\b(?:between|from) ?([12]\d\d) (?:and|to) ([12]\d\d)\b", re.I)
# "yog2019", "1obs": a number stuck to its noun.
_STUCK = re.compile(
    r"\b(?P<noun>yog|usce|lors?|obs|nbme|uwsa|match|grad)(?=\d{1,4}\b)(?!uwsa\d)|\b(?P<count>\d{1,3})(?=(?:obs|usce|lors?|letters?|progs?|programs?|electives?|rotations?|pubs)\b)",
    re.I,
)
# "step 1: F, then P".
_F_IN_RESULT = re.compile(r"(?P<exam>\b(?i:step ?[123](?: ?ck)?|s[123]|ck)\s*[:=-]?\s*)F(?![\w&'’-])")
# "I opened the report and it says F", where a Step is spoken of.
_F_TOLD = re.compile(
    r"(?P<before>\b(?i:it'?s|it is|it was|says?|said|showed|shows|got|was|is|got an)\s+)F(?![\w&'’/.-]\w|\w)"
)
_NAMES_STEP = re.compile(r"\b(?:step|s[123]|ck|usmle)", re.I)
# "l0 weeks", "8O%": one real digit is enough where a unit follows.
_SLIP_BY_UNIT = re.compile(
    r"(?<![\w.])(?:[lI][\doO]|\d[oOlI])(?=\s?%|\s+(?:percent|weeks?|wks?|months?|programs?|progs?|days?)\b)"
)
# "J or H, both are fine".
_J_OR_H = re.compile(r"\bJ(?:-?1)?(?P<between>\s*(?:or|and|/|&)\s*)H(?:-?1-?B)?\b")
# "my step 1 failure": a fail; "regarded as a failure" is none.
_FAILURE = re.compile(r"(?P<exam>\b(?:step ?[123](?: ?ck)?|s[123]|ck)) failure\b", re.I)
_OF_NTH = re.compile(
    r"\b(?P<before>(?:in|on|for|at|passed|failed|cleared|attempts of) (?:my |the )?)(?P<nth>first|second|third) step\b(?! ?\d)(?! (?:of|to|towards?|in|is)\b)",
    re.I,
)
_THEN_P = re.compile(r"\b(?i:then|now) (?:a )?P(?![\w/])")
# "s1 pass 1st, ck 244 1st": the try.
_NTH_TRY = re.compile(r"(?P<told>\b(?:pass(?:ed)?|p|[12]\d\d),? \(?(?:1st|2nd|3rd))(?=\s*(?:[,.;/|)]|$))", re.I)
# "nbme9-214", "s1/p s2/241": an exam stuck to its result.
_DASHED = re.compile(
    r"(?P<form>\b(?:nbme|uwsa|form)\s?\d{1,2})\s?[-–]\s?(?=[12]\d\d\b)|(?P<exam>\b(?:s[123]|step ?[123]|ck))\s?/\s?(?=(?:p|pass|[12]\d\d)\b(?!/))",
    re.I,
)
_ATTEMPTS = re.compile(r"(?P<noun>\battempts?)\s?:\s?(?=[1-4]\b)", re.I)
_PASSED_BOTH = re.compile(r"\b(?P<told>passed|cleared) both\b(?!\s+(?:steps?|exams?|of|my|the|step)\b)", re.I)
# "went from 198 to 231": two scores, not one vague one.
_FROM_TO = re.compile(
    r"(?P<moved>\b(?:went|gone|going|jump\w*|rose|dropp?\w*|fell|improv\w*|climb\w*|came|moved|up|down|increas\w*)\b[^\d.?!]{0,25}from )(?P<first>[12]\d\d) to (?P<second>[12]\d\d)\b",
    re.I,
)
_P_FOR_PASS = re.compile(r"\b(?P<exam>step ?1|s1|step ?i)(?P<sign>\s*[:=-]?\s*)p(?![\w/])", re.I)
_EQUALS = re.compile(r"(?<=\w)=(?=\d)")
# "usce/2 lors", "pass/2016/india": each note by itself.
_SLASHED = re.compile(
    r"(?<=[a-z]{3})/(?=\d)|(?<=\d)/(?=[a-z]{3})|(?<=\d{4})/(?=[a-z])|(?<=[a-z]{3})/(?=[a-z]{2,} ?\d)", re.I
)
_YEAR_2K = re.compile(r"\b2k(?=[0-3]\d\b)", re.I)
_GOES_ON = re.compile(r"(?<=\d)\.(?=\s+(?:sorry|oops|no wait|correction|i mean|wait)\b)", re.I)
_FROM = re.compile(r"\bfrm\b", re.I)
_HALF = re.compile(r"\bhalf (?:a |of a )(?P<unit>month|year)\b", re.I)
_AND_A_HALF = re.compile(r"\b(?:a|one|1) (?P<unit>month|year|week) and (?:a )?half\b", re.I)
_FORTNIGHT = re.compile(r"\b(?:a |one |1 )?fortnight\b", re.I)
# "Backup? FM. Visa? J1.": notes that ask and answer themselves.
_ASKED_AND_ANSWERED = re.compile(
    r"(?P<label>(?:^|(?<=[.!;,] )|(?<=\n))(?:my )?(?:back ?up|visa|usce|yog|research|lors?|letters|pubs|publications|match(?: year)?|programs|country))\?{1,3} (?=(?!is\b|are\b|or\b|do\b|does\b|what\b|how\b|which\b|when\b|should\b|can\b|why\b|any\b|will\b|where\b|if\b)\w[^?]{0,40}(?:[.,!;\n]|$))",
    re.I,
)
# A row of results with strokes between: "219/226/231".
_STROKES = re.compile(r"(?<![\w/])[12]\d\d(?:\s?/\s?[12]\d\d){2,}(?![\w/%])")
_SHORT_HAVE = re.compile(r"\b(?:hv|hav)\b", re.I)
_LOOSE_SIGN = re.compile(r"(?<=\w) +(?=[:,](?:\s|\d))")


@dataclass(frozen=True)
class Respelled:
    """A text spelled in one way, and for each of its characters the place in the text it was made of."""

    text: str
    places: list[int]

    def place(self, at: int) -> int:
        """The place in the first text."""
        return self.places[max(0, min(at, len(self.places) - 1))]


def respell(text: str) -> Respelled:
    """The text with its numbers in digits."""
    spelled = Respelled(text, list(range(len(text) + 1)))
    for pattern, written in _RULES:
        spelled = _replace(spelled, pattern, written)
    return spelled


def _replace(old: Respelled, pattern: re.Pattern[str], written: Callable[[re.Match[str]], str]) -> Respelled:
    parts: list[str] = []
    places: list[int] = []
    at = 0
    for match in pattern.finditer(old.text):
        new = written(match)
        if new == match.group():
            continue
        parts += [old.text[at : match.start()], new]
        places += old.places[at : match.start()] + [old.places[match.start()]] * len(new)
        at = match.end()
    return Respelled("".join([*parts, old.text[at:]]), places + old.places[at:]) if parts else old


def _second_one(match: re.Match[str]) -> str:
    return f"{match['before'] or ''}step 2"


def _in_list(match: re.Match[str]) -> str:
    """A pass only where the list has more than the letter."""
    named = _EXAM_CELL.search(match.string[: match.start()])
    if named or not re.search(r"\d{3}", match.string):
        return match.group()
    stuck = match.string[match.end() : match.end() + 1] in ("/", "|")
    return (", " if match["before"].strip() else "") + "step 1 pass" + ("," if stuck else "")


def _f_told(match: re.Match[str]) -> str:
    return f"{match['before']}fail" if _NAMES_STEP.search(match.string) else match.group()


def _in_digits(match: re.Match[str]) -> str:
    return match.group().translate(str.maketrans("oOlI", "0011"))


def _without_phone(match: re.Match[str]) -> str:
    """Blank if it is a phone number; what is a row of scores or years stays."""
    words = re.match(r"[^\d+(]*", match.group())
    groups = re.findall(r"\d+", match.group())
    long = [group for group in groups if len(group) > 3 and not re.fullmatch(r"(?:19|20)\d\d", group)]
    named = bool(words and words.group().strip())
    if sum(map(len, groups)) >= (7 if named else 9) and (long or named or match.group().startswith("+")):
        return " " * len(match.group())
    return match.group()


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_REPEATED, lambda match: match.group(1) * 2),
    (_PHONE, _without_phone),
    (_SLIP, _in_digits),
    (_SLIP_BY_UNIT, _in_digits),
    (_J_OR_H, lambda match: f"J1{match['between']}H1B"),
    *number_words.RULES,
    (_SPACED, lambda match: f"{match['told']}{match['is']}{match['digits'].replace(' ', '')}"),
    (_STEP_L, lambda match: f"{match['step']}1"),
    (_NTH_STEP, lambda match: f"step {_NTH[match['nth'][0].lower()]}"),
    (_SECOND_ONE, _second_one),
    (_STEPS_AND, lambda match: "both steps"),
    (_NEITHER, lambda match: "neither steps"),
    (_F_FOR_FAIL, lambda match: "fail"),
    (_APPROVED, lambda match: f"{match['exam']}{match['is']}passed"),
    (_ROW, lambda match: _NO_DIGIT.sub(" ", match.group())),
    (_STROKES, lambda match: _NO_DIGIT.sub(" ", match.group())),
    (_SHORT_HAVE, lambda match: "have"),
    (_FROM_TO, lambda match: f"{match['moved']}{match['first']}    {match['second']}"),
    (_GLUED, lambda match: "ck "),
    (_BETWEEN, lambda match: f"{match.group(1)}-{match.group(2)}"),
    (_ATTEMPTS, lambda match: f"{match['noun']} "),
    (_DASHED, lambda match: f"{match['form'] or match['exam']} "),
    (_STUCK, lambda match: f"{match.group()} "),
    (_P_FOR_PASS, lambda match: f"{match['exam']}{match['sign']}pass"),
    (_P_IN_LIST, _in_list),
    (_F_IN_RESULT, lambda match: f"{match['exam']}fail"),
    (_F_TOLD, _f_told),
    (_FAILURE, lambda match: f"{match['exam']} fail"),
    (_OF_NTH, lambda match: f"{match['before']}step {_NTH[match['nth'][0].lower()]}"),
    (_THEN_P, lambda match: "then pass"),
    (_NTH_TRY, lambda match: f"{match['told']} attempt"),
    (_PASSED_BOTH, lambda match: f"{match['told']} both steps"),
    (_SLASHED, lambda match: " / "),
    (_YEAR_2K, lambda match: "20"),
    (_GOES_ON, lambda match: ","),
    (_FROM, lambda match: "from"),
    (_HALF, lambda match: f"0.5 {match['unit']}"),
    (_AND_A_HALF, lambda match: f"1.5 {match['unit']}s"),
    (_FORTNIGHT, lambda match: "2 weeks"),
    (_ASKED_AND_ANSWERED, lambda match: f"{match['label']}: "),
    (_EQUALS, lambda match: " "),
    (_LOOSE_SIGN, lambda match: ""),
)
