"""What people send to Telegram beside plain words, and what is sent to them beside text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.channels import attaching, list_files
from bot.channels.action_server import ActionServerFailed
from bot.channels.chat import CODE_IN_PUBLIC, QUEUE_FULL
from tests.bot.channels.fake_lists import SHEET, programs_reply
from tests.bot.channels.fake_telegram import Refusal
from tests.bot.channels.telegram_house import House, until
from tests.bot.channels.telegram_shapes import ANA, GROUP, PHOTO, STICKER, VOICE, document, message

Run = Callable[..., None]


class Picture:
    name, media_type, content, caption = "bands.png", "image/png", b"\x89PNG", "238 on the article's ranges: solid."


class Plan:
    name, media_type, content, caption = "plan.pdf", "application/pdf", b"%PDF", "Your plan " + "x" * 2000


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("/start", "/greet"),
        ("/start PMR-7KQ2-9MXD", "PMR-7KQ2-9MXD"),
        ("/start from_a_poster", "/greet"),
        ("/help", "/help"),
        ("/profile", "/ask_profile"),
        ("/Plan", "/ask_action_plan"),
        ("/plan@pmr_advisor_bot", "/ask_action_plan"),
        ("/forget", "/delete_my_data"),
        ("/link", "give me a linking code"),
        ("/forget my score", "forget my score"),
        ("/plan ck 238, Match 2028", "plan ck 238, Match 2028"),
        ("@pmr_advisor_bot ck 238", "ck 238"),
        ("\N{GRINNING FACE} @pmr_advisor_bot ck 238", "\N{GRINNING FACE} ck 238"),
    ],
)
def test_what_a_message_says(telegram: Run, rasa: Any, typed: str, heard: str) -> None:
    async def scenario(house: House) -> None:
        await house.say(message(typed))

    telegram(scenario)
    assert rasa.heard == [heard]


def test_a_command_that_does_not_exist_is_answered_with_a_sentence(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        await house.say(message("/weather"))
        assert 'I don\'t know the command "/weather"' in house.telegram.texts()[0]

    telegram(scenario)
    assert rasa.heard == []


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({"photo": PHOTO}, "pictures"),
        ({"voice": VOICE}, "voice messages"),
        ({"sticker": STICKER}, "stickers"),
        ({"location": {"latitude": 1.5, "longitude": 2.5}}, "locations"),
        ({"document": document("cv.pdf", "application/pdf", 90_000)}, "files of that kind"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_can(telegram: Run, rasa: Any, content: Any, named: str) -> None:
    async def scenario(house: House) -> None:
        await house.say(message(**content))
        (text,) = house.telegram.texts()
        assert text.startswith(f"I can't read {named}. I can read text, or your program list as a CSV file.")

    telegram(scenario)
    assert rasa.heard == []


def test_words_under_a_picture_are_read_and_the_picture_is_said_not_to_be(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        await house.say(message(photo=PHOTO, caption="my nbme is 231"))
        notice, answer = house.telegram.texts()
        assert "I can't read pictures" in notice
        assert answer == "1: my nbme is 231"

    telegram(scenario)


def test_an_album_is_answered_once(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        await house.say(*[message(photo=PHOTO, media_group_id="8") for _ in range(4)])
        assert len(house.telegram.texts()) == 1

    telegram(scenario)


def test_a_picture_in_a_group_concerns_the_bot_only_if_it_is_addressed(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        await house.say(message(photo=PHOTO, chat=GROUP))
        assert house.telegram.texts() == []
        await house.say(message(photo=PHOTO, chat=GROUP, caption="@pmr_advisor_bot"))
        assert "I can't read pictures" in house.telegram.texts()[0]

    telegram(scenario)


@pytest.mark.parametrize(
    ("name", "media_type", "content"),
    [
        ("list.csv", "application/octet-stream", b"name,city\nA,B"),
        ("list", "text/csv", b"\xef\xbb\xbfname,city\nA,B"),
        ("LIST.TXT", "text/plain", "name,city\nA,B".encode("utf-16")),
    ],
)
def test_a_program_list_is_stored_and_shown_by_a_turn(
    telegram: Run, rasa: Any, name: str, media_type: str, content: bytes
) -> None:
    async def scenario(house: House) -> None:
        house.telegram.files["d1"] = content
        sent = message(document=document(name, media_type, len(content)))
        await house.say(sent, sent)
        assert house.actions.lists == [("telegram:501", "name,city\nA,B", "upload")]
        assert house.telegram.texts() == [f"1: {list_files.SHOW_LIST}"]

    telegram(scenario)


def test_words_beside_a_list_are_heard_before_it(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        house.telegram.files["d1"] = b"name"
        sent = message(document=document("list.csv", "text/csv", 4), caption="ck 238, need visa")
        await house.say(sent, sent)
        assert house.telegram.texts() == ["1: ck 238, need visa", f"2: {list_files.SHOW_LIST}"]
        assert len(house.actions.lists) == 1

    telegram(scenario)
    assert rasa.heard == ["ck 238, need visa", list_files.SHOW_LIST]


def test_a_list_that_is_too_large_is_not_fetched(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        await house.say(message(document=document("list.csv", "text/csv", 400 * 1024 + 1)))
        (sentence,) = house.telegram.texts()
        assert "400 KB, and this has 401" in sentence
        assert house.telegram.of("getFile") == []

    telegram(scenario)


@pytest.mark.parametrize("told", [True, False])
def test_a_list_that_is_larger_than_its_message_says_is_not_taken(telegram: Run, told: bool) -> None:
    async def scenario(house: House) -> None:
        house.telegram.files["d1"] = b"x" * (500 * 1024)
        if told:
            house.telegram.sizes["d1"] = 500 * 1024
        await house.say(message(document=document("list.csv", "text/csv", 10)))
        (sentence,) = house.telegram.texts()
        assert "400 KB, and this has 500" in sentence
        assert house.telegram.fetched == ([] if told else ["documents/d1"])
        assert house.actions.lists == []

    telegram(scenario)


def test_a_list_that_cannot_be_fetched_or_stored_is_told(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        await house.say(message(document=document("list.csv", "text/csv", 10)))
        house.telegram.files["d1"] = b"name"
        house.actions.error = ActionServerFailed("gone")
        await house.say(message(document=document("list.csv", "text/csv", 10)))
        assert house.telegram.texts() == [list_files.NOT_FETCHED, list_files.NOT_STORED]

    telegram(scenario)


def test_a_linking_code_is_not_used_in_a_group(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        await house.say(message("/start@pmr_advisor_bot PMR-7KQ2-9MXD", chat=GROUP))
        assert house.telegram.texts() == [CODE_IN_PUBLIC]

    telegram(scenario)
    assert rasa.heard == []


def test_a_chart_comes_as_a_picture_and_files_as_documents(telegram: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "attachments", lambda *given: [Picture, Plan])

    async def scenario(house: House) -> None:
        await house.say(message("plan"))
        text, picture, plan = house.telegram.shown.values()
        assert text["text"] == "1: plan"
        assert (picture["caption"], picture["file"]) == (Picture.caption, ("bands.png", b"\x89PNG"))
        assert plan["file"] == ("plan.pdf", b"%PDF")
        assert len(plan["caption"]) == 1024
        assert plan["caption"].endswith("…")

    telegram(scenario)


def test_the_program_list_is_sent_as_a_whole(telegram: Run, rasa: Any) -> None:
    rasa.messages = [programs_reply()]

    async def scenario(house: House) -> None:
        house.actions.have(60)
        await house.say(message("my list as a file"))
        *_, sheet, pdf = house.telegram.shown.values()
        assert sheet["file"] == ("my-programs.csv", SHEET.encode("utf-8"))
        assert pdf["file"][0] == "my-programs.pdf"
        assert pdf["file"][1].startswith(b"%PDF-")
        assert set(house.actions.asked) == {"telegram:501"}
        house.actions.lists_fail = ActionServerFailed("/programs was not answered")
        await house.say(message("and again"))
        assert "I could not send the picture or the file that belongs here." in house.telegram.texts()[-1]

    telegram(scenario)


def test_a_picture_that_cannot_be_sent_leaves_the_text_and_a_sentence(
    telegram: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "attachments", lambda *given: [Picture])

    async def scenario(house: House) -> None:
        house.telegram.faults["sendPhoto"] = [Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")]
        await house.say(message("ck 238"))
        text, sentence = house.telegram.texts(ANA["id"])
        assert text == "1: ck 238"
        assert sentence.startswith("I could not send the picture that belongs here.")

    telegram(scenario)


def test_an_upload_survives_a_fault_of_the_server(telegram: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "attachments", lambda *given: [Plan])

    async def scenario(house: House) -> None:
        house.telegram.faults["sendDocument"] = [Refusal(500, "Internal Server Error")]
        await house.say(message("plan"))
        assert list(house.telegram.shown.values())[-1]["file"] == ("plan.pdf", b"%PDF")

    telegram(scenario)


def test_who_writes_too_fast_is_told_to_wait(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        await house.say(message("one"), message(photo=PHOTO), message("three"))
        assert "many messages at once" in house.telegram.texts()[-1]

    telegram(scenario, burst=2)


def test_a_file_counts_before_it_is_fetched(telegram: Run) -> None:
    async def scenario(house: House) -> None:
        house.telegram.files["d1"] = b"name"
        for _ in range(4):
            await house.say(message(document=document("list.csv", "text/csv", 4)))
        assert len(house.telegram.of("getFile")) == len(house.actions.lists) == 1
        assert "many messages at once" in house.telegram.texts()[-1]

    telegram(scenario, burst=2)


def test_a_flood_is_told_once(telegram: Run, rasa: Any) -> None:
    async def scenario(house: House) -> None:
        rasa.gate = asyncio.Event()
        for number in range(9):
            await house.post(message(str(number)))
        await until(lambda: bool(house.telegram.texts()))
        rasa.gate.set()
        await house.settled()
        assert house.telegram.texts() == [QUEUE_FULL, "1: 0", "2: 1", "3: 2"]

    telegram(scenario, most=3)
