"""The program list as PDF, read back by another library: all of it, quickly, and within its columns."""

from __future__ import annotations

import time
from typing import Any

import pypdfium2
import pytest

from bot.render import paper, plan_pdf, programs_pdf
from tests.plan_documents import a_plan
from tests.program_documents import listed


def pages_of(content: bytes) -> list[str]:
    """The words of each page, on one line."""
    found = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_range().replace("\ufffe", "-") for page in found]
    return [" ".join(text.replace("\N{NO-BREAK SPACE}", " ").split()) for text in texts]


def write(found: dict[str, Any]) -> bytes:
    return programs_pdf.write(found["document"], found["summary"])


@pytest.fixture(scope="module")
def text() -> str:
    return " ".join(pages_of(write(listed())))


def test_every_program_stands_in_it_with_its_reasons_and_what_is_unknown(text: str) -> None:
    tiers = listed()["document"]["tiers"]
    for tier in tiers:
        assert f"{tier['label']}: {tier['count']} programs" in text
    programs = [program for tier in tiers for program in tier["programs"]]
    assert len(programs) == 150
    # A page may end within none of them: what belongs together stands together.
    for program in programs:
        rest = text.split(f"{program['name']} {program['place']} ", 1)[1][:900]
        for reason in program["reasons"]:
            assert reason["text"] in rest
        for unknown in program["unknown"]:
            assert unknown["text"][1:] in rest


def test_it_says_what_the_list_comes_to_with_dates_and_sources(text: str) -> None:
    assert "Placed on 22 November 2026. 150 programs in all." in text
    assert "in application fees." in text
    assert "as of 3 September 2025: https://students-residents.aamc.org" in text
    assert "What could not be read: 20 cells or rows" in text
    assert "Row 4, # of IMGs, “19 of 18”: Not used" in text
    assert "Where to look up what is unknown" in text
    assert "[1] When scores are low › programs" in text
    assert "checked on 1 June 2024, more than a year ago: check it again" in text
    assert "gives no odds of matching" in text
    # Sections are numbered, not claims: fewer than the summary has claims.
    assert len(listed()["summary"]["citations"]) == 5
    assert "[5]" not in text


def test_2000_programs_are_set_in_a_bearable_time() -> None:
    found = listed(2000)
    began = time.perf_counter()
    content = write(found)
    assert time.perf_counter() - began < 20
    text = " ".join(pages_of(content))
    assert all(f"Example Rehab Hospital {number} " in text for number in range(1, 2001))


def test_the_same_list_gives_the_same_file_and_says_what_it_is() -> None:
    found = listed(40)
    content = write(found)
    assert content == write(found)
    assert pypdfium2.PdfDocument(content).get_metadata_dict()["Subject"] == programs_pdf.SUBJECT


def test_long_names_and_any_letters_stay_within_their_column() -> None:
    found = listed(40)
    tier = found["document"]["tiers"][0]
    names = ["W" * 200, "Łódź <b>Rehab</b> & Ωmega Жуков", "Rehab\nof two\tlines"]
    tier["programs"] = [{**tier["programs"][0], "name": name, "reasons": [], "place": ""} for name in names]
    found["document"]["tiers"] = [{**tier, "count": 3}]
    (page, *_) = pypdfium2.PdfDocument(write(found))
    words = page.get_textpage()
    for name in ("WWWW", "Łódź <b>Rehab</b>", "Rehab of two lines"):
        place = words.search(name).get_next()
        assert place is not None, name
        boxes = [words.get_charbox(place[0] + each) for each in range(place[1])]
        assert all(
            left >= paper.SIDE - 1 and right <= paper.SIDE + paper.WIDTH * programs_pdf.NAME
            for left, _, right, _ in boxes
        )


def test_what_a_reply_leaves_out_is_said_where_only_a_part_is_there() -> None:
    found = listed(40)
    tier = found["document"]["tiers"][0]
    tier["programs"] = tier["programs"][:1]
    assert f"And {tier['count'] - 1} more that this file does not show." in pages_of(write(found))[0]


def test_a_list_of_one_and_without_summary_faults_or_anything_unknown() -> None:
    document = listed(40)["document"]
    program = {**document["tiers"][0]["programs"][0], "unknown": [], "specialty": "Neurology"}
    tier = {**document["tiers"][0], "count": 1, "programs": [program]}
    text = " ".join(pages_of(programs_pdf.write({**document, "total": 1, "tiers": [tier], "faults": []})))
    assert "1 program in all." in text
    assert "Neurology" in text
    assert "What could not be read" not in text
    assert "Where to look up" not in text


def test_the_list_follows_the_plan_on_pages_of_its_own() -> None:
    found, plan = listed(), a_plan()
    alone, both = pages_of(plan_pdf.write(plan)), pages_of(plan_pdf.write(plan, found["document"], found["summary"]))
    assert [page.split("Page ")[0] for page in both[:2]] == [page.split("Page ")[0] for page in alone]
    assert both[2].startswith("Your program list Placed on 22 November 2026.")
    assert sum(page.count("Example Rehab Hospital") for page in both) >= 150
