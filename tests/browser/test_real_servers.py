"""The page at the real servers, started as their command starts them: whole conversations, a crash, thieves, other pages, deletion."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.browser import Widget
from tests.browser.conftest import Opener
from tests.browser.fake_server import FakeServer, fake_server
from tests.browser.real_servers import RealServers, real_servers

HELLO = "hi, IMG from nepal, step1 pass 1st try, ck 238, need a J-1, applying 2028. chances in pmr?"
SCORES = "nbme 231, 236, 241, exam in 3 weeks. delay?"
# What a page of the same origin can read and ask; `token` null asks without one.
ASK = """async ([path, token, body]) => {
  const headers = token === null ? {} : { Authorization: `Bearer ${token}` };
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(`/webhooks/web/${path}`, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
  return [answer.status, await answer.text()];
}"""


@pytest.fixture(scope="session")
def allowed() -> Iterator[FakeServer]:
    """Another origin, whose pages the operator lets in."""
    with fake_server() as elsewhere:
        yield elsewhere


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, allowed: FakeServer) -> Iterator[RealServers]:
    with real_servers(tmp_path_factory.mktemp("store"), allowed.url) as running:
        yield running


def token_of(widget: Widget) -> str:
    """The session's token, as somebody at the person's own computer can read it."""
    (kept,) = widget.page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('physiatry-advisor'))"
    )
    token: str = json.loads(kept[1])["token"]
    return token


def person_of(token: str) -> str:
    """The id inside a token, which its signature guards and nothing hides."""
    person: str = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))["sub"]
    return person


def ask(widget: Widget, path: str, token: str | None, body: object = None) -> tuple[int, Any]:
    """What a page gets that asks the server by itself: the status, and the answer's lines."""
    status, text = widget.page.evaluate(ASK, [path, token, body])
    lines = [json.loads(line) for line in text.splitlines()]
    return status, lines if path == "message" else lines[0]


def visit_with(widget: Widget, token: str) -> None:
    """Come back as somebody whose browser holds this token."""
    kept = [f"physiatry-advisor {widget.page.evaluate('location.origin')}", token]
    widget.page.evaluate(
        "([key, token]) => localStorage.setItem(key, JSON.stringify({ token, expires: '2099-01-01T00:00:00Z' }))", kept
    )
    widget.page.reload()
    widget.field.wait_for()


def press(widget: Widget, name: str, key: str = "Tab") -> None:
    widget.tab_to(name, key)
    widget.page.keyboard.press("Enter")


def type_in(widget: Widget, text: str) -> None:
    widget.page.keyboard.type(text)
    widget.page.keyboard.press("Enter")
    widget.settled()


def test_a_whole_conversation_by_keyboard_alone(opened: Opener, real: RealServers) -> None:
    widget = opened(real.url)
    widget.tab_to("Your message")
    type_in(widget, HELLO)
    answer = widget.answers.first
    expect(answer.get_by_role("heading", name="238 is in the solid range")).to_be_visible()
    expect(answer.get_by_role("img")).to_have_accessible_name(
        "238 on the article's ranges: solid, 235 to 244. The others: low to 224, borderline 225 to 234, strong from 245."
    )
    press(widget, "From the article", "Shift+Tab")
    expect(widget.page.locator("details[open] .section").last).to_be_visible()
    press(widget, "Source 1", "Shift+Tab")
    assert widget.focused.startswith("How programs view scores")
    facts = widget.facts()
    assert (facts["Step 2 CK"], facts["Visa"], len(facts)) == ("238", "J-1", 7)

    widget.tab_to("What I know", "Shift+Tab")
    widget.tab_to("Change: Step 2 CK", whole=True)
    widget.page.keyboard.press("Enter")
    widget.page.keyboard.press("Control+A")
    type_in(widget, "246")
    expect(widget.said.last).to_have_text("Step 2 CK: 246")
    press(widget, "Remove: Visa")
    expect(widget.said.last).to_have_text("Forget: Visa")
    expect(widget.panel.get_by_text("J-1", exact=True)).to_have_count(0)
    widget.settled()
    assert "Visa" not in widget.facts()
    assert widget.facts()["Step 2 CK"] == "246"

    widget.tab_to("Your message", "Shift+Tab")
    type_in(widget, "what should i do next")
    expect(widget.page.locator(".step").nth(2)).to_be_visible()
    expect(widget.page.locator(".step").first).to_contain_text("To do:")

    before = (widget.said.all_inner_texts(), widget.answers.all_inner_texts(), widget.facts())
    assert len(before[0]) == 4
    for other in (widget, Widget(widget.page.context.new_page())):
        other.open(real.url)
        expect(other.said).to_have_count(4)
        expect(other.panel.locator(".fact")).to_have_count(len(before[2]))
        assert (other.said.all_inner_texts(), other.answers.all_inner_texts(), other.facts()) == before


def test_servers_that_die_in_the_middle_of_a_message_lose_and_double_nothing(opened: Opener, real: RealServers) -> None:
    widget = opened(real.url)
    widget.ask("hello")
    answers = widget.answers.count()
    with real.nothing_is_saved():
        widget.write(SCORES)
        # It is answered, its facts are kept, and the turn is not stored yet.
        expect(widget.answers.nth(answers)).to_be_visible()
        real.kill()
    expect(widget.failure).to_contain_text("Your message is kept.")
    widget.ask("is step 3 worth it?")
    expect(widget.failure).to_have_count(2)
    widget.field.fill("and what about lett")
    real.start()
    widget.button("Try again").first.click()
    widget.button("Try again").last.click()
    expect(widget.failure).to_have_count(0)
    widget.settled()
    said = ["hello", SCORES, "is step 3 worth it?"]
    expect(widget.said).to_have_text(said)
    expect(widget.field).to_have_value("and what about lett")
    # Not the inner texts: what is far outside of the window is not laid out and has none.
    answers_then = widget.answers.all_text_contents()
    facts = widget.facts()
    assert facts["Practice scores"] == "231, 236, 241"
    widget.page.reload()
    expect(widget.said).to_have_text(said)
    assert widget.answers.all_text_contents() == answers_then
    expect(widget.field).to_have_value("and what about lett")
    expect(widget.panel.locator(".fact")).to_have_count(len(facts))
    assert widget.facts() == facts


def test_an_id_without_its_token_opens_nothing(opened: Opener, real: RealServers) -> None:
    victim = opened(real.url)
    victim.ask(HELLO)
    token = token_of(victim)
    person, (head, claims, signature) = person_of(token), token.split(".")
    other_id = urlsafe_b64encode(json.dumps({"sub": person, "aud": "web", "exp": 4e9}).encode()).decode().rstrip("=")
    unsigned = urlsafe_b64encode(b'{"alg":"none","typ":"JWT"}').decode().rstrip("=")
    thief = opened(real.url)
    forged = [person, f"web:{person}", f"{head}.{claims}.", f"{unsigned}.{claims}.", f"{head}.{other_id}.{signature}"]
    for shown in (None, *forged):
        for path in ("history", "profile"):
            status, told = ask(thief, path, shown)
            assert (status, list(told)) == (401, ["error"])
        assert ask(thief, f"history?limit=50&person={person}", shown)[0] == 401
        assert ask(thief, "message", shown, {"message_id": "a", "text": "what do you know about me"})[0] == 401
    status, begun = ask(thief, "session", person, {"person": person, "sub": person})
    assert (status, begun["renewed"]) == (200, False)
    assert person_of(begun["token"]) != person
    visit_with(thief, f"{head}.{claims}.")
    expect(thief.page.get_by_text("Where do you stand")).to_be_visible()
    thief.ask("what do you know about me")
    expect(thief.said).to_have_count(1)
    expect(thief.panel.locator(".fact")).to_have_count(0)
    expect(thief.answers.first).to_contain_text("I know nothing about you yet.")


def test_deleting_leaves_the_page_of_somebody_new_and_a_stolen_token_empty(opened: Opener, real: RealServers) -> None:
    widget = opened(real.url)
    sent = list[Any]()
    widget.page.on("request", lambda request: sent.append(request) if request.url.endswith("/message") else None)
    widget.ask(HELLO)
    stolen, message = token_of(widget), json.loads(sent[0].post_data)
    assert [turn["text"] for turn in ask(widget, "history", stolen)[1]["turns"]] == [HELLO]
    widget.ask("forget me")
    widget.answers.last.get_by_role("button", name="Delete").click()
    expect(widget.answers).to_have_count(1)
    expect(widget.answers).to_contain_text("is deleted")
    widget.settled()
    expect(widget.panel.locator(".fact")).to_have_count(0)
    assert widget.page.evaluate("Object.keys(localStorage)") == []
    widget.page.reload()
    expect(widget.page.get_by_text("Where do you stand")).to_be_visible()
    expect(widget.said).to_have_count(0)
    widget.ask("what do you know about me")
    expect(widget.answers.first).to_contain_text("I know nothing about you yet.")
    assert person_of(token_of(widget)) != person_of(stolen)

    thief = opened(real.url)
    visit_with(thief, stolen)
    expect(thief.said).to_have_count(0)
    assert ask(thief, "history", stolen)[1] == {"turns": [], "before": None}
    assert ask(thief, "profile", stolen)[1]["facts"] == []
    thief.ask("what do you know about me")
    expect(thief.answers.first).to_contain_text("I know nothing about you yet.")
    # An old message runs as a new one: nothing of its old answer was kept.
    assert (
        ask(
            thief,
            "feedback",
            stolen,
            {"message_id": message["message_id"], "reply_id": "band.solid", "helpful": True, "reason": ""},
        )[0]
        == 404
    )


def page_with(elsewhere: FakeServer, real: RealServers) -> str:
    elsewhere.state.pages["/club"] = (
        "<!doctype html><html lang=en><title>Club</title><main><h1>Club</h1>"
        f'<script src="{real.url}/widget.js" data-mode="bubble" async></script></main>'
    )
    return f"{elsewhere.url}/club"


def test_a_page_of_an_allowed_origin_embeds_it_with_one_line(
    opened: Opener, real: RealServers, allowed: FakeServer
) -> None:
    widget = opened(real.url)
    widget.page.goto(page_with(allowed, real))
    widget.button("Open the advisor").click()
    widget.ask(HELLO)
    expect(widget.page.get_by_role("heading", name="238 is in the solid range")).to_be_visible()
    widget.page.reload()
    widget.button("Open the advisor").click()
    expect(widget.said).to_have_text([HELLO])


def test_a_page_of_any_other_origin_is_refused_in_words(opened: Opener, real: RealServers, server: FakeServer) -> None:
    widget = opened(real.url)
    widget.page.goto(page_with(server, real))
    widget.button("Open the advisor").click()
    widget.ask(HELLO)
    expect(widget.failure).to_contain_text("This page may not talk to the advisor.")
    expect(widget.answers).to_have_count(0)
