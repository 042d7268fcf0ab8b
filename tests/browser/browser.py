"""Chromium of the system, driven by Playwright, and short names for the widget's parts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """The browser: the one that ADVISOR_CHROMIUM names, else one of the system."""
    named = os.environ.get("ADVISOR_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def browser(executable: str) -> Iterator[Browser]:
    """A running browser."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        try:
            yield started
        finally:
            started.close()


class Widget:
    """The widget on a page, as a person uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your message")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Conversation")

    @property
    def answers(self) -> Locator:
        return self.page.locator(".message.advisor")

    @property
    def said(self) -> Locator:
        return self.page.locator(".message.you .paragraph")

    @property
    def failure(self) -> Locator:
        return self.page.locator(".message.failure")

    def open(self, url: str) -> Widget:
        self.page.goto(url)
        self.field.wait_for()
        return self

    def write(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")

    def ask(self, text: str) -> None:
        """Send a message and wait until its turn is over."""
        self.write(text)
        self.settled()

    def settled(self) -> None:
        """Wait until nothing is on its way any more."""
        expect(self.page.locator('.turn[data-state="waiting"]')).to_have_count(0)

    def button(self, name: str, exact: bool = True) -> Locator:
        return self.page.get_by_role("button", name=name, exact=exact)

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("region", name="What I know about you")

    def facts(self) -> dict[str, str]:
        """What the panel shows, by label."""
        labels, values = (self.panel.locator(f".fact-{part}").all_inner_texts() for part in ("label", "value"))
        return dict(zip((label.removesuffix(" new") for label in labels), values, strict=True))

    @property
    def focused(self) -> str:
        """The name of what has the keyboard."""
        name: str = self.page.evaluate(
            "() => { const node = document.querySelector('physiatry-advisor').shadowRoot.activeElement;"
            " return node ? node.ariaLabel || node.textContent.trim() : ''; }"
        )
        return name

    def tab_to(self, name: str, key: str = "Tab", whole: bool = False) -> None:
        """Go on with the keyboard until something has it whose name begins so, or is that as a whole."""
        for _ in range(80):
            self.page.keyboard.press(key)
            if self.focused == name or (self.focused.startswith(name) and not whole):
                return
        raise AssertionError(f"the keyboard does not reach {name!r}")
