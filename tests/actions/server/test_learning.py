from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from actions.turn import Advisor

# rasa-sdk says at each call that Rasa's release differs from its own; that pair is the one we chose.
pytestmark = pytest.mark.filterwarnings("ignore:Your versions of rasa and rasa_sdk")

Trackers = Callable[..., dict[str, Any]]
TEXT = "what is pgy1 prelim?"
FEEDBACK = {"person": "rest:ann", "text": TEXT, "helpful": False, "topic": "step3"}
NOT_HELPED = {"entity": "not_helped", "value": True, "start": 0, "end": 17}
REFUSES = {"entity": "keep_messages", "value": False, "start": 0, "end": 22}


@pytest.fixture
def say(client: Any, tracker_of: Trackers) -> Callable[..., list[str]]:
    """Send a message as Rasa does; the ids of the replies."""

    def send(words: str, intent: str, *arguments: Any, **rest: Any) -> list[str]:
        tracker = tracker_of(words, intent, *arguments, **rest)
        body = {"next_action": "action_advise", "sender_id": "rest:ann", "tracker": tracker, "domain": {}}
        answer = client.post("/webhook", {**body, "version": "3.6.21"})
        assert answer.status == 200
        return [response["custom"]["id"] for response in answer.json["responses"]]

    return send


@pytest.fixture
def review(client: Any) -> Callable[[], list[dict[str, Any]]]:
    def listed() -> list[dict[str, Any]]:
        answer = client.get("/review")
        assert answer.status == 200
        messages: list[dict[str, Any]] = answer.json["messages"]
        return messages

    return listed


def drop_the_messages(advisor: Advisor) -> None:
    with advisor.store.engine.begin() as connection:
        connection.execute(text("DROP TABLE unclear_messages"))


@pytest.mark.parametrize(("method", "address"), [("POST", "/feedback"), ("GET", "/review"), ("POST", "/review/done")])
def test_a_stranger_gets_nothing_and_leaves_nothing(client: Any, advisor: Advisor, method: str, address: str) -> None:
    assert client.send(method, address, b'{"ids": [1]}', None).status == 403
    assert client.send(method, address, b'{"ids": [1]}', "a wrong secret").status == 403


def test_a_message_that_was_not_understood_is_answered_and_then_listed(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    assert say(TEXT, "out_of_scope") == ["talk.out_of_scope"]
    say("What is PGY1  prelim", "out_of_scope")
    (message,) = review()
    assert (message["text"], message["why"], message["topic"], message["count"]) == (
        TEXT, "not_understood", "out_of_scope", 2,
    )  # fmt: skip
    assert message["first_seen"] <= message["last_seen"]
    assert "rest:ann" not in str(message)


def test_a_message_that_is_asked_about_is_listed_and_one_that_may_be_private_is_not(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    assert say(TEXT, "ask_step3", unsure=["step3", "visa"]) == ["talk.did_you_mean"]
    say("what is derm", "out_of_scope", private=True)
    assert [(each["text"], each["topic"]) for each in review()] == [(TEXT, "step3")]


def test_the_score_read_in_a_message_stays_in_what_is_kept(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    score = {"entity": "step2_ck_score", "value": 238, "start": 3, "end": 6}
    say("ck 238, which rent is fair near 90210", "out_of_scope", [score])
    assert [each["text"] for each in review()] == ["ck 238, which rent is fair near #"]


def test_a_message_that_cannot_be_kept_is_answered_all_the_same(
    say: Callable[..., list[str]], advisor: Advisor, caplog: pytest.LogCaptureFixture
) -> None:
    drop_the_messages(advisor)
    assert say("what is the secret of ahmed here", "out_of_scope") == ["talk.out_of_scope"]
    assert "could not be kept" in caplog.text
    assert "ahmed" not in caplog.text


def test_a_refusal_is_acknowledged_and_held_to(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    assert say("don't keep my messages", "profile_statement", [REFUSES]) == ["talk.may_not_keep"]
    say(TEXT, "out_of_scope")
    assert review() == []
    assert say("you may keep my messages", "profile_statement", [{**REFUSES, "value": True}]) == ["talk.may_keep"]
    say(TEXT, "out_of_scope")
    assert len(review()) == 1


def test_a_refusal_beside_a_question_is_acknowledged_and_the_question_answered(say: Callable[..., list[str]]) -> None:
    ids = say("don't keep my messages. what are letters for", "ask_lors", [REFUSES])
    assert ids[0] == "talk.may_not_keep"
    assert any(each.startswith("lors") for each in ids), ids


def test_a_refusal_beside_a_fact_keeps_the_fact(say: Callable[..., list[str]], advisor: Advisor) -> None:
    visa = {"entity": "visa_need", "value": "J-1"}
    assert say("j1, don't keep my messages", "profile_statement", [visa, REFUSES])[:2] == [
        "talk.may_not_keep", "profile.noted",
    ]  # fmt: skip
    assert advisor.store.profile("rest:ann").values == {"visa_need": "J-1"}
    assert not advisor.store.may_keep_messages("rest:ann")


def test_a_refusal_in_despair_is_held_to_without_a_word_beside_the_help(
    say: Callable[..., list[str]], advisor: Advisor
) -> None:
    assert say("i want to die, don't keep my messages", "distress", [REFUSES]) == ["talk.distress"]
    assert not advisor.store.may_keep_messages("rest:ann")


def said(words: str, intent: str, **rest: Any) -> list[dict[str, Any]]:
    """The tracker's events of a message that came before."""
    read = {"text": words, "intent": {"name": intent}, "entities": [], **rest}
    return [{"event": "user", "text": words, "parse_data": read}, {"event": "bot", "text": "An answer."}]


def test_a_question_whose_answer_did_not_help_is_noted_and_listed(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    before = said("I am Ahmed, is step 3 for me", "ask_step3")
    assert say("That didn't help.", "chitchat", [NOT_HELPED], before=before) == ["talk.not_helped_noted"]
    (message,) = review()
    assert (message["text"], message["why"], message["topic"]) == ("I am …, is step 3 for me", "unhelpful", "step3")
    assert (message["first_seen"], message["last_seen"]) == (message["first_seen"][:10],) * 2


def test_a_new_wording_behind_a_complaint_is_answered_and_the_old_one_noted(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    before = said("is step 3 for me", "ask_step3")
    ids = say("That didn't help. what are letters for", "ask_lors", [NOT_HELPED], before=before)
    assert ids[0].startswith("lors")
    assert [each["text"] for each in review()] == ["is step 3 for me"]


def test_a_new_wording_that_is_not_understood_either_is_noted_without_the_complaint(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    before = said("is step 3 for me", "ask_step3")
    say("That didn't help. what is pgy1 prelim", "out_of_scope", [NOT_HELPED], before=before)
    assert {(each["text"], each["why"]) for each in review()} == {
        ("is step 3 for me", "unhelpful"),
        ("what is pgy1 prelim", "not_understood"),
    }


def test_who_refused_is_told_of_no_note_when_an_answer_did_not_help(
    say: Callable[..., list[str]], advisor: Advisor, review: Callable[[], list[dict[str, Any]]]
) -> None:
    advisor.store.let_keep_messages("rest:ann", False)
    before = said("is step 3 for me", "ask_step3")
    assert say("That didn't help.", "chitchat", [NOT_HELPED], before=before) == ["talk.not_helped"]
    assert review() == []


@pytest.mark.parametrize(
    "before",
    [
        [],
        said("/ask_step3", "ask_step3"),
        said("what is derm", "out_of_scope", private=True),
        said("what is derm", "ask_lors", also=["delete_my_data"]),
        said("That didn't help.", "chitchat", entities=[NOT_HELPED]),
    ],
)
def test_nothing_is_noted_of_a_button_of_what_may_be_private_or_of_a_complaint_itself(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]], before: list[dict[str, Any]]
) -> None:
    assert say("That didn't help.", "chitchat", [NOT_HELPED], before=before) == ["talk.not_helped"]
    assert review() == []


def test_nothing_is_noted_of_despair_and_help_is_named_again(
    say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    before = [*said("what is derm", "distress"), *said("Not helpful.", "chitchat", entities=[NOT_HELPED])]
    for events in (before[:2], before):
        assert say("That didn't help.", "chitchat", [NOT_HELPED], before=events) == ["talk.distress"]
    assert review() == []


def test_a_complaint_is_answered_though_nothing_can_be_noted(
    say: Callable[..., list[str]], advisor: Advisor, caplog: pytest.LogCaptureFixture
) -> None:
    drop_the_messages(advisor)
    before = said("is ahmed right about step 3", "ask_step3")
    assert say("That didn't help.", "chitchat", [NOT_HELPED], before=before) == ["talk.not_helped"]
    assert "could not be kept" in caplog.text
    assert "ahmed" not in caplog.text


@pytest.mark.parametrize("value", [None, "false", 0, [], {}])
def test_a_refusal_of_an_unknown_kind_is_none(say: Callable[..., list[str]], advisor: Advisor, value: object) -> None:
    say("hello", "greet", [{**REFUSES, "value": value}])
    assert advisor.store.may_keep_messages("rest:ann")


def test_an_answer_that_did_not_help_leaves_its_question(
    client: Any, review: Callable[[], list[dict[str, Any]]]
) -> None:
    answer = client.post("/feedback", FEEDBACK)
    assert (answer.status, answer.json) == (200, {"kept": True})
    assert [(each["text"], each["why"], each["topic"]) for each in review()] == [(TEXT, "unhelpful", "step3")]


def test_an_answer_that_helped_leaves_nothing(client: Any, review: Callable[[], list[dict[str, Any]]]) -> None:
    assert client.post("/feedback", {**FEEDBACK, "helpful": True}).json == {"kept": False}
    assert review() == []


def test_feedback_of_who_refused_leaves_nothing(
    client: Any, advisor: Advisor, review: Callable[[], list[dict[str, Any]]]
) -> None:
    advisor.store.let_keep_messages("rest:ann", False)
    assert client.post("/feedback", FEEDBACK).json == {"kept": False}
    assert review() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"person": None}, '"person" is no text'),
        ({"person": ""}, '"person" has to have 1 to 255 characters'),
        ({"person": "p" * 256}, '"person" has to have 1 to 255 characters'),
        ({"text": 5}, '"text" is no text'),
        ({"text": "a" * 4001}, '"text" has 4001 characters; at most 4000'),
        ({"helpful": "no"}, '"helpful" has to be true or false'),
        ({"helpful": None}, '"helpful" has to be true or false'),
        ({"topic": "Ahmed Khan"}, '"topic" has to be the name of a topic'),
        ({"topic": ""}, '"topic" has to be the name of a topic'),
    ],
)
def test_feedback_that_cannot_be_used_is_refused_with_what_is_expected(
    client: Any, review: Callable[[], list[dict[str, Any]]], change: dict[str, Any], said: str
) -> None:
    answer = client.post("/feedback", {**FEEDBACK, **change})
    assert answer.status == 400
    assert said in answer.json["error"]
    assert review() == []


@pytest.mark.parametrize("name", FEEDBACK)
def test_feedback_without_one_of_its_parts_names_it(client: Any, name: str) -> None:
    answer = client.post("/feedback", {key: value for key, value in FEEDBACK.items() if key != name})
    assert answer.status == 400
    assert f'"{name}"' in answer.json["error"]


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"5", b"\xff"])
@pytest.mark.parametrize("address", ["/feedback", "/review/done"])
def test_a_body_that_is_no_object_is_refused(client: Any, address: str, body: bytes) -> None:
    answer = client.send("POST", address, body, "known to both sides, nobody else")
    assert (answer.status, answer.json) == (400, {"error": "the body is no JSON object"})


def test_what_was_dealt_with_is_not_listed_again(
    client: Any, say: Callable[..., list[str]], review: Callable[[], list[dict[str, Any]]]
) -> None:
    say(TEXT, "out_of_scope")
    say("what is the rent in boston", "out_of_scope")
    first, second = review()
    assert client.post("/review/done", {"ids": [first["id"]]}).json == {"removed": 1}
    assert review() == [second]


@pytest.mark.parametrize("ids", [None, 3, ["3"], [0], [-1], [True], [2**40], [1.5]])
def test_ids_that_are_none_are_refused(client: Any, ids: object) -> None:
    answer = client.post("/review/done", {"ids": ids})
    assert answer.status == 400
    assert '"ids" has to be a list' in answer.json["error"]


def test_a_store_that_does_not_answer_is_said(client: Any, advisor: Advisor) -> None:
    drop_the_messages(advisor)
    for answer in (
        client.get("/review"),
        client.post("/feedback", FEEDBACK),
        client.post("/review/done", {"ids": [1]}),
    ):
        assert (answer.status, answer.json) == (503, {"error": "the profile store cannot be reached"})
