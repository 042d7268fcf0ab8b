"""What a question tells beside what it asks: "how many programs with 232, I need a J-1", "is it bad that I failed Step 1?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu import dates
from bot.nlu.clauses import Clause, Mood, asks_from_start
from bot.nlu.exam_words import MINE, labels_of, plausible
from bot.nlu.numbers import Found as Number
from bot.nlu.statements import Found

_EXAM = r"(?:usmle )?(?:step ?[123](?: ?ck)?|s[123] ?(?:ck)?|ck|nbme ?\d{0,2}|uwsa ?\d?|form)"
_VISA = r"(?:j-? ?1|h-? ?1-?b?|visa|sponsorship)\b"
_I = re.compile(r"\b(?:i|i'm|im|i've|ive|my|me|mine)\b", re.I)
# "i only got 221", but neither "if I got" nor "should i have".
_GOT = re.compile(
    r"(?<!\bif )(?<!\bcan )(?<!\bshould )(?<!\bdo )(?<!\bdid )(?<!\bwould )(?<!\bonce )(?<!\bwhen )(?<!\buntil )(?<!\bunless )(?<!\bwill )(?<!\bcould )\b(?:i|he|she|i've|ive)\s+(?:\w+\s+)?"
    rf"(?:got|scored|have|has|made|ended(?: up)?(?: with| at| on)?|received|managed|landed(?: on| at)?)\s+(?:an? |only |just |like |my |{_EXAM} |score )*(?:of )?$",
    re.I,
)
_WITH = re.compile(
    rf"\b(?:with|w/?|having|on|at|of|about)\s+(?:an? |only |just |my |the |about |{_EXAM} |score |result )*(?:of )?$",
    re.I,
)
_REPAIRED = re.compile(
    rf"\b(?:lift|raise|improve|fix|offset|compensate|make up|makes up|explain|hide|rescue|save|redeem|repair|overcome|erase|outweigh|cover|defend|justify|better|balance|wash away|undo|soften|heal|(?:tell|talk|speak|ask)(?: to)?(?: them| pds?| programs| directors)? about|mention|bring up|address|disclose)\s+(?:for )?(?:(?:an?|the|my|this|that)\s+|(?=ck |step ?2))(?:{_EXAM} |score |low |mere |of )*$",
    re.I,
)
# "how to explain 222 on ck".
_EXPLAINED = re.compile(r"\b(?:explain|address|mention|offset|compensate for|justify|defend|frame|spin)\s+$", re.I)
# "with step 1 224": who has a number for Step 1 sat it before 2022.
_OLD_STEP1 = re.compile(
    r"\b(?:with|having|my)\s+(?:an? |old |my )*(?P<told>(?:step ?1|s1)\s*(?:score |of |was |is |= ?|: ?|at )*(?:an? )?[12]\d\d)\b",
    re.I,
)
_VISA_AFTER = re.compile(
    rf"^\s*(?:(?:[,&+/]|and|n|with|w/?|plus|that|who|which)\s*)?(?:(?:needs?|needing|wants?|requires?|on|an?|the)\s+)*{_VISA}",
    re.I,
)
_VISA_BEFORE = re.compile(rf"\b{_VISA}\s*(?:[,&+/]|and|n|with|plus)\s*(?:an? |{_EXAM} )*$", re.I)
# "a 225 from Iraq".
_ORIGIN = re.compile(r"^,? (?:from|img|grad)\b", re.I)
# The judgement of a number is of one's own where the rest of the message tells of oneself.
_JUDGED = re.compile(rf"^\W*(?:and |so |but |or |then |ok |well )*(?:is|are|was|does|will)\s+(?:an? |{_EXAM} )*$", re.I)
_NEEDED = re.compile(
    r"\b(?:needs?|needed|requires?|required|want|aim\w*|target\w*|goal|reach|get|hit|wait\w*|minimum|min|at least|cut ?off|average|above|below|under|over|score)\s+(?:for |at |is |of |to |be |get |have |an? |the |my )*$",
    re.I,
)
_NEEDED_AFTER = re.compile(
    r"^\s*(?:is |are |be |really )*(?:needed|required|necessary|(?:an?|the) (?:\w+ )?(?:goal|target|aim|floor|minimum|cut\w*|bar|threshold)\b|safer|overkill|the aim|on (?:a|the|an) (?:form|nbme|mock))",
    re.I,
)
_TAIL = re.compile(rf"^\s+(?:on|in|for|at)\s+(?:my |the |an? )?{_EXAM}", re.I)
_HEAD = re.compile(
    rf"(?:\b{_EXAM}(?:\s+(?:score|result))?\s*(?:of |is |was |at |being |: ?|= ?)?(?:an? |only |just )*)$", re.I
)
_A = re.compile(r"\b(?:an?|this|the)\s+$", re.I)
_WOULD = re.compile(r"\b(?:would|could|might)\b", re.I)
_SUPPOSED = re.compile(r"\b(?:if|what if|suppose|imagine|assuming|were|instead)\b", re.I)

# "is it bad that i passed", "since i have not taken": what follows is taken for granted.
_GRANTED = re.compile(
    r"\b(?:that|because|since|why|how|bc|coz|cuz|cos|considering|given|seeing|now that|although|though|after|if(?=[^,.?]*\b(?:in (?:19|20)\d\d|already|last (?:year|month)|ago)\b))\s+"
    rf"(?P<told>(?:i|he|she|my\s+{_EXAM})\s+(?:(?:only|already|just|have|had|has|never|finally|still|once|barely|even)\s+)*(?:passed|failed|flunked|got|scored|took|cleared|was|is|came|fell|dropped|went|rose|jumped|stays?|keeps?|have|had|has|haven'?t|hasn'?t|needed|did ?n[o']t|didn'?t|am|ended)\b.*)",
    re.I,
)
_MY_RESULT = re.compile(
    rf"\bmy\s+(?:(?:\d|two|three|four|second|third|failed|first)\s+(?:attempts?|tries|try|fails?|failures?)\s+(?:in|on|at|for|of)\s+(?:the )?{_EXAM}|{_EXAM}\s+(?:fail|failure|fails)\b|failed\s+{_EXAM}\b)",
    re.I,
)
_PRACTICE = re.compile(
    r"\b(?:with|an?|my|when|since|while)\s+(?:my |last |latest |recent )*(?P<told>(?:nbmes?|forms?|mocks?|uwsas?|practice scores?|self assessments?)(?:\s+\d{1,2})?\s*(?:score |scores )?(?:at|of|around|being|is|are|was|=|:)?\s*[12]\d\d(?:[ ,]+(?:and )?[12]\d\d)*)\b(?! (?:needed|enough|required))",
    re.I,
)
_BEFORE_EXAM = re.compile(r"^\s+(?:\w+ )?(?:days?|weeks?|months?) (?:before|out|to go|left|from)\b", re.I)
_THAT_IS_MINE = re.compile(
    r"\b(?:that'?s|thats|this is|it'?s|its|it is|that is|which is)\s+(?:sadly |exactly |unfortunately |just )*(?:what (?:i|he|she) (?:have|got|scored|has|had|made|received)|my (?:\w+ )?(?:score|number|result|mark|ck|reality|case|situation|story)|mine|me)\b",
    re.I,
)

_OWNED = r"(?:my|his|her|the|this)\s+(?:real |actual |damn |upcoming )*"
_PLANNED = re.compile(
    rf"\b(?:(?:push|mov|delay|shift|chang)(?:e|ing|ed|s)?\s+(?:back |up )?{_OWNED}|(?:re-?schedul|postpon|cancel|defer)(?:e|ing|ed|s|ling)?\s+(?:{_OWNED})?"
    rf"|(?:good|ready|safe|high|strong|prepared)\s+(?:enough\s+)?(?:to|for)\s+(?:book|sit|take|schedule|give|write)?\s*(?:for )?(?:{_OWNED})?(?:real |actual )*"
    rf"|(?:before|b4)\s+(?:i|he|she)\s+(?:even |can )*(?:book|sit|take|schedule|give|write|start)\s+(?:preparing |studying |prep )*(?:for )?(?:{_OWNED})?"
    rf"|(?:book|schedule)\s+{_OWNED}"
    r"|(?:push|move|delay|shift|postpone)\s+(?=(?:ck|step ?2|exam)\b[^?]{0,12}\b(?:from|to|by)\b)"
    r"|how to (?:best |even )?(?:study|prepare|prep|revise) for\s+(?:the |my )*(?=(?:step ?2|ck|s2)\b.*\b(?:like this|this way|then|now)\b)|how (?:(?:do|can|could|will|should|would|to) )?(?:i|we) (?:best |even |ever )?(?:study|prepare|prep|revise) for\s+(?:the |my )*)(?P<exam>(?:usmle )?(?:step ?2(?: ?ck)?|s2 ?ck|ck|step ?[13]|exam|test))\b",
    re.I,
)
_EITHER_TIME = re.compile(
    r"^\W*(?:(?:take|sit|give|write) )?(?:my )?(?:step ?2(?: ?ck)?|s2 ?ck|ck)\s+(?:in|on|by|at|early|late|mid|now|this|next|before)\b.*\bor\b",
    re.I,
)
# "what ck i must get": the score is still to come.
_TO_GET = re.compile(
    r"\b(?:what|which|how much) (?:step ?2(?: ?ck)?|s2 ?ck|ck)(?: score)? (?:i (?:must|have to|need to|should|now need to)|(?:must|should) i) (?:get|score|reach|make|hit|have)\b",
    re.I,
)
_IN_CASE = re.compile(
    r"(?<!what )\b(?:if|when|in case) i (?:give|take|sit|write|do) (?:my |the )?(?:step ?2(?: ?ck)?|s2 ?ck|ck) on (?:the )?$",
    re.I,
)
_FULL_DAY = len("2027-08-20")
_DAY_OF_IT = re.compile(
    r"\b(?:my|his|her|cancel|postpone|push|keep|reschedule|delay)\s+(?:step ?2(?: ?ck)?|s2 ?ck|ck|exam)\s+(?:exam |date |slot )?(?:on|from|in|is|of|booked for|booked on|booked|at|\()\s*(?:the )?$",
    re.I,
)
_DAY_BEFORE_IT = re.compile(r"^\s*(?:step ?2|s2 ?ck|ck|exam)\b", re.I)
_BANK = r"(?:u ?world|uw|q ?bank|question bank|amboss)"
_USED = re.compile(
    r"\b(?:use|split|spend|divide|structure|fill|organi[sz]e)\s+(?:up )?(?:my |the |these |those |only )*(?P<weeks>\d{1,2})\s?(?:weeks|wks)\b",
    re.I,
)
_BLOCKED = re.compile(
    r"\b(?:the|my|these|those) (?P<weeks>\d{1,2})\s?(?:weeks|wks) (?:that |which )?i(?:'ve| have|'m| am| will)? (?:have )?(?:blocked|set aside|reserved|kept|keep|free|put aside|taken off|taking off|protected|saved|have left)\b",
    re.I,
)
_SHARE = re.compile(
    rf"\b{_BANK}\s+(?:now |when |being |i'?m |im |i am )*at\s+(?P<one>\d{{1,3}})\s?%|\bat\s+(?P<two>\d{{1,3}})\s?%\s+(?:of|through|in|into)\s+(?:my |the )*{_BANK}\b|\bwith\s+(?:only |just )?(?P<three>\d{{1,3}})\s?%\s+(?:of\s+)?(?:my |the )*{_BANK}\s+(?:done|finished|complete[d]?)|\b(?:remaining|last) (?P<left>\d{{1,3}})\s?% of (?:my |the )*{_BANK}\b",
    re.I,
)


def told(clause: Clause) -> Iterator[Clause]:
    """The parts of a question that state a result of the applicant."""
    if match := _GRANTED.search(clause.text):
        yield _part(clause, match.start("told"), len(clause.text.rstrip("? ")))
        return
    if match := _OLD_STEP1.search(clause.text):
        yield _part(clause, match.start("told"), match.end())
    if match := _MY_RESULT.search(clause.text):
        yield _part(clause, match.start(), match.end())
    if (match := _PRACTICE.search(clause.text)) and (
        _I.search(clause.text) or match.group()[0] in "wWsS" or _BEFORE_EXAM.match(clause.text[match.end() :])
    ):
        yield _part(clause, match.start("told"), match.end("told"))
        return
    yield from own(clause)


def own(clause: Clause) -> Iterator[Clause]:
    """The scores called one's own in a clause, whoever it tells of: "my cousin says my 232 is plenty"."""
    for number in plausible(clause.text):
        before, after = clause.text[: number.start], clause.text[number.end :]
        if _NEEDED_AFTER.match(after):
            continue
        repaired = _REPAIRED.search(before) and "EXAM_practice" not in labels_of(clause.text)
        explained = _EXPLAINED.search(before) and _TAIL.match(after)
        if (
            MINE.search(before)
            or _GOT.search(before)
            or repaired
            or explained
            or (_ORIGIN.match(after) and "ABROAD" in labels_of(clause.text) and not _NEEDED.search(before))
        ):
            yield _score(clause, number)
        elif not _NEEDED.search(before) and (visa := _VISA_AFTER.match(after) or _VISA_BEFORE.search(before)):
            ahead = visa.start() < visa.end() <= len(after) and after.startswith(visa.group())
            yield (
                _part(clause, number.start, number.end + visa.end())
                if ahead
                else _part(clause, visa.start(), number.end)
            )


def perhaps(clause: Clause) -> Clause | None:
    """The one score of a question that is the applicant's where nothing else of the message speaks against it."""
    numbers = plausible(clause.text)
    if len(numbers) != 1 or _SUPPOSED.search(clause.text):
        return None
    before, after = clause.text[: numbers[0].start], clause.text[numbers[0].end :]
    if _NEEDED.search(before) or _NEEDED_AFTER.match(after):
        return None
    of_me = _A.search(before) and _I.search(clause.text) and not _WOULD.search(clause.text)
    return _score(clause, numbers[0]) if of_me or _WITH.search(before) or _JUDGED.search(before) else None


def claimable(clause: Clause) -> Clause | None:
    """What a question asks about, as the statement it becomes when somebody adds "that is my case"."""
    numbers = plausible(clause.text)
    if len(numbers) == 1:
        return _score(clause, numbers[0])
    return None if numbers else _part(clause, 0, len(clause.text.rstrip("? ")))


def speaks_of_self(clause: Clause) -> bool:
    """Whether a clause says "I" or "my"."""
    return _I.search(clause.text) is not None


def is_mine(clause: Clause) -> bool:
    """Whether a clause claims the score that was asked about: "thats what i have"."""
    return _THAT_IS_MINE.search(clause.text) is not None and not plausible(clause.text)


def is_granted(clause: Clause) -> bool:
    """Whether a question takes a result for granted, so that what goes on with it does too."""
    return _GRANTED.search(clause.text) is not None


def begins(clause: Clause) -> bool:
    """Whether a clause begins a question of its own."""
    return asks_from_start(clause.text)


def planned(clause: Clause) -> str | None:
    """The exam that a question shows to lie ahead: "should I postpone my ck?"."""
    if match := _PLANNED.search(clause.text):
        found = re.search(r"[13]", match["exam"])
        return f"step{found.group()}" if found else "step2_ck"
    return "step2_ck" if _EITHER_TIME.search(clause.text) or _TO_GET.search(clause.text) else None


def facts(clause: Clause, today: date) -> Iterator[Found]:
    """The day of the exam that a question asks to move, and the share of the question bank at which it asks."""
    for when in dates.find(clause.text, today, past=False):
        moved = _DAY_OF_IT.search(clause.text[: when.start]) or _DAY_BEFORE_IT.match(clause.text[when.end :])
        if moved and when.value and when.value > str(today)[: len(when.value)]:
            yield Found("step2_ck_date", when.value, when.start, when.end)
            yield Found("step2_ck_status", "not_taken", when.start, when.end)
            break
    if (match := _BLOCKED.search(clause.text) or _USED.search(clause.text)) and _I.search(clause.text):
        yield Found("prep_weeks", int(match["weeks"]), match.start(), match.end())
    if match := _SHARE.search(clause.text):
        share = 100 - int(match["left"]) if match["left"] else int(match["one"] or match["two"] or match["three"])
        yield Found("qbank_percent", share, match.start(), match.end())


def day_in_condition(clause: Clause, today: date) -> Iterator[Found]:
    """The day told in a condition: "if i give ck on 20 august 2027, do they see the result?"; a month alone is only supposed."""
    for when in dates.find(clause.text, today, past=False):
        if (
            when.value
            and len(when.value) == _FULL_DAY
            and when.value > str(today)
            and _IN_CASE.search(clause.text[: when.start])
        ):
            yield Found("step2_ck_date", when.value, when.start, when.end)
            yield Found("step2_ck_status", "not_taken", when.start, when.end)
            return


def _score(clause: Clause, number: Number) -> Clause:
    """A score with the exam named beside it."""
    head = _HEAD.search(clause.text[: number.start])
    tail = _TAIL.match(clause.text[number.end :])
    return _part(clause, head.start() if head else number.start, number.end + (tail.end() if tail else 0))


def _part(clause: Clause, start: int, end: int) -> Clause:
    return Clause(clause.text[start:end], clause.start + start, Mood.STATES)
