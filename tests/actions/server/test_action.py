from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy import text

from actions.messages import Earlier
from actions.server.action import Advise, Restart, message_of
from actions.server.settings import Settings
from actions.statements import Claimed, Unclear
from actions.turn import Advisor

Read = Callable[..., Tracker]

SCORE = {"entity": "step2_ck_score", "value": 238, "start": 3, "end": 6}


@pytest.fixture
def run(advisor: Advisor, settings: Settings) -> Callable[..., tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Run an action; the messages that it said and the events that it returned."""

    def start(tracker: Tracker, action: type[Advise] = Advise) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        dispatcher = CollectingDispatcher()
        events = asyncio.run(action(advisor, settings).run(dispatcher, tracker, {}))
        return dispatcher.messages, events

    return start


def slots(events: list[dict[str, Any]]) -> dict[str, Any]:
    return {event["name"]: event["value"] for event in events if event["event"] == "slot"}


def test_an_intent_and_what_is_asked_beside_it_become_topics(read: Read) -> None:
    message = message_of(read("letters and visa?", "ask_lors", also=["visa", "usce"]))
    assert message.topics == ("lors", "visa", "usce")
    assert message.person == "rest:ann"


@pytest.mark.parametrize("intent", [None, ""])
def test_a_message_without_an_intent_is_out_of_scope(read: Read, intent: str | None) -> None:
    assert message_of(read("…", intent)).topics == ("out_of_scope",)


def test_a_fact_carries_the_whole_message_as_its_words(read: Read) -> None:
    assert message_of(read("ck 238", "profile_statement", [SCORE])).claimed == (
        Claimed("step2_ck_score", 238, "ck 238"),
    )


def test_a_fact_of_a_long_message_carries_the_words_around_it(read: Read) -> None:
    long = "a" * 300 + " ck 238 " + "b" * 300
    words = message_of(read(long, "profile_statement", [{**SCORE, "start": 304, "end": 307}])).claimed[0].words
    assert "ck 238" in words
    assert len(words) < 120


def test_a_fact_of_a_long_message_without_a_place_carries_its_beginning(read: Read) -> None:
    entity = {"entity": "visa_need", "value": "J-1"}
    assert message_of(read("long " * 100, "profile_statement", [entity])).claimed[0].words == ("long " * 100)[:120]


def test_a_fact_of_a_button_carries_its_value_as_words(read: Read) -> None:
    button = '/profile_statement{"visa_need":"J-1"}'
    entity = {"entity": "visa_need", "value": "J-1", "start": 18, "end": 36}
    assert message_of(read(button, "profile_statement", [entity])).claimed[0].words == "J-1"


def test_what_is_wanted_of_the_program_list_is_no_fact(read: Read) -> None:
    entities = [
        {"entity": "programs", "value": "list"},
        {"entity": "program_lines", "value": "Example 1, J-1"},
        {"entity": "budget", "value": 1000},
    ]
    message = message_of(read("show my list", "ask_program_selection", entities))
    assert (message.programs, message.program_lines, message.budget) == ("list", "Example 1, J-1", 1000)
    assert message.claimed == ()


def test_what_is_unclear_or_only_supposed_comes_through(read: Read) -> None:
    unclear = [{"fact": "step2_ck_score", "words": "230s", "reason": "vague"}]
    message = message_of(read("x", "what_if", unclear=unclear, supposed={"step2_ck_score": 250}))
    assert message.unclear == (Unclear("step2_ck_score", "230s", "vague"),)
    assert message.supposed == {"step2_ck_score": 250}


def test_what_the_dialogue_remembers_comes_through(read: Read) -> None:
    message = message_of(read("x", "greet", slots={"asked_before": ["visa_need"], "last_topic": "lors"}))
    assert (message.asked_before, message.last_topic) == (("visa_need",), "lors")


def test_the_fact_that_was_asked_last_comes_through(read: Read) -> None:
    assert message_of(read("x", "profile_statement", slots={"asked": "visa_need"})).asked == "visa_need"


def test_the_button_to_more_asks_for_a_page_and_states_nothing(read: Read) -> None:
    more = {"entity": "more", "value": 2}
    message = message_of(read('/ask_step2_timing{"more":2}', "ask_step2_timing", [more]))
    assert (message.page, message.topics, message.claimed) == (2, ("step2_timing",), ())


@pytest.mark.parametrize("value", [None, 0, -1, "2", 1.5, [], {}])
def test_a_page_that_is_none_gives_the_first_answer(read: Read, value: object) -> None:
    more = {"entity": "more", "value": value}
    assert message_of(read("x", "ask_lors", [more])).page == 0
    assert message_of(read("x", "ask_lors")).page == 0


NOT_HELPED = {"entity": "not_helped", "value": True, "start": 0, "end": 18}


def user(text: str, intent: str, entities: object = (), **rest: Any) -> dict[str, Any]:
    """What the tracker holds of a message."""
    read = {"text": text, "intent": {"name": intent}, "entities": entities, **rest}
    return {"event": "user", "text": text, "parse_data": read}


def test_a_complaint_brings_the_message_before_as_it_was_understood(read: Read) -> None:
    before = [
        user("hello", "greet"),
        {"event": "bot", "text": "Hello."},
        user("is 238 ok", "ask_score_band", [SCORE], also=["visa"], unsure=["step3"], private=True),
        {"event": "bot", "text": "238 is solid."},
        {"event": "slot", "name": "page", "value": 0},
    ]
    message = message_of(read("that didn't help. ", "chitchat", [NOT_HELPED], before=before))
    assert message.not_helped
    assert message.claimed == ()
    assert message.earlier == Earlier("is 238 ok", ("score_band", "visa"), ("step3",), private=True)


def test_the_words_of_a_complaint_belong_to_no_message(read: Read) -> None:
    before = [user("that didn't help. is 238 ok", "ask_score_band", [NOT_HELPED])]
    message = message_of(read("that didn't help. what about derm", "out_of_scope", [NOT_HELPED], before=before))
    assert message.text == "what about derm"
    assert message.earlier == Earlier("is 238 ok", ("score_band",))


def test_a_complaint_about_the_answer_to_a_complaint_is_about_what_was_answered_before(read: Read) -> None:
    before = [user("is 238 ok", "ask_score_band"), user("that didn't help. ", "chitchat", [NOT_HELPED])]
    message = message_of(read("that didn't help. ", "chitchat", [NOT_HELPED], before=before))
    assert message.earlier == Earlier("", ("score_band",))


@pytest.mark.parametrize("event", ["restart", "session_started"])
def test_what_was_said_in_another_talk_is_not_the_message_before(read: Read, event: str) -> None:
    before = [user("is 238 ok", "ask_score_band"), {"event": event}]
    assert message_of(read("not helpful", "chitchat", [NOT_HELPED], before=before)).earlier is None
    assert message_of(read("not helpful", "chitchat", [NOT_HELPED])).earlier is None


def test_without_a_complaint_nobody_looks_at_the_message_before(read: Read) -> None:
    before = [user("is 238 ok", "ask_score_band")]
    message = message_of(read("thanks", "thanks", before=before))
    assert (message.not_helped, message.earlier) == (False, None)


@pytest.mark.parametrize("value", [None, False, 1, "true", [], {}])
def test_a_complaint_of_an_unknown_kind_is_none(read: Read, value: object) -> None:
    assert not message_of(read("hello", "greet", [{**NOT_HELPED, "value": value}])).not_helped


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("programs", "list"),
        ("program_lines", "Example Rehab, Ohio, J-1, cutoff 230"),
        ("program_remove", "Example Rehab"),
        ("link_code", "PMR-7KQ2-9MXD"),
    ],
)
def test_what_is_said_of_lists_and_codes_comes_through_and_is_no_fact(read: Read, name: str, value: str) -> None:
    message = message_of(read("x", "ask_program_selection", [{"entity": name, "value": value}, SCORE]))
    assert getattr(message, name) == value
    assert [each.fact for each in message.claimed] == ["step2_ck_score"]
    assert getattr(message_of(read("x", "greet", [{"entity": name, "value": 5}])), name) is None


def test_the_button_to_more_brings_the_next_part_of_the_answer(run: Callable[..., Any], read: Read) -> None:
    first, _ = run(read("when to sit it?", "ask_step2_timing"))
    button = next(button for message in first for button in message["custom"]["next"] if button["title"] == "More")
    assert button["payload"] == '/ask_step2_timing{"more":1}'
    more, events = run(read(button["payload"], "ask_step2_timing", [{"entity": "more", "value": 1}]))
    said = [message["custom"]["id"] for message in more if not message["custom"]["id"].startswith("ask.")]
    assert said
    assert not {message["custom"]["id"] for message in first} & set(said)
    assert (slots(events)["page"], slots(events)["last_topic"]) == (1, "step2_timing")


def test_the_slot_of_a_fact_that_gave_way_is_emptied(run: Callable[..., Any], read: Read, advisor: Advisor) -> None:
    open_ = {"entity": "step2_ck_status", "value": "not_taken"}
    _, events = run(read("ck 238, not taken yet", "profile_statement", [SCORE, open_]))
    assert slots(events)["asked"] == "step2_ck_status"
    assert slots(events)["step2_ck_score"] == 238
    _, events = run(read("not yet", "profile_statement", [open_], slots=slots(events)))
    assert slots(events)["step2_ck_score"] is None
    assert not advisor.store.profile("rest:ann").knows("step2_ck_score")


def test_each_reply_is_said_as_text_and_as_the_contract(run: Callable[..., Any], read: Read) -> None:
    messages, _ = run(read("ck 238", "profile_statement", [SCORE]))
    assert [message["custom"]["id"] for message in messages] == ["band.solid", "ask.step1_status"]
    for message in messages:
        assert message["text"] == message["custom"]["text"]


def test_slots_mirror_the_changed_facts_and_what_the_dialogue_has_to_remember(
    run: Callable[..., Any], read: Read
) -> None:
    _, events = run(read("ck 238", "profile_statement", [SCORE]))
    assert slots(events) == {
        "step2_ck_score": 238,
        "step2_ck_status": "passed",
        "asked": "step1_status",
        "asked_before": ["step1_status"],
        "last_topic": "score_band",
        "page": 0,
        "supposed": {},
        "remembered": {"answered": ["score_band"], "tries": {}, "came_back": [], "quiet": False, "in_a_row": 1},
    }


def test_a_refused_value_does_not_reach_a_slot(run: Callable[..., Any], read: Read) -> None:
    _, events = run(read("ck 350", "profile_statement", [{**SCORE, "value": 350}]))
    assert "step2_ck_score" not in slots(events)
    assert slots(events)["asked"] == "step2_ck_score"


def test_a_fault_inside_a_turn_gives_one_honest_sentence_and_changes_nothing(
    run: Callable[..., Any], read: Read, advisor: Advisor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        messages, events = run(read("ck 238", "profile_statement", [SCORE, {"value": "an entity without a name"}]))
    assert [message["custom"]["id"] for message in messages] == ["talk.failed"]
    assert messages[0]["text"].startswith("Something went wrong on my side")
    assert "Traceback" not in str(messages)
    assert "KeyError" not in str(messages)
    assert events == []
    assert advisor.store.profile("rest:ann").values == {}
    assert "a turn failed" in caplog.text, "whoever runs it has to find the cause in the log"


def test_a_store_that_is_down_is_said_and_no_slot_is_lost(
    run: Callable[..., Any], read: Read, advisor: Advisor
) -> None:
    with advisor.store.engine.begin() as connection:
        connection.execute(text("DROP TABLE facts"))
    talk = {"quiet": True, "answered": ["lors"], "tries": {"visa_need": 1}, "in_a_row": 2}
    remembered = {
        "asked_before": ["visa_need"],
        "last_topic": "lors",
        "page": 2,
        "supposed": {"visa_need": "J-1"},
        "remembered": talk,
    }
    messages, events = run(read("ck 238", "profile_statement", [SCORE], slots=remembered))
    assert [message["custom"]["id"] for message in messages] == ["talk.store_down"]
    kept = {"quiet": True, "answered": ["lors"], "tries": {"visa_need": 1}, "came_back": [], "in_a_row": 2}
    assert slots(events) == {
        **remembered,
        "asked": None,
        "page": 2,
        "supposed": {"visa_need": "J-1"},
        "remembered": kept,
    }


def test_restart_begins_the_talk_anew_and_keeps_the_person(
    run: Callable[..., Any], read: Read, advisor: Advisor
) -> None:
    run(read("ck 238", "profile_statement", [SCORE]))
    messages, events = run(read("start over", "restart"), Restart)
    assert [message["custom"]["id"] for message in messages] == ["talk.restart"]
    assert [event["event"] for event in events] == ["restart"]
    assert advisor.store.profile("rest:ann").get("step2_ck_score") == 238


def test_the_actions_bear_the_names_that_the_domain_calls(advisor: Advisor, settings: Settings) -> None:
    assert Advise(advisor, settings).name() == "action_advise"
    assert Restart(advisor, settings).name() == "action_restart"


def test_a_yes_is_about_the_list_only_right_after_the_question(read: Read) -> None:
    question = {"event": "bot", "data": {"custom": {"id": "programs.clear"}}}
    said = {"event": "user", "text": "yes"}
    tracker = read("yes", "affirm")
    for events, about in (([said, question, said], True), ([said, question, said, said], False), ([said], False)):
        tracker.events = events
        assert message_of(tracker).clearing is about
