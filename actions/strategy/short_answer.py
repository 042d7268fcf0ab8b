"""Topics whose answer is the same for everybody: short answers from the knowledge files."""

from __future__ import annotations

from datetime import date

from actions.knowledge.library import Knowledge
from actions.profile import Profile
from actions.strategy.advice import Advice, Block, Items, Rule, sourced


def answer(topic: str, knowledge: Knowledge) -> Advice:
    """The short answer to a topic, as advice.

    Raises:
        KeyError: answers.yml has none for this topic.
    """
    short = knowledge.answers[topic]
    body: list[Block] = [sourced(each) for each in short.paragraphs]
    if short.items:
        body.append(Items(tuple(sourced(each) for each in short.items)))
    return Advice(id=f"{topic}.short", severity="info", title=short.title, body=tuple(body), next=short.next)


def _rule(topic: str, sharpened_by: tuple[str, ...]) -> Rule:
    def apply(profile: Profile, knowledge: Knowledge, today: date) -> Advice | None:
        """A topic that no rule computes yet is answered from answers.yml, the same for everybody."""
        return answer(topic, knowledge)

    return Rule(name=f"short_answer.{topic}", topics=(topic,), apply=apply, sharpened_by=sharpened_by)


# Each topic with the facts that are worth asking for after it.
RULES = tuple(
    _rule(topic, sharpened_by)
    for topic, sharpened_by in {
        "step2_target": ("step2_ck_status",),
        "study_methods": ("step2_ck_status",),
        "practice_exams": ("step2_ck_status",),
        "error_analysis": (),
        "perfectionism_burnout": (),
        "usce": (),
        "lors": (),
        "research": (),
        "personal_statement_interview": (),
        "program_selection": ("visa_need", "step2_ck_score"),
        "backup_specialty": ("step2_ck_score",),
        "visa": ("visa_need",),
        "specialty_commitment": (),
        "action_plan": ("step1_status", "step2_ck_score"),
        "program_research_tools": (),
    }.items()
)
