"""A conversation in the widget, as somebody sees and hears it who uses nothing but the keyboard."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.fake_server import KEPT, FakeServer

HELLO = "hi, IMG from nepal, step1 pass 1st try, ck 238, need visa. chances in pmr?"
PLAN = "CK 238, step 1 passed first try, non-US IMG, need a J-1, applying 2028. what should i do next"
LETTERS = "2 letters, one from a physiatrist, and 2 months of usce. whats missing?"
PRACTICE = "nbme 231, 233, 232, exam in 3 weeks. delay?"


def reply(**content: Any) -> dict[str, Any]:
    empty = {"id": "test.reply", "severity": "info", "title": "", "body": [], "facts_used": {}, "citations": []}
    return {**empty, "notes": [], "next": [], "chart": None, "document": None, "text": "text", **content}


def test_a_whole_conversation_by_keyboard_alone(opened: Opener, address: str) -> None:
    widget = opened(address)
    widget.tab_to("Your message")
    widget.page.keyboard.type(HELLO)
    widget.page.keyboard.press("Enter")
    expect(widget.page.get_by_role("heading", name="238 is in the solid range")).to_be_visible()
    widget.settled()
    assert widget.focused == "Your message"
    widget.tab_to("None yet", "Shift+Tab")
    widget.page.keyboard.press("Enter")
    expect(widget.said.last).to_have_text("None yet")
    widget.settled()
    assert widget.focused == "Your message"
    widget.tab_to("From the article", "Shift+Tab")
    widget.tab_to("Source 1", "Shift+Tab")
    widget.page.keyboard.press("Enter")
    assert widget.focused.startswith("How programs view scores")
    widget.tab_to("What I know", "Shift+Tab")
    widget.tab_to("Change: Step 2 CK", whole=True)
    widget.page.keyboard.press("Enter")
    widget.page.keyboard.press("Control+A")
    widget.page.keyboard.type("245")
    widget.page.keyboard.press("Enter")
    expect(widget.said.last).to_have_text("Step 2 CK: 245")
    expect(widget.page.get_by_role("heading", name="245 is in the strong range")).to_be_visible()
    widget.tab_to("More actions", "Shift+Tab")
    widget.page.keyboard.press("Enter")
    assert widget.focused == "New conversation"
    widget.page.keyboard.press("Escape")
    assert widget.focused == "More actions"


def test_the_focus_stays_where_it_is_when_an_answer_comes(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    server.state.faults.append("wait")
    widget.write(HELLO)
    widget.button("More actions").focus()
    server.state.going_on.set()
    expect(widget.answers.first).to_be_visible()
    assert widget.focused == "More actions"


def test_an_answer_is_told_once_without_marks(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    told = widget.page.locator("[aria-live=polite]").inner_text()
    assert "On Step 2 CK, 238 is solid for PM&R" in told
    assert not {"*", "[", "]"} & set(told)
    assert widget.log.get_attribute("aria-live") == "off"


def test_an_answer_shows_all_that_the_contract_holds(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    first, second, question = widget.answers.all()
    expect(first.get_by_role("img")).to_have_accessible_name(
        "238 on the article's ranges: solid, 235 to 244. The others: low to 224, borderline 225 to 234, strong from 245."
    )
    expect(first.locator("strong")).to_have_text("solid")
    note = first.get_by_role("list", name="Facts from outside the article")
    expect(note).to_contain_text("Confirmed as of 7 September 2019")
    expect(note.get_by_role("link")).to_have_attribute("href", KEPT["answers"][HELLO][0]["notes"][0]["source"])
    expect(second.locator(".severity")).to_have_text("Keep in mind")
    expect(second.locator(".points li")).to_have_count(3)
    expect(question.get_by_role("button", name="1 letter")).to_be_visible()


def test_a_citation_opens_the_section_that_it_comes_from(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    first = widget.answers.first
    expect(first.locator(".section").first).to_be_hidden()
    first.get_by_role("button", name="Source 2").click()
    expect(first.locator(".section.shown")).to_be_visible()
    assert first.locator(".section.shown .crumb").all_inner_texts() == ["How programs view scores", "Step 1"]


def test_a_used_answer_stays_readable_and_does_nothing_more(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    widget.button("None yet").click()
    expect(widget.said.last).to_have_text("None yet")
    widget.settled()
    used = widget.page.get_by_role("button", name="None yet (chosen)")
    expect(used).to_have_attribute("aria-disabled", "true")
    other = widget.button("2 letters")
    expect(other).to_have_attribute("aria-disabled", "true")
    other.dispatch_event("click")
    expect(widget.said).to_have_count(2)
    expect(widget.button("US experience").first).not_to_have_attribute("aria-disabled", "true")


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        (HELLO, 0, ["238", "low", "borderline", "solid", "strong", "1", "225", "235", "245", "300"]),
        (PRACTICE, 0, ["231", "233", "232", "target 245", "floor 235", "plateau 230-235"]),
        (PRACTICE, 0, ["told from 14 Sept 2026 to 22 Nov 2026"]),
        (
            PRACTICE,
            1,
            ["22 Nov 2026", "today", "13 Dec 2026", "your exam date", "7 Jul 2027", "last safe day for Step 2 CK"],
        ),
        (PRACTICE, 1, ["17 Mar 2028", "Match Day", "Expected, not confirmed"]),
        (
            LETTERS,
            0,
            ["Letters from US physiatrists", "partly: 1 of 2", "there: 1 other letter, by number", "not told yet"],
        ),
    ],
)
def test_a_chart_is_drawn_and_said_in_words(
    opened: Opener, server: FakeServer, question: str, answer: int, words: list[str]
) -> None:
    widget = opened(server.url)
    widget.ask(question)
    figure = widget.answers.nth(answer).get_by_role("figure")
    said = KEPT["answers"][question][answer]["chart"]["alt"]
    expect(figure.get_by_role("img")).to_have_accessible_name(said)
    shown = figure.locator("svg text").all_text_contents()
    assert [each for each in words if each not in shown] == []
    expect(figure.get_by_text(said)).to_be_hidden()
    figure.get_by_text("This picture in words").click()
    expect(figure.get_by_text(said)).to_be_visible()


def test_nothing_is_drawn_of_the_facts_that_an_answer_used(opened: Opener, server: FakeServer) -> None:
    server.state.answers["trend"] = [
        reply(id="practice.loose", title="231", facts_used={"practice_scores": [226, 231]})
    ]
    widget = opened(server.url)
    widget.ask("trend")
    expect(widget.answers.first).to_contain_text("231")
    expect(widget.answers.first.get_by_role("img")).to_have_count(0)


def test_a_plan_is_a_checklist_with_days_and_certainty(opened: Opener, server: FakeServer) -> None:
    done = {**KEPT["answers"][PLAN][0]["document"]}
    done["steps"] = [{**done["steps"][0], "done": True}, {**done["steps"][1], "late": True}, *done["steps"][2:]]
    server.state.answers[PLAN] = [{**KEPT["answers"][PLAN][0], "document": done}]
    widget = opened(server.url)
    widget.ask(PLAN)
    expect(widget.page.locator(".plan-head")).to_contain_text("1 of 7 done")
    steps = widget.page.locator(".step").all_inner_texts()
    assert [text.split()[0] for text in steps[:3]] == ["Done:", "Late:", "To"]
    assert "by 1 September 2027, expected" in steps[0]
    # The steps are not said a second time above the list.
    assert widget.log.get_by_text("A PM&R rotation in the US, late enough").count() == 1
    widget.page.get_by_text("Days of this season").click()
    expect(widget.page.locator(".day").first).to_contain_text("2 June 2027, expected")


def test_what_the_bot_knows_grows_and_can_be_changed_and_removed(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    panel = widget.page.get_by_role("region", name="What I know about you")
    widget.ask("got 219. is it over")
    expect(panel.locator(".fact-value")).to_have_text("219")
    expect(panel).to_contain_text("“got 219. is it over”")
    widget.button("Change: Step 2 CK").click()
    panel.get_by_role("textbox").fill("999")
    panel.get_by_role("button", name="Save").click()
    expect(panel).to_contain_text("That value does not fit.")
    expect(widget.said).to_have_count(1)
    panel.get_by_role("textbox").fill("245")
    panel.get_by_role("button", name="Save").click()
    expect(panel.locator(".fact-value")).to_have_text("245")
    widget.button("Remove: Step 2 CK").click()
    expect(panel.locator(".fact")).to_have_count(0)
    expect(widget.said.last).to_have_text("Forget: Step 2 CK")


@pytest.mark.parametrize(
    ("label", "value", "payload"),
    [
        ("Visa", "J-1", '/profile_statement{"visa_need":"J-1"}'),
        ("Practice scores", "231, 236", '/profile_statement{"practice_scores":[231,236]}'),
        ("Applying again", "Yes", '/profile_statement{"reapplicant":true}'),
        ("Step 2 CK date", "2027-06", '/profile_statement{"step2_ck_date":"2027-06"}'),
        ("Months of US clinical experience", "1.5", '/profile_statement{"usce_months":1.5}'),
        ("Backup specialty", "internal medicine", '/profile_statement{"backup_specialty":"internal medicine"}'),
    ],
)
def test_a_fact_of_each_kind_can_be_added(
    opened: Opener, server: FakeServer, label: str, value: str, payload: str
) -> None:
    widget = opened(server.url)
    widget.ask("hello")
    panel = widget.page.get_by_role("region", name="What I know about you")
    panel.get_by_label("Add a fact").select_option(label=label)
    field = panel.get_by_label(label, exact=True)
    if field.evaluate("node => node.tagName") == "SELECT":
        field.select_option(label=value)
    else:
        field.fill(value)
    panel.get_by_role("button", name="Save").click()
    widget.settled()
    (person,) = server.state.people.values()
    assert person["turns"][-1]["text"] == payload


def test_feedback_goes_with_its_reason(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    first = widget.answers.first
    first.get_by_role("button", name="This helped").click()
    expect(first.get_by_role("button", name="This helped")).to_have_attribute("aria-pressed", "true")
    first.get_by_role("button", name="This did not help").click()
    first.get_by_label("What was missing or wrong?").fill("no dates")
    widget.button("Send feedback").click()
    expect(first.get_by_role("button", name="This did not help")).to_have_attribute("aria-pressed", "true")
    given = [(each["reply_id"], each["helpful"], each["reason"]) for each in server.state.feedback]
    assert given == [("band.solid", True, ""), ("band.solid", False, "no dates")]


def test_deleting_throws_the_session_away_and_begins_anew(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    widget.button("More actions").click()
    widget.button("Delete my data").click()
    widget.button("Delete all of it").click()
    expect(widget.answers).to_have_count(1)
    expect(widget.answers).to_contain_text("is deleted")
    expect(widget.button("What I know")).to_be_visible()
    widget.ask("hello")
    assert len(server.state.people) == 2


def test_a_new_conversation_keeps_the_facts(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url)
    widget.ask(HELLO)
    widget.button("More actions").click()
    widget.button("New conversation").click()
    expect(widget.page.locator(".new-line")).to_have_text("New conversation")
    expect(widget.button("What I know (6)")).to_be_visible()


def test_an_older_question_can_be_asked_again_and_copied(opened: Opener, server: FakeServer) -> None:
    widget = opened(server.url, permissions=["clipboard-read", "clipboard-write"])
    widget.ask(HELLO)
    widget.button("Ask this again").click()
    expect(widget.field).to_have_value(HELLO)
    widget.answers.first.get_by_role("button", name="Copy").click()
    expect(widget.page.get_by_text("Copied.")).to_be_visible()
    assert "238 is solid for PM&R" in widget.page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        "<script>document.title='taken'</script>",
        "[click](javascript:alert(1))",
        '"><svg/onload=alert(1)>',
        "**<b onclick=alert(1)>bold</b>**",
        "&lt;b&gt; &#60;script&#62;",
    ],
)
def test_strings_that_look_like_markup_stay_text(opened: Opener, server: FakeServer, text: str) -> None:
    server.state.answers[text] = [
        reply(
            title=text,
            text=text,
            body=[{"type": "paragraph", "text": text}, {"type": "list", "items": [text]}],
            citations=[{"id": "a", "section": text}],
            notes=[{"text": text, "as_of": text, "source": "javascript:alert(1)", "certainty": text}],
            next=[{"title": text, "payload": "/help"}],
        )
    ]
    widget = opened(server.url)
    widget.page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    widget.ask(text)
    expect(widget.said.last).to_have_text(text)
    expect(widget.answers.locator(".title")).to_have_text(text.replace("**", ""))
    assert widget.answers.locator("img, script, b, a, [onclick], [onerror], [onload]").count() == 0
    assert widget.page.title() == "Physiatry Step Advisor"


def test_an_answer_that_breaks_the_contract_is_shown_as_far_as_it_goes(opened: Opener, server: FakeServer) -> None:
    odd: list[Any] = [
        reply(body=None, notes="x", citations=[None, 5], next=[{}], chart={"kind": "pie"}, text="still said"),
        {"text": "only text"},
        reply(chart={"kind": "bands", "score": "a", "bands": [{}]}, document={"kind": "plan"}, text="third"),
        reply(chart={"kind": "practice", "scores": [None, {"score": "x"}], "target": 245}, text="fourth"),
        reply(chart={"kind": "season", "today": "soon", "days": [{"day": "2027-13-45"}, 5]}, text="fifth"),
        reply(chart={"kind": "season", "today": "2027-02-01", "days": [{"day": "2027-02-01"}]}, text="sixth"),
        reply(chart={"kind": "strengths", "items": [{"label": "Research", "state": "odd"}, {}]}, text="seventh"),
        reply(chart={"kind": "constructor"}, text="eighth"),
    ]
    server.state.answers["odd"] = odd
    widget = opened(server.url)
    widget.ask("odd")
    expect(widget.answers).to_have_count(len(odd))
    expect(widget.answers.nth(0)).to_contain_text("still said")
    expect(widget.answers.nth(1)).to_contain_text("only text")
    expect(widget.answers.nth(6)).to_contain_text("not told yet")
    assert "NaN" not in widget.log.inner_html()


def test_a_copy_of_ones_data_is_saved_as_a_file(opened: Opener, server: FakeServer) -> None:
    held = {"kind": "data", "facts": [{"name": "step2_ck_score", "value": 238}]}
    server.state.answers["my data"] = [reply(id="privacy.data", document=held)]
    widget = opened(server.url)
    widget.ask("my data")
    with widget.page.expect_download() as saving:
        widget.button("Save my data as a file").click()
    assert json.loads(saving.value.path().read_text(encoding="utf-8")) == held
