"""Who wants to carry a profile over is heard in many words, a code however it is typed; what only sounds alike is not."""

from __future__ import annotations

import pytest

from bot.examples import examples
from bot.link_code import link_code_in, without_link_code
from bot.nlu.linking import code_or_wish

CODE = "PMR-7KQ2-9MXD"


@pytest.mark.parametrize(
    "text",
    [
        "give me a linking code",
        "link my telegram",
        "connect slack",
        "use my profile on telegram too",
        "can I use my profile on whatsapp too?",
        "continue on my phone",
        "how do I move my data to telegram",
        "I want to continue on telegram",
        "linking code",
        "link code please",
        "how can i use my profile in slack as well",
        "please send me a code to link my telegram",
        "can i carry my profile over to slack",
        "transfer my profile to another chat",
        "link my accounts",
        "sync with my phone",
        "I want to use my data on my other phone",
        "switch to telegram",
        "can we continue this chat on whatsapp?",
        "how do i link slack and telegram",
        "ck 238, need visa. give me a linking code",
        "thanks, and link my telegram",
        "is it possible to have my profile on telegram too",
        "bring my facts from slack",
        "code for telegram",
        "how do i connect my telegram account",
        "i'd like to move to telegram",
        "copy my data from slack",
        "new linking code",
        "can you make me a link code",
        "can i continue on another device",
        "how to link this with my slack?",
        "hi, how do i connect this to telegram",
        "is there any way to use same profile on phone",
        "i want to link accounts",
        "my linking code expired",
        "how does linking work",
        "i already told you everything on the website, can you use it here?",
        "i have a profile on your website, how can i use it here",
        "i need the linking code",
        "get my profile from slack",
        "send my data to telegram",
        "can i use this on slack too",
        "can i use you on telegram",
        "how can i use this bot on my phone",
        "i have now telegram, how i move my things there",
        "i got telegram now how can i bring my data there",
        "move my stuff there",
    ],
)
def test_the_wish_for_a_code_is_heard(text: str) -> None:
    wish = code_or_wish(text)
    assert wish is not None
    assert wish.what == "ask"


@pytest.mark.parametrize(
    "text",
    [
        "link 238",
        "link my research to pmr",
        "how do i link my research interests in my personal statement",
        "send me the link",
        "do you have a link to the article",
        "linkedin",
        "connect with physiatrists",
        "should i connect with programs on linkedin",
        "is there a link for the application",
        "move to the us",
        "continue on my path",
        "transfer my residency",
        "can i transfer to another program",
        "how do i move to the us on a j-1",
        "i got my data from uworld",
        "my telegram group says 250 is needed",
        "continue on step 2",
        "give me your source code",
        "are you on telegram",
        "do you have whatsapp",
        "someone on telegram told me 240 is enough",
        "switch to internal medicine",
        "change my backup specialty",
        "can i use my phone during the exam",
        "connect to eras",
        "what is the link between step 2 and matching",
        "i study on my laptop",
        "talk to me",
        "move my exam date",
        "should I move my exam to august",
        "how do i use my profile",
        "give me my data",
        "export my data",
        "what is a program code",
        "how to continue after a fail",
        "copy my personal statement to another program",
        "share my score with programs",
        "keep going",
        "transfer to another residency",
        "should i switch to another specialty",
        "what code do i enter in eras",
        "nrmp code",
        "telegram",
        "slack",
        "my phone number is 123",
        "can i continue",
        "i use uworld on my phone",
        "take step 3 in another state",
        "how do i open my account in eras",
        "i want to change to another field",
        "move to another country",
        "go on",
        "see my profile",
        "link",
        "connect me with physiatrists",
        "i have an account on the eras website",
        "i told you already",
        "my code of conduct",
        "how does matching work",
        "i have a profile on linkedin",
        "send my scores to programs",
        "send my transcript to eras",
        "can i use this in my personal statement",
        "can i use it on eras",
        "can i open it on my phone",
        "i have telegram",
        "i have now 2 letters, how i move there",
        "i use telegram groups, how can i get letters there",
        "can i use this score in canada",
        "send my plan to my phone",
    ],
)
def test_what_only_sounds_like_it_is_left_alone(text: str) -> None:
    assert code_or_wish(text) is None


def test_no_example_that_the_topics_are_learnt_from_is_taken_for_it() -> None:
    assert [each.text for each in examples() if code_or_wish(each.text)] == []


@pytest.mark.parametrize(
    "text",
    [
        CODE, CODE.lower(), "pmr 7kq2 9mxd", "pmr7kq29mxd", "PMR–7KQ2–9MXD", "Pmr_7kq2_9mxd", "PMR - 7KQ2 - 9MXD", "7kq2-9mxd",
        f"my code is {CODE}", f"here is the linking code: {CODE}.", f"hi, use {CODE} please", f"i got {CODE} from telegram",
    ],
)  # fmt: skip
def test_a_code_is_heard_however_it_is_typed(text: str) -> None:
    wish = code_or_wish(text)
    assert wish is not None
    assert (wish.what, wish.alone) == (CODE, True)


def test_a_slip_of_the_pen_is_still_a_code() -> None:
    assert getattr(link_code_in("PMR-7KQ2-OMXD"), "code", None) == "PMR-7KQ2-OMXD"


@pytest.mark.parametrize(
    "text",
    [
        "link 238", "pmr 2027 2028", "PMR high tier", "pmr step 2028", "pmr-goal-2028", "pmr-match-2028", "ck 238 step 1 pass",
        "nbme 231 233", "J1B2-2027", "pmr 2027 pgy2", "PMR year gaps", "i want pmr ck238 pass", "h1b1-j1b2 visa", "uwsa2-2384",
        "step2ck 238 pmr", "PMR-7KQ2", "7KQ2 9MXD", "my ecfmg id is A7K2-9MX4",
    ],
)  # fmt: skip
def test_what_is_no_code_is_left_alone(text: str) -> None:
    assert link_code_in(text) is None
    assert without_link_code(text) == text


def test_what_is_said_beside_a_code_stays_and_keeps_its_place() -> None:
    text = f"{CODE} and my ck is 238"
    wish = code_or_wish(text)
    assert wish is not None
    assert not wish.alone
    assert without_link_code(text) == " " * len(CODE) + " and my ck is 238"
