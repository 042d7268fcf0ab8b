"""Reloads, second tabs, cut connections and killed servers: nothing is lost and nothing is there twice."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.browser import Widget
from tests.browser.conftest import Opener
from tests.browser.fake_server import FakeServer

HELLO = "hi, IMG from nepal, step1 pass 1st try, ck 238, need visa. chances in pmr?"
LOW = "got 219. is it over"


def turns(server: FakeServer) -> list[str]:
    return [turn["text"] for person in server.state.people.values() for turn in person["turns"]]


def test_a_reload_keeps_the_conversation_and_marks_used_answers(opened: Opener, address: str) -> None:
    widget = opened(address)
    widget.ask(HELLO)
    widget.button("None yet").click()
    expect(widget.said).to_have_count(2)
    widget.settled()
    before = widget.answers.all_inner_texts()
    widget.page.reload()
    expect(widget.said).to_have_text([HELLO, "None yet"])
    assert widget.answers.all_inner_texts() == before
    expect(widget.page.get_by_role("button", name="None yet (chosen)")).to_be_attached()
    expect(widget.page.locator(".day-line:not([hidden])")).to_have_text("Today")


def test_a_second_tab_has_the_conversation_and_both_stay_together(opened: Opener, address: str) -> None:
    first = opened(address)
    first.ask(HELLO)
    second = Widget(first.page.context.new_page()).open(address)
    expect(second.said).to_have_text([HELLO])
    second.ask("is step 3 worth it?")
    expect(first.said).to_have_text([HELLO, "is step 3 worth it?"])


def test_somebody_else_sees_nothing_of_it(opened: Opener, address: str) -> None:
    opened(address).ask(HELLO)
    expect(opened(address).said).to_have_count(0)


def test_nothing_is_asked_of_the_server_before_somebody_writes(opened: Opener, server: FakeServer) -> None:
    opened(server.url)
    assert server.state.people == {}


def test_a_server_that_is_down_keeps_the_message_and_a_retry_sends_it(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(LOW)
    server.stop()
    widget.ask(HELLO)
    expect(widget.failure).to_contain_text("Your message is kept.")
    expect(widget.said.last).to_have_text(HELLO)
    server.start()
    widget.button("Try again").click()
    expect(widget.page.get_by_role("heading", name="238 is in the solid range")).to_be_visible()
    widget.settled()
    expect(widget.failure).to_have_count(0)
    expect(widget.said).to_have_text([LOW, HELLO])
    assert turns(server) == [LOW, HELLO]


def test_an_answer_that_breaks_off_is_completed_without_doubles(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    server.state.faults.append("middle")
    widget.ask(HELLO)
    expect(widget.answers).to_have_count(1)
    expect(widget.failure).to_contain_text("broke off")
    widget.button("Try again").click()
    expect(widget.answers).to_have_count(3)
    widget.settled()
    expect(widget.failure).to_have_count(0)
    assert list(server.state.runs.values()) == [1]


def test_a_connection_cut_before_the_turn_loses_nothing(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask("hello")
    server.state.faults += ["before", "before"]  # a browser may ask a second time by itself
    widget.ask(LOW)
    server.state.faults.clear()
    if widget.failure.count():
        widget.button("Try again").click()
    expect(widget.page.locator(".severity")).to_be_visible()
    widget.settled()
    assert turns(server) == ["hello", LOW]


def test_a_reload_while_the_answer_is_on_its_way(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask("hello")
    server.state.faults.append("wait")
    widget.write(HELLO)
    expect(widget.page.locator(".typing.shown")).to_be_attached()
    server.state.faults.append("wait")
    widget.page.reload()
    expect(widget.said).to_have_text(["hello", HELLO])
    server.state.going_on.set()
    widget.settled()
    expect(widget.said).to_have_text(["hello", HELLO])
    assert turns(server).count(HELLO) == 1


def test_what_is_typed_outlives_a_reload(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.field.fill("my ck is 2")
    widget.page.reload()
    expect(widget.field).to_have_value("my ck is 2")


def test_too_many_messages_say_when_to_try_again(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    server.state.faults.append("429")
    widget.ask(HELLO)
    expect(widget.failure).to_contain_text("You can try again in 30 seconds.")
    expect(widget.button("Try again")).to_have_attribute("aria-disabled", "true")
    expect(widget.field).to_be_editable()


def test_a_history_that_cannot_be_read_is_said_and_asked_for_again(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    server.state.faults.append("history")
    widget.page.reload()
    expect(widget.failure).to_contain_text("They are not lost.")
    widget.button("Try again").click()
    expect(widget.said).to_have_text([HELLO])
    expect(widget.failure).to_have_count(0)


def test_a_session_that_the_server_does_not_know_any_more_begins_anew(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    server.state.people.clear()
    widget.ask(LOW)
    expect(widget.said).to_have_text([LOW])
    expect(widget.page.get_by_text("Your session has ended")).to_be_visible()


def test_without_storage_it_still_talks(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.page.add_init_script(
        "for (const area of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, area, { get() { throw new DOMException('blocked'); } });"
    )
    widget.page.reload()
    widget.ask(LOW)
    widget.ask("sorry its 242 not 219")
    assert len(server.state.people) == 1
