"""Turns of a talk in Slack: what was written or pressed is run, and its replies, pictures and files are sent."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from bot.channels import list_files
from bot.channels.action_server import ActionServer, ActionServerFailed
from bot.channels.attaching import files_beside
from bot.channels.chat import Chat, Deliver, cannot_read, may_press_again
from bot.channels.guard import Incoming
from bot.channels.slack_client import SlackClient, SlackFailed
from bot.channels.slack_events import NAME, HomeOpened, Message, Place, Press
from bot.channels.slack_home import view
from bot.contract import Reply, notice
from bot.render.files import File
from bot.render.slack_blocks import SlackMessage, messages, with_choice

logger = logging.getLogger(__name__)

# A mention without words is a greeting.
GREETING = "/greet"
# How Slack calls the kinds of file that a program list can have, whatever its name.
LIST_KINDS = ("csv", "tsv")
NOT_YOURS = "These buttons belong to somebody else's question. Please mention me with your own."
NOT_SENT = "I could not send the {kind} that belongs here.{instead}"


class SlackTalk:
    """Does what a request means.

    Args:
        client: sends.
        chat: runs turns.
        actions: gives the action server, for lists of programs.
    """

    def __init__(self, client: SlackClient, chat: Chat, actions: Callable[[], ActionServer]) -> None:
        self._client, self._chat, self._actions = client, chat, actions

    def take(self, meant: Message | HomeOpened) -> None:
        """Begin what an event asks for. Returns at once."""
        if isinstance(meant, HomeOpened):
            self._chat.do(f"{NAME}:{meant.team}:{meant.user}", self._client.publish_home(meant.user, view()))
        elif meant.bot:
            self._written(meant, meant.bot)
        else:
            self._chat.do(meant.place.key, self._written_to(meant), self._deliver_to(meant.place))

    def pressed(self, press: Press) -> None:
        """Begin what a button asks for. Returns at once."""
        if press.place.public and press.owner and press.owner != press.place.user:
            self._chat.do(press.place.key, self._client.whisper(press.place, NOT_YOURS))
            return
        incoming = Incoming(NAME, press.place.person, press.payload, press.event, public=press.place.public)

        async def deliver(replies: list[Reply]) -> None:
            try:
                await self._send(press.place, replies)
            finally:
                if press.message and press.blocks and not may_press_again(replies):
                    # What ran before a restart may have been another of these buttons.
                    await self._show_choice(press, press.title if replies else "")

        self._chat.take(incoming, deliver, self._deliver_to(press.place.alone))

    async def _written_to(self, message: Message) -> None:
        """For events that do not name the bot, which Slack's do."""
        self._written(message, await self._client.own_id())

    def _written(self, message: Message, bot: str) -> None:
        place, words = message.place, message.words(bot)
        if words or not message.files:
            text = words or GREETING
            incoming = Incoming(NAME, place.person, text, message.event, public=place.public)
            self._chat.take(incoming, self._deliver_to(place), self._deliver_to(place.alone))
        # After the words: facts in them count where a list is placed.
        for number, file in enumerate(message.files):
            work = self._file(place, file, f"{message.event}:file{number}")
            self._chat.do(place.key, work, self._deliver_to(place))

    def _deliver_to(self, place: Place) -> Deliver:
        async def deliver(replies: list[Reply]) -> None:
            await self._send(place, replies)

        return deliver

    async def _file(self, place: Place, file: dict[str, Any], event: str) -> None:
        """Take a program list and answer it by a turn; say of any other file that it cannot be read."""
        refused = self._chat.count(place.key) or await self._not_taken(place, file)
        if refused is not None:
            await self._send(place, [refused])
            return
        incoming = Incoming(NAME, place.person, list_files.SHOW_LIST, event, public=place.public)
        self._chat.take(incoming, self._deliver_to(place))

    async def _not_taken(self, place: Place, file: dict[str, Any]) -> Reply | None:
        try:
            if not file.get("url_private") and file.get("id"):
                file = await self._client.file_info(str(file["id"]))
            name, kind, media = (str(file.get(each) or "") for each in ("name", "filetype", "mimetype"))
            if not (list_files.is_list(name, media) or kind in LIST_KINDS):
                return cannot_read(_named(media), list_files.FILES_TOO)
            size = file.get("size")
            list_files.check_size(name, size if isinstance(size, int) else 0)
            content = await self._client.download(str(file.get("url_private")), list_files.LARGEST)
            await list_files.bring(self._actions(), place.key, name, content)
        except list_files.NotAList as refused:
            return notice("not_a_list", str(refused))
        except SlackFailed as failed:
            logger.error("a file was not read: %s", failed)
            return notice("file_not_fetched", list_files.NOT_FETCHED)
        except ActionServerFailed as failed:
            logger.error("a program list was not taken: %s", failed)
            return notice("list_not_stored", list_files.NOT_STORED)
        return None

    async def _send(self, place: Place, replies: list[Reply]) -> None:
        for reply in replies:
            at = place
            for message in messages(reply, place.user):
                at = await self._post(place, message)
            for file in await self._files(at, reply):
                await self._upload(at, file)

    async def _post(self, place: Place, message: SlackMessage) -> Place:
        try:
            return await self._client.post(place, message)
        except SlackFailed as failed:
            # The words that tell an operator what to mend; the chat logs only that something failed.
            logger.error("a message was not sent: %s", failed)
            raise

    async def _files(self, place: Place, reply: Reply) -> list[File]:
        try:
            return await files_beside(reply, place.key, self._actions())
        except Exception:
            logger.exception("the files of the reply %s could not be made", reply["id"])
            await self._say_not_sent(place, "file", " Please ask for it again.")
            return []

    async def _upload(self, place: Place, file: File) -> None:
        try:
            await self._client.upload(place, file)
        except SlackFailed as failed:
            logger.error("a file was not sent: %s", failed)
            picture = file.media_type.startswith("image/")
            instead = f" In words: {file.caption}" if picture and file.caption else " Please ask for it again."
            await self._say_not_sent(place, "picture" if picture else "file", instead)

    async def _say_not_sent(self, place: Place, kind: str, instead: str) -> None:
        for message in messages(notice("not_sent", NOT_SENT.format(kind=kind, instead=instead))):
            await self._post(place, message)

    async def _show_choice(self, press: Press, title: str) -> None:
        """Put the choice in the place of the buttons. Where that fails they stay, and do nothing any more."""
        try:
            await self._client.replace(press.place, press.message, with_choice(press.text, press.blocks, title))
        except SlackFailed as failed:
            logger.error("a choice could not be shown: %s", failed)


def _named(media: str) -> str:
    """What came, by its media type, as it is said to a person."""
    names = {"image": "pictures", "audio": "voice messages", "video": "videos"}
    return names.get(media.partition("/")[0], "files of that kind")
