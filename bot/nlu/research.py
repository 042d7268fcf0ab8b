"""Reads research: none, local projects, or work that is indexed in PubMed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from bot.nlu.passages import Passage
from bot.nlu.statements import Found

_DENIED = re.compile(
    r"(?:\b(?:no|zero|0|without|without any|not a single|not one|lack of|never did|never done|never had|nil|nor|or|neither|no us)|(?:\bnot|n't|\b\w*nt|\bnever)\s+(?:have |had |done |do |did |got |in |publish\w* )?(?:any|a|much)?|havent any)\s*(?:\w+\s+(?:or|and|/)\s*)?$",
    re.I,
)
_DENIED_AFTER = re.compile(
    r"^\s*(?:work |experience )?(?:is |are |= ?|: ?|- ?)?(?:none|nil|zero|0|nothing|no)\b(?!\s*(?:visa|step|usce|lors?|letters?))",
    re.I,
)
_WISH_BEFORE = re.compile(
    r"\b(?:want|wants|need|needs|like|love|loves|interested|interest|looking|search\w*|plan|planning|plans|will|would|hope|hoping|should|must|going|about|how|apply\w*|applied|enjoy|find|get|more|start|starting|for|future|considering|trying|into|your)\s+(?:to\s+|have\s+|for\s+|in\s+|doing\s+|do\s+|into\s+|some\s+|a\s+|an\s+|any\s+|the\s+|us\s+|more\s+|write\s+|publish\s+|get\s+|join\s+|year\s+|of\s+|clinical\s+|start\s+|at\s+)*$",
    re.I,
)
# "would love to have a pubmed paper": the wish reaches over the word between.
_PUBMED = re.compile(r"\b(?:pubmed|indexed|medline|good|small|us|local)\s+", re.I)
_JOB_AFTER = re.compile(
    r"^\s*(?:fellow\w*|assistant|coordinator|associate|scholar|scientist|trainee|position|job|visa|interest|volunteer\w*|year next|tools?|programs?)\b",
    re.I,
)
_ABOUT_OTHERS = re.compile(
    r"\b(?:matters?|important|required|helps?|worth|useful|needed|nrmp|the article|an article|this article|question papers?|travel)\b",
    re.I,
)


def read(passage: Passage) -> Iterator[Found]:
    """The highest kind of work that is told; none only where it is denied."""
    nouns = passage.labelled("RESEARCH", "PUBMED")
    if not nouns or _ABOUT_OTHERS.search(passage.text):
        return
    refused = passage.labelled("NOT_INDEXED")
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
    return any(noun.label_ == "RESEARCH" for noun in passage.labelled("RESEARCH"))


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
    if re.match(r"^\s*(?:or|vs\.?|versus)\b", after, re.I):
        return None
    if noun.label_ == "PUBMED":
        return None if refused else "indexed"
    if noun.text.lower() == "research" and _JOB_AFTER.match(after):
        return None
    return "local"
