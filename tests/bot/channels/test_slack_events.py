"""What was typed, out of what Slack makes of it."""

from __future__ import annotations

import pytest

from bot.channels.slack_events import Place, cleaned, of_event
from tests.bot.channels.fake_slack import BOT
from tests.bot.channels.slack_shapes import direct, event, mention


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        (f"<@{BOT}> ck 238", "ck 238"),
        (f"<@{BOT}>: ck 238", "ck 238"),
        (f"hey <@{BOT}|advisor>, ck 238", "hey ck 238"),
        (f"<@{BOT}>", ""),
        (f"line one\n<@{BOT}> line two", "line one\n line two"),
        ("ask <@U777>", "ask @someone"),
        ("ask <@U777|maria>", "ask @maria"),
        ("see <#C1|match> and <#C2>", "see #match and #channel"),
        ("<!here> <!subteam^S1|@pmr> <!subteam^S2>", "@here @pmr @group"),
        ("<!date^1392734382^{date}|18 Feb 2014>", "18 Feb 2014"),
        ("me: <mailto:a@b.c|a@b.c>, <tel:+4930123|+49 30 123>", "me: a@b.c, +49 30 123"),
        ("<mailto:a@b.c>", "a@b.c"),
        ("<https://www.nrmp.org/x?a=1&amp;b=2|the page> <https://eras.org/>", "the page https://eras.org/"),
        ("CK &lt; 240 &amp; Step 1 &gt; 200", "CK < 240 & Step 1 > 200"),
        ("&amp;lt;", "&lt;"),
        ("5 < 6", "5 < 6"),
        ("*ck* _238_", "*ck* _238_"),
        ("", ""),
    ],
)
def test_a_text_is_as_it_was_typed(sent: str, typed: str) -> None:
    assert cleaned(sent, BOT) == typed


def test_without_the_bots_id_the_first_mention_in_a_channel_is_taken_for_it() -> None:
    heard = of_event(event(mention("<@UX> ask <@U2>"), names_bot=False))
    assert heard is not None
    assert heard.words("") == "ask @someone"  # type: ignore[union-attr]


def test_a_mention_in_private_stays_where_the_bot_does_not_know_itself() -> None:
    heard = of_event(event(direct("ask <@U2>"), names_bot=False))
    assert heard.words("") == "ask @someone"  # type: ignore[union-attr]


def test_persons_have_a_key_of_their_own_in_each_channel() -> None:
    assert Place("T1", "D1", "U1", False).key == "slack:T1:U1"
    assert Place("T1", "C1", "U1", True).key == "slack:T1:C1:U1"
    assert Place("T2", "C1", "U1", True).key == "slack:T2:C1:U1"
