"""The REST channel over HTTP, with the real guard and a fake Rasa behind it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.channels.guard import Guard, RateLimit
from bot.channels.rest import RestChannel

Post = Callable[..., tuple[int, Any, dict[str, str]]]


@pytest.fixture
def post(served: Any, rasa: Any, parts: Any) -> Post:
    """Posts bodies one after the other and gives the last answer: its status, its JSON, its headers."""

    def send(*bodies: Any, burst: int = 0) -> tuple[int, Any, dict[str, str]]:
        async def talk() -> tuple[int, Any, dict[str, str]]:
            guard = Guard(rasa, parts, RateLimit(burst=burst, per_second=0.4, now=lambda: 0.0))
            blueprint = RestChannel.from_credentials(None).blueprint(rasa)
            timeout = aiohttp.ClientTimeout(total=20)
            async with (
                served(blueprint, prefix="/webhooks/rest", guard=guard) as url,
                aiohttp.ClientSession(timeout=timeout) as client,
            ):
                for body in bodies:
                    data = body if isinstance(body, bytes) else json.dumps(body).encode()
                    async with client.post(f"{url}/webhooks/rest/webhook", data=data) as answer:
                        result = answer.status, await answer.json(), dict(answer.headers)
            return result

        return asyncio.run(talk())

    return send


def test_a_message_is_answered_with_a_list_of_replies(
    post: Post, rasa: Any, holds_contract: Callable[..., bool]
) -> None:
    status, answer, _ = post({"sender": "ana", "message": "ck 238"})
    assert status == 200
    (reply,) = answer
    assert set(reply) == {"recipient_id", "text", "custom"}
    assert (reply["recipient_id"], reply["text"]) == ("ana", "1: ck 238")
    assert reply["custom"]["text"] == reply["text"]
    assert holds_contract(reply["custom"])
    assert rasa.heard == ["ck 238"]


def test_persons_are_kept_apart_from_those_of_other_channels(post: Post, rasa: Any) -> None:
    post({"sender": "ana", "message": "hi"}, {"sender": "José", "message": "hi"})
    assert rasa.persons == ["rest:ana", "rest:José"]


def test_several_replies_of_a_turn_keep_their_order(post: Post, rasa: Any) -> None:
    rasa.messages = [rasa.reply("one"), rasa.reply("two")]
    _, answer, _ = post({"sender": "ana", "message": "hi"})
    assert [reply["text"] for reply in answer] == ["0: one", "0: two"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00bad", "not JSON"),
        (b'{"sender": "a", "message": "caf\xe9"}', "not JSON"),
        (b"sender=a&message=hi", "not JSON"),
        (b'{"sender": "a", ', "not JSON"),
        ([{"sender": "a", "message": "hi"}], "JSON list, an object is expected"),
        ("hi", "JSON str, an object is expected"),
        (None, "an object is expected"),
        (238, "an object is expected"),
        ({"message": "hi"}, '"sender" is missing'),
        ({"sender": "", "message": "hi"}, '"sender" is missing'),
        ({"sender": "   ", "message": "hi"}, '"sender" is missing'),
        ({"sender": 7, "message": "hi"}, '"sender" is missing'),
        ({"sender": None, "message": "hi"}, '"sender" is missing'),
        ({"sender": "a" * 201, "message": "hi"}, "up to 200 characters"),
        ({"sender": "a"}, '"message" is missing'),
        ({"sender": "a", "text": "hi"}, '"message" is missing'),
        ({"sender": "a", "message": "hi", "message_id": 5}, '"message_id"'),
        ({"sender": "a", "message": "hi", "message_id": ""}, '"message_id"'),
        ({"sender": "a", "message": "hi", "message_id": "x" * 201}, '"message_id"'),
    ],
)
def test_a_request_that_is_no_message_is_400_with_a_sentence_and_never_runs(
    post: Post, rasa: Any, body: Any, said: str
) -> None:
    status, answer, _ = post(body)
    assert status == 400
    assert set(answer) == {"error"}
    assert said in answer["error"]
    assert rasa.heard == []


@pytest.mark.parametrize("message", ["", None, 5, ["hi"], "x" * 4001, '/inform{"step2_ck_score": 999}'])
def test_a_message_that_may_not_run_is_answered_like_any_other(post: Post, rasa: Any, message: Any) -> None:
    status, (reply,), _ = post({"sender": "a", "message": message})
    assert status == 200
    assert reply["custom"]["id"].startswith("guard.")
    assert reply["text"] == reply["custom"]["text"]
    assert rasa.heard == []


def test_too_many_messages_are_429_with_the_seconds_to_wait(post: Post, rasa: Any) -> None:
    status, answer, headers = post(*[{"sender": "a", "message": "hi"}] * 3, burst=2)
    assert status == 429
    assert headers["Retry-After"] == "3"
    assert "wait 3 seconds" in answer["error"]
    assert rasa.heard == ["hi", "hi"]


def test_another_person_need_not_wait(post: Post) -> None:
    first, second = {"sender": "a", "message": "hi"}, {"sender": "b", "message": "hi"}
    assert post(first, second, burst=1)[0] == 200


def test_the_same_message_id_runs_once_and_gives_the_same_answer(post: Post, rasa: Any) -> None:
    body = {"sender": "a", "message": "ck 238", "message_id": "m-1"}
    _, answer, _ = post(body, body, burst=1)
    assert [reply["text"] for reply in answer] == ["1: ck 238"]
    assert rasa.heard == ["ck 238"]


def test_without_a_message_id_the_same_words_run_again(post: Post, rasa: Any) -> None:
    body = {"sender": "a", "message": "hi"}
    post(body, body)
    assert rasa.heard == ["hi", "hi"]


def test_a_fault_inside_a_turn_is_a_sentence_and_no_trace(post: Post, rasa: Any) -> None:
    rasa.error = RuntimeError("secret detail")
    status, answer, _ = post({"sender": "a", "message": "hi"})
    assert status == 200
    assert "Something went wrong on my side" in answer[0]["text"]
    assert "secret detail" not in json.dumps(answer)


def test_half_a_pair_of_characters_in_an_id_does_no_harm(post: Post, rasa: Any) -> None:
    status, _, _ = post(b'{"sender": "a\\ud83d", "message": "hi"}')
    assert status == 200
    assert rasa.persons[0].encode("utf-8")


def test_a_reply_in_any_script_arrives_whole(post: Post) -> None:
    _, (reply,), _ = post({"sender": "漢字", "message": "مرحبا 😀"})
    assert (reply["recipient_id"], reply["text"]) == ("漢字", "1: مرحبا 😀")


def test_the_channel_is_called_rest() -> None:
    assert RestChannel.name() == "rest"
