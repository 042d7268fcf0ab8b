"""A browser for all tests here, a page for each, and the server that they talk to.

With `--advisor-url=http://…` the tests that need no fault run against real servers; the others always use the small one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.browser import Widget, browser, chromium
from tests.browser.fake_server import FakeServer, fake_server

LOUD = "NO BROWSER TEST RAN: no Chromium was found. Install the package chromium, or name one in ADVISOR_CHROMIUM."
Opener = Callable[..., Widget]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--advisor-url", default="", help="the address of a running advisor, in place of the small server")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if chromium() is None:
        terminalreporter.section(LOUD, sep="!", red=True, bold=True)


@pytest.fixture(scope="session")
def started() -> Iterator[Browser]:
    executable = chromium()
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail(LOUD)
        pytest.skip(LOUD)
    expect.set_options(timeout=10_000)
    with browser(executable) as running:
        yield running


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with fake_server() as running:
        yield running


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Where the advisor is: a real one if an address was given, else the small server."""
    given: str = request.config.getoption("--advisor-url")
    return given or request.getfixturevalue("server").url


@pytest.fixture
def opened(started: Browser) -> Iterator[Opener]:
    """Opens the widget for a new person, in a window with the options that are given; an error on the page fails the test."""
    contexts, errors = [], list[str]()

    def open_widget(url: str, **options: Any) -> Widget:
        context = started.new_context(**{"viewport": {"width": 1100, "height": 800}, **options})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if "Content Security Policy" in line.text else None)
        return Widget(page).open(url)

    yield open_widget
    for context in contexts:
        context.close()
    assert errors == []
