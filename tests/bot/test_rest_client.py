"""Talking to a running advisor over REST, against a small server in its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from bot.rest_client import NotAnswered, send

Serve = Callable[..., str]
REPLY = {"id": "talk.hello", "text": "Hello.", "next": []}


def test_the_replies_of_the_contract_come_back(rest_server: Serve) -> None:
    url = rest_server(lambda body: (200, [{"recipient_id": "me", "text": "Hello.", "custom": REPLY}]))
    assert send(url, "me", "hi") == [REPLY]


def test_sender_message_and_id_arrive_as_they_were(rest_server: Serve) -> None:
    heard: list[dict[str, Any]] = []

    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        heard.append(body)
        return 200, []

    url = rest_server(answer)
    assert send(url, "José 漢", "ck 238 😀\nneed a visa", "event-1") == []
    assert send(url, "José 漢", "hi") == []
    assert heard == [
        {"sender": "José 漢", "message": "ck 238 😀\nneed a visa", "message_id": "event-1"},
        {"sender": "José 漢", "message": "hi"},
    ]


@pytest.mark.parametrize("status", [400, 413, 429, 503])
def test_a_refusal_is_told_in_the_servers_own_sentence(rest_server: Serve, status: int) -> None:
    url = rest_server(lambda body: (status, {"error": "Please wait 2 seconds."}))
    with pytest.raises(NotAnswered, match=r"^Please wait 2 seconds\.$"):
        send(url, "me", "hi")


@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"", b"[]", b'{"detail": "x"}', b"null"])
def test_a_refusal_without_a_sentence_is_told_by_its_number(rest_server: Serve, body: bytes) -> None:
    url = rest_server(lambda _: (502, body))
    with pytest.raises(NotAnswered, match="502"):
        send(url, "me", "hi")


def test_a_server_that_is_not_there_is_told_with_its_address(closed_port: int) -> None:
    with pytest.raises(NotAnswered, match=f"127.0.0.1:{closed_port} cannot be reached"):
        send(f"http://127.0.0.1:{closed_port}", "me", "hi")


def test_an_answer_that_is_no_json_is_no_answer(rest_server: Serve) -> None:
    url = rest_server(lambda body: (200, b"<html>a router's login page</html>"))
    with pytest.raises(NotAnswered, match="cannot be reached"):
        send(url, "me", "hi")


def test_half_a_pair_of_characters_can_be_sent(rest_server: Serve) -> None:
    url = rest_server(lambda body: (200, [{"custom": {**REPLY, "text": json.dumps(body["message"])}}]))
    (reply,) = send(url, "me", "\ud83d cut off")
    assert reply["text"] == '"\\ud83d cut off"'
