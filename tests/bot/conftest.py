"""What several tests of the bot need: a day, the reply contract, and a small server in the advisor's place."""

from __future__ import annotations

import contextlib
import io
import json
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jsonschema
import pytest

from bot.paths import ROOT

Answer = Callable[[dict[str, Any]], tuple[int, Any]]


@pytest.fixture
def today() -> date:
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def holds_contract() -> Callable[[Any], bool]:
    """Whether something is a reply of the contract."""
    schema = json.loads((ROOT / "reply.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft7Validator(schema).is_valid


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes in the place of what is typed."""
    return lambda data: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


@pytest.fixture
def closed_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def rest_server() -> Iterator[Callable[[Answer], str]]:
    """Starts a small server in the advisor's place: it answers a request's JSON with a status and a JSON value or bytes."""
    with contextlib.ExitStack() as stack:
        yield lambda answer: stack.enter_context(_serving(answer))


@contextlib.contextmanager
def _serving(answer: Answer) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/webhooks/rest/webhook"
            status, body = answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Tests print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(timeout=10)
