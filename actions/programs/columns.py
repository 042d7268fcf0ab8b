"""The columns of a program list, recognized by the many names that people give them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from actions.yaml_files import read

PATH = Path(__file__).with_name("columns.yml")
# Words that tell nothing about what a column holds ("Does the program sponsor visas?", "PM&R program city").
_EMPTY_WORDS = (
    "a an and any are column do does for have is it its my no number of pm pmr program programs r residency s status the their "
    "they y yes you your"
)


# No name of a column is longer than this.
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Column:
    """A column that is known.

    Attributes:
        field: its name in the code.
        label: what people see.
        example: the cell of the template's made-up line.
        verify: what to find out for it; empty where there is nothing to look up.
        where: where to find it out.
    """

    field: str
    label: str
    example: str
    verify: str
    where: str


@dataclass(frozen=True)
class Columns:
    """All columns that are known, and by which names.

    Attributes:
        by_field: the columns in the order of columns.yml.
        names: plain name to field.
        worked_out: plain names of columns that an export of ours adds.
    """

    by_field: Mapping[str, Column]
    names: Mapping[str, str]
    worked_out: frozenset[str]

    def field_of(self, header: str) -> str | None:
        """The field that a column of this name holds; None if the name is not known."""
        if len(header) > _LONGEST_NAME:
            return None
        for name in (plain(header), plain(re.sub(r"\(.*?\)|\[.*?\]", " ", header))):
            if name in self.names:
                return self.names[name]
            short = _short(name)
            if short and short in self.names:
                return self.names[short]
        return None

    def is_worked_out(self, header: str) -> bool:
        """Whether it is a column of an export of ours that is worked out anew."""
        return plain(header) in self.worked_out

    def label(self, field: str) -> str:
        """What people see for a field."""
        return self.by_field[field].label


@cache
def load(path: Path = PATH) -> Columns:
    """The columns of columns.yml.

    Raises:
        actions.yaml_files.FileError: a fault in the file, or a name that two columns claim.
    """
    table = read(path).only(needs=["columns", "worked_out"])
    by_field: dict[str, Column] = {}
    names: dict[str, str] = {}
    for field, entry in table["columns"].items():
        entry.only(needs=["label", "names", "example"], may=["verify", "where"])
        by_field[field] = Column(
            field, entry["label"], entry["example"], entry.get("verify", ""), entry.get("where", "")
        )
        for name in _spellings((entry["label"], *entry["names"])):
            if names.setdefault(name, field) != field:
                raise entry.fault(f"the name '{name}' belongs to {names[name]} already", "names")
    for name, field in list(names.items()):
        # The names without empty words, where that leaves no doubt.
        if short := _short(name):
            names.setdefault(short, field)
    return Columns(by_field, names, frozenset(map(plain, table["worked_out"])))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A header or a word of a cell without case, accents and punctuation; 'J-1' and 'H 1 B' become 'j1' and 'h1b'."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    flat = flat.replace("%", " percent ").replace("#", " number ").replace("&", " and ")
    flat = " ".join(re.findall(r"[a-z0-9]+", flat))
    flat = re.sub(r"\bj 1\b", "j1", flat)
    flat = re.sub(r"\bh ?1 b?\b(?=\s|$)", "h1b", re.sub(r"\bh ?1 ?b\b", "h1b", flat))
    return re.sub(r"\bimg s\b", "imgs", flat)


def _short(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _EMPTY_WORDS.split())


def _spellings(names: Iterable[str]) -> list[str]:
    return [plain(name) for name in names]
