"""Replies as Telegram's messages: escaped, whole, split where a reader would, with their buttons at the end."""

from __future__ import annotations

import random
from typing import Any

import pytest

from bot.contract import notice
from bot.render.telegram_html import messages
from bot.render.telegram_splitting import MAX_MARKS, MAX_UNITS
from tests.bot.channels.telegram_parsing import Unparsable, parsed, units


def reply(*body: Any, **more: Any) -> dict[str, Any]:
    blocks = [
        {"type": "list", "items": each} if isinstance(each, list) else {"type": "paragraph", "text": each}
        for each in body
    ]
    return {**notice("x", "text"), "severity": "info", "body": blocks, **more}


NOTE = {
    "text": "The pass mark is 218.",
    "as_of": "2025-07-02",
    "source": "https://example.org/?a=1&b=2",
    "certainty": "expected",
}


def test_marks_of_html_in_a_text_are_shown_as_they_stand() -> None:
    (message,) = messages(reply("a < b & c > d <b>no</b> &lt;", title="5 < 6 & more"))
    text, marks = parsed(message.html)
    assert text == "5 < 6 & more\na < b & c > d <b>no</b> &lt;"
    assert [mark["type"] for mark in marks] == ["bold"]


def test_bold_and_lists() -> None:
    (message,) = messages(reply("It is **solid** [1].", ["two **letters**", "one rotation"]))
    text, marks = parsed(message.html)
    assert text == "It is solid [1].\n\n• two letters\n• one rotation"
    assert [text[mark["offset"] : mark["offset"] + mark["length"]] for mark in marks] == ["solid", "letters"]


def test_notes_and_citations_are_folded_with_date_certainty_and_source() -> None:
    citations = [
        {"id": "c1", "section": "Step 2 CK"},
        {"id": "c2", "section": "Letters"},
        {"id": "c3", "section": "Step 2 CK"},
    ]
    (message,) = messages(reply("Yes [1].", notes=[NOTE], citations=citations))
    text, marks = parsed(message.html)
    folded = next(mark for mark in marks if mark["type"] == "expandable_blockquote")
    assert text[folded["offset"] :].split("\n") == [
        "Facts from outside the article",
        "• The pass mark is 218. (as of 2 July 2025; expected, not confirmed; source)",
        "From the article",
        "[1, 3] Step 2 CK",
        "[2] Letters",
    ]
    (link,) = [mark for mark in marks if mark["type"] == "text_link"]
    assert link["url"] == "https://example.org/?a=1&b=2"


@pytest.mark.parametrize(
    ("severity", "first"), [("info", "Letters"), ("caution", "Keep in mind"), ("warning", "Important")]
)
def test_how_grave_an_answer_is_stands_in_words(severity: str, first: str) -> None:
    (message,) = messages(reply("Text.", title="Letters", severity=severity))
    assert parsed(message.html)[0].split("\n")[0] == first


def test_a_question_without_a_title_carries_no_warning() -> None:
    (message,) = messages(notice("not_ready", "I am still starting."))
    assert message.html == "I am still starting."


def test_buttons_stand_under_the_last_part_alone_and_short_ones_share_a_row() -> None:
    titles = ["None yet", "1 letter", "What does it cost?", "More", "Plan"]
    buttons = [{"title": title, "payload": f"/ask_lors{{{number}}}"} for number, title in enumerate(titles)]
    *before, last = messages(reply(*["A sentence. " * 150] * 4, next=buttons))
    assert before
    assert all(message.keyboard == () for message in before)
    rows = [[button.title for button in row] for row in last.keyboard]
    assert rows == [["None yet", "1 letter"], ["What does it cost?"], ["More", "Plan"]]
    assert last.keyboard[0][0].payload == "/ask_lors{0}"


def test_a_button_that_telegram_would_refuse_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="more than 64 bytes"):
        messages(reply("x", next=[{"title": "Go", "payload": "/" + "é" * 40}]))


def test_a_reply_is_split_between_blocks_before_anywhere_else() -> None:
    blocks = [f"Block {number}. " + "Words of it. " * 100 for number in range(6)]
    texts = [parsed(message.html)[0] for message in messages(reply(*blocks))]
    assert all(text.startswith("Block") for text in texts)


def test_a_list_is_split_between_lines() -> None:
    texts = [parsed(message.html)[0] for message in messages(reply(["an item of the list, " * 10] * 60))]
    assert len(texts) > 2
    assert all(line.startswith("• ") for text in texts for line in text.split("\n"))


def test_a_paragraph_is_split_after_a_sentence() -> None:
    texts = [parsed(message.html)[0] for message in messages(reply("This is one whole sentence. " * 400))]
    assert all(text.strip().endswith("sentence.") for text in texts)


def test_words_without_sentences_are_split_between_words() -> None:
    texts = [parsed(message.html)[0] for message in messages(reply("wordy " * 2000))]
    assert all(text.strip().startswith("wordy") and text.strip().endswith("wordy") for text in texts)


def test_characters_of_two_units_count_twice_and_are_never_cut() -> None:
    found = messages(reply("\N{GRINNING FACE}" * 5000))
    texts = [parsed(message.html)[0] for message in found]
    assert "".join(texts) == "\N{GRINNING FACE}" * 5000
    assert max(map(units, texts)) <= MAX_UNITS


def test_bold_goes_on_in_the_next_part() -> None:
    found = messages(reply(f"**{'bold words ' * 900}end**"))
    assert len(found) > 2
    for message in found:
        text, marks = parsed(message.html)
        assert [(mark["type"], mark["length"]) for mark in marks] == [("bold", units(text))]


def test_many_sources_are_split_and_stay_folded_and_linked() -> None:
    found = messages(reply("Text.", notes=[{**NOTE, "text": f"Fact {number}. " * 8} for number in range(150)]))
    links = 0
    for message in found:
        _, marks = parsed(message.html)
        assert len(marks) <= MAX_MARKS
        assert any(mark["type"] == "expandable_blockquote" for mark in marks)
        links += sum(mark["type"] == "text_link" for mark in marks)
    assert links == 150


def test_nothing_is_lost_and_every_part_stands_alone_whatever_the_text() -> None:
    chance = random.Random(3)  # noqa: S311  # the same texts each time
    for _ in range(40):
        words = ["<b>", "&amp;", "**bold**", "**", "ß", "\N{GRINNING FACE}", "word.", "z" * chance.randrange(1, 5000)]
        body = [" ".join(chance.choices(words, k=chance.randrange(1, 40))) for _ in range(chance.randrange(1, 5))]
        found = messages(reply(*body, [*body], notes=[NOTE], title="T & t"))
        texts = [parsed(message.html)[0] for message in found]
        assert all(0 < units(text) <= MAX_UNITS and text.strip() for text in texts)
        assert texts == [message.plain for message in found]
        letters = "".join("".join(texts).split())
        assert letters.count("ß") == 2 * sum(each.count("ß") for each in body)
        assert letters.count("z") == 2 * sum(each.count("z") for each in body)


def test_a_reply_with_a_title_alone_is_its_title() -> None:
    assert messages(reply(title="Letters"))[0].html == "<b>Letters</b>"


def test_a_reply_with_nothing_else_is_its_text() -> None:
    assert messages(reply())[0].html == "text"


@pytest.mark.parametrize(
    "html", ["<b>x", "x</b>", "<b><i>x</b></i>", "a & b", "a < b", "<p>x</p>", "&nbsp;", "<b></b>"]
)
def test_this_test_sees_what_telegram_would_refuse(html: str) -> None:
    with pytest.raises(Unparsable):
        parsed(html)


def test_of_a_program_list_the_first_of_each_tier_stand_in_the_answer() -> None:
    program = {"place": "OH", "reasons": [{"text": "It sponsors J-1 visas"}], "unknown": [], "stale": False}
    named = [{**program, "name": f"Program <{number}>", "checked_on": None} for number in range(5)]
    tiers = [
        {"tier": "first", "label": "Apply first", "count": 5, "programs": named},
        {"tier": "leave_out", "label": "Leave out", "count": 0, "programs": []},
    ]
    faults = [{"row": 4, "column": "IMGs", "reason": "“many” is no number"}]
    document = {"kind": "programs", "made_on": "2026-11-22", "total": 5, "tiers": tiers, "faults": faults}
    (message,) = messages(reply("Five programs.", document=document))
    lines = parsed(message.html)[0].split("\n")
    assert lines[lines.index("Apply first: 5") + 1 :][:4] == [
        *(f"• Program <{number}>, OH: It sponsors J-1 visas" for number in range(3)),
        "• and 2 more",
    ]
    assert "• Row 4, IMGs: “many” is no number" in lines
    assert "Leave out" not in message.html
