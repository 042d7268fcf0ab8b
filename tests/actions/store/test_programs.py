"""Program lists in the store, on both databases: as a whole or not at all, and gone with the person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from actions.programs.program import Fault, Program
from actions.store import programs as programs_module
from actions.store.migrate import upgrade
from actions.store.own_data import OwnData
from actions.store.programs import Added, Import, ListFull, ProgramStore
from actions.store.repository import ProfileStore, StoreUnavailable

ANN, BEN = "rest:ann", "rest:ben"
AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
A = Program("Example A", city="Town", j1=True, imgs=3, residents=18, checked=date(2026, 9, 1), notes="=1+1 \N{SNOWMAN}")
B = Program("Example B", h1b=False, img_percent=12.5)


@pytest.fixture(params=["sqlite", "postgresql"])
def profiles(request: pytest.FixtureRequest) -> Iterator[ProfileStore]:
    if request.param == "sqlite":
        yield request.getfixturevalue("store")
        return
    opened = ProfileStore(request.getfixturevalue("postgres_url"))
    upgrade(opened.engine)
    yield opened
    opened.engine.dispose()


def brought(source: str = "upload", faults: tuple[Fault, ...] = ()) -> Import:
    return Import(source, 2, 2, faults, AT)


def test_a_list_comes_back_as_it_was_kept_and_belongs_to_one_person(profiles: ProfileStore) -> None:
    lists = ProgramStore(profiles.engine)
    assert lists.replace(ANN, [B, A], brought()) == 0
    assert lists.held(ANN) == (B, A)
    assert lists.held(BEN) == ()
    assert lists.replace(ANN, [A], brought()) == 2
    assert lists.held(ANN) == (A,)


def test_a_program_told_again_knows_more_and_a_new_one_comes_last(profiles: ProfileStore) -> None:
    lists = ProgramStore(profiles.engine)
    lists.replace(ANN, [A, B], brought())
    new = Program("Example C")
    assert lists.add(ANN, [Program("example b", h1b=True), new], brought("talk")) == Added(1, 1)
    first, second, third = lists.held(ANN)
    assert (first, third) == (A, new)
    assert (second.h1b, second.img_percent) == (True, 12.5)


def test_a_program_of_the_same_name_in_another_place_is_another_one(profiles: ProfileStore) -> None:
    lists = ProgramStore(profiles.engine)
    lists.replace(ANN, [A], brought())
    assert lists.add(ANN, [Program("Example A", city="Ville")], brought("talk")) == Added(1, 0)


def test_one_program_is_taken_out(profiles: ProfileStore) -> None:
    lists = ProgramStore(profiles.engine)
    lists.replace(ANN, [A, B], brought())
    assert lists.remove(ANN, Program("Example A"), AT)
    assert not lists.remove(ANN, Program("Example A"), AT)
    assert lists.held(ANN) == (B,)


def test_what_a_sheet_said_stays_until_the_next_sheet(profiles: ProfileStore) -> None:
    lists = ProgramStore(profiles.engine)
    assert lists.last_import(ANN) is None
    fault, remark = Fault(3, "Visa", "F-9", "Not used."), Fault(1, "Vibe", "Vibe", "Not known.")
    lists.replace(ANN, [A], Import("upload", 2, 1, (fault,), AT, (remark,)))
    lists.add(ANN, [B], brought("talk"))
    held = lists.last_import(ANN)
    assert held is not None
    assert (held.source, held.rows, held.kept, held.faults, held.remarks) == ("upload", 2, 1, (fault,), (remark,))
    lists.replace(ANN, [A], brought("pasted"))
    assert lists.last_import(ANN) == brought("pasted")


def test_a_list_that_would_get_too_long_is_left_as_it_was(
    profiles: ProfileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs_module, "MOST_PROGRAMS", 2)
    lists = ProgramStore(profiles.engine)
    lists.replace(ANN, [A], brought())
    with pytest.raises(ListFull, match="may have 2 programs; yours has 1"):
        lists.add(ANN, [B, Program("Example C")], brought("talk"))
    assert lists.held(ANN) == (A,)


def test_a_replacement_that_fails_half_way_leaves_the_earlier_list(profiles: ProfileStore) -> None:
    lists = ProgramStore(profiles.engine)
    lists.replace(ANN, [A, B], brought())
    with pytest.raises(StoreUnavailable):
        lists.replace(ANN, [Program("Example C"), Program("Example C")], brought())
    assert lists.held(ANN) == (A, B)


def test_a_list_is_in_the_copy_of_a_persons_data_and_goes_with_the_person(profiles: ProfileStore) -> None:
    lists, own = ProgramStore(profiles.engine), OwnData(profiles.engine)
    lists.replace(ANN, [A], brought(faults=(Fault(3, "Visa", "F-9", "Not used."),)))
    lists.replace(BEN, [B], brought())
    held = own.export(ANN)
    assert held is not None
    assert held["programs"][0]["cells"]["name"] == "Example A"
    assert held["program_imports"][0]["faults"][0]["found"] == "F-9"
    profiles.erase(ANN)
    assert (lists.held(ANN), lists.last_import(ANN), own.export(ANN)) == ((), None, None)
    assert lists.held(BEN) == (B,)


def test_without_a_store_it_is_said_so(store: ProfileStore) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE programs")
    with pytest.raises(StoreUnavailable):
        ProgramStore(store.engine).held(ANN)
