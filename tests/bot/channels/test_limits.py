"""How much one address may ask, and what counts as one."""

from __future__ import annotations

import pytest

from bot.channels.limits import AddressLimits, network
from bot.channels.refusals import Refused


def test_new_sessions_of_an_address_are_counted_and_come_back_with_time() -> None:
    moment = [0.0]
    limits = AddressLimits(burst=4, now=lambda: moment[0])
    for _ in range(2):
        limits.session("203.0.113.9")
    with pytest.raises(Refused) as caught:
        limits.session("203.0.113.9")
    assert (caught.value.status, caught.value.headers) == (429, {"Retry-After": "10"})
    limits.session("203.0.113.10")
    moment[0] = 10.0
    limits.session("203.0.113.9")


def test_requests_of_an_address_are_counted_for_all_its_persons() -> None:
    limits = AddressLimits(burst=2, now=lambda: 0.0)
    for _ in range(12):
        limits.request("203.0.113.9")
    with pytest.raises(Refused, match="many requests at once"):
        limits.request("203.0.113.9")


def test_without_a_limit_nothing_is_counted() -> None:
    limits = AddressLimits(burst=0, now=lambda: 0.0)
    for _ in range(500):
        limits.request("203.0.113.9")
        limits.session("203.0.113.9")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::7"),
        ("[2001:db8:1:2::1]", "2001:db8:1:2::1%eth0"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_addresses_that_one_subscriber_can_choose_count_as_one(one: str, other: str) -> None:
    assert network(one) == network(other)


@pytest.mark.parametrize(("one", "other"), [("2001:db8:1:2::1", "2001:db8:1:3::1"), ("203.0.113.9", "203.0.113.10")])
def test_other_addresses_count_for_themselves(one: str, other: str) -> None:
    assert network(one) != network(other)
