"""The part of the HTTP interface for a person's own data: a copy of it, erasing it, and who was not here for long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from sanic import HTTPResponse, Request, Sanic, json
from sanic.exceptions import BadRequest

from actions.store.own_data import OwnData
from actions.store.repository import ProfileStore, StoreUnavailable

LONGEST_KEY = 255
NO_PERSON = '"person" has to be the key of a person, as in "rest:ann"'


def own_data_routes(app: Sanic, store: ProfileStore) -> None:
    """Add /export, /erase and /people."""
    own = OwnData(store.engine)

    @app.get("/export")
    async def export(request: Request) -> HTTPResponse:
        """All that the profile store holds of `?person=`; `{"held": null}` for somebody unknown."""
        person = request.args.get("person", "")
        if not _is_key(person):
            return json({"error": NO_PERSON}, status=400)
        return await _answer(lambda: {"held": own.export(person)})

    @app.post("/erase")
    async def erase(request: Request) -> HTTPResponse:
        """Forget the person of `{"person": …}`; `{"erased": true}` once nothing is left, also if there was nothing."""
        try:
            body = request.json
        except BadRequest:
            body = None
        person = str(body["person"]) if isinstance(body, dict) and isinstance(body.get("person"), str) else ""
        if not _is_key(person):
            return json({"error": NO_PERSON}, status=400)

        def forget() -> dict[str, Any]:
            store.erase(person)
            return {"erased": True}

        return await _answer(forget)

    @app.get("/people")
    async def people(request: Request) -> HTTPResponse:
        """When each person was here last."""
        return await _answer(lambda: {"last_seen": {key: at.isoformat() for key, at in own.last_seen().items()}})


def _is_key(person: str) -> bool:
    return 0 < len(person) <= LONGEST_KEY


async def _answer(work: Callable[[], dict[str, Any]]) -> HTTPResponse:
    try:
        return json(await asyncio.to_thread(work))
    except StoreUnavailable:
        return json({"error": "the profile store cannot be reached"}, status=503)
