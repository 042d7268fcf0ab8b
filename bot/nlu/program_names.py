"""Tells a line about a residency program from one about the person who writes: names of hospitals, US states, words that people say of themselves."""

from __future__ import annotations

import re

_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana"
    "|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina"
    "|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia"
    "|Wisconsin|Wyoming|Puerto Rico|District of Columbia"
)
_STATE_LETTERS = "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR"
# Two small letters may be a word: "in", "me", "or".
_STATE = re.compile(rf"(?:.*[\s,])?(?:(?i:{_STATE_NAMES})|(?:{_STATE_LETTERS}))(?:\s+\d{{5}})?\.?\Z", re.S)
_HOUSE = re.compile(
    r"\b(?:hospitals?|medical (?:cent(?:er|re)|college|school)|med (?:cent(?:er|re)|ctr)|univ(?:ersity|ersities)?\.?|health(?: ?(?:system|care|sciences))?|clinic|rehab(?:ilitation)?|institute|college of medicine|school of medicine|foundation|memorial|residency)\b",
    re.I,
)
_PLACE_OF_NAME = r"(?:the|of|at|and|for|in|a|an)"
# What describes any program and names none.
_GENERIC = re.compile(
    rf"(?:(?:community|university|academic|affiliated|based|small|big|large|top|mid|low|tier|img|imgs|friendly|new|old|public|private|urban|rural|east|west|north|south|midwest|coast|states?|us|usa|american|all|some|any|other|most|few|many|my|programs?|programmes?|hospitals?|universities|clinics?|rehab|rehabilitation|pmr|pm&r|physiatry|residency|residencies|medical|centers?|health|research|heavy|safety|reach|backup|{_PLACE_OF_NAME})[\s-]*)+",
    re.I,
)
# "Hospital A": a letter that stands for a name.
_LETTER = re.compile(r"\w [A-Z](?= |\Z)")
_SENTENCE = re.compile(
    r"\b(?:i|i'?m|i'?ve|i'?d|i'?ll|im|my|me|mine|myself|we|our|us|you|your|u|ur|he|she|they|their|it|this|that|these|those|there|is|are|was|were|be|been|am|has|have|had|do|does|did|done|don'?t|dont|can|can'?t|could|should|would|will|won'?t"
    r"|what|which|how|when|why|where|who|if|because|but|so|then|also|too|very|really|about|than|vs|versus|or|not|got|get|want|need|needs|think|know|passed|failed|took|take|scored|worked|working|trained|graduated|applied|applying|apply|please|pls|thanks|hi|hello|hey|dear|ok|yes|no|help)\b",
    re.I,
)
_OWN_NAME = re.compile(
    r"\b(?:step ?[123]?|s[123]|usmle|ck|nbmes?|uwsa ?\d?|free ?120|uworld|practice|scores?|visa|j-?1|h-?1b|green card|citizen\w*|ecfmg|eras|nrmp|match|yog|graduat\w*|attempts?|fail\w*|pass\w*|letters?|lors?|usce|observ\w*|extern\w*|elective\w*|rotat\w*|clerkship\w*|research|publications?|papers?|posters?|dr|prof(?:essor)?|md|mbbs|exam|dedicated|weeks?|months?|years?|budget|deadline|question|img|non-us|interview\w*)\b",
    re.I,
)
_FIRST_PERSON = re.compile(
    r"\?|\b(?:i|i'?m|i'?ve|i'?d|i'?ll|im|my|me|mine|myself|we|our|what|how|why|should|please|pls|thanks)\b", re.I
)
_EXPERIENCE = re.compile(
    r"\b(?:months?|mos?|weeks?|wks?|years?|yrs?|days?|hours?|observ\w*|extern\w*|elective\w*|rotat\w*|clerkship\w*|shadow\w*|volunteer\w*|letters?|lors?|recommend\w*|usce|hands[- ]on|fellow|assistant|scholar|resident|intern|mbbs|degree|interview\w*|invit\w*|reject\w*|attending|dr|prof\w*|paper|poster|case report|present"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d{1,4}|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*)\b",
    re.I,
)
# Said of programs only.
_OF_PROGRAMS = re.compile(
    r"\b(?:imgs?|cut-? ?off|minimum|min|sponsor\w*|acgme|freida|accepts?|requires?|required|community|affiliated)\b",
    re.I,
)
MOST_WORDS = 10


def has_state(cell: str) -> bool:
    """Whether a cell is a state of the US, or ends with one: "Ohio", "Cleveland, OH"."""
    return len(cell) <= 60 and _STATE.match(cell) is not None


def is_name(cell: str) -> bool:
    """Whether a cell can be the name of a program: a few words, no sentence, nothing that people tell of themselves."""
    words = cell.split()
    if not words or len(words) > MOST_WORDS or len(cell) > 120 or re.search(r"[?!=:]", cell):
        return False
    if not re.search(r"[^\W\d_]{2}", cell) or (_GENERIC.fullmatch(cell) and not _LETTER.search(cell)):
        return False
    return not _SENTENCE.search(_without_states(cell)) and not _OWN_NAME.search(cell)


def is_program_name(cell: str) -> bool:
    """Whether a name has a word of hospitals and universities in it."""
    return is_name(cell) and _HOUSE.search(cell) is not None


def reads_as_own(line: str) -> bool:
    """Whether a line can be about the person: it says "I" or "my", asks, or tells an experience and nothing that only programs have."""
    if _FIRST_PERSON.search(line):
        return True
    return _EXPERIENCE.search(line) is not None and _OF_PROGRAMS.search(line) is None


def _without_states(cell: str) -> str:
    """The cell without letters that stand for a state: "OR" is Oregon there."""
    return re.sub(rf"\b(?:{_STATE_LETTERS})\b", " ", cell)
