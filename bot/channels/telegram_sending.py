"""Sends to Telegram: replies with their buttons and files, choices shown, and patience with a service that is busy or away."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.attaching import GivesLists, files_beside
from bot.channels.telegram_settings import Settings
from bot.contract import Reply, notice
from bot.render.files import File
from bot.render.telegram_html import TelegramMessage, messages
from bot.render.telegram_splitting import units

logger = logging.getLogger(__name__)

MAX_TEXT, MAX_CAPTION = 4096, 1024
POOL = 64
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
CHOSE = "You chose: "
NOT_SENT = "I could not send {what} that belongs here. Please ask for it again in a minute."

T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How long to try.

    Attributes:
        attempts: how often a call is tried.
        first: seconds before the second; each further wait is twice as long.
        longest: seconds; who is told to wait longer gives up.
        answer: seconds that an answer may take.
        upload: seconds that a file may take on its way.
    """

    attempts: int = 4
    first: float = 1.0
    longest: float = 60.0
    answer: float = 10.0
    upload: float = 30.0


@dataclass(frozen=True)
class Place:
    """Where to send: a chat, its topic if it has some, in a group the message that is answered, and the key of the person it is for."""

    chat: int
    thread: int | None = None
    reply_to: int | None = None
    key: str = ""


class Sender:
    """Speaks to the Bot API.

    Args:
        settings: the token and the addresses.
        lists: gives the action server, for a person's program list.
        patience: how long to try.
    """

    def __init__(self, settings: Settings, lists: Callable[[], GivesLists], patience: Patience | None = None) -> None:
        self._lists = lists
        self.patience = patience or Patience()
        # Their lines hold addresses, and those hold the token.
        for name in ("httpx", "httpcore", "telegram"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        os.environ.setdefault("PTB_TIMEDELTA", "true")  # or the library warns at each wait that it is told
        self._requests = (self._request(settings, 1), self._request(settings, POOL))
        self.bot = Bot(
            settings.token,
            base_url=settings.api_url,
            base_file_url=settings.file_url,
            get_updates_request=self._requests[0],
            request=self._requests[1],
        )

    def _request(self, settings: Settings, size: int) -> HTTPXRequest:
        patience = self.patience
        return HTTPXRequest(
            connection_pool_size=size,
            read_timeout=patience.answer,
            write_timeout=patience.answer,
            connect_timeout=min(5.0, patience.answer),
            pool_timeout=patience.answer,
            media_write_timeout=patience.upload,
            proxy=settings.proxy or None,
            # A proxy that somebody set for other programs would learn the token.
            httpx_kwargs={"trust_env": False},
        )

    async def close(self) -> None:
        """Let go of the connections."""
        for request in self._requests:
            await request.shutdown()

    async def call(self, make: Callable[[], Awaitable[T]]) -> T:
        """Call the Bot API; a service that is busy, slow or away is asked again.

        Raises:
            TelegramError: it refused, or did not answer as often as it was asked.
        """
        for attempt in range(1, self.patience.attempts + 1):
            try:
                return await make()
            except RetryAfter as error:
                wait = seconds(error)
                if attempt == self.patience.attempts or wait > self.patience.longest:
                    raise
            except BadRequest:
                raise
            except NetworkError:
                wait = min(self.patience.first * 2 ** (attempt - 1), self.patience.longest)
                if attempt == self.patience.attempts:
                    raise
            await asyncio.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    async def replies(self, place: Place, replies: list[Reply]) -> None:
        """Show replies with what belongs to them.

        Raises:
            TelegramError: not even a text could be shown.
        """
        first = True
        for reply in replies:
            for message in messages(reply):
                # In a group the message that is answered tells whose the buttons are.
                await self._text(place, message, answers=first or bool(message.keyboard))
                first = False
            await self._attach(place, reply)

    async def typing(self, place: Place) -> None:
        """Show that an answer is being made. No harm if that fails."""
        try:
            await self.bot.send_chat_action(place.chat, ChatAction.TYPING, message_thread_id=place.thread)
        except TelegramError as error:
            logger.info("typing could not be shown (%s)", type(error).__name__)

    async def answer(self, query: CallbackQuery, text: str = "") -> None:
        """Tell Telegram that a button was heard, and the person a sentence if there is one. One that is too old does no harm."""
        try:
            await self.call(lambda: self.bot.answer_callback_query(query.id, text or None, show_alert=bool(text)))
        except BadRequest:
            logger.info("a button was answered too late")

    async def chosen(self, query: CallbackQuery, title: str) -> None:
        """Show under a message what was chosen of its buttons, and take them away."""
        try:
            await self.call(lambda: self._choice_shown(query, title))
        except TelegramError as error:
            # Too old, deleted, or away: the answer to the choice is what counts.
            logger.info("a choice could not be shown (%s)", type(error).__name__)

    async def download(self, file_id: str, check: Callable[[int], None]) -> bytes:
        """The content of a file that a person sent.

        Args:
            file_id: its id.
            check: raises if a file of so many bytes is too large. Asked before it is fetched and after: what a message says need not be so.

        Raises:
            TelegramError: it cannot be had.
        """
        file = await self.call(lambda: self.bot.get_file(file_id))
        check(file.file_size or 0)
        content = bytes(await self.call(lambda: file.download_as_bytearray()))
        check(len(content))
        return content

    async def _text(self, place: Place, message: TelegramMessage, answers: bool) -> None:
        try:
            await self._send(place, message, message.html, ParseMode.HTML, answers)
        except BadRequest as error:
            if "can't parse entities" not in str(error).lower():
                raise
            logger.error("Telegram could not read the marks of a reply; it was sent without them")
            await self._send(place, message, message.plain, None, answers)

    async def _send(self, place: Place, message: TelegramMessage, text: str, mode: str | None, answers: bool) -> None:
        await self.call(
            lambda: self.bot.send_message(
                place.chat,
                text,
                parse_mode=mode,
                link_preview_options=NO_PREVIEW,
                reply_markup=_markup(message),
                message_thread_id=place.thread,
                reply_parameters=_answering(place) if answers else None,
            )
        )

    async def _attach(self, place: Place, reply: Reply) -> None:
        failed = "the picture or the file"
        try:
            for file in await files_beside(reply, place.key, self._lists()):
                failed = "the picture" if _is_picture(file) else f"the file {file.name}"
                await self._file(place, file)
        except Forbidden:
            raise
        except Exception as error:
            logger.error("what belongs to %s could not be sent (%s)", reply["id"], type(error).__name__)
            (said,) = messages(notice("not_sent", NOT_SENT.format(what=failed)))
            await self._text(place, said, answers=False)

    async def _file(self, place: Place, file: File) -> None:
        caption = _cut(file.caption, MAX_CAPTION) or None
        content = InputFile(file.content, filename=file.name)
        if _is_picture(file):
            await self.call(
                lambda: self.bot.send_photo(place.chat, content, caption=caption, message_thread_id=place.thread)
            )
        else:
            await self.call(
                lambda: self.bot.send_document(place.chat, content, caption=caption, message_thread_id=place.thread)
            )

    async def _choice_shown(self, query: CallbackQuery, title: str) -> None:
        shown = query.message
        if shown is None:
            return
        chat, id_ = shown.chat.id, shown.message_id
        was = (shown.text or shown.caption or "") if isinstance(shown, Message) else ""
        line = f"{CHOSE}{title}"
        text = f"{was}\n\n{line}"
        room = MAX_TEXT if isinstance(shown, Message) and shown.text else MAX_CAPTION
        if not isinstance(shown, Message) or not was or not title or units(text) > room:
            await self.bot.edit_message_reply_markup(chat, id_)
            return
        italic = MessageEntity(MessageEntity.ITALIC, units(was) + 2, units(line))
        # As the marks stand on the message, so that nothing has to be escaped anew.
        if shown.text:
            entities = [*shown.entities, italic]
            await self.bot.edit_message_text(text, chat, id_, entities=entities, link_preview_options=NO_PREVIEW)
        else:
            marks = [*shown.caption_entities, italic]
            await self.bot.edit_message_caption(chat, id_, caption=text, caption_entities=marks)


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _answering(place: Place) -> ReplyParameters | None:
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None


def _markup(message: TelegramMessage) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(each.title, callback_data=each.payload) for each in row] for row in message.keyboard]
    return InlineKeyboardMarkup(rows) if rows else None


def _is_picture(file: File) -> bool:
    return file.media_type.startswith("image/")


def _cut(text: str, room: int) -> str:
    """A text that fits; where it has to be cut, with a sign of it."""
    if units(text) <= room:
        return text
    while units(text) > room - 1:
        text = text[:-1]
    return f"{text}…"
