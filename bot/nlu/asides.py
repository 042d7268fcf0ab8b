"""The Rasa component for what is said beside facts and topics, heard by phrases: of the bot's questions, of facts to be removed, of codes and lists."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.facts import registry
from bot.nlu.about_questions import aside_of
from bot.nlu.insults import is_insult
from bot.nlu.linking import code_or_wish
from bot.nlu.other_languages import language_of
from bot.nlu.own_programs import budget_in, program_to_remove, wish_on_list
from bot.nlu.program_lines import program_lines_in
from bot.nlu.reading_component import ReadingComponent
from bot.nlu.remove_facts import facts_to_remove, wants_to_change
from bot.nlu.wishes import Wish
from bot.vocabulary import CHITCHAT, DISTRESS, STATEMENT, TALK, intent_of

# The entities that tell the action server. None of them is a fact.
ABOUT_QUESTION, REMOVE, CHANGE, LANGUAGE, INSULT = "about_question", "remove", "change", "language", "insult"
LINK_CODE, PROGRAMS, PROGRAM_LINES, PROGRAM_REMOVE = "link_code", "programs", "program_lines", "program_remove"
BUDGET = "budget"
PROFILE, SELECTION = "ask_profile", "program_selection"
OUT_OF_SCOPE = "out_of_scope"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Asides(ReadingComponent):
    """Tells what a message says of the talk itself. Stands last: these are settings and wishes, whatever topic their words resemble."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Add to each message the signs that it has; despair is left alone."""
        asked = tracker.get_slot("asked") if tracker else None
        held = [name for name in registry() if tracker and tracker.get_slot(name) is not None]
        for message in messages:
            if (message.get(INTENT) or {}).get("name") != DISTRESS:
                self._hear(message, message.get(TEXT) or "", asked, held)
        return messages

    def _hear(self, message: Message, text: str, asked: str | None, held: list[str]) -> None:
        self._of_budget(message, text)
        if self._of_programs(message, text) or self._wish(message, LINK_CODE, PROFILE, code_or_wish(text)):
            return
        if removed := facts_to_remove(text, held):
            self._alone(message, PROFILE, [(REMOVE, name) for name in removed])
        elif (program := program_to_remove(text)) is not None:
            self._alone(message, intent_of(SELECTION), [(PROGRAM_REMOVE, program)])
        elif wants_to_change(text):
            self._alone(message, PROFILE, [(CHANGE, 1)])
        elif is_insult(text):
            self._alone(message, CHITCHAT, [(INSULT, True)])
        elif not self._of_question(message, text, asked):
            self._in_another_language(message, text)

    def _of_budget(self, message: Message, text: str) -> None:
        """Dollars for fees beside what else is said."""
        if (found := budget_in(text)) is not None:
            dollars, start, end = found
            sign = {"entity": BUDGET, "value": dollars, "start": start, "end": end}
            self._add(message, message.get(ENTITIES, []), [sign])

    def _of_programs(self, message: Message, text: str) -> bool:
        """Programs told, which leave no other topic beside them, and what is wanted done with the list of them."""
        if lines := program_lines_in(text):
            # What stands around them in the message is said of them, or is a fact.
            entities = message.get(ENTITIES, [])
            self._alone(message, intent_of(SELECTION), [])
            place = {"start": lines.start, "end": lines.end}
            self._add(message, entities, [{"entity": PROGRAM_LINES, "value": lines.text, **place}])
            return True
        return self._wish(message, PROGRAMS, SELECTION, wish_on_list(text))

    def _wish(self, message: Message, name: str, topic: str, wish: Wish | None) -> bool:
        """A wish that is a kind of a topic; what else the message asks and states stays beside it."""
        if wish is None:
            return False
        if wish.alone:
            self._alone(message, intent_of(topic), [(name, wish.what)])
            return True
        sign = {"entity": name, "value": wish.what, "start": wish.start, "end": wish.end}
        self._add(message, message.get(ENTITIES, []), [sign])
        intent = (message.get(INTENT) or {}).get("name")
        if intent in (*TALK, STATEMENT) or message.get("unsure"):
            message.set("unsure", [], add_to_output=True)
            message.set(INTENT, {"name": intent_of(topic), "confidence": 1.0}, add_to_output=True)
        elif intent != intent_of(topic) and topic not in (message.get("also") or []):
            message.set("also", [*(message.get("also") or []), topic], add_to_output=True)
        return True

    def _of_question(self, message: Message, text: str, asked: str | None) -> bool:
        aside = aside_of(text, asked)
        entities = message.get(ENTITIES, [])
        facts = {each["entity"] for each in entities if each["entity"] in registry()}
        # "Not sure, maybe 2028" answers the question.
        if aside is None or (not aside.alone and asked in facts) or (aside.perhaps and facts):
            return False
        if aside.alone:
            self._alone(message, STATEMENT, [(ABOUT_QUESTION, aside.kind)])
            return True
        place = {"start": aside.start, "end": aside.end}
        self._add(message, entities, [{"entity": ABOUT_QUESTION, "value": aside.kind, **place}])
        if not facts and (message.get(INTENT) or {}).get("name") == OUT_OF_SCOPE:
            message.set(INTENT, {"name": STATEMENT, "confidence": 1.0}, add_to_output=True)
        return True

    def _in_another_language(self, message: Message, text: str) -> None:
        # "Hola" and "haan" are understood: a greeting, a yes.
        foreign = (message.get(INTENT) or {}).get("name") in (OUT_OF_SCOPE, STATEMENT, None) or message.get("unsure")
        language = language_of(text) if foreign else None
        if language is None:
            return
        entities = message.get(ENTITIES, [])
        if entities:
            self._add(message, entities, [{"entity": LANGUAGE, "value": language, "start": 0, "end": len(text)}])
        else:
            self._alone(message, OUT_OF_SCOPE, [(LANGUAGE, language)])

    def _alone(self, message: Message, intent: str, signs: list[tuple[str, Any]]) -> None:
        """The message says this and nothing else."""
        whole = {"start": 0, "end": len(message.get(TEXT))}
        self._add(message, [], [{"entity": name, "value": value, **whole} for name, value in signs])
        for name, nothing in (("also", []), ("unsure", []), ("unclear", []), ("supposed", {})):
            message.set(name, nothing, add_to_output=True)
        message.set(INTENT, {"name": intent, "confidence": 1.0}, add_to_output=True)

    def _add(self, message: Message, before: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
        signs = [{**each, "extractor": type(self).__name__} for each in new]
        message.set(ENTITIES, [*before, *signs], add_to_output=True)
