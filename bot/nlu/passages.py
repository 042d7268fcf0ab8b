"""A sentence as the readers of facts see it: what is not told of the applicant is blanked, and amounts stand by their nouns."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span

from bot.nlu.amounts import Amount, amounts
from bot.nlu.clauses import Clause, Mood, clauses, sentences
from bot.nlu.patterns import phrases, spans

# How far the words reach that change what stands behind them.
NEAR = 60
# How far back a message is searched for what a sentence goes on to speak of.
EARLIER = 200
# What an amount can count, and up to where it is no year or score: more than the fact can be, so that it can be refused.
_COUNTED = {
    "LETTERS": 99, "PHYSIATRIST": 99, "USCE": 999, "ROTATION": 999, "PROGRAMS": 1000, "RESEARCH": 60, "PUBMED": 60, "QBANK": 100,
}  # fmt: skip
_LEFT_GAP = re.compile(r"^\s*(?:(?!and\b|but\b|with\b|in\b|for\b|then\b|ck\b|step)[a-z'.&-]+[\s/-]+){0,4}$", re.I)
_RIGHT_GAP = re.compile(
    r"^\s*(?:in (?:total|all)\s*:?|altogether|(?:\(?s\))?[:=x×~(-]+|is|are|was|were|total|so far|of|have|got|only|about|around|exactly|for|approx|planned|planning|intended|:)?\s*(?:[:=x×~-]|about|around|only)?\s*$",
    re.I,
)
_OF_AN_EXAM = re.compile(
    r"\b(?:ck|step ?[123]|s[123](?:ck)?|score|nbme|uwsa ?\d?)\s*(?:score|is|was|of|:|=|-)?\s*$", re.I
)
# "2017 not 2016": the number refused is not told.
_REFUSED = re.compile(
    r"(?:\bnot|n't|\binstead of|\brather than)\s+(?:in\s+|on\s+|a\s+|for\s+)?\d[\d.]*%?(?:\s?(?:months?|weeks?))?", re.I
)
# "2017 sorry 2018": the first number is taken back.
_TAKEN_BACK = re.compile(
    r"(?<![\w.])(?P<first>\d[\d.]*)(?P<between>%?[\s,.]*(?:\w+[\s,.]+){0,2}?(?:sorry|no wait|wait no|wait|oops|correction|i mean|i meant|actually|rather|typo)[\s,.:]*(?:it'?s |is |no |i mean |i meant |not |its |in )*)(?P<second>\d[\d.]*)(?![\w.]\d)",
    re.I,
)
# What is wished, promised or still to come is not had.
_WISH = (
    r"needs?|needed|want|wants|wanna|will|would|'ll|gonna|going|plan|plans|planned|planning|hope|hoping|try|trying|looking|search\w*|requires?|should|must"
    r"|expect\w*|awaiting|wait\w*|seek\w*|promis\w*|asked|asking|request\w*|more|another|additional|extra|upcoming|future|pending|arrang\w*|starting|start|booked|scheduled|goals?|targets?|aim\w*|love|dream\w*"
)
_WISHED = re.compile(
    rf"\b(?:{_WISH})(?:\s+(?:to|is|do|doing|get|getting|have|having|an?|the|my|some|for|of|about|at least|least|at|another|more|only|be|complete|collect|obtain|join|good|strong|one|me|us|start|begin|gain))*\s*$",
    re.I,
)
_WISHED_AFTER = re.compile(
    r"^\W*(?:letters? |experience |rotations? )?(?:is |are |will be |to be )?(?:needed|required|planned|scheduled|booked|upcoming|lined up|coming|pending|promised|start\w*|awaited|soon|to come|more|next (?:month|year|summer|spring)|expected|requested|minimum|to get)\b",
    re.I,
)
# Somebody else of whom a clause tells. Those with or from whom the applicant has something do not count: "2 papers with my colleagues".
_OTHERS = re.compile(
    r"(?<!\bwith )(?<!\bwith my )(?<!\bfrom my )(?<!\bby my )\b(?:friends?|seniors?|colleagues?|classmates?|batch ?mates?|room ?mates?|cousins?)\b"
    r"|\b(?:guys?|girl|someone(?! like me)|somebody|anyone|people(?! like me)|peoples|others|everyone|everybody|article|forum|reddit)\b"
    r"|\b(?:many|most)\s+(?:of (?:them|my)|applicants|imgs?|students|programs|candidates)\b"
    r"|\b(?:boss|professor|prof|mentor|residents?|consultant|applicants|candidates|students)\s+(?:is|are|has|have|had|said|says|told|was|were|graduated|works?|likes?|get|do|match\w*|in)\b"
    r"|\b(?:programs|they) (?:want|ask|need|prefer|require|like|say|said)\b",
    re.I,
)
_ASKED_ABOUT = re.compile(
    r"\b(?:can|could|should|will|would|is|does|do|has|what|where|how|for|about|tell|help|advise|advice)\b[^.!\n]*\b(?:he|she|him|her|they|them|his|friend|cousin|colleague|classmate)\b"
    r"|\b(?:asking|ask|question|writing) (?:for|about|on behalf of) (?:a |my |his |her )?(?:\w+ )?(?:friend|cousin|colleague|classmate|someone)",
    re.I,
)
# "delete my 240" states no score.
_COMMAND = re.compile(r"^\s*(?:please |pls |plz |can you )?(?:delete|forget|erase|remove|remind me)\b", re.I)
_I = re.compile(r"\b(?:i|i'm|im|my|me|mine)\b", re.I)
_OF_ONESELF = re.compile(
    r"\b(?:i|i'm|im|my (?!\w* ?(?:friend|cousin|colleague|classmate)))\b(?! have a (?:friend|cousin))", re.I
)

# "my cousin from Tehran: step 1 passed, ck 233": notes on somebody else.
_PROFILE_OF = re.compile(
    r"\W*(?:for )?(?:my|a) (?:friend|cousin|colleague|classmate)(?:'s)?(?: (?:from|in|is from|profile) ?\w*)?\s*[:(–—-]",
    re.I,
)
_PERSON = re.compile(r"\b(?:friends?|cousins?|colleagues?|classmates?|someone|batchmates?|roommates?)\b", re.I)
_SUPPOSING = re.compile(
    r"\b(?:what if|if|suppose|supposing|imagine|pretend|in (?:ur|your) (?:head|mind)|assuming|assume|let'?s say|hypothetically|say (?=i (?:had|have|get|got)\b)|what about (?=getting|having|doing))\b",
    re.I,
)
# A condition on somebody else, or on nothing that could be a fact.
_OF_NO_ONE = re.compile(
    r"^\s+(?:someone|anyone|somebody|people|programs?|they|you|it helps|that helps|possible|any|there|not\b(?! match)|so\b|needed|a program|the program|yes|no)\b",
    re.I,
)


@dataclass(frozen=True)
class Passage:
    """A sentence, blank wherever it does not state (or suppose) something of the applicant, and where it begins."""

    text: str
    start: int
    today: date
    asked: str | None = None
    supposed: bool = False
    message: str = ""

    @functools.cached_property
    def phrases(self) -> list[Span]:
        """The labelled places."""
        return phrases(self.text)

    @functools.cached_property
    def labels(self) -> set[str]:
        """The labels of these places."""
        return {span.label_ for span in self.phrases}

    def earlier(self) -> str:
        """What the message says before the passage, asked or told."""
        return self.message[max(0, self.start - EARLIER) : self.start]

    def behind(self, place: int) -> str:
        """What the message says behind a place of the passage, asked or told."""
        return self.message[self.start + place :] if self.message else self.text[place:]

    def labelled(self, *labels: str) -> list[Span]:
        """The places with any of some labels, in order."""
        return [span for span in self.phrases if span.label_ in labels]

    @functools.cached_property
    def amounts(self) -> list[Amount]:
        """The amounts that are neither an exam's name or score nor part of a visa's name."""
        named = [span for span in spans(self.text)[1] if span.label_.startswith(("EXAM_", "VISA_", "TRY_"))]
        return [
            amount
            for amount in amounts(self.text)
            if not any(span.start_char < amount.end and amount.start < span.end_char for span in named)
            and not (amount.value >= 100 and _OF_AN_EXAM.search(self.text[max(0, amount.start - NEAR) : amount.start]))
        ]

    @functools.cached_property
    def counted(self) -> dict[tuple[int, int], Amount]:
        """The amount of each noun that has one, by the noun's place. An amount belongs to one noun: "2 usce 3 lors"."""
        taken: set[int] = set()
        found: dict[tuple[int, int], Amount] = {}
        nouns = self.labelled(*_COUNTED)
        for noun, following in itertools.zip_longest(nouns, nouns[1:]):
            if noun.label_ == "PHYSIATRIST" and following and _is_attribute(noun, following):
                continue
            amount = self._left_of(noun, taken) or self._right_of(noun, taken)
            if amount is not None:
                taken.add(amount.start)
                found[noun.start_char, noun.end_char] = amount
        return found

    def count_of(self, noun: Span) -> Amount | None:
        """The amount that a noun has."""
        return self.counted.get((noun.start_char, noun.end_char))

    def before(self, place: int) -> str:
        """The words just before a place."""
        return self.text[max(0, place - NEAR) : place]

    def wished(self, start: int, end: int) -> bool:
        """Whether what stands here is wished, promised or planned, not had."""
        return bool(_WISHED.search(self.before(start)) or _WISHED_AFTER.match(self.text[end:]))

    def _left_of(self, noun: Span, taken: set[int]) -> Amount | None:
        before = [each for each in self.amounts if each.end <= noun.start_char and _fits(each, noun)]
        if not before or before[-1].start in taken:
            return None
        gap = self.text[before[-1].end : noun.start_char]
        others = any(
            before[-1].end <= span.start_char < noun.start_char
            and span.label_ in _COUNTED
            and span.label_ != "PHYSIATRIST"
            for span in self.phrases
        )
        return before[-1] if _LEFT_GAP.match(gap) and not others else None

    def _has_writer(self, noun: Span, amount: Amount) -> bool:
        """Whether an amount is of one writer: "my letters are 2 from US physiatrists, 1 from my dean"."""
        listed = ":" in self.text[noun.end_char : amount.start]
        from_whom = rf"\s*(?:are |is |of them )*(?:(?:from|by)\s+){'?' if listed else ''}(?:the |an? )*"
        link = re.match(from_whom, self.text[amount.end :], re.I)
        return link is not None and any(
            each.start_char == amount.end + link.end() for each in self.labelled("PHYSIATRIST")
        )

    def _right_of(self, noun: Span, taken: set[int]) -> Amount | None:
        after = [each for each in self.amounts if each.start >= noun.end_char and _fits(each, noun)]
        if not after or after[0].start in taken:
            return None
        if noun.label_ == "LETTERS" and self._has_writer(noun, after[0]):
            return None
        return after[0] if _RIGHT_GAP.match(self.text[noun.end_char : after[0].start]) else None


def _fits(amount: Amount, noun: Span) -> bool:
    """Whether an amount can count a noun: letters have no weeks, and "a physiatrist" is no number of letters."""
    if noun.label_ not in ("USCE", "ROTATION", "QBANK") and amount.unit is not None:
        return False
    if noun.label_ == "PHYSIATRIST" and amount.article:
        return False
    most = 99 if noun.label_ in ("USCE", "ROTATION") and amount.unit is None else _COUNTED[noun.label_]
    return 0 <= amount.value <= most


def _is_attribute(noun: Span, following: Span) -> bool:
    """Whether "pmr" only describes the next noun: "2 pmr rotations"."""
    return following.label_ in ("ROTATION", "USCE", "PROGRAMS") and following.start_char - noun.end_char <= 1


def parts(text: str, cut: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The parts of a text between the cuts, each with the place where it begins."""
    begin = 0
    for match in cut.finditer(text):
        yield begin, text[begin : match.start()]
        begin = match.end()
    yield begin, text[begin:]


def told(text: str, today: date, asked: str | None = None) -> Iterator[Passage]:
    """The sentences of a message with all blanked that is asked, supposed, refused or told of somebody else."""
    for sentence, start in sentences(text):
        shown = [each for each in own(clauses(sentence), sentence) if each.mood is Mood.STATES]
        if shown:
            kept = _only(sentence, shown)
            yield Passage(_corrected(kept), start, today, asked, message=text)


def own(found: list[Clause], text: str) -> list[Clause]:
    """The clauses that tell of the applicant, not of somebody else; "my senior has 3 papers and 250" is so to its end."""
    kept: list[Clause] = []
    others_until = -1
    for clause in found:
        joined = others_until >= 0 and re.fullmatch(
            r"\s*(?:and|n|plus|also)\s*", text[others_until : clause.start], re.I
        )
        if _COMMAND.match(clause.text) or _OTHERS.search(clause.text) or (joined and not _I.search(clause.text)):
            others_until = clause.start + len(clause.text)
        else:
            others_until = -1
            kept.append(clause)
    return kept


def supposed(text: str, today: date) -> Iterator[Passage]:
    """What a message supposes: from the word that supposes to the end of its sentence."""
    for sentence, start in sentences(text):
        marks = [match for match in _SUPPOSING.finditer(sentence) if not _OF_NO_ONE.match(sentence[match.end() :])]
        if marks:
            end = marks[-1].end()
            yield Passage(" " * end + sentence[end:].rstrip("? "), start, today, supposed=True)


def is_command(clause: Clause) -> bool:
    """Whether a clause tells the bot what to do with what it holds: "delete my 240"."""
    return _COMMAND.match(clause.text) is not None


def without_person(text: str) -> str:
    """A message without the words for the friend that it asks about, as long as it was."""
    return _PERSON.sub(lambda match: " " * len(match.group()), text)


def is_about_other(text: str) -> bool:
    """Whether a message asks about a friend, who is then the applicant."""
    return bool(_ASKED_ABOUT.search(text) or _PROFILE_OF.match(text)) and not _OF_ONESELF.search(text)


def _corrected(text: str) -> str:
    """A text with each number that is refused or taken back made way for the one that counts; as long as it was."""
    text = _TAKEN_BACK.sub(lambda match: match["second"].ljust(len(match.group())), text)
    return _REFUSED.sub(lambda match: " " * len(match.group()), text)


def _only(sentence: str, shown: list[Clause]) -> str:
    """A sentence with what is not shown blanked; the signs between two shown clauses stay."""
    kept = [False] * len(sentence)
    ends = {each.start + len(each.text): each for each in shown}
    for clause in shown:
        for place in range(clause.start, clause.start + len(clause.text)):
            kept[place] = True
    for end in ends:
        following = next((each.start for each in shown if each.start >= end), None)
        between = sentence[end : following or end]
        if following is not None and len(between) < 8 and re.fullmatch(r"\W*\w{0,4}\W*", between):
            kept[end:following] = [True] * (following - end)
    return "".join(sign if keep else " " for sign, keep in zip(sentence, kept, strict=True))
