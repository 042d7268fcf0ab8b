"""What a question tells of the one who asks it: "what can I do with 2 US letters?", "is my yog 2016 a problem", "the last day for the 2028 match"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.nlu.clauses import Clause, Mood, clauses, sentences
from bot.nlu.passages import Passage

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_COUNT = r"\d|one\b|two\b|three\b|four\b|five\b|six\b|a single\b"
# Each begins what is told; it holds until the question goes on.
_BEGINS = re.compile(
    rf"\b(?:with|having|given|despite|on top of)\s+(?:only\s+|just\s+|about\s+|my\s+)*(?=(?:[\w&-]+\s+){{0,3}}?(?:{_COUNT}))"
    rf"|\bmy\s+(?=(?:[\w&-]+\s+){{0,2}}?(?:{_COUNT}|pubmed|indexed|yog))"
    r"|\b(?:an?|as an?|for an?)\s+(?=(?:19|20)\d\d (?:grad|graduate)\b)"
    r"|\b(?:when|since|as|because|though|although|and|with|if)\s+(?:my\s+|i am\s+|i'm\s+)?(?=yog\s*(?:is |was |:|=)?\s*\d)"
    r"|\balready (?=graduated\W{1,3}(?:19|20)\d\d)"
    r"|\b(?:one|it|mine|which|two|\d) (?:is|are) already (?=(?:in|on) (?:pubmed|medline))"
    r"|\b(?:letters?|lors?)\s+(?:rather than|instead of|over|not)\s+(?=my\b)",
    re.I,
)
# "for the 2028 match", "when I apply in Sept 2027": the Match to which the question belongs.
_MATCH = re.compile(
    r"(?<!\bwait )(?<!\bwaiting )\b(?:for|till|until|before|by)\s+(?:the |my |a )?(?=(?:applying|application) (?:next|this|in|for)\b|match(?: of| in)? 20\d\d|20\d\d (?:match|cycle|season)|match in 20\d\d)"
    r"|\b(?:if|when|since|as)\s+(?=i(?:'m| am)? (?:(?:want|plan|planning|intend|hope|aim|have|am|going|will|need) )*(?:to )?(?:appl(?:y|ying)|in (?:the )?(?:20\d\d )?match|go(?:ing)? for (?:the )?20\d\d)\b)",
    re.I,
)
# "am i too late for 2028?" asks for the season itself.
_TOO_LATE = re.compile(r"\W*(?:is it|am i|are we|is this|would i be) (?:\w+ )?(?:too )?late\b", re.I)
# "september 2028, when I apply", "enough for the 2028 match?": the season is the asker's whoever is spoken of.
_WHEN_APPLYING = re.compile(
    rf"\b(?=(?:{_MONTHS})\w*\.? 20\d\d,? (?:is )?when (?:i|he|she) (?:apply|applies|submit|send))"
    r"|\b(?:time|early|ready|realistic|enough|feasible) (?:enough )?(?:for|to be in) (?:the )?(?=20\d\d match)",
    re.I,
)
_SUPPOSED_MATCH = re.compile(r"\bif i appl(?:y|ied)\b", re.I)
# "the job which I have now", "the 2 letters that I have": all of the question tells it.
_PUT_OFF = re.compile(r"\bif\b.*\b(?:delay|wait|postpone|skip|move|push|instead|rather)\w*\b", re.I)
_HAD = re.compile(r"\b(?:that|which)\s+i(?:'ve| have| hold| do| did| got| already have)(?: got| now| already)?\b", re.I)
# "and with 3 months usce?" after an answer supposes them.
_SUPPOSED = re.compile(r"\W*(?:(?:and|ok|or|but|what about|how about|then)\s+)+(?:with|having)\b", re.I)
# "with 3 pubs?", "as a 2025 graduate?": a supposition too, after an answer.
_FRAGMENT = re.compile(r"\W*(?:with|having|as|for)\b[^?]*\?*\s*$", re.I)
_SHORT = 6
# How far behind a clause the words may go on to which its date belongs.
_REACH = 20
_ONE_MORE = re.compile(r"\b(?:one|two|three|\d) (?:more|extra|additional)\b|\b(?:another|additional)\b", re.I)
# "is it a red flag that I graduated in 2011?": what is told behind "that" or "because" is so.
_TOLD_BEHIND = re.compile(
    r"\b(?:that|because|since|although|even though|though|after)\s+(?=i\s+(?:graduated|finished|applied|went unmatched|did ?n.?t match|did not match|published|wrote|only (?:have|had|did)|never|work(?:ed)? (?:in|as|at))\b)"
    r"|\b(?:if|when)\s+(?=i\s+(?:graduated|went unmatched)\b)",
    re.I,
)
_OF_ONE = re.compile(r"\b(?:i|i'm|im|i've|my|me|mine|we|our|myself)\b", re.I)
_OF_MANY = re.compile(
    r"\b(?:programs?|pds?|directors?|people|graduates|grads|imgs|applicants|anyone|anybody|they|friend|senior|someone who|would|could|while|during|need|required?|minimum)\b",
    re.I,
)
_NEXT_QUESTION = re.compile(r"\s(?=(?:should|do|does|is|are|can|will|would|how|what|which|where|or|enough|ok)\b)", re.I)


def asides(text: str, today: date) -> Iterator[Passage]:
    """The parts of questions that state something, each as a passage."""
    for sentence, start in sentences(text):
        found = clauses(sentence)
        asked = [each for each in found if each.mood is not Mood.STATES]
        if not asked:
            continue
        for clause in asked:
            yield from _of_match(clause, sentence, start, today)
            if clause.mood is Mood.ASKS or "rather than my" in clause.text.lower():
                yield from _of_clause(clause, found, sentence, start, today)


def _of_match(clause: Clause, sentence: str, start: int, today: date) -> Iterator[Passage]:
    if own := _WHEN_APPLYING.search(sentence, clause.start, clause.start + len(clause.text) + _REACH):
        yield _shown(sentence, own.end(), len(sentence), start, today)
    match = _MATCH.search(clause.text)
    if (
        match
        and not _TOO_LATE.match(clause.text)
        and not _PUT_OFF.search(clause.text)
        and (_OF_ONE.search(sentence) or "applying" in match.string[match.end() :].lower())
        and not _SUPPOSED_MATCH.match(clause.text, match.start())
    ):
        yield _shown(sentence, clause.start + match.end(), clause.start + len(clause.text), start, today)


def _of_clause(clause: Clause, found: list[Clause], sentence: str, start: int, today: date) -> Iterator[Passage]:
    if _SUPPOSED.match(clause.text) or (_FRAGMENT.match(sentence) and len(sentence.split()) <= _SHORT):
        return
    if _HAD.search(clause.text):
        yield _shown(sentence, clause.start, clause.start + len(clause.text), start, today)
        return
    if behind := _TOLD_BEHIND.search(clause.text):
        yield _shown(sentence, clause.start + behind.end(), _end(clause, found), start, today)
        return
    begins = _BEGINS.search(clause.text)
    if begins is None or _ONE_MORE.search(clause.text, begins.end()):
        return
    needed = re.match(r"(?:do|does|did) (?:i|we) need", clause.text.strip(), re.I)
    as_one = re.match(r"an?\s|as an?\s|my\s", begins.group(), re.I)
    before = clause.text[: begins.start()]
    if as_one:
        before = re.sub(r"\b(?:would|could)\b", "", before, flags=re.I)
    if _OF_MANY.search(before) and not needed:
        return
    if begins.group().lower().startswith("when") and not _OF_ONE.search(sentence):
        return
    first, last = clause.start + begins.end(), _end(clause, found)
    if cut := _NEXT_QUESTION.search(sentence, first, last):
        last = cut.start()
    yield _shown(sentence, first, last, start, today)


def _end(clause: Clause, found: list[Clause]) -> int:
    """Where the list ends that begins in a clause: the questions behind it belong to it."""
    end = clause.start + len(clause.text)
    for following in found[found.index(clause) + 1 :]:
        if following.mood is not Mood.ASKS or _NEXT_QUESTION.match(f" {following.text}"):
            break
        end = following.start + len(following.text)
    return end


def _shown(sentence: str, first: int, last: int, start: int, today: date) -> Passage:
    text = " " * first + sentence[first:last].rstrip("? ")
    return Passage(text, start, today)
