"""Linking codes on both databases: made, used once, ended; and what is carried over by one."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.profile import Change, Stated
from actions.store.carrying import Carried
from actions.store.connections import StoreUnavailable
from actions.store.link_codes import DIGITS, LETTERS, LinkCodes, Refused, new_half
from actions.store.migrate import upgrade
from actions.store.models import LinkCodeRow, PersonRow, ProgramImportRow, ProgramRow
from actions.store.own_data import OwnData
from actions.store.repository import ProfileStore
from actions.store.unclear_messages import UnclearMessages

WEB, CHAT, OTHER = "web:ann", "telegram:7", "slack:T:U"
NOW = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(days=2), NOW - timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, empty_store: Path) -> Iterator[ProfileStore]:
    """A store on either database."""
    if request.param == "sqlite":
        shutil.copy(empty_store, tmp_path / "profiles.db")
        opened = ProfileStore(f"sqlite:///{tmp_path / 'profiles.db'}")
    else:
        opened = ProfileStore(request.getfixturevalue("postgres_url"))
        upgrade(opened.engine)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def codes(store: ProfileStore) -> LinkCodes:
    return LinkCodes(store.engine)


def tell(store: ProfileStore, person: str, at: datetime, **facts: object) -> None:
    store.state(person, {name: Stated(value, f"{person} says {value}", at) for name, value in facts.items()})  # type: ignore[arg-type]


def list_of(store: ProfileStore, person: str, at: datetime, **programs: int) -> None:
    OwnData(store.engine).meet(person, at)
    with Session(store.engine) as session, session.begin():
        row = session.scalars(select(PersonRow.id).where(PersonRow.key == person)).one()
        for place, (key, imgs) in enumerate(programs.items()):
            session.add(ProgramRow(person_id=row, key=key, place=place, cells={"name": key, "imgs": imgs}, added_at=at))
        faults = [{"row": 3, "reason": "no name"}]
        session.add(ProgramImportRow(person_id=row, source="upload", rows=9, kept=len(programs), faults=faults, at=at))


def programs_of(store: ProfileStore, person: str) -> list[tuple[str, int, int]]:
    held = OwnData(store.engine).export(person) or {"programs": []}
    return [(row["key"], row["place"], row["cells"]["imgs"]) for row in held["programs"]]


def carried(codes: LinkCodes, source: str, target: str, now: datetime = NOW) -> Carried:
    found = codes.use(codes.make(source, now), target, now)
    assert isinstance(found, Carried)
    return found


def test_a_code_can_be_read_aloud_and_only_its_hash_is_stored(codes: LinkCodes, store: ProfileStore) -> None:
    code = codes.make(WEB, NOW)
    assert re.fullmatch(r"PMR-[A-Z2-9]{4}-[A-Z2-9]{4}", code)
    with Session(store.engine) as session:
        (row,) = session.scalars(select(LinkCodeRow)).all()
        assert code.replace("-", "")[3:] not in row.code_hash.upper()
        assert row.ends_at == NOW + timedelta(minutes=15)


def test_halves_are_no_words_and_no_years_and_have_no_look_alikes() -> None:
    halves = {new_half() for _ in range(2000)}
    assert len(halves) > 1900
    assert all(set(half) & set(LETTERS) and set(half) & set(DIGITS) for half in halves)
    assert not set("".join(halves)) & set("ILOU01")


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
def test_it_works_however_it_is_typed(codes: LinkCodes, store: ProfileStore, typed: object) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238)
    assert callable(typed)
    assert isinstance(codes.use(typed(codes.make(WEB, NOW)), CHAT, NOW), Carried)


def test_facts_come_with_their_words_and_day_and_the_other_chat_keeps_its_own(
    codes: LinkCodes, store: ProfileStore
) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238, visa_need="J-1")
    found = carried(codes, WEB, CHAT)
    assert found.changes == (Change("step2_ck_score", None, 238), Change("visa_need", None, "J-1"))
    assert store.profile(CHAT).stated["step2_ck_score"] == Stated(238, f"{WEB} says 238", EARLIER)
    tell(store, CHAT, NOW, step2_ck_score=242)
    assert store.profile(WEB).values == {"step2_ck_score": 238, "visa_need": "J-1"}


def test_of_a_fact_that_both_hold_the_one_told_later_stays(codes: LinkCodes, store: ProfileStore) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238, match_year=2028)
    tell(store, WEB, LATER, visa_need="H-1B", step3_status="passed")
    tell(store, CHAT, LATER, step2_ck_score=242, match_year=2028)
    tell(store, CHAT, EARLIER, visa_need="J-1")
    found = carried(codes, WEB, CHAT)
    assert set(found.changes) == {Change("visa_need", "J-1", "H-1B"), Change("step3_status", None, "passed")}
    assert (dict(found.kept), found.same) == ({"step2_ck_score": 242}, 1)
    assert store.profile(CHAT).values == {
        "step2_ck_score": 242, "match_year": 2028, "visa_need": "H-1B", "step3_status": "passed",
    }  # fmt: skip


def test_practice_scores_come_each_with_its_own_words_and_day(codes: LinkCodes, store: ProfileStore) -> None:
    tell(store, WEB, EARLIER, practice_scores=[231])
    tell(store, WEB, LATER, practice_scores=[231, 240])
    tell(store, CHAT, EARLIER, practice_scores=[220, 221, 222])
    carried(codes, WEB, CHAT)
    assert store.profile(CHAT).values["practice_scores"] == [231, 240]
    assert store.history.practice(CHAT) == store.history.practice(WEB)
    assert [each.at for each in store.history.practice(CHAT)] == [EARLIER, LATER]


def test_lists_of_programs_become_one_and_the_later_row_of_a_program_stays(
    codes: LinkCodes, store: ProfileStore
) -> None:
    list_of(store, WEB, LATER, alpha=1, beta=2)
    list_of(store, CHAT, EARLIER, gamma=3, beta=0)
    found = carried(codes, WEB, CHAT)
    assert (found.programs, found.programs_kept) == (2, 0)
    assert programs_of(store, CHAT) == [("gamma", 0, 3), ("beta", 1, 2), ("alpha", 2, 1)]
    assert programs_of(store, WEB) == [("alpha", 0, 1), ("beta", 1, 2)]
    held = OwnData(store.engine).export(CHAT)
    assert held is not None
    assert [(row["at"], row["kept"]) for row in held["program_imports"]] == [(LATER.isoformat(), 2)]
    back = carried(codes, WEB, CHAT)
    assert (back.programs, back.programs_kept) == (0, 2)


def test_a_refusal_to_keep_messages_comes_along_and_is_never_undone(codes: LinkCodes, store: ProfileStore) -> None:
    UnclearMessages(store.engine).keep("what is prelim", "not_understood", "out_of_scope", NOW, CHAT)
    store.let_keep_messages(WEB, False)
    tell(store, OTHER, EARLIER, step2_ck_score=238)
    assert carried(codes, WEB, CHAT).refuses
    assert not store.may_keep_messages(CHAT)
    assert UnclearMessages(store.engine).most_frequent() == []
    assert not carried(codes, OTHER, CHAT).refuses
    assert not store.may_keep_messages(CHAT)


def test_a_code_works_once_for_a_quarter_of_an_hour_and_until_the_next_one(
    codes: LinkCodes, store: ProfileStore
) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238)
    first, second = codes.make(WEB, NOW), codes.make(WEB, NOW)
    assert codes.use(first, CHAT, NOW) is Refused.UNKNOWN
    assert isinstance(codes.use(second, CHAT, NOW + timedelta(minutes=14, seconds=59)), Carried)
    assert codes.use(second, OTHER, NOW) is Refused.UNKNOWN
    third = codes.make(WEB, NOW)
    assert codes.use(third, CHAT, NOW + timedelta(minutes=15)) is Refused.UNKNOWN
    assert codes.use("PMR-AAA2-BBB3", CHAT, NOW) is Refused.UNKNOWN
    assert store.profile(OTHER).values == {}


def test_ones_own_code_carries_nothing_and_still_works_elsewhere(codes: LinkCodes, store: ProfileStore) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238)
    code = codes.make(WEB, NOW)
    assert codes.use(code, WEB, NOW) is Refused.OWN
    assert isinstance(codes.use(code, CHAT, NOW), Carried)


def test_codes_go_with_the_person_and_old_ones_are_cleared_away(codes: LinkCodes, store: ProfileStore) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238)
    code = codes.make(WEB, NOW)
    store.erase(WEB)
    assert codes.use(code, CHAT, NOW) is Refused.UNKNOWN
    codes.make(OTHER, NOW)
    codes.make(CHAT, NOW + timedelta(hours=1))
    with Session(store.engine) as session:
        assert len(session.scalars(select(LinkCodeRow)).all()) == 1


def test_of_two_uses_at_the_same_moment_one_wins(codes: LinkCodes, store: ProfileStore) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            code = codes.make(WEB, NOW)
            used = list(pool.map(lambda number, code=code: codes.use(code, f"rest:{number}", NOW), range(8)))
            assert sum(isinstance(each, Carried) for each in used) == 1


def test_two_who_use_each_others_code_at_the_same_moment_both_get_theirs(codes: LinkCodes, store: ProfileStore) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238)
    tell(store, CHAT, EARLIER, visa_need="J-1")
    with ThreadPoolExecutor(2) as pool:
        for _ in range(10):
            mine, theirs = codes.make(WEB, NOW), codes.make(CHAT, NOW)
            used = pool.map(lambda each: codes.use(each[0], each[1], NOW), [(mine, CHAT), (theirs, WEB)])
            assert all(isinstance(each, Carried) for each in used)
    assert store.profile(WEB).values == store.profile(CHAT).values == {"step2_ck_score": 238, "visa_need": "J-1"}


def test_there_is_something_to_carry_once_a_fact_or_a_program_is_held(codes: LinkCodes, store: ProfileStore) -> None:
    assert not codes.holds_anything(WEB)
    OwnData(store.engine).meet(WEB, NOW)
    assert not codes.holds_anything(WEB)
    list_of(store, WEB, NOW, alpha=1)
    tell(store, CHAT, NOW, step2_ck_score=238)
    assert (codes.holds_anything(WEB), codes.holds_anything(CHAT)) == (True, True)


def test_a_store_that_fails_in_between_carries_nothing_and_leaves_the_code(
    codes: LinkCodes, store: ProfileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(store, WEB, EARLIER, step2_ck_score=238)
    code = codes.make(WEB, NOW)
    with monkeypatch.context() as broken:
        broken.setattr("actions.store.carrying._import", lambda *_: (_ for _ in ()).throw(StoreUnavailable))
        with pytest.raises(StoreUnavailable):
            codes.use(code, CHAT, NOW)
    assert store.profile(CHAT).values == {}
    assert isinstance(codes.use(code, CHAT, NOW), Carried)
