"""The web channel through the real servers: a talk that outlives its server, and facts that are there once."""

from __future__ import annotations

import urllib.error
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.launch import House, free_port
from bot.rest_client import send
from bot.review_client import ReviewClient
from tests.conversations.platforms import second_server
from tests.conversations.web_person import Web

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def second(running: House) -> Iterator[str]:
    """Another Rasa server on the same stores, as a load balancer would have it."""
    with second_server(running, free_port()) as url:
        yield url


def test_a_talk_fills_history_and_profile(running: House) -> None:
    web = Web(running.url)
    replies = web.say("ck 238, need a visa", "a")
    assert replies[0]["id"] == "band.solid"
    (turn,) = web.turns()
    assert (turn["message_id"], turn["text"], turn["replies"]) == ("a", "ck 238, need a visa", replies)
    score = web.facts()["step2_ck_score"]
    assert (score["label"], score["value"], score["said"]) == ("Step 2 CK", 238, "238")
    assert score["words"] == "ck 238, need a visa"


def test_a_fact_is_changed_by_a_button_and_the_button_is_shown_by_its_title(running: House) -> None:
    web = Web(running.url)
    offered = [button for reply in web.say("which visa is best?", "a") for button in reply["next"]]
    pressed = next(each for each in offered if each["payload"].startswith("/profile_statement"))
    web.say(pressed["payload"], "b")
    assert web.turns()[1]["text"] == pressed["title"]
    web.say('/profile_statement{"step2_ck_score": 241}', "c")
    assert web.facts()["step2_ck_score"]["value"] == 241


def test_the_registry_tells_what_every_fact_can_be_today(running: House) -> None:
    registry = {each["name"]: each for each in Web(running.url).ask("GET", "profile")[0]["registry"]}
    assert registry["match_year"]["limits"] == [2026, 2034]
    assert registry["visa_need"]["values"]["none"] == "none needed"
    assert registry["visa_need"]["limits"] is None
    assert registry["reapplicant"]["values"] is None


def test_the_same_message_at_once_and_again_runs_once(running: House) -> None:
    web = Web(running.url)
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(lambda _: web.say("nbme 231, 236, 241"), range(4))
    assert others == [first] * 3
    assert web.say("nbme 231, 236, 241") == first
    assert len(web.turns()) == 1
    assert web.facts()["practice_scores"]["value"] == [231, 236, 241]


def test_another_server_knows_the_session_the_history_and_the_message(running: House, second: str) -> None:
    one = Web(running.url)
    replies = one.say("ck 238", "a")
    two = Web(second, one.token)
    assert two.say("ck 238", "a") == replies
    assert two.turns() == one.turns()
    assert two.say("is step 3 worth it?", "b")
    assert [turn["message_id"] for turn in one.turns()] == ["a", "b"]
    assert one.facts() == two.facts() != {}


def test_a_server_that_is_killed_in_the_middle_loses_nothing_and_doubles_nothing(running: House) -> None:
    web, rasa = Web(running.url), running.servers[1]
    web.say("ck 238", "a")
    with ThreadPoolExecutor(1) as pool:
        asking = pool.submit(web.say, "nbme 231, 236, 241", "b")
        assert rasa.process is not None
        rasa.process.kill()
        rasa.process.wait(10)
        fault = asking.exception(30)
    assert fault is None or isinstance(fault, (OSError, ValueError, AssertionError))
    rasa.start()
    rasa.wait_until_ready()
    assert web.say("nbme 231, 236, 241", "b")
    assert [turn["text"] for turn in web.turns()] == ["ck 238", "nbme 231, 236, 241"]
    assert web.facts()["practice_scores"]["value"] == [231, 236, 241]
    assert running.facts_of(web.person)["step2_ck_score"] == 238


def test_who_knows_an_id_without_its_token_gets_nothing(running: House) -> None:
    web = Web(running.url)
    web.say("ck 238")
    person = web.person
    assert running.facts_of(person)["step2_ck_score"] == 238
    stranger = Web(running.url)
    assert stranger.turns() == []
    stranger.token = person.removeprefix("web:")
    with pytest.raises(urllib.error.HTTPError) as caught:
        stranger.turns()
    assert caught.value.code == 401
    # The REST channel puts a prefix of its own before what a sender is called.
    for sender in (person, person.removeprefix("web:")):
        assert send(running.url, sender, "what do you know about me")[0]["id"] == "talk.nothing_held"


def test_another_page_is_refused_by_the_servers_as_they_start(running: House) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        Web(running.url).ask("GET", "history", Origin="https://www.example.edu")
    assert caught.value.code == 403
    assert Web(running.url).ask("GET", "history", Origin=running.url)[0]["turns"] == []


def test_feedback_on_an_answer_is_kept_to_learn_from(running: House) -> None:
    web = Web(running.url)
    reply = web.say("which letters do I need and how many", "a")[0]
    said = {"message_id": "a", "reply_id": reply["id"], "helpful": False, "reason": ""}
    assert web.ask("POST", "feedback", said) == [{"ok": True}]
    kept = [each.text for each, _ in ReviewClient(running.actions_url, running.secret).messages()]
    assert "which letters do I need and how many" in kept


def test_after_a_confirmed_deletion_nothing_is_left_to_read(running: House) -> None:
    web = Web(running.url)
    web.say("ck 238, need a visa", "a")
    (question,) = web.say("/delete_my_data", "b")
    yes = next(each["payload"] for each in question["next"] if "true" in each["payload"])
    erased = web.say(yes, "c")
    assert [reply["id"] for reply in erased] == ["privacy.erased"]
    assert web.say(yes, "c") == erased
    assert (web.turns(), web.facts()) == ([], {})
    assert running.facts_of(web.person) == {}
