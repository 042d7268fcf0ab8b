"""The plan as files of the web page: buttons under one reply, files that arrive whole, and faults that are said."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.browser import Widget
from tests.browser.conftest import Opener
from tests.browser.fake_server import FILES, KEPT, FakeServer
from tests.browser.test_accessibility import violations

PLAN = "CK 238, step 1 passed first try, non-US IMG, need a J-1, applying 2028. what should i do next"
KEEP = "/export_plan"
TITLES = {"pdf": "PDF", "ics": "Calendar", "md": "Text", "json": "Data"}


def asked(opened: Opener, server: FakeServer, **options: object) -> Widget:
    widget = opened(server.url, **options)
    widget.ask(KEEP)
    return widget


def status(widget: Widget) -> object:
    return expect(widget.page.locator(".files-told"))


@pytest.mark.parametrize("form", TITLES)
def test_each_form_of_the_plan_is_saved_as_a_file(opened: Opener, server: FakeServer, form: str) -> None:
    widget = asked(opened, server)
    row = widget.page.get_by_role("group", name="Save the plan as a file")
    assert row.get_by_role("button").all_inner_texts() == list(TITLES.values())
    with widget.page.expect_download() as saving:
        row.get_by_role("button", name=f"Save the plan: {TITLES[form]}").click()
    assert saving.value.suggested_filename == f"pmr-plan-2028.{form}"
    assert saving.value.path().read_bytes() == FILES[form][1]
    expect(widget.page.locator(".files-told")).to_have_text(f"Saved as pmr-plan-2028.{form}")
    assert server.state.files == [f"plan.{form}"]


def test_the_files_stand_under_the_plan_to_keep_and_under_no_other_answer(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(PLAN)
    assert widget.page.locator(".plan").count() == 1
    assert widget.page.get_by_role("group", name="Save the plan as a file").count() == 0
    widget.button("Plan as a file").click()
    expect(widget.page.get_by_role("group", name="Save the plan as a file")).to_have_count(1)


def test_by_keyboard_alone(opened: Opener, server: FakeServer) -> None:
    widget = asked(opened, server)
    widget.page.locator(".plan-title").last.click()
    widget.tab_to("Save the plan: Calendar")
    with widget.page.expect_download() as saving:
        widget.page.keyboard.press("Enter")
    assert saving.value.suggested_filename.endswith(".ics")
    assert widget.focused == "Save the plan: Calendar"


def test_a_fault_is_one_sentence_and_the_next_try_saves_it(opened: Opener, server: FakeServer) -> None:
    widget = asked(opened, server)
    server.state.faults.append("file")
    button = widget.button("Save the plan: PDF")
    button.click()
    told = widget.page.locator(".files-told")
    expect(told).to_have_text("I can't reach my memory right now. Please try again in a minute.")
    expect(told).to_have_attribute("role", "status")
    with widget.page.expect_download():
        button.click()
    expect(told).to_have_text("Saved as pmr-plan-2028.pdf")


def test_without_a_server_the_sentence_is_about_the_file(opened: Opener, server: FakeServer) -> None:
    widget = asked(opened, server)
    server.stop()
    widget.button("Save the plan: PDF").click()
    expect(widget.page.locator(".files-told")).to_have_text("The file could not be made. Please try again.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(opened: Opener, server: FakeServer, scheme: str) -> None:
    widget = asked(opened, server, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    with widget.page.expect_download():
        widget.button("Save the plan: Text").click()
    expect(widget.page.locator(".files-told")).to_contain_text("Saved as")
    assert violations(widget) == []


def test_the_kept_answer_is_within_a_phones_width(opened: Opener, server: FakeServer) -> None:
    widget = asked(opened, server, viewport={"width": 320, "height": 640})
    boxes = [each.bounding_box() for each in widget.page.locator(".files button").all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["height"] >= 44 for box in boxes)
    assert KEPT["answers"][KEEP][0]["id"] == "plan.file"
