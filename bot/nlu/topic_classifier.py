"""The Rasa component that finds the topics of a message: the first becomes the intent, further ones go beside it as `also`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import topics
from bot.nlu.encoder import DEPTHS, WIDTH
from bot.nlu.manner import Told
from bot.nlu.not_helped import without_sign
from bot.nlu.program_lines import without_program_lines
from bot.nlu.sentence_encoder import PIECES, SentenceEncoder
from bot.nlu.topic_model import Readings, TopicModel
from bot.vocabulary import intent_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent, IntentClassifier):
    """Finds what a message asks for. Stands after the fact extractor: what only states facts is a statement."""

    def __init__(self, model_storage: ModelStorage, resource: Resource, model: TopicModel | None) -> None:
        self._model_storage, self._resource, self._model = model_storage, resource, model
        self._thresholds = topics.Thresholds.load()

    @classmethod
    def required_components(cls) -> list[type]:
        """Reads what the encoder made of the message."""
        return [SentenceEncoder]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing can be set here: the settings were chosen by measure, see topic_model.Settings and thresholds.yml."""
        return {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        """Rasa makes the component for training through this."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        """Rasa makes the component from a trained model through this."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, TopicModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the topics from the examples in data/nlu."""
        examples = training_data.intent_examples
        texts, labels = [each.get(TEXT) for each in examples], [each.get(INTENT) for each in examples]
        vectors = np.stack([_vectors(each) for each in examples]).reshape(len(examples), DEPTHS, WIDTH)
        self._model = TopicModel.train(texts, vectors, labels)
        with self._model_storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message its intent, the ranking, the further topics, and whether it may be private."""
        for message in messages:
            self._classify(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing in the pipeline after this component learns from it."""
        return training_data

    def _classify(self, message: Message) -> None:
        # "That's not what I asked" is about the answer before, and says nothing of what is asked now; nor does a list of programs.
        text = without_sign(without_program_lines(message.get(TEXT) or ""))
        if self._model is None or not text.strip():
            found = topics.Topics("out_of_scope", (), 1.0, ())
        else:
            facts = len(message.get(ENTITIES) or ()) + len(message.get("unclear") or ())
            told = Told(facts, bool(message.get("supposed")))
            found = topics.find(text, self._reader(message, text, told), self._thresholds, states_facts=facts > 0)
        message.set(INTENT, {"name": intent_of(found.topic), "confidence": found.confidence}, add_to_output=True)
        ranking = [{"name": intent_of(topic), "confidence": sure} for topic, sure in found.ranking]
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set("also", list(found.also), add_to_output=True)
        message.set("unsure", list(found.unsure), add_to_output=True)
        message.set("private", found.private, add_to_output=True)

    def _reader(self, message: Message, whole: str, told: Told) -> topics.Reader:
        """Reads pieces of this message with the vectors that the encoder gave them; what the whole tells is known."""
        model, encoded = self._model, message.get(PIECES)
        if model is None:
            raise RuntimeError("the topic model is loaded from a trained model only")

        def read(texts: Sequence[str]) -> tuple[list[str], Readings]:
            known = [told if text == whole else None for text in texts]
            return model.labels, model.read(texts, np.stack([encoded[text] for text in texts]), known)

        return read


def _vectors(example: Message) -> Any:
    """What the encoder made of an example: Rasa keeps it as one row."""
    _, sentence = example.get_dense_features(TEXT, [])
    if sentence is None:
        raise ValueError("the sentence encoder has to stand before the topic classifier in config.yml")
    return sentence.features
