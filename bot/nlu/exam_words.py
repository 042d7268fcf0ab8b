"""The words by which exams, their results and their tries are told, where token patterns do not reach."""

from __future__ import annotations

import re

from bot.nlu import exam_ahead, numbers
from bot.nlu.patterns import spans

EXAMS = ("step1", "step2_ck", "step3")
# "step 1 and step 2 ck passed": an exam named in so few words waits for what is said of the next one.
NOTE_FORM = 5
# A pass told in so few words may leave its exam unnamed.
FEW_WORDS = 7
# "step 3 after ck" says nothing of ck.
IN_RELATION = re.compile(
    r"\b(?:after|before|like|than)\s+(?:my\s+|the\s+)?(?:usmle\s+)?(?:step ?[123](?: ?ck)?|ck|s[123](?: ?ck)?)\b(?!\s*\d)",
    re.I,
)
# "failed once" counts one try. "failed on the first attempt" leaves open whether others came after it.
ONE_FAIL = re.compile(
    r"\b(?:fail\w*|flunk\w*|bomb\w*)\b[^.,;]{0,30}?\b(?:only once|once|one time)\b(?! (?:more|again|i|the)\b)", re.I
)
# "forms: 205, 218, 222": what the numbers behind it are.
ROW_HEAD = re.compile(
    r"^\W*(?:my |last |all |the |so far )*(?:forms?|mocks?|self[- ]?assessments?|practice|sims?)(?: so far| scores?| results?| were| are)*\W*$",
    re.I,
)
# What is no result of a form: the name of one, and a number put right ("233 sorry 235").
NO_FORM = re.compile(
    r"free ?120|(?<!\d)[12]\d\d\W+(?:sorry|oops|no wait|i mean|i meant|correction)\W+(?:i mean |it was |it's |its )?(?=[12]\d\d)",
    re.I,
)
# A three-digit score from here on was never a fail on any Step: the pass marks never stood higher.
SURE_PASS = 218
WISHED_SCORE = re.compile(
    r"\b(?:will|would|should|hopefully|probably) be (?:a |about |around |like |approximately |near )*\d{3}\b|\b(?:want|wants|wish|need|needs|hop(?:e|ing) (?:for|to get)|aiming (?:for|at)|dream(?:ing)? of|(?:until|till|before|unless) (?:i|he|she) (?:see|get|hit|reach|have|score|touch))\s+(?:a\s+|an\s+|at least\s+|to have\s+)?\d{3}\b",
    re.I,
)
NO_TRY = re.compile(
    r"\b(?:hear\w*|asking|using|here|writing|seeing|reading|read|watched|revised|first aid|pathoma|anki|sketchy|uworld)\b",
    re.I,
)
# "second attempt ck 224, first was a fail with 205": the fail came before.
FIRST_FAILED = re.compile(
    r"^\W*(?:the |my )?(?:first|1st)(?: one| attempt| try| time| go| sitting)?,? (?:was |is |= ?|: ?|i |got |had )*(?:an? )?fail\w*\b|^\W*(?:but |and )?(?:only |just )?after (?:failing|having failed|a fail\w*)\b(?!.*\d{3}\b(?<!\b20\d\d))",
    re.I,
)
_PASS_OR_FAIL = re.compile(r"\bpass(?:ed)?\s*(?:or|/)\s*fail(?:ed)?\b", re.I)
_FINE_AGAIN = re.compile(
    r"\b(?:second|2nd|third|3rd|next)(?: time| attempt| try| one| go)? (?:was|went|is) (?:all )?(?:fine|ok|okay|good|well|smooth\w*|clean|better)\b",
    re.I,
)
_SHORT_OF = re.compile(
    r"\b(?:points?|marks?) (?:short|shy|below|under|away)(?: of| from)? (?:the )?pass\w*|\b(?:\d|one|two|three|four|five|six) (?:points?|marks?) (?:short|shy|below|under)\W*$|\bmissed (?:the )?pass\w*(?! program)|\b(?:below|under) (?:the )?pass(?:ing)? (?:mark|score|line)",
    re.I,
)
_AFTER_FAIL = re.compile(r"\bafter (?:(?:a|one|the|my|that)(?: first)? fail\w*|failing)", re.I)
_FILLED = re.compile(
    r"\b(?:fill\w*|sign\w*|submit\w*|sent|consent|visa|ecfmg|epic|application|mspe|upload\w*|which form|what form)\b",
    re.I,
)
_COUNT = re.compile(
    r"\battempts?(?: count| number)?\s*(?:is|are|was|were|:|=|-)?\s*(?P<count>[1-4])\b(?! (?:months?|weeks?|years?))",
    re.I,
)
_SHARE_DONE = re.compile(r"\b\d{1,3}\s?(?:%|percent)", re.I)
_PASSES = re.compile(r"pass|clear|✓|✅", re.I)
_UNMATCHED = re.compile(r"\bfail\w*\s+(?:to|the|in|at)?\s*match\w*", re.I)
# Both steps at once: "both are pending", "neither step".
BOTH_AHEAD = re.compile(
    r"\bboth (?:of (?:them|the steps|these) )?(?:usmle )?(?:steps? |exams? )?(?:both )?(?:are |is |still |yet )*(?:pending|remaining|left|to go|to do|not (?:yet )?(?:taken|done|given)|untaken|ahead|due)\b"
    r"|\bneither (?:usmle )?(?:steps?|exams?|one|of (?:them|the (?:steps|exams|two)))\b(?! ?\d)",
    re.I,
)
EACH = re.compile(r"\b(?:each|both|all)\b", re.I)
# A Step 1 of the time when it had a number.
OLD_RESULT = re.compile(r"\b[12]\d\d\b[^.;\d]{0,12}\b(?:in|of|back in|from) (?:199\d|200\d|201\d|202[01])\b", re.I)
OLD_YEAR = re.compile(r"\W*(?:in )?(?:199\d|200\d|201\d|202[01])\W*")
BARE_ROW = re.compile(r"^\W*[12]\d\d(?:\W+(?:and |then )?[12]\d\d)*\W*$", re.I)
OLD_SCORE = re.compile(
    r"\b(?:3|three)[ -]?digits?\b|\b(?:numeric\w*|numbers?|number|scored|scores?|old|ancient|days|era|back when)\b|\b(?:199\d|20(?:0\d|1\d|2[01]))\b",
    re.I,
)
FAIL_NEWS = re.compile(r"\bfail(?:ed|ing)? (?:e?mail|report|letter|news|result|notice|again)\b", re.I)
# A number that opens a longer clause: "231 after two years of trying".
OPENS = re.compile(
    r"^.*\b(?:done|out|here|came)\W+(?:19|2[0-8])\d\W*$|^\W*(?:(?:an?|only|just|my|hi|hello|so|and|well|ok)\W+)*(?:19|2[0-8])\d\b",
    re.I,
)
# Numbers of daily life, where no exam is named.
OTHER_KIND = re.compile(
    r"\b(?:fees?|cost\w*|prices?|flights?|class|batch|beds?|room|bp|pulse|kg|rent|salary|bus|street|emails?|refund|budget|attendance|gpa|marks in|percent)\b",
    re.I,
)
EITHER = re.compile(r"\d{3}\b.*\b(?:or|vs\.?|versus)\b.*\d{3}", re.I)
GAVE = re.compile(
    r"^\W*(?:i (?:only |just )*(?:got|scored|have|had)|(?:it|they|one|mine) (?:gave|says?|said|was|is|were|are|predict\w*|show\w*))\b",
    re.I,
)
# "failed in 2022 and again in 2023".
AGAIN = re.compile(r"^\W*(?:failed )?again(?: in| on)?(?: (?:19|20)\d\d)?\W*$", re.I)
# A second try that is planned, after a fail.
TO_COME = re.compile(
    r"\b(?:is|will|next|soon|coming|planned|booked|scheduled|upcoming|spring|summer|autumn|winter|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.I,
)
# "not before the nbmes hit 250": nothing was scored.
UNTIL = re.compile(
    r"\b(?:until|till|unless|before)\b[^.]*\b(?:hit|hits|reach|reaches|see|sees|get|gets|show|shows|touch)\b[^.]*\d{3}",
    re.I,
)
NTH_FAIL = re.compile(
    r"^\W*(?:it'?s |its |this is )?(?:my |the |already )+(?P<nth>second|2nd|third|3rd|fourth|4th)(?: one| fail\w*| time)?\W*$",
    re.I,
)
_FAILS = re.compile(
    r"\b(?P<count>one|two|three|1|2|3) (?:failed|unsuccessful|fails?\b|failures?)|\bfail\w* (?:it |that )?(?P<word>once|twice|two times|thrice|three times)",
    re.I,
)
_FAILS_TOLD = {
    "one": 1,
    "once": 1,
    "1": 1,
    "two": 2,
    "2": 2,
    "twice": 2,
    "two times": 2,
    "three": 3,
    "3": 3,
    "thrice": 3,
    "three times": 3,
}
NTH = {"s": 2, "2": 2, "t": 3, "3": 3, "f": 4, "4": 4}
# "my 232": one's own even where somebody else speaks of it.
MINE = re.compile(
    r"\bmy\s+(?:own |old |current |real |actual |poor |little |low |humble |lonely |last |latest |first |second )*(?:(?:usmle )?(?:step ?[123](?: ?ck)?|s[123] ?(?:ck)?|ck|nbme|uwsa ?\d?|form|mock)\s*)?(?:score |result |number |mark )*(?:of |is |was |at |being |= ?|: ?)*(?:an? |only |just )*$",
    re.I,
)
THREE_DIGITS = range(100, 301)
# "my score is lots": a number was to come and none did.
NO_NUMBER = re.compile(
    r"\b(?:score|ck|step ?2(?: ?ck)?|result)\s*(?:was|is|of|:|=)\s*(?:like |really |very |so |too )*(lots|lot|many|high|low|good|bad|great|ok|okay|fine|terrible|awesome|decent|average|a lot|some|big|small)\b",
    re.I,
)
# Whether it is worth to look for exams at all.
NAMES_EXAM = re.compile(
    r"ck|step|s[123]|stp|usmle|knowledge|nbme|uwsa|amboss|mock|cc?s?sa|cbse|form|practice|assessment|free|baseline",
    re.I,
)
EXAM_LABELS = ("EXAM_step1", "EXAM_step2_ck", "EXAM_step3", "EXAM_practice")
STATUS_LABELS = ("FAILED", "PASSED", "NOT_TAKEN", "NOT_PASSED")
NEEDED = re.compile(r"\b(?:need|needed|required?|minimum|min|cut ?offs?|average)\b", re.I)
NO_STEPS = re.compile(
    r"\b(?:no (?:usmle )?(?:steps|exams)\b(?! ?\d)|no (?:usmle )?(?:step|exam) (?:(?:is |was |has been )?(?:taken|done|given|sat|attempted|started)|yet|so far)\b)"
    r"|(?:\bnot|n't|nt) (?:taken|done|given|started|sat|written|attempted|touched|seen) (?:any|a|a single)(?: of)?(?: the| my| these)? (?:usmle )?(?:steps?|exams?)\b(?! ?\d)",
    re.I,
)
BARE_FAIL = re.compile(
    r"^\W*(?:i )?(?:have )?(?:failed?|flunked)(?: it)?(?: once| twice| in \w+(?: \d{4})?| last \w+| (?:on |in )?(?:the |my )?first(?: time| try| attempt)?)?\W*$",
    re.I,
)
# What was told in so many words not to have happened yet, unlike a plan.
DENIED = re.compile(
    r"\b(?:not|n't|havent|hasnt|didnt|never|yet to)\b(?: \w+){0,2}? (?:taken|take|took|sat|given|done|attempted|written|appeared)\b",
    re.I,
)
CORRECTS = re.compile(r"\b(?:sorry|no|actually|i mean|mistake)\b", re.I)
# "step 1 done, ck in march": the time is of a plan, so what was told of the other exam does not carry over.
TIMED = re.compile(
    r"\b(?:in|on|by|next|tomorrow|20\d\d|weeks?|months?|jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b",
    re.I,
)
# What ends a row of practice scores without naming an exam.
REAL = re.compile(r"\b(?:real|actual|final)\b", re.I)
# "aiming for the 2028 match with ck 241": the aim is no score.
AIMS_AT_MATCH = re.compile(r"\b(?:aim|target)\w*\s+(?:for |at |is |the |match )*20\d\d", re.I)
# "s2ck 240, FA pass": a pass without a score, beside an exam told with one, is Step 1.
STAYS = re.compile(r"\b(?:plateau\w*|stuck|stay\w*|remain\w*|still)\b", re.I)
BARE_PASS = re.compile(
    r"^\W*(?:(?:fa|first attempt|1st attempt|first try|1st try) (?:pass|p)|(?:pass|p) (?:fa|first attempt|1st attempt|first try|1st try))\W*$",
    re.I,
)
NAMED_SCORE = re.compile(r"\b(?:score[ds]?|result|mark)\b", re.I)
# Below this a number alone is no score: so many programs, questions, dollars.
LOWEST_BARE = 170
SCORE_WORD = re.compile(
    r"\b(?:score[ds]?|got|result|points?|made|received|mark|(?:have|has|had|having|secured|holding)(?= (?:an? |only |just |this |that )*\d{3}\b)|(?:with|w/?|pass(?:ed)?|cleared)(?= (?:(?:with|at) )?(?:an? )?\d{3}\b))\b",
    re.I,
)


def plausible(text: str) -> list[numbers.Found]:
    """The three-digit numbers of a text that can be scores."""
    return [number for number in numbers.scores(text) if number.value in THREE_DIGITS]


def tries_of(labels: set[str]) -> int | None:
    """The highest ordinal of an attempt that a clause names."""
    return max((number for number in (1, 2, 3, 4) if f"TRY_{number}" in labels), default=None)


def fails_told(text: str) -> int:
    """How many fails a clause counts: "after two failed attempts"."""
    match = _FAILS.search(text)
    return _FAILS_TOLD[(match["count"] or match["word"]).lower()] if match else 0


def labels_of(text: str) -> set[str]:
    """What patterns.py finds in a text. A sentence's end is left out: spaCy keeps it on "H1B."."""
    found = [each for each in spans(text.rstrip(" .!"))[1] if not _is_paper(each.text, text)]
    tries = [each.text.lower() for each in found if each.label_.startswith("TRY_")]
    passed = {"PASSED"} if any("pass" in each for each in tries) else set()
    failed = {"FAILED"} if any("fail" in each for each in tries) else set()
    return {span.label_ for span in found} | passed | failed


def _is_paper(words: str, text: str) -> bool:
    """Whether a form is one to fill in: a practice exam is told with its score."""
    return words.lower().endswith(("form", "forms")) and _FILLED.search(text) is not None


def refined(labels: set[str], text: str, *, named: bool) -> set[str]:
    """The labels of a clause after what its words say together.

    Args:
        labels: what was found word by word.
        text: the clause.
        named: whether it names an exam.
    """
    return exam_ahead.still_to_come(_results(labels, text, named=named), text, named=named)


def _results(labels: set[str], text: str, *, named: bool) -> set[str]:
    """What a clause says of a pass or a fail beyond its single words."""
    if (count := _COUNT.search(text)) and not labels & {"FAILED", "NOT_TAKEN"}:
        labels = labels | {f"TRY_{count['count']}"}
    if _PASS_OR_FAIL.search(text) and not _PASS_OR_FAIL.sub("", text).lower().count("pass"):
        labels = labels - {"PASSED", "FAILED"}
    if _SHORT_OF.search(text):
        labels = labels - {"PASSED", "NOT_PASSED"} | {"FAILED"}
    if _FINE_AGAIN.search(text) or (
        ("FAILED" in labels or "failing" in text.lower()) and _AFTER_FAIL.search(text) and plausible(text)
    ):
        labels = labels | {"PASSED", "FAILED"}
    of_other = not named and exam_ahead.OTHER_THING.search(text) and "pass" not in text.lower()
    if of_other or (_SHARE_DONE.search(text) and not _PASSES.search(text)):
        labels = labels - {"PASSED"}
    if "FAILED" in labels and _UNMATCHED.search(text):
        labels = exam_ahead.without_tries(labels) - {"FAILED"}
    return labels


def is_old_step1(text: str, *, told: bool) -> bool:
    """Whether a clause behind Step 1 says that it is of the time when it had a number."""
    return (not told and OLD_YEAR.fullmatch(text) is not None) or OLD_RESULT.search(text) is not None
