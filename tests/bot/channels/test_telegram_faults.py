"""Telegram busy, slow, away or refusing: what is tried again, for how long, and what is said."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.telegram_sending import Patience
from tests.bot.channels.fake_telegram import TOKEN, Instead, Refusal
from tests.bot.channels.telegram_house import House, until
from tests.bot.channels.telegram_shapes import ANA, BEN, button, message, of_the_bot, private

Run = Callable[..., None]


def busy(seconds: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def test_a_wait_that_telegram_asks_for_is_kept(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["sendMessage"] = [busy(1)]
        await house.say(message("hi"))
        assert house.telegram.texts() == ["1: hi"]
        first, second = [
            at for at, call in zip(house.telegram.times, house.telegram.calls, strict=True) if call[0] == "sendMessage"
        ]
        assert second - first >= 1.0

    telegram(scenario)


def test_a_wait_that_is_too_long_is_not_kept(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["sendMessage"] = [busy(3600)]
        await house.say(message("hi"))
        assert house.telegram.texts() == []
        await house.say(message("and now"))
        assert house.telegram.texts() == ["2: and now"]

    telegram(scenario)


def test_who_waits_does_not_hold_up_others(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["sendMessage"] = [busy(1)]
        await house.post(message("hi", ANA))
        await until(lambda: not house.telegram.faults["sendMessage"])
        await house.post(message("hi", BEN))
        await house.settled()
        assert [text[-2:] for text in house.telegram.texts()] == ["hi", "hi"]
        assert next(iter(house.telegram.shown))[0] == BEN["id"]

    telegram(scenario)


@pytest.mark.parametrize("fault", [Refusal(500, "Internal Server Error"), Refusal(502, "Bad Gateway"), "hang"])
def test_a_fault_of_the_server_is_tried_again(telegram: Run, fault: Any) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["sendMessage"] = [fault, fault]
        await house.say(message("hi"))
        assert house.telegram.texts() == ["1: hi"]
        assert len(house.telegram.of("sendMessage")) == 3

    telegram(scenario, patience=Patience(first=0.01, answer=0.3))


def test_it_is_not_tried_for_ever(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["sendMessage"] = [Refusal(500, "Internal Server Error")] * 20
        await house.say(message("hi"))
        assert len(house.telegram.of("sendMessage")) == 4

    telegram(scenario)


def test_who_blocked_the_bot_is_left_alone(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["sendMessage"] = [Refusal(403, "Forbidden: bot was blocked by the user")]
        await house.say(message("hi"))
        assert len(house.telegram.of("sendMessage")) == 1

    telegram(scenario)


def test_marks_that_telegram_cannot_read_are_left_out_once(telegram: Run, rasa: Any) -> None:
    custom = {**rasa.reply("x")["custom"], "title": "Letters", "text": "x"}
    rasa.messages = [{"text": "x", "custom": custom}]

    async def scenario(house: House) -> None:
        house.telegram.faults["sendMessage"] = [Refusal(400, "Bad Request: can't parse entities: byte offset 5")]
        await house.say(message("hi"))
        assert house.telegram.texts() == ["Letters\n0: x"]
        assert "parse_mode" not in house.telegram.of("sendMessage")[-1]
        house.telegram.faults["sendMessage"] = [Refusal(400, "Bad Request: chat not found")]
        await house.say(message("hi"))
        assert len(house.telegram.of("sendMessage")) == 3

    telegram(scenario)


def test_a_choice_that_cannot_be_shown_does_not_lose_the_answer(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        shown = of_the_bot(private(ANA))
        shown["reply_markup"] = {"inline_keyboard": [[{"text": "Letters", "callback_data": "/ask_lors"}]]}
        house.telegram.faults["answerCallbackQuery"] = [Refusal(400, "Bad Request: query is too old")]
        await house.say(button(shown, "/ask_lors"))
        assert house.telegram.texts() == ["1: /ask_lors"]

    telegram(scenario)


def test_a_start_without_network_holds_up_nothing_and_recovers(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        assert await house.post(message("hi")) == 200
        await until(lambda: rasa.heard == ["hi"])
        await house.telegram.start()
        await until(lambda: bool(house.telegram.of("setWebhook") and house.telegram.of("setMyDescription")))
        await house.say(message("again"))
        assert "2: again" in house.telegram.texts()

    telegram(scenario, up=False)


def test_a_wrong_token_is_told_and_harms_nothing_else(telegram: Run, caplog: pytest.LogCaptureFixture) -> None:
    async def scenario(house: House) -> None:
        await until(lambda: "Telegram is off" in caplog.text)
        assert len(house.telegram.of("getMe")) == 1

    telegram(scenario, token="12345:wrong")
    assert "ADVISOR_TELEGRAM_TOKEN" in caplog.text


@pytest.mark.parametrize("polling", [False, True])
def test_no_log_holds_the_token_an_id_or_a_text(telegram: Run, caplog: pytest.LogCaptureFixture, polling: bool) -> None:
    async def scenario(house: House) -> None:
        faults = [
            Refusal(500, "Internal Server Error"),
            "hang",
            Refusal(403, "Forbidden"),
            Refusal(400, "no such chat"),
        ]
        house.telegram.faults["sendMessage"] = faults * 2
        for number in range(6):
            update = message(f"my secret score {number}", {**ANA, "id": 73_500_219})
            if polling:
                house.telegram.deliver(update)
                await until(lambda: not house.telegram.updates)
            else:
                await house.post(update)
            await house.settled()
        await house.telegram.stop()
        await house.post(message("my secret score"))
        await house.settled()

    with caplog.at_level(logging.INFO):
        telegram(scenario, polling=polling, patience=Patience(attempts=2, first=0.01, answer=0.3))
    assert "could not be delivered" in caplog.text
    for secret in (TOKEN, TOKEN.partition(":")[2], "73500219", "secret score"):
        assert secret not in caplog.text


def test_polling_fetches_answers_and_confirms(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        first, second = message("one"), message("two")
        house.telegram.deliver(first, second, first)
        await until(lambda: len(house.telegram.texts()) == 2)
        await until(lambda: house.telegram.updates == [])
        assert house.telegram.of("deleteWebhook")
        assert house.telegram.of("setWebhook") == []
        fetched = house.telegram.of("getUpdates")
        assert "offset" not in fetched[0]
        assert fetched[-1]["offset"] == str(second["update_id"] + 1)
        assert fetched[0]["allowed_updates"] == '["message", "callback_query"]'

    telegram(scenario, polling=True)
    assert rasa.heard == ["one", "two"]


def test_an_update_that_nobody_can_read_does_not_stop_polling(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        house.telegram.deliver({"update_id": 5, "message": {"message_id": 1}}, {**message("two"), "update_id": 6})
        await until(lambda: rasa.heard == ["two"])

    telegram(scenario, polling=True)


@pytest.mark.parametrize(
    "fault", [Refusal(500, "Internal Server Error"), Refusal(409, "Conflict: terminated by other getUpdates"), busy(1)]
)
def test_polling_goes_on_after_a_fault(telegram: Run, rasa: Any, fault: Refusal) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["getUpdates"] = [fault]
        house.telegram.deliver(message("one"))
        house.telegram.deliver(message("two"))
        await until(lambda: rasa.heard == ["one", "two"])

    telegram(scenario, polling=True)


@pytest.mark.parametrize(
    "result",
    [{"updates": []}, "updates", True, [5], [{"message": {}}], [{"update_id": "7"}], [{"update_id": None}, ["x"]]],
    ids=repr,
)
def test_polling_goes_on_after_a_result_in_another_shape(telegram: Run, rasa: Any, result: Any) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["getUpdates"] = [Instead(result)]
        # The request that is held already ends with this one; the next gets the other result.
        house.telegram.deliver(message("one"))
        await until(lambda: rasa.heard == ["one"] and not house.telegram.faults["getUpdates"])
        house.telegram.deliver(message("two"))
        await until(lambda: rasa.heard == ["one", "two"])

    telegram(scenario, polling=True)


def test_polling_takes_what_has_a_number_beside_what_has_none(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        house.telegram.faults["getUpdates"] = [Instead([{"message": {}}, message("two"), 5])]
        house.telegram.deliver(message("one"))
        await until(lambda: sorted(rasa.heard) == ["one", "two"])

    telegram(scenario, polling=True)


def test_polling_recovers_when_the_server_vanishes_and_comes_back(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        house.telegram.deliver(message("one"))
        await until(lambda: house.telegram.texts() == ["1: one"])
        await house.telegram.stop()
        house.telegram.deliver(message("two"))
        await house.telegram.start()
        await until(lambda: house.telegram.texts() == ["1: one", "2: two"])

    telegram(scenario, polling=True)


def test_while_polling_nobody_can_deliver(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        assert await house.post(message("hi")) == 403

    telegram(scenario, polling=True)
    assert rasa.heard == []


def test_a_server_that_stops_does_not_wait_for_telegram(telegram: Run) -> None:
    stops_at = []

    async def scenario(house: House) -> None:
        await until(lambda: bool(house.telegram.of("getUpdates")))
        stops_at.append(time.monotonic())

    telegram(scenario, polling=True)
    assert time.monotonic() - stops_at[0] < 5  # the request is held for 25
