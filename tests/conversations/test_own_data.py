"""Delete, copy, let go and log discreetly, on the real servers: what a person would want to be sure of."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.launch import House, Plan, house
from bot.paths import ROOT
from bot.rest_client import send

pytestmark = pytest.mark.servers
WHO = "anna-7731-é"
SAID = [
    "hi I trained in Ouagadougou, ck 238, nbme 231 233, need a visa. chances?",
    "my step 1 was zweimal häßlich, “failed” once then passed",
    "is step 3 worth it for Zanzibarians?",
    "what is the xylophone salary of residents in Vladivostok",
    "that's not what I asked!",
    "what if i get 251",
    "how do you know",
]
# Parts of what was said that stand nowhere else in the house.
TRACES = [WHO, "anna-7731", "Ouagadougou", "zweimal", "häßlich", "Zanzibarians", "xylophone", "Vladivostok", "231 233"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture
def own(model: Path, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[House]:
    """A house of its own, with temporary files where they can be searched."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    plan = Plan(port=0, store=store, today="2026-11-22", burst=0, logs=store / "logs")
    with house(plan, model, lambda text: None) as started:
        yield started


def ids(running: House, text: str, person: str = WHO, event: str | None = None) -> list[str]:
    return [reply["id"] for reply in send(running.url, person, text, event)]


def forms(trace: str) -> set[bytes]:
    """A text as it may stand in a file: in UTF-8, escaped for JSON or for a Python literal, in UTF-16."""
    escaped = json.dumps(trace)[1:-1]
    texts = {trace, escaped, repr(trace)[1:-1], json.dumps(escaped)[1:-1], ascii(trace)[1:-1]}
    return {text.encode() for text in texts} | {trace.encode("utf-16-le"), trace.encode("latin-1", "replace")}


def found_in_files(folder: Path) -> list[tuple[str, str]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        (str(path.relative_to(folder)), trace)
        for path in files
        for trace in TRACES
        for form in forms(trace)
        if form in path.read_bytes()
    ]


def found_in_tables(store: Path) -> list[tuple[str, str]]:
    found = []
    for path in store.glob("*.db"):
        with sqlite3.connect(path) as connection:
            tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                content = "\n".join(map(str, connection.execute(f'SELECT * FROM "{table}"')))  # noqa: S608
                found += [(table, trace) for trace in TRACES if any(form in content.encode() for form in forms(trace))]
        connection.close()
    return found


def test_who_confirms_is_gone_from_every_file_and_table_and_is_somebody_new(
    own: House, store: Path, tmp_path: Path
) -> None:
    for text in SAID:
        ids(own, text)
    send(own.url, "ben-of-the-others", "ck 244, j1")
    assert {trace for _, trace in found_in_files(store)} >= {WHO, "Ouagadougou", "Zanzibarians", "xylophone"}
    assert ids(own, "delete everything you know about me") == ["privacy.confirm"]
    assert ids(own, "yes", event="e-1") == ["privacy.erased"]
    assert found_in_tables(store) == []
    assert found_in_files(tmp_path) == []
    assert own.facts_of(f"rest:{WHO}") == {}
    # The same event again is not run, so it brings nobody back.
    assert ids(own, "yes", event="e-1") == ["privacy.erased"]
    assert found_in_files(tmp_path) == []
    assert own.facts_of("rest:ben-of-the-others")["step2_ck_score"] == 244
    (reply, *_) = send(own.url, WHO, "what do you know about me")
    assert reply["id"] == "talk.nothing_held"
    assert "to erase them" in reply["text"]


def test_only_a_yes_right_after_the_question_deletes(own: House) -> None:
    ids(own, "ck 238")
    button = '/delete_my_data{"confirm_deletion":true}'
    assert ids(own, button) == ["privacy.confirm"]
    assert ids(own, "no") == ["talk.not_erased"]
    assert "privacy.erased" not in ids(own, "yes")
    assert ids(own, "forget me") == ["privacy.confirm"]
    assert ids(own, "is step 3 worth it?")[0].startswith("step3")
    assert "privacy.erased" not in ids(own, "yes")
    assert own.facts_of(f"rest:{WHO}")["step2_ck_score"] == 238
    assert ids(own, "forget me") == ["privacy.confirm"]
    assert ids(own, button) == ["privacy.erased"]
    assert own.facts_of(f"rest:{WHO}") == {}


def test_an_erasure_that_cannot_be_whole_is_never_said_to_be_done(own: House, store: Path) -> None:
    ids(own, "ck 238")
    assert ids(own, "forget me") == ["privacy.confirm"]
    reader = sqlite3.connect(store / "profiles.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM people").fetchall()
    (reply,) = send(own.url, WHO, "yes")
    assert reply["id"] == "guard.not_erased"
    assert "could not delete everything" in reply["text"]
    reader.execute("ROLLBACK")
    reader.close()
    assert ids(own, "forget me") == ["privacy.confirm"]
    assert ids(own, "yes") == ["privacy.erased"]
    assert found_in_files(store) == []


def test_a_copy_in_the_talk_and_by_the_command_hold_the_same(own: House, store: Path, tmp_path: Path) -> None:
    for text in SAID[:4]:
        ids(own, text)
    (reply,) = send(own.url, WHO, "give me my data")
    assert reply["id"] == "privacy.data"
    schema = json.loads((ROOT / "reply.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(reply, schema)
    held = reply["document"]
    assert [each["text"] for each in held["dialogue"] if each["who"] == "you"] == [*SAID[:4], "give me my data"]
    facts = {each["name"]: each for each in held["profile"]["facts"]}
    assert facts["step2_ck_score"]["value"] == 238
    assert facts["step2_ck_score"]["words"] == SAID[0]
    out = tmp_path / "anna.json"
    done = advisor("export", f"rest:{WHO}", "--store", str(store), "--out", str(out))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    written: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    assert written["profile"] == held["profile"]
    assert written["dialogue"][: len(held["dialogue"])] == held["dialogue"]
    nobody = advisor("export", "rest:nobody", "--store", str(store))
    assert nobody.returncode == 1
    assert "nothing is held" in nobody.stderr


def advisor(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_who_was_away_too_long_is_let_go_and_nobody_else(own: House, store: Path) -> None:
    ids(own, SAID[0])
    with sqlite3.connect(store / "dialogue.db") as connection:
        started = connection.execute("SELECT min(timestamp) FROM events").fetchone()[0]
    connection.close()
    from datetime import datetime, timedelta, timezone

    seen = datetime.fromtimestamp(started, timezone.utc)
    in_time, too_late = (seen + timedelta(days=days) for days in (729, 732))
    kept = advisor("retain", "--store", str(store), "--today", in_time.date().isoformat())
    assert kept.stdout == "erased 0 persons not seen for more than 730 days\n", kept.stderr
    assert own.facts_of(f"rest:{WHO}")["step2_ck_score"] == 238
    gone = advisor("retain", "--store", str(store), "--today", too_late.date().isoformat())
    assert gone.stdout == "erased 1 person not seen for more than 730 days\n", gone.stderr
    assert found_in_files(store) == []


def test_the_logs_hold_neither_persons_nor_what_they_wrote_whatever_goes_wrong(own: House, store: Path) -> None:
    actions = own.servers[0]
    ids(own, SAID[0])
    for body in (b'{"sender": "anna-7731", "message": ', b"\xffanna-7731 xylophone", b'{"sender": "anna-7731"}'):
        _fails(f"{own.url}/webhooks/rest/webhook", body, {})
    secret = {"X-Advisor-Secret": own.secret}
    call = {"next_action": "action_advise", "sender_id": WHO, "tracker": {"sender_id": WHO, "latest_message": SAID[3]}}
    for body in (
        b'{"anna-7731": xylophone',
        json.dumps(call).encode(),
        json.dumps({**call, "tracker": SAID[2]}).encode(),
    ):
        _fails(f"{own.actions_url}/webhook", body, secret)
    # The profile store loses a table: the statement that fails carries the facts and the words.
    with sqlite3.connect(store / "profiles.db") as connection:
        connection.execute("ALTER TABLE facts RENAME TO facts_away")
    connection.close()
    ids(own, "ck 241 from Ouagadougou")
    with sqlite3.connect(store / "profiles.db") as connection:
        connection.execute("ALTER TABLE facts_away RENAME TO facts")
    connection.close()
    # The dialogue's store refuses to be written: Rasa tells the events that it could not save.
    with sqlite3.connect(store / "dialogue.db") as connection:
        connection.execute("CREATE TRIGGER no BEFORE INSERT ON events BEGIN SELECT RAISE(FAIL, 'no'); END")
    connection.close()
    ids(own, SAID[2])
    actions.stop()
    ids(own, SAID[1])
    logs = store / "logs"
    written = "".join(path.read_text(encoding="utf-8") for path in logs.iterdir())
    assert "ERROR" in written, "the faults are to be seen in the logs"
    assert found_in_files(logs) == []


def _fails(address: str, body: bytes, headers: dict[str, str]) -> None:
    request = urllib.request.Request(address, data=body, headers={"Content-Type": "application/json", **headers})
    try:
        urllib.request.urlopen(request, timeout=20).close()
    except urllib.error.HTTPError as error:
        error.close()
