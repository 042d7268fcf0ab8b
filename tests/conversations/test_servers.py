"""The running house as its neighbours see it: health, outages, REST's manners, the page, and the command."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from pathlib import Path
from typing import Any

import pytest

from bot.launch import House, Plan, house
from bot.paths import ROOT
from bot.rest_client import send

pytestmark = pytest.mark.servers
ADVISOR = [sys.executable, "-m", "bot.cli"]
TURNS = [
    "hi, IMG from Nepal. passed step 1 first try, got 238 on ck, need a visa. chances in pmr?",
    "is step 3 worth it?",
]


def get(address: str) -> tuple[int, Any]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def health(running: House) -> tuple[int, dict[str, str]]:
    status, body = get(f"{running.url}/health")
    return status, json.loads(body)


def advisor(command: str, lines: list[str | bytes], *options: str) -> subprocess.CompletedProcess[bytes]:
    data = b"".join((line.encode() if isinstance(line, str) else line) + b"\n" for line in lines)
    return subprocess.run([*ADVISOR, command, *options], input=data, capture_output=True, cwd=ROOT, timeout=300)


def test_health_is_200_when_every_part_answers(running: House) -> None:
    status, parts = health(running)
    assert status == 200
    assert set(parts.values()) == {"ok"}


def test_an_outage_of_the_action_server_is_told_in_one_sentence_and_passes(model: Path, tmp_path: Path) -> None:
    with house(Plan(port=0, store=tmp_path, burst=0), model, lambda text: None) as running:
        actions = running.servers[0]
        send(running.url, "p", "CK 238")
        actions.stop()
        (reply,) = send(running.url, "p", "and step 3?")
        assert reply["id"] == "guard.not_ready"
        assert health(running) == (503, {**health(running)[1], "status": "failing", "action_server": "does not answer"})
        actions.start()
        actions.wait_until_ready()
        assert send(running.url, "p", "what do you know about me")[0]["facts_used"]["step2_ck_score"] == 238
        (tmp_path / "profiles.db").write_bytes(b"this is no database" * 500)
        for leftover in ("profiles.db-wal", "profiles.db-shm"):
            (tmp_path / leftover).unlink(missing_ok=True)
        actions.stop()
        assert health(running)[0] == 503


def test_the_longest_message_is_answered_and_a_longer_one_is_refused_kindly(running: House) -> None:
    longest = ("my step 2 ck is 238 " * 200)[:4000]
    assert "band.solid" in [reply["id"] for reply in send(running.url, uuid.uuid4().hex, longest)]
    (reply,) = send(running.url, uuid.uuid4().hex, "a" * 20_000)
    assert reply["id"] == "guard.too_long"
    assert "20,000" in reply["text"]


def test_bytes_that_are_not_text_get_a_clear_sentence(running: House) -> None:
    request = urllib.request.Request(f"{running.url}/webhooks/rest/webhook", data=b"\xff\xfe\x00")
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=10)
    assert caught.value.code == 400
    assert "not JSON" in json.load(caught.value)["error"]


def test_the_same_message_id_is_run_once(running: House) -> None:
    person = uuid.uuid4().hex
    first = send(running.url, person, "CK 238", "m1")
    assert send(running.url, person, "CK 238", "m1") == first


def test_one_person_never_sees_the_facts_of_another(running: House) -> None:
    send(running.url, "first-of-two", "CK 238")
    assert send(running.url, "second-of-two", "what do you know about me")[0]["id"] == "talk.nothing_held"


def test_a_stranger_cannot_call_the_action_server(running: House) -> None:
    assert get(f"{running.actions_url}/facts?person=rest:anyone")[0] == 403


def test_the_page_and_its_parts_are_served_with_a_strict_policy(running: House) -> None:
    with urllib.request.urlopen(running.url, timeout=10) as answer:
        assert "Physiatry Step Advisor" in answer.read().decode()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for part in ("widget.js", "widget.css", "web/page.css"):
        assert get(f"{running.url}/{part}")[0] == 200
    assert get(f"{running.url}/web/..%2F..%2Ffacts.yml")[0] == 404
    assert get(f"{running.url}/conversations/default/tracker")[0] == 404


def test_converse_gives_what_rest_gives(running: House) -> None:
    line = json.dumps({"id": "a", "turns": TURNS})
    done = advisor("converse", [line], "--today", "2026-11-22")
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    person = uuid.uuid4().hex
    assert answer["id"] == "a"
    assert answer["replies"] == [send(running.url, person, turn) for turn in TURNS]
    assert answer["facts"] == running.facts_of(f"rest:{person}")
    assert len(answer["facts"]) == 6


def test_converse_answers_bad_lines_and_goes_on() -> None:
    lines: list[str | bytes] = [
        "no json",
        '{"turns": ["hi"]}',
        '{"id": "b", "turns": "hi"}',
        '{"id": "c", "turns": []}',
    ]
    done = advisor("converse", lines)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer.get("line") for answer in answers] == [1, 2, 3, None]
    assert answers[3] == {"id": "c", "replies": [], "facts": {}}


def test_parse_holds_its_contract_to_the_letter() -> None:
    lines: list[str | bytes] = [
        '{"text": "got 238 on ck, is step 3 worth it?"}',
        b"\xff",
        '{"text": 5}',
        '{"text": ""}',
    ]
    done = advisor("parse", lines, "--today", "2026-11-22")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert set(answers[0]) == {"text", "topic", "also", "confidence", "facts"}
    assert answers[0]["topic"] == "step3"
    assert answers[0]["facts"] == {"step2_ck_status": "passed", "step2_ck_score": 238}
    assert [answer.get("line") for answer in answers] == [None, 2, 3, None]
    assert 0.0 <= answers[3]["confidence"] <= 1.0


def test_chat_in_the_terminal_numbers_the_choices(running: House) -> None:
    typed = b"CK 231\n1\n\xff\xfe\n"
    command = [*ADVISOR, "chat", "--url", running.url, "--name", uuid.uuid4().hex]
    done = subprocess.run(command, input=typed, capture_output=True, cwd=ROOT, timeout=60)
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "1) Passed, first try" in shown
    assert "(Passed, first try)" in shown
    assert "Traceback" not in shown + done.stderr.decode()
