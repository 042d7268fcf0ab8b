"""A cell that cannot be used."""

from __future__ import annotations


class CellFault(Exception):
    """A cell cannot be used; the message says why, and what to write instead."""
