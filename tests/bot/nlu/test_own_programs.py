"""What is wanted done with a program list of one's own is heard in many words; a question about lists of programs stays one."""

from __future__ import annotations

import pytest

from bot.nlu.own_programs import budget_in, program_to_remove, wish_on_list


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("list", "show my program list"),
        ("list", "my programs"),
        ("list", "which of my programs first"),
        ("list", "sort my list"),
        ("list", "rank my programs"),
        ("list", "show me my list"),
        ("list", "show my list please"),
        ("list", "my program list?"),
        ("list", "what's on my list"),
        ("list", "which programs are on my list"),
        ("list", "can you sort my programs by chances"),
        ("list", "which of my programs should i apply to first"),
        ("list", "prioritize my program list"),
        ("list", "see my programs"),
        ("list", "ck 238. show my program list"),
        ("list", "thanks, now sort my list"),
        ("list", "open my list"),
        ("list", "show the programs i sent you"),
        ("list", "place my programs"),
        ("list", "is my list balanced"),
        ("list", "let me see my list"),
        ("list", "ok show my programs"),
        ("list", "can you rank my program list for me"),
        ("list", "rank my list by fit"),
        ("template", "how do I send you my list"),
        ("template", "how can i give you a list of programs"),
        ("template", "csv template"),
        ("template", "what columns"),
        ("template", "which columns do you need"),
        ("template", "what columns should my csv have"),
        ("template", "I have a list of programs in excel"),
        ("template", "i have my program list in google sheets"),
        ("template", "how do i add a program"),
        ("template", "how to upload my program list"),
        ("template", "can i upload a csv"),
        ("template", "give me the template"),
        ("template", "program list template"),
        ("template", "where can i paste my list"),
        ("template", "how do i add programs to my list"),
        ("template", "can i send you my list as csv"),
        ("template", "download the csv template"),
        ("template", "add a program"),
        ("template", "template for my list"),
        ("template", "i have my list as csv"),
        ("file", "export my list"),
        ("file", "my list as csv"),
        ("file", "my list as pdf"),
        ("file", "download my program list"),
        ("file", "give me my program list as a csv file"),
        ("file", "send me my list in excel"),
        ("file", "i want a pdf of my list"),
        ("file", "export my programs as csv or pdf"),
        ("file", "can you export my program list please"),
        ("file", "can you give me my list as csv"),
        ("file", "can i have my list as pdf"),
        ("clear", "delete my program list"),
        ("clear", "remove all programs"),
        ("clear", "clear my list"),
        ("clear", "forget my program list"),
        ("clear", "delete all my programs"),
        ("clear", "remove all programs from my list"),
        ("clear", "remove everything from my list"),
        ("clear", "please empty my list"),
        ("clear", "delete the whole program list"),
        ("clear", "start a new list"),
        ("list", "show list"),
        ("list", "whats in my program list"),
        ("list", "where do i stand with my programs"),
        ("list", "which programs on my list should i apply first"),
        ("list", "which program from my list is best for me"),
        ("list", "sort these programs"),
        ("list", "what do you think of my list"),
        ("list", "how does my list look"),
        ("template", "i have excel sheet with my programs"),
        ("template", "i have a csv with 100 programs"),
        ("template", "how to make the csv"),
        ("template", "what should the file look like"),
        ("file", "export list as pdf"),
        ("clear", "delete list"),
        ("clear", "i want to delete my list of programs"),
    ],
)
def test_a_wish_is_heard_in_many_words(kind: str, text: str) -> None:
    wish = wish_on_list(text)
    assert wish is not None
    assert wish.what == kind


@pytest.mark.parametrize(
    "text",
    [
        "build my list pls",
        "make a list of programs for me",
        "how to build my list",
        "how many programs should be on my list",
        "cut my list from 120 to 80 how",
        "my list has 90, enough for low score?",
        "tell me which programs to put on my list",
        "is california realistic on my list",
        "expand my list?",
        "list of programs for my score pls",
        "rank list how many programs for safety",
        "first time applicant need program list strategy",
        "program list help",
        "which sites to use for making my list",
        "aapmr has a program list?",
        "link for program list",
        "list of all pm&r programs in usa",
        "is the eras program list complete",
        "can chat gpt give me program list or should i use real database",
        "how to export my list from freida to excel",
        "I made a list of 52 programs, 20 gold and the rest silver",
        "my list has 38 j1 friendly programs",
        "which programs should i apply to",
        "how many programs",
        "show me programs that sponsor h1b",
        "give me a list of img friendly programs",
        "do you have a list of programs",
        "list of programs j1",
        "what do you know about me",
        "show my profile",
        "my plan as pdf",
        "export my plan",
        "export my data",
        "delete my data",
        "delete everything",
        "forget me",
        "remove my visa",
        "remove my score",
        "show my scores",
        "my letters",
        "my visa",
        "sort out my life",
        "how do i rank programs",
        "how should i rank my programs for the match",
        "rank order list",
        "how to make my rank list",
        "which program is best",
        "are there templates for personal statement",
        "lor template",
        "template",
        "email template for observership",
        "personal statement template",
        "i have 3 letters in eras",
        "i have a list of questions",
        "add my score",
        "add step 3",
        "how do i add letters to eras",
        "what fields of medicine",
        "which program first",
        "should i signal my programs",
        "how many of my programs should be community",
        "delete my programs planned",
        "can you review my personal statement",
        "check my score",
        "review my application",
        "which of my letters first",
        "my program director",
        "my programs are 60",
        "program list",
        "calendar with exam date, eras opening and rank list, as ics please",
        "spreadsheet to track programs, what columns",
        "if physiatry says no, then what field",
        "what should my personal statement look like",
        "how do i stand out",
        "how does my score look",
        "which format for the personal statement",
        "which programs should i apply first",
        "i have excel skills",
    ],
)
def test_what_is_no_wish_on_ones_own_list_is_left_alone(text: str) -> None:
    assert wish_on_list(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("remove Example Rehab Hospital from my list", "Example Rehab Hospital"),
        ("delete mayo clinic from my programs", "mayo clinic"),
        ("please take Rush off my list", "Rush"),
        ("drop UPMC from the list.", "UPMC"),
        ("remove program Example", "Example"),
        ("can you remove Example Rehab from my program list please", "Example Rehab"),
    ],
)
def test_a_program_is_taken_off_by_its_name(text: str, name: str) -> None:
    assert program_to_remove(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "remove my visa",
        "remove all programs from my list",
        "remove it from my list",
        "should i remove programs without imgs from my list?",
        "remove programs from my list",
        "forget my score",
        "delete my data",
        "remove the program",
        "how do i remove a program from my list?",
    ],
)
def test_without_a_name_nothing_is_taken_off(text: str) -> None:
    assert program_to_remove(text) is None


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("my budget is $1,500", 1500),
        ("what does a budget of 2000 dollars buy", 2000),
        ("i can afford 900 usd", 900),
        ("I have $1500 for applications", 1500),
        ("budget 2k", 2000),
        ("with $2k how many programs", 2000),
        ("i can only spend 700$ on fees", 700),
        ("my list with a budget of 1200", 1200),
    ],
)
def test_dollars_for_fees_are_heard(text: str, dollars: int) -> None:
    found = budget_in(text)
    assert found is not None
    assert found[0] == dollars


@pytest.mark.parametrize(
    "text",
    [
        "my score is 238",
        "can i afford 100 programs",
        "is h1b $100,000 fee real",
        "residents get $60,000 salary",
        "budget",
        "80-120 programs",
        "i paid for 3 exams",
    ],
)
def test_other_numbers_are_no_budget(text: str) -> None:
    assert budget_in(text) is None
