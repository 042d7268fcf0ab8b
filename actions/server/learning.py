"""The part of the HTTP interface that learns from use: feedback comes in, `advisor review` reads what was kept."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sanic import HTTPResponse, Request, Sanic, json
from sanic.exceptions import BadRequest

from actions.keeping import Keeping
from actions.store.repository import ProfileStore, StoreUnavailable
from actions.store.unclear_messages import UnclearMessage

LONGEST_KEY = 255
LONGEST_TEXT = 4000
MOST_LISTED = 1000
_LARGEST_ID = 2**31 - 1
_TOPIC = re.compile(r"[a-z0-9_]{1,64}\Z")


class _BadBody(Exception):
    """A body that cannot be used; the message says what was found and what is expected."""


def learning_routes(app: Sanic, store: ProfileStore) -> None:
    """Add /feedback, /review and /review/done."""
    keeping = Keeping(store)

    @app.post("/feedback")
    async def feedback(request: Request) -> HTTPResponse:
        """Take `{"person", "text", "helpful", "topic"}`; what did not help is kept, scrubbed. Tells whether it was kept."""

        def take() -> dict[str, Any]:
            person, text, topic, helpful = _feedback(_object(request))
            kept = not helpful and keeping.after_feedback(person, text, topic, datetime.now(UTC))
            return {"kept": kept}

        return await _answer(take)

    @app.get("/review")
    async def review(request: Request) -> HTTPResponse:
        """The kept messages, most frequent first."""
        return await _answer(
            lambda: {"messages": [_shown(each) for each in keeping.messages.most_frequent(MOST_LISTED)]}
        )

    @app.post("/review/done")
    async def done(request: Request) -> HTTPResponse:
        """Forget the messages `{"ids": […]}`, which were taken or dropped."""
        return await _answer(lambda: {"removed": keeping.messages.remove(_ids(_object(request)))})


async def _answer(work: Callable[[], dict[str, Any]]) -> HTTPResponse:
    """What the work gives; a sentence where the body cannot be used or the store does not answer."""
    try:
        return json(await asyncio.to_thread(work))
    except _BadBody as error:
        return json({"error": str(error)}, status=400)
    except StoreUnavailable:
        return json({"error": "the profile store cannot be reached"}, status=503)


def _object(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except BadRequest:
        body = None
    if not isinstance(body, dict):
        raise _BadBody("the body is no JSON object")
    return body


def _feedback(body: dict[str, Any]) -> tuple[str, str, str, bool]:
    person, text, topic = (_text(body, name) for name in ("person", "text", "topic"))
    helpful = body.get("helpful")
    if not isinstance(helpful, bool):
        raise _BadBody('"helpful" has to be true or false')
    if not 0 < len(person) <= LONGEST_KEY:
        raise _BadBody(f'"person" has to have 1 to {LONGEST_KEY} characters, as in "rest:ann"')
    if len(text) > LONGEST_TEXT:
        raise _BadBody(f'"text" has {len(text)} characters; at most {LONGEST_TEXT} are read')
    if not _TOPIC.match(topic):
        raise _BadBody('"topic" has to be the name of a topic, as in "step3"')
    return person, text, topic, helpful


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise _BadBody(f'"{name}" {"is missing" if name not in body else "is no text"}; a text is expected')
    return value


def _ids(body: dict[str, Any]) -> list[int]:
    ids = body.get("ids")
    if not isinstance(ids, list) or not all(type(each) is int and 0 < each <= _LARGEST_ID for each in ids):
        raise _BadBody('"ids" has to be a list of the ids that /review shows, as in {"ids": [3, 7]}')
    if len(ids) > MOST_LISTED:
        raise _BadBody(f'"ids" has {len(ids)} entries; at most {MOST_LISTED} are removed at once')
    return ids


def _shown(message: UnclearMessage) -> dict[str, Any]:
    moments = {"first_seen": message.first_seen.isoformat(), "last_seen": message.last_seen.isoformat()}
    return {**asdict(message), **moments}
