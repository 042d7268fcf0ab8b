"""Reads applicant_type: a country of origin or of study abroad, a US citizen who studied abroad, a US graduate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from bot.nlu.clauses import Clause, Mood, sentences
from bot.nlu.exam_words import labels_of
from bot.nlu.places_abroad import Mention, mentions, works_there
from bot.nlu.statements import Found

# A place that is only visited, worked in for a rotation, or the seat of an exam or of one who writes a letter.
_NOT_ORIGIN_BEFORE = re.compile(
    r"\b(?:conferences?|congress|vacation|holidays?|trip|travel\w*|flew|flight|visit\w*|tour|honeymoon|wedding|relocat\w*|moving)\b"
    r"|\b(?:prometric|centers?|centres?|exam|test|step ?\d(?: ?ck)?|ck|usmle|oet|plab|it)\b[^,]{0,14}\b(?:in|at)\s+(?:the\s+)?$"
    r"|\b(?:letters?|lors?|recommend\w*|recommender)\b"
    r"|\b(?:from|by|my|the|our|one|two|\d)\s+(?:\w+\s+)?(?:physiatrists?|attendings?|professors?|profs?|neurologists?|internists?|mentors?|surgeons?|chair|chief|boss|dean|pi)\s+(?:\w+\s+)?(?:from|in|at|of)\s+$"
    r"|\b(?:obs\w*|rotations?|electives?|externships?|clerkships?|shadow\w*|hands[- ]on)\b[^,]*\b(?:in|at|from)\s+(?:\w+\s+)?$"
    r"|\b(?:match(?:ing|ed)?|plab|nhs|amc|pathway|apply\w*|applied|options?|back ?up|plan b|instead)\b[^,]*\b(?:in|for|to)\s+(?:the\s+)?$"
    r"|\b(?:present\w*|posters?|published|interview|embassy|consulate)\b[^,]*\b(?:in|at)\s+$|\b(?:talked|spoke|speaking|met|chatted|know|knew)\b[^,]*\bfrom\s+$|\b(?:one|two|three|\d|another|other)\s+(?:is\s+|are\s+)?(?:from|by)\s+$"
    r"|\b(?:capital|population|flights?|tickets?|immigration|mccqe|fellowship|map|weather|time) (?:of|to|from|in)\s+$|\b(?:mccqe|express entry|plab|amc)\b"
    r"|(?<!\bback )(?<!\breturn )(?<!\breturning )(?<!\bhome )(?<!\breturned )\bto\s+(?:the\s+)?$"
    r"|\b(?:not|never|n't|nor|unlike|except|no)\s+(?:an?\s+|from\s+|in\s+|the\s+)*$",
    re.I,
)
_NOT_ORIGIN_AFTER = re.compile(
    r"\s*(?:match\b|plab\b|nhs\b|pathway\b|(?:medical )?licen[cs]e|(?:\w+ )?immigration|jobs?\b|express\b|amc\b|(?:\d+ )?visas?\b|salary|speak\w*|only\b|translat\w*|language|food|speaking|patients?\b|residency match)"
    r"|(?:'s)?\s+(?:hospitals?|clinics?|physiatrists?|attendings?|professors?|letters?|lors?|obs\w*|rotations?|electives?|friends?|seniors?|colleagues?|programs?)\b",
    re.I,
)
_FROM_OR_STUDY = re.compile(
    r"\bfrom\s+(?:the\s+)?$|\b(?:stud\w+|graduat\w+|grad|train\w+|born|school|degree|mbbs|md|university|college|medicine|finished|medical|intern\w*|raised)\b|\b(?:i am|i'm|im|we are)\b",
    re.I,
)
_WORK = re.compile(
    r"\b(?:work\w*|jobs?|employed|position|practi[cs]\w+|liv(?:e|ed|ing)|stay\w*|spent|years?|unit|hospital|clinic|ward|icu|centers?|centres?)\b[^,]*\b(?:in|at|for)\s+(?:the\s+)?$",
    re.I,
)
# People of whom there are many, none of them the applicant.
_GENERIC = re.compile(
    r"\b(?:patients?|nurse|imgs|fmgs|people|anyone|anybody|everyone|grads|graduates|doctors|students|applicants|candidates|those|others|residents|girls|guys|schools|universities|"
    r"(?:any|another|other|some|every|most|many|which|all|random)\s+(?:\w+\s+)?\w+)\s+(?:\w+\s+){0,2}?(?:from|in|of|at)\s+(?:the\s+)?$"
    r"|\b(?:any|another|other|some|every|most|many|which|all|than|versus|vs)\s+(?:an?\s+)?$",
    re.I,
)
_STUDIED_THERE = re.compile(
    r"\b(?:mbbs|stud\w+|school|graduat\w+|md|medicine|trained|born)\b[^.;]{0,20}\bthere\b", re.I
)
_FOR_SOMEONE = re.compile(r"\b(?:for|does|is|where does|can|should) (?:someone|somebody|a guy|a person)\b", re.I)
_LIKE_ME = re.compile(r"\b(?:like me|like us|we)\b", re.I)
_STRANGER = re.compile(
    r"\b(?:boss|professor|prof|mentor|attending|classmates?|room ?mates?|people|seniors?|colleagues?|co-?residents?|neighbou?rs?|lawyer|director|pd|coordinator|landlord|interviewer)\b.*\b(?:is|are|was|were|has|have|got|from)\b",
    re.I,
)
_HEARD = re.compile(r"\b(?:i (?:read|heard|saw|was told)|count as|counted as)\b", re.I)
_RELATIVE = re.compile(
    r"\b(?:wife|husband|spouse|fianc\w+|boyfriend|girlfriend|father|mother|parents?|grand\w+|brother|sister|son|daughter|cousin|family)\b",
    re.I,
)
_ELDER = re.compile(r"\b(?:father|mother|dad|mom|parents?|grand\w+|uncle|aunt|in-laws?)\b", re.I)
_I = re.compile(r"\b(?:i|i'm|im|i've|myself)\b", re.I)
_MINE = re.compile(r"\b(?:i|i'm|im|i've|my|me|myself|our|we|he|she|his|her)\b", re.I)
# A question that tells of the one who asks where he is from.
_TOLD_IN_QUESTION = re.compile(
    r"(?:\b\d{3}\s*(?:ck|score|(?:on|in) ck)?\s*|\b(?:img|fmg|doctor|dr|grad|graduate|physician|student|gp|applicant|degree|mbbs|diploma)\s+(?:is\s+)?)(?:from|in|at|of)\s+(?:the\s+)?$"
    r"|\b(?:stud\w+|graduat\w+|train\w+|school|degree|diploma|mbbs|md|university|college|residency|born|doctor|gp|intern\w*|house (?:job|officer)|finished|come|coming)\b[^,]*\b(?:from|in|at|of)\s+(?:the\s+)?$"
    r"|\b(?:i|i'm|im|me|i am)\b[^,]*\bfrom\s+(?:the\s+)?$|\blike me\W*$|\bas\s+(?:an?\s+)?$",
    re.I,
)
_LETTERS_FROM = re.compile(
    r"\b(?:letters|lors)\b\W{0,2}(?:\(\d\)|\d)?\W{0,2}(?:are |were |come |came |all |is |both )*from\s+(?:the\s+)?$",
    re.I,
)
_MY_COUNTRY = re.compile(r"^[\s,(–-]{1,3}(?:which is |is )?my (?:home|own )?(?:country|home|homeland|native)\b", re.I)
_PERSON_AFTER = re.compile(
    r"[\s-]+(?:(?:\d+\w*|trained|young|old|non[- ]us|foreign|final|last|first|year|female|male|med|medical|mbbs)\s+)*"
    r"(?:img|fmg|grad|graduate|doctor|doc|dr|physician|student|citizen|citizenship|passport|nationals?|nationality|mbbs|md|applicant|female|male|woman|man|girl|guy|lady|boy|here|gp|surgeon|born|origin|descent|by birth|trained|degree|university|uni|school|college|diploma|background|candidate|intern|refugee|migrant|dentist|neurologist|physiotherapist|orthopedist|resident)\b",
    re.I,
)
_PERSON_BEFORE = re.compile(
    r"\b(?:i am|i'm|im|am|me|myself|as|(?:he|she|we)(?:'s| is| are))\s+(?:(?:an?|from|originally|actually|also|just|only|proud|simple|poor|young|old|female|male|the|\d+\s?\w*)\s+)*$"
    r"|\bmy\s+(?:\w+\s+){1,3}(?:is|are)\s+(?:\w+\s+){0,2}$|\bmy\b[^,]*\b(?:style|accent)\s+$|\b(?:nationality|citizenship|passport|origin|country)\W+$|\b(?:for|4)\s+(?:an?\s+)?$",
    re.I,
)
_FILLER = re.compile(
    r"\d+|\b(?:img|fmg|old|yrs?|years?|yo|y|male|female|f|m|married|single|hi|hello|hey|dr|doctor|doc|here|aqui|from|non|us|citizen|only|also|ok|so|nationality|country|origin|age|aged|just|grad|the)\b|\W",
    re.I,
)
_NOTE_AFTER = re.compile(r"\W+(?:yog|ck|s1|s2\w*|step|\d|j-?1|h-?1|need|no\b|with|visa|mbbs|grad)", re.I)
_EDGE = re.compile(r"[,;:|/()\n.!?•+\"]|\s[-–—]+\s|\s(?:and|but|then|so)\s", re.I)
_IMG = re.compile(r"\b(?:img|fmg|imgs like (?:me|us))\b", re.I)
_NOT_IMG = re.compile(r"\b(?:not|n't)\s+(?:an?\s+|even\s+)*(?:img|fmg)\b", re.I)
# "a DO school in Michigan", "MS4 here"; "do" in small letters is a verb where nothing stands before it.
_US_SCHOOL = re.compile(
    r"\b(?:(?:DO|D\.O\.|COMLEX)|(?:an?|at|in|my|the|us|american)\s+(?i:do|d\.o\.))\s+(?i:school|student|candidate|senior|program|degree|grad\w*)\b"
    r"|\b(?i:osteopathic)\s+(?i:school|student|med\w*|grad\w*|candidate|senior|college|doctor|physician)\b|\b(?:OMS|MS)-?[1-4]\b(?! (?:in|at|from) (?:india|china))",
)
_US_STUDY = re.compile(
    r"\b(?:my|did my|got my|finished|did)\s+(?:md|do|m\.d\.|med(?:ical)? school|degree)\s+(?:is\s+|degree\s+)*(?:in|at|from)\s+(?:an?\s+|the\s+)?(?:us\b|usa\b|america|united states|states\b|american\b|ohio|new york|texas|california|boston|chicago|michigan|florida|illinois|pennsylvania|harvard|stanford|yale|duke|ucla)"
    r"|\b(?:studying|student|graduated|graduate|enrolled)\s+(?:at|in|from)\s+(?:an?\s+|the\s+)?(?:us|u\.s\.|american)\s+(?:med(?:ical)?\s+)?(?:school|university|college)\b",
    re.I,
)
# "as good as a US grad", "my cousin who is an AMG": another one.
_LIKE_ME_ASKED = re.compile(r"\b(?:like|as) (?:me|us|myself)\b", re.I)
_AS_ONE = re.compile(r"\b(?:for|as|being|like) an?\s+(?:\w+\s+)?(?:non|us|u\.s\.|american)\b[^,.;]{0,12}\bimg\b", re.I)
_NOT_US_GRAD = re.compile(
    r"\b(?:vs\.?|versus|than|like|against|compared|beat|not|n't|as good as|between|over|prefer\w*|who is|who's|if|all|other)\s+(?:\w+\s+){0,2}?(?:an?\s+|the\s+)?(?:us|u\.s\.|american|amg|usmd|us-md)\b",
    re.I,
)


@dataclass
class _Evidence:
    """What a message says of where the applicant is from, so far."""

    named: str | None = None
    abroad: bool = False
    caribbean: bool = False
    citizen: bool = False
    resident: bool = False
    img: bool = False
    start: int = 0
    end: int = 0

    def at(self, start: int, end: int) -> None:
        """Keep the place of what was said last."""
        self.start, self.end = start, end

    @property
    def kind(self) -> str | None:
        """The type of applicant that all of it makes."""
        if self.citizen and self.named != "us_grad" and (self.abroad or self.caribbean or self.img):
            return "us_img" if self.named != "non_us_img" else self.named
        if self.named:
            return self.named
        return "non_us_img" if self.abroad or (self.resident and self.img) else None


class OriginReader:
    """Gathers over a message what its clauses say of where the applicant comes from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.evidence = _Evidence()

    def labels(self, clause: Clause, labels: Set[str], *, citizen: bool, resident: bool) -> None:
        """Take in what a clause that states something names outright: "non-US IMG", "US citizen"."""
        seen, found = self.evidence, None
        if _STRANGER.search(clause.text) or _HEARD.search(clause.text):
            return
        if "NON_US_IMG" in labels:
            found = "non_us_img"
        elif "US_IMG" in labels:
            found = "us_img"
        elif _NOT_IMG.search(clause.text) or _is_us_graduate(clause.text, labels):
            found = "us_grad"
        elif _IMG.search(clause.text) and not re.search(r"\b(?:any|most|every|other|for)\s+img\b", clause.text, re.I):
            seen.img = True
        seen.caribbean = seen.caribbean or "CARIBBEAN" in labels
        seen.citizen, seen.resident = seen.citizen or citizen, seen.resident or resident
        seen.named = found or seen.named
        if found or citizen or "CARIBBEAN" in labels:
            seen.at(clause.start, clause.start + len(clause.text))

    def asked(self, clause: Clause, labels: Set[str]) -> None:
        """Take in what a question says that one is: "what are the odds for a non-US IMG with 240"."""
        if _AS_ONE.search(clause.text):
            self.labels(clause, labels & {"NON_US_IMG", "US_IMG"}, citizen=False, resident=False)
        elif like_me := _LIKE_ME_ASKED.search(clause.text):
            kinds = {"NON_US_IMG", "US_IMG", "CARIBBEAN"}
            before = labels_of(clause.text[: like_me.start()].replace("citizens", "citizen"))
            self.labels(clause, before & kinds, citizen="US_CITIZEN" in before, resident=False)

    def places(self, found: list[Clause], ours: list[Clause]) -> None:
        """Take in the places abroad that the message names."""
        if not (everywhere := mentions(self.text)):
            return
        kept = {each.start for each in ours} | {each.start for each in found if _FOR_SOMEONE.search(each.text)}
        for sentence, start in sentences(self.text):
            inside = [each for each in everywhere if start <= each.start < start + len(sentence)]
            for mention in inside:
                clause = next((each for each in reversed(found) if each.start <= mention.start), None)
                if clause is not None and clause.start in kept and self._is_own(mention, clause, start, sentence):
                    self.evidence.abroad = self.evidence.abroad or mention.kind != "caribbean"
                    self.evidence.caribbean = self.evidence.caribbean or mention.kind == "caribbean"
                    self.evidence.at(mention.start, mention.end)

    def found(self) -> Iterator[Found]:
        """The fact, if the message states it."""
        kind = self.evidence.kind
        if kind is not None:
            yield Found("applicant_type", kind, self.evidence.start, self.evidence.end)

    def _is_own(self, mention: Mention, clause: Clause, start: int, sentence: str) -> bool:
        """Whether a place or a people is the applicant's."""
        before = sentence[: mention.start - start]
        edges = list(_EDGE.finditer(before))
        before = before[edges[-1].end() :] if edges else before
        if mention.kind != "people" and _STUDIED_THERE.search(sentence[mention.end - start :]):
            return True
        after = self.text[mention.end : mention.end + 60]
        if _LETTERS_FROM.search(sentence[: mention.start - start]):
            return _MY_COUNTRY.match(after) is not None
        if _MY_COUNTRY.match(after):
            return True
        if _NOT_ORIGIN_BEFORE.search(before) or _NOT_ORIGIN_AFTER.match(after) or _STRANGER.search(clause.text):
            return False
        if _GENERIC.search(before) and not _LIKE_ME.search(sentence):
            return False
        kin = _RELATIVE.search(before) or _ELDER.search(before)
        if kin and not _I.search(before, kin.end()) and (_ELDER.search(before) or _I.search(self.text)):
            return False
        if works_there(mention.name) and (_WORK.search(before) or not self._is_of_study(before, after)):
            return False
        if mention.kind == "people":
            return self._is_person(before, mention, after, clause)
        if clause.mood is Mood.SUPPOSES:
            return bool(re.search(r"\b(?:i am|i'm|im|i come|me)\b[^,]*\bfrom\s+(?:the\s+)?$", before, re.I))
        told_when = clause.text.lower().startswith("when ") and not sentence.rstrip().endswith("?")
        if clause.mood is Mood.ASKS and not told_when:
            alone = not before.strip() and _MINE.search(sentence) is not None
            own = _MINE.search(clause.text) or re.search(r"\b\d{3}\b", clause.text)
            from_there = own is not None and re.search(r"\bfrom\s+(?:the\s+)?$", before, re.I) is not None
            return alone or from_there or bool(_TOLD_IN_QUESTION.search(before))
        return True

    @staticmethod
    def _is_of_study(before: str, after: str) -> bool:
        """Whether a place to which many go to work is where the applicant is from, or a note of its own."""
        edge = _EDGE.search(after)
        rest = after[: edge.start()] if edge else after
        alone = not _FILLER.sub("", before) and not _FILLER.sub("", rest)
        return alone or bool(_FROM_OR_STUDY.search(before) or _PERSON_AFTER.match(after) or _NOTE_AFTER.match(after))

    def _is_person(self, before: str, mention: Mention, after: str, clause: Clause) -> bool:
        """Whether a people's name is said of the applicant: "an Indian doctor", "I am Syrian", "iranian, need visa"."""
        if re.match(
            r"\s*(?:imgs|doctors|grads|graduates|students|applicants|programs|people|physicians)\b", after, re.I
        ):
            return _LIKE_ME.search(after) is not None
        if _PERSON_BEFORE.search(before):
            return clause.mood is not Mood.SUPPOSES
        edge = _EDGE.search(after)
        rest = after[: edge.start()] if edge else after
        alone = not _FILLER.sub("", before) and (not _FILLER.sub("", rest) or _NOTE_AFTER.match(after))
        if alone and clause.mood is Mood.STATES:
            return True
        return clause.mood is not Mood.SUPPOSES and _PERSON_AFTER.match(after) is not None


def _is_us_graduate(text: str, labels: Set[str]) -> bool:
    """Whether a clause says that the applicant studies or studied medicine in the US."""
    return (
        "US_GRAD" in labels or _US_STUDY.search(text) is not None or _US_SCHOOL.search(text) is not None
    ) and not _NOT_US_GRAD.search(text)
