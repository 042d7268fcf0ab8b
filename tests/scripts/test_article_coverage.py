"""What counts as covered: a claim that a rule cites and whose content a situation shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actions import facts as facts_module
from actions.knowledge import library
from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy import engine
from scripts import article_coverage
from scripts.article_coverage import coverage
from scripts.situations import all_situations

Put = Callable[..., None]
CLAIM = "comp.usce_letters"


@pytest.fixture
def knowledge() -> Knowledge:
    return library.load()


@pytest.fixture
def words(knowledge: Knowledge) -> str:
    """Words that a text of the letters' answer shows for the claim."""
    (advice,) = engine.advise("lors", Profile(), knowledge, date(2026, 11, 22)).first
    return next(text.text for text in advice.texts if CLAIM in text.claims)


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Put:
    """Let the command find one situation of its own, which shows these words, and no other."""

    def write(shown: dict[str, str], **expect: object) -> None:
        path = tmp_path / "lors" / "letters.yml"
        path.parent.mkdir(exist_ok=True)
        case = {
            "name": "Someone asks which letters to get",
            "today": "TODAY",
            "topic": "lors",
            "expect": {"shows": shown, **expect},
        }
        text = json.dumps({"situations": [case]}).replace('"TODAY"', "2026-11-22")
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(article_coverage, "all_situations", lambda facts: all_situations(facts, tmp_path))

    return write


def run(capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = article_coverage.main()
    return code, capsys.readouterr().out.splitlines()


def test_a_claim_that_no_situation_shows_fails_the_command_and_is_counted_out(
    put: Put, words: str, knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    put({CLAIM: words})
    code, lines = run(capsys)
    assert (code, lines[-1]) == (1, f"1 of {len(knowledge.claims)} claims")
    place = lines.index(CLAIM)
    assert lines[place + 1 : place + 3] == ["    cited by lors", "    shown in: Someone asks which letters to get"]


def test_every_claim_is_listed_with_what_it_lacks(
    put: Put, words: str, knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    put({CLAIM: words})
    _, lines = run(capsys)
    assert set(knowledge.claims) <= set(lines)
    place = lines.index("band.solid")
    assert lines[place + 1 : place + 3] == ["    cited by NO RULE", "    shown in: NO SITUATION SHOWS IT"]


def test_a_claim_that_is_cited_but_not_shown_is_not_covered(
    put: Put, knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    put({}, advice=["lors.portfolio"])
    code, lines = run(capsys)
    assert (code, lines[-1]) == (1, f"0 of {len(knowledge.claims)} claims")
    place = lines.index(CLAIM)
    assert lines[place + 1 : place + 3] == ["    cited by lors", "    shown in: NO SITUATION SHOWS IT"]


def test_words_that_nobody_says_show_nothing(
    put: Put, knowledge: Knowledge, capsys: pytest.CaptureFixture[str]
) -> None:
    put({CLAIM: "words that no answer holds"})
    code, lines = run(capsys)
    assert (code, lines[-1]) == (1, f"0 of {len(knowledge.claims)} claims")


def test_words_in_a_text_that_cites_another_claim_show_nothing(
    put: Put, words: str, knowledge: Knowledge, tmp_path: Path
) -> None:
    put({"band.solid": words})
    found = coverage(all_situations(facts_module.load(), tmp_path), knowledge)
    assert not any(found.shown.values())


def test_the_command_succeeds_when_every_claim_is_cited_and_shown(
    put: Put,
    words: str,
    knowledge: Knowledge,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put({CLAIM: words})
    monkeypatch.setattr(library, "load", lambda: replace(knowledge, claims={CLAIM: knowledge.claims[CLAIM]}))
    code, lines = run(capsys)
    assert (code, lines[-1]) == (0, "1 of 1 claims")
