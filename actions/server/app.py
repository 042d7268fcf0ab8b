"""The action server's HTTP interface: Rasa's action protocol, and beside it our own interface for channels and the command."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import HTTPResponse, Request, Sanic, json

from actions import facts, talk, topics
from actions.knowledge import library
from actions.server.action import Advise, Restart
from actions.server.history import history_routes
from actions.server.learning import learning_routes
from actions.server.own_data import own_data_routes
from actions.server.plan import plan_routes
from actions.server.profile import profile_routes
from actions.server.programs import program_routes
from actions.server.settings import Settings
from actions.store.migrate import upgrade
from actions.store.repository import ProfileStore, StoreUnavailable
from actions.turn import Advisor

SECRET_HEADER = "X-Advisor-Secret"  # noqa: S105  # the header's name, not a secret
TURN_SECONDS = 10


def make_advisor(settings: Settings) -> Advisor:
    """Open the store, bring it to the newest layout, and read all knowledge.

    Raises:
        actions.yaml_files.FileError: a fault in one of our files.
        sqlalchemy.exc.SQLAlchemyError: the store cannot be reached.
    """
    store = ProfileStore(settings.store_url)
    upgrade(store.engine)
    return Advisor(store, facts.load(), library.load(), topics.load(), talk.load())


def make_app(advisor: Advisor, settings: Settings) -> Sanic:
    """The server, ready to be run. Every route but /health wants the shared secret."""
    executor = ActionExecutor()
    executor.register_action(Advise(advisor, settings))
    executor.register_action(Restart(advisor, settings))
    app = create_app(executor, cors_origins=[])
    app.config.RESPONSE_TIMEOUT = TURN_SECONDS
    app.on_request(_refuse_strangers(settings.secret))
    _our_routes(app, advisor)
    learning_routes(app, advisor.store)
    profile_routes(app, advisor, settings)
    history_routes(app, advisor.store)
    own_data_routes(app, advisor.store)
    plan_routes(app, advisor, settings)
    program_routes(app, advisor, settings)
    return app


def _refuse_strangers(secret: str) -> Callable[[Request], Awaitable[HTTPResponse | None]]:
    async def check(request: Request) -> HTTPResponse | None:
        shown = request.headers.get(SECRET_HEADER, "")
        if request.path in ("/health", "/ready") or hmac.compare_digest(
            shown.encode("utf-8", "replace"), secret.encode()
        ):
            return None
        return json({"error": f"the header {SECRET_HEADER} is missing or wrong"}, status=403)

    return check


def _our_routes(app: Sanic, advisor: Advisor) -> None:
    @app.get("/ready")
    async def ready(request: Request) -> HTTPResponse:
        """200 when the store can be read, else 503."""
        try:
            await asyncio.to_thread(advisor.store.ping)
        except StoreUnavailable:
            return json({"profile_store": "cannot be reached"}, status=503)
        return json({"profile_store": "ok"})

    @app.get("/facts")
    async def facts_of(request: Request) -> HTTPResponse:
        """The facts held of `?person=`, by name."""
        person = request.args.get("person", "")
        try:
            profile = await asyncio.to_thread(advisor.store.profile, person)
        except StoreUnavailable:
            return json({"error": "the profile store cannot be reached"}, status=503)
        return json({"facts": profile.values})
