from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date

from actions.contradictions import Contradiction
from actions.facts import Facts
from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.replies import MAX_BUTTONS, Replies, Reply, as_text, each_once, statement_button
from actions.strategy.advice import Advice, Items, Paragraph, Plan, PlanDay, PlanStep
from actions.strategy.charts import Bands
from actions.talk import Say
from actions.topics import Topic

Make = Callable[..., Profile]
Faults = Callable[[Reply], list[str]]


def advice(*body: Paragraph | Items, **rest: object) -> Advice:
    return Advice(**{"id": "some.case", "severity": "caution", "title": "A title", "body": body, **rest})  # type: ignore[arg-type]


REST = Paragraph("Rest well.", ("realism.costs",))


def test_texts_are_numbered_by_the_order_of_their_sources(replies: Replies) -> None:
    given = replies.of_advice(
        advice(REST, Items((Paragraph("Wait.", ("practice.safer_delay",)), Paragraph("Sleep.", ("realism.costs",))))),
        Profile(),
    )
    assert given["body"] == [
        {"type": "paragraph", "text": "Rest well. [1]"},
        {"type": "list", "items": ["Wait. [2]", "Sleep. [1]"]},
    ]
    assert [each["id"] for each in given["citations"]] == ["realism.costs", "practice.safer_delay"]


def test_a_citation_names_the_section_where_the_claim_stands(replies: Replies, knowledge: Knowledge) -> None:
    citation = replies.of_advice(advice(REST), Profile())["citations"][0]
    assert citation == {"id": "realism.costs", "section": knowledge.claims["realism.costs"].section}


def test_a_sentence_without_a_source_carries_no_number(replies: Replies) -> None:
    given = replies.of_advice(advice(Paragraph("Good luck."), REST), Profile())
    assert given["body"][0]["text"] == "Good luck."


def test_only_facts_that_are_known_are_shown_as_used(replies: Replies, profile_of: Make) -> None:
    given = advice(REST, facts_used=("visa_need", "step1_attempts"))
    assert replies.of_advice(given, profile_of(visa_need="J-1"))["facts_used"] == {"visa_need": "J-1"}


def test_a_score_is_drawn_on_the_ranges_with_words_for_who_cannot_see_it(replies: Replies) -> None:
    chart = replies.of_advice(advice(REST, chart=Bands(238)), Profile())["chart"]
    assert (chart["kind"], chart["score"]) == ("bands", 238)
    assert chart["bands"] == [
        {"name": "low", "from": 1, "to": 224},
        {"name": "borderline", "from": 225, "to": 234},
        {"name": "solid", "from": 235, "to": 244},
        {"name": "strong", "from": 245, "to": 300},
    ]
    assert chart["alt"] == (
        "238 on the article's ranges: solid, 235 to 244. The others: low to 224, borderline 225 to 234, strong from 245."
    )


def test_advice_without_a_picture_draws_nothing(replies: Replies) -> None:
    assert replies.of_advice(advice(REST), Profile())["chart"] is None


def test_a_note_carries_its_day_its_page_and_how_sure_it_is(replies: Replies) -> None:
    note = replies.notes(["h1b_fee"])[0]
    assert (note["as_of"], note["certainty"]) == ("2026-06-11", "unsettled")
    assert note["source"].startswith("https://")


def test_a_note_that_is_not_certain_says_so_in_the_plain_text(replies: Replies) -> None:
    text = replies.of_advice(advice(REST, notes=("h1b_fee", "pass_mark")), Profile())["text"]
    assert "Note (unsettled, as of 2026-06-11): A fee" in text
    assert "Note (as of 2025-07-01): The pass mark" in text


def test_buttons_lead_to_their_topics_and_are_never_more_than_five(
    replies: Replies, topics: Mapping[str, Topic]
) -> None:
    buttons = replies.buttons(["no_such_topic", *topics])
    assert len(buttons) == MAX_BUTTONS == 5
    assert buttons[0] == {"title": "What my score means", "payload": "/ask_score_band"}


def test_a_question_says_why_it_is_asked_and_offers_the_usual_answers(
    replies: Replies, facts: Facts, faults_of: Faults, today: date
) -> None:
    question = replies.question(facts["visa_need"], today)
    assert question["id"] == "ask.visa_need"
    assert facts["visa_need"].question in question["text"]
    assert facts["visa_need"].why in question["text"]
    assert question["next"][0] == {"title": "J-1 is fine", "payload": '/profile_statement{"visa_need":"J-1"}'}
    assert faults_of(question) == []


def test_every_question_keeps_the_contract(replies: Replies, facts: Facts, faults_of: Faults, today: date) -> None:
    for name in facts.names:
        assert faults_of(replies.question(facts[name], today)) == [], name


def test_the_years_of_a_question_move_with_the_calendar(replies: Replies, facts: Facts) -> None:
    for year in (2026, 2031):
        for button in replies.question(facts["match_year"], date(year, 11, 22))["next"]:
            stated = json.loads(button["payload"].removeprefix("/profile_statement"))["match_year"]
            assert stated > year
            assert str(stated) in button["title"]


def test_everything_in_the_talk_keeps_the_contract(
    replies: Replies, talk: Mapping[str, Say], faults_of: Faults
) -> None:
    for say in talk.values():
        reply = replies.of_talk(say)
        assert faults_of(reply) == [], say.id
        assert reply["id"] == f"talk.{say.id}"


def test_a_sentence_put_first_stands_first_in_the_body_and_in_the_text(replies: Replies) -> None:
    before = replies.of_advice(advice(REST), Profile())
    after = replies.with_first(before, "Changed: Step 2 CK 224 -> **242**.")
    assert after["body"][0] == {"type": "paragraph", "text": "Changed: Step 2 CK 224 -> **242**."}
    assert after["text"].splitlines()[:3] == ["A title", "Changed: Step 2 CK 224 -> 242.", "Rest well. [1]"]
    assert before["body"] == [{"type": "paragraph", "text": "Rest well. [1]"}]


def test_the_plain_text_holds_the_whole_reply_line_by_line(replies: Replies) -> None:
    given = replies.of_advice(
        advice(Paragraph("It is **solid**.", ("band.solid",)), Items((Paragraph("Wait.", ("band.borderline",)),))),
        Profile(),
    )
    assert given["text"] == (
        "A title\nIt is solid. [1]\n- Wait. [2]\nFrom the article: [1, 2] How programs view scores / Step 2 CK"
    )


def test_the_plain_text_groups_sources_by_section(replies: Replies) -> None:
    body = Paragraph("Text.", ("band.solid", "realism.costs", "band.low"))
    last = replies.of_advice(advice(body), Profile())["text"].splitlines()[-1]
    assert last == ("From the article: [1, 3] How programs view scores / Step 2 CK; [2] Step 2 CK strategy / realism")


def test_a_reply_without_a_title_begins_with_its_text(replies: Replies) -> None:
    assert as_text(replies.plain("some.case", ["Hello.", "How are you?"])) == "Hello.\nHow are you?"


def test_a_sentence_put_last_stands_last_in_the_body_and_before_the_sources(replies: Replies) -> None:
    after = replies.with_last(replies.of_advice(advice(REST), Profile()), "It would not change this answer.")
    assert after["body"][-1] == {"type": "paragraph", "text": "It would not change this answer."}
    assert after["text"].splitlines()[1:3] == ["Rest well. [1]", "It would not change this answer."]


def test_more_is_the_last_button_and_never_one_too_many(replies: Replies, topics: Mapping[str, Topic]) -> None:
    crowded = replies.of_advice(advice(REST, next=tuple(topics)), Profile())
    offered = replies.with_more(crowded, "lors", 2)["next"]
    assert len(offered) == MAX_BUTTONS
    assert offered[-1] == {"title": "More", "payload": '/ask_lors{"more":2}'}
    assert offered[:-1] == crowded["next"][:-1]


PLAN = Plan(
    title="Plan for the 2028 Match in PM&R",
    made_on=date(2026, 11, 22),
    match_year=2028,
    scenarios=("own",),
    steps=(
        PlanStep("usce", "US rotation", "A rotation", ("rotations.minimum",), date(2027, 9, 1), missing="none yet"),
        PlanStep("submit", "ERAS", "Send it", ("realism.costs",), date(2027, 9, 22), date(2027, 9, 1), expected=False),
    ),
    days=(PlanDay("reading", "programs start reading", date(2027, 9, 22), True),),
)


def test_a_plan_travels_in_full_with_its_days_as_dates(replies: Replies, faults_of: Faults) -> None:
    given = replies.of_advice(advice(REST, plan=PLAN), Profile())
    document = given["document"]
    assert (document["kind"], document["made_on"], document["match_year"]) == ("plan", "2026-11-22", 2028)
    first, second = document["steps"]
    assert (first["start"], first["by"], first["certainty"]) == (None, "2027-09-01", "expected")
    assert (second["start"], second["by"], second["certainty"]) == ("2027-09-01", "2027-09-22", "confirmed")
    assert first["missing"] == "none yet"
    assert first["citations"][0]["id"] == "rotations.minimum"
    assert document["days"] == [
        {"name": "reading", "label": "programs start reading", "day": "2027-09-22", "certainty": "expected"}
    ]
    assert faults_of(given) == []


def test_the_sources_of_a_plan_s_steps_are_not_numbered_in_the_text(replies: Replies) -> None:
    given = replies.of_advice(advice(REST, plan=PLAN), Profile())
    assert [each["id"] for each in given["citations"]] == ["realism.costs"]


def test_advice_without_a_plan_carries_no_document(replies: Replies) -> None:
    assert replies.of_advice(advice(REST), Profile())["document"] is None


def test_facts_that_do_not_fit_together_are_asked_about_with_an_answer_each(
    replies: Replies, faults_of: Faults
) -> None:
    found = Contradiction(
        id="contradiction.letters",
        facts=("letters_total", "us_physiatrist_letters", "research"),
        asks="letters_total",
        text="How many letters do you have in all?",
        answers=(("3 in all", {"letters_total": 3}),),
    )
    asked = replies.of_contradiction(found, {"letters_total": 2, "us_physiatrist_letters": 3})
    assert asked["facts_used"] == {"letters_total": 2, "us_physiatrist_letters": 3}
    assert asked["next"] == [{"title": "3 in all", "payload": '/profile_statement{"letters_total":3}'}]
    assert (asked["severity"], asked["text"]) == ("caution", "How many letters do you have in all?")
    assert faults_of(asked) == []


def test_what_two_topics_share_is_said_once_and_drawn_once(replies: Replies) -> None:
    letters, other = (
        replies.of_advice(advice(REST, id=id_, chart=Bands(238)), Profile()) for id_ in ("lors.case", "usce.case")
    )
    another = replies.of_advice(advice(REST, id="band.case", chart=Bands(242)), Profile())
    given = each_once([letters, other, letters, another])
    assert [reply["id"] for reply in given] == ["lors.case", "usce.case", "band.case"]
    assert [reply["chart"] and reply["chart"]["score"] for reply in given] == [238, None, 242]


def test_a_button_that_states_facts_sends_them_in_the_shortest_form() -> None:
    assert statement_button("Two", {"step1_attempts": 2}) == {
        "title": "Two",
        "payload": '/profile_statement{"step1_attempts":2}',
    }


def test_a_reply_that_breaks_the_contract_is_found_out(replies: Replies, faults_of: Faults) -> None:
    sound = replies.of_advice(advice(REST), Profile())
    assert faults_of(sound) == []
    for part, wrong in {
        "severity": "grave",
        "id": "No Dots",
        "title": "x" * 81,
        "text": "two\n\nnewlines",
        "next": [{"title": "a title of far too many characters", "payload": "/help"}],
        "surplus": 1,
    }.items():
        assert faults_of({**sound, part: wrong}), part
