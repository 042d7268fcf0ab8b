"""From a message that was not understood to a new training example, through the real servers and the real command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from bot import review
from bot.examples import NLU, examples
from bot.launch import House, Plan, action_server, house
from bot.paths import ROOT
from bot.rest_client import send
from bot.review_client import Kept, ReviewClient

pytestmark = pytest.mark.servers


@pytest.fixture(scope="module")
def own(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A house of its own: what other tests ask must not be among the messages."""
    store = tmp_path_factory.mktemp("learning")
    with house(Plan(port=0, store=store, today="2026-11-22", burst=0), model, lambda text: None) as started:
        yield started


def kept(running: House) -> list[Kept]:
    return [message for message, _ in ReviewClient(running.actions_url, running.secret).messages()]


def say(running: House, person: str, text: str) -> list[str]:
    return [reply["id"] for reply in send(running.url, person, text)]


def test_a_message_that_was_not_understood_becomes_an_example(own: House, tmp_path: Path) -> None:
    folder = tmp_path / "nlu"
    shutil.copytree(NLU, folder)
    for person in ("a", "b"):
        ids = say(own, person, "my name is Ahmed Khan, what is the salary of residents in new york")
        assert ids == ["talk.out_of_scope"]
    (message,) = kept(own)
    assert (message.text, message.count) == ("my name is …, what is the salary of residents in new york", 2)
    client = ReviewClient(own.actions_url, own.secret)
    assert review.take_one(client, str(message.id), "out_of_scope", lambda _: None, folder) == 0
    assert message.text in [each.text for each in examples(folder)]
    assert kept(own) == []


def test_who_refuses_in_the_talk_has_nothing_kept_until_they_allow_it(own: House) -> None:
    person = uuid.uuid4().hex
    before = kept(own)
    assert say(own, person, "please don't keep my messages") == ["talk.may_not_keep"]
    assert say(own, person, "what is the salary of residents in los angeles") == ["talk.out_of_scope"]
    assert kept(own) == before
    assert say(own, person, "ok you may keep my messages") == ["talk.may_keep"]
    say(own, person, "what is the salary of residents in los angeles")
    assert len(kept(own)) == len(before) + 1


def test_despair_and_the_wish_to_be_forgotten_are_never_kept(own: House) -> None:
    before = kept(own)
    for text in ("i want to die, nothing makes sense", "forget all of it", "delete everything you know about me"):
        say(own, uuid.uuid4().hex, text)
    assert kept(own) == before


def new_since(running: House, before: list[Kept]) -> list[tuple[str, str, str]]:
    known = {each.id for each in before}
    return [(each.text, each.why, each.topic) for each in kept(running) if each.id not in known]


def test_who_says_that_an_answer_did_not_help_leaves_the_question_and_is_answered_in_turn(own: House) -> None:
    person, before = uuid.uuid4().hex, kept(own)
    # Nobody was answered yet, so a thumb is a mere no.
    assert say(own, person, "👎") == ["talk.deny"]
    assert "band.solid" in say(own, person, "my name is Ahmed Khan and my ck score is 238, is it enough")
    replies = send(own.url, person, "No, that's not what I asked!")
    assert [reply["id"] for reply in replies] == ["talk.not_helped_noted"]
    assert [button["payload"] for button in replies[0]["next"]] == ["/how_do_you_know", "/help"]
    noted = ("my name is … and my ck score is 238, is it enough", "unhelpful", "score_band")
    assert new_since(own, before) == [noted]
    # What is left after a complaint is the complaint itself; of that there is nothing to learn.
    assert say(own, person, "you did not understand me") == ["talk.not_helped"]
    assert say(own, person, "not helpful. how many letters do i need?")[0].startswith("lors")
    assert new_since(own, before) == [noted]
    facts = own.facts_of(f"rest:{person}")
    assert facts["step2_ck_score"] == 238
    assert set(facts) <= {"step2_ck_score", "step2_ck_status"}


def test_a_new_wording_is_answered_and_what_was_asked_before_it_is_kept(own: House) -> None:
    person, before = uuid.uuid4().hex, kept(own)
    say(own, person, "is a case report enough for research")
    assert say(own, person, "That didn't help. How many letters do I need?")[0].startswith("lors")
    assert say(own, person, "useless answer") == ["talk.not_helped_noted"]
    assert {(text, why) for text, why, _ in new_since(own, before)} == {
        ("is a case report enough for research", "unhelpful"),
        ("How many letters do I need?", "unhelpful"),
    }


def test_nothing_is_kept_of_despair_of_buttons_or_of_who_refused_though_the_answer_did_not_help(own: House) -> None:
    before = kept(own)
    for text in ("delete everything you know about me", "/ask_lors"):
        person = uuid.uuid4().hex
        say(own, person, text)
        assert say(own, person, "that didn't help") == ["talk.not_helped"]
    person = uuid.uuid4().hex
    for text in ("i want to die, nothing makes sense", "that didn't help", "not helpful"):
        assert say(own, person, text) == ["talk.distress"]
    person = uuid.uuid4().hex
    say(own, person, "don't keep my messages")
    say(own, person, "is step 3 worth it?")
    assert say(own, person, "that didn't help") == ["talk.not_helped"]
    assert kept(own) == before


def test_what_only_sounds_like_a_complaint_is_answered_as_what_it_is(own: House) -> None:
    person = uuid.uuid4().hex
    assert say(own, person, "you are useless") == ["talk.insult"]
    assert say(own, person, "does research not help?")[0].startswith("research")
    assert "talk.distress" in say(own, person, "that didn't help, i want to die")


def test_an_understood_message_is_not_kept_and_help_tells_what_is(own: House) -> None:
    before = kept(own)
    person = uuid.uuid4().hex
    say(own, person, "CK 238, is step 3 worth it?")
    reply, *_ = send(own.url, person, "help")
    assert "don't keep my messages" in reply["text"]
    assert kept(own) == before


def test_the_action_server_runs_alone_on_the_store_of_the_whole_house(tmp_path: Path) -> None:
    with action_server(Plan(store=tmp_path)) as (url, secret):
        assert ReviewClient(url, secret).messages() == []
    assert (tmp_path / "profiles.db").is_file()


def test_the_command_works_on_a_running_action_server(own: House) -> None:
    say(own, uuid.uuid4().hex, "what is the salary of residents in chicago")
    command = [sys.executable, "-m", "bot.cli", "review", "--url", own.actions_url, "--list"]
    environment = {"ADVISOR_SECRET": own.secret, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "what is the salary of residents in chicago" in [
        json.loads(line)["text"] for line in done.stdout.splitlines()
    ]
