"""The page's three files: no text becomes markup, nothing is inline, nothing comes from another host."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from bot.channels.screening import MAX_CHARACTERS
from bot.paths import PAGE

FILES = ("index.html", "chat.js", "documents.js", "chat.css")
MARKUP = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "createContextualFragment", "DOMParser")
CODE = (r"\beval\s*\(", r"\bnew\s+Function\b", r"\bset(?:Timeout|Interval)\s*\(\s*['\"`]", r"javascript:")
# The name of SVG as an XML vocabulary: it is never fetched.
SVG = "http://www.w3.org/2000/svg"


def text(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


class Page(HTMLParser):
    """Collects every element with its attributes, and what stands inside scripts and styles."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.open = ""
        self.feed(text("index.html"))

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
    assert {path.name for path in PAGE.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("word", MARKUP)
def test_no_text_becomes_markup(name: str, word: str) -> None:
    assert word.lower() not in text(name).lower()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("pattern", CODE)
def test_no_text_becomes_code(name: str, pattern: str) -> None:
    assert re.findall(pattern, text(name), re.I) == []


def test_no_script_is_inline(page: Page) -> None:
    scripts = [attributes for tag, attributes in page.elements if tag == "script"]
    assert [attributes["src"] for attributes in scripts] == ["/web/chat.js"]
    assert "".join(page.inside) == ""


def test_no_style_is_inline(page: Page) -> None:
    assert "style" not in {tag for tag, _ in page.elements}
    assert [tag for tag, attributes in page.elements if "style" in attributes] == []
    assert re.findall(r"\.style\.cssText|setAttribute\(\s*['\"]style", text("chat.js")) == []


def test_no_element_has_a_handler_of_its_own(page: Page) -> None:
    assert [name for _, attributes in page.elements for name in attributes if name.startswith("on")] == []


@pytest.mark.parametrize("name", FILES)
def test_no_address_of_another_host_is_named(name: str) -> None:
    content = text(name).replace(SVG, "")
    assert re.findall(r"(?i)\b(?:https?|wss?|ftp):/{2}[\w\[]\S*", content) == []
    assert re.findall(r"(?i)(?:src|href|action|url|import|from|fetch)\s*[=(]?\s*[\"'(]\s*//\w\S*", content) == []


def test_every_address_in_the_page_is_its_own_or_part_of_it(page: Page) -> None:
    names = ("src", "href", "action", "srcset", "data", "poster", "formaction")
    addresses = [value or "" for _, attributes in page.elements for key, value in attributes.items() if key in names]
    assert addresses
    assert [each for each in addresses if not each.startswith(("/web/", "data:image/svg+xml,"))] == []


def test_styles_fetch_nothing() -> None:
    assert re.findall(r"@import|url\(|@font-face", text("chat.css")) == []


def test_the_script_talks_to_the_rest_channel_alone() -> None:
    ours = 'import { renderDocument } from "./documents.js";'
    script = text("chat.js").replace(ours, "", 1) + text("documents.js")
    assert re.findall(r"\bfetch\(([^,)]*)", script) == ["ENDPOINT"]
    assert 'ENDPOINT = "/webhooks/rest/webhook"' in script
    assert re.findall(r"XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|\bimport\s*[({\"']", script) == []


def test_the_field_takes_as_much_as_the_guard_lets_pass(page: Page) -> None:
    (field,) = [attributes for tag, attributes in page.elements if tag == "textarea"]
    assert field["maxlength"] == str(MAX_CHARACTERS)


def test_the_script_finds_every_element_that_it_asks_for(page: Page) -> None:
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    (named,) = re.findall(r"=\s*\[([^\]]*)\]\.map\(\(id\) => document\.getElementById", text("chat.js"))
    assert set(re.findall(r'"([\w-]+)"', named)) <= ids


def test_every_text_that_the_page_leaves_open_is_filled_by_the_script(page: Page) -> None:
    wanted = {attributes["data-text"] for _, attributes in page.elements if "data-text" in attributes}
    assert wanted
    assert {name for name in wanted if not re.search(rf"\b{name}: ", text("chat.js"))} == set()
