"""The action plan as Markdown: a checklist that reads well as plain text too."""

from __future__ import annotations

import re

from bot.render import plan_words as words
from bot.render.plan_words import Document, Step, sections_of
from bot.render.sections import Sections

# What Markdown would take for a mark. A plus, a number or a dash begins a list only at the beginning of a line.
_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def write(document: Document) -> bytes:
    """The plan as Markdown in UTF-8, with steps to tick off, the days of the season and the sources."""
    sections = sections_of(document)
    # Two spaces at the end of a line keep the next one on a line of its own.
    made = f"Made on {words.said_day(document['made_on'])} by the {words.ADVISOR}. {words.progress(document)}.  "
    lines = [f"# {plain(document['title'])}", "", made, plain(words.fits(document)), "", "## Steps", ""]
    for step in document["steps"]:
        lines += _step(step, sections)
    if document["days"]:
        lines += ["", "## Days of this season", ""]
        lines += [
            f"- {words.said_day(each['day'])} ({each['certainty']}): {plain(each['label'])}"
            for each in document["days"]
        ]
    lines += ["", plain(words.expected(document)), "", "## Sources", "", plain(words.source()), ""]
    lines += [f"{number}. {plain(words.shown_section(name))}" for number, name in enumerate(sections.names, 1)]
    lines += ["", f"*{words.LIMITS}*", ""]
    return "\n".join(lines).encode("utf-8")


def _step(step: Step, sections: Sections) -> list[str]:
    state = words.state_of(step)
    box = "x" if state == "done" else " "
    late = "late: " if state == "late" else ""
    lines = [
        f"- [{box}] **{plain(words.name_of(step))}**, {late}{words.when(step)} ({step['certainty']})",
        f"  {plain(step['text'])} {sections.mark(step['citations'])}",
        *([f"  {plain(missing)}"] if (missing := words.missing(step)) else []),
    ]
    return [f"{line}  " for line in lines[:-1]] + lines[-1:]


def plain(text: str) -> str:
    """A text in which nothing is taken for a mark."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
