"""Which day of the season a message asks for, read from its words. Pure.

"Match" stands in every second message, so a day is only heard where a part of the message asks for it: "when is …", or a word
such as "deadline" beside it. A part that names an exam, or something else that has its time, is about that.
"""

from __future__ import annotations

import re

from actions.strategy.season_day import ALL
from actions.strategy.subject import Subject

_PARTS = re.compile(r"[.,;:!?\n]+|\b(?:and|but|also)\b|\s[&+]\s")
_YEAR = re.compile(r"\b(20[2-4]\d)\b")
# What a part with one of these asks for is no day of the season, though it may name one.
_ABOUT_ELSE = re.compile(
    r"\b(?:step ?[123]?|ck|cs|exams?|tests?|usmle|nbme|uwsa|scores?|stud(?:y|ying)|sit|retake|visas?|h-?1-?b|j-?1|ecfmg|oet|"
    r"pathways?|tokens?|letters?|lors?|rotations?|electives?|observerships?|externships?|usce|research|fellowship|story|fail\w*|"
    r"neet|inicet|plab|amc|tinder|cricket|football|soccer|games?|soap notes?|ics)\b"
)
_WHEN = r"(?:when|what (?:day|date|time|month)|which (?:day|date|month)|how (?:late|soon|early))"
_AUX = r"(?:is|are|was|were|will|do|does|did|can|could|should|must|would)"
_LEAD = r"(?:hi|hello|so|ok|okay|please|pls|sorry|tell me|do you know|does anyone know|know|i want to know|explain(?: me)?|by|until|till|exactly)"
# "When" asks for a day where the part begins with it, or where it turns the words round: not in "…, when I apply".
_ASKED = rf"(?:^(?:{_LEAD} )*{_WHEN}(?: {_AUX}| to)?|\b{_WHEN} {_AUX}|\bwhens)"
# Words that may stand between "when" and what is asked for.
_BETWEEN = (
    r"(?: (?:the|this|next|my|our|its|it|i|we|you|one|people|applicants|imgs?|pm&?r|nrmp|eras|residency|programs?|program directors|pds?|they|years?|"
    r"20\d\d|usually|first|most|send|sent|sending|give|given|out|get|getting|receive|expect|hear|about|have|to|be|start|begin|going|gonna|for|from|"
    r"official|final|need|certify|submit|rank|make|finish|review|application))*"
)
_MATCH = r"match(?: ?day)?(?: 20\d\d)?"
_OF_MATCH = r"(?: (?:the|this|next|our|20\d\d|nrmp|pm&?r|residency|years?|main|official|real))*"
_LIST = r"(?:rank(?:ing)?(?: order)? lists?|rol)"
_DUE = r"(?:deadlines?|due|dates?|last day|timeline|opens?|closes?|ends?)"
_INTERVIEWS = r"(?:interviews?|invites?|invitations?)(?: (?:invites?|invitations?|offers?|season))?"
_FILES = r"(?:applications?|files?)"
_PROGRAMS = r"(?: (?:the|pm&?r|residency))* (?:programs?|program directors|directors|pds?|they)"
_READ = (
    r"(?: (?:can|start|begin|to|will|first|usually|get))* (?:review\w*|read\w*|look\w*|see|download\w*|receive|open)"
)
# "Apply" alone is to programs; "apply for a sub-internship" is not.
_NOT_THAT = r"(?! (?:for|to|as|if|with|in) (?!pm&?r|programs?|residency|eras|the (?:20|match)|20))"

_DAYS = tuple(
    (name, re.compile("|".join(patterns)))
    for name, *patterns in (
        (
            "soap",
            r"^(?:whats|what is|what are|when|how does|how do|what (?:happens|does|time|day|date)|explain)\b(?!.*\bspecialt).*\bsoap\b",
            rf"{_ASKED}{_BETWEEN} match week\b",
            r"\bwhat(?:s| is) match week\b",
        ),
        (
            "rank_list",
            rf"{_ASKED}{_BETWEEN} {_LIST}\b",
            rf"\b{_LIST}\b.*\b{_DUE}\b",
            rf"\b{_DUE}\b.*\b{_LIST}\b",
        ),
        (
            "match_day",
            rf"{_ASKED}{_OF_MATCH} {_MATCH}(?: results?)?(?: (?:happens?|happening|held|released|announced|come out|coming out|out|again|this year|next year|for \w+|in 20\d\d))*$",
            rf"{_ASKED} (?:i |we )?(?:.* )?(?:know|find out|learn|hear|told|tell) (?:if|whether) (?:i|we) (?:have |am |are )?match(?:ed)?$",
            r"\bmatch(?: day)? (?:date|results? dates?)\b",
            r"\bdate of (?:the )?match(?: day)?\b",
        ),
        (
            "interviews",
            rf"{_ASKED}{_BETWEEN} {_INTERVIEWS}(?: (?:start|starts|starting|begin|begins|beginning|come|coming|happen|end|finish|over|sent|send|out|go out|take place|held|usually|for|in|from|to|pm&?r|programs?))*$",
            r"\binterviews? (?:season )?(?:dates|timeline|calendar|months?)\b",
        ),
        (
            "eras_opens",
            rf"{_ASKED}{_BETWEEN} (?:open|start) (?:my |the )?eras\b",
            rf"{_ASKED}(?: \w+){{0,2}} eras(?: \w+){{0,2}} (?:opens?|opening|opened)\b",
            r"\beras open(?:s|ing)? (?:date|day)\b",
        ),
        (
            "submission",
            rf"\b{_WHEN} (?:{_AUX} (?:i|we|you|one|applicants|people)|to|is it time to)(?: (?:have to|need to|able to))* (?:submit|send|apply|hand in)\b{_NOT_THAT}",
            r"\b(?:eras|application|applications) (?:submission )?(?:deadlines?|due|submission day)\b",
            r"\beras submission(?: (?:day|date|deadline))?\b",
            r"\bdeadlines? (?:for|of|to) (?:eras|(?:the |my )?applications?|apply|submit\w*)\b",
            rf"{_ASKED}{_BETWEEN} {_FILES} (?:due|sent|open|start|close)\b",
            rf"{_ASKED}{_BETWEEN} eras due\b",
        ),
        (
            "reading",
            rf"{_ASKED}{_PROGRAMS}{_READ}(?: (?:at|my|our|us|the|eras|of))*(?: {_FILES})?\b",
            r"\b(?:program|application) review (?:date|starts?|day|period)\b",
            r"\bwhen (?:is|does)(?: the)? program review\b",
        ),
        (
            ALL,
            r"\b(?:match|eras|season|application|nrmp|residency) (?:season )?(?:calendar|timeline|schedule|dates)\b",
            r"\b(?:important|key) (?:eras |match )?(?:dates|deadlines)\b",
            r"\b(?:dates|days|calendar|timeline|schedule|deadlines) (?:of|for|in) (?:the |this |next )*(?:20\d\d )?(?:match|eras|season|application|residency|cycle)\b",
            rf"{_ASKED}{_OF_MATCH} (?:(?:match|application|residency|eras) )?(?:season|cycle)(?: (?:start|begin|open|starts|begins))?$",
        ),
    )
)
# A day alone is asked for where the message holds nothing else.
_ALONE = (
    ("soap", re.compile(r"^(?:the )?(?:soap|match week)$")),
    ("match_day", re.compile(r"^(?:the )?match ?day(?: 20\d\d)?$")),
    ("rank_list", re.compile(rf"^{_LIST} (?:certification|certify)$")),
    ("interviews", re.compile(r"^interview season$")),
    ("eras_opens", re.compile(r"^eras open(?:s|ing)?$")),
)


def day_asked(text: str) -> Subject | None:
    """The first day of the season that a message asks for, with the Match named beside it; None if it asks for none."""
    found = parts(text)
    patterns = (*_ALONE, *_DAYS) if len(found) == 1 else _DAYS
    for part in found:
        if _ABOUT_ELSE.search(part):
            continue
        for name, pattern in patterns:
            if pattern.search(part):
                year = _YEAR.search(part)
                return Subject(name, int(year[1]) if year else None)
    return None


def parts(text: str) -> list[str]:
    """The parts of a message, in small letters, each with single spaces and without apostrophes."""
    found = [" ".join(part.split()) for part in _PARTS.split(re.sub("['’]", "", text.lower()).replace("pmr", "pm&r"))]
    return [part for part in found if part]
