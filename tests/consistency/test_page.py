"""The page and the widget: no text becomes markup, nothing is inline, nothing comes from another host."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.channels.screening import MAX_CHARACTERS
from bot.paths import PAGE

PARTS = sorted((PAGE / "widget").glob("*.js"))
FILES = (PAGE / "index.html", PAGE / "page.css", PAGE / "widget.css", *PARTS)
MARKUP = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment", "DOMParser")
CODE = (r"\beval\s*\(", r"\bnew\s+Function\b", r"\bset(?:Timeout|Interval)\s*\(\s*['\"`]", r"javascript:")
# The name of SVG as an XML vocabulary: it is never fetched.
SVG = "http://www.w3.org/2000/svg"

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def script() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in PARTS)


class Page(HTMLParser):
    """Collects every element with its attributes, and what stands inside scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.open = ""
        self.feed((PAGE / "index.html").read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open = tag

    def handle_endtag(self, tag: str) -> None:
        self.open = ""

    def handle_data(self, data: str) -> None:
        if self.open in ("script", "style"):
            self.inside.append(data.strip())


@pytest.fixture(scope="module")
def page() -> Page:
    return Page()


def test_the_page_is_these_files_and_no_more() -> None:
    assert {path for path in PAGE.rglob("*") if path.is_file()} == set(FILES)


@each_file
@pytest.mark.parametrize("word", MARKUP)
def test_no_text_becomes_markup(path: Path, word: str) -> None:
    assert word.lower() not in path.read_text(encoding="utf-8").lower()


@each_file
@pytest.mark.parametrize("pattern", CODE)
def test_no_text_becomes_code(path: Path, pattern: str) -> None:
    assert re.findall(pattern, path.read_text(encoding="utf-8"), re.I) == []


def test_nothing_is_inline(page: Page) -> None:
    assert [attributes["src"] for tag, attributes in page.elements if tag == "script"] == ["/widget.js"]
    assert "".join(page.inside) == ""
    assert "style" not in {tag for tag, _ in page.elements}
    assert [tag for tag, attributes in page.elements if "style" in attributes] == []
    assert re.findall(r"\.cssText|setAttribute\(\s*['\"]style", script()) == []


def test_no_element_has_a_handler_of_its_own(page: Page) -> None:
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []


@each_file
def test_no_address_of_another_host_is_named(path: Path) -> None:
    # The line that tells how to embed the widget names a host that stands for any.
    content = path.read_text(encoding="utf-8").replace(SVG, "").replace("https://host/widget.js", "")
    assert re.findall(r"(?i)\b(?:https?|wss?|ftp):/{2}[\w\[]\S*", content) == []
    assert re.findall(r"(?i)(?:src|href|action|url|import|from|fetch)\s*[=(]?\s*[\"'(]\s*//\w\S*", content) == []


def test_every_address_in_the_page_is_its_own_or_part_of_it(page: Page) -> None:
    names = ("src", "href", "action", "srcset", "data", "poster", "formaction")
    addresses = [value or "" for _, attributes in page.elements for key, value in attributes.items() if key in names]
    assert {each for each in addresses if not each.startswith("data:image/svg+xml,")} == {
        "/widget.js",
        "/widget.css",
        "/web/page.css",
    }


@pytest.mark.parametrize("name", ["page.css", "widget.css"])
def test_styles_fetch_nothing(name: str) -> None:
    assert re.findall(r"@import|url\(|@font-face", (PAGE / name).read_text(encoding="utf-8")) == []


def test_the_script_talks_to_the_web_channel_alone() -> None:
    # The second asks for nothing but whether its own server is there: see `isRefused`.
    assert sorted(re.findall(r"\bfetch\(([^,)]*)", script())) == ["`${this.server}/widget.css`", "this.base + path"]
    assert "this.base = `${server}/webhooks/web`" in script()
    assert (
        re.findall(r"XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\s*[({\"']", script()) == []
    )


def test_the_field_takes_as_much_as_the_guard_lets_pass() -> None:
    assert f"LONGEST_MESSAGE = {MAX_CHARACTERS};" in script()
