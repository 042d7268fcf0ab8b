"""Lines pasted into a talk, and single programs told in it: "Example Rehab, Exampleville ZZ, J-1, 3 IMGs, cutoff 230"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from actions.programs import cells, img_cells, reading
from actions.programs.columns import plain
from actions.programs.days import day
from actions.programs.faults import CellFault
from actions.programs.program import Fault, NoList, Program, Reading, Row
from actions.programs.table import bare, lines_of, records
from actions.programs.visas import visas

# So much of a line is read.
LONGEST_LINE = 2000
# A line without signs between its facts is no longer than this.
LONGEST_SPOKEN = 200
# How a line may begin before the name: "- ", "3. ", "add program ", "please add ".
_BEFORE = re.compile(
    r"^\s*(?:[-*•–—·▪●]\s+|\d{1,4}[.)]\s+)?(?:please\s+)?(?:add\s+(?:the\s+)?)?(?:(?:my|a)\s+)?(?:programs?\s*:?\s+(?=[A-Z\"]))?",
    re.I,
)
_DASH = re.compile(r"\s+[-–—]+\s+")
# One dash may be part of a name, two are signs between the facts.
_DASHES = 2
_VISA = r"(?:j ?-? ?1|h ?-? ?1 ?-? ?b?)"
# Facts behind a name without a sign between them: "Example Rehab J1 2 imgs".
_TAIL = re.compile(
    rf"(?<!\bno)(?<!\bnot)\s+(?=(?:{_VISA}(?:\s*(?:/|&|\+|and|or)\s*{_VISA})*(?: visas?)?(?: only)?|(?:\d{{1,3}} ?%?|no|few|many) ?(?:imgs?|fmgs?)|(?:imgs?|fmgs?):? \d{{1,3}} ?%?|(?:not )?img[- ]friendly|(?:no )?cut-? ?off(?: \d{{3}})?)(?:\s|$))",
    re.I,
)
# "Example Rehab in Exampleville they take J-1 and have 2 imgs".
_SAID = re.compile(
    r"^(?P<name>[^,]+?)(?: (?P<place>(?:in|at) [^,]{2,40}?))?[\s,]+(?:they|it|which|who|that) (?:also |do |only )*(?P<said>(?:takes?|sponsors?|accepts?|offers?|ha(?:ve|s)|gives?)\b.*)$",
    re.I,
)
_AND = re.compile(r",?\s+(?:and|but)\s+(?:they |it )?(?=(?:takes?|sponsors?|ha(?:ve|s)|accepts?|\d|no )\b)", re.I)
_TO_LIST = re.compile(r"\s+(?:on|to)\s+(?:my|the)\s+(?:program\s+)?list\b", re.I)
# A line that only says that programs follow.
_INTRODUCES = re.compile(
    r"\W*(?:(?:hi|hello|ok|so|my|the|this|these|those|them|here|is|are|it|of|please|add|save|keep|following|own|pm&?r|residency"
    r"|programs?|lists?|to|for)\b[\s:.,!]*)+",
    re.I,
)
_STATE = re.compile(r"^(?:(?P<city>[^\d,;]{2,40}?)[ ,]+)?(?P<state>[A-Z]{2})$")
_CITY = re.compile(r"^(?:in |at )?(?P<city>[^\W\d][^\d,;:=]{1,39})$")


def read(text: str, today: date) -> Reading:
    """Read pasted lines: as a sheet where they begin with a header, or else one program a line, the name first.

    Raises:
        NoList: there is no line with a program; says how to write one.
    """
    if reading.has_header(text):
        return reading.read(text, today)
    faults: list[Fault] = []
    remarks: list[Fault] = []
    kept: dict[str, Row] = {}
    blank: list[int] = []
    total = 0
    lines = lines_of(text)
    for number, whole in enumerate(lines[:-1] if lines[-1] == "" else lines, 1):
        line = whole
        if not line.strip():
            blank.append(number)
            continue
        if len(line) > LONGEST_LINE:
            text_ = (
                f"The line has {len(line):,} characters; the first {LONGEST_LINE:,} are read. Write one program a line."
            )
            faults.append(Fault(number, "", line[:80], text_))
            line = line[:LONGEST_LINE]
        if len(line) < 80 and _INTRODUCES.fullmatch(line):
            remarks.append(Fault(number, "", line.strip()[:80], "This line names no program, so it was left out."))
            continue
        total += 1
        if total > reading.MOST_ROWS:
            rest = sum(bool(each.strip()) for each in lines[number - 1 :])
            text_ = f"A list may have {reading.MOST_ROWS:,} programs. The lines from here on were not read."
            faults.append(Fault(number, "", f"{rest} lines more", text_))
            total += rest - 1
            break
        program = _program(number, line, today, faults)
        if program is not None:
            reading.keep(kept, Row(number, program), faults)
    if not total:
        raise NoList(
            'I found no line with a program. Write one a line, the name first: "Name, City, ST, J-1, 3 IMGs, cutoff 230".'
        )
    rows = tuple(sorted(kept.values(), key=lambda row: row.row))
    ordered = tuple(sorted(faults, key=lambda fault: fault.row))
    return Reading(rows, ordered, tuple(remarks), tuple(blank), total=total)


def _program(number: int, line: str, today: date, faults: list[Fault]) -> Program | None:
    parts = list(_parts(line))
    name = parts[0][: reading.LONGEST_CELL].strip(" :") if parts else ""
    if not re.search(r"[^\W\d_]{2}", name):
        text = "There is no program name at the beginning of this line, so it was not kept. Write the name first, then commas."
        faults.append(Fault(number, "Program", line.strip()[:80], text))
        return None
    if len(parts[0]) > reading.LONGEST_CELL:
        text = f"The name has {len(parts[0])} characters; the first {reading.LONGEST_CELL} are kept. Put commas between the facts."
        faults.append(Fault(number, "Program", parts[0][:80], text))
    values: dict[str, Any] = {"name": name}
    for place, part in enumerate(parts[1:], 1):
        try:
            found = _fact(part, today) or _place(part, place, values)
        except CellFault as error:
            faults.append(Fault(number, "", part[:80], f"Not used: {error}."))
            continue
        clash = [key for key in found if key in values and values[key] != found[key] and key != "notes"]
        if clash:
            faults.append(
                Fault(
                    number, "", part[:80], "It does not fit to what stands before it in this line; the first is used."
                )
            )
        if "notes" in found and not clash:
            notes = "; ".join(filter(None, (values.get("notes", ""), found["notes"])))
            if len(notes) > reading.LONGEST_NOTES:
                faults.append(
                    Fault(
                        number, "Notes", part[:80], f"Notes may have {reading.LONGEST_NOTES} characters; this was cut."
                    )
                )
            values["notes"] = notes[: reading.LONGEST_NOTES]
            found = {}
        values |= {key: value for key, value in found.items() if key not in clash}
    return Program(**values)


def _parts(line: str) -> Iterator[str]:
    """The parts of a line; with semicolons, tabs or bars in it, commas belong to the parts."""
    rest = _TO_LIST.sub("", _BEFORE.sub("", line, count=1))
    separator = next((each for each in ("\t", ";", "|") if each in rest), ",")
    if separator == "," and len(_DASH.findall(rest)) >= _DASHES:
        separator, rest = ";", _DASH.sub("; ", rest)
    if separator == ",":
        rest = _spoken(rest)
        # "Example Rehab (Exampleville, ZZ), J-1", "Example Rehab: J-1, 3 IMGs".
        rest = re.sub(r"\(([^()]*,[^()]*)\)", r", \1, ", rest)
        if "," not in rest:
            rest = _DASH.sub(", ", rest)
        rest = re.sub(r"^([^,:]+):\s", r"\1, ", rest)
    for cells_ in records([rest], separator):
        yield from (bare(cell) for cell in cells_ if cell)


def _spoken(line: str) -> str:
    """A line that tells its facts in words, or sets them behind the name without a sign, with commas between them."""
    if len(line) <= LONGEST_SPOKEN and (found := _SAID.match(line)):
        said = _AND.sub(", ", found["said"])
        return ", ".join(filter(None, (found["name"], found["place"], said)))
    if len(line) <= LONGEST_SPOKEN and not re.search(r"[,:]|\s[-–—]", line):
        return _TAIL.sub(", ", line)
    return line


def _fact(part: str, today: date) -> dict[str, Any]:
    """What a part says by its own words; nothing if it is none of the facts."""
    words = plain(part)
    if re.search(r"\b(?:cut ?off|cutoff|min(?:imum)?(?: score)?|step ?2(?: ck)?)\b", words):
        return cells.cutoff(re.sub(r"(?i)\bck\b", "", part))
    if found := re.search(r"\b(?:checked|verified|as of|looked up)\b:?(?: on)?\s*(.+)$", part, re.I):
        return {"checked": day(found[1], today)}
    if re.search(r"\bnon us (?:citizen )?(?:imgs?|fmgs?)\b", words):
        return img_cells.non_us(re.sub(r"(?i)non[- ]?us(?:[- ]citizen)?", "", part))
    if re.search(r"\b(?:imgs?|fmgs?)\b", words):
        return _imgs(part, words)
    if re.search(r"\bj1\b|\bh1b\b|\bh1\b|\bvisas?\b|\bsponsor\w*\b", words):
        return visas(part)
    if re.search(r"\bresearch\b", words):
        return cells.research(re.sub(r"(?i)research\W*", "", part).strip() or "yes")
    if re.search(r"\bcompetitive\b|\btier \d\b", words):
        return {"competitive_city": not re.search(r"\b(?:not|non|no|less|outside)\b", words) and "tier 2" not in words}
    if re.fullmatch(
        r"(?:uni|univ|university|community|academic|military|va)(?: (?:based|affiliated|program|setting|hospital))*|community university affiliated|university affiliated community",
        words,
    ):
        return cells.setting(part)
    if re.fullmatch(r"(?:no )?signal(?:ed|led|s)?|not signal(?:ed|led)", words):
        return {"signal": not words.startswith(("no ", "not "))}
    return {}


def _imgs(part: str, words: str) -> dict[str, Any]:
    if re.search(r"\bfriendly\b|\b(?:takes|accepts|accept|take|has|have)\b", words) and not re.search(r"\d", words):
        return {"takes_imgs": not re.search(r"\b(?:not|no|non|never|doesnt|doesn)\b", words)}
    said = re.sub(r"(?i)\b(?:imgs?|fmgs?|residents?|are|in|the|roster|has|have|takes)\b:?", " ", part)
    return img_cells.imgs(" ".join(said.split()) or "yes")


def _place(part: str, place: int, values: dict[str, Any]) -> dict[str, Any]:
    """A state, a city with its state, or a city right after the name; anything else is a note."""
    if found := _STATE.match(part):
        city = {"city": re.sub(r"^(?:in|at) ", "", found["city"])} if found["city"] else {}
        return {**city, "state": found["state"]}
    if place == 1 and (found := _CITY.match(part)) and len(part.split()) <= 4:
        return {"city": found["city"].strip()}
    return {"notes": part}
