"""The Rasa component for what is said beside facts and topics, heard by phrases: of the bot's questions, of a fact to be removed, in another language."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.facts import registry
from bot.nlu.about_questions import aside_of
from bot.nlu.insults import is_insult
from bot.nlu.other_languages import language_of
from bot.nlu.remove_facts import facts_to_remove, wants_to_change
from bot.vocabulary import CHITCHAT, DISTRESS, STATEMENT

# The entities that tell the action server. None of them is a fact.
ABOUT_QUESTION, REMOVE, CHANGE, LANGUAGE, INSULT = "about_question", "remove", "change", "language", "insult"
PROFILE = "ask_profile"
OUT_OF_SCOPE = "out_of_scope"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class Asides(GraphComponent, EntityExtractorMixin):
    """Tells what a message says of the talk itself. Stands last: these are settings and wishes, whatever topic their words resemble."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Asides:
        """Rasa makes the component through this."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Add to each message the signs that it has; despair is left alone."""
        asked = tracker.get_slot("asked") if tracker else None
        held = [name for name in registry() if tracker and tracker.get_slot(name) is not None]
        for message in messages:
            if (message.get(INTENT) or {}).get("name") != DISTRESS:
                self._hear(message, message.get(TEXT) or "", asked, held)
        return messages

    def _hear(self, message: Message, text: str, asked: str | None, held: list[str]) -> None:
        if removed := facts_to_remove(text, held):
            self._alone(message, PROFILE, [(REMOVE, name) for name in removed])
        elif wants_to_change(text):
            self._alone(message, PROFILE, [(CHANGE, 1)])
        elif is_insult(text):
            self._alone(message, CHITCHAT, [(INSULT, True)])
        elif not self._of_question(message, text, asked):
            self._in_another_language(message, text)

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
