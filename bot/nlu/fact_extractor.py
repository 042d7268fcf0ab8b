"""The Rasa component that reads facts: each becomes an entity, what is unclear or only supposed goes beside them."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot import clock
from bot.link_code import without_link_code
from bot.nlu.context import Context, read_in, says_citizen, supposed_exam
from bot.nlu.not_helped import blank_sign
from bot.nlu.program_lines import without_program_lines
from bot.nlu.reading_component import ReadingComponent
from bot.nlu.statements import Reading

# How many messages back a citizenship is looked for, so that long conversations stay quick.
REMEMBERED = 20
_YEAR = re.compile(r"20\d\d")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(ReadingComponent):
    """Reads the facts of a message in the light of the question asked last and of what was told before."""

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Add to each message its facts as entities, and `unclear` and `supposed` beside them."""
        context = _context(tracker) if tracker else Context()
        for message in messages:
            self._read(message, context)
        return messages

    def _read(self, message: Message, context: Context) -> None:
        # What is said of programs is said of no person, and the letters of a linking code say nothing.
        text = without_program_lines(without_link_code(blank_sign(message.get(TEXT) or "")))
        reading = read_in(context, text, clock.today()) if text.strip() else Reading()
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


def _context(tracker: DialogueStateTracker) -> Context:
    """What was told before, from the slots, which mirror what is stored, and from the messages before."""
    before = [event for event in tracker.applied_events() if isinstance(event, UserUttered)][-REMEMBERED:]
    last = before[-1].parse_data if before else {}
    values = {each["entity"]: each["value"] for each in last.get("entities") or []}
    told = set(values)
    failed = [exam for exam in ("step1", "step2_ck") if values.get(f"{exam}_status") == "failed"]
    dated = values.get("step2_ck_date") if before and not _YEAR.search(before[-1].text or "") else None
    held = tracker.get_slot("practice_scores")
    # Without a visa need held, what was said of citizenship has been taken back or deleted.
    citizen = tracker.get_slot("visa_need") == "none" and any(says_citizen(each.text or "") for each in before)
    passed = [exam for exam in ("step1", "step2_ck") if tracker.get_slot(f"{exam}_status") == "passed"]
    return Context(
        asked=tracker.get_slot("asked"),
        practice_scores=tuple(held) if isinstance(held, list) else (),
        told_practice="practice_scores" in told and "step2_ck_score" not in told,
        applicant_type=tracker.get_slot("applicant_type"),
        citizen=citizen,
        about=supposed_exam(tracker.get_slot("supposed") or {}),
        passed=tuple(sorted(passed, key=lambda exam: tracker.get_slot(f"{exam}_attempts") != 1)),
        failed_last=failed[0] if len(failed) == 1 else None,
        date_told=dated,
    )
