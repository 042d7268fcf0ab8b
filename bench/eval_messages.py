"""What is understood of messages that nothing was learnt from: topics, further topics, facts. Run by `make eval`.

Reads bench/messages, or the files given: JSON lines with text, topic, facts, and where there are any also and accept. The trained model
reads them as `advisor parse` does.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from bench.eval_facts import Tally
from bot.paths import ROOT
from bot.training import ensure_trained
from bot.understanding import Understanding

FOLDER = ROOT / "bench" / "messages"
Lines = list[dict[str, Any]]


def load(path: Path) -> Lines:
    """The messages of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def is_right(meant: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether the topic is the one meant, or one that would be right as well."""
    return said["topic"] in (meant["topic"], *meant.get("accept", ()))


def report(meant: Lines, said: Lines, *, mistakes: bool) -> str:
    """The figures of one file; on request every mistake."""
    both = list(zip(meant, said, strict=True))
    right = sum(is_right(*each) for each in both)
    several = [(a, b) for a, b in both if a.get("also")]
    whole = sum(is_right(a, b) and b["also"] == a["also"] for a, b in several)
    beside = sum(bool(b["also"]) for a, b in both if not a.get("also"))
    tally = Tally()
    for a, b in both:
        tally.add(a["facts"], b["facts"])
    lines = [
        f"topic right {right}/{len(both)} = {right / len(both):.3f}; of {len(several)} with several questions all found in order {whole};"
        f" a further question invented {beside} times",
        "all facts of a message right {:.3f}; facts precision {:.3f}, recall {:.3f}, F1 {:.3f}".format(
            sum(a["facts"] == b["facts"] for a, b in both) / len(both), *tally.scores(tally.facts())
        ),
    ]
    if mistakes:
        lines += [f"  {a['topic']} taken for {b['topic']}: {a['text']}" for a, b in both if not is_right(a, b)]
        lines += [f"  {a['facts']} read as {b['facts']}: {a['text']}" for a, b in both if a["facts"] != b["facts"]]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*", help="instead of bench/messages")
    parser.add_argument("--mistakes", action="store_true", help="list them too")
    given = parser.parse_args()
    os.environ["ADVISOR_TODAY"] = "2026-11-22"
    model = Understanding(ensure_trained())
    for path in given.files or sorted(FOLDER.glob("*.jsonl")):
        meant = load(path)
        said = [model.parse(line["text"]) for line in meant]
        sys.stdout.write(f"{path.name}: {len(meant)} messages\n{report(meant, said, mistakes=given.mistakes)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
