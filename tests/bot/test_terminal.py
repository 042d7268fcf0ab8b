"""Talking in a terminal, against a small server in the advisor's place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.terminal import shown, talk

Serve = Callable[..., str]


def reply(text: str, *choices: tuple[str, str]) -> dict[str, Any]:
    return {"id": "a.b", "text": text, "next": [{"title": title, "payload": payload} for title, payload in choices]}


class Advisor:
    """Answers in turn with what it was given, and keeps what it heard."""

    def __init__(self, *turns: list[dict[str, Any]] | tuple[int, dict[str, str]]) -> None:
        self.turns, self.heard = list(turns), list[dict[str, Any]]()

    def __call__(self, body: dict[str, Any]) -> tuple[int, Any]:
        self.heard.append(body)
        turn = self.turns.pop(0) if self.turns else []
        return turn if isinstance(turn, tuple) else (200, [{"custom": each} for each in turn])

    @property
    def messages(self) -> list[str]:
        return [body["message"] for body in self.heard]


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_a_reply_and_its_choices_are_shown(
    rest_server: Serve, typed: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    advisor = Advisor([reply("Have you passed Step 1?", ("Passed", "/a"), ("Not yet", "/b"))])
    typed(b"hello\n")
    assert talk(rest_server(advisor), "ana") == 0
    out = capsys.readouterr().out
    assert "Have you passed Step 1?\n  1) Passed\n  2) Not yet" in out
    assert out.rstrip().endswith("Goodbye.")
    assert advisor.heard == [{"sender": "ana", "message": "hello"}]


@pytest.mark.parametrize("number", [b"2", b" 2 ", b"2)", b"2."])
def test_a_number_takes_the_offered_answer(
    rest_server: Serve, typed: Callable[[bytes], None], capsys: pytest.CaptureFixture[str], number: bytes
) -> None:
    advisor = Advisor([reply("Well?", ("Passed", "/a"), ("Not yet", "/b"))])
    typed(b"hello\n" + number + b"\n")
    talk(rest_server(advisor), "me")
    assert advisor.messages == ["hello", "/b"]
    assert "(Not yet)" in capsys.readouterr().out


@pytest.mark.parametrize("number", ["3", "0", "238", "-1", "1 2", "two"])
def test_a_number_that_was_not_offered_is_a_message(
    rest_server: Serve, typed: Callable[[bytes], None], number: str
) -> None:
    advisor = Advisor([reply("Well?", ("Passed", "/a"), ("Not yet", "/b"))])
    typed(f"hello\n{number}\n".encode())
    talk(rest_server(advisor), "me")
    assert advisor.messages == ["hello", number]


def test_choices_are_numbered_through_all_replies_of_a_turn(
    rest_server: Serve, typed: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    advisor = Advisor([reply("One.", ("A", "/a"), ("B", "/b")), reply("Two.", ("C", "/c"))])
    typed(b"hello\n3\n")
    talk(rest_server(advisor), "me")
    assert "3) C" in capsys.readouterr().out
    assert advisor.messages[1] == "/c"


def test_choices_of_an_older_turn_are_gone(rest_server: Serve, typed: Callable[[bytes], None]) -> None:
    advisor = Advisor([reply("One?", ("A", "/a"))], [reply("Two.")])
    typed(b"hello\nagain\n1\n")
    talk(rest_server(advisor), "me")
    assert advisor.messages == ["hello", "again", "1"]


@pytest.mark.parametrize("rest", [b"", b"\n", b"   \n", b"\nmore\n"])
def test_an_empty_line_or_the_end_of_input_ends_the_talk(
    rest_server: Serve, typed: Callable[[bytes], None], rest: bytes
) -> None:
    advisor = Advisor()
    typed(b"hello\n" + rest)
    assert talk(rest_server(advisor), "me") == 0
    assert advisor.messages == ["hello"]


def test_bytes_that_are_no_text_do_not_end_the_talk(rest_server: Serve, typed: Callable[[bytes], None]) -> None:
    advisor = Advisor()
    typed(b"caf\xe9\nbye\n")
    talk(rest_server(advisor), "me")
    assert advisor.messages == ["caf\N{REPLACEMENT CHARACTER}", "bye"]


def test_a_refusal_is_told_and_the_talk_goes_on(
    rest_server: Serve, typed: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    advisor = Advisor((429, {"error": "Please wait 2 seconds."}), [reply("Here I am.")])
    typed(b"one\ntwo\n")
    assert talk(rest_server(advisor), "me") == 0
    out = capsys.readouterr().out
    assert "Please wait 2 seconds." in out
    assert "was not lost" in out
    assert "Here I am." in out


def test_choices_stay_open_when_a_message_was_refused(rest_server: Serve, typed: Callable[[bytes], None]) -> None:
    advisor = Advisor([reply("One?", ("A", "/a"))], (503, {"error": "Not ready."}))
    typed(b"hello\n1\n1\n")
    talk(rest_server(advisor), "me")
    assert advisor.messages == ["hello", "/a", "/a"]


def test_long_lines_are_folded_and_lists_keep_their_shape() -> None:
    text = shown([reply("word " * 60 + "\n- " + "item " * 30)], "ana")
    lines = text.strip().split("\n")
    assert max(len(line) for line in lines) <= 80
    first = next(place for place, line in enumerate(lines) if line.startswith("- "))
    assert all(line.startswith("  ") for line in lines[first + 1 :])


def test_two_replies_are_set_apart() -> None:
    assert shown([reply("One."), reply("Two.")], "ana") == "\nOne.\n\nTwo."


def test_a_plan_to_keep_comes_with_the_command_that_saves_it() -> None:
    text = shown([{**reply("Here is your plan to keep."), "id": "plan.file"}], "ana lee")
    assert "advisor plan plan.pdf --person 'rest:ana lee'" in text
