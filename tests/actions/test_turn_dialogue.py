"""Turns that belong together: what is asked back, where an answer comes from, and what is only supposed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from actions.knowledge.library import Knowledge
from actions.messages import Outcome
from actions.profile import Profile
from actions.replies import Reply
from actions.store.repository import ProfileStore
from actions.strategy import engine
from actions.strategy.rules import RULES

Tell = Callable[..., Outcome]
Faults = Callable[[Reply], list[str]]

ANN = "rest:ann"


def ids(outcome: Outcome) -> list[str]:
    return [reply["id"] for reply in outcome.replies]


def test_the_most_useful_missing_fact_is_asked_after_the_answer(tell: Tell) -> None:
    outcome = tell("competitiveness")
    assert ids(outcome) == ["competitiveness.bar", "ask.step2_ck_score"]
    assert outcome.asked == "step2_ck_score"
    assert outcome.asked_before == ("step2_ck_score",)


def test_at_most_one_fact_is_asked_after_several_answers(tell: Tell) -> None:
    asked = [id_ for id_ in ids(tell("competitiveness", "step1", "visa", "action_plan")) if id_.startswith("ask.")]
    assert asked == ["ask.step2_ck_score"]


def test_nothing_is_asked_when_nothing_would_sharpen_the_answer(tell: Tell) -> None:
    outcome = tell("lors", states={"us_physiatrist_letters": 2, "letters_total": 3})
    assert (ids(outcome), outcome.asked) == (["lors.portfolio"], None)


def test_a_fact_that_was_asked_once_is_not_asked_again(tell: Tell) -> None:
    first = tell("competitiveness")
    second = tell("competitiveness", asked_before=first.asked_before)
    third = tell("competitiveness", asked_before=second.asked_before)
    fourth = tell("competitiveness", asked_before=third.asked_before)
    asked = [each.asked for each in (first, second, third, fourth)]
    assert asked == ["step2_ck_score", "step2_ck_status", "visa_need", None]


def test_over_a_whole_talk_each_fact_is_asked_at_most_once(tell: Tell) -> None:
    before: tuple[str, ...] = ()
    asked = []
    for topic in sorted({topic for rule in RULES for topic in rule.topics}) * 3:
        outcome = tell(topic, asked_before=before)
        before = outcome.asked_before
        asked += [outcome.asked] if outcome.asked else []
    assert asked
    assert len(asked) == len(set(asked))


def test_an_answered_question_is_not_asked_again_though_the_dialogue_forgot_it(tell: Tell) -> None:
    assert tell("visa").asked == "visa_need"
    tell("profile_statement", states={"visa_need": "J-1"})
    assert tell("visa").asked != "visa_need"


@pytest.mark.parametrize(("status", "asked"), [("not_taken", ["visa_need"]), ("failed", ["step1_status", "visa_need"])])
def test_nobody_without_a_result_is_asked_for_a_score(tell: Tell, status: str, asked: list[str]) -> None:
    outcome = tell("competitiveness", states={"step2_ck_status": status})
    for expected in asked:
        assert outcome.asked == expected
        outcome = tell("competitiveness", asked_before=outcome.asked_before)
    assert outcome.asked is None


def test_a_question_offers_its_usual_answers_as_buttons_that_state_them(tell: Tell) -> None:
    question = tell("visa").replies[-1]
    assert '/profile_statement{"visa_need":"H-1B"}' in [button["payload"] for button in question["next"]]


def test_an_answer_to_a_question_brings_the_sharpened_advice(tell: Tell) -> None:
    first = tell("step3")
    assert first.asked == "visa_need"
    second = tell(
        "profile_statement",
        states={"visa_need": "H-1B"},
        asked_before=first.asked_before,
        last_topic=first.last_topic,
    )
    assert ids(second)[0] == "step3.selective"
    assert "For H-1B, plan for it" in second.replies[0]["text"]
    assert second.replies[0]["body"][0]["text"] == "Noted: Visa: H-1B."
    assert "Noted:" not in first.replies[0]["text"]


def test_an_answer_that_changes_nothing_is_noted_and_the_advice_not_repeated(tell: Tell) -> None:
    first = tell("lors")
    second = tell("profile_statement", states={"visa_need": "J-1"}, last_topic=first.last_topic)
    assert ids(second)[0] == "profile.noted"
    assert "lors.portfolio" not in ids(second)


def test_the_topic_answered_last_is_remembered(tell: Tell) -> None:
    assert tell("lors", "step3").last_topic == "step3"


@pytest.mark.parametrize("topic", ["thanks", "out_of_scope", "ask_profile", "how_do_you_know"])
def test_talk_does_not_make_the_last_topic_forgotten(tell: Tell, topic: str) -> None:
    assert tell(topic, last_topic="lors").last_topic == "lors"


def test_how_do_you_know_cites_the_claims_of_the_last_answer(tell: Tell) -> None:
    answered = tell("score_band", states={"step2_ck_score": 238}, words="ck 238")
    source = tell("how_do_you_know", last_topic=answered.last_topic).replies[0]
    assert source["id"] == "source.band_solid"
    assert source["citations"] == answered.replies[0]["citations"]
    assert source["notes"] == answered.replies[0]["notes"]


def test_how_do_you_know_shows_the_claims_and_ones_own_words(tell: Tell) -> None:
    tell("score_band", states={"step2_ck_score": 238}, words="ck 238")
    source = tell("how_do_you_know", last_topic="score_band").replies[0]
    assert 'Step 2 CK 238, Step 2 CK result passed (you said "ck 238").' in source["body"][0]["text"]
    items = source["body"][-1]["items"]
    assert items[0].startswith("A score of 235 to 244 is solid.")
    assert len(items) == len(source["citations"])
    assert source["facts_used"] == {"step2_ck_score": 238, "step2_ck_status": "passed"}


def test_how_do_you_know_after_a_supposition_names_what_was_supposed(tell: Tell) -> None:
    tell("profile_statement", states={"step2_ck_score": 238}, words="ck 238")
    source = tell("how_do_you_know", last_topic="score_band", supposed_before={"step2_ck_score": 250}).replies[0]
    assert source["id"] == "source.band_strong"
    assert "Step 2 CK 250, Step 2 CK result passed (supposed)." in source["body"][0]["text"]
    assert "238" not in source["text"]


def test_how_do_you_know_admits_that_no_fact_was_used(tell: Tell) -> None:
    assert "It used none of your facts." in tell("how_do_you_know", last_topic="lors").replies[0]["text"]


def test_how_do_you_know_before_any_answer_says_that_there_was_none(tell: Tell) -> None:
    assert ids(tell("how_do_you_know")) == ["talk.nothing_said_yet"]


@pytest.mark.parametrize("topic", ["what_if", "score_band", "step2_target"])
def test_a_supposed_score_is_answered_and_saves_nothing(tell: Tell, store: ProfileStore, topic: str) -> None:
    outcome = tell(topic, supposed={"step2_ck_score": 250})
    assert ids(outcome) == ["band.strong"]
    assert outcome.replies[0]["body"][0]["text"] == "Supposing Step 2 CK **250** (nothing is saved):"
    assert outcome.changes == ()
    assert store.profile(ANN).values == {}


def test_a_supposed_score_stands_beside_the_real_one_which_stays(tell: Tell, store: ProfileStore) -> None:
    tell("profile_statement", states={"step2_ck_score": 242})
    outcome = tell("what_if", supposed={"step2_ck_score": 250})
    assert "Supposing Step 2 CK 250 instead of 242 (nothing is saved):" in outcome.replies[0]["text"]
    assert "Today: 242 is in the solid range (235-244)." in outcome.replies[0]["text"]
    assert outcome.replies[0]["chart"]["score"] == 250
    assert store.profile(ANN).get("step2_ck_score") == 242
    assert ids(tell("score_band"))[0] == "band.solid"


def test_a_supposed_score_can_be_made_ones_own_with_one_button(tell: Tell, faults_of: Faults) -> None:
    reply = tell("score_band", supposed={"step2_ck_score": 250}).replies[0]
    assert reply["next"][0]["title"] == "That is my score"
    assert reply["next"][0]["payload"].startswith('/profile_statement{"step2_ck_score":250')
    assert faults_of(reply) == []


def test_somebody_with_a_score_is_not_offered_to_make_a_supposed_one_theirs(tell: Tell) -> None:
    tell("profile_statement", states={"step2_ck_score": 242})
    reply = tell("what_if", supposed={"step2_ck_score": 250}).replies[0]
    assert "That is my score" not in [button["title"] for button in reply["next"]]


def test_a_supposition_that_names_no_score_gives_the_whole_scale(tell: Tell) -> None:
    outcome = tell("what_if")
    assert outcome.replies[0]["id"] == "band.needed"
    assert "nothing is saved" in outcome.replies[0]["text"]
    for start in ("245 and up", "235-244", "225-234", "Below 225"):
        assert start in outcome.replies[0]["text"]


def test_asked_for_chances_with_a_supposed_score_both_are_answered(tell: Tell) -> None:
    assert ids(tell("competitiveness", supposed={"step2_ck_score": 250}))[:2] == ["band.strong", "competitiveness.bar"]


def more_button(outcome: Outcome) -> str | None:
    buttons = [button["payload"] for reply in outcome.replies for button in reply["next"] if button["title"] == "More"]
    return buttons[-1] if buttons else None


@pytest.mark.parametrize("topic", ["step2_timing", "action_plan", "program_selection", "competitiveness"])
def test_more_leads_page_by_page_through_all_that_is_left_and_says_nothing_twice(
    tell: Tell, faults_of: Faults, profile_of: Callable[..., Profile], knowledge: Knowledge, today: date, topic: str
) -> None:
    states = {"step1_status": "passed", "step1_attempts": 1, "step2_ck_status": "not_taken"}
    trace = engine.advise(topic, profile_of(**states), knowledge, today)
    outcome = tell(topic, states=states)
    said = [id_ for id_ in ids(outcome) if not id_.startswith("ask.")]
    assert said == [advice.id for advice in trace.first]
    for page, advice in enumerate(trace.more, 1):
        assert more_button(outcome) == f'/ask_{topic}{{"more":{page}}}'
        outcome = tell(topic, page=page)
        assert [id_ for id_ in ids(outcome) if not id_.startswith("ask.")] == [advice.id]
        assert outcome.page == page
        assert [fault for reply in outcome.replies for fault in faults_of(reply)] == []
    assert more_button(outcome) is None, "the last page offers no further one"


def test_an_answer_with_nothing_behind_it_offers_no_more(tell: Tell) -> None:
    assert more_button(tell("lors")) is None


@pytest.mark.parametrize("page", [99, 5])
def test_a_page_that_is_not_there_is_said_to_be_none(tell: Tell, page: int) -> None:
    outcome = tell("step2_timing", page=page)
    assert ids(outcome)[0] == "talk.no_more"
    assert outcome.page == 0
    assert more_button(outcome) is None


def test_more_of_a_topic_with_one_answer_only_says_that_this_was_all(tell: Tell) -> None:
    assert ids(tell("lors", page=1))[0] == "talk.no_more"


def test_a_page_counts_for_the_topic_that_it_was_asked_of_and_for_no_other(tell: Tell) -> None:
    assert ids(tell("step2_timing", "lors", page=1))[:2] == ["timing.cycle", "lors.portfolio"]


def test_how_do_you_know_after_a_page_still_explains_the_last_topic(tell: Tell) -> None:
    last = tell("step2_timing", page=1).last_topic
    assert all(id_.startswith("source.") for id_ in ids(tell("how_do_you_know", last_topic=last)))


def test_a_low_result_told_beside_another_question_is_not_passed_over(tell: Tell) -> None:
    outcome = tell("step1", states={"step2_ck_score": 219, "step2_ck_status": "passed", "step1_status": "passed"})
    assert "low.failed_or_low" in ids(outcome)


@pytest.mark.parametrize("topic", ["score_band", "action_plan", "competitiveness"])
def test_it_is_not_told_twice_where_the_answer_says_it_already(tell: Tell, topic: str) -> None:
    outcome = tell(topic, states={"step2_ck_score": 219, "step2_ck_status": "passed"})
    assert "low.failed_or_low" not in ids(outcome)


def test_a_solid_result_beside_another_question_adds_nothing(tell: Tell) -> None:
    outcome = tell("step3", states={"step2_ck_score": 238, "step2_ck_status": "passed"})
    assert [each for each in ids(outcome) if not each.startswith("ask.")] == ["step3.selective"]


def test_a_new_fact_repeats_only_the_part_of_the_answer_that_it_changes(tell: Tell) -> None:
    first = tell("step2_timing", states={"practice_scores": [231, 233, 232]})
    assert ids(first)[:2] == ["practice.plateau", "timing.exam_date"]
    later = tell("profile_statement", states={"match_year": 2029}, last_topic="step2_timing")
    assert "timing.exam_date" in ids(later)
    assert "practice.plateau" not in ids(later)
    assert "Noted: Match year: 2029." in later.replies[0]["text"]
