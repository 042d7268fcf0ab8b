"""The words by which people state facts, as spaCy token patterns. One label, one meaning; reading.py puts them together."""

from __future__ import annotations

import functools
from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bot.nlu.phrases import PHRASES
from bot.nlu.token_matcher import TokenMatcher
from bot.nlu.token_patterns import Pattern
from bot.nlu.token_patterns import words as _words

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
    "EXAM_all": _words("all the? three|3? usmle? steps"),
    "EXAM_both": _words("both steps|exams", "step|steps 1 & 2", "step|steps 1 and 2"),
    "EXAM_practice": _words(
        "nbme|nbmes|uwsas|uwsa|uwsa1|uwsa2|uwsa3|amboss|mock|mocks|cbse|ccssa|ccsa",
        "free 120",
        "free120",
        "practice exam|exams|test|tests|score|scores?",
        "self assessment|assessments",
        "the|my|last|latest|first|second|baseline|practice|old|offline|each|every|next form|forms",
        "a form",
        "two|three|four|five|six|2|3|4|5|6 forms",
        "form 9|10|11|12|13|14|15|16|30|31|32",
        "form|forms was|were|is|are",
        "forms :",
        "on|across|in forms",
        "baseline",
    ),
    "EXAM_other": _words("oet|plab|mccqe|mccqe1|amc|mcat|gre|ielts|toefl|cs", "step 2 cs", "driving test"),
    "FAILED": _words(
        "failed|flunked|bombed|fails",
        "fail",
        "did not|n't|nt pass|clear",
        "did not|n't|nt make it? through?",
        "didnt pass|clear|make",
        "couldnt pass|clear",
        "could not|n't|nt pass|clear",
        "✗|❌|✘",
    ),
    "NOT_FAILED": _words(
        "have|has|had|did|do not|n't|nt|never ever? failed|fail",
        "no|zero attempt|attempts|tries failed",
        "not|never|no|without failed|fail|fails|failure|failures|failing",
        "no|without step 1|2|3 ck? fail|fails|failed|failure|failures",
        "no|without step1|step2|step3|s1|s2|ck fail|fails|failed|failure|failures",
        "not|never|no|without a|any|ever fail|fails|failed|failure|failures",
    ),
    "NOT_PASSED": _words(
        "have|has not|n't|nt|never yet? passed|cleared",
        "not|never yet? passed|cleared|passing",
        "have|has|need|needs|want|trying|yet|still|hope|going to pass|clear",
        "pass|passing mark|score|rate|rates|marks|scores",
        "or just|only|simply pass",
        "no pass yet?",
        "must|should|can|will pass|clear",
    ),
    "PASSED": _words(
        "passed|pass|cleared|clear|passing|psssed|pased|passd|✓|✅",
        "got through",
        "is|was done",
        "done with",
        "done",
        "completed|complete",
        "behind me|us",
        "out of the way",
        "over with",
    ),
    "NOT_TAKEN": _words(
        "have|has|did|do|is|was not|n't|nt yet? taken|take|sat|written|given|gave|attempted|done|appeared|started yet?",
        "not yet? taken|took|take|sat|written|given|attempted|done|appeared|started yet?",
        "not yet",
        "pending in|for|on",
        "yet to take|sit|give|write|do|appear|attempt|book",
        "will|gonna|ll|'ll only|just|also|finally|probably|now? take|sit|give|write",
        "will be taking",
        "going|plan|planning|planned|want|hoping to take|sit|give|write|do",
        "planned|scheduled|booked|upcoming|planning|left",
        "preparing|prepping|studying|prep for?",
        "study for",
        "about to take|sit|give",
        "is|are|'s coming up?",
        "no steps|usmle yet?",
        "taking",
        "never took|taken",
        "need to take",
        "before taking|sitting",
        "pending|remaining",
        "not|n't done|ready yet?",
    ),
    "AWAITING": _words(
        "awaiting|waiting for? my? the? result|results|score|scores",
        "awaiting",
        "waiting for",
        "results|result|score pending|awaited|awaiting",
        "result|results on|in|next",
    ),
    "AIM": _words(
        "target|targets|targeting|aiming|goal|goals",
        "aim for|at|is",
        "hope|hoping|want|wanted|wanting|need|needed to? get|score|reach|hit",
        "wanted|minimum|min|average|avg|cutoff|cutoffs|required|requires",
        "above|below|under|over|at|less|more least|than",
        "article|senior|seniors|friend|friends|people|someone|others|guy|classmate",
        "you said",
        "programs|program|everybody|everyone want|wants|ask|asks|like|prefer|need",
        "pass|passing mark|marks",
        "read|heard somewhere|that",
        "director|directors|pd|pds|program|programs|they|he|she said|says|told|say|tell",
        "nightmare|afraid|scared|fear",
    ),
    "VISA_NONE": _words(
        "do|does|did|will|would not|n't|nt need|require a? the? visa|sponsorship",
        "no visa|sponsorship needed|required|need|issue|issues|problem|problems|prob|probs|trouble|worries|thing|stuff|drama",
        "no need for|of a? visa",
        "need|needs|require|requires no visa|sponsorship",
        "no sponsorship",
        "not need|needing|require|requiring a? visa|sponsorship",
        "visa not needed|required",
    ),
    "RESIDENT": _words(
        "green card|cards holder?",
        "greencard|gc holder?",
        "permanent resident",
        "have|got|hold|holding|to permanent residency|residence",
    ),
    "US_CITIZEN": _words(
        "us|u.s.|american|usa citizen|citizenship|passport",
        "am|'m|m american",
        "citizen of? the? us|usa|america",
        "citizen of the? united states",
        "us|u.s.|american born citizen?",
        "us|u.s.|american - born citizen?",
        "as an? american",
        "am|'m|m an? american",
        "american living|studying|studied|raised",
        "born in the? us|u.s.|usa|america|states",
    ),
    "VISA_J1": _words("j1|j-1|j1s|j-1s", "j - 1", "j 1"),
    "VISA_H1B": _words("h1b|h1-b|h-1b|h1|h-1-b|h1bs", "h - 1b|1-b|1", "h 1b|1", "h - 1 - b"),
    "VISA_OTHER": _words("tourist|student|visitor|b1|b2|b1/b2|f1|f-1|b-1|b-2|h4 visa?", "f 1"),
    "VISA_NEED": _words(
        "need|needs|needing|require|requires|requiring|want|wants|wanting|seeking a? the? us? visa|visas",
        "need|needs|require|requires|requiring|needing a? visa? sponsorship|sponsor|sponsored",
        "visa|visas needed|required|requiring|need|sponsorship|requirement|candidate|applicant",
        "visa|sponsorship is|will? be? needed|required|necessary",
        "visa sponsorship needed|required",
        "visa : yes",
        "need|needs|have|must|want|require to? be? sponsored",
        "need|needs|require any|some|either visa|sponsorship",
        "need|needs|require a? sponsor|sponsoring",
    ),
    "US_IMG": _words(
        "us|u.s.|american|usa - img|imgs", "us|u.s.|american|usa citizen? img|imgs", "us-img|usimg|us-imgs"
    ),
    "NON_US_IMG": _words(
        "non - us|u.s.|usa citizen? img|imgs|applicant?",
        "non us|u.s. citizen? img|imgs?",
        "non-us citizen? img|imgs|applicant?",
        "non-us-img|nonus img?",
        "non - citizen",
        "not|n't a? us|u.s.|american citizen",
        "non us|u.s. citizen",
        "not|n't an? american",
        "not american",
    ),
    "CARIBBEAN": _words("caribbean|carribean|carib", "sgu|auc|saba|ross"),
    "US_GRAD": _words("us|u.s.|american md|do|grad|graduate|senior|school|medical student?", "amg|usmd|us-md"),
    "YES": _words("yes|yep|yeah|yup|ya|correct|right|sure|ys|si"),
    "NO": _words("no|nope|nah|none|nop|never|not", "not yet"),
    **{
        f"TRY_{number}": _words(
            f"in? {words} {_TRY}",
            f"in? {words} tries|attempts|times|goes|sittings|shots",
            f"{words} fail|fails|failure|failures",
            f"{words} failed|unsuccessful attempts|attempt|tries|try",
        )
        for number, words in _ORDINALS.items()
    },
}
PATTERNS["TRY_1"] += _words(
    "from the? first|1st",
    "passed first|1st",
    "fa",
    "1a",
    "first - attempt|try",
    "first-attempt|first-try|1st-attempt|firsttime",
)
PATTERNS["TRY_2"] += _words(
    "twice", "2x", "passed|pass|cleared on? in? the? second|2nd", "passed|pass|cleared on|in|at my second|2nd"
)
PATTERNS["TRY_3"] += _words(
    "thrice",
    "3x",
    "passed|pass|cleared on? in? the? third|3rd",
    "passed|pass|cleared on|in|at my third|3rd",
    "passed|pass|cleared third|3rd time|attempt|try",
)


@functools.lru_cache(maxsize=1)
def language() -> Language:
    """A blank English pipeline: spaCy's tokenizer alone, no model."""
    return spacy.blank("en")


@functools.lru_cache(maxsize=1)
def _matcher() -> TokenMatcher:
    return TokenMatcher(PATTERNS)


@functools.lru_cache(maxsize=1)
def _phrase_matcher() -> TokenMatcher:
    return TokenMatcher(PHRASES)


@functools.lru_cache(maxsize=256)
def _tokens(text: str) -> Doc:
    return language()(text)


@functools.lru_cache(maxsize=256)
def _found(text: str, matcher: Callable[[], TokenMatcher]) -> tuple[Span, ...]:
    doc = _tokens(text)
    words = [token.lower_ for token in doc]
    found = [Span(doc, start, end, label=label) for label, start, end in matcher().matches(words)]
    return tuple(sorted(filter_spans(found), key=lambda span: span.start))


def spans(text: str) -> tuple[Doc, list[Span]]:
    """A text as tokens, and the places in it that speak of exams, visa and origin: the longest where two overlap."""
    return _tokens(text), list(_found(text, _matcher))


def phrases(text: str) -> list[Span]:
    """The places in a text that speak of anything else: letters, months in the US, research, the Match."""
    return list(_found(text, _phrase_matcher))
