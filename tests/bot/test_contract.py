"""Replies that the bot makes itself hold the contract."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.channels.screening import screen
from bot.contract import notice

Holds = Callable[[Any], bool]


def test_a_notice_is_a_reply_of_the_contract(holds_contract: Holds) -> None:
    reply = notice("not_ready", "I am still starting. Please send your message again in a minute.")
    assert holds_contract(reply)
    assert reply["id"] == "guard.not_ready"
    assert (
        reply["text"] == reply["body"][0]["text"] == "I am still starting. Please send your message again in a minute."
    )


def test_a_notice_advises_nothing_and_offers_nothing() -> None:
    reply = notice("empty", "I got an empty message.")
    assert [reply[part] for part in ("citations", "facts_used", "notes", "next", "chart", "document")] == [
        [],
        {},
        [],
        [],
        None,
        None,
    ]


def test_two_notices_share_nothing_that_could_be_changed() -> None:
    first, second = notice("empty", "one"), notice("empty", "one")
    first["body"].append("x")
    first["facts_used"]["x"] = 1
    assert second == notice("empty", "one")


@pytest.mark.parametrize(
    "message",
    [None, "", "x" * 4001, "/back", '/profile_statement{"step2_ck_score": 999}', "/" + "x" * 300, "\ud800"],
)
def test_every_refusal_is_a_reply_of_the_contract(holds_contract: Holds, today: date, message: object) -> None:
    refusal = screen(message, today).refusal
    assert refusal is not None
    assert holds_contract(refusal)
