"""The Rasa component that reads facts: each becomes an entity, what is unclear or only supposed goes beside them."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import clock
from bot.nlu.reading import read


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent, EntityExtractorMixin):
    """Reads the facts of a message in the light of the question asked last."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactExtractor:
        """Rasa makes the component through this."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Add to each message its facts as entities, and `unclear` and `supposed` beside them."""
        asked = tracker.get_slot("asked") if tracker else None
        for message in messages:
            self._read(message, asked)
        return messages

    def _read(self, message: Message, asked: str | None) -> None:
        text = message.get(TEXT) or ""
        reading = read(text, asked, clock.today())
        entities = [
            {
                "entity": each.fact,
                "value": each.value,
                "start": each.start,
                "end": each.end,
                "extractor": type(self).__name__,
            }
            for each in reading.statements.values()
        ]
        message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        message.set("unclear", reading.unclear, add_to_output=True)
        message.set("supposed", reading.supposed, add_to_output=True)
