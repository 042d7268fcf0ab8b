"""The Rasa component that hears whether the answer before did not help: "that's not what I asked"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.reading_component import ReadingComponent
from bot.vocabulary import CHITCHAT, DISTRESS

# The entity that tells the action server.
NOT_HELPED = "not_helped"

_SO = r"(?:(?:really|very|so|that|much|too|at all|even|actually|honestly|still|again|just|quite|particularly|exactly|simply|totally|completely) )*"
_SAYING = r"(?:answer|reply|response|advice)"
_IT_SAID = rf"(?:(?:your|the|that|this)(?: last| previous)? {_SAYING}|what you (?:said|wrote|told me))"
# "It" and nothing at all may stand for something else than the answer, so what follows has to be another sentence.
_THAT = rf"(?:that|this|{_IT_SAID})"
_DO_NOT = r"(?:(?:did|does|do|is|was|has|have|are|were)(?: not|n'?t)|did'nt|dosen'?t|doesent|ain'?t)"
_IS_NOT = r"(?:(?:(?:is|was) |'?s )(?:not|no)|(?:is|was)n'?t|ain'?t)"
_ASKED = r"what (?:i|we) (?:(?:have |had |just )*asked|(?:was|am|were) asking|wanted to know|want to know|need to know)(?: you)?(?: (?:for|about))?"
_MY_QUESTION = (
    r"(?:(?:my|the) (?:question|point|message)|me|what (?:i|we) (?:asked|am asking|was asking|wrote|mean|want|need))"
)
_HELPS = rf"(?:help(?:ed|ing|ful|full|s)?|useful|(?:of )?(?:any |much )?(?:help|use)|answer(?:ed|ing)? {_MY_QUESTION})"

_SURE = "|".join(
    (
        rf"{_THAT} {_SO}{_DO_NOT} {_SO}{_HELPS}(?: me| us)?",
        rf"{_THAT} ?(?:{_IS_NOT} {_SO}|(?:is|was|'?s) {_SO}un)(?:helpful|useful|helping|(?:of )?(?:any )?(?:help|use))",
        rf"{_THAT} ?{_IS_NOT} {_SO}(?:{_ASKED}|my question|(?:an|the) {_SAYING}(?: to (?:my|the) question| i (?:wanted|needed|asked for))?)",
        rf"{_THAT} ?(?:(?:is|was) |'?s ){_SO}(?:an? |the |such an? )?(?:wrong|useless|bad|terrible|poor|unhelpful|irrelevant|incorrect) {_SAYING}",
        rf"{_THAT} ?(?:(?:is|was) |'?s ){_SO}(?:useless|irrelevant|beside the point|off topic)",
        rf"{_IT_SAID} (?:is|was) {_SO}(?:wrong|incorrect|bad|not right|not correct)",
        rf"{_THAT} (?:has|had) nothing to do with {_MY_QUESTION}",
        rf"(?:you|u) {_SO}(?:(?:did|do|have|are)(?: not|n'?t)|did'nt|cannot|can(?: not|'?t)) {_SO}"
        rf"(?:underst(?:an|oo)d(?:ing)?(?: {_MY_QUESTION})?|(?:get|got|getting) {_MY_QUESTION}|help(?:ing|ful|ed)?(?: me)?|answer(?:ed|ing)?(?: {_MY_QUESTION})?)",
        rf"(?:you|u)(?: have|'?ve)? {_SO}(?:misunderstood|missed|ignored) {_MY_QUESTION}",
        r"(?:you|u)(?: are|r|'re) (?:of )?no help",
        r"i (?:did not|didn'?t|never) ask(?:ed)? (?:you )?(?:for |about )?(?:that|this)",
        r"i (?:asked|was asking|am asking) (?:you )?(?:for |about )?something (?:else|different)",
    )
)
_SHORT = "|".join(
    (
        rf"(?:it )?{_SO}{_DO_NOT} {_SO}{_HELPS}(?: me| us)?",
        rf"(?:it(?: is| was|'?s) )?{_SO}(?:not {_SO}|un)(?:helpful|useful|helping|(?:of )?any (?:help|use))",
        r"(?:it(?: is| was|'?s) )?(?:of no (?:help|use)|no help)",
        rf"not {_SO}(?:{_ASKED}|my question|the answer i (?:wanted|needed|asked for))",
        rf"(?:what an? |such an? |it(?: is| was|'?s) (?:an? |the )?|an? )?{_SO}(?:wrong|useless|bad|terrible|poor|unhelpful|irrelevant|incorrect) {_SAYING}",
        r"thumbs? down",
    )
)
_BEFORE = (
    r"\W*?(?:(?:no|nope|nah|(?:i'?m |i am )?sorry|hmm+|ok(?:ay)?|well|but|and|hey|bro|sir|ugh|oh|man|dude|lol|honestly|actually|unfortunately|i'?m afraid|i think|i feel like|thanks|thank you|thx"
    r"|frankly|to be honest|tbh)\b[\s,.!…-]*)*"
)
_AFTER = (
    r"(?:,? (?:at all|much|a lot|though|really|sorry|please|pls|bro|sir|man|dude|lol|thanks|anyway|again|to me|for me|either|here|now|this time|one bit|a bit|in any way|whatsoever"
    r"|honestly|actually|tbh|correctly|right|properly|well))*"
)
_THUMBS = r"\W*(?:👎[\U0001F3FB-\U0001F3FF]?\s*)+"
# The sign ends with its sentence; a question says nothing of the answer before. A smile may follow, and nothing else.
_END = r"\s*(?:[.!;…\n]+|(?=[\U0001F300-\U0001FAFF\u2600-\u27BF:;()][^?\w]*\Z)|(?=👎)|\Z)"
_SIGN = re.compile(
    rf"{_THUMBS}|{_BEFORE}(?:(?:{_SURE}){_AFTER}(?:{_END}|\s*[,:–—]|\s+-+\s)|(?:{_SHORT}){_AFTER}{_END})", re.I
)
# What says nothing beside the sign.
_FILLER = re.compile(
    r"\b(?:sorry|please|pls|plz|thanks|thank you|thx|ok|okay|lol|bro|sir|hi|hello|hey|no|again|really|at all|but|and|so|try again|you know|hmm+|ugh|come on)\b",
    re.I,
)


@dataclass(frozen=True)
class Sign:
    """Where a message says that the answer before did not help.

    Attributes:
        start: where its words begin.
        end: where the rest begins.
        alone: whether the message says nothing else.
        spoken: whether it is said in words; a mere thumb can also be the "no" to a question.
    """

    start: int
    end: int
    alone: bool
    spoken: bool


def sign_of(text: str) -> Sign | None:
    """The sign with which a message begins; None if there is none, or if it comes later and so may be said of anything."""
    plain = text.replace("’", "'").replace("`", "'")
    end = 0
    while end < len(plain) and (found := _SIGN.match(plain, end)) and found.end() > end:
        end = found.end()
    if end == 0:
        return None
    start = len(plain) - len(plain.lstrip())
    alone = re.search(r"\w", _FILLER.sub("", plain[end:])) is None
    return Sign(start, end, alone, spoken=re.search(r"\w", plain[:end]) is not None)


def without_sign(text: str) -> str:
    """What a message asks or states beside the sign; the whole message where it says nothing else."""
    return text if (blank := blank_sign(text)) == text else blank.strip()


def blank_sign(text: str) -> str:
    """The same with spaces where the sign stood, so that all the rest keeps its place."""
    sign = sign_of(text)
    return text if sign is None or sign.alone else " " * sign.end + text[sign.end :]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class NotHelped(ReadingComponent):
    """Tells that the answer before did not help. Stands after the topics: what such a message is hangs on no probability."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Add the sign to each message that has it; a message that says only that is conversation, unless it is despair.

        A mere thumb is a sign only after an answer; else it is a "no".
        """
        answered = tracker is not None and any(isinstance(event, BotUttered) for event in tracker.events)
        for message in messages:
            sign = sign_of(message.get(TEXT) or "")
            if sign is not None and (sign.spoken or answered):
                self._note(message, sign)
        return messages

    def _note(self, message: Message, sign: Sign) -> None:
        others = message.get(ENTITIES, [])
        if sign.alone and others and not sign.spoken:
            return
        entity = {"entity": NOT_HELPED, "value": True, "start": sign.start, "end": sign.end}
        kept = [] if sign.alone else others
        message.set(ENTITIES, [*kept, {**entity, "extractor": type(self).__name__}], add_to_output=True)
        if not sign.alone or (message.get(INTENT) or {}).get("name") == DISTRESS:
            return
        for name, nothing in (("also", []), ("unsure", []), ("unclear", []), ("supposed", {})):
            message.set(name, nothing, add_to_output=True)
        message.set(INTENT, {"name": CHITCHAT, "confidence": 1.0}, add_to_output=True)
