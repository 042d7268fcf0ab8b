"""What the component for asides leaves of a message, in the light of the open question."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.asides import Asides


class Slots:
    """As much of a tracker as the component reads."""

    def __init__(self, **slots: Any) -> None:
        self.slots = slots

    def get_slot(self, name: str) -> Any:
        return self.slots.get(name)


def hear(text: str, intent: str, entities: dict[str, Any] | None = None, **slots: Any) -> Message:
    found = [{"entity": name, "value": value, "start": 0, "end": 1} for name, value in (entities or {}).items()]
    data = {TEXT: text, INTENT: {"name": intent, "confidence": 0.9}, ENTITIES: found, "also": ["visa"]}
    tracker: Any = Slots(**slots)
    (message,) = Asides().process([Message(data=data)], tracker)
    return message


def signs(message: Message) -> dict[str, Any]:
    return {each["entity"]: each["value"] for each in message.get(ENTITIES)}


def test_why_do_you_ask_is_no_question_about_the_answer_while_a_question_is_open() -> None:
    message = hear("why do you ask?", "how_do_you_know", asked="match_year")
    assert signs(message) == {"about_question": "why"}
    assert (message.get(INTENT)["name"], message.get("also")) == ("profile_statement", [])


def test_without_an_open_question_it_is() -> None:
    message = hear("why do you ask?", "how_do_you_know")
    assert (signs(message), message.get(INTENT)["name"]) == ({}, "how_do_you_know")


def test_no_idea_is_no_no() -> None:
    message = hear("no idea", "deny", {"step2_ck_status": "not_taken"}, asked="step2_ck_status")
    assert signs(message) == {"about_question": "unknown"}


def test_an_answer_behind_not_sure_counts() -> None:
    message = hear("not sure, maybe 2028", "profile_statement", {"match_year": 2028}, asked="match_year")
    assert signs(message) == {"match_year": 2028}


def test_next_is_the_next_match_where_the_match_was_asked() -> None:
    message = hear("next", "profile_statement", {"match_year": 2028}, asked="match_year")
    assert signs(message) == {"match_year": 2028}


def test_a_question_behind_skip_keeps_its_topic() -> None:
    message = hear("skip, is step 3 worth it?", "ask_step3", asked="match_year")
    assert (signs(message), message.get(INTENT)["name"]) == ({"about_question": "skip"}, "ask_step3")


def test_a_fact_to_be_removed_is_not_the_wish_to_be_forgotten() -> None:
    message = hear("remove my visa", "delete_my_data", {"visa_need": "either"}, visa_need="J-1")
    assert (signs(message), message.get(INTENT)["name"]) == ({"remove": "visa_need"}, "ask_profile")


@pytest.mark.parametrize("text", ["delete my data", "forget all of it", "forget everything about me"])
def test_the_wish_to_be_forgotten_stays_what_it_is(text: str) -> None:
    message = hear(text, "delete_my_data", asked="visa_need")
    assert (signs(message), message.get(INTENT)["name"]) == ({}, "delete_my_data")


@pytest.mark.parametrize("text", ["skip", "you are stupid", "remove my visa", "hola", "stop asking me"])
def test_despair_is_left_alone(text: str) -> None:
    message = hear(text, "distress", asked="visa_need")
    assert (signs(message), message.get(INTENT)["name"]) == ({}, "distress")


def test_facts_in_another_language_are_kept() -> None:
    message = hear("hola, necesito visa j1", "profile_statement", {"visa_need": "J-1"})
    assert signs(message) == {"visa_need": "J-1", "language": "es"}


@pytest.mark.parametrize(("text", "intent"), [("hola", "greet"), ("gracias", "thanks"), ("haan", "affirm")])
def test_a_foreign_word_that_is_understood_is_answered_as_what_it_is(text: str, intent: str) -> None:
    message = hear(text, intent)
    assert (signs(message), message.get(INTENT)["name"]) == ({}, intent)


def test_a_foreign_message_that_is_not_understood_is_met_as_foreign() -> None:
    assert signs(hear("necesito ayuda con mi examen", "out_of_scope")) == {"language": "es"}


LINES = "Example Rehab Hospital, Ohio, J-1, 3 IMGs\nSample University, Texas, H-1B, cutoff 230"


@pytest.mark.parametrize(
    ("text", "intent", "sign"),
    [
        ("show my program list", "ask_program_selection", {"programs": "list"}),
        ("what columns do you need", "ask_program_selection", {"programs": "template"}),
        ("my list as pdf", "ask_program_selection", {"programs": "file"}),
        ("forget my program list", "ask_program_selection", {"programs": "clear"}),
        ("remove Example Rehab from my list", "ask_program_selection", {"program_remove": "Example Rehab"}),
        (LINES, "ask_program_selection", {"program_lines": LINES}),
        ("link my telegram", "ask_profile", {"link_code": "ask"}),
        ("my code is pmr 7kq2 9mxd", "ask_profile", {"link_code": "PMR-7KQ2-9MXD"}),
    ],
)
def test_lists_and_codes_are_what_they_are_whatever_their_words_resemble(
    text: str, intent: str, sign: dict[str, str]
) -> None:
    message = hear(text, "delete_my_data", {"programs_planned": 3} if "program_lines" not in sign else {})
    assert signs(message) == sign
    assert (message.get(INTENT)["name"], message.get("also"), message.get("unsure")) == (intent, [], [])


def test_a_fact_told_before_a_list_is_kept_and_no_other_topic_is() -> None:
    message = hear(f"ck 238\n\nmy list:\n{LINES}", "profile_statement", {"step2_ck_score": 238})
    assert signs(message) == {"step2_ck_score": 238, "program_lines": LINES}
    assert (message.get(INTENT)["name"], message.get("also")) == ("ask_program_selection", [])


def test_what_is_asked_beside_a_wish_is_answered_too() -> None:
    message = hear("is step 3 worth it? and link my telegram", "ask_step3")
    assert (message.get(INTENT)["name"], message.get("also")) == ("ask_step3", ["visa", "ask_profile"])
    assert signs(message) == {"link_code": "ask"}


def test_a_fact_told_with_a_wish_stays() -> None:
    message = hear("ck 238. show my program list", "profile_statement", {"step2_ck_score": 238})
    assert signs(message) == {"step2_ck_score": 238, "programs": "list"}
    assert message.get(INTENT)["name"] == "ask_program_selection"


@pytest.mark.parametrize("text", ["show my program list", "link my telegram", "PMR-7KQ2-9MXD", LINES])
def test_despair_is_no_wish(text: str) -> None:
    message = hear(text, "distress")
    assert (signs(message), message.get(INTENT)["name"]) == ({}, "distress")
