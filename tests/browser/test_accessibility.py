"""axe-core finds nothing to mend in any state, light and dark; motion and sizes follow what the person set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import expect

from tests.browser.browser import Widget
from tests.browser.conftest import Opener
from tests.browser.fake_server import FakeServer

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
HELLO = "hi, IMG from nepal, step1 pass 1st try, ck 238, need visa. chances in pmr?"
PLAN = "CK 238, step 1 passed first try, non-US IMG, need a J-1, applying 2028. what should i do next"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(widget: Widget) -> list[str]:
    widget.page.evaluate(AXE)
    found = widget.page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def first_view(widget: Widget, server: FakeServer) -> None:
    """Nothing is said yet."""


def answer(widget: Widget, server: FakeServer) -> None:
    widget.ask(HELLO)
    widget.answers.first.get_by_role("button", name="Source 2").click()
    widget.answers.first.get_by_role("button", name="This did not help").click()


def used_answer(widget: Widget, server: FakeServer) -> None:
    widget.ask(HELLO)
    widget.button("None yet").click()
    expect(widget.said).to_have_count(2)
    widget.settled()


def plan(widget: Widget, server: FakeServer) -> None:
    widget.ask(PLAN)
    widget.page.get_by_text("Days of this season").click()


def practice(widget: Widget, server: FakeServer) -> None:
    widget.ask("nbme 231, 233, 232, exam in 3 weeks. delay?")
    widget.answers.first.get_by_text("This picture in words").click()


def strengths(widget: Widget, server: FakeServer) -> None:
    widget.ask("2 letters, one from a physiatrist, and 2 months of usce. whats missing?")


def warning(widget: Widget, server: FakeServer) -> None:
    widget.ask("got 219. is it over")


def facts_being_changed(widget: Widget, server: FakeServer) -> None:
    widget.ask(HELLO)
    widget.button("Change: Step 2 CK", exact=True).click()
    widget.page.locator(".fact-form input").fill("999")
    widget.page.keyboard.press("Enter")


def menu(widget: Widget, server: FakeServer) -> None:
    widget.ask("hello")
    widget.button("More actions").click()


def waiting(widget: Widget, server: FakeServer) -> None:
    server.state.faults.append("wait")
    widget.write(HELLO)
    expect(widget.page.locator(".typing.shown")).to_be_attached()


def error(widget: Widget, server: FakeServer) -> None:
    server.state.faults.append("503")
    widget.ask(HELLO)


def error_with_a_wait(widget: Widget, server: FakeServer) -> None:
    server.state.faults.append("429")
    widget.ask(HELLO)


STATES = [
    first_view, answer, used_answer, plan, practice, strengths, warning, facts_being_changed, menu, waiting, error, error_with_a_wait,
]  # fmt: skip


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(
    opened: Opener, server: FakeServer, state: Callable[[Widget, FakeServer], None], colours: str
) -> None:
    widget = opened(server.url, color_scheme=colours, reduced_motion="reduce", bypass_csp=True)
    state(widget, server)
    assert violations(widget) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390])
def test_axe_finds_nothing_on_a_phone(opened: Opener, server: FakeServer, width: int, colours: str) -> None:
    widget = opened(
        server.url,
        viewport={"width": width, "height": 640},
        color_scheme=colours,
        reduced_motion="reduce",
        bypass_csp=True,
    )
    widget.ask(HELLO)
    assert violations(widget) == []
    widget.button("What I know (6)").click()
    assert violations(widget) == []


def test_what_is_behind_the_panel_on_a_phone_is_out_of_reach_until_it_closes(
    opened: Opener, server: FakeServer
) -> None:
    widget = opened(server.url, viewport={"width": 360, "height": 640})
    widget.ask(HELLO)
    widget.button("What I know (6)").click()
    expect(widget.page.locator(".conversation")).to_have_attribute("inert", "")
    widget.page.keyboard.press("Escape")
    expect(widget.page.locator(".panel")).to_be_hidden()
    expect(widget.button("What I know (6)")).to_be_focused()


def test_nothing_moves_for_those_who_want_no_motion(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url, reduced_motion="reduce")
    server.state.faults.append("wait")
    widget.write(HELLO)
    expect(widget.page.locator(".typing.shown")).to_be_attached()
    moving = "node => node.getRootNode().getAnimations().length"
    assert widget.page.locator(".root").evaluate(moving) == 0


def test_every_target_for_a_finger_is_large_enough(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url, viewport={"width": 360, "height": 640})
    widget.ask(HELLO)
    sizes = widget.page.locator("button:visible").evaluate_all(
        "nodes => nodes.map((node) => [node.textContent || node.ariaLabel, node.getBoundingClientRect()])"
        ".map(([name, box]) => [name, box.width, box.height])"
    )
    assert [each for each in sizes if min(each[1:]) < 23.99] == []
