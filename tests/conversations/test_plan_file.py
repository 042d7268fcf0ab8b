"""`advisor plan` with the real action server: every form, of facts and of what is stored of a person."""

from __future__ import annotations

import json
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import jsonschema
import pypdfium2
import pytest

from bot.cli import main
from bot.contract import notice, with_document
from bot.launch import House
from bot.paths import ROOT

pytestmark = pytest.mark.servers
Captured = pytest.CaptureFixture[str]
FACTS = '{"step1_status": "passed", "step2_ck_score": 238, "match_year": 2028}'


# Runs in the action server's environment: what a talk would have stored.
STORE = """
import sys
from datetime import UTC, datetime
from actions.profile import Stated
from actions.store.migrate import upgrade
from actions.programs.bringing import bring
from actions.store.programs import ProgramStore
from actions.store.repository import ProfileStore
store = ProfileStore(sys.argv[1])
upgrade(store.engine)
store.state("rest:ana", {"step2_ck_score": Stated(219, "ck 219", datetime.now(UTC))})
now = datetime.now(UTC)
bring(ProgramStore(store.engine), "rest:ana", "Program,Visa\\nExample Rehab 1,J-1\\nExample Rehab 2,yes\\n", "upload", now.date(), now)
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A folder in whose store something is held of one person."""
    folder = tmp_path / "store"
    folder.mkdir()
    python = ROOT / ".venv-actions" / "bin" / "python"
    subprocess.run(
        [python, "-c", STORE, f"sqlite:///{folder / 'profiles.db'}"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=60,
    )
    return folder


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF-"), ("ics", b"BEGIN:VCALENDAR"), ("md", b"# Plan for the 2028 Match")]
)
def test_the_plan_is_written_in_the_form_that_the_ending_names(tmp_path: Path, form: str, begins: bytes) -> None:
    path = tmp_path / f"plan.{form}"
    assert main(["plan", str(path), "--facts", FACTS, "--today", "2026-11-22"]) == 0
    assert path.read_bytes().startswith(begins)


def test_the_data_is_the_document_for_the_day_that_was_given(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "plan.JSON"
    assert main(["plan", str(path), "--facts", FACTS, "--today", "2026-11-22"]) == 0
    document = json.loads(path.read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "reply.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(with_document(notice("x", "y"), document), schema)
    assert (document["made_on"], document["match_year"]) == ("2026-11-22", 2028)
    assert capsys.readouterr().out == ""
    assert not (ROOT / "plan.json").exists()


def test_what_is_stored_of_a_person_makes_their_plan(tmp_path: Path, store: Path, capsys: Captured) -> None:
    path = tmp_path / "plan.json"
    assert main(["plan", str(path), "--person", "rest:ana", "--store", str(store)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["scenarios"] == ["scenario3"]
    path.unlink()
    assert main(["plan", str(path), "--person", "rest:ben", "--store", str(store)]) == 1
    said = capsys.readouterr().err
    assert 'Of "rest:ben" too little is stored for a plan.' in said
    assert "tell me whether you passed Step 1" in said
    assert not path.exists()


def test_the_pdf_of_a_stored_person_brings_the_program_list_along(
    tmp_path: Path, store: Path, capsys: Captured
) -> None:
    path = tmp_path / "plan.pdf"
    assert main(["plan", str(path), "--person", "rest:ana", "--store", str(store)]) == 0
    assert capsys.readouterr().err.endswith(", with your list of 2 programs\n")
    *_, last = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    assert "Your program list" in last
    assert "Example Rehab 2" in last
    assert main(["plan", str(path), "--facts", FACTS]) == 0
    assert "list of" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ('{"ck": 238}', 'there is no fact "ck"; there are: applicant_type'),
        ('{"step2_ck_score": 999}', "Step 2 CK can only be a number from 1 to 300, so 999 cannot be right."),
        ('{"visa_need": "J-1"}', "tell me whether you passed Step 1"),
    ],
)
def test_facts_that_make_no_plan_leave_the_file_as_it_was(
    tmp_path: Path, capsys: Captured, facts: str, said: str
) -> None:
    path = tmp_path / "plan.md"
    path.write_text("mine", encoding="utf-8")
    assert main(["plan", str(path), "--facts", facts]) == 1
    assert said in capsys.readouterr().err
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("plan.md", "mine")]


def test_the_web_channel_gives_the_plan_of_what_was_told_in_it(running: House) -> None:
    def ask(path: str, body: object = None, token: str = "") -> tuple[int, bytes]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{running.url}/webhooks/web/{path}", data=data)
        request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    token = json.loads(ask("session", {})[1])["token"]
    status, content = ask("plan.json", token=token)
    assert (status, "whether you passed Step 1" in json.loads(content)["error"]) == (404, True)
    status, _ = ask("message", {"message_id": "m-1", "text": "step 1 passed first try, ck 219, j1"}, token)
    assert status == 200
    assert json.loads(ask("plan.json", token=token)[1])["scenarios"] == ["scenario3"]
    alone = ask("plan.pdf", token=token)[1]
    assert alone.startswith(b"%PDF-")
    assert ask("programs.pdf", token=token)[0] == 404
    listing = urllib.request.Request(
        f"{running.url}/webhooks/web/programs?name=list.csv", data=b"Program,Visa\nExample Rehab 1,J-1\n"
    )
    listing.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(listing, timeout=30) as answer:
        assert json.load(answer)["kept"] == 1
    assert b"Example Rehab 1" in ask("programs.csv", token=token)[1]
    for name in ("programs.pdf", "plan.pdf"):
        pages = pypdfium2.PdfDocument(ask(name, token=token)[1])
        assert "Example Rehab 1" in pages[len(pages) - 1].get_textpage().get_text_range()
