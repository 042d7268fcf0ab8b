"""Pictures of charts: all is in them and nothing covers anything else, in the cases that are hardest to draw too."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.render import chart_picture, sheet
from bot.render.chart_picture import bands, png, strengths
from bot.render.chart_practice import practice
from bot.render.chart_season import season
from bot.render.sheet import Sheet
from bot.render.spreading import spread

# The release of matplotlib that Rasa pins is older than its parser of font names.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:matplotlib")
MOST_BYTES = 120 * 1024
NAMES = (("low", 1, 224), ("borderline", 225, 234), ("solid", 235, 244), ("strong", 245, 300))
DAYS = {
    "ERAS opens": "2027-06-02",
    "last safe day for Step 2 CK": "2027-07-07",
    "very last day for Step 2 CK": "2027-08-25",
    "applications can be sent": "2027-09-01",
    "programs start reading": "2027-09-22",
    "rank lists are due": "2028-03-01",
    "Match Day": "2028-03-17",
}
UP_AND_DOWN = [200 + 7 * at % 46 for at in range(30)]
Chart = dict[str, Any]


@pytest.fixture(autouse=True)
def fonts_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The list of fonts is kept outside the project while testing."""
    os.environ.setdefault("MPLCONFIGDIR", str(tmp_path_factory.getbasetemp() / "fonts"))


def of_score(score: int) -> Chart:
    ranges = [{"name": name, "from": low, "to": high} for name, low, high in NAMES]
    return {"kind": "bands", "score": score, "bands": ranges, "alt": "words"}


def of_practice(*scores: int, plateau: bool = False, day: str | None = None) -> Chart:
    inside = {"from": 230, "to": 235} if plateau else None
    told = [{"score": score, "day": day} for score in scores]
    return {"kind": "practice", "scores": told, "target": 245, "floor": 235, "plateau": inside, "alt": "words"}


def of_season(today: str, days: Mapping[str, str] = DAYS) -> Chart:
    named = [{"name": "a", "label": label, "day": day, "certainty": "expected"} for label, day in days.items()]
    return {"kind": "season", "today": today, "match_year": 2028, "days": named, "alt": "words"}


def of_strengths(label: str = "Letters in all", detail: str = "1 of 3-4") -> Chart:
    items = [
        {"name": state, "label": label, "state": state, "detail": detail}
        for state in ("there", "partly", "missing", "unknown")
    ]
    return {"kind": "strengths", "items": items, "alt": "words"}


HARD: list[tuple[Callable[[Chart], Sheet], Chart]] = [
    *((bands, of_score(score)) for score in (1, 211, 224, 225, 234, 238, 245, 258, 259, 300)),
    (practice, of_practice(229)),
    (practice, of_practice(231, 233, 232, plateau=True, day="2026-11-22")),
    (practice, of_practice(1, 300, 150, 232, 232, 233, plateau=True)),
    (practice, of_practice(235, 245, 235, 245)),
    (practice, of_practice(*[244] * 12)),
    (practice, of_practice(*UP_AND_DOWN)),
    (practice, of_practice(*UP_AND_DOWN * 2)),
    (season, of_season("2026-11-22")),
    (season, of_season("2027-09-01")),
    (season, of_season("2028-03-17")),
    (season, of_season("2027-06-01", {label: f"2027-06-0{at}" for at, label in enumerate(DAYS, 1)})),
    (season, of_season("2027-06-01", dict.fromkeys(DAYS, "2027-06-01"))),
    (season, of_season("2026-11-22", {f"{label} and {label} and {label}": day for label, day in DAYS.items()})),
    (strengths, of_strengths()),
    (strengths, of_strengths("Letters from all who ever worked with me, and some more " * 2, "one of many " * 9)),
]


def written(drawn: Sheet) -> dict[str, Any]:
    """The boxes of all texts, in pixels, by text and place."""
    renderer = drawn._canvas.get_renderer()
    return {f"{at}: {text.get_text()}": text.get_window_extent(renderer) for at, text in enumerate(drawn._axes.texts)}


@pytest.mark.parametrize(("draw", "chart"), HARD)
def test_no_text_covers_another_or_leaves_the_picture(draw: Callable[[Chart], Sheet], chart: Chart) -> None:
    drawn = draw(chart)
    boxes = written(drawn)
    assert boxes
    for words, box in boxes.items():
        inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= sheet.WIDTH and box.y1 <= drawn.height
        assert inside, f"{words} leaves the picture: {box}"
    for (one, first), (other, second) in combinations(boxes.items(), 2):
        # Letters are lower than their boxes: where these touch, two lines of text still stand apart.
        wide = min(first.x1, second.x1) - max(first.x0, second.x0)
        high = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert wide <= 0 or high <= 5, f"'{one}' covers '{other}'"


@pytest.mark.parametrize(("draw", "chart"), HARD)
def test_a_picture_is_small_and_has_the_size_of_a_phone_s_width(draw: Callable[[Chart], Sheet], chart: Chart) -> None:
    content = png(chart)
    picture = Image.open(io.BytesIO(content))
    assert picture.format == "PNG"
    assert picture.width == 1000
    assert 500 <= picture.height <= 620
    assert len(content) < MOST_BYTES
    assert picture.convert("RGB").getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("chart", "words"),
    [
        (of_score(238), ["238", "low", "borderline", "solid", "strong", "1", "225", "235", "245", "300"]),
        (of_practice(231, 236, day="2026-11-03"), ["231", "236", "target 245", "floor 235", "told on 3 Nov 2026"]),
        (of_practice(231, 233, 232, plateau=True), ["231", "233", "232", "plateau 230-235"]),
        (of_season("2026-11-22"), ["22 Nov 2026", "today", "7 Jul 2027", "last safe day for Step 2 CK", *DAYS]),
        (of_strengths(), ["there: 1 of 3-4", "partly: 1 of 3-4", "missing: 1 of 3-4", "not told yet: 1 of 3-4"]),
    ],
)
def test_a_picture_names_what_its_chart_holds(chart: Chart, words: list[str]) -> None:
    draw = {"bands": bands, "practice": practice, "season": season, "strengths": strengths}[chart["kind"]]
    found = [words.split(": ", 1)[1] for words in written(draw(chart))]
    assert [each for each in words if each not in found] == []


def dark(score: int) -> tuple[float, float]:
    """Where the dark part of the bar lies from left to right, in grey, as shares of the width."""
    grey = Image.open(io.BytesIO(png(of_score(score)))).convert("L")
    row = [x for x in range(grey.width) if grey.getpixel((x, 350)) < 110]
    return row[0] / grey.width, row[-1] / grey.width


def test_in_grey_the_range_of_the_score_is_told_from_the_others_and_moves_with_it() -> None:
    spans = [dark(score) for score in (219, 230, 240, 250)]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_two_pictures_of_one_chart_are_the_same_even_when_drawn_at_the_same_time() -> None:
    charts = [of_score(238), of_practice(231, 233), of_season("2026-11-22"), of_strengths()] * 3
    alone = [png(chart) for chart in charts[:4]]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(png, charts)) == alone * 3


def test_a_sign_of_the_dollar_stays_one() -> None:
    chart = of_strengths("$5 and $6", "")
    assert png(chart) != png(of_strengths("5 and 6", ""))
    assert any(r"\$5 and \$6" in words for words in written(strengths(chart)))


def test_what_cannot_be_drawn_is_refused_with_what_can() -> None:
    with pytest.raises(ValueError, match="kind 'pie' can't be drawn; these can: bands, practice, season, strengths"):
        png({"kind": "pie"})


def test_the_list_of_fonts_is_kept_in_our_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MPLCONFIGDIR")
    monkeypatch.setattr(sheet, "VAR", tmp_path / "var")
    sheet.own_cache()
    assert os.environ["MPLCONFIGDIR"] == str(tmp_path / "var" / "matplotlib")
    assert list((tmp_path / "var" / "matplotlib").iterdir()) == []


def test_where_our_folder_cannot_be_written_a_temporary_one_holds_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "var").write_text("a file, no folder", encoding="utf-8")
    monkeypatch.delenv("MPLCONFIGDIR")
    monkeypatch.setattr(sheet, "VAR", tmp_path / "var")
    monkeypatch.setattr(sheet.tempfile, "mkdtemp", lambda **_: str(tmp_path / "elsewhere"))
    sheet.own_cache()
    assert os.environ["MPLCONFIGDIR"] == str(tmp_path / "elsewhere")


def test_nothing_is_written_below_the_home_folder_whatever_is_made_first(tmp_path: Path) -> None:
    # A process of its own: matplotlib chooses its folder once, when it is imported.
    script = """
from pathlib import Path
import sys
from bot.channels import attaching
from bot.render import paper, sheet
sheet.VAR = Path(sys.argv[1])
paper.set_pages(lambda: [paper.Look(10).text("words")], "title", "foot")
import matplotlib
print(matplotlib.get_configdir())
"""
    home, folder = tmp_path / "home", tmp_path / "var"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if name != "MPLCONFIGDIR" and not name.startswith("XDG_")}
    ran = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        env={**kept, "HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ran.stdout.strip() == str(folder / "matplotlib")
    assert list(home.iterdir()) == []


def test_labels_are_spread_in_order_and_stay_between_the_ends() -> None:
    assert spread([10, 100, 200], 20, 0, 300) == [10, 100, 200]
    assert spread([10, 10, 10], 20, 0, 300) == [10, 30, 50]
    assert spread([290, 295, 300], 20, 0, 300) == [260, 280, 300]
    assert spread([0, 0, 0], 200, 0, 300) == [0, 150, 300]
    assert spread([], 20, 0, 300) == []


def test_the_kinds_are_those_of_the_contract(holds_contract: Callable[[Any], bool]) -> None:
    base = {"id": "a.b", "severity": "info", "title": "", "body": [], "facts_used": {}, "citations": [], "notes": []}
    for _, chart in HARD:
        assert holds_contract({**base, "next": [], "chart": chart, "document": None, "text": "text"}), chart
    assert chart_picture.HEIGHT == 560
