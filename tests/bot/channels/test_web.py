"""The web channel over HTTP, with the real guard and the real history, and a fake agent behind them."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import aiohttp
import pytest

from bot.channels.action_server import ActionServerFailed
from bot.channels.guard import Guard, RateLimit
from bot.channels.limits import AddressLimits
from bot.channels.origins import Origins
from bot.channels.run_once import RunOnce
from bot.channels.tokens import GRACE, LIFETIME, Tokens
from bot.channels.web import WebChannel
from bot.state.history import History

KEY = "a key of the tests, with 32 characters or more"
FRIEND = "https://www.example.edu"


class FakeActions:
    """The action server as the channel sees it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.told: list[tuple[str, str, bool, str]] = []
        self.fails = False

    async def profile(self, person: str) -> dict[str, Any]:
        if self.fails:
            raise ActionServerFailed("/profile was not answered")
        self.asked.append(person)
        return {"facts": [], "registry": [{"name": "visa_need"}]}

    async def feedback(self, person: str, text: str, helpful: bool, topic: str) -> None:
        self.told.append((person, text, helpful, topic))


class Web:
    """Talks to one server."""

    def __init__(self, url: str, client: aiohttp.ClientSession) -> None:
        self.url, self.client, self.token = f"{url}/webhooks/web", client, ""

    async def ask(
        self, method: str, path: str, body: object = None, *, token: str | None = None, **headers: str
    ) -> tuple[int, Any, Any]:
        """An answer: its status, its JSON (of a stream, the lines), its headers."""
        shown = self.token if token is None else token
        sent = {**headers, **({"Authorization": f"Bearer {shown}"} if shown else {})}
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else None
        async with self.client.request(method, f"{self.url}/{path}", data=data, headers=sent) as answer:
            text = await answer.text()
            if answer.content_type == "application/x-ndjson":
                return answer.status, [json.loads(line) for line in text.splitlines()], answer.headers
            return answer.status, json.loads(text) if text else None, answer.headers

    async def begin(self) -> None:
        _, answer, _ = await self.ask("POST", "session", {})
        self.token = answer["token"]

    async def say(self, text: object, message_id: object = "m-1", **rest: Any) -> tuple[int, Any, Any]:
        return await self.ask("POST", "message", {"message_id": message_id, "text": text}, **rest)

    async def texts(self, text: str, message_id: str = "m-1") -> list[str]:
        status, lines, _ = await self.say(text, message_id)
        assert status == 200, lines
        assert lines[-1] == {"done": True, "message_id": message_id}
        return [line["reply"]["text"] for line in lines[:-1]]

    async def turns(self, query: str = "") -> list[tuple[str, list[str]]]:
        _, answer, _ = await self.ask("GET", f"history{query}")
        return [(turn["text"], [reply["text"] for reply in turn["replies"]]) for turn in answer["turns"]]


class House:
    """Opens servers on one store; each remembers only its own."""

    def __init__(self, served: Any, rasa: Any, parts: Any, agent: Any) -> None:
        self.served, self.rasa, self.parts, self.agent, self.actions = served, rasa, parts, agent, FakeActions()
        self.later, self.moment, self.turn_seconds = timedelta(0), 0.0, 15.0

    @contextlib.asynccontextmanager
    async def open(self, burst: int = 0, key: str = KEY) -> AsyncIterator[Web]:
        history = History(self.agent.engine)
        tokens = Tokens(key, lambda: datetime(2026, 11, 22, tzinfo=timezone.utc) + self.later)
        limits = AddressLimits(burst, lambda: self.moment)
        rate = RateLimit(burst, per_second=0.4, now=lambda: self.moment)
        context = {
            "guard": Guard(RunOnce(self.agent, history), self.parts, rate, self.turn_seconds),
            "history": history,
            "action_server": self.actions,
        }
        blueprint = WebChannel(tokens, Origins.from_text(FRIEND), limits).blueprint(self.rasa)
        async with (
            self.served(blueprint, prefix="/webhooks/web", **context) as url,
            aiohttp.ClientSession() as client,
        ):
            web = Web(url, client)
            await web.begin()
            yield web

    def run(self, talk: Callable[[Web], Awaitable[Any]], **settings: Any) -> Any:
        async def bounded() -> Any:
            async with self.open(**settings) as web:
                return await asyncio.wait_for(talk(web), 20)

        return asyncio.run(bounded())


@pytest.fixture
def house(served: Any, rasa: Any, parts: Any, agent: Any, monkeypatch: pytest.MonkeyPatch) -> House:
    monkeypatch.setenv("ADVISOR_TODAY", "2026-11-22")
    return House(served, rasa, parts, agent)


def test_a_message_is_answered_with_its_replies_and_an_end(house: House, holds_contract: Callable[..., bool]) -> None:
    async def talk(web: Web) -> None:
        status, lines, headers = await web.say("ck 238")
        assert (status, headers["Content-Type"]) == (200, "application/x-ndjson")
        assert headers["Cache-Control"] == "no-store"
        assert holds_contract(lines[0]["reply"])
        assert [lines[0]["reply"]["text"], *lines[1:]] == ["1: ck 238", {"done": True, "message_id": "m-1"}]

    house.run(talk)
    (person,) = house.rasa.persons
    assert person.startswith("web:")


def test_the_first_reply_arrives_before_the_last_is_made(house: House) -> None:
    house.rasa.messages = [house.rasa.reply("one"), house.rasa.reply("two")]

    async def talk(web: Web) -> None:
        house.rasa.pause = asyncio.Event()
        body = json.dumps({"message_id": "m-1", "text": "hi"})
        headers = {"Authorization": f"Bearer {web.token}"}
        async with web.client.post(f"{web.url}/message", data=body, headers=headers) as answer:
            assert json.loads(await answer.content.readline())["reply"]["text"] == "0: one"
            assert len(house.rasa.answered) == 1
            house.rasa.pause.set()
            rest = [json.loads(line) async for line in answer.content]
        assert rest[0]["reply"]["text"] == "0: two"
        assert rest[1]["done"]

    house.run(talk)


def test_the_same_id_gives_the_same_replies_and_runs_once(house: House) -> None:
    async def talk(web: Web) -> None:
        assert await web.texts("ck 238") == ["1: ck 238"]
        assert await web.texts("ck 238") == ["1: ck 238"]
        assert await web.turns() == [("ck 238", ["1: ck 238"])]

    house.run(talk, burst=2)
    assert house.rasa.heard == ["ck 238"]


def test_the_same_id_many_times_at_once_runs_once(house: House) -> None:
    async def talk(web: Web) -> list[list[str]]:
        house.rasa.gate = asyncio.Event()
        turns = [asyncio.ensure_future(web.texts("ck 238")) for _ in range(5)]
        while not house.rasa.heard:
            await asyncio.sleep(0)
        house.rasa.gate.set()
        return await asyncio.gather(*turns)

    assert house.run(talk) == [["1: ck 238"]] * 5
    assert house.rasa.heard == ["ck 238"]


def test_the_same_id_on_two_servers_at_once_runs_once_where_they_share_the_lock(house: House) -> None:
    async def talk(one: Web) -> None:
        async with house.open() as two:
            two.token = one.token
            answers = await asyncio.gather(one.texts("ck 238"), two.texts("ck 238"))
            assert answers == [["1: ck 238"]] * 2
            assert await two.turns() == [("ck 238", ["1: ck 238"])]

    house.run(talk)
    assert house.rasa.heard == ["ck 238"]


def test_after_a_restart_the_same_id_gives_the_stored_replies_and_history_is_there(house: House) -> None:
    house.rasa.messages = [house.rasa.reply("one"), house.rasa.reply("two")]

    async def before(web: Web) -> str:
        await web.texts("ck 238")
        await web.texts("need a visa", "m-2")
        return web.token

    token = house.run(before)

    async def after(web: Web) -> None:
        web.token = token
        assert await web.texts("ck 238") == ["0: one", "0: two"]
        assert await web.turns() == [("ck 238", ["0: one", "0: two"]), ("need a visa", ["0: one", "0: two"])]

    house.run(after)
    assert house.rasa.heard == ["ck 238", "need a visa"]


@pytest.mark.parametrize("twin", ["m_1", "m%1", "M-1", "m-11", "-1"])
def test_an_id_that_only_looks_alike_is_another_message(house: House, twin: str) -> None:
    async def talk(web: Web) -> None:
        await web.texts("ck 238", "m-1")
        async with house.open() as other:
            other.token = web.token
            status, lines, _ = await other.say("visa", twin)
            assert status == 400 or lines[0]["reply"]["text"] == "2: visa"

    house.run(talk)


def test_words_that_look_like_a_stored_id_are_only_words(house: House) -> None:
    async def talk(web: Web) -> None:
        await web.texts('{"message_id": "m-2"}', "m-1")
        async with house.open() as other:
            other.token = web.token
            assert await other.texts("visa", "m-2") == ["2: visa"]

    house.run(talk)


def test_another_persons_id_is_another_message(house: House) -> None:
    async def talk(ana: Web) -> None:
        await ana.texts("ck 238")
        ben = Web(ana.url.removesuffix("/webhooks/web"), ana.client)
        await ben.begin()
        assert await ben.turns() == []
        assert await ben.texts("visa") == ["2: visa"]

    house.run(talk)


def test_who_knows_an_id_but_has_no_token_gets_nothing(house: House) -> None:
    async def talk(web: Web) -> None:
        await web.texts("ck 238")
        person = house.rasa.persons[0].removeprefix("web:")
        stolen = ["", "none", person, f"web:{person}", Tokens("x" * 40).issue(person)[0]]
        for token in stolen:
            web.token = token
            for method, path, body in (
                ("GET", "history", None),
                ("GET", f"history?person={person}&sender={person}", None),
                ("GET", "profile", None),
                ("POST", "message", {"message_id": "m-9", "text": "hi", "sender": person, "person": person}),
                ("POST", "feedback", {"message_id": "m-1", "reply_id": "test.heard", "helpful": True, "reason": ""}),
            ):
                status, answer, _ = await web.ask(method, path, body)
                assert (status, set(answer)) == (401, {"error"})
                assert "238" not in json.dumps(answer)

    house.run(talk)
    assert house.rasa.heard == ["ck 238"]
    assert house.actions.asked == []


def test_a_token_of_another_key_opens_nothing(house: House) -> None:
    async def talk(web: Web) -> str:
        await web.texts("ck 238")
        return web.token

    token = house.run(talk, key="another key, of 32 characters or more")

    async def other(web: Web) -> None:
        assert (await web.ask("GET", "history", token=token))[0] == 401
        _, answer, _ = await web.ask("POST", "session", {}, token=token)
        assert answer["renewed"] is False
        assert (await web.ask("GET", "history", token=answer["token"]))[1]["turns"] == []

    house.run(other)


def test_a_session_is_renewed_for_the_same_person_also_some_days_late(house: House) -> None:
    async def talk(web: Web) -> None:
        await web.texts("ck 238")
        house.later = LIFETIME + GRACE - timedelta(seconds=1)
        assert (await web.ask("GET", "history"))[0] == 401
        _, answer, _ = await web.ask("POST", "session", {})
        assert (answer["renewed"], answer["expires"]) == (True, "2027-01-27T23:59:59Z")
        web.token = answer["token"]
        assert await web.turns() == [("ck 238", ["1: ck 238"])]
        house.later += LIFETIME + GRACE
        assert (await web.ask("POST", "session", {}))[1]["renewed"] is False

    house.run(talk)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"\xff", "not JSON"),
        (b"[" * 60000, "not JSON"),
        ([], "JSON object"),
        ({}, '"message_id" is missing'),
        ({"message_id": "m-1"}, '"text" is missing'),
        ({"message_id": "m-1", "text": None}, '"text" is missing'),
        ({"message_id": 7, "text": "hi"}, '"message_id" is missing'),
        ({"message_id": "", "text": "hi"}, "1 to 100"),
        ({"message_id": "x" * 101, "text": "hi"}, "1 to 100"),
        ({"message_id": "m 1\n", "text": "hi"}, "1 to 100"),
    ],
)
def test_what_is_no_message_is_400_with_a_sentence(house: House, body: Any, said: str) -> None:
    status, answer, _ = house.run(lambda web: web.ask("POST", "message", body))
    assert status == 400
    assert said in answer["error"]
    assert house.rasa.heard == []


def test_a_message_of_the_full_length_in_any_script_fits_and_more_is_answered_kindly(house: House) -> None:
    async def talk(web: Web) -> None:
        assert await web.texts("😀" * 4000) == ["1: " + "😀" * 4000]
        status, lines, _ = await web.say("a" * 4001, "m-2")
        assert (status, lines[0]["reply"]["id"]) == (200, "guard.too_long")
        status, answer, _ = await web.say("a" * 70_000, "m-3")
        assert status == 413
        assert "too large" in answer["error"]

    house.run(talk)
    assert len(house.rasa.heard) == 1


def test_too_many_messages_are_429_with_the_seconds_to_wait(house: House) -> None:
    async def talk(web: Web) -> None:
        await web.texts("a", "m-1")
        await web.texts("b", "m-2")
        status, answer, headers = await web.say("c", "m-3")
        assert (status, headers["Retry-After"]) == (429, "3")
        assert "wait 3 seconds" in answer["error"]
        house.moment = 3.0
        assert await web.texts("c", "m-3") == ["3: c"]

    house.run(talk, burst=2)


def test_a_new_session_is_no_way_around_the_limit(house: House) -> None:
    async def talk(web: Web) -> None:
        assert (await web.ask("POST", "session", {}, token="none"))[0] == 200
        status, answer, headers = await web.ask("POST", "session", {}, token="none")
        assert (status, headers["Retry-After"]) == (429, "10")
        assert "new talks" in answer["error"]
        assert (await web.ask("POST", "session", {}))[1]["renewed"] is True

    house.run(talk, burst=4)


@pytest.mark.parametrize("error", [None, RuntimeError("secret detail")])
def test_a_turn_that_could_not_run_is_503_and_runs_when_it_is_sent_again(house: House, error: Exception | None) -> None:
    async def talk(web: Web) -> None:
        house.rasa.error = error
        house.parts.broken = {} if error else {"action_server": "does not answer"}
        status, answer, headers = await web.say("ck 238")
        assert status == 503
        assert int(headers["Retry-After"]) > 0
        assert "again" in answer["error"]
        assert "secret" not in answer["error"]
        house.rasa.error, house.parts.broken = None, {}
        assert len(await web.texts("ck 238")) == 1
        assert len(await web.turns()) == 1

    house.run(talk)


def test_a_turn_that_takes_too_long_is_told_and_found_under_its_id_later(house: House) -> None:
    house.turn_seconds = 0.05

    async def talk(web: Web) -> None:
        house.rasa.gate = asyncio.Event()
        assert (await web.say("ck 238"))[0] == 503
        house.rasa.gate.set()
        while not house.rasa.finished:
            await asyncio.sleep(0)
        assert await web.texts("ck 238") == ["1: ck 238"]

    house.run(talk)
    assert house.rasa.heard == ["ck 238"]


def test_a_turn_that_stops_half_way_has_no_end_line(house: House) -> None:
    house.turn_seconds = 0.2
    house.rasa.messages = [house.rasa.reply("one"), house.rasa.reply("two")]

    async def talk(web: Web) -> None:
        house.rasa.pause = asyncio.Event()
        _, lines, _ = await web.say("hi")
        assert lines[0]["reply"]["text"] == "0: one"
        assert set(lines[-1]) == {"error"}
        house.rasa.pause.set()
        while not house.rasa.finished:
            await asyncio.sleep(0)
        assert await web.texts("hi") == ["0: one", "0: two"]

    house.run(talk)


def test_who_goes_away_in_the_middle_finds_the_whole_turn_later(house: House) -> None:
    async def talk(web: Web) -> None:
        house.rasa.gate = asyncio.Event()
        asking = asyncio.ensure_future(web.say("ck 238"))
        while not house.rasa.heard:
            await asyncio.sleep(0)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        house.rasa.gate.set()
        assert await web.texts("ck 238") == ["1: ck 238"]
        assert await web.turns() == [("ck 238", ["1: ck 238"])]

    house.run(talk)
    assert house.rasa.heard == ["ck 238"]


@pytest.mark.parametrize("token", ["", "none"])
def test_an_allowed_page_may_read_answers_and_refusals(house: House, token: str) -> None:
    async def talk(web: Web) -> None:
        _, _, headers = await web.say("hi", Origin=FRIEND)
        assert headers["Access-Control-Allow-Origin"] == FRIEND
        web.token = token
        status, _, headers = await web.ask("GET", "history", Origin=FRIEND)
        assert (status, headers["Access-Control-Allow-Origin"]) == (401, FRIEND)

    house.run(talk)


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_another_page_is_refused_and_nothing_runs(house: House, origin: str) -> None:
    async def talk(web: Web) -> None:
        for method, path, body in (("POST", "session", {}), ("GET", "history", None), ("OPTIONS", "message", None)):
            status, answer, headers = await web.ask(method, path, body, Origin=origin)
            assert (status, set(answer)) == (403, {"error"})
            assert not [name for name in headers if name.lower().startswith("access-control")]
        assert (await web.say("hi", Origin=origin))[0] == 403

    house.run(talk)
    assert house.rasa.heard == []


@pytest.mark.parametrize("path", ["session", "message", "history", "profile", "feedback"])
def test_a_browser_that_asks_beforehand_is_told_what_is_allowed(house: House, path: str) -> None:
    status, _, headers = house.run(lambda web: web.ask("OPTIONS", path, token="", Origin=FRIEND))
    assert status == 204
    assert headers["Access-Control-Allow-Origin"] == FRIEND
    assert "Authorization" in headers["Access-Control-Allow-Headers"]
    assert headers["Access-Control-Allow-Methods"] == "GET, POST"


def test_the_profile_asked_for_is_that_of_the_token(house: House) -> None:
    async def talk(web: Web) -> None:
        await web.texts("hi")
        status, answer, _ = await web.ask("GET", "profile?person=web:somebody")
        assert (status, answer["registry"]) == (200, [{"name": "visa_need"}])
        house.actions.fails = True
        status, answer, headers = await web.ask("GET", "profile")
        assert status == 503
        assert headers["Retry-After"]

    house.run(talk)
    assert house.actions.asked == house.rasa.persons


def test_the_page_of_history_is_asked_for_in_steps(house: House) -> None:
    async def talk(web: Web) -> None:
        for number in range(5):
            await web.texts(f"say {number}", f"m-{number}")
        _, last, _ = await web.ask("GET", "history?limit=2")
        _, middle, _ = await web.ask("GET", f"history?limit=2&before={last['before']}")
        _, first, _ = await web.ask("GET", f"history?limit=2&before={middle['before']}")
        said = [[turn["text"] for turn in each["turns"]] for each in (first, middle, last)]
        assert said == [["say 0"], ["say 1", "say 2"], ["say 3", "say 4"]]
        assert first["before"] is None
        turn = last["turns"][0]
        assert (turn["message_id"], turn["at"]) == ("m-3", "2027-01-15T08:00:00Z")
        assert (await web.ask("GET", "history?limit=5"))[1]["before"] is None

    house.run(talk)


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "before=-1", "before=1e3", "before=" + "9" * 30])
def test_a_page_that_cannot_be_is_400(house: House, query: str) -> None:
    status, answer, _ = house.run(lambda web: web.ask("GET", f"history?{query}"))
    assert status == 400
    assert set(answer) == {"error"}


def test_a_button_is_shown_by_its_title_also_across_pages(house: House) -> None:
    offer = house.rasa.reply("which?")
    payload = '/profile_statement{"visa_need": "J-1"}'
    offer["custom"]["next"] = [{"title": "J-1 is fine", "payload": payload}]
    house.rasa.messages = [offer]

    async def talk(web: Web) -> None:
        await web.texts("visa", "m-1")
        await web.texts(payload, "m-2")
        await web.texts("/ask_lors", "m-3")
        _, page, _ = await web.ask("GET", "history?limit=2")
        shown = [(turn["text"], turn["payload"]) for turn in page["turns"]]
        assert shown == [("J-1 is fine", payload.replace(" ", "")), ("/ask_lors", "/ask_lors")]
        _, older, _ = await web.ask("GET", f"history?limit=2&before={page['before']}")
        assert [(turn["text"], turn["payload"]) for turn in older["turns"]] == [("visa", None)]

    house.run(talk)


def feedback(**changed: Any) -> dict[str, Any]:
    return {"message_id": "m-1", "reply_id": "test.heard", "helpful": False, "reason": "", **changed}


def test_feedback_is_told_with_the_words_and_the_topic_of_its_message(house: House) -> None:
    async def talk(web: Web) -> None:
        await web.texts("which letters")
        assert (await web.ask("POST", "feedback", feedback()))[:2] == (200, {"ok": True})
        await web.ask("POST", "feedback", feedback(helpful=True, reason=" clear "))

    house.run(talk)
    person = house.rasa.persons[0]
    told = [(person, "which letters", False, "lors"), (person, "which letters", True, "lors")]
    assert house.actions.told == [*told, (person, "clear", True, "lors")]


@pytest.mark.parametrize("read", [{"private": True}, {"also": ["distress"]}, {"intent": {"name": "delete_my_data"}}])
def test_nothing_of_a_private_message_is_passed_on(house: House, read: dict[str, Any]) -> None:
    house.agent.read |= read

    async def talk(web: Web) -> None:
        await web.texts("i cannot go on")
        assert (await web.ask("POST", "feedback", feedback(reason="sad")))[0] == 200

    house.run(talk)
    assert house.actions.told == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (feedback(message_id="m-2"), 404),
        (feedback(reply_id="band.solid"), 404),
        (feedback(helpful="yes"), 400),
        (feedback(reply_id=7), 400),
        (feedback(reason="x" * 1001), 400),
        ({}, 400),
    ],
)
def test_feedback_on_nothing_is_refused(house: House, body: Any, status: int) -> None:
    async def talk(web: Web) -> None:
        await web.texts("which letters")
        found, answer, _ = await web.ask("POST", "feedback", body)
        assert (found, set(answer)) == (status, {"error"})

    house.run(talk)
    assert house.actions.told == []


def test_a_store_that_does_not_answer_is_503_with_a_sentence(house: House) -> None:
    async def talk(web: Web) -> None:
        await web.texts("ck 238")
        with house.agent.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE events")
        status, answer, _ = await web.ask("GET", "history")
        assert (status, set(answer)) == (503, {"error"})
        assert (await web.say("visa", "m-2"))[0] == 503

    house.run(talk)
    assert house.rasa.heard == ["ck 238"]
