"""The widget's files as they are sent: joined or whole, compressed, asked about by their tag, and to whom."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.origins import Origins
from bot.channels.page import blueprint

Get = Callable[..., tuple[int, bytes, Any]]
LONG = "// " + "a comment that is worth compressing " * 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "widget").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>é</title>", encoding="utf-8")
    (tmp_path / "widget" / "10-strings.js").write_text(f"const a = 1;\n{LONG}\n", encoding="utf-8")
    (tmp_path / "widget" / "20-log.js").write_text("const b = a;\n", encoding="utf-8")
    (tmp_path / "widget" / "notes.md").write_text("not for others", encoding="utf-8")
    (tmp_path / "widget.css").write_text(":host { color: green }", encoding="utf-8")
    return tmp_path


@pytest.fixture
def get(served: Any, folder: Path) -> Get:
    """Gets a file; bodies come as they travelled."""

    def fetch(path: str, *, method: str = "GET", **headers: str) -> tuple[int, bytes, Any]:
        async def talk() -> tuple[int, bytes, Any]:
            origins = Origins.from_text("https://www.example.edu")
            async with (
                served(blueprint(origins, folder)) as url,
                aiohttp.ClientSession(auto_decompress=False) as client,
                client.request(method, url + path, headers={"Accept-Encoding": "identity", **headers}) as answer,
            ):
                return answer.status, await answer.read(), answer.headers

        return asyncio.run(asyncio.wait_for(talk(), 20))

    return fetch


def test_parts_are_joined_in_order_inside_one_function(get: Get) -> None:
    status, body, headers = get("/widget.js")
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    text = body.decode()
    assert text.startswith('(() => {\n"use strict";\n')
    assert text.endswith("})();\n")
    assert text.index("const a = 1;") < text.index("const b = a;")


def test_a_widget_of_one_file_is_sent_as_it_is(get: Get, folder: Path) -> None:
    (folder / "widget.js").write_text("import './widget/20-log.js';", encoding="utf-8")
    assert get("/widget.js")[1] == b"import './widget/20-log.js';"


def test_a_part_is_sent_alone_and_what_is_no_part_is_not(get: Get) -> None:
    assert get("/widget/20-log.js")[1] == b"const b = a;\n"
    assert get("/widget.css")[2]["Content-Type"] == "text/css; charset=utf-8"
    assert [get(path)[0] for path in ("/widget/notes.md", "/widget/none.js", "/widget/..%2findex.html")] == [404] * 3


def test_where_there_is_no_widget_there_is_a_sentence(get: Get, folder: Path) -> None:
    for path in (folder / "widget").glob("*.js"):
        path.unlink()
    assert get("/widget.js")[0] == 404


def test_a_browser_that_takes_it_gets_less_to_carry(get: Get) -> None:
    plain, small = get("/widget.js"), get("/widget.js", **{"Accept-Encoding": "gzip, br"})
    assert small[2]["Content-Encoding"] == "gzip"
    assert gzip.decompress(small[1]) == plain[1]
    assert len(small[1]) < len(plain[1]) / 2
    assert "Content-Encoding" not in plain[2]
    assert "Accept-Encoding" in plain[2]["Vary"]
    assert plain[2]["ETag"] != small[2]["ETag"]


@pytest.mark.parametrize("path", ["/", "/widget.js", "/widget.css"])
def test_what_has_not_changed_is_not_sent_again(get: Get, path: str) -> None:
    tag = get(path)[2]["ETag"]
    status, body, headers = get(path, **{"If-None-Match": f'"other", W/{tag}'})
    assert (status, body, headers["ETag"]) == (304, b"", tag)
    assert get(path, **{"If-None-Match": '"other"'})[0] == 200


def test_what_has_changed_is_sent(get: Get, folder: Path) -> None:
    tag = get("/widget.js")[2]["ETag"]
    (folder / "widget" / "20-log.js").write_text("const b = 2;\n", encoding="utf-8")
    status, body, _ = get("/widget.js", **{"If-None-Match": tag})
    assert status == 200
    assert b"const b = 2;" in body


def test_the_page_stands_in_no_frame_and_the_widget_may_be_embedded(get: Get) -> None:
    page, widget = get("/")[2], get("/widget.js")[2]
    assert page["X-Frame-Options"] == "DENY"
    assert page["Cross-Origin-Resource-Policy"] == "same-origin"
    assert widget["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_only_an_allowed_page_may_read_a_part_as_a_module(get: Get) -> None:
    allowed = get("/widget/20-log.js", Origin="https://www.example.edu")[2]
    other = get("/widget/20-log.js", Origin="https://evil.example")
    assert allowed["Access-Control-Allow-Origin"] == "https://www.example.edu"
    assert other[0] == 200
    assert "Access-Control-Allow-Origin" not in other[2]
    assert "Origin" in other[2]["Vary"]


def test_the_head_of_a_file_can_be_asked_for(get: Get) -> None:
    status, body, headers = get("/widget.js", method="HEAD")
    assert (status, body) == (200, b"")
    assert headers["ETag"]
