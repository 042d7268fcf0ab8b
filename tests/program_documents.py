"""Placed program lists as the action server gives them, for the tests of the bot."""

from __future__ import annotations

import copy
import functools
import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# Runs in the action server's environment: the two packages share no process.
ASK = """
import json, sys
from datetime import UTC, date, datetime
from actions import topics
from actions.knowledge import library
from actions.profile import Profile, Stated
from actions.programs import reading
from actions.programs.document import document
from actions.programs.placing import place_all
from actions.programs.talk import Lists
from actions.replies import Replies
from bench.made_up_programs import example_list
today, knowledge, now = date(2026, 11, 22), library.load(), datetime(2026, 11, 22, tzinfo=UTC)
facts = {"step2_ck_score": 228, "visa_need": "J-1"}
profile = Profile({name: Stated(value, str(value), now) for name, value in facts.items()})
read = reading.read(example_list(int(sys.argv[1])).text, today)
placed = place_all(read.programs, profile, knowledge, today)
summary = Lists(Replies(knowledge, topics.load()), knowledge, profile, today).listed(read.programs, read.faults)
print(json.dumps({"document": document(placed, read.faults, knowledge, today), "summary": summary}))
"""


@functools.cache
def _listed(programs: int) -> dict[str, Any]:
    python = ROOT / ".venv-actions" / "bin" / "python"
    done = subprocess.run([python, "-c", ASK, str(programs)], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def listed(programs: int = 150) -> dict[str, Any]:
    """The answer of `GET /programs` to somebody with so many made-up programs and 20 faults, free to be changed."""
    return copy.deepcopy(_listed(programs))
