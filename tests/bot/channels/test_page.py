"""The page at `/`: its files, and the policy that lets nothing else in."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.channels.page import blueprint
from bot.paths import PAGE

Get = Callable[..., tuple[int, str, dict[str, str]]]
FILES = {
    "/": "index.html",
    "/web/page.css": "page.css",
    "/widget.css": "widget.css",
    "/widget/10-strings.js": "widget/10-strings.js",
}


@pytest.fixture
def get(served: Any) -> Get:
    def fetch(path: str, method: str = "GET") -> tuple[int, str, dict[str, str]]:
        async def talk() -> tuple[int, str, dict[str, str]]:
            from yarl import URL

            timeout = aiohttp.ClientTimeout(total=20)
            async with (
                served(blueprint()) as url,
                aiohttp.ClientSession(timeout=timeout) as client,
                client.request(method, URL(url + path, encoded=True)) as answer,
            ):
                return answer.status, await answer.text(), dict(answer.headers)

        return asyncio.run(talk())

    return fetch


@pytest.mark.parametrize(("path", "name"), FILES.items())
def test_each_file_is_sent_as_it_is(get: Get, path: str, name: str) -> None:
    status, text, _ = get(path)
    assert status == 200
    assert text == (PAGE / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "text/html"), ("/widget.js", "text/javascript"), ("/web/page.css", "text/css")]
)
def test_each_file_is_sent_as_what_it_is_and_in_utf_8(get: Get, path: str, kind: str) -> None:
    _, _, headers = get(path)
    assert headers["Content-Type"].replace(" ", "") == f"{kind};charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", FILES)
def test_the_policy_names_no_other_host_and_allows_nothing_inline(get: Get, path: str) -> None:
    _, _, headers = get(path)
    rules = dict(rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules.pop("require-trusted-types-for") == "'script'"
    allowed = {source for rule in rules.values() for source in rule.split()}
    assert allowed <= {"'none'", "'self'", "data:"}
    assert "data:" not in rules["script-src"]


@pytest.mark.parametrize("path", FILES)
def test_addresses_are_not_told_to_others_and_old_copies_are_asked_about(get: Get, path: str) -> None:
    _, _, headers = get(path)
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/web/index.html",
        "/web/",
        "/web/page.map",
        "/web/..%2f..%2ffacts.yml",
        "/web/../../facts.yml",
        "/web/..%2Fweb%2Fpage.css",
        "/web/%2e%2e%2f%2e%2e%2fcredentials.yml",
        "/web//etc/passwd",
        "/facts.yml",
    ],
)
def test_nothing_else_is_sent(get: Get, path: str) -> None:
    status, text, _ = get(path)
    assert status == 404
    assert "facts:" not in text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("path", FILES)
def test_the_page_can_only_be_read(get: Get, method: str, path: str) -> None:
    assert get(path, method)[0] == 405


def test_the_page_asks_for_no_file_that_is_not_sent(get: Get) -> None:
    _, text, _ = get("/")
    asked = set(re.findall(r'(?:src|href)="(/[^"]*)"', text))
    assert asked == {"/widget.js", "/widget.css", "/web/page.css"}
    assert {get(path)[0] for path in asked} == {200}
