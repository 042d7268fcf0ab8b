from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from actions.knowledge import library
from actions.knowledge.library import Knowledge
from actions.talk import Say
from actions.yaml_files import FileError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the knowledge files, to be spoilt."""
    for path in library.FOLDER.glob("*.yml"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Change one place of a file; the line where that place begins."""
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content, f"{file} has changed: '{old}' is not in it"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")
    return content[: content.index(old)].count("\n") + 1


def complaint(folder: Path) -> str:
    with pytest.raises(FileError) as refused:
        library.load(folder)
    return str(refused.value)


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (1, "low"),
        (224, "low"),
        (225, "borderline"),
        (234, "borderline"),
        (235, "solid"),
        (244, "solid"),
        (245, "strong"),
        (300, "strong"),
    ],
)
def test_a_score_lies_in_the_range_that_holds_it(knowledge: Knowledge, score: int, name: str) -> None:
    found, span = knowledge.numbers.band(score)
    assert found == name
    assert score in span


def test_every_score_of_the_exam_lies_in_exactly_one_range(knowledge: Knowledge) -> None:
    for score in range(1, 301):
        assert sum(score in span for span in knowledge.numbers.bands.values()) == 1, score


@pytest.mark.parametrize("score", [0, 301, -5])
def test_a_number_that_is_no_score_lies_in_no_range(knowledge: Knowledge, score: int) -> None:
    with pytest.raises(ValueError, match="scores go from 1 to 300"):
        knowledge.numbers.band(score)


def test_every_claim_has_a_section_and_a_sentence(knowledge: Knowledge) -> None:
    for id_, claim in knowledge.claims.items():
        assert claim.id == id_
        assert claim.section, id_
        assert claim.text.rstrip().endswith((".", "?")), id_


def test_every_outside_fact_is_dated_and_has_a_page(knowledge: Knowledge, today: date) -> None:
    for fact in knowledge.outside.values():
        assert fact.as_of <= today, f"{fact.id} is dated in the future"
        assert fact.source.startswith("https://"), fact.id
        assert "{" not in fact.text, fact.id
        assert "None" not in fact.text, fact.id


def test_an_outside_fact_carries_its_value_into_its_text(knowledge: Knowledge) -> None:
    assert knowledge.outside["pass_mark"].values == {"mark": 218}
    assert "Step 2 CK is 218 for exams" in knowledge.outside["pass_mark"].text


@pytest.mark.parametrize("checked", ["2025-07-01", "2025-07-02"])
def test_a_fact_may_be_checked_on_its_own_day_or_later(folder: Path, checked: str) -> None:
    spoil(folder, "outside.yml", "checked: 2026-11-22", f"checked: {checked}")
    assert library.load(folder).outside["pass_mark"].checked == date.fromisoformat(checked)


def test_a_value_that_is_brought_up_to_date_changes_the_text_with_it(folder: Path) -> None:
    spoil(folder, "outside.yml", "{mark: 218}", "{mark: 221}")
    fact = library.load(folder).outside["pass_mark"]
    assert fact.values["mark"] == 221
    assert "Step 2 CK is 221 for exams" in fact.text


def test_a_fact_is_due_when_its_shelf_life_after_the_check_has_passed(knowledge: Knowledge) -> None:
    fact = knowledge.outside["h1b_fee"]
    assert (fact.checked, fact.shelf_life) == (date(2026, 11, 22), 30)
    assert fact.due() == date(2026, 12, 22)


def test_every_reading_of_the_article_says_the_problem_the_choice_and_why(knowledge: Knowledge) -> None:
    assert knowledge.readings
    for id_, reading in knowledge.readings.items():
        assert reading.id == id_
        assert reading.claims, id_
        assert set(reading.claims) <= set(knowledge.claims), id_
        for text in (reading.problem, reading.choice, reading.why):
            assert text.endswith("."), id_


def test_a_reading_names_the_claim_that_is_missing_with_its_line(folder: Path) -> None:
    line = spoil(folder, "readings.yml", "claims: [realism.plateau]", "claims: [realism.plain]")
    assert complaint(folder) == f"readings.yml, line {line}: there is no claim 'realism.plain' in article.yml"


def test_every_note_of_the_talk_is_an_outside_fact(knowledge: Knowledge, talk: Mapping[str, Say]) -> None:
    assert {note for say in talk.values() for note in say.notes} <= set(knowledge.outside)


def test_a_missing_claim_of_a_number_is_named_with_file_and_line(folder: Path) -> None:
    line = spoil(folder, "numbers.yml", "claim: band.low}", "claim: band.lowest}")
    assert complaint(folder) == f"numbers.yml, line {line}: there is no claim 'band.lowest' in article.yml"


def test_a_claim_taken_out_of_the_article_is_missed_where_it_is_used(folder: Path) -> None:
    spoil(folder, "article.yml", "  target.floor:\n", "  target.ground:\n")
    assert complaint(folder).endswith("there is no claim 'target.floor' in article.yml")


def test_a_claim_that_stands_twice_is_refused(folder: Path) -> None:
    line = spoil(folder, "article.yml", "  band.solid:\n", "  band.strong:\n")
    said = complaint(folder)
    assert said.startswith(f"article.yml, line {line}: 'band.strong' stands twice (first at line ")


def test_a_number_that_stands_twice_is_refused(folder: Path) -> None:
    line = spoil(folder, "numbers.yml", "floor: {value: 235", "target: {value: 235")
    assert complaint(folder).startswith(f"numbers.yml, line {line}: 'target' stands twice")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("article.yml", "    section: Introduction\n    text", "    chapter: Introduction\n    text", "unknown key 'chapter'"),
        ("article.yml", "    section: Introduction\n    text", "    text", "'section' is missing"),
        ("numbers.yml", "floor: {", "flour: {", "unknown key 'flour'"),
        ("numbers.yml", "target: {value: 245, claim: target.target}\n", "", "'target' is missing"),
        ("numbers.yml", "{from: 4, to: 6,", "{from: 4, till: 6,", "unknown key 'till'"),
        ("numbers.yml", "{from: 4, to: 6,", "{from: 4,", "'to' is missing"),
        ("numbers.yml", "{value: 235,", "{value: 235, unit: points,", "unknown key 'unit'"),
        ("outside.yml", "    as_of: 2025-07-01", "    asof: 2025-07-01", "unknown key 'asof'"),
        ("outside.yml", "    as_of: 2025-07-01\n", "", "'as_of' is missing"),
        ("outside.yml", "certainty: confirmed", "certainty: sure", "certainty is one of confirmed, expected, unsettled"),
        ("outside.yml", "source: https://", "source: http://", "the source is an https address"),
        ("outside.yml", "    shelf_life: 365\n", "", "'shelf_life' is missing"),
        ("outside.yml", "    checked: 2026-11-22\n", "", "'checked' is missing"),
        ("outside.yml", "    values: {mark: 218}", "    value: {mark: 218}", "unknown key 'value'"),
        ("outside.yml", "    values: {mark: 218}\n", "", "the text uses a name that values do not have: 'mark'"),
        ("outside.yml", "CK is {mark} for", "CK is {pass_mark} for", "the text uses a name that values do not have: 'pass_mark'"),
        ("outside.yml", "CK is {mark} for", "CK is {} for", "the text uses a name that values do not have"),
        ("outside.yml", "CK is {mark} for", "CK is {mark for", "the text uses a name that values do not have"),
        ("outside.yml", "as_of: 2025-07-01", "as_of: July 2025", "as_of is a day, YYYY-MM-DD"),
        ("outside.yml", "as_of: 2025-07-01", "as_of: 2025-07", "as_of is a day, YYYY-MM-DD"),
        ("outside.yml", "as_of: 2025-07-01", "as_of: 2025", "as_of is a day, YYYY-MM-DD"),
        ("outside.yml", "checked: 2026-11-22", "checked: soon", "checked is a day, YYYY-MM-DD"),
        ("outside.yml", "checked: 2026-11-22", "checked: 2025-06-30", "cannot be checked before the day for which it is told"),
        ("readings.yml", "claims: [band.strong,", "claims: [band.stronk,", "there is no claim 'band.stronk' in article.yml"),
        ("readings.yml", "    choice: 245", "    chosen: 245", "unknown key 'chosen'"),
        ("readings.yml", "    why: The target", "    because: The target", "unknown key 'because'"),
        ("readings.yml", "    why: The exam reports whole numbers only.\n", "", "'why' is missing"),
        ("readings.yml", "readings:\n", "reading:\n", "unknown key 'reading'"),
        ("seasons.yml", "shelf_life: 120\n", "", "'shelf_life' is missing"),
        ("seasons.yml", "    eras_opens: {", "    eras_begins: {", "unknown key 'eras_begins'"),
    ],
)  # fmt: skip
def test_a_fault_in_a_file_is_refused_with_file_and_line(
    folder: Path, file: str, old: str, new: str, said: str
) -> None:
    spoil(folder, file, old, new)
    found = complaint(folder)
    assert found.startswith(f"{file}, line ")
    assert said in found


def test_a_knowledge_file_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "outside.yml").unlink()
    assert complaint(folder).startswith("outside.yml cannot be read")
