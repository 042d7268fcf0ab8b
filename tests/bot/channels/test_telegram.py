"""Telegram by webhook: who may deliver, what is answered to whom, and that nothing runs twice."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from bot.channels.chat import FROM_GROUP, OPEN_FIRST, SENT_DIRECTLY
from bot.channels.telegram_turns import NOT_YOURS
from tests.bot.channels.fake_telegram import Refusal
from tests.bot.channels.telegram_house import House, until
from tests.bot.channels.telegram_shapes import (
    ADVISOR,
    ANA,
    BEN,
    CHANNEL,
    GROUP,
    OTHER_BOT,
    PHOTO,
    SUPERGROUP,
    button,
    message,
    of_the_bot,
    private,
    update,
)

Run = Callable[..., None]
BUTTONS = [{"title": "Letters", "payload": "/ask_lors"}, {"title": "Plan", "payload": "/ask_action_plan"}]


def asking(rasa: Any) -> None:
    """Let each answer have buttons."""
    custom = {**rasa.reply("x")["custom"], "title": "A <title>", "next": BUTTONS}
    rasa.messages = [{"text": "x", "custom": custom}]


@pytest.mark.parametrize("secret", [None, "", "wrong", "é"])
def test_who_does_not_show_the_secret_is_not_heard(telegram: Run, rasa: Any, secret: str | None) -> None:
    async def scenario(house: House) -> None:
        assert await house.post(message("hi"), secret=secret and secret.encode().decode("latin-1")) == 403
        await house.settled()

    telegram(scenario)
    assert rasa.heard == []


def test_the_webhook_is_set_with_secret_and_kinds(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        (told,) = house.telegram.of("setWebhook")
        assert told["url"] == "http://advisor.test/webhooks/telegram/webhook"
        assert told["secret_token"] == house.secret
        assert told["allowed_updates"] == '["message", "callback_query"]'
        (commands,) = house.telegram.of("setMyCommands")
        assert [f'"{name}"' in commands["commands"] for name in ("start", "help", "profile", "plan", "forget")]

    telegram(scenario)


def test_a_message_is_answered_in_its_chat(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        await house.say(message("CK 238 & <b> need visa"))
        assert house.telegram.texts(ANA["id"]) == ["1: CK 238 & <b> need visa"]
        (sent,) = house.telegram.of("sendMessage")
        assert sent["parse_mode"] == "HTML"
        assert '"is_disabled": true' in sent["link_preview_options"]
        assert "reply_parameters" not in sent

    telegram(scenario)
    assert rasa.persons == ["telegram:501"]


def test_the_answer_to_telegram_does_not_wait_for_the_turn(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        import asyncio

        rasa.gate = asyncio.Event()
        assert await house.post(message("hi")) == 200
        await until(lambda: rasa.heard == ["hi"])
        assert house.telegram.texts() == []
        await until(lambda: bool(house.telegram.of("sendChatAction")))
        rasa.gate.set()
        await house.settled()
        assert house.telegram.texts() == ["1: hi"]

    telegram(scenario)


def test_a_thousand_repeated_and_reordered_updates_run_each_turn_once(telegram: Run, rasa: Any) -> None:
    people = [{**ANA, "id": 600 + number} for number in range(9)]
    updates = [message(f"message {number}", people[number % 9]) for number in range(250)]
    # Half of the repetitions come under a new id, as after a restart of the delivery.
    again = [{**each, "update_id": each["update_id"] + 500_000} for each in updates]
    events = [*updates, *updates, *again, *again]
    random.Random(7).shuffle(events)  # noqa: S311  # the same disorder each time

    async def scenario(house: House) -> None:
        for each in events:
            assert await house.post(each) == 200
        await house.settled()
        assert len(house.telegram.texts()) == 250

    telegram(scenario)
    assert sorted(rasa.heard) == sorted(f"message {number}" for number in range(250))


def test_a_pressed_button_runs_and_shows_the_choice(telegram: Run, rasa: Any) -> None:
    asking(rasa)

    async def scenario(house: House) -> None:
        await house.say(message("hi"))
        shown = house.last()
        before = shown["text"]
        await house.say(button(shown, "/ask_lors"))
        assert len(house.telegram.of("answerCallbackQuery")) == 1
        now = house.telegram.shown[ANA["id"], shown["message_id"]]
        assert now["text"] == f"{before}\n\nYou chose: Letters"
        assert "reply_markup" not in now
        assert [mark["type"] for mark in now["entities"]] == ["bold", "italic"]

    telegram(scenario)
    assert rasa.heard == ["hi", "/ask_lors"]


def test_a_double_tap_runs_once(telegram: Run, rasa: Any) -> None:
    asking(rasa)

    async def scenario(house: House) -> None:
        await house.say(message("hi"))
        shown = dict(house.last())
        await house.say(button(shown, "/ask_lors"), button(shown, "/ask_lors"), button(shown, "/ask_action_plan"))
        assert len(house.telegram.of("answerCallbackQuery")) == 3

    telegram(scenario)
    assert rasa.heard == ["hi", "/ask_lors"]


def test_a_press_that_ran_before_a_restart_is_not_answered_again_and_its_buttons_go(telegram: Run, rasa: Any) -> None:
    asking(rasa)

    async def scenario(house: House) -> None:
        await house.say(message("hi"))
        shown = house.last()
        before = shown["text"]
        rasa.ran_before = True
        await house.say(button(shown, "/ask_lors"), message(photo=PHOTO, caption="hi"))
        (left,) = house.telegram.shown.values()
        # It may have been another of the buttons.
        assert left["text"] == before
        assert "reply_markup" not in left

    telegram(scenario)


def test_a_button_whose_turn_could_not_run_can_be_pressed_again(telegram: Run, rasa: Any, parts: Any) -> None:
    asking(rasa)

    async def scenario(house: House) -> None:
        await house.say(message("hi"))
        shown = house.last()
        parts.broken = {"model": "loading"}
        await house.say(button(shown, "/ask_lors"))
        assert "reply_markup" in house.telegram.shown[ANA["id"], shown["message_id"]]
        parts.broken = {}
        await house.say(button(shown, "/ask_lors"))
        assert "reply_markup" not in house.telegram.shown[ANA["id"], shown["message_id"]]

    telegram(scenario)
    assert rasa.heard == ["hi", "/ask_lors"]


def test_a_button_under_a_message_too_old_to_be_changed_runs(telegram: Run, rasa: Any) -> None:
    old = {"chat": private(ANA), "message_id": 3, "date": 0}

    async def scenario(house: House) -> None:
        await house.say(button(old, "/ask_lors"))
        assert house.telegram.texts() == ["1: /ask_lors"]

    telegram(scenario)


def test_under_a_picture_the_choice_stands_in_the_caption(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        shown = {**of_the_bot(private(ANA), ""), "caption": "A chart", "photo": []}
        del shown["text"]
        shown["reply_markup"] = {"inline_keyboard": [[{"text": "Letters", "callback_data": "/ask_lors"}]]}
        house.telegram.shown[ANA["id"], shown["message_id"]] = dict(shown)
        await house.say(button(shown, "/ask_lors"))
        assert house.telegram.texts() == ["A chart\n\nYou chose: Letters", "1: /ask_lors"]

    telegram(scenario)


def test_what_does_not_concern_the_bot_is_passed_over(telegram: Run, rasa: Any) -> None:
    said = message("hi")["message"]
    member = {"user": ADVISOR, "status": "member"}
    change = {"chat": private(ANA), "from": ANA, "date": 1, "old_chat_member": member, "new_chat_member": member}
    others = [
        update(edited_message={**said, "edit_date": 1795341700}),
        update(my_chat_member={**change, "new_chat_member": {"user": ADVISOR, "status": "kicked", "until_date": 0}}),
        update(channel_post={"message_id": 5, "chat": CHANNEL, "date": 1, "text": "/help", "sender_chat": CHANNEL}),
        update(poll_answer={"poll_id": "1", "option_ids": [0], "user": ANA}),
        update(a_kind_of_the_future={"of": "which nothing is known"}),
        message("hi", OTHER_BOT, GROUP),
        message("@pmr_advisor_bot hi", OTHER_BOT, GROUP),
        message("@pmr_advisor_bot hi", {**OTHER_BOT, "username": "GroupAnonymousBot"}, GROUP, sender_chat=GROUP),
        message("", new_chat_members=[ANA], chat=GROUP),
        {"update_id": 1, "message": {"message_id": 1}},
        {"update_id": "no number"},
    ]

    async def scenario(house: House) -> None:
        for each in [*others, b"no json", b"[1]"]:
            assert await house.post(each) == 200
        await house.settled()
        assert house.telegram.texts() == []

    telegram(scenario)
    assert rasa.heard == []


@pytest.mark.parametrize("chat", [GROUP, SUPERGROUP])
def test_in_a_group_it_answers_only_when_addressed(telegram: Run, rasa: Any, chat: dict[str, Any]) -> None:
    async def scenario(house: House) -> None:
        mentioned = message("Hey @PMR_advisor_bot, ck 238?", chat=chat)
        await house.say(
            message("ck 238", chat=chat),
            message("@ben_md what do you think", chat=chat),
            message("/help@weather_bot", chat=chat),
            message("/weather", chat=chat),
            message("and you?", chat=chat, reply_to_message={**of_the_bot(chat), "from": OTHER_BOT}),
        )
        assert house.telegram.of("sendMessage") == []
        await house.say(
            mentioned,
            message("what is usce", chat=chat, reply_to_message=of_the_bot(chat)),
            message("/plan@pmr_advisor_bot", chat=chat),
            message("/help", chat=chat),
        )
        first = house.telegram.of("sendMessage")[0]
        assert f'"message_id": {mentioned["message"]["message_id"]}' in first["reply_parameters"]

    telegram(scenario)
    assert rasa.heard == ["Hey , ck 238?", "what is usce", "/ask_action_plan", "/help"]
    assert set(rasa.persons) == {f"telegram:{chat['id']}:501"}


def test_a_topic_of_a_group_is_kept_to(telegram: Run) -> None:
    opened = {"message_id": 4, "from": ADVISOR, "chat": SUPERGROUP, "date": 1, "forum_topic_created": {"name": "CK", "icon_color": 1}}  # fmt: skip
    topic = {"message_thread_id": 4, "is_topic_message": True}

    async def scenario(house: House) -> None:
        # Telegram tells a message in a topic as an answer to the one that opened it, here the bot's.
        await house.say(message("ck 238", chat=SUPERGROUP, reply_to_message=opened, **topic))
        assert house.telegram.of("sendMessage") == []
        await house.say(message("@pmr_advisor_bot ck 238", chat=SUPERGROUP, reply_to_message=opened, **topic))
        (sent,) = house.telegram.of("sendMessage")
        assert sent["message_thread_id"] == "4"

    telegram(scenario)


def test_in_a_group_the_buttons_are_for_the_person_who_asked(telegram: Run, rasa: Any) -> None:
    asking(rasa)

    async def scenario(house: House) -> None:
        asked = message("/help", chat=GROUP)
        await house.say(asked)
        shown = house.last()
        await house.say(button(shown, "/ask_lors", BEN, asked["message"]))
        (told,) = house.telegram.of("answerCallbackQuery")
        assert told["text"] == NOT_YOURS
        assert rasa.heard == ["/help"]
        await house.say(button(shown, "/ask_lors", ANA, asked["message"]))
        # The next buttons answer the same message, so that they are known to be hers too.
        assert str(asked["message"]["message_id"]) in house.telegram.of("sendMessage")[-1]["reply_parameters"]

    telegram(scenario)
    assert rasa.heard == ["/help", "/ask_lors"]
    assert set(rasa.persons) == {"telegram:-77:501"}


def test_what_is_for_one_alone_is_not_shown_in_a_group(telegram: Run, rasa: Any) -> None:
    custom = {**rasa.reply("secret")["custom"], "id": "privacy.data", "document": {"kind": "data", "person": "x"}}
    rasa.messages = [{"text": "secret", "custom": custom}]

    async def scenario(house: House) -> None:
        await house.say(message("/link", chat=GROUP))
        assert house.telegram.texts(GROUP["id"]) == [SENT_DIRECTLY]
        said, secret, file = [shown for (chat, _), shown in house.telegram.shown.items() if chat == ANA["id"]]
        assert (said["text"], secret["text"][-6:], file["file"][0]) == (FROM_GROUP, "secret", "my-data.json")
        never_opened = Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        house.telegram.faults["sendMessage"] = [never_opened]
        await house.say(message("/link", chat=GROUP))
        assert house.telegram.texts(GROUP["id"]) == [SENT_DIRECTLY, OPEN_FIRST]

    telegram(scenario)
