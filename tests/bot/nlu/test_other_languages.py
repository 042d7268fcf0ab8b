"""Messages that are not in English, and insults: heard by short lists of words."""

from __future__ import annotations

import pytest

from bot.nlu.insults import is_insult
from bot.nlu.other_languages import language_of

LANGUAGES = {
    "hola, como estas": "es",
    "hola": "es",
    "quiero aplicar a pm&r, tengo 238": "es",
    "bonjour je suis médecin": "fr",
    "merhaba": "tr",
    "مرحبا كيف الحال": "ar",
    "привет": "ru",
    "mujhe kya karna chahiye": "hi",
    "mera score 238 hai kya karun": "hi",
    "olá, preciso de ajuda": "pt",
    "what is my score": None,
    "namaste, what is my chance in pmr": None,
    "salam, i have ck 238": None,
    "नमस्ते": "hi",
    "ck 238 visa j1": None,
    "que puntaje necesito": "es",
    "你好": "other",
    "la": None,
    "what are my chances in los angeles": None,
    "sınav ne zaman": "tr",
    "salam": None,
    "namaste": None,
    "ho": None,
    "me": None,
    "se": None,
}


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items())
def test_the_language_is_told_by_its_words_or_its_script(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "you are stupid",
        "stupid bot",
        "fuck you",
        "you suck",
        "u r useless",
        "this is bullshit",
        "shut up",
        "idiot",
        "useless",
        "this bot is trash",
        "you're an idiot",
    ],
)
def test_an_insult_is_heard(text: str) -> None:
    assert is_insult(text)


@pytest.mark.parametrize(
    "text",
    [
        "i am stupid",
        "my score is trash",
        "is my score terrible",
        "i feel useless",
        "this sucks for me",
        "this is terrible",
        "i hate myself",
        "is step 3 useless",
        "bad score",
        "i am an idiot",
        "is 219 shit",
    ],
)
def test_what_is_said_of_oneself_or_of_a_score_is_no_insult(text: str) -> None:
    assert not is_insult(text)
