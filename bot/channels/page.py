"""The page at `/` and the widget that other pages may embed: files of our own, under a policy that lets nothing else in."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channels.origins import Origins
from bot.channels.refusals import Refused
from bot.paths import PAGE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Kept, but asked about each time: an answer of one line where nothing changed.
    "Cache-Control": "no-cache",
}
# The page alone: in no frame, apart from pages that open it, and without what it has no use for.
PAGE_HEADERS = {
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# The widget's files may be embedded anywhere; whom the advisor talks to is decided in the channel.
PART_HEADERS = {"Cross-Origin-Resource-Policy": "cross-origin"}
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}
WORTH_COMPRESSING = 500
_BEFORE, _AFTER = b'(() => {\n"use strict";\n', b"})();\n"


@dataclass(frozen=True)
class Sent:
    """A file as it is sent: its kind, its bytes plain and compressed, and a name for this content."""

    kind: str
    plain: bytes
    compressed: bytes
    tag: str


def blueprint(origins: Origins | None = None, folder: Path = PAGE) -> Blueprint:
    """The page's routes.

    Args:
        origins: which other pages may read the widget's files as modules; a plain script line may always load them.
        folder: where the files are.
    """
    page = Blueprint("page")
    allowed = origins or Origins()

    @page.route("/", methods=["GET", "HEAD"])
    async def index(request: Request) -> HTTPResponse:
        return _answer(request, [folder / "index.html"], PAGE_HEADERS)

    @page.route("/widget.js", methods=["GET", "HEAD"])
    async def widget(request: Request) -> HTTPResponse:
        whole = folder / "widget.js"
        parts = [whole] if whole.is_file() else sorted((folder / "widget").glob("*.js"))
        return _answer(request, parts, _for_others(request, allowed))

    @page.route("/widget.css", methods=["GET", "HEAD"])
    async def style(request: Request) -> HTTPResponse:
        return _answer(request, [folder / "widget.css"], _for_others(request, allowed))

    @page.route("/<place:(?:web|widget)>/<name:[A-Za-z0-9_-]+\\.[a-z]+>", methods=["GET", "HEAD"])
    async def part(request: Request, place: str, name: str) -> HTTPResponse:
        path = folder / name if place == "web" else folder / place / name
        known = path.suffix in (".js", ".css", ".svg")
        return _answer(request, [path] if known else [], _for_others(request, allowed))

    return page


def _for_others(request: Request, origins: Origins) -> dict[str, str]:
    try:
        return {**PART_HEADERS, **origins.headers(request.headers, request.host)}
    except Refused:
        return {**PART_HEADERS, "Vary": "Origin"}


def _answer(request: Request, parts: list[Path], headers: dict[str, str]) -> HTTPResponse:
    if not parts or not all(path.is_file() for path in parts):
        return response.json({"error": "There is no such file here."}, status=404)
    sent = _read(tuple(parts), tuple(path.stat().st_mtime_ns for path in parts))
    small = "gzip" in request.headers.get("accept-encoding", "") and len(sent.plain) > WORTH_COMPRESSING
    tag = f'"{sent.tag}{"-gzip" if small else ""}"'
    vary = ", ".join(each for each in (headers.get("Vary"), "Accept-Encoding") if each)
    headers = {"Content-Security-Policy": POLICY, **HEADERS, **headers, "Vary": vary, "ETag": tag}
    if tag in [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]:
        return response.empty(status=304, headers=headers)
    if small:
        headers["Content-Encoding"] = "gzip"
    return response.raw(sent.compressed if small else sent.plain, headers=headers, content_type=sent.kind)


@lru_cache(maxsize=64)
def _read(parts: tuple[Path, ...], _changed: tuple[int, ...]) -> Sent:
    """Files as one. Read again when one of them changed, so that a look at the page shows what was just written."""
    plain = b"\n".join(path.read_bytes() for path in parts)
    if parts[0].suffix == ".js" and len(parts) > 1:
        plain = _BEFORE + plain + _AFTER
    tag = hashlib.sha256(plain).hexdigest()[:16]
    return Sent(KINDS[parts[0].suffix], plain, gzip.compress(plain, 9, mtime=0), tag)
