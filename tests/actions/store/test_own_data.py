"""A copy of all that is held, who is known, who was here when; and that what is erased is in no file any more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from actions.profile import Stated
from actions.store.models import Base
from actions.store.own_data import OwnData
from actions.store.repository import ProfileStore, StoreUnavailable
from actions.store.unclear_messages import UnclearMessages

ANN, BEN = "rest:ann", "rest:ben"
AT = datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@pytest.fixture
def own(store: ProfileStore) -> OwnData:
    return OwnData(store.engine)


def tell(store: ProfileStore, person: str, words: str, at: datetime = AT) -> None:
    store.state(person, {"step2_ck_score": Stated(238, words, at)})


def test_somebody_is_known_once_they_were_met(own: OwnData) -> None:
    assert not own.knows(ANN)
    own.meet(ANN, AT)
    own.meet(ANN, AT + timedelta(days=1))
    assert (own.knows(ANN), own.knows(BEN)) == (True, False)
    assert own.last_seen() == {ANN: AT}


def test_a_copy_holds_each_fact_with_words_and_moment_the_settings_and_the_kept_messages(
    own: OwnData, store: ProfileStore
) -> None:
    own.meet(ANN, AT)
    tell(store, ANN, "got 238")
    tell(store, BEN, "got 238 too")
    UnclearMessages(store.engine).keep("what is prelim", "not_understood", "out_of_scope", AT, ANN)
    held = own.export(ANN)
    assert held is not None
    person = {"key": ANN, "first_seen": AT.isoformat(), "last_seen": None, "may_keep_messages": True}
    assert held["person"] == person
    assert held["facts"] == [{"name": "step2_ck_score", "value": 238, "words": "got 238", "stated_at": AT.isoformat()}]
    assert [each["text"] for each in held["message_writers"]] == ["what is prelim"]
    assert own.export("rest:nobody") is None


def test_every_table_of_a_person_is_in_the_copy_and_goes_with_the_person(own: OwnData) -> None:
    tables = [table for table in Base.metadata.sorted_tables if "person_id" in table.c]
    own.meet(ANN, AT)
    held = own.export(ANN)
    assert held is not None
    assert set(held) == {"person", *(table.name for table in tables)}
    for table in tables:
        (key,) = table.c.person_id.foreign_keys
        assert key.ondelete == "CASCADE"


def test_who_came_back_was_here_later(own: OwnData, store: ProfileStore) -> None:
    own.meet(ANN, AT)
    own.meet(BEN, AT)
    store.seen(ANN, AT + timedelta(days=9))
    assert own.last_seen() == {ANN: AT + timedelta(days=9), BEN: AT}


def files_hold(store: ProfileStore, words: str) -> list[str]:
    folder = Path(str(store.engine.url.database)).parent
    return [path.name for path in folder.iterdir() if words.encode() in path.read_bytes()]


def test_what_was_erased_is_in_no_file_of_the_store(store: ProfileStore) -> None:
    for round_ in range(30):
        tell(store, ANN, f"secret words of ann {round_} " * 6)
        tell(store, BEN, f"ben says {round_}")
    UnclearMessages(store.engine).keep("secret words of ann", "unhelpful", "lors", AT, ANN)
    assert files_hold(store, "secret words of ann")
    store.erase(ANN)
    assert files_hold(store, "secret words of ann") == []
    assert files_hold(store, ANN) == []
    assert store.profile(BEN).values == {"step2_ck_score": 238}


def test_a_reader_that_holds_on_to_the_old_state_makes_the_erasure_fail_and_a_second_try_works(
    store: ProfileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("actions.store.connections.BUSY_SECONDS", 0.05)
    impatient = ProfileStore(str(store.engine.url))
    tell(store, ANN, "secret words")
    with store.engine.execution_options(reading=True).connect() as reader:
        reader.execute(text("SELECT * FROM facts")).all()
        with pytest.raises(StoreUnavailable):
            impatient.erase(ANN)
    impatient.erase(ANN)
    assert files_hold(store, "secret words") == []
    impatient.engine.dispose()


def test_a_message_that_another_person_wrote_too_stays_theirs(store: ProfileStore) -> None:
    messages = UnclearMessages(store.engine)
    for person in (ANN, ANN, BEN):
        messages.keep("what is prelim", "not_understood", "out_of_scope", AT, person)
    store.erase(ANN)
    assert [(each.text, each.count) for each in messages.most_frequent()] == [("what is prelim", 1)]
    store.let_keep_messages(BEN, False)
    assert messages.most_frequent() == []


def test_a_message_that_was_dealt_with_takes_its_writers_along(store: ProfileStore) -> None:
    messages = UnclearMessages(store.engine)
    messages.keep("what is prelim", "not_understood", "out_of_scope", AT, ANN)
    messages.remove([each.id for each in messages.most_frequent()])
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM message_writers")).scalar_one() == 0
