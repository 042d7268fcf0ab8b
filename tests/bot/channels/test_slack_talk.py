"""Buttons, the home, files and pictures in Slack."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from bot.channels import program_lists
from bot.channels.slack_home import STARTERS
from bot.channels.slack_talk import NOT_YOURS
from tests.bot.channels.fake_slack import BOT, TOKEN
from tests.bot.channels.slack_shapes import direct, file, home_press, mention, press
from tests.bot.channels.slack_workspace import Workspace


def test_a_press_runs_what_the_button_sends_and_its_buttons_become_the_choice(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        assert await slack.press(press(title="R&amp;D <1>")) == (200, "")

    slack = in_slack(said).slack
    assert (rasa.heard, rasa.persons) == (["/ask_lors"], ["slack:T1:U1"])
    (shown,) = slack.of("chat.update")
    assert (shown["channel"], shown["ts"]) == ("D1", "1795300000.000900")
    kinds = [block["type"] for block in shown["blocks"]]
    assert kinds == ["section", "context"]
    assert shown["blocks"][1]["elements"][0]["text"] == "You chose: R&amp;D &lt;1&gt;"
    assert shown["text"] == "PM&amp;R?\nYou chose: R&amp;D &lt;1&gt;"
    assert slack.texts == ["1: /ask_lors"]


def test_the_buttons_of_a_message_are_used_once(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        for value in ("/ask_lors", "/ask_lors", "/ask_visa"):
            await slack.press(press(value=value))

    slack = in_slack(said).slack
    assert rasa.heard == ["/ask_lors"]
    assert len(slack.of("chat.update")) == len(slack.texts) == 1


def test_buttons_of_a_turn_that_could_not_run_stay_and_work_later(in_slack: Any, rasa: Any, parts: Any) -> None:
    async def said(slack: Workspace) -> None:
        parts.broken = {"model": "loading"}
        await slack.press(press())
        await slack.settled()
        assert slack.slack.of("chat.update") == []
        parts.broken = {}
        await slack.press(press())

    slack = in_slack(said).slack
    assert rasa.heard == ["/ask_lors"]
    assert len(slack.of("chat.update")) == 1


def test_buttons_stay_for_who_pressed_too_fast(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(direct("hi"))
        await slack.settled()
        await slack.press(press())

    assert in_slack(said, burst=1).slack.of("chat.update") == []


def test_a_press_in_a_channel_is_answered_in_its_thread(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(press(channel="C1"))

    (sent,) = in_slack(said).slack.of("chat.postMessage")
    assert (sent["channel"], sent["thread_ts"]) == ("C1", "1795300000.000200")
    assert rasa.persons == ["slack:T1:C1:U1"]


def test_another_persons_buttons_cannot_be_used(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(press(channel="C1", user="U2", owner="U1"))
        await slack.settled()
        await slack.press(press(channel="C1", user="U1", owner="U1"))

    slack = in_slack(said).slack
    (told,) = slack.of("chat.postEphemeral")
    assert (told["user"], told["text"], told["channel"]) == ("U2", NOT_YOURS, "C1")
    assert (rasa.heard, rasa.persons) == (["/ask_lors"], ["slack:T1:C1:U1"])


def test_buttons_are_sent_for_the_person_who_asked(in_slack: Any, rasa: Any) -> None:
    custom = {**rasa.reply("hi")["custom"], "next": [{"title": "Letters", "payload": "/ask_lors"}]}
    rasa.messages = [{"text": "hi", "custom": custom}]

    async def said(slack: Workspace) -> None:
        await slack.send(mention(f"<@{BOT}> hi", user="U7"))

    assert in_slack(said).slack.of("chat.postMessage")[0]["blocks"][-1]["block_id"] == "for:U7:"


def test_a_choice_that_cannot_be_shown_takes_no_answer_away(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.slack.faults["chat.update"] = [("cant_update_message", {})]
        await slack.press(press())

    assert in_slack(said).slack.texts == ["1: /ask_lors"]


def test_the_home_is_shown_to_who_opens_it_and_holds_nothing_of_them(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "1.1"})

    (shown,) = in_slack(said).slack.of("views.publish")
    words = json.dumps(shown["view"])
    assert shown["user_id"] == "U1"
    assert "delete my data" in words
    assert "U1" not in words
    assert rasa.heard == []


def test_a_button_of_the_home_begins_a_talk_in_private(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(home_press())
        await slack.settled()
        await slack.send(direct("ck 238"))

    slack = in_slack(said).slack
    assert rasa.heard == ["/ask_action_plan", "ck 238"]
    assert rasa.persons == ["slack:T1:U1"] * 2
    assert [each["channel"] for each in slack.of("chat.postMessage")] == ["U1", "D1"]
    assert slack.of("chat.update") == []


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter["payload"])
def test_every_button_of_the_home_gets_through_the_guard(in_slack: Any, rasa: Any, starter: dict[str, str]) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(home_press(starter["payload"]))

    in_slack(said)
    assert rasa.heard == [starter["payload"]]


@dataclass(frozen=True)
class Made:
    name: str
    media_type: str
    content: bytes
    caption: str


PICTURE = Made("bands.png", "image/png", b"\x89PNG", "238 on the ranges: solid.")
PLAN = Made("plan.pdf", "application/pdf", b"%PDF", "Your plan & days")


@pytest.fixture
def _two_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.slack_talk.attachments", lambda reply: [PICTURE, PLAN])


@pytest.mark.usefixtures("_two_files")
def test_a_picture_and_a_file_follow_their_message(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(mention(f"<@{BOT}> plan"))

    slack = in_slack(said).slack
    begun, done = slack.of("files.getUploadURLExternal"), slack.of("files.completeUploadExternal")
    assert [each["filename"] for each in begun] == ["bands.png", "plan.pdf"]
    assert [each.get("alt_txt") for each in begun] == [PICTURE.caption, None]
    assert {(each["channel_id"], each["thread_ts"]) for each in done} == {("C1", "1795300000.000200")}
    assert [each.get("initial_comment") for each in done] == [None, "Your plan &amp; days"]
    assert list(slack.uploads.values()) == [PICTURE.content, PLAN.content]
    order = [call.method for call in slack.calls]
    assert order.index("chat.postMessage") < order.index("files.getUploadURLExternal")


@pytest.mark.usefixtures("_two_files")
def test_files_after_a_press_in_the_home_go_into_the_talk(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.press(home_press())

    assert {each["channel_id"] for each in in_slack(said).slack.of("files.completeUploadExternal")} == {"D1"}


@pytest.mark.usefixtures("_two_files")
def test_a_picture_that_cannot_be_sent_is_told_in_words(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.slack.faults["files.getUploadURLExternal"] = [("missing_scope", {}), ("missing_scope", {})]
        await slack.send(direct("ck 238"))

    first, picture, plan = in_slack(said).slack.texts
    assert first == "1: ck 238"
    assert picture == f"I could not send the picture that belongs here. In words: {PICTURE.caption}"
    assert plan.startswith("I could not send the file")


def test_a_picture_that_cannot_be_drawn_takes_no_answer_away(in_slack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reply: Any) -> Any:
        raise RuntimeError("no fonts")

    monkeypatch.setattr("bot.channels.slack_talk.attachments", broken)

    async def said(slack: Workspace) -> None:
        await slack.send(direct("ck 238"))

    texts = in_slack(said).slack.texts
    assert texts[0] == "1: ck 238"
    assert "could not send" in texts[1]


@pytest.mark.parametrize(
    ("name", "kind", "media", "said_of_it"),
    [
        ("photo.png", "png", "image/png", "I can't read pictures."),
        ("audio_message.m4a", "m4a", "audio/mp4", "I can't read voice messages."),
        ("clip.mp4", "mp4", "video/mp4", "I can't read videos."),
        ("cv.pdf", "pdf", "application/pdf", "I can't read files of that kind."),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so_once(
    in_slack: Any, rasa: Any, name: str, kind: str, media: str, said_of_it: str
) -> None:
    async def said(slack: Workspace) -> None:
        sent = direct("", subtype="file_share", files=[file(name, kind, media, f"{slack.slack.url}/files-pri/x")])
        await slack.send(sent)
        await slack.send(sent, **{"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_error"})

    slack = in_slack(said)
    (text,) = slack.slack.texts
    assert said_of_it in text
    assert "CSV" in text
    assert slack.slack.downloads == []
    assert rasa.heard == []


def test_the_words_beside_a_picture_are_answered(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        picture = file("photo.png", "png", "image/png", f"{slack.slack.url}/files-pri/x")
        await slack.send(direct("is ck 238 fine?", subtype="file_share", files=[picture]))

    texts = in_slack(said).slack.texts
    assert texts[0] == "1: is ck 238 fine?"
    assert "can't read pictures" in texts[1]


CONTENT = "program,state\nUniversity of Ávila,TX\n"


def _with_list(
    slack: Workspace, content: bytes, name: str = "list.csv", kind: str = "csv", **more: Any
) -> dict[str, Any]:
    slack.slack.shared["/files-pri/T1-F9/list.csv"] = ("text/csv", content)
    sent = file(name, kind, "text/csv", f"{slack.slack.url}/files-pri/T1-F9/list.csv", len(content))
    return direct("", subtype="file_share", files=[{**sent, **more}])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_program_list_is_taken_and_answered_by_a_turn(in_slack: Any, rasa: Any, encoding: str) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, CONTENT.encode(encoding)))

    slack = in_slack(said)
    assert slack.actions.lists == [("slack:T1:U1", CONTENT, "upload")]
    assert rasa.heard == ['/ask_program_selection{"programs":"list"}']
    assert slack.slack.downloads == [f"Bearer {TOKEN}"]


def test_words_beside_a_list_are_heard_before_it(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send({**_with_list(slack, CONTENT.encode()), "text": "ck 238"})

    in_slack(said)
    assert rasa.heard == ["ck 238", program_lists.PAYLOAD]


def test_a_file_of_which_the_event_tells_only_the_id_is_asked_for(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        (described,) = _with_list(slack, CONTENT.encode())["files"]
        slack.slack.infos["F9"] = described
        await slack.send(mention(f"<@{BOT}>", files=[{"id": "F9"}]))

    assert in_slack(said).actions.lists == [("slack:T1:C1:U1", CONTENT, "upload")]


def test_a_list_that_is_too_large_is_not_fetched(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, b"x", size=program_lists.MOST_BYTES + 1))

    slack = in_slack(said)
    assert "400 KB" in slack.slack.texts[0]
    assert slack.slack.downloads == []


def test_a_list_that_is_larger_than_it_says_is_not_taken(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, b"x" * (program_lists.MOST_BYTES + 1), size=100))

    slack = in_slack(said)
    assert slack.actions.lists == []
    assert slack.slack.texts == [program_lists.NOT_OPENED]


@pytest.mark.parametrize("where", ["http://localhost:9/list.csv", "https://files.slack.com/list.csv", "", None])
def test_the_token_goes_nowhere_but_to_slack(in_slack: Any, rasa: Any, where: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, b"x", url_private=where, id=""))

    slack = in_slack(said)
    assert slack.slack.texts == [program_lists.NOT_OPENED]
    assert slack.slack.downloads == []
    assert rasa.heard == []


def test_the_token_does_not_follow_to_another_host(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, b"x", url_private=f"{slack.slack.url}/files-pri/elsewhere"))

    assert in_slack(said).slack.texts == [program_lists.NOT_OPENED]


def test_a_list_that_the_action_server_does_not_take_is_asked_for_again(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.actions.fails = True
        await slack.send(_with_list(slack, CONTENT.encode()))

    assert in_slack(said).slack.texts == [program_lists.NOT_TAKEN]
    assert rasa.heard == []
