"""A message that was not understood for sure is asked about, and what it states is kept all the same."""

from __future__ import annotations

from collections.abc import Callable

from actions.messages import Outcome
from actions.store.repository import ProfileStore

Tell = Callable[..., Outcome]


def test_it_is_asked_about_with_a_button_for_each_topic_that_may_be_meant(tell: Tell) -> None:
    outcome = tell("step3", unsure=("step3", "visa"))
    assert [reply["id"] for reply in outcome.replies] == ["talk.did_you_mean"]
    assert [each["payload"] for each in outcome.replies[0]["next"]] == ["/ask_step3", "/ask_visa", "/help"]


def test_what_it_states_is_kept_and_answered_before_it_is_asked_about(tell: Tell, store: ProfileStore) -> None:
    outcome = tell("step3", unsure=("step3", "visa"), states={"step2_ck_score": 238})
    ids = [reply["id"] for reply in outcome.replies]
    assert ids.index("band.solid") < ids.index("talk.did_you_mean")
    asked = outcome.replies[ids.index("talk.did_you_mean")]["text"]
    assert "I'm not sure what you mean" not in asked
    assert "If you asked something else too" in asked
    assert store.profile("rest:ann").values["step2_ck_score"] == 238


def test_a_topic_without_a_button_is_not_offered(tell: Tell) -> None:
    outcome = tell("out_of_scope", unsure=("out_of_scope", "visa"))
    assert [each["payload"] for each in outcome.replies[0]["next"]] == ["/ask_visa", "/help"]


def test_without_a_topic_to_offer_the_answer_is_the_honest_one(tell: Tell) -> None:
    outcome = tell("out_of_scope", unsure=("out_of_scope",))
    assert [reply["id"] for reply in outcome.replies] == ["talk.out_of_scope"]
