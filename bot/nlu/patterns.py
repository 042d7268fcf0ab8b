"""The words by which people state facts, as spaCy token patterns. One label, one meaning; reading.py puts them together."""

from __future__ import annotations

import functools
from typing import Any

import spacy
import yaml
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.paths import ROOT

Pattern = list[dict[str, Any]]


def _words(*phrases: str) -> list[Pattern]:
    """Patterns for phrases told word by word; `a|b` is either word, `x?` may be missing."""
    return [[_token(word) for word in phrase.split()] for phrase in phrases]


def _token(word: str) -> dict[str, Any]:
    optional, word = word.endswith("?") and len(word) > 1, word.rstrip("?") if len(word) > 1 else word
    token: dict[str, Any] = {"LOWER": {"IN": word.split("|")}} if "|" in word else {"LOWER": word}
    return {**token, "OP": "?"} if optional else token


_NOT = "not|n't|nt|never|no|without"
_HAVE = "have|has|had|did|do|does|ve|'ve|haven|havent|hasnt|didnt|dont"
_TRY = "try|attempt|time|go|trial|shot|sitting"
_ORDINALS = {1: "first|1st|one|single|1", 2: "second|2nd|two|2", 3: "third|3rd|three|3", 4: "fourth|4th|four|4"}

PATTERNS: dict[str, list[Pattern]] = {
    "EXAM_step1": _words("usmle? step - 1|one|i", "usmle? step 1|one|i", "step1|s1|usmle1|step-1|stp1|stepone"),
    "EXAM_step2_ck": _words(
        "usmle? step - 2|two|ii ck?",
        "usmle? step 2|two|ii ck? score?",
        "step 2ck",
        "step2 ck?",
        "step-2 ck?",
        "s2 ck?",
        "step2ck|s2ck|2ck|ck|step2-ck|stp2|cks",
        "clinical knowledge",
    ),
    "EXAM_step3": _words("usmle? step - 3|three|iii", "usmle? step 3|three|iii", "step3|s3|usmle3|step-3|stp3"),
    "EXAM_both": _words("both steps|exams", "step 1 & 2", "steps 1 & 2", "all? steps"),
    "EXAM_practice": _words(
        "nbme|nbmes|uwsa|uwsa1|uwsa2|uwsa3|amboss|mock|mocks|cbse|ccssa|ccsa",
        "free 120",
        "free120",
        "practice|self|mock exam|exams|test|tests|score|scores|assessment|assessments?",
        "practice",
        "self assessment",
    ),
    "FAILED": _words(
        "failed|fail|flunked|failing|fails|bombed",
        f"{_HAVE} {_NOT} pass|cleared|clear",
        "didnt|havent|didn't pass|passed|clear",
        "not pass|passed|clear|cleared",
        "could|couldnt|couldn't not|n't? pass|clear",
    ),
    "NOT_FAILED": _words(
        f"{_HAVE} {_NOT} ever? failed|fail",
        f"{_NOT} failed|fail|fails|failure|failures",
        "never ever? failed",
        "havent|didnt failed|fail",
        f"{_HAVE} {_NOT} a? fail|fails",
    ),
    "PASSED": _words(
        "passed|pass|cleared|clear|passing|psssed|pased|passd|✓|✅", "got through", "is|was done", "done with", "done"
    ),
    "NOT_TAKEN": _words(
        f"{_HAVE} {_NOT} yet? taken|take|sat|written|given|gave|attempted|done|appeared|started yet?",
        "havent|haven't|hasnt|didnt yet? taken|take|sat|written|given|gave|attempted|done|appeared|started",
        "not yet? taken|sat|written|given|attempted|done|appeared yet?",
        "not yet",
        "yet to take|sit|give|write|do",
        "will|gonna|ll|'ll take|sit|give|write|be taking",
        "going|plan|planning|planned|want|hoping to take|sit|give|write|do",
        "planned|scheduled|booked|pending|upcoming|planning",
        "preparing|prepping|studying|prep for?",
        "about to take|sit|give",
        "is|are|'s coming up|in",
        "no steps|exams|usmle|step yet?",
        "before taking|sitting",
    ),
    "AWAITING": _words(
        "awaiting|waiting for? my? the? result|results|score|scores",
        "awaiting",
        "waiting for",
        "results|result|score pending",
        "results|result awaited",
    ),
    "AIM": _words(
        "target|targets|targeting|aim|aiming|goal|goals|hope|hoping|want|wanting|need|needed|needs|require|required|requires|cutoff|cutoffs|minimum|min|average|avg|mean|least",
        "above",
        "at least",
        "more than",
        "friend|friends|people|someone|others",
    ),
    "VISA_NONE": _words(
        f"{_HAVE} {_NOT} need|require|want a? the? visa|sponsorship",
        "dont|doesnt|don't need|require a? the? visa|sponsorship",
        "no visa|sponsorship needed|required|need|issue|issues?",
        "no visa",
        "no need for|of a? visa",
        "not need|needing|require|requiring a? visa|sponsorship",
        "green card|cards holder?",
        "greencard|gc holder?",
        "permanent resident",
        "us|u.s.|american|usa citizen|citizenship|passport",
        "visa not needed|required",
    ),
    "GREEN_CARD_OPEN": _words(
        "green card|cards application|pending|process|applied|lottery",
        "applied|applying|apply|waiting for a? my? the? green card|cards",
        "applied|applying|apply|waiting for a? my? the? greencard|gc",
        "greencard|gc application|pending|process|applied",
    ),
    "VISA_J1": _words("j1|j-1|j1s|j-1s", "j - 1", "j 1"),
    "VISA_H1B": _words("h1b|h1-b|h-1b|h1|h-1-b|h1bs", "h - 1b|1-b|1", "h 1b|1", "h - 1 - b"),
    "VISA_OTHER": _words("tourist|student|visitor|b1|b2|b1/b2|f1|f-1|b-1|b-2 visa?", "f 1"),
    "VISA_NEED": _words(
        "need|needs|needing|require|requires|requiring|want|wants|wanting|seeking|will need|require? a? the? us? visa|visas",
        "need|needs|require|requires|requiring|needing a? visa? sponsorship|sponsor|sponsored",
        "visa|visas needed|required|requiring|need|sponsorship|requirement|candidate|applicant",
        "visa sponsorship needed|required",
        "on|with a? visa",
        "visa : yes",
    ),
    "US_IMG": _words(
        "us|u.s.|american|usa - img|imgs",
        "us|u.s.|american|usa citizen? img",
        "us-img|usimg|us-imgs",
        "us|u.s.|american citizen img|studied|but|from|caribbean",
    ),
    "NON_US_IMG": _words(
        "non - us|u.s.|usa citizen? img|imgs|applicant?",
        "non us|u.s. citizen? img|imgs",
        "non-us citizen? img|imgs|applicant?",
        "non-us-img|nonus img?",
        "non - citizen",
        "non-us citizen",
        "not a? us|u.s.|american citizen",
        "non us|u.s. citizen",
    ),
    "US_GRAD": _words("us|u.s.|american md|do|grad|graduate|senior|school|medical student?", "amg|usmd|us-md"),
    "YES": _words("yes|yep|yeah|yup|ya|correct|right|sure|ys|si"),
    "NO": _words("no|nope|nah|not yet|none|nop|never"),
    **{
        f"TRY_{number}": _words(f"in? {words} {_TRY}", f"in? {words} tries|attempts|times|goes")
        for number, words in _ORDINALS.items()
    },
}
PATTERNS["TRY_1"] += _words("fa", "1a", "first - attempt|try", "first-attempt|first-try|1st-attempt|firsttime", "first")
PATTERNS["TRY_2"] += _words("twice", "second", "2nd", "sa", "2x")
PATTERNS["TRY_3"] += _words("thrice", "third", "3rd", "3x")


@functools.lru_cache(maxsize=1)
def language() -> Language:
    """A blank English pipeline: spaCy's tokenizer alone, no model."""
    return spacy.blank("en")


@functools.lru_cache(maxsize=1)
def _matcher() -> Matcher:
    matcher = Matcher(language().vocab)
    for label, patterns in {**PATTERNS, **_countries()}.items():
        matcher.add(label, patterns)
    return matcher


def _countries() -> dict[str, list[Pattern]]:
    names = yaml.safe_load((ROOT / "bot" / "nlu" / "countries.yml").read_text(encoding="utf-8"))
    country = "|".join(names["countries"].split())
    abroad = "img|imgs|fmg|grad|graduate|doctor|dr|student|citizen|medical|national|physician|mbbs"
    origin = "from|in|at"
    two = [f"{origin} {name}" for name in names["countries_of_two_words"]]
    return {
        "ABROAD": _words(
            f"{origin} {country}",
            f"{'|'.join(names['demonyms'].split())} {abroad}",
            f"{country} img|grad|graduate",
            *two,
        )
        + _words(f"img|fmg {country}", "i am|'m|m " + "|".join(names["demonyms"].split()))
    }


def spans(text: str) -> tuple[Doc, list[Span]]:
    """A text as tokens, and the labelled places in it: the longest where two overlap."""
    doc = language()(text)
    found = [Span(doc, start, end, label=label) for label, start, end in _matcher()(doc)]
    return doc, sorted(filter_spans(found), key=lambda span: span.start)
