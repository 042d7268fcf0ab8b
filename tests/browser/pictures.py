"""Writes a picture of each state of the widget into docs/pictures. Run by `make pictures`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser.browser import Widget, browser, chromium
from tests.browser.fake_server import ROOT, SHOW_LIST, FakeServer, fake_server

FOLDER = ROOT / "docs" / "pictures"
DESK, PHONE = {"width": 1180, "height": 820}, {"width": 390, "height": 780}
HELLO = "hi, IMG from nepal, step1 pass 1st try, ck 238, need visa. chances in pmr?"
PLAN = "CK 238, step 1 passed first try, non-US IMG, need a J-1, applying 2028. what should i do next"
PRACTICE = "nbme 231, 233, 232, exam in 3 weeks. delay?"


def main() -> int:
    """Take every picture; 0 when all were taken."""
    executable = chromium()
    if executable is None:
        print("no Chromium was found: install the package chromium", file=sys.stderr)
        return 1
    with browser(executable) as started, fake_server() as server:
        for take in (first_view, answer, practice, plan, facts, phone, phone_facts, programs, dark, error, bubble):
            path = FOLDER / f"widget_{take.__name__}.png"
            take(started, server, path)
            print(path.relative_to(ROOT))
    return 0


def opened(started: Browser, server: FakeServer, **options: Any) -> Widget:
    context = started.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **options})
    return Widget(context.new_page()).open(server.url)


def shoot(widget: Widget, path: Path) -> None:
    widget.page.mouse.move(1, 1)
    widget.page.screenshot(path=path)
    widget.page.context.close()


def to_top(widget: Widget, selector: str, offset: int = 16) -> None:
    widget.page.locator(selector).first.evaluate(
        "(node, offset) => { const frame = node.getRootNode().querySelector('.scroller');"
        " frame.scrollTop += node.getBoundingClientRect().top - frame.getBoundingClientRect().top - offset; }",
        offset,
    )


def first_view(started: Browser, server: FakeServer, path: Path) -> None:
    shoot(opened(started, server), path)


def answer(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(started, server)
    widget.ask(HELLO)
    widget.page.locator(".cite").nth(1).click()
    to_top(widget, ".message.you")
    shoot(widget, path)


def practice(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(started, server)
    widget.ask(PRACTICE)
    to_top(widget, ".message.you")
    shoot(widget, path)


def plan(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(started, server, viewport={"width": 1180, "height": 1000})
    widget.ask(PLAN)
    to_top(widget, ".message.advisor")
    shoot(widget, path)


def facts(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(started, server)
    widget.ask("got 219. is it over")
    widget.ask("sorry its 242 not 219")
    widget.ask(HELLO)
    widget.button("Change: Visa").click()
    shoot(widget, path)


def phone(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(started, server, viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    widget.ask(HELLO)
    to_top(widget, ".message.you")
    shoot(widget, path)


def phone_facts(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(started, server, viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    widget.ask(HELLO)
    widget.button("What I know", exact=False).click()
    shoot(widget, path)


def programs(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(
        started, server, viewport={"width": 390, "height": 1000}, device_scale_factor=2, has_touch=True, is_mobile=True
    )
    widget.ask(SHOW_LIST)
    to_top(widget, ".message.advisor")
    shoot(widget, path)


def dark(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(started, server, color_scheme="dark")
    widget.ask(HELLO)
    to_top(widget, ".message.you")
    shoot(widget, path)


def error(started: Browser, server: FakeServer, path: Path) -> None:
    widget = opened(started, server)
    widget.ask("got 219. is it over")
    server.state.faults.append("503")
    widget.ask("sorry its 242 not 219")
    shoot(widget, path)


def bubble(started: Browser, server: FakeServer, path: Path) -> None:
    server.state.pages["/a_page"] = (
        "<!doctype html><html lang=en><title>A page</title><body style='font:18px/1.6 Georgia,serif;margin:4rem;max-width:44rem'>"
        "<h1>Rehabilitation interest group</h1><p>Advice for graduates from abroad, by those who went the way before.</p>"
        "<p>Our next meeting is on Thursday.</p>"
        f"<script src='{server.url}/widget.js' data-mode=bubble async></script>"
    )
    context = started.new_context(viewport=DESK, reduced_motion="reduce")
    widget = Widget(context.new_page())
    widget.page.goto(f"{server.url}/a_page")
    widget.button("Open the advisor").click()
    widget.ask(HELLO)
    to_top(widget, ".message.you")
    shoot(widget, path)


if __name__ == "__main__":
    sys.exit(main())
