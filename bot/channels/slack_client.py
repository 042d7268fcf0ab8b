"""What is sent to Slack and asked of it: one client for all, patient with limits and faults, for a while."""

from __future__ import annotations

import asyncio
import logging
import urllib.parse
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler, default_interval_calculator
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.http_retry.interval_calculator import RetryIntervalCalculator
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack_events import Place
from bot.render.files import File
from bot.render.slack_blocks import SlackMessage, section
from bot.render.slack_text import escape

logger = logging.getLogger(__name__)

API = "https://slack.com/api/"
FILES_HOST = "files.slack.com"
# The methods that are called, each with the permission that it needs. The manifest and docs/slack.md name the same.
METHODS = {
    "auth.test": None,
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "views.publish": None,
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
    "files.info": "files:read",
}
SECONDS = 10.0
TRIES_AGAIN = 3
# Who is told to wait longer than this does not wait: the person has gone on by then.
LONGEST_WAIT = 60


class SlackFailed(Exception):
    """Slack did not do what it was asked; the message says which method and how, never what was sent."""


class SlackClient:
    """Slack's Web API with one token.

    Args:
        token: the bot's token (xoxb-…).
        base_url: where the API is.
        seconds: how long one request may take.
        intervals: how long to wait before it is tried again.
    """

    def __init__(
        self,
        token: str,
        base_url: str = API,
        seconds: float = SECONDS,
        intervals: RetryIntervalCalculator = default_interval_calculator,
    ) -> None:
        self._token, self._base_url, self._seconds = token, base_url.rstrip("/") + "/", seconds
        self._handlers: list[AsyncRetryHandler] = [
            _RateLimits(TRIES_AGAIN),
            _ServerErrors(TRIES_AGAIN, intervals),
            AsyncConnectionErrorRetryHandler(TRIES_AGAIN, intervals, [aiohttp.ClientError, asyncio.TimeoutError]),
        ]
        self._session: aiohttp.ClientSession | None = None
        self._api: AsyncWebClient | None = None
        self._own_id = ""

    async def own_id(self) -> str:
        """The bot's own id, asked once; empty as long as it cannot be had."""
        if not self._own_id:
            try:
                self._own_id = str((await self._call("auth.test", lambda api: api.auth_test())).get("user_id") or "")
            except SlackFailed as failed:
                logger.warning("the bot's own id is not known: %s", failed)
        return self._own_id

    async def post(self, place: Place, message: SlackMessage) -> Place:
        """Say something; gives the place where it stands, which is another one if a person's id was given for the channel.

        Raises:
            SlackFailed: it was not taken.
        """
        try:
            said = await self._post(place, message)
        except SlackFailed as failed:
            if "invalid_blocks" not in str(failed):
                raise
            # Better plain than not at all.
            logger.error("a message's blocks were refused; it is sent as text")
            said = await self._post(place, SlackMessage(message.text, [section(message.text[:3000])]))
        return Place(place.team, said.get("channel") or place.channel, place.user, place.public, place.thread)

    async def _post(self, place: Place, message: SlackMessage) -> Any:
        return await self._call(
            "chat.postMessage",
            lambda api: api.chat_postMessage(
                channel=place.channel,
                thread_ts=place.thread,
                text=message.text,
                blocks=message.blocks,
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )

    async def whisper(self, place: Place, sentence: str) -> None:
        """Say a sentence that only the person sees.

        Raises:
            SlackFailed: it was not taken.
        """
        await self._call(
            "chat.postEphemeral",
            lambda api: api.chat_postEphemeral(
                channel=place.channel, user=place.user, thread_ts=place.thread, text=escape(sentence)
            ),
        )

    async def replace(self, place: Place, ts: str, message: SlackMessage) -> None:
        """Put something else in the place of a message of the bot.

        Raises:
            SlackFailed: it was not taken.
        """
        await self._call(
            "chat.update",
            lambda api: api.chat_update(channel=place.channel, ts=ts, text=message.text, blocks=message.blocks),
        )

    async def publish_home(self, user: str, view: dict[str, Any]) -> None:
        """Show a person the bot's home.

        Raises:
            SlackFailed: it was not taken.
        """
        await self._call("views.publish", lambda api: api.views_publish(user_id=user, view=view))

    async def upload(self, place: Place, file: File) -> None:
        """Send a file.

        Raises:
            SlackFailed: it was not taken.
        """
        picture = file.media_type.startswith("image/")
        await self._call(
            "an upload",
            lambda api: api.files_upload_v2(
                channel=place.channel,
                thread_ts=place.thread,
                filename=file.name,
                content=file.content,
                alt_txt=file.caption if picture else None,
                initial_comment=None if picture or not file.caption else escape(file.caption),
            ),
        )

    async def file_info(self, id_: str) -> dict[str, Any]:
        """How Slack describes a file.

        Raises:
            SlackFailed: it does not.
        """
        found = (await self._call("files.info", lambda api: api.files_info(file=id_))).get("file")
        return found if isinstance(found, dict) else {}

    async def download(self, url: str, most: int) -> bytes:
        """A file that somebody sent, up to `most` bytes. The token goes to Slack's host of files and nowhere else.

        Raises:
            SlackFailed: it is not there, not Slack's, or larger.
        """
        if not self._is_of_slack(url):
            raise SlackFailed("a file lies elsewhere than with Slack")
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            async with self._open().get(url, headers=headers, allow_redirects=False) as answer:
                # To who may not read it Slack shows its page for signing in.
                if answer.status != 200 or answer.content_type == "text/html":
                    raise SlackFailed(f"a file was answered with status {answer.status}, {answer.content_type}")
                content = bytearray()
                async for piece in answer.content.iter_chunked(65536):
                    content += piece
                    if len(content) > most:
                        raise SlackFailed("a file is larger than it was said to be")
                return bytes(content)
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise SlackFailed(f"a file could not be read ({type(error).__name__})") from None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session is not None:
            await self._session.close()

    def _is_of_slack(self, url: str) -> bool:
        asked, api = urllib.parse.urlsplit(url), urllib.parse.urlsplit(self._base_url)
        if self._base_url == API:
            return asked.scheme == "https" and asked.netloc == FILES_HOST
        return (asked.scheme, asked.netloc) == (api.scheme, api.netloc)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            # A proxy is found by the session, which also knows what is not to go through it.
            timeout = aiohttp.ClientTimeout(total=self._seconds)
            self._session = aiohttp.ClientSession(timeout=timeout, trust_env=True)
        return self._session

    def _client(self) -> AsyncWebClient:
        if self._api is None:
            self._api = AsyncWebClient(self._token, self._base_url, retry_handlers=self._handlers)
            self._api.proxy = None
        self._api.session = self._open()
        return self._api

    async def _call(self, method: str, ask: Callable[[AsyncWebClient], Coroutine[Any, Any, Any]]) -> Any:
        try:
            return await ask(self._client())
        except SlackApiError as error:
            data = getattr(error.response, "data", None)
            found = data.get("error") if isinstance(data, dict) else None
            raise SlackFailed(f"{method} was answered with {found or 'something that is no JSON'}") from None
        # The library stumbles in many ways over an answer that is none, such as the page of a proxy.
        except Exception as error:
            raise SlackFailed(f"{method} was not answered ({type(error).__name__})") from None


class _RateLimits(AsyncRateLimitErrorRetryHandler):
    """Waits as long as Slack says, unless that is too long for a talk."""

    async def _can_retry_async(self, *, response: Any = None, **rest: Any) -> bool:
        if not await super()._can_retry_async(response=response, **rest):
            return False
        told = {name.lower(): value for name, value in response.headers.items()}.get("retry-after", ["1"])[0]
        return str(told).isdigit() and int(told) <= LONGEST_WAIT


class _ServerErrors(AsyncServerErrorRetryHandler):
    """Tries again after any fault of the server, also of one that stands in front of it."""

    async def _can_retry_async(self, *, response: Any = None, **rest: Any) -> bool:
        return response is not None and response.status_code >= 500
