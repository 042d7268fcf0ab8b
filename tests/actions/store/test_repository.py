from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from actions.profile import Change, Stated
from actions.store.migrate import upgrade
from actions.store.repository import WORDS_KEPT, ProfileStore, StoreUnavailable

ANN, BEN = "rest:ann", "rest:ben"
AT = datetime(2026, 11, 22, 14, 2, 30, tzinfo=UTC)


def said(value: object, words: str = "my words", at: datetime = AT) -> Stated:
    return Stated(value, words, at)  # type: ignore[arg-type]


def drop(store: ProfileStore, table: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(f"DROP TABLE {table}"))


def test_somebody_new_has_an_empty_profile(store: ProfileStore) -> None:
    assert store.profile(ANN).values == {}


def test_a_fact_is_held_with_its_words_and_its_time_in_utc(store: ProfileStore) -> None:
    store.state(ANN, {"step2_ck_score": said(238, "i got 238")})
    held = store.profile(ANN).stated["step2_ck_score"]
    assert held == Stated(238, "i got 238", AT)
    assert held.at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "value",
    [238, 1.5, 0, True, False, "J-1", "internal medicine", [231, 236, 241], "Größe 🩺 'quoted'; DROP TABLE facts"],
)
def test_a_value_comes_back_in_its_own_type(store: ProfileStore, value: object) -> None:
    store.state(ANN, {"some_fact": said(value)})
    back = store.profile(ANN).get("some_fact")
    assert (back, type(back)) == (value, type(value))


def test_facts_outlive_the_process_that_wrote_them(store: ProfileStore, tmp_path: Path) -> None:
    store.state(ANN, {"visa_need": said("J-1")})
    store.engine.dispose()
    assert ProfileStore(f"sqlite:///{tmp_path / 'profiles.db'}").profile(ANN).values == {"visa_need": "J-1"}


def test_a_new_fact_is_reported_without_a_before(store: ProfileStore) -> None:
    assert store.state(ANN, {"visa_need": said("J-1")}) == [Change("visa_need", None, "J-1")]


def test_a_replaced_fact_is_reported_with_before_and_after(store: ProfileStore) -> None:
    store.state(ANN, {"step2_ck_score": said(224, "ck 224")})
    later = AT + timedelta(minutes=5)
    changes = store.state(ANN, {"step2_ck_score": said(242, "sorry its 242", later)})
    assert changes == [Change("step2_ck_score", 224, 242)]
    assert store.profile(ANN).stated["step2_ck_score"] == Stated(242, "sorry its 242", later)


def test_replacing_one_fact_leaves_the_others(store: ProfileStore) -> None:
    store.state(ANN, {"step2_ck_score": said(224), "visa_need": said("J-1")})
    store.state(ANN, {"step2_ck_score": said(242)})
    assert store.profile(ANN).values == {"step2_ck_score": 242, "visa_need": "J-1"}


def test_no_facts_change_nothing_and_make_nobody_known(store: ProfileStore) -> None:
    assert store.state(ANN, {}) == []
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() == 0


def test_two_people_do_not_see_each_others_facts(store: ProfileStore) -> None:
    store.state(ANN, {"step2_ck_score": said(224)})
    store.state(BEN, {"step2_ck_score": said(251)})
    assert store.profile(ANN).values == {"step2_ck_score": 224}
    assert store.profile(BEN).values == {"step2_ck_score": 251}


def test_only_the_beginning_of_long_words_is_kept(store: ProfileStore) -> None:
    store.state(ANN, {"visa_need": said("J-1", "a" * 5000)})
    assert store.profile(ANN).stated["visa_need"].words == "a" * WORDS_KEPT


def test_erasing_a_person_forgets_all_their_facts_and_nobody_elses(store: ProfileStore) -> None:
    store.state(ANN, {"visa_need": said("J-1")})
    store.state(BEN, {"visa_need": said("H-1B")})
    store.erase(ANN)
    assert store.profile(ANN).values == {}
    assert store.profile(BEN).values == {"visa_need": "H-1B"}
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM facts")).scalar_one() == 1


def test_erasing_somebody_unknown_is_no_fault(store: ProfileStore) -> None:
    store.erase("rest:nobody")
    assert store.profile("rest:nobody").values == {}


def test_a_person_who_was_erased_can_begin_anew(store: ProfileStore) -> None:
    store.state(ANN, {"visa_need": said("J-1")})
    store.erase(ANN)
    assert store.state(ANN, {"step2_ck_score": said(238)}) == [Change("step2_ck_score", None, 238)]
    assert store.profile(ANN).values == {"step2_ck_score": 238}


def test_a_ping_of_a_sound_store_says_nothing(store: ProfileStore) -> None:
    store.ping()


CALLS: dict[str, Callable[[ProfileStore], object]] = {
    "profile": lambda store: store.profile(ANN),
    "state": lambda store: store.state(ANN, {"visa_need": said("J-1")}),
    "erase": lambda store: store.erase(ANN),
    "ping": lambda store: store.ping(),
    "may_keep_messages": lambda store: store.may_keep_messages(ANN),
    "let_keep_messages": lambda store: store.let_keep_messages(ANN, False),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_store_without_its_tables_is_reported_as_unavailable(store: ProfileStore, call: str) -> None:
    drop(store, "facts")
    drop(store, "people")
    with pytest.raises(StoreUnavailable):
        CALLS[call](store)


@pytest.mark.parametrize("call", CALLS)
def test_a_store_whose_folder_was_replaced_by_a_file_is_reported_as_unavailable(tmp_path: Path, call: str) -> None:
    folder = tmp_path / "var"
    store = ProfileStore(f"sqlite:///{folder / 'profiles.db'}")
    upgrade(store.engine)
    store.engine.dispose()
    shutil.rmtree(folder)
    folder.write_text("not a folder any more")
    with pytest.raises(StoreUnavailable):
        CALLS[call](store)


def test_a_file_that_is_no_database_is_reported_as_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "profiles.db"
    path.write_text("this is no database, it is a letter to my aunt" * 50)
    with pytest.raises(StoreUnavailable):
        ProfileStore(f"sqlite:///{path}").ping()


def test_the_cause_of_an_unavailable_store_is_kept_for_the_log(store: ProfileStore) -> None:
    drop(store, "facts")
    with pytest.raises(StoreUnavailable) as failed:
        store.profile(ANN)
    assert "no such table: facts" in str(failed.value.__cause__)


def test_nothing_of_a_message_is_written_when_its_last_fact_fails(store: ProfileStore) -> None:
    store.state(ANN, {"step2_ck_score": said(224)})
    with store.engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TRIGGER refuse BEFORE INSERT ON facts WHEN NEW.name = 'visa_need' "
                "BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
            )
        )
    with pytest.raises(StoreUnavailable):
        store.state(ANN, {"step2_ck_score": said(242), "visa_need": said("J-1")})
    with pytest.raises(StoreUnavailable):
        store.state(BEN, {"step2_ck_score": said(242), "visa_need": said("J-1")})
    assert store.profile(ANN).values == {"step2_ck_score": 224}
    assert store.profile(BEN).values == {}


def test_a_store_that_came_back_is_used_again(store: ProfileStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE facts RENAME TO elsewhere"))
    with pytest.raises(StoreUnavailable):
        store.state(ANN, {"visa_need": said("J-1")})
    with store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO facts"))
    store.state(ANN, {"visa_need": said("J-1")})
    assert store.profile(ANN).values == {"visa_need": "J-1"}


def at_once(*jobs: Callable[[], object]) -> list[Exception]:
    """Run jobs in threads that begin together; what any of them raised."""
    gate, failed = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], object]) -> None:
        gate.wait(timeout=10)
        try:
            job()
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return failed


def test_two_messages_at_once_that_state_different_facts_both_last(store: ProfileStore) -> None:
    def state(name: str) -> Callable[[], object]:
        return lambda: [store.state(ANN, {f"{name}_{place}": said(place)}) for place in range(20)]

    assert at_once(state("left"), state("right")) == []
    assert len(store.profile(ANN).values) == 40


def test_many_first_messages_of_one_person_at_once_make_one_person(store: ProfileStore) -> None:
    jobs = [lambda name=f"fact_{place}": store.state(ANN, {name: said(1)}) for place in range(8)]
    assert at_once(*jobs) == []
    assert len(store.profile(ANN).values) == 8
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() == 1


def test_each_value_is_replaced_once_when_many_messages_correct_the_same_fact(store: ProfileStore) -> None:
    changes: list[Change] = []
    jobs = [lambda value=value: changes.extend(store.state(ANN, {"step2_ck_score": said(value)})) for value in range(8)]
    assert at_once(*jobs) == []
    befores = [change.before for change in changes]
    assert befores.count(None) == 1
    assert len(set(befores)) == len(befores), "two messages both say that they replaced the same value"


def test_a_reader_is_not_kept_waiting_by_a_writer(store: ProfileStore, tmp_path: Path) -> None:
    store.state(ANN, {"visa_need": said("J-1")})
    writer = sqlite3.connect(tmp_path / "profiles.db", isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("UPDATE facts SET words = 'half done'")
    try:
        assert store.profile(ANN).stated["visa_need"].words == "my words"
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_the_folder_of_a_new_store_is_made(tmp_path: Path) -> None:
    ProfileStore(f"sqlite:///{tmp_path / 'new' / 'deep' / 'profiles.db'}")
    assert (tmp_path / "new" / "deep").is_dir()


def test_somebody_who_never_said_lets_messages_be_kept(store: ProfileStore) -> None:
    assert store.may_keep_messages(ANN)
    store.state(ANN, {"visa_need": said("J-1")})
    assert store.may_keep_messages(ANN)


def test_a_refusal_to_keep_messages_lasts_until_it_is_taken_back(store: ProfileStore) -> None:
    store.let_keep_messages(ANN, False)
    store.state(ANN, {"visa_need": said("J-1")})
    assert (store.may_keep_messages(ANN), store.may_keep_messages(BEN)) == (False, True)
    store.let_keep_messages(ANN, True)
    assert store.may_keep_messages(ANN)
    assert store.profile(ANN).values == {"visa_need": "J-1"}
