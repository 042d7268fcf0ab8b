"""What to verify of each program, and where: the checklist that goes with the template."""

from __future__ import annotations

from actions.programs import columns as columns_module


def checklist() -> tuple[tuple[str, str, str], ...]:
    """Each column with what to find out for it and where, in the order of the template."""
    columns = columns_module.load().by_field.values()
    return tuple((each.label, each.verify, each.where) for each in columns if each.verify)
