"""Reads research: none, local projects, or work that is indexed in PubMed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from bot.nlu.passages import Passage
from bot.nlu.statements import Found

_DENIED = re.compile(
    r"(?:\b(?:no|zero|0|without|without any|not a single|not one|lack of|never did|never done|never had|nil|nor|neither|no us)|(?:\bnot|n't|\b(?:do|did|does|have|has|had|is|are|was|were|could|would|ca|wo)nt|\bnever)\s+(?:have |had |done |do |did |got |in |publish\w* )?(?:any|a|much)?|havent any)\s*(?:\w+\s+(?:or|and|/)\s*)?$|\b(?:no|not|n't|without|never|zero|any)\b[^,.;]{0,40}\b(?:or|nor)\s+(?:any\s+)?$",
    re.I,
)
_DENIED_AFTER = re.compile(
    r"^\s*(?:work |experience )?(?:is |are |= ?|: ?|- ?)?(?:none|nil|zero|0|nothing|no)\b(?!\s*(?:visa|step|usce|lors?|letters?))",
    re.I,
)
_WISH_BEFORE = re.compile(
    r"\b(?:another|extra|second|next|further|want|wants|need|needs|like|love|loves|interested|interest|looking|search\w*|plan|planning|plans|will|would|hope|hoping|should|must|going|about|how|apply\w*|applied|enjoy|find|get|more|start|starting|for|future|considering|trying|into|your)\s+(?:to\s+|have\s+|for\s+|in\s+|doing\s+|do\s+|into\s+|some\s+|a\s+|an\s+|any\s+|the\s+|us\s+|more\s+|write\s+|publish\s+|get\s+|join\s+|year\s+|of\s+|clinical\s+|start\s+|at\s+)*$",
    re.I,
)
# "would love to have a pubmed paper": the wish reaches over the word between.
_PUBMED = re.compile(r"\b(?:pubmed|indexed|medline|good|small|us|local)\s+", re.I)
_JOB_AFTER = re.compile(
    r"^\s*(?:pi|mentor|supervisor|lab|letters?|lors?|boss|elective|fellow\w*|assistant|coordinator|associate|scholar|scientist|trainee|position|job|visa|interest|volunteer\w*|year next|tools?|programs?)\b",
    re.I,
)
_ABOUT_OTHERS = re.compile(
    r"\b(?:matters?|important|required|helps?|worth|useful|useless|waste|needed|necessary|mandatory|essential|compulsory|counts?(?! of)|nrmp|the article|an article|this article|question papers?|travel)\b",
    re.I,
)


# One of two to choose from, unless both are had.
_OR_BEFORE = re.compile(
    r"^(?!.*\b(?:have|had|has|did|done|published|my|got)\b).*\b(?:or|vs\.?|versus)\s+(?:an?\s+|the\s+)?$", re.I
)
# "a paper", "published paper", "2nd author of a paper": with a word that makes it one's own.
_A_PAPER = re.compile(
    r"(?:\b(?:an?|one|my|our|the|this|that|\d+|no|zero|single|published|wrote|write|author\w*|indexed|pubmed|research|review|have|had|got|with|co-?author\w*|presented|accepted|submitted|conference|national|international|local|case)|:|=)\s+(?:[\w-]+\s+){0,2}$|^\W*$",
    re.I,
)
_WORK_TOLD = re.compile(
    r"\b(?:journals?|wrote up|write-?up|study|studies|author\w*|co-?author\w*|trial|cohort|thesis|dissertation|audit)\b",
    re.I,
)


# "ck, research, usce, lor.. which first" names what there is to do, none of it done.
_TO_DO = r"(?:ck|step ?[123]|usce|lors?|letters?|research|rotations?|observerships?|networking|visa|uworld)"
_TOPICS = re.compile(
    rf"(?:\b{_TO_DO}\s*(?:,|/|\+|&|\band\b)\s*){{2,}}{_TO_DO}\b[\s.,]*(?:which|what|where|how|all|everything|too much|\?|$)",
    re.I,
)
_FILED = re.compile(
    r"\bpapers? (?:(?:are|is|were|was|have|been|not|even|yet|still|already|being)\s+)*(?:filed|processed|with (?:uscis|the lawyer|my lawyer))\b|\b(?:immigration|citizenship|green ?card) papers?\b",
    re.I,
)
_UNPUBLISHED = re.compile(
    r"\b(?:never|not (?:yet )?|n't|unpublished|wasn'?t)\s*(?:been |got |get )?(?:published|accepted)|\bunpublished\b|\brejected by\b[^.;]{0,20}\bjournals?\b",
    re.I,
)
_OWN_WORK = re.compile(
    r"\b(?:my|our|we|a|an|one|his|her|the|did|1|2|3|two|three)\b[^.;]{0,40}\b(?:audit|study|trial|cohort|thesis|dissertation|project|manuscript)\b",
    re.I,
)


def read(passage: Passage) -> Iterator[Found]:
    """The highest kind of work that is told; none only where it is denied."""
    nouns = passage.labelled("RESEARCH", "PUBMED")
    refused = passage.labelled("NOT_INDEXED")
    if _ABOUT_OTHERS.search(passage.text) or _TOPICS.search(passage.text) or _FILED.search(passage.text):
        return
    if (unpublished := _UNPUBLISHED.search(passage.text)) and _OWN_WORK.search(passage.text[: unpublished.start()]):
        yield Found("research", "local", *unpublished.span())
        return
    if not nouns:
        if refused and _WORK_TOLD.search(passage.text):
            yield Found("research", "local", refused[0].start_char, refused[-1].end_char)
        return
    kinds = [kind for kind in (_kind(passage, noun, refused) for noun in nouns) if kind]
    if refused and "none" not in kinds and _own_work(passage):
        kinds.append("local")
    for kind in ("indexed", "local", "none"):
        if kind in kinds:
            yield Found("research", kind, nouns[0].start_char, nouns[-1].end_char)
            return
    if refused and refused[-1].text.lower().startswith("no "):
        yield Found("research", "none", refused[0].start_char, refused[-1].end_char)


def _own_work(passage: Passage) -> bool:
    return bool(passage.labelled("RESEARCH") or _WORK_TOLD.search(passage.text))


def _is_bare_paper(noun: Span, before: str) -> bool:
    """Whether "paper" is no work of one's own: "a word on paper", "rotation, step 3, paper"."""
    if noun.text.lower() != "paper":
        return False
    if re.search(r"\b(?:have|has|got|find|lost|see) (?:the|that|this) $", before, re.I):
        return True
    return re.search(r"\bon (?:a |the )?$", before, re.I) is not None or not _A_PAPER.search(before)


def _kind(passage: Passage, noun: Span, refused: list[Span]) -> str | None:
    before, after = passage.before(noun.start_char), passage.text[noun.end_char :]
    count = passage.count_of(noun)
    if (
        (count is not None and count.value == 0 and not count.vague)
        or _DENIED.search(before)
        or _DENIED_AFTER.match(after)
    ):
        return "none"
    if noun.label_ == "RESEARCH" and re.match(r"^\s*(?:\w+\s+)?(?:not|never|n't)\s+(?:done|have|any)\b", after, re.I):
        return "none"
    if _WISH_BEFORE.search(_PUBMED.sub("", before)) or re.match(r"^\s*(?:needed|required|planned|next)\b", after, re.I):
        return None
    if noun.text.lower() == "published" and re.search(r"\b(?:not|n't|nt|never|to be)\s+(?:yet\s+)?$", before, re.I):
        return None
    if re.match(r"^\s*(?:or|vs\.?|versus)\b", after, re.I) or _OR_BEFORE.search(before) or _is_bare_paper(noun, before):
        return None
    if re.search(r"\bj ?-? ?1 $", before, re.I):
        return None
    if noun.label_ == "PUBMED":
        return None if refused else "indexed"
    if noun.text.lower() == "research" and _JOB_AFTER.match(after):
        return None
    return "local"
