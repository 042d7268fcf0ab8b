"""Which pages may ask: the advisor's own and those that are named, as whole origins."""

from __future__ import annotations

import pytest

from bot.channels.origins import Origins, OriginUnusable
from bot.channels.refusals import Refused

NAMED = Origins.from_text(" https://www.example.edu, http://localhost:8000 ,https://HOSPITAL.example:443,")


@pytest.mark.parametrize("origin", ["https://www.example.edu", "http://localhost:8000", "https://hospital.example"])
def test_a_named_origin_may_read_the_answer(origin: str) -> None:
    headers = NAMED.headers({"origin": origin}, "advisor.example")
    assert headers["Access-Control-Allow-Origin"] == origin
    assert headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Credentials" not in headers


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "https://evil.example",
        "http://www.example.edu",
        "https://www.example.edu:8443",
        "https://www.example.edu.evil.example",
        "https://evilwww.example.edu",
        "https://example.edu",
        "https://www.example.edu/",
        "https://www.example.edu@evil.example",
        "https://advisor.example.evil.example",
        "ftp://advisor.example",
        "*",
    ],
)
def test_any_other_origin_is_refused(origin: str) -> None:
    with pytest.raises(Refused) as caught:
        NAMED.headers({"origin": origin}, "advisor.example")
    assert caught.value.status == 403


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://127.0.0.1:5005", "127.0.0.1:5005"),
        ("https://advisor.example", "advisor.example"),
        ("https://advisor.example", "Advisor.example:443"),
    ],
)
def test_the_own_page_may_ask_though_nothing_is_named(origin: str, host: str) -> None:
    assert "Access-Control-Allow-Origin" not in Origins().headers({"origin": origin}, host)


def test_the_own_host_on_another_port_is_another_page() -> None:
    with pytest.raises(Refused):
        Origins().headers({"origin": "http://127.0.0.1:8000"}, "127.0.0.1:5005")


def test_a_program_without_an_origin_may_ask() -> None:
    assert Origins().headers({}, "advisor.example") == {"Vary": "Origin"}


@pytest.mark.parametrize(
    "text", ["*", "https://*.example.edu", "www.example.edu", "https://www.example.edu/", "https://a b", "null"]
)
def test_what_is_no_origin_is_told_at_the_start(text: str) -> None:
    with pytest.raises(OriginUnusable, match="exact origins like"):
        Origins.from_text(text)
