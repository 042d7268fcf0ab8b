from __future__ import annotations

from pathlib import Path

import pytest

from actions.yaml_files import FileError, Table, read


def written(folder: Path, content: str) -> Path:
    path = folder / "some.yml"
    path.write_text(content, encoding="utf-8")
    return path


def test_a_table_is_read_with_its_nested_tables_and_lists(tmp_path: Path) -> None:
    table = read(written(tmp_path, "outer:\n  inner: [1, two, true]\n"))
    assert table == {"outer": {"inner": [1, "two", True]}}


def test_a_key_that_stands_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    path = written(tmp_path, "first: 1\nsecond: 2\nfirst: 3\n")
    with pytest.raises(FileError, match=r"^some\.yml, line 3: 'first' stands twice \(first at line 1\)$"):
        read(path)


def test_a_key_that_stands_twice_deep_inside_is_refused_too(tmp_path: Path) -> None:
    path = written(tmp_path, "outer:\n  - inner:\n      low: 1\n      low: 2\n")
    with pytest.raises(FileError, match=r"^some\.yml, line 4: 'low' stands twice"):
        read(path)


def test_the_same_key_in_two_tables_is_no_duplicate(tmp_path: Path) -> None:
    assert read(written(tmp_path, "a: {low: 1}\nb: {low: 2}\n"))["b"]["low"] == 2


def test_an_unknown_key_is_refused_with_its_line_and_the_known_keys(tmp_path: Path) -> None:
    table = read(written(tmp_path, "title: x\n\ntitel: y\n"))
    with pytest.raises(FileError, match=r"^some\.yml, line 3: unknown key 'titel'; known here: list, title$"):
        table.only(needs=["title"], may=["list"])


def test_a_missing_key_is_refused_with_the_line_of_its_table(tmp_path: Path) -> None:
    table: Table = read(written(tmp_path, "entries:\n  one:\n    text: x\n"))["entries"]["one"]
    with pytest.raises(FileError, match=r"^some\.yml, line 3: 'source' is missing$"):
        table.only(needs=["text", "source"])


def test_a_right_table_passes_its_check_unchanged(tmp_path: Path) -> None:
    table = read(written(tmp_path, "text: x\n"))
    assert table.only(needs=["text"], may=["list"]) is table


def test_a_fault_at_a_key_that_is_not_there_points_at_the_table(tmp_path: Path) -> None:
    table = read(written(tmp_path, "\n\ntext: x\n"))
    assert str(table.fault("is wrong", "nowhere")) == "some.yml, line 3: is wrong"


@pytest.mark.parametrize(
    ("content", "line"),
    [("good: 1\nbad: [1, 2\n", 3), ("good: 1\nbad: *nowhere\n", 2), ("good: 1\n\tbad: 2\n", 2)],
)
def test_text_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    path = written(tmp_path, content)
    with pytest.raises(FileError, match=rf"^some\.yml, line {line}: no valid YAML"):
        read(path)


@pytest.mark.parametrize("content", ["", "- a\n- list\n", "just words\n"])
def test_a_file_that_holds_no_table_is_refused(tmp_path: Path, content: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(FileError, match=r"^some\.yml, line 1: a table of keys and values is expected$"):
        read(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"^missing\.yml cannot be read: No such file"):
        read(tmp_path / "missing.yml")


def test_a_python_object_in_a_file_is_not_built(tmp_path: Path) -> None:
    path = written(tmp_path, "a: !!python/object/apply:os.getcwd []\n")
    with pytest.raises(FileError, match="line 1: no valid YAML"):
        read(path)


def test_two_files_do_not_mix_up_their_names(tmp_path: Path) -> None:
    one, two = tmp_path / "one.yml", tmp_path / "two.yml"
    one.write_text("a: 1\n")
    two.write_text("b: 2\n")
    tables = read(one), read(two)
    assert [str(table.fault("x")) for table in tables] == ["one.yml, line 1: x", "two.yml, line 1: x"]
