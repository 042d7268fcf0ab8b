"""Cuts a message into clauses and tells for each whether it states something, asks, or supposes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

# A question may begin in the middle of a line that has no comma: "i got 238 is it enough".
ASKS = (
    r"(?:what|how|when|where|which|who|why|is|are|am|do|does|did|can|could|should|shall|will|would)"
    r"(?= (?:i|it|its|that|this|these|they|there|my|me|the|we|you|he|she|his|her|programs?|people|someone|anyone|many|much|long|about)\b)"
)
_STARTS_QUESTION = re.compile(
    rf"^(?:and |but |so |or |then |also |pls |please |hi |hello |sir |doctor )*(?:{ASKS}|what|how|why|which|where|who|is|are|can|should|do|does|would|any (?:chance|hope|tips?|advice)|tell me|explain|list of|i heard)\b",
    re.I,
)
_INNER_QUESTION = re.compile(
    r"(?<=\w) (?=(?:what|how|when|where|which|why|is|are|should|can|do|will|would)(?: (?:i|it|that|this|my|they|we|to)\b))",
    re.I,
)
# The judgement asked for at the end of a line in note form: "step1 pass ck 238 chances in pmr?"
_TAIL_QUESTION = re.compile(
    r"(?<=\w) (?=(?:any chances?|chances?|possible|good enough|enough|realistic|competitive|worth it|okay|ok)\b[^,?]*\?)",
    re.I,
)
_SUPPOSES = re.compile(
    r"\b(?:if (?!it helps|that helps)|suppose|supposing|imagine|assuming|assume|let'?s say|lets say|hypothetically|would have|could have|could get|i wish|in case (?!you|it)|unless|what about getting|afraid|scared|fear|might|maybe|nightmare|predicted|i expect|i think i will|say i had)\b",
    re.I,
)
# "CK-238" and "ck238" are written as one word.
_GLUED = re.compile(r"\b(?:s2 ?ck|ck|step ?2(?: ?ck)?)(?:[-=](?=\d{3}\b)|(?<=k)(?=\d{3}\b))", re.I)
# One vague number, not two: what stands between is replaced by as many spaces, so that places stay true.
_BETWEEN = re.compile(r"(between|from) ?(\d{3}) (?:and|to) (\d{3})", re.I)
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+|\n+|(?<=\?)(?=\w)|(?<=[a-z\d]\.)(?=[a-z]{2})", re.I)
_CLAUSE = re.compile(
    r",\s+|,(?=\D)|\s+(?:but|then)\s+|\s+--+\s+|\s*;\s*|(?<![\dk])\s*:\s+|\s+(?=after passing)|\s+(?:and|n|plus|also)\s+",
    re.I,
)


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
    return [piece for piece in _pieces(text, 0, _SENTENCE) if piece[0].strip()]


def clauses(text: str) -> list[Clause]:
    """The clauses of a message, in order."""
    text = _GLUED.sub("ck ", text)
    text = _BETWEEN.sub(r"\g<1>        \g<2>-\g<3>", text)
    found: list[Clause] = []
    for sentence, start in sentences(text):
        found += _clauses_of(sentence, start)
    return found


def _clauses_of(sentence: str, start: int) -> list[Clause]:
    parts = [inner for part, at in _pieces(sentence, start, _CLAUSE) for inner in _halves(part, at) if inner[0].strip()]
    asked = sentence.rstrip().endswith("?")
    found: list[Clause] = []
    supposing = False
    for place, (part, at) in enumerate(parts):
        supposing = supposing or bool(_SUPPOSES.search(part))
        if found and found[-1].mood is Mood.ASKS and part.strip().lower().startswith("after"):
            found.append(Clause(part, at, Mood.ASKS))
            continue
        found.append(Clause(part, at, _mood(part, last=place == len(parts) - 1, asked=asked, supposing=supposing)))
    return found


def _halves(part: str, start: int) -> list[tuple[str, int]]:
    """A statement and the question that follows it without a comma; a question is left whole."""
    if _STARTS_QUESTION.search(part.strip()):
        return [(part, start)]
    return [half for each in _pieces(part, start, _INNER_QUESTION) for half in _pieces(*each, _TAIL_QUESTION)]


def _mood(part: str, *, last: bool, asked: bool, supposing: bool) -> Mood:
    """A supposition holds until its sentence ends; a question mark belongs to the last clause before it."""
    if supposing:
        return Mood.SUPPOSES
    if _STARTS_QUESTION.search(part.strip()):
        return Mood.ASKS
    return Mood.ASKS if last and asked else Mood.STATES


def _pieces(text: str, start: int, cut: re.Pattern[str]) -> list[tuple[str, int]]:
    found, begin = [], 0
    for match in cut.finditer(text):
        found.append((text[begin : match.start()], start + begin))
        begin = match.end()
    found.append((text[begin:], start + begin))
    return found
