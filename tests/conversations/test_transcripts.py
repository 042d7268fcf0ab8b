"""docs/transcripts.md is what is said: its conversations are held anew."""

from __future__ import annotations

import pytest

from bench.conversations import HouseOn, hold
from bench.transcripts import PATH, document, marked

pytestmark = pytest.mark.servers


def test_the_document_is_what_the_servers_say(house_on: HouseOn) -> None:
    text = document((each, list(hold(each, house_on))) for each in marked())
    assert PATH.read_text(encoding="utf-8") == text, "run `make transcripts`"


def test_the_transcripts_show_many_patterns() -> None:
    assert len(marked()) == 20
    assert len({each.pattern for each in marked()}) >= 12
