"""What most tests of the action server need: the shipped files, a real store in a temporary folder, and a way to say things."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from actions import facts as facts_module
from actions import talk as talk_module
from actions import topics as topics_module
from actions.facts import Facts
from actions.knowledge import library
from actions.knowledge.library import Knowledge
from actions.messages import Message, Outcome
from actions.profile import Profile, Stated
from actions.replies import Replies, Reply
from actions.statements import Claimed
from actions.store.migrate import upgrade
from actions.store.repository import ProfileStore
from actions.talk import Say
from actions.topics import Topic
from actions.turn import Advisor

SCHEMA = Path(__file__).resolve().parents[2] / "reply.schema.json"


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2026, 11, 22, 14, 2, tzinfo=UTC)


@pytest.fixture(scope="session")
def facts() -> Facts:
    return facts_module.load()


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return library.load()


@pytest.fixture(scope="session")
def topics() -> Mapping[str, Topic]:
    return topics_module.load()


@pytest.fixture(scope="session")
def talk() -> Mapping[str, Say]:
    return talk_module.load()


@pytest.fixture(scope="session")
def replies(knowledge: Knowledge, topics: Mapping[str, Topic], today: date) -> Replies:
    return Replies(knowledge, topics)


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that was brought to the newest layout once, to be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("store") / "profiles.db"
    made = ProfileStore(f"sqlite:///{path}")
    upgrade(made.engine)
    made.engine.dispose()
    return path


@pytest.fixture
def store(tmp_path: Path, empty_store: Path) -> Iterator[ProfileStore]:
    shutil.copy(empty_store, tmp_path / "profiles.db")
    opened = ProfileStore(f"sqlite:///{tmp_path / 'profiles.db'}")
    yield opened
    opened.engine.dispose()


@pytest.fixture
def advisor(
    store: ProfileStore,
    facts: Facts,
    knowledge: Knowledge,
    topics: Mapping[str, Topic],
    talk: Mapping[str, Say],
) -> Advisor:
    return Advisor(store, facts, knowledge, topics, talk)


@pytest.fixture(scope="session")
def profile_of(now: datetime) -> Callable[..., Profile]:
    """A profile that holds the given facts."""

    def make(**values: Any) -> Profile:
        return Profile({name: Stated(value, f"it is {value}", now) for name, value in values.items()})

    return make


@pytest.fixture
def tell(advisor: Advisor, today: date, now: datetime) -> Callable[..., Outcome]:
    """One turn of one person: the topics asked, and the facts stated as keywords of `states`."""

    def turn(*topics: str, states: Mapping[str, object] | None = None, words: str = "my words", **rest: Any) -> Outcome:
        claimed = tuple(Claimed(name, value, words) for name, value in (states or {}).items())
        person = rest.pop("person", "rest:ann")
        return advisor.turn(Message(person=person, topics=topics, claimed=claimed, **rest), today, now)

    return turn


@pytest.fixture(scope="session")
def faults_of() -> Callable[[Reply], list[str]]:
    """What in a reply breaks the contract; nothing if it is right."""
    validator = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

    def faults(reply: Reply) -> list[str]:
        plain = json.loads(json.dumps(reply))
        found = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(plain)]
        long = [each["payload"] for each in reply["next"] if len(each["payload"].encode()) > 64]
        return found + [f"payload over 64 bytes: {each}" for each in long]

    return faults
