"""The Rasa component that encodes a message, whole and in the pieces that may each ask something."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import DEPTHS, WIDTH, Encoder, Vectors, export
from bot.nlu.not_helped import without_sign
from bot.nlu.pieces import pieces
from bot.nlu.program_lines import without_program_lines
from bot.nlu.wording import spell_out

# Where a message keeps the vectors of its pieces, by their text. The topic classifier takes them from there.
PIECES = "encoded_pieces"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Gives messages the vectors of the pre-trained encoder. It learns nothing; training only puts the encoder into the model."""

    def __init__(self, name: str, model_storage: ModelStorage, resource: Resource, encoder: Encoder | None) -> None:
        super().__init__(name, {"alias": None})
        self._name, self._model_storage, self._resource, self._encoder = name, model_storage, resource, encoder

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing can be set: another encoder is another component."""
        return {}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set, so nothing to get wrong."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Rasa makes the component for training through this."""
        return cls(execution_context.node_name, model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SentenceEncoder:
        """Rasa makes the component from a trained model through this."""
        with model_storage.read_from(resource) as folder:
            return cls(execution_context.node_name, model_storage, resource, Encoder(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Put the encoder into the model, so that the model needs nothing else."""
        with self._model_storage.write_to(self._resource) as folder:
            export(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode the examples."""
        examples = [each for each in training_data.training_examples if each.get(TEXT)]
        for example, vectors in zip(examples, self._encode([each.get(TEXT) for each in examples]), strict=True):
            flat = vectors.reshape(1, DEPTHS * WIDTH)
            example.add_features(Features(flat, FEATURE_TYPE_SENTENCE, TEXT, self._name))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Encode each message and its pieces."""
        for message in messages:
            texts = pieces(without_sign(without_program_lines(message.get(TEXT) or "")))
            message.set(PIECES, dict(zip(texts, self._encode(texts), strict=True)))
        return messages

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if self._encoder is None:
            raise RuntimeError("the encoder is loaded from a model only")
        return self._encoder.encode([spell_out(text) for text in texts])
