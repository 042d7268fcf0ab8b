"""Tokens of the web channel: whose they are, how long, and that nobody else can make one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import pytest

from bot.channels.tokens import ALGORITHM, AUDIENCE, GRACE, LIFETIME, NoSession, Tokens

KEY = "a key of the tests, with 32 characters or more"
NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
PERSON = "0123456789abcdef0123456789abcdef"
SECOND = timedelta(seconds=1)
At = Callable[[timedelta], Tokens]


def at(later: timedelta = timedelta(0), key: str = KEY) -> Tokens:
    return Tokens(key, lambda: NOW + later)


def made(key: str = KEY, algorithm: str = ALGORITHM, without: str = "", **claims: Any) -> str:
    whole = {"sub": PERSON, "aud": AUDIENCE, "iat": NOW, "exp": NOW + LIFETIME, **claims}
    whole.pop(without, None)
    return jwt.encode(whole, key, algorithm=algorithm)


def test_a_token_tells_whose_it_is_and_how_long_it_holds() -> None:
    token, ends = at().issue(PERSON)
    assert at().person(token) == PERSON
    assert ends == NOW + LIFETIME


def test_everybody_new_gets_an_id_that_nobody_can_guess() -> None:
    persons = {at().person(at().issue()[0]) for _ in range(50)}
    assert len(persons) == 50
    assert all(len(bytes.fromhex(each)) == 16 for each in persons)


def test_a_token_ends_to_the_second() -> None:
    token, _ = at().issue(PERSON)
    assert at(LIFETIME - SECOND).person(token) == PERSON
    with pytest.raises(NoSession):
        at(LIFETIME).person(token)


def test_an_ended_token_can_be_renewed_for_some_days_and_then_no_more() -> None:
    token, _ = at().issue(PERSON)
    assert at(LIFETIME + GRACE - SECOND).person_to_renew(token) == PERSON
    with pytest.raises(NoSession):
        at(LIFETIME + GRACE).person_to_renew(token)


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        "no token",
        "a.b.c",
        "x" * 5000,
        made(key="another key, of 32 characters or more too"),
        made(without="aud"),
        made(without="exp"),
        made(without="iat"),
        made(without="sub"),
        made(aud="somebody-else"),
        made(algorithm="HS512"),
        made(sub="alice"),
        made(sub="../" + PERSON),
        made(exp=10**20),
        jwt.encode({"sub": PERSON, "aud": AUDIENCE, "iat": NOW, "exp": NOW + LIFETIME}, "", algorithm="none"),
    ],
)
@pytest.mark.parametrize("read", [Tokens.person, Tokens.person_to_renew])
def test_what_the_server_did_not_sign_opens_nothing(read: Callable[..., str], token: str | None) -> None:
    with pytest.raises(NoSession):
        read(at(), token)


def test_a_changed_token_opens_nothing() -> None:
    head, _, signature = at().issue(PERSON)[0].split(".")
    other = at().issue("f" * 32)[0].split(".")[1]
    with pytest.raises(NoSession):
        at().person(f"{head}.{other}.{signature}")
