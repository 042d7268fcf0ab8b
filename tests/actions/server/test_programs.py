"""The routes of the program list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from actions.profile import Stated
from actions.programs import reading
from actions.turn import Advisor
from bench.made_up_programs import example_list

ANN = "rest:ann"
SHEET = "Program,Visa\nExample 1,J-1\nExample 2,F-9\n"


def bring(client: Any, content: object = SHEET, person: object = ANN, **rest: object) -> Any:
    return client.post("/programs", {"person": person, "content": content, **rest})


def test_a_list_is_brought_and_shown_as_a_whole(
    client: Any, advisor: Advisor, faults_of: Callable[..., list[str]]
) -> None:
    advisor.store.state(ANN, {"visa_need": Stated("J-1", "j1", datetime(2026, 11, 22, tzinfo=UTC))})
    told = bring(client, example_list().text, source="upload")
    assert told.status == 200
    assert (told.json["rows"], told.json["kept"], told.json["replaced"], len(told.json["faults"])) == (154, 150, 0, 20)
    shown = client.get(f"/programs?person={ANN}&budget=1000").json
    assert sum(len(tier["programs"]) for tier in shown["document"]["tiers"]) == 150
    assert len(shown["document"]["faults"]) == 20
    assert faults_of(shown["summary"]) == []
    assert faults_of({**shown["summary"], "document": shown["document"]}) == []
    assert "$1,000 buys the first" in shown["summary"]["text"]


def test_a_sheet_takes_the_place_of_the_list_and_lines_are_added(client: Any) -> None:
    bring(client)
    assert bring(client, "Example 3, J-1", source="talk").json | {"faults": [], "remarks": []} == {
        "rows": 1, "kept": 1, "replaced": None, "known": 0, "held": 3, "faults": [], "remarks": [],
    }  # fmt: skip
    assert bring(client, "name;visa\nExample 4;J-1\n", source="pasted").json["replaced"] == 3


def test_a_list_of_which_nothing_can_be_kept_leaves_the_earlier_one(client: Any) -> None:
    bring(client)
    told = bring(client, "Program,Visa\n,J-1\n").json
    assert (told["kept"], told["replaced"], told["held"]) == (0, None, 2)


def test_the_sheet_can_be_brought_back(client: Any, today: date) -> None:
    bring(client)
    sheet = client.get(f"/programs.csv?person={ANN}")
    assert sheet.status == 200
    assert [program.name for program in reading.read(sheet.text, today).programs] == ["Example 1", "Example 2"]
    assert bring(client, sheet.text).json["kept"] == 2


def test_the_template_has_a_header_and_one_line(client: Any, today: date) -> None:
    found = reading.read(client.get("/programs/template.csv").text, today)
    assert (found.header, found.total, len(found.remarks)) == (1, 0, 1)


def test_somebody_without_a_list_is_told_so(client: Any) -> None:
    shown = client.get(f"/programs?person={ANN}").json
    assert (shown["document"], shown["summary"]["id"]) == (None, "programs.none")
    assert client.get(f"/programs.csv?person={ANN}").status == 404


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ([], 400, "no JSON object"),
        ({"person": ANN}, 400, '"content" has to be the text'),
        ({"person": ANN, "content": 7}, 400, '"content" has to be the text'),
        ({"content": SHEET}, 400, "rest:ann"),
        ({"person": "x" * 256, "content": SHEET}, 400, "rest:ann"),
        ({"person": ANN, "content": SHEET, "source": "fax"}, 400, "upload, pasted, talk"),
        ({"person": ANN, "content": ""}, 400, "The list is empty"),
        ({"person": ANN, "content": "Town,City\n"}, 400, "no column with the program's name"),
        ({"person": ANN, "content": "Program,City\n"}, 400, "no program below it"),
        ({"person": ANN, "content": "Program\n" + "x" * 400_000}, 413, "up to 400,000 are read"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_what_was_found_and_what_is_expected(
    client: Any, body: object, status: int, says: str
) -> None:
    answer = client.post("/programs", body)
    assert answer.status == status
    assert says in answer.json["error"]


@pytest.mark.parametrize(("length", "status"), [(400_000, 200), (400_001, 413)])
def test_a_list_may_have_400000_characters(client: Any, length: int, status: int) -> None:
    assert bring(client, "Program\n".ljust(length, "x")).status == status


@pytest.mark.parametrize("query", ["", "?person=", f"?person={ANN}&budget=much", f"?person={ANN}&budget=-1"])
def test_a_question_that_cannot_be_answered_is_refused(client: Any, query: str) -> None:
    assert client.get(f"/programs{query}").status == 400


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", "/programs"),
        ("GET", f"/programs?person={ANN}"),
        ("GET", f"/programs.csv?person={ANN}"),
        ("GET", "/programs/template.csv"),
    ],
)
def test_a_stranger_gets_nothing(client: Any, method: str, address: str) -> None:
    assert client.send(method, address, b"{}", None).status == 403


def test_without_a_store_it_is_said_so(client: Any, advisor: Advisor) -> None:
    with advisor.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE programs")
    assert bring(client).status == 503
    assert client.get(f"/programs?person={ANN}").status == 503
