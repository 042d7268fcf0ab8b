"""The plan as PDF, read back by another library: its pages, its words, and what it says of itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pypdfium2
import pytest

from bot.render import plan_pdf, plan_words
from tests.plan_documents import a_plan, plans

A4 = (595.28, 841.89)


def opened(content: bytes) -> Any:
    return pypdfium2.PdfDocument(content)


def text_of(content: bytes) -> str:
    """The words of all pages, on one line."""
    pages = [page.get_textpage().get_text_range() for page in opened(content)]
    return " ".join(" ".join(pages).replace("\ufffe", "-").split())


def test_the_plan_of_every_situation_has_two_pages_of_a4_at_most() -> None:
    found = plans()
    assert len(found) > 20
    for document in found:
        pages = list(opened(plan_pdf.write(document)))
        assert 1 <= len(pages) <= 2, document["steps"]
        assert all(page.get_size() == pytest.approx(A4, abs=0.1) for page in pages)


def test_more_than_any_plan_has_still_fits_two_pages() -> None:
    document = max(plans(), key=lambda plan: len(plan["steps"]))
    for step in document["steps"]:
        step.update(done=False, late=True, start=document["made_on"], missing="you plan 40, and " * 4)
    assert len(opened(plan_pdf.write(document))) == 2


def test_everything_that_the_plan_holds_can_be_searched_for() -> None:
    document = a_plan()
    text = text_of(plan_pdf.write(document))
    for step in document["steps"]:
        assert step["text"] in text
        assert f"by {plan_words.said_day(step['by'])} expected" in text
    for day in document["days"]:
        assert f"{plan_words.said_day(day['day'])} {plan_words.capital(day['label'])} {day['certainty']}" in text
    for section in {each["section"] for step in document["steps"] for each in step["citations"]}:
        assert plan_words.shown_section(section) in text
    assert f"Made on {plan_words.said_day(document['made_on'])}. 14 steps, 1 done, 1 late." in text
    assert f"the {document['match_year']} Match" in text
    assert plan_words.EXPECTED in text
    assert plan_words.ARTICLE in text
    assert "no legal or medical advice, and it gives no odds" in text
    assert all(f"Page {page} of 2" in text for page in (1, 2))


def test_done_late_and_missing_are_said_in_words_and_not_by_colour_alone() -> None:
    document = a_plan()
    text = text_of(plan_pdf.write(document))
    done, late, still_open = (plan_words.name_of(step) for step in document["steps"][:3])
    assert f"{done} (done)" in text
    assert f"{late} (late)" in text
    assert f"{still_open} (" not in text
    assert "Still missing: 1 of 2." in text


def test_a_plan_of_announced_days_does_not_speak_of_expected_ones() -> None:
    document = a_plan()
    for each in (*document["steps"], *document["days"]):
        each["certainty"] = "confirmed"
    text = text_of(plan_pdf.write(document))
    assert "expected" not in text
    assert plan_words.CONFIRMED in text


def test_the_file_says_its_title_and_language_and_brings_its_letters() -> None:
    document = a_plan()
    content = plan_pdf.write(document)
    assert opened(content).get_metadata_dict()["Title"] == document["title"]
    assert b"/Lang (en-US)" in content
    assert b"/FontFile2" in content
    assert plan_pdf.write(document) == content, "the same plan gives the same file"


def test_plans_that_are_set_at_the_same_time_do_not_mix() -> None:
    documents = plans()[:4]
    alone = [plan_pdf.write(document) for document in documents]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(plan_pdf.write, documents)) == alone


def test_signs_that_look_like_markup_and_letters_of_any_script_stay_what_they_are() -> None:
    document = a_plan()
    document["steps"][0]["text"] = "<b>Łódź</b> &amp; Ωmega, Жуков <font size=90>"
    assert document["steps"][0]["text"] in text_of(plan_pdf.write(document))
