"""Pasted programs are heard where they show themselves clearly; an ordinary message of several lines stays one, and no fact is read from a list."""

from __future__ import annotations

from datetime import date

import pytest

from bot.examples import examples
from bot.nlu.context import Context, read_in
from bot.nlu.program_lines import program_lines_in, without_program_lines

TODAY = date(2026, 11, 22)
THREE = (
    "Example Rehab Hospital, Ohio, J-1, 3 IMGs, cutoff 230\n"
    "Sample University, Texas, H-1B, 0 IMGs\n"
    "Made Up Medical Center, NY, J-1"
)
ONE_LINE = [
    "Example Rehab, Exampleville ZZ, J-1, 3 IMGs, cutoff 230",
    "Hospital A Rehab, Ohio, J-1, 3 IMGs, cutoff 220",
    "UPMC, PA, J-1, 3 IMGs",
    "Example Rehab; Ohio; J1/H1B",
    "1. Example Rehab | Town | 20% imgs",
    "Oak Rehab \u2014 Dayton, OH \u2014 J1, H1B \u2014 5 imgs",
]
BY_DASHES = (
    "\u2022 Oak Rehab \u2014 Dayton \u2014 J1/H1B \u2014 5 imgs\n\u2022 Elm Rehab \u2014 Akron \u2014 J1 \u2014 2 imgs"
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (THREE, THREE),
        (f"here is my list:\n{THREE}", THREE),
        (f"these are my programs\n{THREE}\nwhich first?", THREE),
        (f"ck 238, need j1\n\nmy list:\n{THREE}", THREE),
        ("Program,State,Visa\nExample Rehab,OH,J-1", "Program,State,Visa\nExample Rehab,OH,J-1"),
        ("program;imgs;cutoff\nalpha;2;230\nbeta;0;240", "program;imgs;cutoff\nalpha;2;230\nbeta;0;240"),
        ("Hospital\tCity\tIMGs\nAlpha\tDayton\t2", "Hospital\tCity\tIMGs\nAlpha\tDayton\t2"),
        (
            "name | state | img % | cutoff\nAlpha | OH | 30 | 230",
            "name | state | img % | cutoff\nAlpha | OH | 30 | 230",
        ),
        ("1. Alpha Hospital, OH, J1\n2. Beta Clinic, NY, H1B", "1. Alpha Hospital, OH, J1\n2. Beta Clinic, NY, H1B"),
        ("mayo clinic, mn, j1\nrush university, il, j1", "mayo clinic, mn, j1\nrush university, il, j1"),
        ("UPMC, PA, J-1\nSpaulding, MA, H1B", "UPMC, PA, J-1\nSpaulding, MA, H1B"),
        ("my programs:\nUPMC, PA\nSpaulding, MA", "UPMC, PA\nSpaulding, MA"),
        ("Alpha Hospital | OH\nBeta | PA\nGamma Clinic | TX", "Alpha Hospital | OH\nBeta | PA\nGamma Clinic | TX"),
        ("add program: Example Rehab Hospital, Ohio, J-1, 3 IMGs, cutoff 230", THREE.split("\n")[0]),
        ("please add the program Example Rehab, OH", "Example Rehab, OH"),
        ("Add a program - alpha hospital; OH", "alpha hospital; OH"),
        ("add these programs:\nAlpha, OH\nBeta, NY", "Alpha, OH\nBeta, NY"),
        ("add Example Rehab to my list", "Example Rehab"),
        ("add: Example Rehab, Ohio, J-1", "Example Rehab, Ohio, J-1"),
        ("new program: Alpha, Ohio", "Alpha, Ohio"),
        ("can you add mayo clinic to my program list please", "mayo clinic"),
        *((line, line) for line in ONE_LINE),
        (f"my list:\n{ONE_LINE[0]}", ONE_LINE[0]),
        (BY_DASHES, BY_DASHES),
        (
            "Alpha Rehab - Dayton - J1 - 5 imgs\nBeta Hospital - Akron - H1B",
            "Alpha Rehab - Dayton - J1 - 5 imgs\nBeta Hospital - Akron - H1B",
        ),
        (f"{THREE}\nStar Hospital J1 2 imgs", f"{THREE}\nStar Hospital J1 2 imgs"),
        (f"{THREE}\nSample Clinic\nthanks", f"{THREE}\nSample Clinic"),
        ("Star Hospital J1 2 imgs\nMoon Rehab H1B no imgs", "Star Hospital J1 2 imgs\nMoon Rehab H1B no imgs"),
        (
            "add Maple rehab institute in Dallas they take j1 and have 2 imgs",
            "Maple rehab institute in Dallas they take j1 and have 2 imgs",
        ),
        ("add Maple rehab institute, Dallas, j1, 2 imgs", "Maple rehab institute, Dallas, j1, 2 imgs"),
    ],
)
def test_programs_are_heard(text: str, told: str) -> None:
    found = program_lines_in(text)
    assert found is not None
    assert found.text == told


ORDINARY = [
    "CK 238\nneed visa\nwhat next",
    "Step 1: pass, first try\nStep 2: 238, first try\nneed J-1, applying 2028",
    "step 1, pass\nck, 238\nvisa, J-1",
    "USCE:\nMayo Clinic, 2 months\nRush University, 1 month",
    "my rotations:\nMayo Clinic, MN, J-1\nRush University, IL, J-1",
    "observership at Mayo Clinic, MN\nand Rush University, Chicago\nletters from both",
    "letters from:\nDr Smith, Mayo Clinic\nDr Jones, Cleveland Clinic",
    "Cairo University, 2019\nAin Shams University Hospital, 2 years",
    "Cairo University, Egypt, 2019\nAin Shams Hospital, Egypt, 2021",
    "MBBS, Dow University, 2019\nMD, Aga Khan University, 2022",
    "interviews at:\nRush University, Dec 3\nMayo Clinic, Jan 5",
    "Rush University, IL, Dec 3\nMayo Clinic, MN, Jan 5",
    "community programs, 20\nuniversity programs, 30",
    "Chicago, IL\nBoston, MA",
    "I would live in:\nChicago, IL\nBoston, MA",
    "nbme 231, 233\nuwsa 240, 241",
    "CK 238, step 1 pass, need visa\n2 months USCE, 1 letter, IMG from Egypt\nwhich programs, how many?",
    "Name, CK, Visa\nAli, 238, J-1",
    "name, step 2, yog, usce\nme, 238, 2021, 3 months",
    "program, visa, letters\nwhich of them first?",
    "i like university hospitals, big cities\ni dont like community hospitals, small towns",
    "Is Mayo Clinic, MN good?\nOr Rush University, IL?",
    "Should I apply to Mayo Clinic, Rush University, UPMC",
    "I applied to Mayo Clinic, Rush University and UPMC\nno interview, what now",
    "Hello,\nI am from Nepal, YOG 2020\nThanks, Anna",
    "1. how many programs\n2. which visa, J-1 or H-1B\n3. when to apply",
    "Goals: match 2028, PM&R\nScores: 238, pass\nVisa: J-1, maybe H1B",
    "worked in a rehab hospital, 2 years\nworked in a clinic, 1 year",
    "research at Harvard, 1 year, 2 papers\nresearch at Mayo Clinic, MN, 1 paper",
    "rehab\nstroke, spine, TBI\npain, sports",
    "how do i add a program",
    "add program",
    "add a program to my list",
    "add 10 more programs",
    "should i add program in Texas?",
    "add programs to my list",
    "add more programs?",
    "add programs that sponsor h1b",
    "add 240 to my list",
    "add it to my list",
    "add my score to my list",
    "add step 3 to my list",
    "add research to my list",
    "add j1 programs to my list",
    "add community programs to my list",
    "i want to add family medicine as backup, 20 programs",
    "add program signals",
    "my list has 40 programs, 20 gold, 20 silver",
    "add program: i want to die",
    "add: ck 238, need visa",
    "add: 2 letters, 3 months usce",
    "also add: step 3, passed",
    "add this: worked in rehab hospital, 2 years",
    "IMG, Ohio, J-1, CK 238, step 1 pass",
    "J-1, 3 months usce, 2 letters, cutoff?",
    "I did a rotation at Example Rehab Hospital, Ohio, 3 months",
    "Ali, Ohio, J-1",
    "Ali, Ohio, J-1, 238",
    "Non US IMG, Texas, J-1, 2 letters",
    "Example Medical College, Lahore, J-1",
    "Unknown Medical College, IMG, J-1",
    "Example University, J-1, 2019",
    "Example University, J-1, ck 238",
    "Example Rehab, Ohio, J-1, good?",
    "rotation at Example Rehab, Ohio, J-1",
    "Example Hospital, Ohio, 3 months, J-1",
    "Nurse at Example Hospital, Ohio, J-1",
    "Currently Example Hospital, Ohio, H1B",
    "cutoff 230, J-1, 3 IMGs",
    "community hospital, texas, img friendly",
    "university programs, NY, J1",
    "Ohio, J-1, 3 IMGs",
    "I like Example Rehab, Ohio, J-1",
    "Example Rehab Hospital, observership, J-1",
    "Example Hospital, letter, J-1",
    "add J-1, 3 letters, 2 months",
    "add Mayo Clinic rotation, 2 months, J-1",
    "add Mayo Clinic observership they take j1",
    "Physician, Ohio, J-1, 3 IMGs",
    "Dr Smith, Mayo Clinic, J-1",
    "hello - I need J-1 - ck 238",
    "CK 238 - J-1 - 3 months usce - Ohio",
    "Mayo Clinic - 2 months\nRush University - 1 month",
    "Mayo Clinic - great people\nRush University - bad",
    "Mount Sinai, New York, H1B, step 3 passed",
    "Pakistan, J-1, 238, USCE at Mayo Clinic",
    "Mayo Clinic, Rush University, J-1",
    "Example Rehab, NJ, observership done, J-1",
    "Example Rehab, NJ, 2 letters, J-1",
    "CK 240, Rehab interest, Ohio, J-1",
    "Mayo Clinic\nCleveland Clinic",
    "my rotations:\nExample Rehab, Ohio, J-1",
    "Damascus University Hospital J1 2 imgs\nAleppo University Hospital J1 2 imgs",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_message_is_no_list(text: str) -> None:
    assert program_lines_in(text) is None
    assert without_program_lines(text) == text


def test_no_example_that_the_topics_are_learnt_from_is_taken_for_a_list() -> None:
    assert [each.text for each in examples() if program_lines_in(each.text)] == []


@pytest.mark.parametrize(
    "text",
    [
        THREE,
        f"here is my list, all sponsor visas:\n{THREE}",
        "add program: Example Rehab Hospital, Ohio, J-1, 3 IMGs, cutoff 230",
        "Program,Step 2 cutoff,Visa,Letters\nAlpha,230,J-1,3\nBeta,240,H-1B,4",
    ],
)
def test_no_fact_is_read_from_a_list(text: str) -> None:
    read = read_in(Context(), without_program_lines(text), TODAY)
    assert (read.facts, read.unclear, read.supposed) == ({}, [], {})


def test_what_is_told_before_a_list_is_read_and_keeps_its_place() -> None:
    text = f"ck 238, need j1\n\nmy list:\n{THREE}"
    blank = without_program_lines(text)
    assert len(blank) == len(text)
    assert read_in(Context(), blank, TODAY).facts["step2_ck_score"] == 238


def test_a_long_list_is_read_at_once() -> None:
    text = "\n".join(f"Example Hospital {number}, OH, J-1, {number} IMGs" for number in range(100))[:4000]
    found = program_lines_in(text)
    assert found is not None
    assert found.text == text
