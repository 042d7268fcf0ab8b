"""Pictures and files in Slack: those that the bot sends and those that it gets."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest

from bot.channels import list_files
from bot.channels.action_server import ActionServerFailed
from bot.channels.chat import FROM_GROUP, OPEN_FIRST, QUEUE_FULL, SENT_DIRECTLY
from tests.bot.channels.fake_lists import SHEET, programs_reply
from tests.bot.channels.fake_slack import BOT, TOKEN
from tests.bot.channels.slack_shapes import direct, file, home_press, mention, press
from tests.bot.channels.slack_workspace import Workspace


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
    monkeypatch.setattr("bot.channels.attaching.attachments", lambda *given: [PICTURE, PLAN])


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
    def broken(*given: Any) -> Any:
        raise RuntimeError("no fonts")

    monkeypatch.setattr("bot.channels.attaching.attachments", broken)

    async def said(slack: Workspace) -> None:
        await slack.send(direct("ck 238"))

    texts = in_slack(said).slack.texts
    assert texts[0] == "1: ck 238"
    assert "could not send" in texts[1]


def test_the_program_list_is_uploaded_as_a_whole(in_slack: Any, rasa: Any) -> None:
    rasa.messages = [programs_reply()]

    async def said(slack: Workspace) -> None:
        slack.actions.have(60)
        await slack.send(direct("my list as a file"))

    workspace = in_slack(said)
    slack = workspace.slack
    assert [each["filename"] for each in slack.of("files.getUploadURLExternal")] == [
        "my-programs.csv",
        "my-programs.pdf",
    ]
    sheet, pdf = slack.uploads.values()
    assert sheet.decode("utf-8") == SHEET
    assert pdf.startswith(b"%PDF-")
    assert set(workspace.actions.asked) == {"slack:T1:U1"}


def test_a_program_list_that_cannot_be_had_is_said(in_slack: Any, rasa: Any) -> None:
    rasa.messages = [programs_reply()]

    async def said(slack: Workspace) -> None:
        slack.actions.lists_fail = ActionServerFailed("/programs was not answered")
        await slack.send(direct("my list as a file"))

    slack = in_slack(said).slack
    assert slack.texts[-1] == "I could not send the file that belongs here. Please ask for it again."
    assert slack.uploads == {}


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
    assert rasa.heard == ['/ask_program_selection{"programs":"brought"}']
    assert slack.slack.downloads == [f"Bearer {TOKEN}"]


def test_words_beside_a_list_are_heard_before_it(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send({**_with_list(slack, CONTENT.encode()), "text": "ck 238"})

    in_slack(said)
    assert rasa.heard == ["ck 238", list_files.SHOW_LIST]


def test_a_file_of_which_the_event_tells_only_the_id_is_asked_for(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        (described,) = _with_list(slack, CONTENT.encode())["files"]
        slack.slack.infos["F9"] = described
        await slack.send(mention(f"<@{BOT}>", files=[{"id": "F9"}]))

    assert in_slack(said).actions.lists == [("slack:T1:C1:U1", CONTENT, "upload")]


def test_a_list_that_is_too_large_is_not_fetched(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, b"x", size=list_files.LARGEST + 1))

    slack = in_slack(said)
    assert "400 KB" in slack.slack.texts[0]
    assert slack.slack.downloads == []


def test_a_list_that_is_larger_than_it_says_is_not_taken(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, b"x" * (list_files.LARGEST + 1), size=100))

    slack = in_slack(said)
    assert slack.actions.lists == []
    assert slack.slack.texts == [list_files.NOT_FETCHED]


@pytest.mark.parametrize("where", ["http://localhost:9/list.csv", "https://files.slack.com/list.csv", "", None])
def test_the_token_goes_nowhere_but_to_slack(in_slack: Any, rasa: Any, where: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, b"x", url_private=where, id=""))

    slack = in_slack(said)
    assert slack.slack.texts == [list_files.NOT_FETCHED]
    assert slack.slack.downloads == []
    assert rasa.heard == []


def test_the_token_does_not_follow_to_another_host(in_slack: Any) -> None:
    async def said(slack: Workspace) -> None:
        await slack.send(_with_list(slack, b"x", url_private=f"{slack.slack.url}/files-pri/elsewhere"))

    assert in_slack(said).slack.texts == [list_files.NOT_FETCHED]


def test_a_list_that_the_action_server_does_not_take_is_asked_for_again(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        slack.actions.fails = True
        await slack.send(_with_list(slack, CONTENT.encode()))

    assert in_slack(said).slack.texts == [list_files.NOT_STORED]
    assert rasa.heard == []


def test_a_file_counts_before_it_is_fetched(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        for number in range(4):
            await slack.send({**_with_list(slack, CONTENT.encode()), "ts": f"{number}.1"})
            await slack.settled()

    slack = in_slack(said, burst=2)
    assert len(slack.slack.downloads) == len(slack.actions.lists) == 1
    assert "many messages at once" in slack.slack.texts[-1]


def test_a_flood_of_files_is_told_once(in_slack: Any, rasa: Any) -> None:
    async def said(slack: Workspace) -> None:
        rasa.gate = asyncio.Event()
        await slack.send(direct("hi"))
        for number in range(6):
            await slack.send({**_with_list(slack, CONTENT.encode()), "ts": f"{number}.1"})
        await slack.until(lambda: bool(slack.slack.texts))
        rasa.gate.set()

    slack = in_slack(said, most=3)
    assert slack.slack.texts.count(QUEUE_FULL) == 1
    assert len(slack.actions.lists) == 2


@pytest.mark.parametrize("pressed", [False, True])
def test_a_copy_of_ones_data_that_is_asked_for_in_a_channel_goes_to_the_person_alone(
    in_slack: Any, rasa: Any, pressed: bool
) -> None:
    custom = {**rasa.reply("secret")["custom"], "id": "privacy.data", "document": {"kind": "data", "person": "x"}}
    rasa.messages = [{"text": "secret", "custom": custom}]

    async def said(slack: Workspace) -> None:
        await (slack.press(press(channel="C1")) if pressed else slack.send(mention(f"<@{BOT}> give me my data")))
        await slack.settled()
        slack.slack.faults["chat.postMessage"] = [("cannot_dm_bot", {})]
        await slack.send(mention(f"<@{BOT}> and again", ts="2.1"))

    slack = in_slack(said).slack
    shown = [(message["channel"], message["text"][-6:], message.get("thread_ts")) for message in slack.posted[:2]]
    assert shown == [("D1", FROM_GROUP[-6:], None), ("D1", "secret", None)]
    assert [(message["channel"], message["text"]) for message in slack.posted[2:]] == [
        ("C1", SENT_DIRECTLY),
        ("C1", OPEN_FIRST),
    ]
    assert slack.uploaded == [("D1", "my-data.json")]
