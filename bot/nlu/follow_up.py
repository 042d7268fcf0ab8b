"""The Rasa component for messages that only make sense after the last answer: "more", "go on"."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.vocabulary import ADVICE, intent_of

# The entity that asks for what stands behind the first answer; the buttons carry it too.
MORE = "more"
_ASKS_MORE = re.compile(
    r"^\W*(?:ok(?:ay)? |yes |and |please |pls )*(?:(?:tell|show|give) me |read |see |say )?(?:some |the )?"
    r"(?:more(?: details?| info| about (?:it|this|that))?|rest|go on|continue|keep going|what else|anything else|next part)"
    r"(?: (?:please|pls|then|of it))?\W*$",
    re.I,
)


def asks_for_more(text: str) -> bool:
    """Whether a message only asks to hear the rest of the last answer."""
    return _ASKS_MORE.match(text) is not None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FollowUp(GraphComponent, EntityExtractorMixin):
    """Reads a follow-up in the light of the last topic. Stands after the topic classifier, whose finding it replaces."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FollowUp:
        """Rasa makes the component through this."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Give each message that asks for more the topic that was answered last, and the next part of its answer."""
        topic = tracker.get_slot("last_topic") if tracker else None
        if tracker is None or topic not in ADVICE:
            return messages
        for message in messages:
            if asks_for_more(message.get(TEXT) or ""):
                part = {"entity": MORE, "value": int(tracker.get_slot("page") or 0) + 1, "start": 0, "end": 4}
                message.set(INTENT, {"name": intent_of(topic), "confidence": 1.0}, add_to_output=True)
                message.set(ENTITIES, [{**part, "extractor": type(self).__name__}], add_to_output=True)
                message.set("also", [], add_to_output=True)
                message.set("unsure", [], add_to_output=True)
        return messages
