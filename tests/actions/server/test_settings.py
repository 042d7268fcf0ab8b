from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from actions.server.settings import ROOT, Settings, SettingsError, from_environment


@pytest.fixture(autouse=True)
def only_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ADVISOR_PROFILE_DB", "ADVISOR_TODAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ADVISOR_SECRET", "x" * 16)


@pytest.mark.parametrize("secret", ["", "x" * 15])
def test_a_missing_or_short_secret_is_refused_by_the_name_of_its_setting(
    monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    monkeypatch.setenv("ADVISOR_SECRET", secret)
    with pytest.raises(SettingsError, match="ADVISOR_SECRET has to hold at least 16 characters"):
        from_environment()


def test_no_secret_at_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADVISOR_SECRET")
    with pytest.raises(SettingsError, match="ADVISOR_SECRET"):
        from_environment()


def test_the_store_lies_in_the_projects_own_folder_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert from_environment().store_url == f"sqlite:///{ROOT}/var/profiles.db"
    monkeypatch.setenv("ADVISOR_PROFILE_DB", "sqlite:////elsewhere/p.db")
    assert from_environment().store_url == "sqlite:////elsewhere/p.db"


def test_a_day_can_be_fixed_for_trying_things_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_TODAY", "2027-09-23")
    assert from_environment().today() == date(2027, 9, 23)


def test_without_a_fixed_day_the_real_one_counts() -> None:
    before = datetime.now(UTC).date()
    assert before <= Settings("sqlite://", "x" * 16, None).today() <= datetime.now(UTC).date()


@pytest.mark.parametrize("day", ["tomorrow", "2027-13-01", "23.09.2027"])
def test_a_day_that_cannot_be_read_is_refused_with_what_was_found(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("ADVISOR_TODAY", day)
    with pytest.raises(SettingsError, match=f'ADVISOR_TODAY is "{day}"; a day as YYYY-MM-DD is expected'):
        from_environment()
