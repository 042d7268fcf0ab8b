"""The Rasa component that hears whether a person wants a copy of all that is held of them: "give me my data"."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.asides import LINK_CODE
from bot.nlu.reading_component import ReadingComponent
from bot.vocabulary import DISTRESS

# The entity that tells the action server.
GIVE_DATA = "give_data"
ASK_PROFILE = "ask_profile"

_YOU_HOLD = r"(?:that )?(?:you|u)(?:'ve| have| hold| keep| store| know| saved?| collect)(?: (?:got|stored|saved|kept|recorded|collected))?(?: (?:about|abt|on|of|from) (?:me|my \w+))?"
_DATA = rf"(?:(?:my|the|all|any|own|personal|stored|saved|of|a copy of|copy of|every) )*(?:data|information|info|records)\b(?: {_YOU_HOLD})?"
_MINE = rf"(?:(?:(?:all|any|a copy|copy|an export|a download|everything) (?:of )?)*my (?:\w+ )?(?:data|information|info|records)\b|(?:everything|all|whatever|what|{_DATA}) {_YOU_HOLD})"
_GIVES = r"(?:give|send|hand|provide|email|mail|export|download|extract|return)"
_ASKS = re.compile(
    rf"\b{_GIVES} (?:over )?(?:to )?(?:me |us )?(?:back )?(?:please |pls |with )?(?:over )?{_MINE}"
    rf"|\b(?:want|need|like|get|have|receive|request|take) (?:a |an |to )?(?:full |complete |whole )?(?:copy|export|download) of {_MINE}"
    rf"|\b(?:can|could|may|how do|how can|want to|like to) (?:i )?(?:get|receive|have) {_MINE}(?: as (?:a )?(?:file|json))?[.?! ]*$"
    rf"|^\W*(?:(?:please|pls|plz|kindly|hi|hello|ok|a|the|full|complete|whole) )*(?:copy|export|download) of {_MINE}(?: (?:please|pls|plz|thanks))*\W*$"
    r"|\b(?:my )?(?:data|profile|chat) (?:export|download|portability)\b|\bsubject access request\b|\bexport (?:my )?(?:chat|talk|conversation|profile)\b",
    re.I,
)
# Who wants it gone, or says that it must not be given away, asks for no copy.
_OTHERWISE = re.compile(
    r"\b(?:do (?:you|u)|did|does|are (?:you|u)|delet\w*|eras\w*|wip\w+|forget|forgotten|remov\w+|gone|purge|clear|do not|don'?t|dont|never|not|stop|who|whom|why|if|others?|anyone|them)\b",
    re.I,
)
_FILLER = re.compile(
    r"\b(?:hi|hello|hey|sir|madam|ok|okay|yes|please|pls|plz|kindly|thanks|thank you|now|can|could|may|would|you|i|me|want|like|to|and|as|a|an|json|file|in|the)\b",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?;\n]+[.!?;]*")


def asks_for_data(text: str) -> tuple[int, int, bool] | None:
    """Where a message asks for a copy of the person's data, and whether it says nothing else; None if it does not ask."""
    plain = text.replace("’", "'")
    for sentence in _SENTENCE.finditer(plain):
        found = _ASKS.search(sentence[0])
        if found and not _OTHERWISE.search(sentence[0]):
            start, end = sentence.start() + found.start(), sentence.start() + found.end()
            rest = plain[:start] + plain[end:]
            return start, end, not re.search(r"\w", _FILLER.sub("", rest))
    return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class GiveData(ReadingComponent):
    """Tells that a person wants a copy of their data. There is no topic for it: it is a kind of `ask_profile`."""

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the request to each message that makes it; a message that asks only that is `ask_profile`, unless it is despair."""
        for message in messages:
            # "Send my data to Telegram" wants it there, not here.
            linked = any(each["entity"] == LINK_CODE for each in message.get(ENTITIES, []))
            found = None if linked else asks_for_data(message.get(TEXT) or "")
            if found is not None and (message.get(INTENT) or {}).get("name") != DISTRESS:
                self._note(message, *found)
        return messages

    def _note(self, message: Message, start: int, end: int, alone: bool) -> None:
        entity = {"entity": GIVE_DATA, "value": True, "start": start, "end": end, "extractor": type(self).__name__}
        message.set(ENTITIES, [*([] if alone else message.get(ENTITIES, [])), entity], add_to_output=True)
        intent = (message.get(INTENT) or {}).get("name")
        if alone or intent in ("out_of_scope", "export_plan", "delete_my_data"):
            message.set("unsure", [], add_to_output=True)
            message.set(INTENT, {"name": ASK_PROFILE, "confidence": 1.0}, add_to_output=True)
        elif intent != ASK_PROFILE and ASK_PROFILE not in (message.get("also") or []):
            message.set("also", [*(message.get("also") or []), ASK_PROFILE], add_to_output=True)
        if alone:
            for name, nothing in (("also", []), ("unclear", []), ("supposed", {})):
                message.set(name, nothing, add_to_output=True)
