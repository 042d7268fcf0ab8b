"""Prints every reply that the situations produce, as JSON lines: one reply of the contract a line, each once.

For each case of tests/situations: the answers, first and behind "More" with their buttons, where they come from, and what
is held of the person; then the question for each fact, what asks before something is deleted, and everything in
talk.yml. The channels' tests hold each of them to their platform's limits.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date

from actions import contradictions, privacy
from actions import facts as facts_module
from actions import talk as talk_module
from actions import topics as topics_module
from actions.explaining import Explaining
from actions.facts import Facts
from actions.knowledge import library
from actions.knowledge.library import Knowledge
from actions.replies import Replies, Reply
from actions.strategy import engine
from scripts.situations import Situation, all_situations

TODAY = date(2026, 11, 22)


def all_replies(facts: Facts, knowledge: Knowledge) -> Iterator[Reply]:
    """Every reply, in the order of the situations; some of them several times."""
    replies = Replies(knowledge, topics_module.load())
    for case in all_situations(facts):
        yield from _of_situation(case, replies, facts, knowledge)
    for name in facts.names:
        yield replies.question(facts[name], TODAY)
    talk = talk_module.load()
    for say in talk.values():
        yield replies.of_talk(say)
    asks = replies.plain(privacy.ASKS, talk[privacy.DELETE].paragraphs, severity="caution")
    yield {**asks, "next": list(privacy.BUTTONS)}


def _of_situation(case: Situation, replies: Replies, facts: Facts, knowledge: Knowledge) -> Iterator[Reply]:
    trace = engine.advise(case.topic, case.profile, knowledge, case.today)
    # The parts as actions/answering.py gives them: what is said at once together, then one part a "More".
    parts = [trace.first, *[(advice,) for advice in trace.more]]
    for page, advised in enumerate(parts, 1):
        given = [replies.of_advice(advice, case.profile) for advice in advised]
        if given and page < len(parts):
            given[-1] = replies.with_more(given[-1], case.topic, page)
        yield from given
    explaining = Explaining(replies, facts, knowledge, case.profile)
    for page in range(len(parts)):
        yield from explaining.sources(trace, page)
    if case.profile.stated:
        yield explaining.held()
    for found in contradictions.found(case.profile, facts, case.today):
        yield replies.of_contradiction(found, case.profile.values)


def main() -> int:
    """Print them."""
    printed: set[str] = set()
    for reply in all_replies(facts_module.load(), library.load()):
        line = json.dumps(reply, ensure_ascii=False)
        if line not in printed:
            printed.add(line)
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
