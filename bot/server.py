"""The Rasa server: our own application around Rasa's agent, so that what stands open is only what we mean to open."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from typing import Any

from rasa.core.agent import load_agent
from rasa.core.channels import channel as rasa_channels
from rasa.core.run import create_http_input_channels
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import discreet_log
from bot.channels import drawing, page
from bot.channels.action_server import ActionServer
from bot.channels.chat import Chat
from bot.channels.guard import Guard, RateLimit
from bot.channels.origins import VARIABLE as ORIGINS
from bot.channels.origins import Origins, OriginUnusable
from bot.channels.run_once import RunOnce
from bot.channels.switches import HalfSwitchedOn, is_on
from bot.own_data import of_agent
from bot.paths import ENDPOINTS, ROOT
from bot.quickening import quicken
from bot.readiness import HouseReadiness
from bot.state.history import History
from bot.web_key import WebKeyUnusable

logger = logging.getLogger(__name__)

MAX_BODY = 512 * 1024
SENTENCES = {
    404: "There is nothing at this address. The page is at /, the REST channel at /webhooks/rest/webhook.",
    405: "This address does not take that kind of request.",
    413: f"That is too large: a request may have {MAX_BODY // 1024} KB, a message 4,000 characters.",
}


def make_app(model: str) -> Sanic:
    """The application; the model is loaded when it starts.

    Args:
        model: path of the trained model.
    """
    quicken()
    app = Sanic("advisor", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 10.0
    # How many proxies in front add to X-Forwarded-For; without any, that header is not believed.
    app.config.PROXIES_COUNT = int(os.environ.get("ADVISOR_PROXIES", "0")) or None
    # Before the channels: they start after what they need, and stop before it.
    _open_and_close(app, model)
    channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    on = [channel for channel in channels if is_on(channel.name(), os.environ)]
    rasa_channels.register(on, app, route="/webhooks/")
    app.blueprint(page.blueprint(Origins.from_text(os.environ.get(ORIGINS, ""))))
    app.add_route(_health, "/health", methods=["GET", "HEAD"])
    app.exception(Exception)(_failed)
    return app


def _open_and_close(app: Sanic, model: str) -> None:
    @app.before_server_start
    async def start(app: Sanic, loop: Any) -> None:
        endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
        agent = await load_agent(model_path=model, endpoints=endpoints, loop=loop)
        if agent is None or not agent.is_ready():
            raise SystemExit(f"the model {model} cannot be loaded; `advisor train` makes a new one")
        app.ctx.agent = agent
        app.ctx.readiness = HouseReadiness(agent, os.environ["ADVISOR_ACTIONS_URL"])
        rate = RateLimit(burst=int(os.environ.get("ADVISOR_BURST", "40")))
        app.ctx.history = History(getattr(agent.tracker_store, "_tracker_store", agent.tracker_store).engine)
        app.ctx.action_server = ActionServer(os.environ["ADVISOR_ACTIONS_URL"], os.environ["ADVISOR_SECRET"])
        run = RunOnce(agent, app.ctx.history)
        app.ctx.guard = Guard(run, app.ctx.readiness, rate, own_data=of_agent(agent))
        app.ctx.chat = Chat(app.ctx.guard)
        discreet_log.now_serving()

    @app.before_server_stop
    async def finish(app: Sanic, loop: Any) -> None:
        if hasattr(app.ctx, "chat"):
            await app.ctx.chat.close()

    @app.after_server_stop
    async def stop(app: Sanic, loop: Any) -> None:
        if hasattr(app.ctx, "readiness"):
            await app.ctx.readiness.close()
            await app.ctx.action_server.close()
        drawing.close()


async def _health(request: Request) -> HTTPResponse:
    """200 when a message could be answered now; else 503, and which part fails."""
    parts = await request.app.ctx.readiness.parts()
    well = all(state == "ok" for state in parts.values())
    return response.json({"status": "ok" if well else "failing", **parts}, status=200 if well else 503)


async def _failed(request: Request, error: Exception) -> HTTPResponse:
    """One sentence for every fault; a trace goes to the log, never to a person."""
    status = error.status_code if isinstance(error, SanicException) else 500
    if status == 500:
        logger.error("a request failed", exc_info=error)
    sentence = SENTENCES.get(status, "That request could not be answered. Please try again.")
    return response.json({"error": sentence}, status=503 if status == 500 else status)


def main() -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m bot.server", description="The advisor's Rasa server.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--model", required=True)
    arguments = parser.parse_args()
    from bot.quiet import quieten

    quieten()
    try:
        app = make_app(arguments.model)
    except (OriginUnusable, WebKeyUnusable, HalfSwitchedOn) as error:
        print(f"the Rasa server cannot start: {error}", file=sys.stderr)  # noqa: T201
        return 1
    app.run(host=arguments.host, port=arguments.port, access_log=False, workers=1, debug=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
