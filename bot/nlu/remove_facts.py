"""The wish that one fact be forgotten: "remove my visa", "forget my score". Never the wish to be forgotten altogether."""

from __future__ import annotations

import re
from collections.abc import Collection

_BEFORE = r"\W*(?:(?:please|pls|plz|kindly|sorry|hey|hi|hello|ok(?:ay)?|actually|and|no|now|can you|could you|can u|will you|would you|i want (?:you |u )?to|i(?:'d| would) like (?:you |u )?to|you (?:can|may|should)|let'?s|just|also)\b[\s,.!]*)*"
_VERB = (
    r"(?:remove|delete|del|erase|forget|drop|clear|wipe|scratch|discard|take (?:out|away|off|back)|get rid of"
    r"|(?:do not|don'?t|dont|never|stop|no longer) (?:keep|keeping|store|storing|save|saving|use|using|remember|remembering|hold|holding)"
    r"|(?:you|u) (?:do not|don'?t|dont) (?:need|have) (?:to (?:know|keep|have|store|remember) )?|(?:there is )?no need (?:for|to (?:keep|know|store|have)))"
)
_OF = r"(?:(?:everything |all |anything |what (?:i said|you know|u know|i told you) )?(?:about|of|on) |that )?(?:the (?:info|information|data|fact|entry|value|part|thing) (?:about|on|of|for) )?(?:i (?:said|told you|mentioned) (?:about )?)?(?:(?:my|the|this|that|these|those|any|own|us) )*"
_AFTER = r"(?:\W+(?:please|pls|plz|thanks|thank you|now|again|sir|info|information|data|fact|value|entry|thing|part|from (?:my|your|the) (?:profile|memory|records?|data|database|list|notes?)|anymore|any more|too|also|for me|it was wrong|it is wrong|it'?s wrong))*[\s.!]*\Z"
_AND = re.compile(r"\s*(?:,|&|\band\b|\bor\b)\s*(?:(?:my|the) )*", re.I)
_WISH = re.compile(rf"{_BEFORE}{_VERB} ?{_OF}(?P<what>[^.!?\n]+?){_AFTER}", re.I)

_STEP1, _STEP2, _STEP3 = (
    r"(?:step ?(?:1|one)|s1)",
    r"(?:step ?(?:2|two)(?: ?ck)?|s2|ck|step2ck)",
    r"(?:step ?(?:3|three)|s3)",
)
_TRIES = r"(?:attempts?|tries|number of (?:attempts|tries))"
_RESULT = r"(?:results?|status|pass|fail|failure|passing)"
_SCORE = r"(?:score|marks?|number|three digit)"
# The words for each fact; the first whole match counts. Several facts: those that are held are meant.
_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"(?:us )?(?:physiatr\w+|pm&?r|rehab)(?:'s)? (?:letters?|lors?|recs?)|(?:letters?|lors?) (?:from|of|by) (?:us )?(?:physiatr\w+|pm&?r\b.*)",
        ("us_physiatrist_letters",),
    ),
    (
        r"(?:letters?|lors?)(?: of rec\w*)? (?:in all|in total|total)|total (?:number of )?(?:letters?|lors?)|letters? total",
        ("letters_total",),
    ),
    (
        r"(?:number of )?(?:letters?|lors?|recommendations?)(?: of (?:rec\w*|recommendations?))?(?: count)?",
        ("us_physiatrist_letters", "letters_total"),
    ),
    (rf"{_STEP1} {_TRIES}", ("step1_attempts",)),
    (rf"{_STEP1} {_SCORE}", ("step1_score",)),
    (rf"{_STEP1} {_RESULT}", ("step1_status", "step1_attempts")),
    (_STEP1, ("step1_status", "step1_attempts", "step1_score")),
    (rf"(?:{_STEP2} |exam |test )?(?:exam )?(?:date|day)", ("step2_ck_date",)),
    (rf"{_STEP2} {_TRIES}", ("step2_ck_attempts",)),
    (rf"{_STEP2} {_SCORE}", ("step2_ck_score",)),
    (rf"{_STEP2} {_RESULT}", ("step2_ck_status", "step2_ck_attempts")),
    (_STEP2, ("step2_ck_score", "step2_ck_status", "step2_ck_attempts", "step2_ck_date")),
    (rf"{_STEP3} {_SCORE}", ("step3_score",)),
    (rf"{_STEP3}(?: {_RESULT})?", ("step3_status", "step3_score")),
    (
        r"(?:practice|mock)(?: exams?| tests?)?(?: scores?| results?)?|(?:nbmes?|uwsas?|self[- ]assessments?)(?: scores?)?",
        ("practice_scores",),
    ),
    (_TRIES, ("step1_attempts", "step2_ck_attempts")),
    (
        r"(?:uworld|u world|q-?bank|qbank|question bank)(?: (?:percent(?:age)?|progress|done|%))?|percent(?:age)?",
        ("qbank_percent",),
    ),
    (
        r"(?:(?:prep(?:aration)?|study|dedicated)(?: (?:weeks|time|period))?|weeks(?: of (?:prep\w*|study))?)",
        ("prep_weeks",),
    ),
    (r"visa(?: (?:need|needs|status|type|requirement))?|need (?:for|of) a? ?visa|j-?1|h-?1b", ("visa_need",)),
    (
        r"(?:year of |date of )?graduation(?: (?:year|date))?|grad(?:uat\w+)? (?:year|date)|yog|year of passing",
        ("graduation_year",),
    ),
    (
        r"(?:months of )?(?:usce|us clinical experience|us experience|clinical experience|experience|(?:us )?observerships?|(?:us )?rotations?|electives?)(?: months)?",
        ("usce_months",),
    ),
    (r"research(?: work)?|publications?|papers?", ("research",)),
    (r"match(?: (?:year|cycle))?|cycle", ("match_year",)),
    (
        r"re-?applica\w+(?: status)?|applying again|(?:previous|earlier|past|last|old) (?:match|application|cycle)",
        ("reapplicant",),
    ),
    (r"(?:us )?(?:job|employment)|work(?:ing)? in (?:the )?(?:us|usa|states)|us work", ("working_in_us",)),
    (r"(?:backup|back-up|back up|second)(?: specialty| speciality| plan| choice)?|plan b", ("backup_specialty",)),
    (
        r"(?:number of |count of )?programs?(?: (?:planned|number|count))?|program (?:number|count)",
        ("programs_planned",),
    ),
    (
        r"(?:citizenship|nationality|country|applicant type|origin|med(?:ical)? school|school)(?: (?:status|info))?",
        ("applicant_type",),
    ),
    (rf"{_SCORE}s|scores", ("step1_score", "step2_ck_score", "step3_score", "practice_scores")),
    (_SCORE, ("step2_ck_score", "step1_score", "step3_score", "practice_scores")),
    (_RESULT, ("step2_ck_status", "step1_status", "step3_status")),
)
_READERS = tuple((re.compile(rf"(?:{words})\Z", re.I), facts) for words, facts in _NAMES)
# Of these one fact is meant, the first that is held; of the other groups all.
_ONE_OF = {
    ("step2_ck_score", "step1_score", "step3_score", "practice_scores"),
    ("step2_ck_status", "step1_status", "step3_status"),
}

_SOME = r"(?:something|things?|some ?thing|one (?:thing|fact|of (?:them|these))|a fact|some facts?|facts?|any(?:thing)?|(?:my |the )(?:profile|facts?|details?|info|information|answers?|data))"
_CHANGE = re.compile(
    rf"{_BEFORE}(?:i (?:want|need|would like|wanna|wish|have) to |how (?:do|can|to) (?:i )?|let me |want to )?(?:change|edit|correct|fix|update|modify|adjust)(?: (?:or|and|/) (?:change|remove|delete|edit|correct))* {_SOME}(?: (?:in|of|from|about) (?:my|the) (?:profile|facts?|data|details))?[\s.!?]*\Z"
    rf"|{_BEFORE}(?:i (?:want|need|would like|wanna|wish) to |how (?:do|can|to) (?:i )?|let me )?(?:remove|delete|forget)(?: (?:or|and|/) (?:change|edit))* (?:something|some ?thing|one (?:thing|fact|of (?:them|these))|a fact|some facts?)(?: (?:in|of|from|about) (?:my|the) (?:profile|facts?|data|details))?[\s.!?]*\Z",
    re.I,
)


def facts_to_remove(text: str, held: Collection[str]) -> tuple[str, ...]:
    """The facts that a message wants forgotten; none if it wants something else, or everything.

    Args:
        text: the message.
        held: the names of the facts that are held, to tell which score "my score" is.
    """
    found = _WISH.fullmatch(text.replace("’", "'").strip())
    if found is None:
        return ()
    named: list[str] = []
    for part in _AND.split(found["what"].strip()):
        facts = next((facts for reader, facts in _READERS if reader.match(part.strip())), ())
        if not facts:
            return ()
        meant = [name for name in facts if name in held] or [facts[0]]
        named += meant[:1] if facts in _ONE_OF else meant
    return tuple(dict.fromkeys(named))


def wants_to_change(text: str) -> bool:
    """Whether a message asks to change or remove something without saying what."""
    return _CHANGE.fullmatch(text.replace("’", "'").strip()) is not None
