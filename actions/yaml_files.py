"""Strict reading of our YAML files: a duplicate or unknown key is an error that names the file and the line."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from pathlib import Path
from typing import Any

import yaml


class FileError(Exception):
    """A fault in one of our own YAML files; the message names file, line and what was expected."""


class Table(dict[str, Any]):
    """A mapping read from YAML that remembers at which line it, and each of its keys, stands."""

    path: Path
    line: int
    lines: dict[str, int]

    def fault(self, what: str, key: str | None = None) -> FileError:
        """An error that points at this table, or at one of its keys."""
        line = self.lines.get(key, self.line) if key is not None else self.line
        return FileError(f"{self.path.name}, line {line}: {what}")

    def only(self, *, needs: Collection[str], may: Collection[str] = ()) -> Table:
        """This table, after a check of its keys.

        Raises:
            FileError: a key is missing, or stands here that is not among the known ones.
        """
        for key in self:
            if key not in needs and key not in may:
                known = ", ".join(sorted({*needs, *may}))
                raise self.fault(f"unknown key '{key}'; known here: {known}", key)
        for key in needs:
            if key not in self:
                raise self.fault(f"'{key}' is missing")
        return self


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, with line numbers kept and duplicate keys refused."""

    path: Path

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        table = Table()
        table.path, table.line, table.lines = self.path, node.start_mark.line + 1, {}
        for key_node, value_node in node.value:
            key, line = str(self.construct_object(key_node, deep=True)), key_node.start_mark.line + 1
            if key in table:
                raise table_fault(self.path, line, f"'{key}' stands twice (first at line {table.lines[key]})")
            table.lines[key] = line
            table[key] = self.construct_object(value_node, deep=True)
        return table  # type: ignore[return-value]  # str keys are hashable keys


def table_fault(path: Path, line: int, what: str) -> FileError:
    """An error at a line of a file, where no table is at hand yet."""
    return FileError(f"{path.name}, line {line}: {what}")


def _construct_table(loader: _Loader, node: yaml.MappingNode) -> Mapping[Hashable, Any]:
    return loader.construct_mapping(node)


_Loader.add_constructor("tag:yaml.org,2002:map", _construct_table)


def read(path: Path) -> Table:
    """The table that a YAML file holds.

    Raises:
        FileError: it cannot be read, is no YAML, or holds no table.
    """

    class Loader(_Loader):
        pass

    Loader.path = path
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader)  # noqa: S506  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise table_fault(path, line, f"no valid YAML: {error.problem}") from error
    except OSError as error:
        raise FileError(f"{path.name} cannot be read: {error.strerror}") from error
    if not isinstance(content, Table):
        raise table_fault(path, 1, "a table of keys and values is expected")
    return content
