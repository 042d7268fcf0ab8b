"""Phones, zoom, long conversations, other pages, and what all of it weighs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.browser import Widget
from tests.browser.conftest import Opener
from tests.browser.fake_server import KEPT, WEB, FakeServer, State, fake_server, files

HELLO = "hi, IMG from nepal, step1 pass 1st try, ck 238, need visa. chances in pmr?"
PLAN = "CK 238, step 1 passed first try, non-US IMG, need a J-1, applying 2028. what should i do next"
PHONE = {"width": 320, "height": 640}
# 1280 by 800 at 200%.
ZOOMED = {"width": 640, "height": 400}
MOST_BYTES = 35 * 1024
MOST_LINES = 300
SLOWEST_FRAME_MS = 100


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoom"])
def test_nothing_has_to_be_scrolled_sideways(opened: Opener, server: FakeServer, size: dict[str, int]) -> None:
    widget = opened(server.url, viewport=size)
    long = "a" * 300
    server.state.answers[long] = [{**KEPT["answers"]["hello"][0], "title": long[:80], "text": long}]
    for text in (HELLO, PLAN, "nbme 231, 233, 232, exam in 3 weeks. delay?", long):
        widget.ask(text)
    wider = "nodes => nodes.filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.className)"
    assert widget.page.locator(".scroller, .bubble, .message, .head, .composer, .turn, .root").evaluate_all(wider) == []
    assert widget.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = widget.log.bounding_box()
    assert box is not None
    assert box["height"] > size["height"] * 0.5
    widget.button("What I know", exact=False).click()
    panel = widget.page.locator(".panel")
    assert panel.evaluate("node => node.scrollWidth <= node.clientWidth")


COVERED = """svg => { const texts = [...svg.querySelectorAll("text")].map((node) => [node.textContent, node.getBoundingClientRect()]);
  const frame = svg.closest(".bubble").getBoundingClientRect(), wrong = [];
  texts.forEach(([words, box], index) => {
    if (box.left < frame.left || box.right > frame.right) wrong.push(`${words} leaves the bubble`);
    for (const [other, second] of texts.slice(index + 1)) {
      const wide = Math.min(box.right, second.right) - Math.max(box.left, second.left);
      const high = Math.min(box.bottom, second.bottom) - Math.max(box.top, second.top);
      if (wide > 0 && high > 0.35 * box.height) wrong.push(`${words} covers ${other}`);
    }
  });
  return wrong; }"""


@pytest.mark.parametrize("width", [320, 390, 1100])
def test_no_label_of_a_chart_covers_another_or_leaves_its_answer(
    opened: Opener, server: FakeServer, width: int
) -> None:
    widget = opened(server.url, viewport={"width": width, "height": 700})
    kept = {
        reply["chart"]["kind"]: reply for replies in KEPT["answers"].values() for reply in replies if reply["chart"]
    }
    bands, practice, season, strengths = (kept[kind] for kind in ("bands", "practice", "season", "strengths"))
    rows = ([1, 300, 150, 232, 232, 233], [229], [200 + 7 * at % 46 for at in range(30)], [244] * 8)
    near = [{**day, "day": f"2027-06-0{at}"} for at, day in enumerate(season["chart"]["days"], 1)]
    long = [{**item, "label": item["label"] * 3, "detail": "one of many " * 9} for item in strengths["chart"]["items"]]
    charts = [
        *({**bands["chart"], "score": score} for score in (1, 212, 213, 225, 244, 258, 259, 300)),
        *({**practice["chart"], "scores": [{"score": score, "day": None} for score in row]} for row in rows),
        practice["chart"], season["chart"], strengths["chart"],
        *({**season["chart"], "today": day} for day in ("2027-09-01", "2028-03-17")),
        {**season["chart"], "today": "2027-06-03", "days": near},
        {**season["chart"], "days": [{**day, "label": f"{day['label']} and {day['label']}"} for day in near]},
        {**strengths["chart"], "items": long},
    ]  # fmt: skip
    server.state.answers["all"] = [{**bands, "chart": chart} for chart in charts]
    widget.ask("all")
    drawn = widget.page.locator("figure svg")
    expect(drawn).to_have_count(len(charts))
    assert {at: found for at, svg in enumerate(drawn.all()) if (found := svg.evaluate(COVERED))} == {}


def filled(server: FakeServer, count: int) -> str:
    """A person with a long conversation; gives the token."""
    token = server.state.begin()
    texts = [text for text in KEPT["answers"] if not text.startswith("/")]
    for number in range(count):
        server.state.run(server.state.people[token], f"old-{number}", texts[number % len(texts)])
    return token


def visit_as(widget: Widget, server: FakeServer, token: str) -> None:
    kept = json.dumps({"token": token, "expires": "2099-01-01T00:00:00Z"})
    widget.page.evaluate(
        "([key, value]) => localStorage.setItem(key, value)", [f"physiatry-advisor {server.url}", kept]
    )
    widget.page.reload()


def test_two_hundred_messages_stay_quick_to_scroll(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    visit_as(widget, server, filled(server, 200))
    expect(widget.said).to_have_count(50)
    for loaded in (100, 150, 200):
        widget.button("Show earlier messages").click()
        expect(widget.said).to_have_count(loaded)
    expect(widget.button("Show earlier messages")).to_be_hidden()
    times: list[float] = widget.page.locator(".scroller").evaluate(
        """async (node) => {
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          const times = [];
          for (let step = 0; step < 60; step += 1) {
            const start = performance.now();
            node.scrollTop = (node.scrollHeight * step) / 60;
            await frame();
            times.push(performance.now() - start);
          }
          return times.sort((a, b) => a - b);
        }"""
    )
    assert times[len(times) // 2] < SLOWEST_FRAME_MS


def test_a_day_is_named_once_at_its_first_message(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    token = filled(server, 4)
    for turn, day in zip(server.state.people[token]["turns"], ("03", "03", "04", "05"), strict=True):
        turn["at"] = f"2026-03-{day}T12:00:00+00:00"
    visit_as(widget, server, token)
    expect(widget.page.locator(".day-line:not([hidden])")).to_have_text(
        ["3 March 2026", "4 March 2026", "5 March 2026"]
    )


def test_the_newest_message_is_seen_first_and_found_again(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    visit_as(widget, server, filled(server, 20))
    expect(widget.said.last).to_be_attached()
    expect(widget.button("Newest message")).to_be_hidden()
    widget.page.locator(".scroller").evaluate("node => { node.scrollTop = 0; }")
    widget.button("Newest message").click()
    expect(widget.button("Newest message")).to_be_hidden()


# ---- on a page of somebody else


@pytest.fixture
def elsewhere() -> Iterator[FakeServer]:
    """Another origin, with a page of its own."""
    with fake_server() as other:
        yield other


def page_with(server: FakeServer, elsewhere: FakeServer, mode: str) -> str:
    elsewhere.state.pages["/club"] = (
        "<!doctype html><html lang=en><title>Club</title><style>* { color: red; font-size: 40px } button { display: none }</style>"
        f'<main><h1>Club</h1><script src="{server.url}/widget.js" data-mode="{mode}" async></script></main>'
    )
    return f"{elsewhere.url}/club"


def test_another_page_embeds_it_with_one_line(opened: Opener, server: FakeServer, elsewhere: FakeServer) -> None:
    server.state.origins.add(elsewhere.url)
    widget = opened(server.url)
    widget.page.goto(page_with(server, elsewhere, "bubble"))
    widget.button("Open the advisor").click()
    expect(widget.field).to_be_focused()
    widget.ask(HELLO)
    expect(widget.page.get_by_role("heading", name="238 is in the solid range")).to_be_visible()
    # The page's own style does not reach into it.
    assert widget.answers.first.evaluate("node => getComputedStyle(node).fontSize") == "16px"
    widget.page.keyboard.press("Escape")
    expect(widget.button("Open the advisor")).to_be_focused()


def test_inside_the_text_of_another_page(opened: Opener, server: FakeServer, elsewhere: FakeServer) -> None:
    server.state.origins.add(elsewhere.url)
    widget = opened(server.url)
    widget.page.goto(page_with(server, elsewhere, "inline"))
    widget.ask("hello")
    expect(widget.answers.first).to_be_visible()


def test_a_page_that_is_not_allowed_is_refused_in_words(
    opened: Opener, server: FakeServer, elsewhere: FakeServer
) -> None:
    widget = opened(server.url)
    widget.page.goto(page_with(server, elsewhere, "inline"))
    widget.ask(HELLO)
    expect(widget.failure).to_contain_text("This page may not talk to the advisor.")
    expect(widget.field).to_have_value(HELLO)
    assert server.state == State(pages=server.state.pages, going_on=server.state.going_on)


def test_a_server_that_is_down_is_not_taken_for_one_that_refuses(
    opened: Opener, server: FakeServer, elsewhere: FakeServer
) -> None:
    server.state.origins.add(elsewhere.url)
    widget = opened(server.url)
    widget.page.goto(page_with(server, elsewhere, "inline"))
    server.stop()
    widget.ask(HELLO)
    expect(widget.failure).to_contain_text("The advisor could not be reached. Your message is kept.")


# ---- what it weighs, and what it is made of


def test_all_that_the_widget_loads_is_small() -> None:
    sizes = {address: len(gzip.compress(content, 9)) for address, (_, content) in files().items()}
    print("\n".join(f"{size:>7,} bytes  {address}" for address, size in sizes.items()))  # noqa: T201
    print(f"{sum(sizes.values()):>7,} bytes  in all")  # noqa: T201
    assert sum(sizes.values()) < MOST_BYTES


def test_nothing_is_loaded_from_another_host(opened: Opener, server: FakeServer) -> None:
    asked: list[str] = []
    widget = opened(server.url)
    widget.page.on("request", lambda request: asked.append(request.url))
    widget.page.reload()
    widget.ask(HELLO)
    assert asked
    assert [url for url in asked if not url.startswith((server.url, "data:"))] == []


def test_no_part_is_longer_than_a_reader_bears() -> None:
    lengths = {path.name: path.read_text(encoding="utf-8").count("\n") for path in (WEB / "widget").glob("*.js")}
    assert len(lengths) > 5
    assert {name: lines for name, lines in lengths.items() if lines >= MOST_LINES} == {}


def test_every_string_of_the_widget_is_used() -> None:
    strings = (WEB / "widget" / "10-strings.js").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((WEB / "widget").glob("*.js")))
    names = re.findall(r"^  (\w+):", strings, re.M)
    assert [name for name in names if f"STRINGS.{name}" not in code] == []
