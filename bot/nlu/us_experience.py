"""Reads usce_months: the months of clinical experience in the US."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from bot.nlu.amounts import Amount
from bot.nlu.passages import Passage
from bot.nlu.statements import Found
from bot.nlu.us_places import is_abroad, place

# "never set foot in an American hospital", "never did anything clinical in the States"
_NEVER_THERE = re.compile(
    r"\b(?:never|not once|not even once|n't ever|haven'?t ever|haven'?t|did ?n'?t|have not|did not)\s+(?:yet |even |once |ever )?(?:(?:set|put) (?:a )?foot in|been (?:inside|in|to)|entered|seen the inside of|stepped (?:into|in)|worked in(?= [^,.;]*\b(?:hospital|clinic|ward))|rotated (?:in|at)|touched a patient in|(?:did|done|had|do) (?:anything|something|any \w+) (?:clinical|hands[ -]?on)?)\s*(?:in |at |inside )?(?:an? |the |any |single |one )*(?:us|u\.s\.|usa|american?|states|stateside|united states)\b(?: (?:hospitals?|clinics?|wards?|health\w*|soil|patients?))?"
    r"|\b(?:no|zero|0|not (?:a|one)(?: single)?) clinical (?:months?|weeks?|days?|hours?|time|experience)\b(?! (?:at home|back home|gap))"
    r"|\b(?:done|did|do) (?:nothing|zero) (?:clinical(?:ly)? )?in (?:the )?(?:us|usa|states|america)\b|\bnot (?:a|one)(?: single)? (?:day|week|hour|month) of (?:us|u\.s\.|american) (?:clinical|hands|rotation|experience)\w*"
    r"|\b(?:no|not|zero|without)\s+(?:any |a single |clinical |hands[- ]on )*(?:rotations?|electives?|observerships?|externships?|clinical (?:experience|exposure|work)|hospital experience|experience)\s+(?:at all )?in (?:the )?(?:us|usa|u\.s\.|states|united states|america)\b",
    re.I,
)
_STAY_PART = re.compile(r"(?:(?!\s(?:and|n|but|then|plus)\s|\s\+\s)[^,;|])+", re.I)
_CLINICAL = re.compile(
    r"^\s*(?:of |at |with |in |doing |inpatient |outpatient |spent )*.*\b(?:inpatient|outpatient|msk|stroke|spine|tbi|sci|sports|hospital|clinics?|clinical|wards?|doctors?|physicians?|attending|physiatr\w+|unit|department|dept|hands[- ]?on|clinical exposure|observ(?:ing|ed|er)|shadow(?:ing|ed)|rotat(?:ing|ed)|im|internal medicine|neuro\w*|surgery|ortho\w*|rehab\w*|pm&?r|practice|pain|icu|fm|family medicine|psych\w*|center|office)\b",
    re.I,
)
_NO_STAY = re.compile(
    r"\b(?:research|labs?|job|work\w*|employ\w*|liv(?:e|ed|ing)|mph|masters?|visa|vacation|assistant|coordinator|scribe|fellow\w*|postdoc|ago|back|left|until|till|after|before|per|gap|dedicated|study\w*|prep\w*|residency|will|plan\w*|want|need|hope|start\w*|next|booked|going to|salary|wait\w*)\b",
    re.I,
)
_THERE_ALONE = re.compile(r"\b(?:weeks?|wks?|months?|mos?|year) there\b", re.I)
_SEEN_THERE = re.compile(r"\b(?:hospital|clinics?|physiatr\w+|rotat\w+|obs\w*|letters?|lors?|attending)\b", re.I)
# "an elective in Cleveland in may" is still to come, "an elective in May 2025" is not.
_MONTH_AHEAD = re.compile(
    r"\b(?:in|for|this|next|from) (?:early |mid |late )?(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter)\b(?! (?:20(?:[01]\d|2[0-6])|last))",
    re.I,
)
_DONE = re.compile(r"\b(?:did|done|had|finished|completed|was|were|rotated|last|ago|since|got)\b", re.I)
_EACH = re.compile(r"\b(?:each|every one|per|a piece|apiece|both)\b", re.I)
_LENGTH = re.compile(
    r"^\s*(?:\(|of|for|lasting|x|:|,|=|-|about|around|in \w+|at \w+|with|\w+ed|pmr|im|pm&r)*\s*$", re.I
)
_NONE = re.compile(
    r"\b(?:no|zero|0|without|lack of|lacking|nil|never (?:did|had|done|got|do)(?: an?| any| a single)?|not (?:have |had |done |did )?(?:any|a single)|(?:do|did|have|has)(?:n't|nt| not)\s+(?:have |had |done |do |did |got )?(?:any |a )?)\s*(?:hands[ -]?on )?(?:real )?(?:rehab |pmr |pm&r |clinical )?$",
    re.I,
)
_NOT_YET = re.compile(
    r"^\W*(?:is |= ?)?(?:none|nil|zero|0|not yet|not done|nothing|no)\b(?! (?:visa|step|research|lors?|letters?|pub))",
    re.I,
)


def read(passage: Passage) -> Iterator[Found]:
    """The months of all of it."""
    if never := _NEVER_THERE.search(passage.text):
        yield Found("usce_months", 0, *never.span())
        return
    whole: list[tuple[float, bool]] = []
    parts: list[tuple[float, bool]] = []
    places: list[tuple[int, int]] = []
    for noun in passage.labelled("USCE", "ROTATION"):
        told = _months(passage, noun)
        if told is not None:
            (whole if noun.label_ == "USCE" else parts).append(told)
            places.append((noun.start_char, noun.end_char))
    for stay in _stays(passage, places):
        parts.append((stay.months or 0.0, stay.vague))
        places.append((stay.start, stay.end))
    if not places:
        return
    listed = _listed(passage)
    counted = (
        listed
        or whole[-1:]
        or (parts[-1:] if re.search(r"\b(?:sorry|no wait|actually|i mean)\b", passage.text, re.I) else parts)
    )
    vague = any(unclear for _, unclear in counted)
    months = round(sum(value for value, _ in counted), 2)
    value = None if vague else int(months) if float(months).is_integer() else months
    yield Found("usce_months", value, min(places)[0], max(places)[1])


def _listed(passage: Passage) -> list[tuple[float, bool]]:
    """Lengths that are listed behind "USCE:", all of them parts of it."""
    head = re.search(r"\b(?:usce|us clinical experience)\s*[:=-]\s*", passage.text, re.I)
    if head is None:
        return []
    found = [each for each in passage.amounts if each.start >= head.end() and each.unit in ("month", "week")]
    others = passage.labelled("LETTERS", "RESEARCH", "DEDICATED", "QBANK")
    if len(found) < 2 or others or re.search(r"\b(?:total|each|ago|sorry|no wait)\b", passage.text, re.I):
        return []
    return [(each.months or 0.0, each.vague) for each in found]


def _stays(passage: Passage, counted: list[tuple[int, int]]) -> Iterator[Amount]:
    """Lengths of time in a clinic of the US, told without a word for a rotation: "six weeks with a spine doctor in Ohio"."""
    for match in _STAY_PART.finditer(passage.text):
        part = match.group()
        lengths = [each for each in passage.amounts if match.start() <= each.start < match.end() and each.months]
        nouns = [
            each
            for each in passage.labelled("USCE", "ROTATION", "DEDICATED")
            if match.start() <= each.start_char < match.end()
        ]
        if len(lengths) != 1 or not _is_stay(lengths[0]) or nouns or _NO_STAY.search(part):
            continue
        if passage.wished(lengths[0].start, lengths[0].end) or is_abroad(part):
            continue
        clinical = _CLINICAL.search(part) and (place().search(part) or _place_beside(passage, match))
        if clinical or (
            _THERE_ALONE.search(part) and _was_seen_there(passage.message[: passage.start + match.start()])
        ):
            yield lengths[0]


def _was_seen_there(before: str) -> bool:
    """Whether the message speaks of a clinic, or a doctor's letter, in the US before it says "there"."""
    return bool(_SEEN_THERE.search(before) and place().search(before)) and not is_abroad(before)


def _is_stay(length: Amount) -> bool:
    return length.unit in ("month", "week") or (length.unit == "year" and length.value < 1)


def _place_beside(passage: Passage, part: re.Match[str]) -> bool:
    """Whether the place stands with the next of several stays, or is "there": "4 weeks PM&R + 8 weeks neuro in Florida"."""
    if re.search(r"\bthere\b", part.group(), re.I):
        before = passage.message[: passage.start + part.start()]
        return place().search(before) is not None and not is_abroad(before)
    following = re.match(r"\s*(?:and|n|plus|\+|,)\s+([^,;|.]{3,60})", passage.text[part.end() :], re.I)
    if following is None or not re.match(r"\w+ (?:weeks?|wks?|months?)\b", following.group(1), re.I):
        return False
    return place().search(following.group(1)) is not None and not is_abroad(following.group(1))


def _months(passage: Passage, noun: Span) -> tuple[float, bool] | None:
    """The months that a noun stands for; None where it tells none, or none in the US, or none that is done."""
    text, start, end = passage.text, noun.start_char, noun.end_char
    part = _part(text, start, end)
    if is_abroad(part) and not place().search(part) and noun.label_ == "ROTATION":
        return None
    if _NONE.search(passage.before(start)) or _NOT_YET.match(text[end:]):
        return (0.0, False) if noun.label_ == "USCE" or _is_us_noun(noun) else None
    count = passage.count_of(noun)
    first = count.start if count and count.start < start else start
    if passage.wished(first, end) or re.match(r"(?:an?|one) (?:extra|more|additional)\b", text[first:start], re.I):
        return None
    length = _length(passage, end, count)
    if count is None:
        return None if length is None else (length.months or 0.0, length.vague)
    if count.article and length is None and _MONTH_AHEAD.search(part) and not _DONE.search(part):
        return None
    if count.value == 0:
        return (0.0, False) if noun.label_ == "USCE" or _is_us_noun(noun) else None
    if count.months is not None:
        return _times(passage, count) * count.months, count.vague
    if length is not None and length.months is not None:
        each = (
            _EACH.search(text[length.end : length.end + 12])
            or _EACH.search(text[end : length.start])
            or re.search(r"\bof\s*(?:about\s*)?$", text[end : length.start])
        )
        return (count.value * length.months if each else length.months), length.vague
    return float(count.value), count.vague


def _times(passage: Passage, length: Amount) -> float:
    """How often a length is told: "two 4-week observerships"."""
    before = [each for each in passage.amounts if each.end <= length.start]
    if (
        before
        and before[-1].unit is None
        and not before[-1].vague
        and before[-1].value <= 12
        and not passage.text[before[-1].end : length.start].strip()
    ):
        return before[-1].value or 1
    return 1


def _length(passage: Passage, end: int, count: Amount | None) -> Amount | None:
    """A length told behind a noun: "2 observerships of 4 weeks each", "observership in Chicago for 8 weeks"."""
    following = [
        each for each in passage.amounts if each.start >= end and each is not count and each.months is not None
    ]
    if not following or following[0].unit in ("year", "day"):
        return None
    gap = passage.text[end : following[0].start]
    others = any(
        end <= span.start_char < following[0].start
        for span in passage.labelled("LETTERS", "RESEARCH", "ROTATION", "USCE", "DEDICATED")
    )
    behind = passage.text[following[0].end :]
    if others or re.match(
        r"\s*(?:ago|back|dedicated|left|of (?:research|dedicated|prep)|research|obs|elect|rot|usce|extern|hands)",
        behind,
        re.I,
    ):
        return None
    if _LENGTH.match(gap) or re.fullmatch(
        r"\s*(?:\w+\s*){0,1}(?:in|at|with|from)\s[^,;.\d]{2,40}?(?:,|\bfor\b|\()?\s*", gap, re.I
    ):
        return following[0]
    return None


def _is_us_noun(noun: Span) -> bool:
    return bool(re.search(r"obs|extern|\bus\b", noun.text, re.I))


def _part(text: str, start: int, end: int) -> str:
    """The words around a place, up to the next comma."""
    left = max(text.rfind(sign, 0, start) for sign in ",;|(")
    right = min((place for place in (text.find(sign, end) for sign in ",;|") if place >= 0), default=len(text))
    return text[left + 1 : right]
