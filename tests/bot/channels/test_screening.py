"""What may pass to Rasa: text, measured and cleaned, and the payloads that buttons can have."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bot.channels.screening import MAX_CHARACTERS, screen
from bot.vocabulary import ADVICE, REQUESTS, TOPICS, intent_of


def refused(message: object, today: date) -> dict[str, Any]:
    screened = screen(message, today)
    assert screened.refusal is not None
    assert screened.text == ""
    return screened.refusal


def passed(message: object, today: date) -> str:
    screened = screen(message, today)
    assert screened.refusal is None
    return screened.text


@pytest.mark.parametrize(
    "message", ["ck 238", "CK 238, need a visa.\nChances?", "درجتي 238", "😀", "a", "0", "<b>238</b>"]
)
def test_words_pass_as_they_are(today: date, message: str) -> None:
    assert passed(message, today) == message


def test_space_around_a_message_is_taken_off(today: date) -> None:
    assert passed("  \n ck 238\t\n", today) == "ck 238"


@pytest.mark.parametrize(
    "message", ["", " ", "\n\t  \n", "\u00a0", "\x00\x01", "/", "///", "/ / /", "\ud83d", "\ud800 \udfff"]
)
def test_a_blank_message_is_answered_kindly(today: date, message: str) -> None:
    assert refused(message, today)["id"] == "guard.empty"


def test_a_message_of_4000_characters_passes(today: date) -> None:
    assert MAX_CHARACTERS == 4000
    assert len(passed("a" * 4000, today)) == 4000


@pytest.mark.parametrize("message", ["a" * 4001, "😀" * 4001, "/" * 4001, " " * 4000 + "a"])
def test_one_character_more_is_refused_with_the_limit_and_its_length(today: date, message: str) -> None:
    refusal = refused(message, today)
    assert refusal["id"] == "guard.too_long"
    assert "4,000" in refusal["text"]
    assert "4,001" in refusal["text"]


@pytest.mark.parametrize("message", [None, 238, 2.5, True, ["ck 238"], {"text": "ck 238"}, b"ck 238"])
def test_what_is_no_text_is_refused(today: date, message: object) -> None:
    assert refused(message, today)["id"] == "guard.not_text"


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x08", "\x0b", "\x1b", "\x1f", "\x7f", "\r"])
def test_control_characters_become_spaces(today: date, control: str) -> None:
    assert passed(f"ck{control}238", today) == "ck 238"


def test_line_ends_and_tabs_stay(today: date) -> None:
    assert passed("ck\t238\nvisa", today) == "ck\t238\nvisa"


def test_half_a_pair_of_characters_becomes_one_that_can_be_stored(today: date) -> None:
    text = passed("ck \ud83d 238", today)
    assert text == "ck \N{REPLACEMENT CHARACTER} 238"
    assert text.encode("utf-8")


@pytest.mark.parametrize("topic", [*ADVICE, *REQUESTS, "help", "greet", "restart", "goodbye"])
def test_the_button_of_a_topic_passes(today: date, topic: str) -> None:
    assert passed(f"/{intent_of(topic)}", today) == f"/{intent_of(topic)}"


def test_the_start_of_a_messenger_is_a_greeting(today: date) -> None:
    assert passed("/start", today) == "/greet"


@pytest.mark.parametrize(
    "facts",
    [
        {"step2_ck_score": 238},
        {"step1_status": "passed", "step1_attempts": 1},
        {"visa_need": "J-1"},
        {"reapplicant": True},
        {"practice_scores": [231, 236]},
        {"usce_months": 2.5},
    ],
)
def test_a_button_that_states_possible_facts_passes(today: date, facts: dict[str, Any]) -> None:
    text = passed("/profile_statement" + json.dumps(facts), today)
    assert text.startswith("/profile_statement{")
    assert json.loads(text.removeprefix("/profile_statement")) == facts


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        ({"step2_ck_score": 999}, "Step 2 CK"),
        ({"step2_ck_score": 0}, "Step 2 CK"),
        ({"step2_ck_score": "238"}, "Step 2 CK"),
        ({"step2_ck_score": None}, "Step 2 CK"),
        ({"step1_status": "maybe"}, "Step 1"),
        ({"step1_status": "passed", "step1_attempts": 9}, "Step 1 attempts"),
        ({"reapplicant": "yes"}, "Applying again"),
        ({"match_year": 2025}, "Match year"),
        ({"practice_scores": [231, 999]}, "Practice scores"),
    ],
)
def test_a_button_that_states_an_impossible_value_is_refused_by_the_name_of_the_fact(
    today: date, facts: dict[str, Any], label: str
) -> None:
    refusal = refused("/profile_statement" + json.dumps(facts), today)
    assert refusal["id"] == "guard.no_value"
    assert refusal["text"].startswith(f"{label} cannot have that value, so nothing was changed.")


@pytest.mark.parametrize(
    "payload",
    [
        '/inform{"step2_ck_score": 999}',
        '/inform{"step2_ck_score": 238}',
        '/profile_statement{"gpa": 4}',
        '/profile_statement{"step2_ck_score": 238, "asked": null}',
        "/profile_statement",
        "/profile_statement{}",
        "/profile_statement{no json}",
        '/ask_lors{"step2_ck_score": 238}',
        '/help{"x": 1}',
        "/help{}",
        "/session_start",
        "/back",
        "/affirm",
        "/deny",
        "/distress",
        "/out_of_scope",
        "/EXTERNAL_SOMETHING",
        "/ASK_LORS",
        "/action_restart",
        " /session_start ",
        "\x00/session_start",
    ],
)
def test_any_other_payload_is_refused_and_said_to_change_nothing(today: date, payload: str) -> None:
    refusal = refused(payload, today)
    assert refusal["id"] == "guard.no_command"
    assert "nothing was changed" in refusal["text"]


def test_a_long_command_is_not_repeated_in_full(today: date) -> None:
    assert len(refused("/" + "x" * 3000, today)["text"]) < 300


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("/ck 238, need a visa", "ck 238, need a visa"),
        ("/ what is usce?", "what is usce?"),
        ("// help me please", "help me please"),
        ("/help me", "help me"),
        ("/ask_lors@advisor_bot", "ask_lors@advisor_bot"),
        ('/inform{"step2_ck_score": 999} please', 'inform{"step2_ck_score": 999} please'),
        ("/ /back", "back"),
    ],
)
def test_text_that_merely_begins_with_a_slash_runs_as_words(today: date, message: str, words: str) -> None:
    assert passed(message, today) == words


@pytest.mark.parametrize("topic", TOPICS)
def test_no_payload_but_a_buttons_own_reaches_rasa_behind_a_slash(today: date, topic: str) -> None:
    for payload in (f"/{intent_of(topic)}{{}}", f"//{intent_of(topic)}", f"/{intent_of(topic)} x", f"/x_{topic}"):
        assert not screen(payload, today).text.startswith("/")


@pytest.mark.parametrize("topic", ADVICE)
def test_the_button_to_more_on_a_topic_passes(today: date, topic: str) -> None:
    assert passed(f'/{intent_of(topic)}{{"more":2}}', today) == f'/{intent_of(topic)}{{"more":2}}'


@pytest.mark.parametrize(
    "payload",
    [
        '/greet{"more":1}',
        '/ask_lors{"more":0}',
        '/ask_lors{"more":12}',
        '/ask_lors{"more":"1"}',
        '/ask_lors{"page":1}',
        "/ask_lors{}",
    ],
)
def test_no_other_payload_asks_for_more(today: date, payload: str) -> None:
    assert refused(payload, today)["id"] == "guard.no_command"


@pytest.mark.parametrize("fact", ["visa_need", "us_physiatrist_letters"])
def test_the_button_that_removes_a_fact_passes(today: date, fact: str) -> None:
    assert passed(f'/ask_profile{{"remove": "{fact}"}}', today) == f'/ask_profile{{"remove":"{fact}"}}'


def test_the_button_to_the_facts_to_change_passes(today: date) -> None:
    assert passed('/ask_profile{"change":2}', today) == '/ask_profile{"change":2}'


@pytest.mark.parametrize(
    "payload",
    [
        '/ask_profile{"remove":"everything"}',
        '/ask_profile{"remove":"asked"}',
        '/ask_profile{"remove":["visa_need"]}',
        '/ask_lors{"remove":"visa_need"}',
        '/ask_profile{"change":0}',
        '/ask_profile{"change":"1"}',
        '/ask_profile{"remove":"visa_need","visa_need":"J-1"}',
    ],
)
def test_no_other_payload_removes_or_changes_anything(today: date, payload: str) -> None:
    assert refused(payload, today)["id"] == "guard.no_command"


@pytest.mark.parametrize(
    "entities", ['{"confirm_deletion":1}', '{"confirm_deletion":"true"}', '{"confirm_deletion":true,"x":1}']
)
def test_only_the_two_buttons_answer_whether_to_delete(entities: str) -> None:
    assert screen(f"/delete_my_data{entities}", date(2026, 11, 22)).refusal is not None
    assert screen('/delete_my_data{"confirm_deletion": true}', date(2026, 11, 22)).text.endswith(":true}")


@pytest.mark.parametrize("what", ["list", "template", "file", "clear"])
def test_the_buttons_of_a_program_list_pass(today: date, what: str) -> None:
    payload = f'/ask_program_selection{{"programs":"{what}"}}'
    assert passed(payload, today) == payload


@pytest.mark.parametrize("message", ["/link", '/ask_profile{"link_code":"ask"}', '/ask_profile{"link_code": "ask"}'])
def test_a_linking_code_can_be_asked_for_by_a_command_and_a_button(today: date, message: str) -> None:
    assert passed(message, today) == '/ask_profile{"link_code":"ask"}'


@pytest.mark.parametrize(
    "payload",
    [
        '/ask_program_selection{"programs":"all"}',
        '/ask_program_selection{"programs":["list"]}',
        '/ask_program_selection{"programs":"list","more":1}',
        '/ask_lors{"programs":"list"}',
        '/ask_program_selection{"program_lines":"A, OH"}',
        '/ask_profile{"programs":"list"}',
        '/ask_profile{"link_code":"PMR-7KQ2-9MXD"}',
        '/link{"link_code":"ask"}',
    ],
)
def test_no_other_payload_of_lists_and_codes_passes(today: date, payload: str) -> None:
    assert refused(payload, today)["id"] == "guard.no_command"
