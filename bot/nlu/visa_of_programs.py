"""Tells a visa that a program sponsors from the visa that the applicant needs: "Example Rehab sponsors J-1", "update Example Rehab: J-1"."""

from __future__ import annotations

import re

from bot.nlu.places_abroad import mentions
from bot.nlu.program_names import is_name, is_program_name

_VISA = (
    r"(?:(?:a|an|the|only|just|also|both|now|even|either|no|any|new|my) )*(?:j ?-? ?1s?|h ?-? ?1 ?-? ?b?s?|visas?)\b"
)
# What is said before the program, and what only says where it stands: "i think ...", "... on my list".
_OPENING = re.compile(
    r"^\W*(?:(?:and|but|so|also|ok|now|hi|hello|fyi|please|pls|plz|because|since|sorry|no|actually|yes|that|i (?:just )?(?:think|know|saw|see|found(?: out)?|checked|guess|believe|noticed|learn(?:ed|t)))\b\W*)+",
    re.I,
)
_ON_LIST = re.compile(r"\b(?:on|in|from|of) (?:my|the) (?:own )?(?:program )?list\b", re.I)
_OF_SELF = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|im|me|my|mine|we|our|he|she|need(?:s|ed|ing)?|requir\w*|want\w*|prefer\w*|look\w*|seek\w*|search\w*|someone|somebody|anyone|anybody|who|ecfmg)\b",
    re.I,
)
# The verb tells that it is no person who writes in the first: "sponsors j1".
_SINGULAR = re.compile(
    rf"\b(?:sponsors|sponsers|accepts|takes|offers|provides|supports|gives|allows)\s+{_VISA}|\b(?:doesn'?t|does not|no longer|never|stopped|started|began|now)\s+(?:sponsor|accept|tak|offer|provid|support|giv)(?:s|e|es|ing)?\s+{_VISA}",
    re.I,
)
# Second languages leave the ending out, so a name has to stand before the verb.
_NAMED = re.compile(
    rf"(?P<name>[^,;:]{{2,60}}?)\s+(?:(?:now|only|also|still|already|will|can|do|don'?t|dont|does|doesn'?t|doesnt|did|not|no longer)\s+)*(?:sponsor|sponser|accept|take|offer|provide|support|give|has|does)(?:e?s|ed|ing)?\s+{_VISA}|(?P<they>they|these)\s+(?:(?:all|also|only|now|both|do|will|can)\s+)*(?:have|do|take|accept)\s+{_VISA}",
    re.I,
)
_FRIENDLY = re.compile(r"\b(?:j ?-? ?1|h ?-? ?1 ?-? ?b?|visa)[ -]friendly\b", re.I)
_EDIT = r"(?:update|change|correct|edit|fix|set|mark|put|note|write|save)"
_EDITED = re.compile(
    rf"\W*(?:(?:please|pls|plz|can you|could you|i want to|also|and|now)\s+)*{_EDIT}\s+(?:the\s+)?(?:(?:visas?|program)\s+(?:of|for|at|to|on)\s+)?(?P<name>[^,;:]{{2,60}}?)(?:\s+visas?\b)?\s*(?:(?:[:=,]|(?<=visa)\s|\s[\u2013\u2014-]|\b(?:to|as|has|with|is|takes?|sponsors?|now)\b)\s*)+(?:{_VISA})?",
    re.I,
)
_LABEL = re.compile(r"\W*(?P<name>[^,;:]{2,60}?)\s*:\s*")
# Names that are none: what is the person's own, or holds for no single program.
_NO_NAME = re.compile(
    r"\b(?:profile|status|info\w*|details?|data|sponsor\w*|immigration|answers?|types?|all|everything|nothing|today|yesterday|sir|madam|mam|doctors?|docs?|guys|facts?|records?|entry|last|previous|from|applications?|situation|case|news|applicants?|candidates?|grads?|students?|friends?|cousins?|husband|wife|spouse|only|happy|ready|willing|to|later|plan|option|choice|issue|problem|file|person|people|someone|one|\w+ly)\b",
    re.I,
)


def speaks_of_program(clause: str, before: str) -> bool:
    """Whether the visa in a clause is a program's, not the applicant's need. In doubt it is not.

    Args:
        clause: the clause that names a visa.
        before: what stands before it in its line: "update Example Rehab: ".
    """
    said = _ON_LIST.sub(" ", _OPENING.sub("", clause)).strip()
    if _edits(clause) or _edits(before):
        return True
    if (label := _LABEL.fullmatch(before)) and is_program_name(label["name"].strip()):
        return True
    if _OF_SELF.search(said):
        return False
    named = _NAMED.match(said)
    return bool(
        _SINGULAR.search(said) or _FRIENDLY.search(said) or (named and (named["they"] or _may_name(named["name"])))
    )


def _edits(text: str) -> bool:
    """Whether words ask for a program of the list to be changed and name it; "change it to J-1" may be said of one's own visa."""
    found = _EDITED.match(text)
    return found is not None and _may_name(found["name"])


def _may_name(words: str) -> bool:
    plain = words.strip()
    return is_name(plain) and _NO_NAME.search(plain) is None and not mentions(plain)
