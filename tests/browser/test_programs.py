"""A person's own program list in the widget: sent as a file, shown by tiers, with what could not be read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.fake_server import FILES, SHOW_LIST, FakeServer
from tests.browser.test_accessibility import violations
from tests.browser.test_conversation import reply

CITED = [{"id": "programs.prioritize_track_record", "section": "When scores are low / programs"}]


def program(number: int, **content: Any) -> dict[str, Any]:
    held = {"name": f"Example Rehab Hospital {number}", "place": "Springfield, OH", "specialty": "PM&R", "unknown": []}
    reasons = [{"text": "It has taken IMGs before", "citations": CITED}]
    return {**held, "reasons": reasons, "checked_on": "2026-10-01", "stale": False, "moved_from": None, **content}


@pytest.fixture
def listed(server: FakeServer) -> FakeServer:
    """A server that answers with a placed list."""
    unknown = [{"text": "Visas that it sponsors", "where": "the program's website, FREIDA"}]
    old = program(2, checked_on="2024-01-03", stale=True, moved_from="leave_out", unknown=unknown)
    content = {
        "kind": "programs",
        "made_on": "2026-11-22",
        "total": 14,
        "tiers": [
            {"tier": "apply_first", "label": "Apply first", "count": 12, "programs": [program(1), old]},
            {"tier": "apply", "label": "Apply", "count": 0, "programs": []},
            {"tier": "leave_out", "label": "Leave out", "count": 2, "programs": [program(3, checked_on=None)]},
        ],
        "faults": [
            {"row": 7, "column": "Cutoff", "found": "about mid", "reason": "a number from 1 to 300 is expected"}
        ],
    }
    server.state.answers[SHOW_LIST] = [reply(id="programs.list", title="Your list of 14 programs", document=content)]
    return server


def send(widget: Any, name: str, content: bytes) -> None:
    with widget.page.expect_file_chooser() as chooser:
        widget.button("Send your program list (a CSV file)").click()
    chooser.value.set_files([{"name": name, "mimeType": "text/csv", "buffer": content}])


def test_a_list_is_sent_and_its_tiers_are_shown(opened: Opener, listed: FakeServer) -> None:
    widget = opened(listed.url)
    send(widget, "my list.csv", b"Program,City\nExample Rehab Hospital 1,Springfield\n")
    expect(widget.page.get_by_role("heading", name="Your list of 14 programs")).to_be_visible()
    expect(widget.said.last).to_have_text("My program list: my list.csv")
    assert listed.state.lists == [("my list.csv", "Program,City\nExample Rehab Hospital 1,Springfield\n")]
    first = widget.page.locator("details.tier").first
    expect(first).to_contain_text("Apply first (12)")
    expect(first).to_contain_text("And 10 more")
    expect(first).to_contain_text("Checked on 3 January 2024: more than a year ago")
    expect(first).to_contain_text("Moved here from: Leave out")
    expect(first).to_contain_text("Still unknown: visas that it sponsors (the program's website, FREIDA)")
    expect(widget.page.locator("details.tier")).to_have_count(3)
    widget.page.get_by_text("What I could not read (1)").click()
    expect(widget.page.get_by_text("Row 7, Cutoff, “about mid”: a number from 1 to 300 is expected")).to_be_visible()
    first.get_by_role("button", name=re.compile("Source 1")).first.click()
    assert widget.focused.startswith("When scores are low")


def test_after_a_reload_the_message_is_still_named(opened: Opener, listed: FakeServer) -> None:
    widget = opened(listed.url)
    send(widget, "list.csv", b"Program\nExample Rehab Hospital 1\n")
    expect(widget.page.locator("details.tier").first).to_be_visible()
    widget.page.reload()
    expect(widget.said.last).to_have_text("My program list")


def test_a_workbook_is_refused_in_a_sentence(opened: Opener, listed: FakeServer) -> None:
    widget = opened(listed.url)
    send(widget, "list.xlsx", b"PK\x03\x04")
    expect(widget.page.get_by_text("“list.xlsx” is a workbook. I can read CSV.").first).to_be_visible()
    expect(widget.said).to_have_count(0)


def test_a_file_that_is_too_large_is_not_sent(opened: Opener, listed: FakeServer) -> None:
    widget = opened(listed.url)
    send(widget, "list.csv", b"a" * (400 * 1024 + 1))
    expect(widget.page.get_by_text("That file is too large.").first).to_be_visible()
    assert listed.state.lists == []


AS_FILE, TEMPLATE = (SHOW_LIST.replace("brought", each) for each in ("file", "template"))


@pytest.mark.parametrize("payload", [SHOW_LIST, AS_FILE], ids=["list", "file"])
@pytest.mark.parametrize(("form", "title"), [("csv", "CSV"), ("pdf", "PDF")])
def test_the_whole_list_is_saved_as_a_file(
    opened: Opener, server: FakeServer, payload: str, form: str, title: str
) -> None:
    widget = opened(server.url)
    widget.ask(payload)
    row = widget.page.get_by_role("group", name="Save your list as a file")
    assert row.inner_text().split() == ["Save:", "CSV", "PDF"]
    with widget.page.expect_download() as saving:
        row.get_by_role("button", name=f"Save your list: {title}").click()
    assert saving.value.suggested_filename == f"my-programs.{form}"
    assert saving.value.path().read_bytes() == FILES[form][1]
    expect(widget.page.locator(".files-told")).to_have_text(f"Saved as my-programs.{form}")
    assert server.state.files == [f"programs.{form}"]


def test_an_empty_list_is_saved_from_what_there_is_to_look_up(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(TEMPLATE)
    with widget.page.expect_download() as saving:
        widget.button("Save an empty list: CSV template").click()
    assert saving.value.suggested_filename == "program-list-template.csv"
    assert server.state.files == ["programs-template.csv"]


def test_the_counts_of_the_tiers_are_bold_and_nothing_else_is(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(SHOW_LIST)
    counts = widget.page.locator(".paragraph").filter(has_text="Apply first to")
    assert counts.locator("strong").all_inner_texts() == ["3", "1", "2", "2"]
    assert "*" not in counts.inner_text()


def test_the_list_is_not_offered_as_a_file_twice(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(SHOW_LIST)
    expect(widget.page.get_by_role("group", name="Save your list as a file")).to_have_count(1)
    assert widget.page.get_by_role("button", name="As a file").count() == 0


@pytest.mark.parametrize("width", [320, 390])
def test_a_list_and_its_files_are_within_a_phones_width(opened: Opener, server: FakeServer, width: int) -> None:
    widget = opened(server.url, viewport={"width": width, "height": 780}, reduced_motion="reduce", bypass_csp=True)
    widget.ask(SHOW_LIST)
    for tier in widget.page.locator("details.tier").all():
        tier.evaluate("tier => { tier.open = true; }")
    boxes = [each.bounding_box() for each in widget.page.locator(".files button, .tier, .program").all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert all(
        box["height"] >= 44 for each in widget.page.locator(".files button").all() if (box := each.bounding_box())
    )
    assert violations(widget) == []
