"""The Rasa component that hears whether a person lets us keep messages to learn from: "don't keep my messages"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.reading_component import ReadingComponent
from bot.vocabulary import DISTRESS, STATEMENT

# The entity that tells the action server.
KEEP_MESSAGES = "keep_messages"

_KEEP = r"(?:keep|kept|keeping|store|storing|save|saving|record|recording|log|logging|retain|retaining|collect|collecting|learn from|learning from)"
_THEM = (
    r"(?:(?:any|all|copies|a copy|a record) of )?(?:(?:my|these|this|the|our|those|any) (?:\w+ )?(?:messages?|msgs?|texts?|chats?|questions?|conversations?)"
    r"|messages|(?:anything|whatever|what|the things|things) (?:that )?i (?:write|wrote|type|typed|say|said|send|sent|ask|asked))"
)
_NO = r"(?:do not|don'?t|dont|never|must not|mustn'?t|stop|no more|no longer|no|not|without|quit|refuse to let you|not (?:be )?allowed to)"
_REFUSES = re.compile(
    rf"\b(?:{_NO}|(?:do not|don'?t|dont|never) (?:want|like|wish|allow|permit|let|agree)(?: (?:that|for))?(?: you)?(?: to)?|you (?:can'?t|cant|cannot|may not|should not|shouldn'?t))"
    rf" (?:ever |please |pls |be )*{_KEEP} {_THEM}"
    rf"|\b(?:do not|don'?t|dont) (?:want|like) {_THEM} (?:to be |being )?(?:kept|stored|saved|recorded|logged|collected)"
    rf"|\b{_THEM} (?:must|should|may|can|are|is) ?(?:not|n't|never)(?: to)?(?: be)? (?:kept|stored|saved|recorded|logged|collected)"
    rf"|\b(?:i )?(?:object to|refuse) (?:you )?(?:to )?{_KEEP} {_THEM}",
    re.I,
)
# A permission is taken only from a sentence that says nothing else; a refusal wherever it stands.
_ALLOWS = re.compile(
    r"\W*(?:(?:ok(?:ay)?|yes|yeah|sure|fine|please|pls|now|and|but|actually|well|sorry|again|from now on|i changed my mind)\W+)*"
    r"(?:(?:you|u) (?:may|can|are allowed to|have my permission to) (?:now |again )?"
    r"|i (?:allow|permit|let) (?:you|u) to |i(?: do not|'? ?don'?t| dont) mind if (?:you|u) |feel free to |go ahead and "
    r"|it(?:'?s| is) (?:ok|okay|fine|alright) (?:if (?:you|u) |to |for (?:you|u) to )|(?:please |pls )?(?:do |start )?)"
    rf"{_KEEP} {_THEM}(?:\W+(?:again|now|please|pls|then|if you (?:want|like)|it'?s ok|thanks|thank you))*\W*",
    re.I,
)
# Who asks about keeping, or speaks of what would be, wishes nothing yet.
_ONLY_SPEAKS = re.compile(
    r"\b(?:why|what|how|if|whether|when|do (?:you|u)|does|did|didn'?t|have (?:you|u)|are (?:you|u)|will (?:you|u)|who)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")
_FILLER = re.compile(
    r"\b(?:hi|hello|hey|sir|madam|ok|okay|yes|no|please|pls|plz|thanks|thank you|thx|and|but|so|also|just|from now on|any ?more|at all|ever|again|here|now|"
    r"in (?:your|the) (?:system|database|memory|records?)|for (?:training|privacy|learning|later)(?: reasons| purposes)?|anywhere|with you|i|would|could|can|may|you|want|kindly)\b",
    re.I,
)
_WANTS_DELETION = re.compile(r"\b(?:delet\w*|eras\w*|wip(?:e|ing)|forget|remove|removing)\b", re.I)


@dataclass(frozen=True)
class Wish:
    """What a message says about keeping messages.

    Attributes:
        allows: whether they may be kept.
        start: where its words begin.
        end: where they end.
        alone: whether the message says nothing else.
    """

    allows: bool
    start: int
    end: int
    alone: bool


def wish_of(text: str) -> Wish | None:
    """What a message says about keeping messages; the last sentence on it counts, None if there is none."""
    plain = text.replace("’", "'")
    found = [each for sentence in _SENTENCE.finditer(plain) if (each := _wish_in(sentence[0], sentence.start()))]
    if not found:
        return None
    rest = plain
    for _, start, end in found:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    allows, start, end = found[-1]
    return Wish(allows, start, end, alone=not re.search(r"\w", _FILLER.sub("", rest)))


def _wish_in(sentence: str, at: int) -> tuple[bool, int, int] | None:
    refused = _REFUSES.search(sentence)
    if refused and not _ONLY_SPEAKS.search(sentence[: refused.start()]):
        return False, at + refused.start(), at + refused.end()
    if not refused and _ALLOWS.fullmatch(sentence) and not sentence.rstrip().endswith("?"):
        return True, at, at + len(sentence)
    return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class KeepMessages(ReadingComponent):
    """Tells what a person says about keeping messages. Stands last: it knows better than the topics what such a message is."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Add to each message that says it whether messages may be kept; a message that says only that states it."""
        for message in messages:
            wish = wish_of(message.get(TEXT) or "")
            if wish is not None:
                self._note(message, wish)
        return messages

    def _note(self, message: Message, wish: Wish) -> None:
        entity = {"entity": KEEP_MESSAGES, "value": wish.allows, "start": wish.start, "end": wish.end}
        others = [] if wish.alone else message.get(ENTITIES, [])
        message.set(ENTITIES, [*others, {**entity, "extractor": type(self).__name__}], add_to_output=True)
        intent = (message.get(INTENT) or {}).get("name")
        if intent == DISTRESS:
            return
        # "Don't save my messages" sounds like the wish to be forgotten, and like nothing that is known.
        mistaken = intent == "out_of_scope" or (
            intent == "delete_my_data" and not _WANTS_DELETION.search(message.get(TEXT))
        )
        if wish.alone:
            message.set("also", [], add_to_output=True)
            message.set("unclear", [], add_to_output=True)
            message.set("supposed", {}, add_to_output=True)
        if wish.alone or mistaken:
            message.set("unsure", [], add_to_output=True)
            message.set(INTENT, {"name": STATEMENT, "confidence": 1.0}, add_to_output=True)
