"""A reply as messages of Slack."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.render.slack_blocks import BLOCKS, TEXT, SlackMessage, messages, owner_of, with_choice
from tests.bot.channels.slack_limits import refusals

SOURCE = "https://www.ecfmg.org/news/?a=1&b=2"


def reply(*body: Any, **parts: Any) -> dict[str, Any]:
    blocks = [
        {"type": "list", "items": each} if isinstance(each, list) else {"type": "paragraph", "text": each}
        for each in body
    ]
    empty: dict[str, Any] = {
        "facts_used": {},
        "citations": [],
        "notes": [],
        "next": [],
        "chart": None,
        "document": None,
    }
    return {"id": "some.case", "severity": "info", "title": "A title", "body": blocks, **empty, "text": "all", **parts}


def only(made: list[SlackMessage]) -> SlackMessage:
    (message,) = made
    assert refusals(message.blocks) == []
    return message


def texts(message: SlackMessage) -> list[str]:
    """What stands in the blocks, from top to bottom."""
    found = []
    for block in message.blocks:
        found += [block["text"]["text"]] if "text" in block else []
        found += [each["text"] for each in block.get("elements", []) if block["type"] == "context"]
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("238 is **solid** (235-244). [1]", "238 is *solid* (235-244). [1]"),
        ("**Which Match?** It decides.", "*Which Match?* It decides."),
        ("231 -> 235 & <!channel> <@U1>", "231 -&gt; 235 &amp; &lt;!channel&gt; &lt;@U1&gt;"),
        ("**R&D <1>**", "*R&amp;D &lt;1&gt;*"),
        ("**bold**er and un**bold**", "bolder and unbold"),
        ("**two\nlines**", "*two*\n*lines*"),
        ("help: https://findahelpline.com.", "help: <https://findahelpline.com>."),
        ("see https://nrmp.org/a_b_c?x=1&y=2, then", "see <https://nrmp.org/a_b_c?x=1&amp;y=2>, then"),
        ('you said "not_taken"', 'you said "not_taken"'),
        ("3 * 4 and 2*3", "3 * 4 and 2*3"),
    ],
)
def test_a_text_keeps_its_bold_and_nothing_else_means_anything(text: str, shown: str) -> None:
    assert texts(only(messages(reply(text))))[1] == shown


@pytest.mark.parametrize("quoted", ["*ck*", "_ck_", "~ck~", "`ck`", "*ck", "(_x_)"])
def test_signs_that_somebody_typed_do_not_become_marks(quoted: str) -> None:
    shown = texts(only(messages(reply(f"You said {quoted} then"))))[1]
    assert not set("*_~`") & set(shown)
    assert len(shown) == len(f"You said {quoted} then")


def test_a_reply_has_its_title_text_list_notes_sources_and_buttons_in_this_order() -> None:
    message = only(
        messages(
            reply(
                "It is **solid**. [1]",
                ["Wait. [2]", "Rest. [1]"],
                citations=[{"id": "a", "section": "Scores"}, {"id": "b", "section": "Timing"}],
                notes=[{"text": "A fee.", "as_of": "2026-06-11", "source": SOURCE, "certainty": "unsettled"}],
                next=[
                    {"title": "Letters", "payload": "/ask_lors"},
                    {"title": "More", "payload": '/ask_lors{"more":1}'},
                ],
            ),
            "U1",
        )
    )
    assert [block["type"] for block in message.blocks] == [
        "header",
        "section",
        "section",
        "context",
        "context",
        "actions",
    ]
    assert texts(message) == [
        "A title",
        "It is *solid*. [1]",
        "• Wait. [2]\n• Rest. [1]",
        f"Note (as of 11 June 2026, unsettled, it may change): A fee. <{SOURCE.replace('&', '&amp;')}|Source>",
        "From the article: [1] Scores; [2] Timing",
    ]
    buttons = message.blocks[-1]["elements"]
    assert [(each["text"]["text"], each["value"]) for each in buttons] == [
        ("Letters", "/ask_lors"),
        ("More", '/ask_lors{"more":1}'),
    ]
    assert owner_of(message.blocks[-1]["block_id"]) == "U1"


def test_who_does_not_see_the_blocks_gets_the_same_words() -> None:
    note = {"text": "A day.", "as_of": "2026-06-11", "source": SOURCE, "certainty": "expected"}
    message = only(messages(reply("It is **solid**.", ["Wait."], notes=[note])))
    assert message.text == (
        "A title\nIt is solid.\n• Wait.\n"
        f"Note (as of 11 June 2026, expected, not confirmed): A day. {SOURCE.replace('&', '&amp;')}"
    )


@pytest.mark.parametrize(("severity", "word"), [("caution", "Caution"), ("warning", "Warning")])
def test_how_grave_it_is_stands_there_in_words(severity: str, word: str) -> None:
    message = only(messages(reply("Text.", severity=severity)))
    assert texts(message)[1].startswith(word)
    assert word in message.text


def test_a_small_sentence_without_a_title_is_just_that() -> None:
    message = only(messages(reply("Please wait.", title="", severity="caution")))
    assert texts(message) == ["Please wait."]


def test_a_long_paragraph_is_cut_where_a_reader_pauses() -> None:
    text = " ".join(f"This is sentence number {number} of a **long** story." for number in range(150))
    made = messages(reply(text))
    shown = [piece for message in made for piece in texts(message)[0 if message is not made[0] else 1 :]]
    assert all(piece.endswith(".") for piece in shown)
    assert " ".join(shown) == text.replace("**", "*")
    for message in made:
        assert refusals(message.blocks) == []
        assert len(message.text) <= TEXT


@pytest.mark.parametrize(
    "text", ["x" * 9000, "**" + "y " * 4000 + "**", "&" * 2999, "<" * 3001, "https://" + "z" * 7000]
)
def test_no_text_is_too_long_for_slack(text: str) -> None:
    made = messages(reply(text, [text, "and", text]))
    assert [refusals(message.blocks) for message in made] == [[]] * len(made)
    shown = "".join(piece for message in made for piece in texts(message))
    sign = text.strip("* ")[-1]
    counted = {"&": "&amp;", "<": "&lt;"}.get(sign, sign)
    assert shown.count(counted) >= 3 * text.count(sign)


def test_a_list_of_many_becomes_several_messages_and_the_buttons_stand_under_the_last() -> None:
    items = [f"Program {number}: " + "why " * 30 for number in range(120)]
    made = messages(reply(items, next=[{"title": "Letters", "payload": "/ask_lors"}]), "U1")
    assert len(made) > 1
    assert [block["type"] for message in made for block in message.blocks].count("actions") == 1
    assert made[-1].blocks[-1]["type"] == "actions"
    assert sum(text.count("Program ") for message in made for text in texts(message)) == 120
    assert all(len(message.blocks) <= BLOCKS and not refusals(message.blocks) for message in made)


def test_many_short_paragraphs_become_several_messages() -> None:
    made = messages(reply(*["Text."] * 120))
    assert sum(len(message.blocks) for message in made) == 121
    assert all(not refusals(message.blocks) for message in made)


def test_a_reply_of_nothing_but_text_is_shown() -> None:
    assert texts(only(messages(reply(title="", text="Only this.")))) == ["Only this."]


def test_buttons_become_the_choice_and_all_else_stays() -> None:
    before = only(messages(reply("Text.", next=[{"title": "J-1 & H-1B", "payload": "/ask_visa"}]), "U1"))
    after = with_choice(before.text, before.blocks, "J-1 & H-1B")
    assert after.blocks[:-1] == before.blocks[:-1]
    assert texts(after)[-1] == "You chose: J-1 &amp; H-1B"
    assert after.text.endswith("You chose: J-1 &amp; H-1B")
    assert refusals(after.blocks) == []


def test_a_plan_is_told_by_its_text_alone() -> None:
    document = {"kind": "plan", "title": "Plan", "made_on": "2026-11-22", "match_year": 2028, "scenarios": ["own"]}
    message = only(messages(reply("Your next steps.", document={**document, "steps": [], "days": []})))
    assert texts(message) == ["A title", "Your next steps."]


def program(name: str, **more: Any) -> dict[str, Any]:
    why = [{"text": "It takes graduates of schools abroad.", "citations": []}]
    known = {"place": "Austin, TX", "specialty": "PM&R", "reasons": why, "unknown": []}
    return {"name": name, **known, "checked_on": "2026-05-01", "stale": False, "moved_from": None, **more}


def test_a_program_list_shows_the_first_of_each_tier_and_what_could_not_be_used() -> None:
    unknown = [{"text": "which visas it sponsors", "where": "its page"}]
    tiers = [
        {
            "tier": "apply_first",
            "label": "Apply first",
            "count": 5,
            "programs": [program(f"Program {n}") for n in range(5)],
        },
        {"tier": "apply", "label": "Apply", "count": 1, "programs": [program("Old", stale=True, unknown=unknown)]},
        {"tier": "leave_out", "label": "Leave out", "count": 0, "programs": []},
    ]
    faults = [{"row": 3, "column": "state", "found": "Texas!", "reason": "is no state"}]
    document = {"kind": "programs", "made_on": "2026-11-22", "total": 6, "tiers": tiers, "faults": faults}
    shown = texts(only(messages(reply("Six programs.", document=document))))
    assert shown[2:4] == [
        "*Apply first: 5*",
        "\n".join(
            [f"• Program {n}, Austin, TX: It takes graduates of schools abroad." for n in range(3)] + ["• and 2 more"]
        ),
    ]
    assert "more than a year ago" in shown[5]
    assert "To check: which visas it sponsors." in shown[5]
    assert shown[-1] == "• Row 3, state: is no state"
    assert "Leave out" not in json.dumps(shown)
