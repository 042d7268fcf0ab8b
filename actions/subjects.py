"""What a message asks for within a topic, though no topic stands for it: a day of the season, the years since graduation. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from actions import season_words
from actions.messages import Message
from actions.strategy import season_day
from actions.strategy.subject import GRADUATION, Subject

# Who asks one of these is not answered with something else.
_UNTOUCHED = {
    "distress", "delete_my_data", "ask_profile", "how_do_you_know", "what_if", "export_plan", "restart", "goodbye",
}  # fmt: skip
# What is taken for one of these beside a subject asked nothing else.
_NOTHING_ELSE = {"out_of_scope", "chitchat", "profile_statement", "help", "greet", "affirm", "deny"}
# Where the years since graduation are asked about, the message is on one of these.
_OF_GRADUATES = ("competitiveness", "program_selection")
_OLD = re.compile(
    r"\b(?:old(?:er)? grad(?:uate)?s?|yog|years? of graduation|graduation years?|(?:years?|time|long) since (?:my |i )?graduat\w+|"
    r"graduation gap|gap (?:since|after) (?:my )?graduat\w+|graduated (?:too |so )?long ago|not a (?:fresh|recent) grad\w*|"
    r"too (?:old|long|late) (?:to|for)[^.?!]*graduat\w+)\b"
)
_ASKS = re.compile(
    r"\?|\b(?:is (?:that|it|this)|does (?:that|it|this)|will (?:that|it|this|programs?|they)|problem|too (?:old|late)|"
    r"matter|hurt|bad|a red flag|filter)\b"
)


def heard(message: Message, today: date) -> Message:
    """The message with its subject, and with the topic on which that is answered.

    Args:
        message: a message as the understanding read it.
        today: the day; somebody who has not graduated yet is no old graduate.
    """
    aside = message.about_question or message.not_helped or message.remove or message.change or message.language
    if not message.text or message.text.startswith("/") or message.page or message.supposed or aside:
        return message
    if set(message.topics) & _UNTOUCHED:
        return message
    day = season_words.day_asked(message.text)
    if day is not None:
        return _on(message, season_day.TOPIC, day)
    if _is_about_graduation(message, today):
        topic = next((topic for topic in message.topics if topic in _OF_GRADUATES), _OF_GRADUATES[0])
        return _on(message, topic, Subject(GRADUATION))
    return message


def _on(message: Message, topic: str, subject: Subject) -> Message:
    """The message on a topic; where it has further parts, what else was read in it stays."""
    whole = len(season_words.parts(message.text)) < 2
    others = () if whole else tuple(each for each in message.topics if each not in {topic, *_NOTHING_ELSE})
    return replace(message, topics=(topic, *others), unsure=(), subject=subject)


def _is_about_graduation(message: Message, today: date) -> bool:
    """Whether it asks what the years since graduation mean, or tells the year of it with a question on chances or programs."""
    told = {each.fact: each.value for each in message.claimed}
    year = told.pop("graduation_year", None)
    if told or message.unclear or not set(message.topics[:1]) <= {*_OF_GRADUATES, *_NOTHING_ELSE}:
        return False
    if isinstance(year, int) and year >= today.year:
        return False
    text = message.text.lower()
    if _OLD.search(text):
        return True
    if year is None:
        return False
    return _ASKS.search(text) is not None or any(topic in _OF_GRADUATES for topic in message.topics[:1])
