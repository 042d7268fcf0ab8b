"""What our components that learn nothing share: how Rasa makes them. Each reads messages by rules and adds what it found."""

from __future__ import annotations

from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin

T = TypeVar("T", bound="ReadingComponent")


class ReadingComponent(GraphComponent, EntityExtractorMixin):
    """A component without settings and without anything to store; a subclass adds `process`."""

    @classmethod
    def create(
        cls: type[T],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> T:
        """Rasa makes the component through this."""
        return cls()
