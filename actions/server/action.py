"""The rasa-sdk side: one action, which every intent's rule calls. It turns Rasa's tracker into a message and replies into events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import Restarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.keeping import Keeping
from actions.messages import Earlier, Message, Outcome
from actions.privacy import ASKS, CONFIRM
from actions.programs import leaving
from actions.remembered import Remembered
from actions.replies import Replies
from actions.server.settings import Settings
from actions.statements import Claimed, Unclear
from actions.topics import topic_of
from actions.turn import Advisor

logger = logging.getLogger(__name__)
# The entity by which a button asks for what stands behind "More".
MORE = "more"
# The entity by which the understanding tells what a person said about keeping messages.
KEEP_MESSAGES = "keep_messages"
# The entity by which it tells that the answer before did not help.
NOT_HELPED = "not_helped"
# The entity by which it tells that a copy of all data is wanted.
GIVE_DATA = "give_data"
# What the understanding or a button tells of the talk itself: of the last question, facts to remove or change, another language, an insult.
ABOUT_QUESTION, REMOVE, CHANGE, LANGUAGE, INSULT = "about_question", "remove", "change", "language", "insult"
# What is wanted of the person's own program list, lines of one, one to be taken out, and the dollars that it is held against.
PROGRAMS, PROGRAM_LINES, PROGRAM_REMOVE, BUDGET = "programs", "program_lines", "program_remove", "budget"
# A code by which a profile is carried to another channel, or the wish for one.
LINK_CODE = "link_code"
OF_TALK = (ABOUT_QUESTION, REMOVE, CHANGE, LANGUAGE, INSULT)
OF_PROGRAMS = (PROGRAMS, PROGRAM_LINES, PROGRAM_REMOVE, BUDGET)
NO_FACTS = (MORE, KEEP_MESSAGES, NOT_HELPED, GIVE_DATA, CONFIRM, LINK_CODE, *OF_TALK, *OF_PROGRAMS)
# The slot that remembers that the deletion was just asked about.
CONFIRMING = "confirming"
# After these events nothing that was said before is the message before.
_NEW_TALK = ("restart", "session_started")


class Advise(Action):
    """Answers a message, whatever it asks or states."""

    def __init__(self, advisor: Advisor, settings: Settings) -> None:
        self.advisor, self.settings = advisor, settings
        self.keeping = Keeping(advisor.store)

    def name(self) -> str:
        """The name in domain.yml."""
        return "action_advise"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer the tracker's latest message. Whatever fails, one honest sentence is said and nothing is half done."""
        today, now = self.settings.today(), self.settings.now()
        try:
            message = await asyncio.to_thread(self._note, message_of(tracker), now)
            outcome = await asyncio.to_thread(self.advisor.turn, message, today, now)
        except Exception:
            logger.exception("a turn failed")
            replies = Replies(self.advisor.knowledge, self.advisor.topics)
            reply = replies.of_talk(self.advisor.talk["failed"])
            dispatcher.utter_message(text=reply["text"], json_message=reply)
            return _asking(tracker, None)
        for reply in outcome.replies:
            dispatcher.utter_message(text=reply["text"], json_message=reply)
        await asyncio.to_thread(self._learn, message, outcome, now)
        return [*events_of(outcome), *_asking(tracker, outcome)]

    def _note(self, message: Message, now: datetime) -> Message:
        """Keep the message before if its answer did not help. This comes first, so that the reply says no more than was done."""
        try:
            return replace(message, noted=self.keeping.after_complaint(message, now))
        except Exception as error:
            logger.error("a message could not be kept to learn from (%s)", type(error).__name__)
            return message

    def _learn(self, message: Message, outcome: Outcome, now: datetime) -> None:
        """Keep a message that was not understood. The answer is made already, and no fault here may take it away."""
        try:
            self.keeping.after_turn(message, outcome, now)
        except Exception as error:
            # The kind of fault alone: its text can hold the message.
            logger.error("a message could not be kept to learn from (%s)", type(error).__name__)


class Restart(Advise):
    """Begins the talk anew. Rasa runs it by itself on the intent `restart`; what is known of the person is kept."""

    def name(self) -> str:
        """Rasa's own name for it."""
        return "action_restart"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answer, and let the dialogue forget what it had asked."""
        await super().run(dispatcher, tracker, domain)
        return [Restarted()]


def message_of(tracker: Tracker) -> Message:
    """What the understanding read in the latest message. A button's payload has an intent and entities, nothing else."""
    latest: Mapping[str, Any] = tracker.latest_message
    text = str(latest.get("text") or "")
    intent = (latest.get("intent") or {}).get("name") or "out_of_scope"
    found = latest.get("entities") or []
    entities = [each for each in found if each["entity"] not in NO_FACTS]
    not_helped = any(each["entity"] == NOT_HELPED and each.get("value") is True for each in found)
    return Message(
        person=tracker.sender_id,
        topics=(topic_of(intent), *latest.get("also", ())),
        unsure=tuple(latest.get("unsure") or ()),
        claimed=tuple(Claimed(each["entity"], each.get("value"), _words(each, text)) for each in entities),
        unclear=tuple(Unclear(each["fact"], each["words"], each["reason"]) for each in latest.get("unclear", ())),
        supposed=latest.get("supposed") or {},
        asked=tracker.get_slot("asked"),
        shown=int(tracker.get_slot("page") or 0),
        supposed_before=tracker.get_slot("supposed") or {},
        page=_number_of(MORE, found),
        asked_before=tuple(tracker.get_slot("asked_before") or ()),
        last_topic=tracker.get_slot("last_topic"),
        text=_without_sign(text, found),
        private=bool(latest.get("private")),
        may_keep=_said(found, KEEP_MESSAGES),
        not_helped=not_helped,
        earlier=_earlier(tracker) if not_helped else None,
        scores_before=tuple(tracker.get_slot("practice_scores") or ()),
        about_question=_text_of(ABOUT_QUESTION, found),
        remove=tuple(each["value"] for each in found if each["entity"] == REMOVE and isinstance(each["value"], str)),
        change=_number_of(CHANGE, found),
        language=_text_of(LANGUAGE, found),
        insult=any(each["entity"] == INSULT for each in found),
        remembered=Remembered.of_slot(tracker.get_slot("remembered")),
        confirming=bool(tracker.get_slot(CONFIRMING)) and _asked_just_before(tracker),
        clearing=leaving.ASKS in (_answered_before(tracker) or ()),
        confirms=_said(found, CONFIRM),
        wants_data=_said(found, GIVE_DATA) is True,
        programs=_text_of(PROGRAMS, found),
        program_lines=_text_of(PROGRAM_LINES, found),
        program_remove=_text_of(PROGRAM_REMOVE, found),
        budget=_number_of(BUDGET, found) or None,
        link_code=_text_of(LINK_CODE, found),
    )


def _asked_just_before(tracker: Tracker) -> bool:
    """Whether the message before, as far as the events tell of one, was answered with the question whether to delete."""
    before = _answered_before(tracker)
    return before is None or ASKS in before


def _answered_before(tracker: Tracker) -> list[str] | None:
    """The ids of the replies to the message before; None if the events tell of none."""
    answered: list[list[str]] = []
    for event in tracker.events:
        if event.get("event") == "user":
            answered.append([])
        elif event.get("event") == "bot" and answered:
            answered[-1].append(((event.get("data") or {}).get("custom") or {}).get("id", ""))
    return answered[-2] if len(answered) > 1 else None


def _earlier(tracker: Tracker) -> Earlier | None:
    """The message before the latest one in this talk, with what was read in it then; None if there is none."""
    said: list[Mapping[str, Any]] = []
    for event in tracker.events:
        if event.get("event") in _NEW_TALK:
            said = []
        elif event.get("event") == "user":
            said.append(event)
    before = [_read_then(event) for event in said[:-1]]
    if not before:
        return None
    # Who complains again and again complains of what was answered before all that.
    answered = next((each for each in reversed(before) if each.text), before[-1])
    return replace(answered, text=before[-1].text)


def _read_then(event: Mapping[str, Any]) -> Earlier:
    """What the understanding read in a message when it came."""
    read: Mapping[str, Any] = event.get("parse_data") or {}
    intent = (read.get("intent") or {}).get("name") or "out_of_scope"
    return Earlier(
        text=_without_sign(str(event.get("text") or ""), read.get("entities") or []),
        topics=(topic_of(intent), *read.get("also", ())),
        unsure=tuple(read.get("unsure") or ()),
        private=bool(read.get("private")),
    )


def _without_sign(text: str, entities: Sequence[Mapping[str, Any]]) -> str:
    """A message without its words that the answer before did not help; they are nothing to learn a topic from."""
    for each in entities:
        start, end = each.get("start"), each.get("end")
        if each.get("entity") == NOT_HELPED and isinstance(start, int) and isinstance(end, int):
            return (text[:start] + text[end:]).strip()
    return text


def _said(entities: Sequence[Mapping[str, Any]], name: str) -> bool | None:
    """What the person said last by an entity that is a yes or a no; None if nothing."""
    said = [each.get("value") for each in entities if each["entity"] == name]
    return said[-1] if said and isinstance(said[-1], bool) else None


def _number_of(name: str, entities: Sequence[Mapping[str, Any]]) -> int:
    """The number that a button or a sign carries: which of the answers behind "More"; 0 if none."""
    wanted = [each.get("value") for each in entities if each["entity"] == name]
    return wanted[-1] if wanted and type(wanted[-1]) is int and wanted[-1] > 0 else 0


def _text_of(name: str, entities: Sequence[Mapping[str, Any]]) -> str | None:
    """The text that a sign carries; None without it."""
    said = [each.get("value") for each in entities if each["entity"] == name]
    return said[-1] if said and isinstance(said[-1], str) else None


def _words(entity: Mapping[str, Any], text: str) -> str:
    """The words in which a fact was stated: the whole message, unless it is long; for a button, its value."""
    if text.startswith("/"):
        return str(entity.get("value"))
    if len(text) <= 120:
        return text
    start, end = entity.get("start"), entity.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return text[:120]
    return text[max(0, start - 40) : end + 40]


def events_of(outcome: Outcome) -> list[dict[str, Any]]:
    """Slots mirror the facts that changed and what the dialogue has to remember."""
    slots: dict[str, Any] = {change.name: change.after for change in outcome.changes}
    slots |= {name: None for name in outcome.gone}
    slots |= {
        "asked": outcome.asked,
        "asked_before": list(outcome.asked_before),
        "last_topic": outcome.last_topic,
        "page": outcome.page,
        "supposed": dict(outcome.supposed),
        "remembered": outcome.remembered.as_slot(),
    }
    return [SlotSet(name, value) for name, value in slots.items()]


def _asking(tracker: Tracker, outcome: Outcome | None) -> list[dict[str, Any]]:
    """Remember that the deletion was asked about, for the next message alone: a later "yes" is a "yes" to something else."""
    asks = outcome is not None and any(reply["id"] == ASKS for reply in outcome.replies)
    return [SlotSet(CONFIRMING, asks or None)] if asks or tracker.get_slot(CONFIRMING) else []
