"""domain.yml and data/rules hold to the vocabulary and to facts.yml, with nothing missing and nothing of their own."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.vocabulary import TOPICS, intent_of

# What the dialogue remembers beside the facts.
MEMORY = {"asked", "asked_before", "last_topic", "page", "supposed", "remembered", "confirming"}
# What buttons, follow-up words and settings carry beside facts.
OTHER_ENTITIES = (
    "more", "keep_messages", "not_helped", "about_question", "remove", "change", "language", "insult", "give_data",
    "confirm_deletion", "programs", "program_lines", "program_remove", "budget", "link_code",
)  # fmt: skip
# Rasa acts on this intent by itself; action_restart is then ours.
WITHOUT_RULE = {"restart"}


def test_every_topic_has_an_intent_and_there_are_no_others(intents: list[str]) -> None:
    assert Counter(intents) == Counter(intent_of(topic) for topic in TOPICS)


def test_every_fact_has_an_entity_and_only_what_buttons_carry_is_beside_them(
    domain: dict[str, Any], facts: dict[str, Any]
) -> None:
    assert Counter(domain["entities"]) == Counter([*facts, *OTHER_ENTITIES])


def test_every_fact_has_a_slot_and_only_the_dialogues_memory_has_others(
    domain: dict[str, Any], facts: dict[str, Any]
) -> None:
    assert set(domain["slots"]) == set(facts) | MEMORY


def test_no_slot_is_filled_by_rasa_or_changes_what_it_predicts(domain: dict[str, Any]) -> None:
    wanted = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
    assert {name: slot for name, slot in domain["slots"].items() if slot != wanted} == {}


def test_no_entity_changes_which_rule_fits(domain: dict[str, Any]) -> None:
    used = {name: settings for each in domain["intents"] for name, settings in each.items()}
    assert {name for name, settings in used.items() if settings != {"use_entities": []}} == set()


def test_every_intent_has_exactly_one_rule_that_calls_an_action_of_ours(
    intents: list[str], rules: list[dict[str, Any]]
) -> None:
    steps = [rule["steps"] for rule in rules]
    assert Counter(step[0]["intent"] for step in steps) == Counter(set(intents) - WITHOUT_RULE)
    assert {tuple(str(each.get("action")) for each in step[1:]) for step in steps} == {("action_advise",)}


def test_every_action_of_a_rule_stands_in_the_domain(domain: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    called = {step["action"] for rule in rules for step in rule["steps"] if "action" in step}
    assert called | {"action_restart"} == set(domain["actions"])


def test_a_session_forgets_its_slots_and_ends_after_a_while(domain: dict[str, Any]) -> None:
    session = domain["session_config"]
    assert session["carry_over_slots_to_new_session"] is False
    assert session["session_expiration_time"] > 0


def test_there_are_no_stories_and_no_forms(domain: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    assert "forms" not in domain
    assert not [rule for rule in rules if "story" in rule]
