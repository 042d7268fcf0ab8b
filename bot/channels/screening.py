"""What may pass to Rasa: a message's text is cleaned, measured, and held to the payloads that buttons can have."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.contract import Reply, notice
from bot.facts import is_possible, registry
from bot.vocabulary import ADVICE, REQUESTS, STATEMENT, TOPICS, intent_of, topic_of

MAX_CHARACTERS = 4000
_PAYLOAD = re.compile(r"^/(?P<intent>[A-Za-z_0-9]+)\s*(?P<entities>\{.*\})?\s*$", re.S)
# Half of a character pair, and control characters but line ends and tabs: no store keeps them, nobody types them.
_UNKEEPABLE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# A button to what stands behind the first answer of a topic, and to which part of it.
_MORE = re.compile(r'^\{"more": ?([1-9])\}$')
# Buttons under what is known of a person: to remove a fact, and to more of such buttons.
_REMOVE = re.compile(r'^\{"remove": ?"([a-z0-9_]+)"\}$')
_CHANGE = re.compile(r'^\{"change": ?([1-9])\}$')
_PROFILE = "ask_profile"
# A linking code is wanted; /link is what people try who know other bots.
_LINK, _LINK_CODE = "link", re.compile(r'^\{"link_code": ?"ask"\}$')
# Buttons of a program list of one's own, and what a channel sends for one that came as a file.
_SELECTION = "ask_program_selection"
_PROGRAMS = re.compile(r'^\{"programs": ?"(list|brought|file|template|clear|delete)"\}$')
# The two buttons under the question whether everything shall be deleted.
_DELETE = "delete_my_data"
_CONFIRM = re.compile(r'^\{"confirm_deletion": ?(true|false)\}$')
_PLAIN_COMMANDS = {
    **{intent_of(topic): intent_of(topic) for topic in (*ADVICE, *REQUESTS, "help", "greet", "restart", "goodbye")},
    "start": "greet",
}

EMPTY = "I got an empty message. Write your question or your facts in any words, for example: CK 238, need a visa."
NOT_TEXT = "I can only read text. Please write your question or your facts in words."
TOO_LONG = (
    "That is too long for me: I read {limit:,} characters at once, and this has {length:,}. "
    "Please send the important part: your scores, your visa, your question."
)
NO_COMMAND = 'I don\'t know the command "/{command}", so nothing was changed. Please write it in plain words, for example: CK 238, need a visa.'
NO_VALUE = (
    "{label} cannot have that value, so nothing was changed. Please write it in plain words, for example: {example}."
)


@dataclass(frozen=True)
class Screened:
    """The outcome: a text that may run, or the sentence that answers the message instead."""

    text: str = ""
    refusal: Reply | None = None


def screen(raw: object, today: date) -> Screened:
    """Look at a message before anything else does.

    Args:
        raw: what the channel received; anything but text is refused.
        today: the day, for values whose limits move with the calendar.
    """
    if not isinstance(raw, str):
        return Screened(refusal=notice("not_text", NOT_TEXT))
    if len(raw) > MAX_CHARACTERS:
        return Screened(refusal=notice("too_long", TOO_LONG.format(limit=MAX_CHARACTERS, length=len(raw))))
    text = _CONTROL.sub(" ", _UNKEEPABLE.sub("\N{REPLACEMENT CHARACTER}", raw)).strip()
    if not text or not text.strip("\N{REPLACEMENT CHARACTER} "):
        return Screened(refusal=notice("empty", EMPTY))
    if not text.startswith("/"):
        return Screened(text)
    match = _PAYLOAD.match(text)
    if match is None:
        # Rasa would take any text behind a slash for an intent; a person who types one means words.
        return screen(text.lstrip("/ \t\n"), today)
    return _payload(match["intent"], match["entities"], today)


def _payload(intent: str, entities: str | None, today: date) -> Screened:
    if entities is None and intent in _PLAIN_COMMANDS:
        return Screened(f"/{_PLAIN_COMMANDS[intent]}")
    if intent == STATEMENT and entities is not None:
        return _statement(entities, today)
    if (more := _MORE.match(entities or "")) and topic_of(intent) in ADVICE:
        return Screened(f'/{intent_of(topic_of(intent))}{{"more":{more[1]}}}')
    if intent == _PROFILE and (change := _CHANGE.match(entities or "")):
        return Screened(f'/{_PROFILE}{{"change":{change[1]}}}')
    if intent == _PROFILE and (remove := _REMOVE.match(entities or "")) and remove[1] in registry():
        return Screened(f'/{_PROFILE}{{"remove":"{remove[1]}"}}')
    if (intent == _LINK and entities is None) or (intent == _PROFILE and _LINK_CODE.match(entities or "")):
        return Screened(f'/{_PROFILE}{{"link_code":"ask"}}')
    if intent == _SELECTION and (programs := _PROGRAMS.match(entities or "")):
        return Screened(f'/{_SELECTION}{{"programs":"{programs[1]}"}}')
    if intent == _DELETE and (confirms := _CONFIRM.match(entities or "")):
        return Screened(f'/{_DELETE}{{"confirm_deletion":{confirms[1]}}}')
    shown = intent if intent in TOPICS or len(intent) <= 30 else intent[:30] + "…"
    return Screened(refusal=notice("no_command", NO_COMMAND.format(command=shown)))


def _statement(entities: str, today: date) -> Screened:
    """A button that states facts: every fact known, every value possible, or nothing at all runs."""
    try:
        stated: Any = json.loads(entities)
    except (ValueError, RecursionError):
        stated = None
    if not isinstance(stated, dict) or not stated or not all(fact in registry() for fact in stated):
        return Screened(refusal=notice("no_command", NO_COMMAND.format(command=STATEMENT)))
    for fact, value in stated.items():
        if not is_possible(fact, value, today):
            entry = registry()[fact]
            sentence = NO_VALUE.format(label=entry["label"], example=entry["example"])
            return Screened(refusal=notice("no_value", sentence))
    return Screened(f"/{STATEMENT}{json.dumps(stated, separators=(',', ':'))}")
