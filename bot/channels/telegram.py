"""The Telegram channel: by webhook on a server, by long polling without a public address. See docs/telegram.md."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import os
from collections import OrderedDict
from functools import partial
from typing import Any, Awaitable, Callable  # noqa: UP035

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse
from telegram import Update

from bot.channels import telegram_polling, telegram_turns
from bot.channels.guard import REMEMBERED_EVENTS
from bot.channels.telegram_sending import Patience, Sender
from bot.channels.telegram_settings import Settings, settings
from bot.channels.telegram_updates import NAME, Me, Pressed, read

logger = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # its name
NOT_TELEGRAM = "This address is for Telegram alone: the secret that it shows with each delivery is missing or wrong."


class TelegramChannel(InputChannel):
    """POST /webhooks/telegram/webhook, or long polling.

    Args:
        settings: the token and the addresses.
        patience: how long to try to send.
    """

    def __init__(self, settings: Settings, patience: Patience | None = None) -> None:
        self._settings, self._patience = settings, patience
        self._me = Me(settings.bot_id)
        self._sender: Sender | None = None
        self._work: asyncio.Task[None] | None = None
        self._seen: OrderedDict[int, None] = OrderedDict()

    @classmethod
    def name(cls) -> str:
        """The channel's name, as it stands in addresses and in the persons' keys."""
        return NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> TelegramChannel:
        """It is told all that it needs by the environment.

        Raises:
            bot.channels.switches.HalfSwitchedOn: a setting cannot be used.
        """
        return cls(settings(os.environ))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's route, and its work beside the server's; the guard stands in front of `on_new_message`."""
        telegram = Blueprint("telegram")

        @telegram.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return self._receive(request)

        telegram.listener("before_server_start")(self._open)
        telegram.listener("after_server_start")(self._start)
        telegram.listener("before_server_stop")(self._stop)
        telegram.listener("after_server_stop")(self._close)
        return telegram

    def _receive(self, request: Request) -> HTTPResponse:
        """Answered at once, whatever it is: what is not answered with 200 comes again and again."""
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        expected = self._settings.secret.encode()
        if not self._settings.webhook_url or not hmac.compare_digest(shown, expected):
            return response.json({"error": NOT_TELEGRAM}, status=403)
        try:
            self._take(request.app, json.loads(request.body))
        except (ValueError, RecursionError):
            logger.warning("Telegram delivered what is no JSON")
        return response.json({})

    def _take(self, app: Sanic, raw: Any) -> None:
        """Begin what an update asks for. Each runs once; one that cannot be read is passed over."""
        id_ = raw.get("update_id") if isinstance(raw, dict) else None
        if not isinstance(id_, int) or id_ in self._seen or self._sender is None:
            return
        self._seen[id_] = None
        if len(self._seen) > REMEMBERED_EVENTS:
            self._seen.popitem(last=False)
        try:
            meant = read(Update.de_json(raw, self._sender.bot), self._me)
            if isinstance(meant, Pressed):
                telegram_turns.pressed(app, self._sender, meant)
            elif meant is not None:
                telegram_turns.said(app, self._sender, meant)
        except Exception as error:
            logger.warning("an update of Telegram could not be read (%s)", type(error).__name__)

    async def _open(self, app: Sanic, loop: Any) -> None:
        self._sender = Sender(self._settings, lambda: app.ctx.action_server, self._patience)

    async def _start(self, app: Sanic, loop: Any) -> None:
        """Nothing of it is waited for: without network the other channels work all the same."""
        if self._sender is not None:
            self._work = asyncio.ensure_future(self._run(app, self._sender))

    async def _run(self, app: Sanic, sender: Sender) -> None:
        try:
            self._me = await telegram_polling.who_am_i(sender)
            if self._settings.webhook_url:
                await telegram_polling.set_webhook(sender, self._settings)
                await telegram_polling.introduce(sender)
            else:
                introduced = asyncio.ensure_future(self._introduce(sender))
                try:
                    await telegram_polling.poll(sender, partial(self._take, app))
                finally:
                    introduced.cancel()
        except telegram_polling.Unusable as error:
            logger.error("Telegram is off: %s", error)
        except Exception:
            logger.exception("Telegram is off")

    async def _introduce(self, sender: Sender) -> None:
        try:
            await telegram_polling.introduce(sender)
        except telegram_polling.Unusable as error:
            logger.error("%s", error)

    async def _stop(self, app: Sanic, loop: Any) -> None:
        if self._work is not None:
            self._work.cancel()
            await asyncio.wait([self._work])

    async def _close(self, app: Sanic, loop: Any) -> None:
        if self._sender is not None:
            await self._sender.close()
