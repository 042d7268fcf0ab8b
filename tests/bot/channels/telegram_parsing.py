"""Reads Telegram's HTML as Telegram does, and refuses what it would refuse; stricter where it would guess."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

TAGS = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "code": "code", "a": "text_link"}
CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class Unparsable(Exception):
    """The HTML is none that Telegram takes."""


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parsed(html: str) -> tuple[str, list[dict[str, Any]]]:
    """The text and its marks.

    Raises:
        Unparsable: it is not well formed.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        raise Unparsable(f"can't find end tag corresponding to start tag {reader.open[-1][0]}")
    return reader.text, sorted(reader.entities, key=lambda entity: entity["offset"])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text = ""
        self.entities: list[dict[str, Any]] = []
        self.open: list[tuple[str, dict[str, Any]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "blockquote" and not any(name == tag for name, _ in self.open):
            entity: dict[str, Any] = {"type": "expandable_blockquote" if "expandable" in given else tag}
        elif tag in TAGS:
            entity = {"type": TAGS[tag]}
        else:
            raise Unparsable(f"unsupported start tag {tag}")
        if tag == "a":
            if not given.get("href"):
                raise Unparsable("a link without an address")
            entity["url"] = given["href"]
        self.open.append((tag, {**entity, "offset": units(self.text)}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise Unparsable(f"unexpected end tag {tag}")
        entity = self.open.pop()[1]
        self.entities.append({**entity, "length": units(self.text) - entity["offset"]})
        if not self.entities[-1]["length"]:
            raise Unparsable(f"nothing in {tag}")

    def handle_data(self, data: str) -> None:
        if "<" in data or "&" in data:
            raise Unparsable("a character that has to be escaped")
        self.text += data

    def handle_entityref(self, name: str) -> None:
        if name not in CHARACTERS:
            raise Unparsable(f"unknown entity {name}")
        self.text += CHARACTERS[name]

    def handle_charref(self, name: str) -> None:
        self.text += chr(int(name[1:], 16) if name.startswith("x") else int(name))

    def handle_comment(self, data: str) -> None:
        raise Unparsable("a comment")

    def handle_decl(self, decl: str) -> None:
        raise Unparsable("a declaration")

    def unknown_decl(self, data: str) -> None:
        raise Unparsable("a declaration")

    def handle_pi(self, data: str) -> None:
        raise Unparsable("an instruction")
