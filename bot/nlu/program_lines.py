"""Programs that a person tells: lines pasted from a list, or "add program: …". What such lines say is said of programs: no fact is read from it.

An ordinary message of several lines must not be taken for a list, so a list shows itself clearly or is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.nlu.despair import says_so
from bot.nlu.places_abroad import mentions
from bot.nlu.program_cells import by_dashes, cells_of, name_and_facts, sign_of, tells_fact, tells_sure_fact
from bot.nlu.program_names import has_state, is_name, is_program_name, reads_as_own
from bot.nlu.wishes import BEFORE

_PROGRAM = r"(?:(?:pmr|pm ?& ?r|physiatry|residency|rehab) )?(?:programs?|programmes?)"
_ADD = re.compile(
    rf"(?:^|\n){BEFORE}add (?:(?:a|an|the|this|these|another|one more|my|also|following|new) )*{_PROGRAM}(?: to (?:my|the) (?:own )?(?:{_PROGRAM} )?list)?(?P<mark>\s*[:\u2013-]\s*|\s*\n\s*|\s+)(?P<told>\S.*)",
    re.I | re.S,
)
# Without "program" behind "add", and without "add" before "new program", what follows has to be one.
_NEW = re.compile(
    rf"(?:^|\n){BEFORE}(?:(?:a |one )?(?:new|another|one more|next) {_PROGRAM}|add(?: (?:this|these|also))?)\s*:\s*(?P<told>\S[^?]*)",
    re.I,
)
_ADD_TO_LIST = re.compile(
    rf"{BEFORE}(?:add|put) (?P<told>[^?\n]+?) (?:to|on|onto|in|into) my (?:own )?(?:{_PROGRAM} list|list(?: of {_PROGRAM})?|{_PROGRAM})(?:\W+(?:please|pls|plz|thanks|thank you|now|too|also|as well))*[\s.!]*",
    re.I,
)
# What "add … to my list" can name beside a program, and what goes on otherwise behind "add program".
_NO_NAME = re.compile(
    r"(?:it|this|that|them|these|those|one|more|some|another|other|others|all|any|both|few|many|new|several|\d+|to|in|into|on|that|which|with|for|from|of|and|or|if|so|now|here|there|is|are|not|like|please|what|how|should|where|types?|kinds?|list|signals?|safety|community|university|img|friendly|j1|visa)\b",
    re.I,
)
_EXAM = re.compile(
    r"\b(?:step ?[123]|s[123]|ck|nbme|uwsa\d?|scores?|visa|j-?1|h-?1b|letters?|lors?|usce|observerships?|electives?|rotations?|research|papers?|months?|weeks?|yog|exam|questions?|pass(?:ed)?|fail(?:ed)?|attempts?)\b",
    re.I,
)
# "add Example Rehab in Exampleville, they take J-1": what is said behind the name is said of programs.
_ADD_SAID = re.compile(
    rf"{BEFORE}(?:add|put|save) (?:the |this |also )*(?P<told>(?P<name>[^,;:?\n]{{3,80}}?)(?: (?:in|at) [^,;:?\n]{{2,40}}?)?[\s,]+(?:they|it|which|who|that) (?:also |do |only )*(?:takes?|sponsors?|accepts?|offers?|ha(?:ve|s)|gives?|wants?|asks?)\b[^?\n]*)",
    re.I,
)
_ADD_LINE = re.compile(rf"{BEFORE}(?:add|save) (?:this |the |also )*(?P<told>[^?\n]+)", re.I)
# What a cell of one line alone tells of a person, even where another names a hospital.
_OF_PERSON = re.compile(
    r"(?:19|20)\d\d|\bstep ?[13]\b|\b(?:pass(?:ed)?|fail(?:ed)?|attempts?|yog|grad\w*|usce|letters?|lors?|pubmed|papers?|applying|apply|reappl\w*|match\w*|budget|need\w*|want\w*|looking|prefer|mbbs|md|age|aged|single|married|green card|citizen\w*|old|from|born|live|living|backup)\b",
    re.I,
)
_SCORE = re.compile(r"\b[12]\d\d\b", re.I)
_PLACE_OF_PERSON = re.compile(
    r"^(?:at|in|from|for|with|near|to|by|via|through|now|currently|previously)\b|\b(?:job|work\w*|resident|nurse|physician|doctor|volunteer\w*|based|born|liv(?:e|ing)|husband|wife|friend|student|trainee)\b",
    re.I,
)
_SCHOOL = re.compile(r"\b(?:university|college|school|univ)\b", re.I)
# Names of columns. Those of the first kind can only be a program's; the others may be a person's own too.
_NAME_COLUMNS = re.compile(
    r"(?:residency )?(?:programs?|programmes?)(?: names?| titles?)?|hospitals?|institutions?|sites?", re.I
)
_SURE_COLUMNS = re.compile(
    r"imgs?(?: (?:now|ever|friendly|%|percent|residents|record|count|number))?|%? ?imgs?|number of imgs|h-?1-?b|j-?1|(?:visa )?sponsor\w*|visas? (?:sponsored|offered)"
    r"|(?:step ?2 ?|ck |score |step ?1 ?)?(?:cut-? ?offs?|min(?:imum)?(?: score)?)|min(?:imum)? (?:step ?2|ck)(?: ck)?|acgme(?: id| code)?|program (?:code|id|type)|website|web site|url|link|freida|setting|affiliation|checked(?: on)?|verified(?: on)?|last checked|positions|spots|seats|slots",
    re.I,
)
_OTHER_COLUMNS = re.compile(
    r"names?|states?|city|cities|location|region|place|visas?|type|kind|research|competitive|notes?|comments?|source|date|code|id|e-?mail|contact|deadline|signals?|fellowships?|size|attempts|usce|letters?|lors?|yog|graduation|track|step ?1|step ?2(?: ck)?|ck|score|status|tier|rank|priority",
    re.I,
)
_OF_LIST = re.compile(r"\b(?:lists?|programs?|programmes?)\b", re.I)
# Lines behind such words are the person's own: where they rotated, whom they asked, who invited them.
_OF_ME = re.compile(
    r"\b(?:usce|experience|observ\w*|extern\w*|elective\w*|rotat\w*|letters?|lors?|worked|working|job|research|volunteer\w*|interview\w*|invit\w*|reject\w*|educat\w*|school|trained|training|studied|cv)\b",
    re.I,
)
# So many lines have to be programs beyond doubt, and at least half of all.
FEWEST = 2


@dataclass(frozen=True)
class ProgramLines:
    """Programs told in a message.

    Attributes:
        text: the lines themselves, without what introduces them.
        start: where they begin, with what introduces them.
        end: where they end.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _Line:
    text: str
    start: int
    end: int

    @property
    def cells(self) -> list[str]:
        return cells_of(self.text)


def program_lines_in(text: str) -> ProgramLines | None:
    """The programs told in a message; None where it is an ordinary message, or despair."""
    if says_so(text):
        return None
    return _added(text) or _pasted(text) or _alone(text)


def without_program_lines(text: str) -> str:
    """The message with spaces where the programs stood, so that all the rest keeps its place."""
    found = program_lines_in(text)
    if found is None:
        return text
    blank = re.sub(r"[^\n]", " ", text[found.start : found.end])
    return text[: found.start] + blank + text[found.end :]


def _added(text: str) -> ProgramLines | None:
    """The programs behind "add program"."""
    if found := _ADD_TO_LIST.fullmatch(text.strip()):
        told = found["told"].strip(" .,:;\"'")
        own = _NO_NAME.match(told) or _EXAM.search(told) or not is_name(_first_cell(told))
        return None if own else ProgramLines(told, 0, len(text))
    found = _ADD.search(text)
    if found is None:
        return _new(text)
    told = found["told"].strip()
    marked = found["mark"].strip() != "" or "\n" in found["mark"]
    if "?" in told or (_NO_NAME.match(told) and not marked) or re.match(r"[\W\d]*\Z", told):
        return None
    if not marked and not (told[0].isupper() or is_program_name(_first_cell(told))):
        return None
    start = found.start() + (1 if text[found.start()] == "\n" else 0)
    return ProgramLines(told, start, len(text))


def _new(text: str) -> ProgramLines | None:
    """The programs behind "add:" or "new program:"."""
    found = _NEW.fullmatch(text)
    if found is None:
        return _said(text)
    told = found["told"].strip()
    line = _Line(told.split("\n")[0], 0, 0)
    named = is_program_name(line.cells[0]) and not reads_as_own(line.text)
    return ProgramLines(told, 0, len(text)) if named or _is_program(line, told=True) else None


def _said(text: str) -> ProgramLines | None:
    """The program behind "add" without a colon: what follows has to say by itself that it is one."""
    plain = text.strip()
    if found := _ADD_SAID.fullmatch(plain):
        name = found["name"].strip()
        if is_program_name(name) and not _PLACE_OF_PERSON.search(name):
            return ProgramLines(found["told"].strip(), 0, len(text))
    found = _ADD_LINE.fullmatch(plain)
    if found and _is_one_program(_Line(found["told"].strip(), 0, 0)):
        return ProgramLines(found["told"].strip(), 0, len(text))
    return None


def _first_cell(told: str) -> str:
    return re.split(r"[,;|\t]", told)[0].strip()


def _pasted(text: str) -> ProgramLines | None:
    """The first run of lines that are a list."""
    lines = [_Line(found[0], *found.span()) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for first, line in enumerate(lines):
        above = [each for each in lines[:first]]
        rows = list(_rows_under_header(lines[first:])) or list(_run(lines[first:], above))
        if len(rows) >= FEWEST:
            if _OF_ME.search(" ".join(each.text for each in above)) and not _is_header(line):
                return None
            start = above[-1].start if above and _introduces(above[-1]) else line.start
            return ProgramLines(text[line.start : rows[-1].end].strip(), start, rows[-1].end)
    return None


def _alone(text: str) -> ProgramLines | None:
    """A message that is one line about one program, or such a line under words that announce it."""
    lines = [_Line(found[0], *found.span()) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    if not 1 <= len(lines) <= FEWEST or not _is_one_program(lines[-1]):
        return None
    if len(lines) == FEWEST and (not _introduces(lines[0]) or _OF_ME.search(lines[0].text)):
        return None
    return ProgramLines(lines[-1].text.strip(), lines[0].start, lines[-1].end)


def _is_one_program(line: _Line) -> bool:
    """Whether a line that no list surrounds is a program: a name, a place, and a visa, IMGs or a cutoff; nothing that a person is or has."""
    cells = [cell for cell in line.cells if cell]
    if len(cells) <= FEWEST or not is_name(cells[0]) or reads_as_own(line.text) or _PLACE_OF_PERSON.search(cells[0]):
        return False
    facts = [tells_fact(cell) for cell in cells]
    rest = [cell for cell, fact in zip(cells[1:], facts[1:], strict=True) if not fact]
    if not any(facts) or any(_OF_PERSON.search(cell) or _SCORE.search(cell) for cell in rest):
        return False
    state = any(has_state(cell) for cell in cells[1:])
    if mentions(line.text) and not state:
        return False
    if any(map(tells_sure_fact, cells)):
        return state or is_program_name(cells[0])
    # Two hospitals in one line may be places where somebody worked.
    return is_program_name(cells[0]) and not any(map(is_program_name, rest)) and (state or not _SCHOOL.search(cells[0]))


def _rows_under_header(lines: list[_Line]) -> Iterator[_Line]:
    """A line of column names with the rows under it; nothing where the first line is none."""
    if not _is_header(lines[0]):
        return
    separator = sign_of(lines[0].text) or ","
    for number, line in enumerate(lines):
        if number and separator not in line.text:
            return
        yield line


def _is_header(line: _Line) -> bool:
    cells = [cell for cell in line.cells if cell]
    if len(cells) < FEWEST or by_dashes(line.text):
        return False
    names = sum(_NAME_COLUMNS.fullmatch(cell) is not None for cell in cells)
    sure = sum(_SURE_COLUMNS.fullmatch(cell) is not None for cell in cells)
    others = sum(_OTHER_COLUMNS.fullmatch(cell) is not None for cell in cells)
    named = names or (any(re.fullmatch(r"names?", cell, re.I) for cell in cells) and sure)
    return bool(named) and names + sure + others >= max(FEWEST, (len(cells) + 1) // 2)


def _run(lines: list[_Line], above: list[_Line]) -> Iterator[_Line]:
    """The lines from the first on that are rows of a list without column names; nothing where they are too few or too doubtful."""
    told = bool(above) and _introduces(above[-1])
    rows: list[_Line] = []
    sure = 0
    for line in lines:
        certain = _is_program(line, told)
        if not certain and not (rows and _may_be_program(line)):
            break
        rows.append(line)
        sure += certain
    if sure >= FEWEST and 2 * sure >= len(rows):
        yield from rows


def _is_program(line: _Line, told: bool) -> bool:
    """Whether a line is a program beyond doubt: its first cell names a hospital, or its cells tell a US state.

    Args:
        line: the line.
        told: whether the line above announces a list.
    """
    cells = line.cells
    if len(cells) < 2:
        name, facts = name_and_facts(line.text)
        sure = facts and re.search(r"img|fmg|cut|min", facts, re.I)
        return bool(sure) and is_program_name(name) and not reads_as_own(line.text) and not mentions(name)
    if not is_name(cells[0]) or reads_as_own(line.text):
        return False
    state = any(has_state(cell) for cell in cells[1:])
    if not state and mentions(line.text):
        return False
    if by_dashes(line.text) and len(cells) == FEWEST and not (state or tells_fact(cells[1])):
        return False
    return is_program_name(cells[0]) or (state and (told or len(cells) > 2))


def _may_be_program(line: _Line) -> bool:
    if reads_as_own(line.text):
        return False
    return is_name(line.cells[0]) if len(line.cells) >= FEWEST else is_program_name(name_and_facts(line.text)[0])


def _introduces(line: _Line) -> bool:
    """Whether a line announces the list under it: "here are my programs:"."""
    plain = not re.search(r"\d{3}|\?", line.text) and not _EXAM.search(line.text) and len(line.text) <= 80
    return plain and len(line.cells) == 1 and bool(_OF_LIST.search(line.text))
