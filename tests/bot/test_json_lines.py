"""The frame of `parse` and `converse`: a line in, a line out, bad lines answered too."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.json_lines import BadLine, run, text_field


def echo(line: dict[str, Any]) -> dict[str, Any]:
    return {"echo": text_field(line, "text")}


def answers(*lines: bytes) -> tuple[int, list[dict[str, Any]]]:
    out = io.StringIO()
    status = run(lines, out, echo)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_every_line_gets_one_line_in_order() -> None:
    assert answers(b'{"text": "one"}\n', b'{"text": "two"}\n') == (0, [{"echo": "one"}, {"echo": "two"}])


def test_nothing_in_gives_nothing_out() -> None:
    assert answers() == (0, [])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"no json", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe{}", "byte 1"),
        (b'{"text": "caf\xe9"}', "not text in UTF-8"),
        (b"[1, 2]", "a JSON object is expected, this is [1, 2]"),
        (b'"text"', 'a JSON object is expected, this is "text"'),
        (b"null", "a JSON object is expected, this is null"),
        (b"{}", '"text" is missing; a text is expected'),
        (b'{"text": 5}', '"text" is 5; a text is expected'),
        (b'{"text": null}', '"text" is null; a text is expected'),
        (b'{"text": ["a"]}', '"text" is ["a"]; a text is expected'),
        (b"[" * 200_000, "not JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_a_bad_line_is_answered_with_what_is_wrong_and_its_number(line: bytes, said: str) -> None:
    status, (first, bad, last) = answers(b'{"text": "one"}', line, b'{"text": "three"}')
    assert status == 1
    assert said in bad["error"]
    assert bad["line"] == 2
    assert (first, last) == ({"echo": "one"}, {"echo": "three"})


def test_an_empty_line_is_passed_over_but_counted() -> None:
    status, (bad,) = answers(b"\n", b"   \n", b"oops\n")
    assert (status, bad["line"]) == (1, 3)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert answers(b'\xef\xbb\xbf{"text": "one"}\r\n', b'{"text": "two"}\r\n') == (
        0,
        [{"echo": "one"}, {"echo": "two"}],
    )


@pytest.mark.parametrize("text", ["é ü 漢字 😀", "line\nline", "\ud800 half a pair", 'quo"te', ""])
def test_any_text_comes_back_as_it_was_on_one_line(text: str) -> None:
    assert answers(json.dumps({"text": text}).encode()) == (0, [{"echo": text}])


def test_an_answer_is_written_before_the_next_line_is_read() -> None:
    received = io.BytesIO()
    out = io.TextIOWrapper(received, encoding="utf-8")
    seen: list[int] = []

    def lines() -> Iterator[bytes]:
        for _ in range(3):
            seen.append(received.getvalue().count(b"\n"))
            yield b'{"text": "x"}'

    assert run(lines(), out, echo) == 0
    assert seen == [0, 1, 2]


def test_a_line_that_the_handler_refuses_is_a_bad_line() -> None:
    def refuse(line: dict[str, Any]) -> dict[str, Any]:
        raise BadLine("no answer: the server is away")

    out = io.StringIO()
    assert run([b'{"text": "x"}'], out, refuse) == 1
    assert json.loads(out.getvalue()) == {"error": "no answer: the server is away", "line": 1}
