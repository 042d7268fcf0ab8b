"""The Rasa component for messages that only make sense after the last answer: "more", "how many?", "and for old graduates?"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.not_helped import without_sign
from bot.nlu.reading_component import ReadingComponent
from bot.vocabulary import ADVICE, intent_of, topic_of

# The entity that asks for what stands behind the first answer; the buttons carry it too.
MORE = "more"
_ASKS_MORE = re.compile(
    r"^\W*(?:ok(?:ay)? |yes |and |please |pls )*(?:(?:tell|show|give) me |read |see |say )?(?:some |the )?"
    r"(?:more(?: details?| info| about (?:it|this|that))?|rest|go on|continue|keep going|what else|anything else|next part)"
    r"(?: (?:please|pls|then|of it))?\W*$",
    re.I,
)
_NEVER = re.compile(
    r"\b(?:what (?:can|do) (?:you|i do|we do)|what (?:is|are) (?:you|it you)|who (?:are|is|made) |how (?:are|do) you|are you|can you|i do\b)\b",
    re.I,
)
# How people begin when they go on about the same thing.
_GOES_ON = re.compile(
    r"^\W*(?:and|also|or|but|so|then|what about|how about|what if|even|same|only|too|for|with|without|in|ok)\b", re.I
)
LONGEST = 6
# Where one goes on and the topic is unsure, the last one is taken if it is this probable, unless another is surer than this.
STILL_FROM, SURE_FROM = 0.08, 0.6


def asks_for_more(text: str) -> bool:
    """Whether a message only asks to hear the rest of the last answer."""
    return _ASKS_MORE.match(text) is not None


def names_nothing(text: str) -> bool:
    """Whether a message is a question that names nothing itself: "how many?", "is it enough", "and when should it be"."""
    words = re.findall(r"[a-z']+|\d+", text.lower())
    nameless, asking = _words()
    if not words or len(words) > LONGEST or not ("?" in text or words[0] in asking):
        return False
    return nameless.issuperset(words) and _NEVER.search(text) is None


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    listed = yaml.safe_load(Path(__file__).with_name("nameless_words.yml").read_text(encoding="utf-8"))
    return frozenset(listed["words"]), frozenset(listed["asking"])


def goes_on(text: str) -> bool:
    """Whether a message is short and begins as one that goes on about the same thing: "and for old graduates?"."""
    return len(text.split()) <= LONGEST and _GOES_ON.match(text) is not None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FollowUp(ReadingComponent):
    """Reads a follow-up in the light of the last topic. Stands after the topic classifier, whose finding it replaces."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Give each message that follows up the topic that was answered last; one that asks for more, the next part of its answer."""
        topic = tracker.get_slot("last_topic") if tracker else None
        if tracker is None or topic not in ADVICE:
            return messages
        for message in messages:
            text = without_sign(message.get(TEXT) or "")
            if asks_for_more(text):
                part = {"entity": MORE, "value": int(tracker.get_slot("page") or 0) + 1, "start": 0, "end": 4}
                message.set(ENTITIES, [{**part, "extractor": type(self).__name__}], add_to_output=True)
                _takes_up(message, topic)
            elif not message.get(ENTITIES) and (names_nothing(text) or (goes_on(text) and _still(message, topic))):
                _takes_up(message, topic)
        return messages


def _takes_up(message: Message, topic: str) -> None:
    message.set(INTENT, {"name": intent_of(topic), "confidence": 1.0}, add_to_output=True)
    message.set("also", [], add_to_output=True)
    message.set("unsure", [], add_to_output=True)


def _still(message: Message, topic: str) -> bool:
    """Whether the last topic is probable enough and no other is sure."""
    ranking = {topic_of(each["name"]): each["confidence"] for each in message.get(INTENT_RANKING_KEY) or ()}
    return ranking.get(topic, 0.0) >= STILL_FROM and max(ranking.values(), default=0.0) < SURE_FROM
