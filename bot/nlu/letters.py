"""Reads letters_total and us_physiatrist_letters: "3 lors, 2 from US physiatrists"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span

from bot.nlu.amounts import Amount, value_of
from bot.nlu.passages import Passage
from bot.nlu.statements import Found
from bot.nlu.us_places import is_abroad

# A letter and the one who writes it, without a number of the writer's own between.
_FROM = re.compile(
    r"^\s*(?:of rec\w*\s*)?(?:(?:that|which|are|is|were|all|both|written|strong|in hand|ready|come|coming|came|signed|mostly|only)\s+)*(?:from|by|of|with|:|\()\s*(?:(?:the|a|an|my|different|famous|well known|known|great|good)\s+)*$",
    re.I,
)
_ALL = re.compile(r"\b(?:all|both|each|every)\b[^,.;\d]*(?:from|by|are|of)?\s*(?:the\s+)?$", re.I)
_PART = re.compile(r"\b(?:from|by)\s+(?!us\b|usa\b|the us\b|america)(?:my |the |an? |other )?(?P<who>[a-z]+)", re.I)
_SUM = re.compile(r"\s*(?:letters? |lors? )?(?:in all|in total|total|altogether|overall)\b", re.I)
_SUM_BEFORE = re.compile(
    r"(?:=|\b(?:in )?total(?: letters?| lors?)?(?: of| is| are| was)?\s*:?|\baltogether:?|\bin all:?|\ball in all:?)\s*$",
    re.I,
)
# "my letters come from India, three of them", "one more letter, have three"
_HAS = re.compile(
    r"(?:,\s*|\b(?:i )?(?:already )?(?:have|got) )(?P<count>\d|one|two|three|four|five)(?:\W*$| of them\W*$)", re.I
)
_HALF = re.compile(r"\bhalf of (?:them|these|those|which)\b[^,.;\d]{0,12}\b(?:from|by)\s+(?:the\s+)?$", re.I)
_PHYSIATRIST = r"(?:us |american |u\.s\. )?(?:physiatr\w+|pm ?& ?r|pmr)"
_ONLY_ONE = re.compile(
    rf"(?:\b(?:my|the) only (?:letter|lor)|^\W*only (?:letter|lor) (?:that )?i have)\b(?! (?:i (?:need|miss)|missing))(?:[^.;,]{{0,15}}\b(?:from|by) (?:an? )?(?P<who>{_PHYSIATRIST}))?",
    re.I,
)
_N = r"\d|one|two|three|four|five"
_PART_OF_ALL = re.compile(
    rf"\b(?P<part>{_N}) (?:out )?of (?:my |the |these )(?P<all>{_N}) (?:letters?|lors?)\b[^.;,\d]{{0,20}}?\b(?:from|by|is|are) (?:an? |my |from |by )*{_PHYSIATRIST}",
    re.I,
)
_NO_PHYSIATRIST = re.compile(
    rf"\bno {_PHYSIATRIST}(?: \w+)?\b[^.;,]{{0,15}}\b(?:wrote|written|write|signed|vouch\w*)|\b(?:only|all) non[- ]{_PHYSIATRIST} (?:letters?|lors?)|\bwithout (?:any |a )?{_PHYSIATRIST} (?:letters?|lors?)",
    re.I,
)
# "my mentor wrote me a letter" does not count them.
_WROTE_A = re.compile(r"\b(?:wrote|gave|written|writes?|writing)(?: (?:me|us|her|him))?\s*$", re.I)
_RATHER_THAN = re.compile(r"^\s*my (?P<count>\d+|one|two|three|four|five)\b\s*(?:letters?|lors?)?\W*(?:$|,)", re.I)
_NO_LETTERS = re.compile(
    r"\b(?:(?:do|did|have|has|had|got)(?:n't|nt| not)\s+(?:have |got |had |get )?(?:any |a single |a |one )?|havent any |without any |not (?:have |got )?(?:any |a single )|no (?:strong |good )?)(?:us |american |strong |pmr |physiatrist |pm&r )*$",
    re.I,
)
# "none of my 3 letters is from a physiatrist", "all 3 letters are from US physiatrists"
_SHARE = re.compile(
    r"\b(?P<share>none|neither|all|both|not one|no one)\s+(?:of\s+)?(?:my\s+|the\s+|them\s+)*(?P<count>\d+|two|three|four|five)?\s*(?:strong\s+)?(?:letters?|lors?)\b[^,.;\d]{0,20}\b(?:from|by)\b",
    re.I,
)
_OTHER_FIELD = re.compile(
    r"\b(?:im|fm|neuro|neurology|internal medicine|family medicine|medicine|psych|psychiatry|surgery|ortho|home|research|dean)\W*$",
    re.I,
)
_FROM_END = re.compile(r"\b(?:from|by)\s+(?:(?:the|an?|different)\s+)*$", re.I)
# Physiatry as what is rotated in, applied for or loved.
_OTHER_LINK = re.compile(r"\b(?:rotation|obs\w*|elective|match\w*|appl\w+|in|for|love|like|into)\s+(?:the )?$", re.I)
# How far a physiatrist may stand from the letters.
NEAR = 80
# "letter" in words that are about something else.
_NOT_OF_REC = re.compile(
    r"\b(?:cover|motivation|acceptance|rejection|invitation|love|status|news|interest|support|ecfmg) letters?\b|\bletters? of (?:interest|intent)\b|\bletter (?:slip|grade)\b",
    re.I,
)


# "no us letters" says nothing of those from elsewhere; "both from my hospital back home" says that none is a physiatrist's in the US.
_NO_US = re.compile(
    r"\b(?:no|zero|0|without(?: any| a single| a| one)?|not (?:a single|any|one)|(?:don'?t|do not|haven'?t|have not)(?: have| got)? (?:any|a|a single))\s+(?:us|usa|u\.s\.|american)\s+(?:letters?|lors?|recs?)\b(?!\s*(?:of|from|by)\b)",
    re.I,
)
_ALL_FROM = re.compile(
    r"\b(?P<all>both|all(?: of (?:them|these))?|each)\s+(?:(?:of )?(?:my |the )?(?:letters|lors)\s+(?:\(\d\) )?)?(?:are |is |were |coming |come |written )*(?:from|by)\s+(?P<who>[^,.;?]{3,50})",
    re.I,
)
_LETTER = re.compile(r"\b(?:lors?|letters?|recommendations?)\b", re.I)
_IN_US = re.compile(r"\b(?:us|usa|u\.s\.|america|american|states)\b|physiatr|pm ?& ?r|pmr", re.I)


def read(passage: Passage) -> Iterator[Found]:
    """Both facts of a sentence."""
    if no_us := _NO_US.search(passage.text):
        yield Found("us_physiatrist_letters", 0, *no_us.span())
        blank = " " * len(no_us.group())
        passage = replace(passage, text=passage.text[: no_us.start()] + blank + passage.text[no_us.end() :])
    yield from _from_home(passage)
    yield from _counted(passage)


def _from_home(passage: Passage) -> Iterator[Found]:
    """Letters that all come from outside the US."""
    told = _ALL_FROM.search(passage.text)
    if told is None or not _LETTER.search(passage.earlier() + passage.text[: told.end()]):
        return
    if is_abroad(f"from {told['who']}") and not _IN_US.search(told["who"]):
        if told["all"].lower() == "both":
            yield Found("letters_total", 2, *told.span())
        yield Found("us_physiatrist_letters", 0, *told.span())


def _counted(passage: Passage) -> Iterator[Found]:
    if rather := _RATHER_THAN.match(passage.text):
        yield Found("letters_total", int(value_of(rather["count"])), *rather.span())
        return
    if only := _ONLY_ONE.search(passage.text):
        yield Found("letters_total", 1, *only.span())
        if only["who"]:
            yield Found("us_physiatrist_letters", 1, *only.span())
        return
    if part := _PART_OF_ALL.search(passage.text):
        yield Found("letters_total", int(value_of(part["all"])), *part.span())
        yield Found("us_physiatrist_letters", int(value_of(part["part"])), *part.span())
        return
    if none := _NO_PHYSIATRIST.search(passage.text):
        yield Found("us_physiatrist_letters", 0, *none.span())
    letters = [] if _NOT_OF_REC.search(passage.text) else passage.labelled("LETTERS")
    writers = [each for each in passage.labelled("PHYSIATRIST") if _writes(passage, each, letters)]
    share = _SHARE.search(passage.text)
    if share and writers:
        yield from _shared(share)
        return
    total, bound = _total(passage, letters, writers)
    if total is None and letters and (told := _HAS.search(passage.text)):
        total, bound = Amount(value_of(told["count"]), None, *told.span()), letters[0]
    physiatrists = _of_physiatrists(passage, letters, writers, total)
    if writers and (sum_told := _in_all(passage)):
        total, bound = sum_told, writers[0]
    if physiatrists is not None:
        yield _found("us_physiatrist_letters", physiatrists, writers[-1])
        others = _of_others(passage, writers)
        if total is None and others and not physiatrists.vague:
            total = Amount(physiatrists.value + sum(others), None, physiatrists.start, physiatrists.end)
    if total is not None and (letters or physiatrists is not None):
        yield _found("letters_total", total, (letters or writers)[0] if bound is None else bound)


def _in_all(passage: Passage) -> Amount | None:
    """The sum told beside the physiatrists' part: "2 from US physiatrists and 3 in all"."""
    for amount in passage.amounts:
        plain = amount.unit is None and not amount.vague and not amount.article
        before, behind = passage.text[: amount.start], passage.text[amount.end :]
        if plain and (_SUM.match(behind) or _SUM_BEFORE.search(before)):
            return amount
    return None


def _shared(share: re.Match[str]) -> Iterator[Found]:
    """How many of all letters are physiatrists': all of them or none."""
    count = value_of(share["count"]) if share["count"] else None
    if count is not None:
        yield Found("letters_total", int(count), *share.span())
    elif share["share"].lower() == "both":
        yield Found("letters_total", 2, *share.span())
    if share["share"].lower() not in ("all", "both"):
        yield Found("us_physiatrist_letters", 0, *share.span())
    elif count is not None or share["share"].lower() == "both":
        yield Found("us_physiatrist_letters", int(count or 2), *share.span())


def _found(fact: str, amount: Amount, noun: Span) -> Found:
    start, end = sorted((amount.start, noun.start_char))[0], max(amount.end, noun.end_char)
    return Found(fact, None if amount.vague else amount.whole, start, end)


def _writes(passage: Passage, writer: Span, letters: list[Span]) -> bool:
    """Whether a physiatrist is told as the writer of letters: beside the word, or after "from"."""
    behind = re.match(r"\s*(?:(?:in|at|from|of)\s+)(?:\w+\W+){1,3}", passage.text[writer.end_char :])
    if behind and is_abroad(behind.group()):
        return False
    before = passage.before(writer.start_char)
    if not letters:
        return passage.count_of(writer) is not None and bool(_FROM_END.search(before) or _in_all(passage))
    near = min(abs(letter.start_char - writer.start_char) for letter in letters)
    return near < NEAR and not _OTHER_LINK.search(before)


def _total(passage: Passage, letters: list[Span], writers: list[Span]) -> tuple[Amount | None, Span | None]:
    """The number of letters in all, and the noun that has it; letters told as a physiatrist's are not all of them."""
    for letter in reversed(letters):
        if _bound_to(passage, letter, writers) or _adjective(passage, letter, writers):
            continue
        if writers and _OTHER_FIELD.search(passage.before(letter.start_char)):
            continue
        count = passage.count_of(letter)
        if (
            count is not None
            and not (
                count.article
                and _WROTE_A.search(passage.before(count.start))
                and "only one" not in passage.text.lower()
            )
            and count.unit is None
            and not passage.wished(min(count.start, letter.start_char), max(count.end, letter.end_char))
        ):
            return count, letter
        if _NO_LETTERS.search(passage.before(letter.start_char)):
            return Amount(0, None, letter.start_char, letter.end_char), letter
    return None, None


def _bound_to(passage: Passage, letter: Span, writers: list[Span]) -> Span | None:
    """The physiatrist from whom a letter is told to come: "2 letters from US physiatrists"."""
    for writer in writers:
        between = passage.text[letter.end_char : writer.start_char]
        if re.search(r"\b(?:all|both)\b", between, re.I):
            continue
        if letter.end_char <= writer.start_char and _FROM.match(between) and not _own(passage, writer):
            return writer
    return None


def _adjective(passage: Passage, letter: Span, writers: list[Span]) -> Span | None:
    """The physiatrist that stands before the letter: "2 pmr letters"."""
    return next(
        (
            each
            for each in writers
            if 0 <= letter.start_char - each.end_char <= 9
            and re.fullmatch(
                r"(?:['’]s)?\s*(?:strong |us |good |recommendation )*", passage.text[each.end_char : letter.start_char]
            )
        ),
        None,
    )


def _own(passage: Passage, writer: Span) -> Amount | None:
    """The number that a writer has; "a physiatrist" is one person, not one letter among others."""
    count = passage.count_of(writer)
    if count is None or passage.text[count.start : count.end].lower() in ("a", "an"):
        return None
    return count


def _of_physiatrists(passage: Passage, letters: list[Span], writers: list[Span], total: Amount | None) -> Amount | None:
    for writer in reversed(writers):
        if _ALL.search(passage.before(writer.start_char)) and total is not None:
            return total
        if _HALF.search(passage.before(writer.start_char)) and total is not None and not total.vague:
            return replace(total, value=total.value / 2)
        linked = [each for each in letters if _bound_to(passage, each, [writer]) or _adjective(passage, each, [writer])]
        own = _own(passage, writer) or next((passage.count_of(each) for each in linked if passage.count_of(each)), None)
        if own is None and linked and _NO_LETTERS.search(passage.before(linked[0].start_char)):
            own = Amount(0, None, linked[0].start_char, writer.end_char)
        if own is None or own.unit is not None:
            continue
        first, last = (
            min(own.start, writer.start_char),
            max([own.end, writer.end_char, *(each.end_char for each in linked)]),
        )
        if re.search(r"\bnot (?:even |a single )?$", passage.before(own.start), re.I):
            return Amount(0, None, own.start, own.end)
        if not passage.wished(first, last):
            return own
    return None


def _of_others(passage: Passage, writers: list[Span]) -> list[int]:
    """How many letters are told of writers who are no physiatrists: "and 1 from my dean", "2 im lors"."""
    found = []
    for amount in passage.amounts:
        behind = passage.text[amount.end : amount.end + 40]
        match = re.match(
            r"\s+(?:(?:is|are|letters?|lors?|more|other)\s+)*(?:from|by)\s+(?:my |the |an? )?[a-z]", behind, re.I
        ) or re.match(
            r"\s+(?:im|fm|neuro|internal medicine|family medicine|neurology|home country|research|dean|ortho|surgery|psych|other|neurologists?|internists?|surgeons?|psychiatrists?|orthopedists?|professors?|chair\w*|chief|pi|boss|pds?|program directors?|mentors?|supervisors?|attendings?|cardiologists?|pediatricians?|gps?|hospitalists?)\b\s*(?:lors?|letters?)?",
            behind,
            re.I,
        )
        close = any(
            amount.start <= each.start_char
            and each.start_char - amount.end < 30
            and not re.search(r"[,;]|\band\b", passage.text[amount.end : each.start_char])
            for each in writers
        )
        if match and not close and amount.unit is None and amount.whole is not None and 0 < amount.value < 10:
            found.append(amount.whole)
    return found
