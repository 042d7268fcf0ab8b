"""Plans as the action server makes them, for the tests of the bot: those of all situations, each shape once."""

from __future__ import annotations

import copy
import functools
import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
Document = dict[str, Any]
# Runs in the action server's environment: the two packages share no process.
ASK = """
import json
from actions import facts, topics
from actions.knowledge import library
from actions.replies import Replies
from actions.strategy import engine
from scripts.situations import all_situations
knowledge = library.load()
replies = Replies(knowledge, topics.load())
for case in all_situations(facts.load()):
    for advice in engine.advise("export_plan", case.profile, knowledge, case.today).advice:
        print(json.dumps(replies.of_advice(advice, case.profile)["document"]))
"""


@functools.cache
def _all() -> list[Document]:
    python = ROOT / ".venv-actions" / "bin" / "python"
    done = subprocess.run([python, "-c", ASK], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    # Two plans that differ in their days alone are set in the same way.
    shapes = {_shape(document): document for document in found if document}
    return list(shapes.values())


def plans() -> list[Document]:
    """All of them, free to be changed."""
    return copy.deepcopy(_all())


def a_plan() -> Document:
    """One with an open step, a done one and a late one, and with something missing."""
    document = max(plans(), key=lambda plan: len(plan["steps"]))
    first, second, third, *_ = document["steps"]
    first.update(done=True, late=False, missing="")
    second.update(done=False, late=True, missing="still missing: 1 of 2")
    third.update(done=False, late=False)
    return document


def _shape(document: Document) -> str:
    steps = [[step[key] for key in ("name", "text", "done", "late", "missing")] for step in document["steps"]]
    starts = [bool(step["start"]) for step in document["steps"]]
    return json.dumps([steps, starts, document["scenarios"]])
