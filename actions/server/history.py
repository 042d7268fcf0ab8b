"""The part of the HTTP interface that tells what gathered about a person: practice scores and advice given."""

from __future__ import annotations

import asyncio
from typing import Any

from sanic import HTTPResponse, Request, Sanic, json

from actions.profile import AdviceGiven, PracticeScore
from actions.store.history import History
from actions.store.repository import ProfileStore, StoreUnavailable


def history_routes(app: Sanic, store: ProfileStore) -> None:
    """Add /history."""

    @app.get("/history")
    async def history(request: Request) -> HTTPResponse:
        """The histories of `?person=`, the oldest first; empty ones for somebody unknown."""
        try:
            return json(await asyncio.to_thread(history_of, store.history, request.args.get("person", "")))
        except StoreUnavailable:
            return json({"error": "the profile store cannot be reached"}, status=503)


def history_of(history: History, person: str) -> dict[str, Any]:
    """What gathered about a person, as JSON.

    Raises:
        StoreUnavailable: the store cannot be read.
    """
    return {
        "practice_scores": [_score(each) for each in history.practice(person)],
        "advice_given": [_advice(each) for each in history.advice(person)],
    }


def _score(told: PracticeScore) -> dict[str, Any]:
    return {"score": told.score, "words": told.words, "stated_at": told.at.isoformat()}


def _advice(given: AdviceGiven) -> dict[str, Any]:
    return {"id": given.id, "topic": given.topic, "facts": dict(given.facts), "given_at": given.at.isoformat()}
