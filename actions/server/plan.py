"""The part of the HTTP interface that gives the action plan as a document, for files of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any

from sanic import HTTPResponse, Request, Sanic, json
from sanic.exceptions import BadRequest

from actions.facts import Facts
from actions.profile import Profile
from actions.replies import Replies
from actions.server.settings import Settings
from actions.statements import Claimed, check
from actions.store.repository import StoreUnavailable
from actions.strategy import engine
from actions.turn import Advisor

LONGEST_KEY = 255
WHOSE = (
    'the plan is made of "person" (the key of a person, as in "rest:ann") or of "facts" '
    '(an object, as in {"step2_ck_score": 238}); one of the two is needed, the other null or left out'
)


class NoPlanFor(Exception):
    """What was sent names nobody, or facts that cannot be; the message says what is wrong and how to mend it."""


def plan_routes(app: Sanic, advisor: Advisor, settings: Settings) -> None:
    """Add /plan."""

    @app.post("/plan")
    async def plan(request: Request) -> HTTPResponse:
        """The plan of `{"person": key or null, "facts": {…} or null}` as `{"document", "missing"}`; one of both is null."""
        try:
            body = request.json
        except BadRequest:
            body = None
        try:
            profile = await asyncio.to_thread(_profile, advisor, body, settings)
            return json(planned(advisor, profile, settings.today()))
        except NoPlanFor as error:
            return json({"error": str(error)}, status=400)
        except StoreUnavailable:
            return json({"error": "the profile store cannot be reached"}, status=503)


def planned(advisor: Advisor, profile: Profile, today: date) -> dict[str, Any]:
    """The plan as the contract's document, or, in the place of it, a sentence that says what is missing."""
    (advice,) = engine.advise("export_plan", profile, advisor.knowledge, today).advice
    document = Replies(advisor.knowledge, advisor.topics).of_advice(advice, profile)["document"]
    return {"document": document, "missing": None if document else " ".join(text.text for text in advice.texts)}


def _profile(advisor: Advisor, body: object, settings: Settings) -> Profile:
    asked = body if isinstance(body, dict) else {}
    person, facts = asked.get("person"), asked.get("facts")
    if isinstance(person, str) and 0 < len(person) <= LONGEST_KEY and facts is None:
        return advisor.store.profile(person)
    if isinstance(facts, dict) and person is None:
        return profile_of(facts, advisor.facts, settings)
    raise NoPlanFor(WHOSE)


def profile_of(values: Mapping[str, object], facts: Facts, settings: Settings) -> Profile:
    """The profile of somebody whose facts are given and not stored; a score implies a pass, as in a talk.

    Raises:
        NoPlanFor: a fact that there is not, or a value that it cannot have; each is named.
    """
    unknown = [f'"{name[:40]}"' for name in values if name not in facts]
    if unknown:
        raise NoPlanFor(f"there is no fact {', '.join(unknown)}; there are: {', '.join(facts.names)}")
    claimed = [Claimed(name, value, "") for name, value in values.items()]
    checked = check(claimed, (), Profile(), facts, settings.today(), settings.now())
    if checked.complaints:
        raise NoPlanFor(" ".join(checked.complaints))
    return Profile(checked.stated)
