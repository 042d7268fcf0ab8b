"""Parts of sentences about a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.programs.placing import Placement, Tier
from actions.programs.program import Fault
from actions.programs.whole_list import Whole

# So many faults, unknown things and moved programs are named in a reply.
NAMED = 3


def first(placed: Placement) -> str:
    """The reason that decides, and the first thing that is still to be looked up."""
    text = placed.reasons[0].text
    if placed.unknown:
        wanted = placed.unknown[0].text
        text += f" Still to look up: {wanted[0].lower()}{wanted[1:]}{'' if wanted.endswith('?') else '.'}"
    return text


def tiers_text(tiers: Mapping[Tier, int]) -> str:
    """How many stand in each tier; a tier without any is passed over."""
    first_, second, third, out = (tiers[tier] for tier in ("apply_first", "apply", "if_affordable", "leave_out"))
    parts = [f"first to **{first_}**"] if first_ else []
    parts += [f"then to **{second}**" if parts else f"to **{second}**"] if second else []
    sent = f"Apply {', '.join(parts)}" if parts else ""
    others = [f"**{third}** only if affordable"] if third else []
    others += [f"leave out **{out}**"] if out else []
    text = "; ".join(each for each in (sent, *others) if each)
    return f"{text[0].upper()}{text[1:]}."


def unknown_text(found: Whole) -> str:
    """What is not known most often, and how much was checked too long ago."""
    parts = []
    if found.unknown:
        named = "; ".join(f"{text[0].lower()}{text[1:]} ({count})" for text, count in found.unknown[:2])
        parts.append(f"Most often unknown: {named}.")
    if found.stale:
        parts.append(f"{found.stale} {'was' if found.stale == 1 else 'were'} checked more than a year ago.")
    return " ".join(parts)


def faults_text(faults: Sequence[Fault]) -> str:
    """How much could not be used, and in which rows first."""
    rows = list(dict.fromkeys(fault.row for fault in faults))
    more = f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    named = ", ".join(map(str, rows[:NAMED]))
    what = "1 cell or row" if len(faults) == 1 else f"{len(faults)} cells or rows"
    return f"{what} could not be used: see row{'' if len(rows) == 1 else 's'} {named}{more}."


def fault_line(fault: Fault) -> str:
    """One fault in a line."""
    column = f", {fault.column}" if fault.column else ""
    found = f' "{fault.found}"' if fault.found and fault.found != fault.column else ""
    return f"Row {fault.row}{column}{found}: {fault.reason}"


def counted(count: int, word: str) -> str:
    """A count in words: '1 row', '2,000 rows'."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def share(part: int, whole_: int) -> int:
    """A part of a whole in whole percent."""
    return round(100 * part / whole_) if whole_ else 0
