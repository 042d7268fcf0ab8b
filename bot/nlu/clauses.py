"""Cuts a message into clauses and tells for each whether it states something, asks, or supposes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

# A question may begin in the middle of a line that has no comma: "i got 238 is it enough".
ASKS = (
    r"(?:what|how|when|where|which|who|why|is|are|am|do|does|did|can|could|should|shall|will|would)"
    r"(?= (?:i|it|its|that|this|these|they|there|my|me|the|we|you|he|she|his|her|programs?|people|someone|anyone|many|much|long|about)\b)"
)
_STARTS_QUESTION = re.compile(
    rf"^(?:and |but |so |or |then |also |pls |please |hi |hello |sir |doctor )*(?:{ASKS}|what|how|why|which|where|who(?! (?:graduated|passed|failed|finished|studied|scored)\b)|when (?:is|are|do|does|will|should|can|to)|(?:is|are)(?! (?:reapplying|working as|from)\b)|may (?:i|we)(?= (?:kindly )?(?:ask|know))|can(?! (?:(?:only|just|also|still|maybe|at most) )?(?:spare|keep|afford|study|give|spend|manage|pay|dedicate|apply to \d|take \d))|should|or better (?:do|to|take|go|just|wait)|do(?! (?:student|senior|grad|graduate|school|degree)\b)|does|would(?! (?:need|prefer|like|love|require|want|accept) (?:an? |to )?(?:j|h|visa|sponsor|apply))|any (?:chance|hope|tips?|advice)|(?:tell|give|show|send) me|explain|list of|on what (?:basis|grounds?)|based on what|(?:push|move|postpone|delay|shift) (?:my )?(?:step ?2(?: ?ck)?|s2 ?ck|ck|exam) (?:from|to|by)|(?:take|sit|give|write) (?:my )?(?:step ?2(?: ?ck)?|s2 ?ck|ck|exam) (?:in|on|by|at|early|late|mid|now|this|next|before)(?=.*\bor\b)|i heard|better(?=.*\bor\b)|(?:will|would|could) (?:(?:an? )?\d+|an?|the|any|anyone|someone|programs?|step|ck|this|that|research|letters?|people)|was \d\d\d\b|(?:(?:is|was|does|did)n'?t|was|were) (?:it|that|this|these|those|they)|(?:has|have|did|was|were) (?:any|anyone|anybody|someone|people|programs))\b",
    re.I,
)
_INNER_QUESTION = re.compile(
    r"(?<=\w)(?<!\bwhen)(?<!\bhow)(?<!\bwhat)(?<!\bwhere)(?<!\bwhy)(?<!\bwhich) (?!what (?:i|he|she) (?:have|has|got|scored|had|made|received)\b)(?=(?:(?:what|how|when|where|which|why|is|are|should|can|do|will|would)(?: (?:i|it|that|this|my(?! (?:back|plan|second|alternative|budget|limit|max|score|result|list|target|next|year|cycle|season|goal|choice|first|third))|they|we|to)\b)"
    r"|how (?:many|much|long|few|to|should|do|does|is|are|can)\b|what (?:should|is|are|would|do|does|can|score|target|next|now|else|(?:ck|step ?2)(?: ?ck)?(?: score)? (?:i|do|should|must))\b|which (?:programs?|\w+ (?:should|do|does))\b|why (?:do|does|are|not|should)\b|where (?:to|should|do|can|apply)\b|when (?:to|should|do|does)\b))",
    re.I,
)
# What somebody supposes behind what they state: "i have 238 what if i pass step 3".
_INNER_SUPPOSITION = re.compile(
    r"(?<=\w) (?=(?:what if|if (?:i|my|we|he|she)\b|suppose|imagine|assuming|let'?s say))", re.I
)
# "is it realistic with 2 months of usce, 3 letters and a CK of 232?": what is listed is asked with the rest.
_LISTS = re.compile(r"\b(?:with|having|have)\b[^,]*\d", re.I)
# "when I took CK I got 238" tells; "when I should take it" asks.
_WHEN_TOLD = re.compile(
    r"^(?:and |but |so |also )*when (?:i|he|she) (?:took|sat|gave|wrote|did|was|got|had|passed|failed|applied|graduated|tested|finished)\b",
    re.I,
)
# The judgement asked for at the end of a line in note form: "step1 pass ck 238 chances in pmr?"
_TAIL_QUESTION = re.compile(
    r"(?<=\w) (?=(?:any chances?|chances?|possible|good enough|enough|realistic|competitive|worth it|okay|ok)\b[^,?]*\?)",
    re.I,
)
_SUPPOSES = re.compile(
    r"\b(?:^had i\b|if (?!it helps|that helps|you (?:can|could|would|may|might) |(?:i|he|she) (?:already )?(?:passed|failed|took|cleared|got)\b[^,.?]*\b(?:already|in (?:19|20)\d\d|last (?:year|month)|ago)\b)|suppose|supposing|imagine|pretend|in (?:ur|your) (?:head|mind)|^\W*(?:the )?same (?:question|qn)\b|same (?:case|profile|person)\b[^.?!]*\bbut|assuming|assume|let'?s say(?!\s*(?:[,.]|$))|hypothetically|would have|could have|could get|i wish|\bi(?: would|'d) be\b(?! (?:grateful|thankful|glad|obliged|applying|graduating|reapplying|(?:on |needing )?(?:an? )?(?:j|h)-?\s?1))|(?:would|'d) (?:cry|be (?:happy|fine|ok|okay|glad|content|thrilled|sad|devastated)(?! if you)|die|kill)\b|^\W*(?:so |ok )?say (?:an?|someone|somebody|one|my|i)\b|in case (?!you|it)|unless|what about getting|(?:afraid|scared|(?<!out of )fear)(?! to (?:even )?(?:book|sit|take|schedule|register)\b)|might|maybe(?! \+?\d+ (?:more )?(?:points|marks))|nightmare|(?<!nbme )(?<!uwsa )(?<!uwsa\d )(?<!uwsa \d )(?<!amboss )(?<!sa )(?<!assessment )(?<!nbmes )predicted(?![^.?!]*\b(?:got|real|actual)\b)|i expect|i think i will|say i had)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|\n+|(?<=\?)(?=\w)|(?<=[a-z\d]\.)(?=[a-z]{2})", re.I)
_CLAUSE = re.compile(
    r",\s+|,(?=\D)|\s+(?:but|then)\s+|\s+--+\s+|\s+—\s+(?!\d)|\s+[–-]\s+(?=(?:what|how|is|are|should|can|do|does|where|which|why|when|will|would)\b)|\s+so\s+(?=(?:it'?s|its|it is|maybe|perhaps|might|i guess|i think)\b)|\s*;\s*|\s+[|/•]+\s+|\s*\|\s*|(?<![\dk)])\s*:\s+|\s+(?=after passing)|\s+(?:and|n|plus|also)\s+",
    re.I,
)
# A bracket in a question, but no number of a list: "(1) how many".
_BRACKET = re.compile(r"\s+\((?!\w\)|or\b|and\b)")
_CLOSED = re.compile(r"\)\s*")
# "ck in june or july?" has no verb, and asks.
_EITHER_TIME = re.compile(
    r"^\W*(?:my )?(?:step ?2(?: ?ck)?|s2 ?ck|ck|exam)\s+(?:in|on|by|at|early|late|mid|now|this|next|before)\b.*\bor\b",
    re.I,
)
# What stands behind a question as a note: "CK 226", "2018 grad with CK 229".
_NOTE = re.compile(
    r"^\W*(?:with (?:an? )?)?(?:(?:step ?2(?: ?ck)?|s2 ?ck|ck|step ?1|s1)\s*(?:score |of |is |: ?|= ?)*(?:[12]\d\d|pass(?:ed)?)|(?:an? )?(?:19|20)\d\d grad\w*(?: with (?:an? )?(?:step ?2(?: ck)?|ck)(?: of)? \d{3})?|yog \S+|class of \d{4}|[12]\d\d)\W*$",
    re.I,
)
_OF_ME = re.compile(r"\b(?:i|i'm|im|me|my|mine)\b", re.I)
_OF_AIM = re.compile(r"\b(?:aim\w*|targets?|goals?|need|reach|get|score|instead|what if|hit)\b", re.I)
LONGEST_SENTENCE = 500
CONTINUED = 2


class Mood(Enum):
    """What a clause does."""

    STATES = "states"
    ASKS = "asks"
    SUPPOSES = "supposes"


@dataclass(frozen=True)
class Clause:
    """A piece of a message: its text, where it begins, and what it does."""

    text: str
    start: int
    mood: Mood


def sentences(text: str) -> list[tuple[str, int]]:
    """The sentences of a message with their places; a line end or a question mark ends one too."""
    return [part for piece in _pieces(text, 0, _SENTENCE) for part in _bounded(*piece) if part[0].strip()]


def _bounded(text: str, start: int) -> Iterator[tuple[str, int]]:
    """A text without end in parts of bearable length, cut at a space: reading a sentence takes more than linear time."""
    while len(text) > LONGEST_SENTENCE:
        cut = text.rfind(" ", 1, LONGEST_SENTENCE) + 1 or LONGEST_SENTENCE
        yield text[:cut], start
        text, start = text[cut:], start + cut
    yield text, start


def clauses(text: str) -> list[Clause]:
    """The clauses of a message, in order."""
    found: list[Clause] = []
    for sentence, start in sentences(text):
        found += [Clause(each.text, start + each.start, each.mood) for each in _clauses_of(sentence)]
    return found


@functools.lru_cache(maxsize=64)
def _clauses_of(sentence: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, which is asked for several times while a message is read."""
    cut = [inner for part, at in _pieces(sentence, 0, _CLAUSE) for inner in _halves(part, at)]
    parts = [
        inner
        for part, at in cut
        for inner in (_pieces(part, at, _CLOSED) if _in_bracket(sentence, at) else [(part, at)])
        if inner[0].strip()
    ]
    asked = sentence.rstrip().endswith("?")
    found: list[Clause] = []
    supposing = False
    noted = asked and len(parts) > 1 and _ends_in_notes(sentence, [part for part, _ in parts])
    for place, (part, at) in enumerate(parts):
        told = _in_bracket(sentence, at)
        supposing = supposing or bool(_SUPPOSES.search(part))
        if found and found[-1].mood is Mood.ASKS and _continues(sentence, found[-1], part, at):
            found.append(Clause(part, at, Mood.ASKS))
            continue
        found.append(
            Clause(
                part,
                at,
                _mood(part, last=place == len(parts) - 1, asked=asked and not told, supposing=supposing, noted=noted),
            )
        )
    return tuple(found)


def _ends_in_notes(sentence: str, parts: list[str]) -> bool:
    """Whether a question goes over into notes on the one who asks: "is it worth the fee for me, CK 226?"."""
    return bool(
        asks_from_start(parts[0])
        and _NOTE.match(parts[-1])
        and _OF_ME.search(sentence)
        and not _OF_AIM.search(sentence)
    )


def _in_bracket(sentence: str, place: int) -> bool:
    """Whether a place stands in a bracket that a question opened."""
    opened = list(_BRACKET.finditer(sentence[:place]))
    return bool(opened) and ")" not in sentence[opened[-1].end() : place] and asks_from_start(sentence)


def _continues(sentence: str, asked: Clause, part: str, at: int) -> bool:
    """Whether a few words belong to the question before them: "is it enough to have 2 letters and 240"."""
    between = sentence[asked.start + len(asked.text) : at].strip().lower()
    of_a_list = _LISTS.search(asked.text) is not None and sentence.rstrip().endswith("?")
    if of_a_list and re.search(r"\b(?:i|my|i'm|im)\b", part, re.I) is None:
        return True
    few = len(part.split()) <= CONTINUED and re.search(r"\b(?:i|my)\b", part, re.I) is None
    return part.strip().lower().startswith(("after", "like ", "such as ", "e.g")) or (
        between in ("and", "plus", "n") and few
    )


def _halves(part: str, start: int) -> list[tuple[str, int]]:
    """A statement and the question that follows it without a comma; a question is left whole."""
    if asks_from_start(part):
        # What stands in brackets is told: "how do I explain step 1 (failed first)".
        return _pieces(part, start, _BRACKET)
    halves = [half for each in _pieces(part, start, _INNER_QUESTION) for half in _pieces(*each, _TAIL_QUESTION)]
    return [piece for each in halves for piece in _pieces(*each, _INNER_SUPPOSITION)]


def asks_from_start(part: str) -> bool:
    """Whether a part of a sentence begins like a question."""
    return bool(_STARTS_QUESTION.search(part.strip())) and not _WHEN_TOLD.search(part.strip())


def _mood(part: str, *, last: bool, asked: bool, supposing: bool, noted: bool) -> Mood:
    """A supposition holds until its sentence ends; a question mark belongs to the last clause before it."""
    if supposing:
        return Mood.SUPPOSES
    if asks_from_start(part) or (asked and _EITHER_TIME.search(part)):
        return Mood.ASKS
    return Mood.ASKS if last and asked and not noted else Mood.STATES


def _pieces(text: str, start: int, cut: re.Pattern[str]) -> list[tuple[str, int]]:
    found, begin = [], 0
    for match in cut.finditer(text):
        found.append((text[begin : match.start()], start + begin))
        begin = match.end()
    found.append((text[begin:], start + begin))
    return found
