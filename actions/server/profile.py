"""The part of the HTTP interface that shows a person what is held of them, for the panel of the web page."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

from sanic import HTTPResponse, Request, Sanic, json

from actions.facts import Fact, Facts
from actions.profile import Profile
from actions.server.settings import Settings
from actions.store.repository import StoreUnavailable
from actions.turn import Advisor


def profile_routes(app: Sanic, advisor: Advisor, settings: Settings) -> None:
    """Add /profile."""

    @app.get("/profile")
    async def profile(request: Request) -> HTTPResponse:
        """The facts held of `?person=` with the words in which each was stated, and every fact that can be."""
        try:
            held = await asyncio.to_thread(advisor.store.profile, request.args.get("person", ""))
        except StoreUnavailable:
            return json({"error": "the profile store cannot be reached"}, status=503)
        return json({"facts": held_facts(advisor.facts, held), "registry": registry(advisor.facts, settings.today())})


def held_facts(facts: Facts, profile: Profile) -> list[dict[str, Any]]:
    """What is held, in the order of facts.yml."""
    return [
        {
            "name": name,
            "label": facts[name].label,
            "value": profile.stated[name].value,
            "said": facts[name].say(profile.stated[name].value),
            "words": profile.stated[name].words,
            "stated_at": profile.stated[name].at.isoformat(),
        }
        for name in facts.names
        if name in profile.stated
    ]


def registry(facts: Facts, today: date) -> list[dict[str, Any]]:
    """Every fact, with the values that it can have today."""
    return [_entry(facts[name], today) for name in facts.names]


def _entry(fact: Fact, today: date) -> dict[str, Any]:
    return {
        "name": fact.name,
        "label": fact.label,
        "type": fact.type,
        "values": dict(fact.values) or None,
        "limits": list(fact.range(today)) if fact.limits else None,
        "example": fact.example,
    }
