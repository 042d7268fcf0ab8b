"""`advisor review` with a small server in the action server's place, and the real files of examples in a copy."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot import review
from bot.cli import main
from bot.examples import NLU, NotTaken, examples
from bot.review_client import Kept, ReviewClient, ReviewFailed

SECRET = "known to both sides, nobody else"
PRELIM = {"id": 3, "text": "what is pgy1 prelim?", "why": "not_understood", "topic": "out_of_scope", "count": 12}
RENT = {"id": 7, "text": "how do i pay rent with …", "why": "unhelpful", "topic": "step3", "count": 1}
Captured = pytest.CaptureFixture[str]


class ActionServer:
    """Holds kept messages, forgets those that are done, and can be told to refuse."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.messages, self.fails_on, self.url = list(messages), "", ""

    def answer(self, path: str, shown: str | None, body: Any) -> tuple[int, Any]:
        if shown != SECRET:
            return 403, {"error": "the header X-Advisor-Secret is missing or wrong"}
        if path == self.fails_on:
            return 503, {"error": "the profile store cannot be reached"}
        if path == "/review/done":
            self.messages = [each for each in self.messages if each["id"] not in body["ids"]]
            return 200, {"removed": 1}
        return 200, {"messages": self.messages}


@pytest.fixture
def server() -> Iterator[ActionServer]:
    holder = ActionServer(PRELIM, RENT)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(None)

        def do_POST(self) -> None:
            self.reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def reply(self, body: Any) -> None:
            status, content = holder.answer(self.path, self.headers["X-Advisor-Secret"], body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Tests print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        holder.url = f"http://127.0.0.1:{listening.server_port}"
        try:
            yield holder
        finally:
            listening.shutdown()
            thread.join(timeout=10)


@pytest.fixture
def client(server: ActionServer) -> ReviewClient:
    return ReviewClient(server.url, SECRET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(NLU, tmp_path / "nlu")
    return tmp_path / "nlu"


@pytest.fixture
def ask(client: ReviewClient, folder: Path) -> Callable[..., str]:
    """Go through the messages with these answers; what was shown. The input ends after them."""

    def run(*answers: str) -> str:
        said: list[str] = []
        typed = iter([f"{answer}\n" for answer in answers])
        assert review.ask_for_each(client, lambda: next(typed, None), said.append, folder) == 0
        return "\n".join(said)

    return run


def ids(server: ActionServer) -> list[int]:
    return [each["id"] for each in server.messages]


def intents_of(text: str, folder: Path) -> list[str]:
    return [each.intent for each in examples(folder) if each.text == text]


def test_a_message_is_shown_with_how_often_it_came_and_what_it_was_taken_for() -> None:
    assert review.line_of(Kept(**PRELIM)) == "12x  what is pgy1 prelim?   (guessed: out_of_scope)"
    assert review.line_of(Kept(**RENT)) == "1x  how do i pay rent with …   (did not help, answered as: step3)"


def test_a_chosen_message_becomes_an_example_and_is_not_shown_again(
    ask: Callable[..., str], server: ActionServer, folder: Path
) -> None:
    shown = ask("program_selection", "s")
    assert intents_of(PRELIM["text"], folder) == ["ask_program_selection"]
    assert ids(server) == [7]
    assert "1 new example. Now run: make test" in shown
    assert "program_selection, backup_specialty" in shown.replace("\n  ", " ")


def test_the_name_of_an_intent_serves_as_well(ask: Callable[..., str], folder: Path) -> None:
    ask("ASK_program_selection")
    assert intents_of(PRELIM["text"], folder) == ["ask_program_selection"]


def test_a_skipped_message_stays_and_a_dropped_one_goes(
    ask: Callable[..., str], server: ActionServer, folder: Path
) -> None:
    assert "No new example." in ask("s", "d")
    assert ids(server) == [3]
    assert intents_of(RENT["text"], folder) == []


@pytest.mark.parametrize("answers", [["q"], []])
def test_quitting_and_the_end_of_the_input_change_nothing(
    ask: Callable[..., str], server: ActionServer, answers: list[str]
) -> None:
    shown = ask(*answers)
    assert ids(server) == [3, 7]
    assert RENT["text"] not in shown


def test_an_unknown_topic_is_asked_again_with_the_nearest(ask: Callable[..., str], folder: Path) -> None:
    shown = ask("program_selektion", "xyzzy", "?", "program_selection", "q")
    assert '"program_selektion" is no topic; did you mean program_selection' in shown
    assert '"xyzzy" is no topic; there are: score_band' in shown
    assert intents_of(PRELIM["text"], folder) == ["ask_program_selection"]


def test_a_message_that_is_an_example_already_is_asked_about_again(
    ask: Callable[..., str], server: ActionServer, folder: Path
) -> None:
    server.messages.append({**PRELIM, "id": 9, "text": "What is pgy1 PRELIM", "count": 1})
    shown = ask("program_selection", "s", "visa", "d")
    assert "stands already under ask_program_selection" in shown
    assert ids(server) == [7]


def test_nothing_kept_is_said(ask: Callable[..., str], server: ActionServer) -> None:
    server.messages = []
    assert ask() == "Nothing is kept that was not understood or did not help."


def test_an_example_is_written_before_its_message_is_forgotten(
    client: ReviewClient, server: ActionServer, folder: Path
) -> None:
    server.fails_on = "/review/done"
    with pytest.raises(ReviewFailed, match="the profile store cannot be reached"):
        review.take_one(client, "3", "program_selection", lambda _: None, folder)
    assert intents_of(PRELIM["text"], folder) == ["ask_program_selection"]
    assert ids(server) == [3, 7]


def test_taking_one_says_where_it_went_and_what_to_do_next(
    client: ReviewClient, server: ActionServer, folder: Path
) -> None:
    said: list[str] = []
    assert review.take_one(client, "3", "program_selection", said.append, folder) == 0
    assert said[0].endswith("application.yml under program_selection")
    assert said[-1] == "Now run: make test"
    assert ids(server) == [7]


@pytest.mark.parametrize(
    ("number", "topic", "said"),
    [
        ("4", "lors", 'no kept message has the id "4"; there are: 3, 7'),
        ("three", "lors", 'no kept message has the id "three"'),
        ("-3", "lors", 'no kept message has the id "-3"'),
        ("3", "lor", '"lor" is no topic; did you mean lors'),
    ],
)
def test_taking_what_is_not_there_is_refused_with_what_is(
    client: ReviewClient, server: ActionServer, folder: Path, number: str, topic: str, said: str
) -> None:
    with pytest.raises(NotTaken, match=said):
        review.take_one(client, number, topic, lambda _: None, folder)
    assert ids(server) == [3, 7]


def test_the_command_lists_json_lines_and_nothing_else(
    server: ActionServer, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("ADVISOR_SECRET", SECRET)
    assert main(["review", "--url", f"{server.url}/", "--list"]) == 0
    shown = capsys.readouterr()
    assert [json.loads(line) for line in shown.out.splitlines()] == [PRELIM, RENT]
    assert shown.err == ""


def test_the_command_asks_at_the_keyboard(
    server: ActionServer, monkeypatch: pytest.MonkeyPatch, capsys: Captured, typed: Callable[[bytes], None]
) -> None:
    monkeypatch.setenv("ADVISOR_SECRET", SECRET)
    typed(b"s\nd\n")
    assert main(["review", "--url", server.url]) == 0
    assert "12x  what is pgy1 prelim?   (guessed: out_of_scope)" in capsys.readouterr().out
    assert ids(server) == [3]


@pytest.mark.parametrize(
    ("secret", "said"),
    [(None, "ADVISOR_SECRET is not set"), ("a wrong one", "does not take this secret; set ADVISOR_SECRET")],
)
def test_the_command_teaches_how_to_show_the_secret(
    server: ActionServer, monkeypatch: pytest.MonkeyPatch, capsys: Captured, secret: str | None, said: str
) -> None:
    if secret is None:
        monkeypatch.delenv("ADVISOR_SECRET", raising=False)
    else:
        monkeypatch.setenv("ADVISOR_SECRET", secret)
    assert main(["review", "--url", server.url, "--list"]) == 1
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


@pytest.mark.parametrize("url", ["localhost:5055", "file:///etc/passwd", "http://127.0.0.1:port", ""])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(ReviewFailed, match=r"is no address|cannot be reached"):
        ReviewClient(url, SECRET).messages()


def test_a_server_that_is_not_there_is_told(closed_port: int) -> None:
    with pytest.raises(ReviewFailed, match="cannot be reached"):
        ReviewClient(f"http://127.0.0.1:{closed_port}", SECRET).messages()


def test_another_server_is_not_taken_for_the_action_server(server: ActionServer, client: ReviewClient) -> None:
    server.messages = [{"id": 1}]
    with pytest.raises(ReviewFailed, match="no action server of this release"):
        client.messages()
