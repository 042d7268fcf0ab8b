"""The web page at `/`: four files of our own, sent with a policy that lets nothing else in."""

from __future__ import annotations

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.paths import PAGE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
SCRIPT = "text/javascript; charset=utf-8"
KINDS = {"chat.js": SCRIPT, "documents.js": SCRIPT, "chat.css": "text/css; charset=utf-8"}


def blueprint() -> Blueprint:
    """The page's routes."""
    page = Blueprint("page")

    @page.route("/", methods=["GET", "HEAD"])
    async def index(request: Request) -> HTTPResponse:
        return response.html((PAGE / "index.html").read_text(encoding="utf-8"), headers=HEADERS)

    @page.route("/web/<name>", methods=["GET"])
    async def asset(request: Request, name: str) -> HTTPResponse:
        if name not in KINDS:
            return response.json({"error": f"there is no file {name} here"}, status=404)
        text = (PAGE / name).read_text(encoding="utf-8")
        return response.text(text, headers=HEADERS, content_type=KINDS[name])

    return page
