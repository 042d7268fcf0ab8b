"""What a clause says of the visa and of citizenship."""

from __future__ import annotations

import re
from collections.abc import Set

# "J1 not H1B", "no h1b, only j1": the one refused is not the one wanted.
_REFUSED = re.compile(
    r"\b(?:not|no|(?:don'?t|do not|can'?t|can ?not|won'?t|will not|never|not) (?:need|want|accept|take|do|like|consider)|no longer want|without|refuse|reject)\s+(?:a |an |the |need |want )?(?:j ?-? ?1|h ?-? ?1 ?-? ?b)(?: visa)?\b"
    r"|\b(?:j ?-? ?1|h ?-? ?1 ?-? ?b)(?: visa)? (?:i (?:can'?t|can ?not|(?:don'?t|do not|won'?t|will not) (?:want|accept|take|do|like|consider)|refuse)|(?:is|are) (?:not|no) (?:an? )?(?:option|choice|possible|for me|acceptable)|is (?:impossible|out)|no way)\b",
    re.I,
)
# Residence or citizenship that is denied, still to come, or somebody else's.
_NOT_HELD = re.compile(
    r"\b(?:no|not|n't|don'?t|dont|never|without|pending|soon|will|through|appl\w+|wait\w*|process|lottery|wife|husband|spouse|father|mother|parents?|brother|sister|friend"
    r"|(?:card|citizenship|gc) (?:interview|petition|case|file|appointment|categor\w+|stage|form)|expect\w*|hop(?:e|ing)|might|may|maybe|next|filed|want|need|get(?:ting)? (?:my|a|the)|in progress)\b",
    re.I,
)
# "after six years of waiting my green card is approved": it is there, whatever came before.
_ARRIVED = re.compile(
    r"\b(?:green ?card|gc|citizenship|naturali[sz]ation|permanent residen\w+)\b[^,.;]{0,25}\b(?:approved|came|arrived|received|granted|issued|in hand|in (?:my )?pocket|got)\b(?! ?(?:for|to) (?:my |his |her )?(?:brother|sister|wife|husband|parents?))"
    r"|\b(?:got|received|obtained|have|hold|holding|holds|became)\s+(?:my |a |an |the )?(?:us |american )?(?:green ?card|gc|citizenship|citizen|permanent residen\w+)\b",
    re.I,
)
_MINE = re.compile(
    r"\bi(?:'ve)? (?:already |now |do )?(?:have had|had|have|got|hold|received|am) (?:a |my |an? )?(?:green ?card|gc|permanent residen\w+)\b(?! (?:interview|application|petition|case|pending|appl|lottery|appointment|in process))(?!.*\b(?:pending|soon|not yet|process|filed|applied|appl\w+ through)\b)",
    re.I,
)
_SAID_CITIZEN = re.compile(
    r"^\W*american\W*$|\b(?:i am|i'm|im) (?:already |now )?a citizen\b(?! (?:of|from|in)\b)|\b(?:both passports|dual (?:citizen|national)\w*)\b(?=.*\b(?:us|usa|american|u\.s\.)\b)|\b(?:hold|have|holding|got)\b[^.;]{0,20}\b(?:us|american) (?:and|&) \w+ (?:passports?|citizen\w*)|\b(?:hold|have|holding|got)\b[^.;]{0,20}\w+ (?:and|&) (?:us|american) (?:passports?|citizen\w*)",
    re.I,
)
_STILL_TO_COME = re.compile(
    r"\b(?:not|\w+n't|dont|no|never|pending|soon|will|might|may|when|once|until|before|nothing|if|unless|brother|sister|wife|husband|friend|parents?)\b",
    re.I,
)
_OF_OTHERS = re.compile(
    r"\b(?:wife|husband|spouse|brother|sister|friend|senior|colleague|boss|professor|prof|classmate|roommate|mentor|attending)s?\b.*\b(?:is|are|has|on|have)\b"
    r"|\b(?:programs?|hospitals?|places|they)\b(?!.*\bneed\b).*\b(?:sponsor|offer|give|accept|take|provide|support|prefer|want)s?\b",
    re.I,
)
# "need an H-1B since my wife has a career here".
_OWN_NEED = re.compile(
    r"^\W*(?:(?:i|we|i'll|i'd|so|and|but|also|will|would|do|really|only)\s+)*(?:need|require|prefer|want|must have)\s+(?:an? |the )?(?:visa|j ?-? ?1|h ?-? ?1|sponsor)",
    re.I,
)
# Where these come from, and what visa they have, says nothing of the applicant.
_STRANGER = re.compile(
    r"\b(?:boss|professor|prof|mentor|attending|classmates?|room ?mates?|people|seniors?|colleagues?)\b.*\b(?:is|are|was|were|has|have|got|from)\b",
    re.I,
)
_HEARD = re.compile(
    r"\b(?:i (?:read|heard|saw|was told)|(?:senior|friend|someone|people|they|article|reddit|colleague)s? (?:told|said|says|say|wrote))\b",
    re.I,
)
_DONE_WITH = re.compile(
    r"\b(?:was|were|used to be|had been)\b|\b(?:visa|status) (?:now|currently|right now)\b(?=.*\b(?:job|work|research)\b)",
    re.I,
)
# A second visa in place of the first, not beside it.
_INSTEAD = re.compile(r"\b(?:actually|sorry|instead|rather|change|no|mean|only)\b", re.I)

# "us citizen so no visa": the visa is denied, not the citizenship.
_NO_VISA = re.compile(r"\bno (?:need (?:for|of) )?(?:a )?(?:visa|sponsorship)\w*", re.I)
# "same profile but with an american passport, what would you say?"
_IMAGINED = re.compile(
    r"\b(?:same (?:profile|person|file|numbers?|stats)|what would|would (?:it|that|this|you|they|programs|i|my)|had i)\b",
    re.I,
)
_VISA = r"(?:j ?-? ?1s?|h ?-? ?1 ?-? ?b?s?)"
# Something said of visas in general: "j1 gets stuck", "the H1 places", "whether J-1 is accepted".
_IN_GENERAL = re.compile(
    rf"(?<!\bmy )\b{_VISA}\s+(?:visas? )?(?:gets?|takes?|means?|requires?|makes?|lets?|ties|waivers?|programs?|hospitals?|places|sponsors?|sponsoring|holders?|rules?|people|ppl|folks|guys|applicants|candidates|seekers?|crowd|"
    r"(?:is|are|was) (?:\w+ )?(?:stuck|risky|denied|two|accepted|hard\w*|eas\w+|cheap\w*|rare|better|sponsored|given|offered|common|safer|limited|capped|delayed))\b"
    rf"|\b{_VISA}\s+(?:from|since|expired|ended|research|scholar\w*|waiver)|\b(?:from|after|since) (?:an? |my )?{_VISA}\b|\bwhether\b.*\b{_VISA}\b|\bthan (?:a |an )?{_VISA}\b|\b(?:heard|read|explain|understand|difference|compare|pros and cons)\b.*\b{_VISA}\b",
    re.I,
)
_COMPARED = re.compile(rf"\b{_VISA}\s*(?:visa )?(?:or|vs\.?|versus|/|and)\s*(?:a |an )?{_VISA}\b", re.I)
_COMPARES = re.compile(
    r"\b(?:which|better|prefer\w*|easier|(?:more|less|most) (?:easy|hard|difficult|common|safe)|best|difference|smarter|safer|harder|cheaper|vs\.?|versus)\b|\?",
    re.I,
)
_ANY = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bif )\b(?:any|either|both|whatever|whichever|no matter (?:which|what)|any kind of|any type of)\b[^,.;]{0,20}\b(?:visas?|kind|one|type|sponsorship|fine|ok|okay|works?|good|accept\w*|they give|you give|is given)\b",
    re.I,
)
_SPEAKS_OF_VISA = re.compile(rf"\b(?:visas?|sponsor\w*|{_VISA})\b", re.I)
# What a question tells of the one who asks: "where does someone with 228 & J1 fit", "a 236 that needs a J1", "how many with 232 need j1".
_TOLD_IN_QUESTION = re.compile(
    rf"\b\d{{3}}\b\s*(?:\w+\s+){{0,2}}?(?:,|&|\+|/|and|with|on|that|who|which|plus|\s)*\s*(?:(?:needs?|needing|requir\w+|wants?|on|with|and)\s+)?(?:an?\s+)?(?P<after>{_VISA})\b(?! (?:programs?|hospitals?|places|sponsor\w*))"
    rf"|\b(?:i|i'm|im|me)\b(?: (?:am|will|would|do|also|only|still|really))*\s+(?:need\w*|requir\w+|on|want\w*|going for|asking for|with)\s+(?:an?\s+)?(?P<mine>{_VISA})\b"
    rf"|\b(?:img|applicant|candidate|graduate|grad|doctor|fmg)\s+(?:[^,.;?]{{0,30}}\b(?:who|that)\s+)?(?:need(?:s|ing)|requir(?:es|ing))\s+(?:an?\s+)?(?P<one>{_VISA})\b"
    rf"|\b(?:an?|for)\s+(?P<needing>{_VISA})[ -](?:needing|requiring|seeking)\b"
    rf"|^\W*(?:but |and |or )?would (?:also |still )?(?:take|accept|settle for|be (?:ok|fine|happy) with)\s+(?:an?\s+)?(?P<also>{_VISA})\b"
    rf"|\b(?:for|with)\s+(?:an?\s+)?(?P<before>{_VISA})\s*(?:visa )?(?:and|with|&|\+|,)\s*(?:an?\s+|ck |score )*\d{{3}}\b",
    re.I,
)
_MY_CARD = re.compile(
    r"\bmy (?:green ?card|gc|us citizenship|us passport|american passport)\b(?! (?:interview|application|petition|case|pending|lottery|process))(?!.*\b(?:come|arrive|approved?|delay\w*|wait\w*|get|pending|process\w*)\b)",
    re.I,
)
_CITIZEN_LIKE_ME = re.compile(r"\b(?:us|u\.s\.|american) citizens? (?:\w+ )?like (?:me|us)\b", re.I)
_NEEDS_ANY = re.compile(
    r"\b(?:img|applicant|graduate|grad|doctor|fmg)\s+(?:who |that )?(?:needing|needs|requiring|requires)\s+(?:an? )?(?:visa|sponsorship)\b|^\W*(?:i )?(?:need|require) (?:an? )?(?:visa )?(?:sponsorship|visa)\b",
    re.I,
)
_ASKS_FOR_NEED = re.compile(
    r"\b(?:do|does|would|will|should|can|if) (?:i|we|you|one)\b[^,]*\b(?:need|require|get|have)\b", re.I
)


def without_refused(text: str) -> str:
    """A clause without the visas that it refuses, as long as it was."""
    return _REFUSED.sub(lambda match: " " * len(match.group()), text)


def is_citizen(text: str, labels: Set[str]) -> bool:
    """Whether a clause says that the applicant is a US citizen."""
    if _SAID_CITIZEN.search(text) and not re.search(r"\bnon[- ]", text, re.I):
        return True
    named = "US_CITIZEN" in labels or ("US_IMG" in labels and "citizen" in text.lower())
    return named and "NON_US_IMG" not in labels and not _NOT_HELD.search(_NO_VISA.sub("", text))


def is_resident(text: str, labels: Set[str]) -> bool:
    """Whether a clause says that the applicant is a permanent resident of the US."""
    if "RESIDENT" not in labels:
        return False
    if _MINE.search(text):
        return True
    return not _NOT_HELD.search(text) or bool(_ARRIVED.search(text) and not _STILL_TO_COME.search(text))


def read(text: str, labels: Set[str], before: object, sentence: str) -> str | None:
    """The `visa_need` that a clause states.

    Args:
        text: the clause.
        labels: what patterns.py finds in it.
        before: the visa need that the message stated before.
        sentence: the sentence of the clause, in which a comparison may be asked for.
    """
    if _STRANGER.search(text) or _HEARD.search(text):
        return None
    of_others = _OF_OTHERS.search(text) and "VISA_NONE" not in labels and not _OWN_NEED.match(text)
    if _ANY.search(text) and _SPEAKS_OF_VISA.search(sentence) and not _COMPARES.search(text):
        return "either"
    if of_others or _DONE_WITH.search(text):
        return "none" if is_resident(text, labels) and _ARRIVED.search(text) else None
    if is_citizen(text, labels) or is_resident(text, labels):
        return None if _IMAGINED.search(sentence) else "none"
    named = labels & {"VISA_J1", "VISA_H1B"}
    if (
        named
        and not _OWN_NEED.match(text)
        and (_IN_GENERAL.search(text) or (_COMPARED.search(text) and _COMPARES.search(sentence)))
    ):
        return None
    return _needed(text, labels, before)


def in_question(text: str) -> str | None:
    """The visa that a question tells as the asker's own."""
    if _MY_CARD.search(text) or _CITIZEN_LIKE_ME.search(text):
        return "none"
    if _NEEDS_ANY.search(text) and not _ASKS_FOR_NEED.search(text):
        return "either"
    match = _TOLD_IN_QUESTION.search(text)
    if match is None or _COMPARED.search(text) or _ASKS_FOR_NEED.search(text):
        return None
    told = next(value for value in match.groupdict().values() if value)
    return "J-1" if told.lower().startswith("j") else "H-1B"


def _needed(text: str, labels: Set[str], before: object) -> str | None:
    if labels >= {"VISA_J1", "VISA_H1B"}:
        return "either"
    named = "J-1" if "VISA_J1" in labels else "H-1B" if "VISA_H1B" in labels else None
    if named is not None:
        both = {named, before} == {"J-1", "H-1B"} and not _INSTEAD.search(text)
        return "either" if both else named
    if "VISA_NONE" in labels:
        return "none"
    if "VISA_NEED" in labels and "VISA_OTHER" not in labels and before not in ("J-1", "H-1B"):
        return "either"
    return None
