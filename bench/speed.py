"""How long the running server takes to understand one message: the trained model inside Rasa's agent, one message at a time.

Run by `make bench-speed`. Messages are the project's own examples, evenly chosen; the first few only warm up.
"""

from __future__ import annotations

import asyncio
import sys
import time

import numpy as np

from bench.answers import examples
from bot.quiet import quieten
from bot.training import ensure_trained

COUNT, WARM_UP = 400, 20


def main() -> int:
    """Print median and ninety-fifth percentile in milliseconds."""
    path = ensure_trained()
    quieten()
    from rasa.core.agent import Agent

    agent = Agent.load(model_path=str(path))
    texts, _ = examples()
    chosen = texts[:: max(1, len(texts) // COUNT)]

    async def times() -> list[float]:
        found = []
        for text in [*chosen[:WARM_UP], *chosen]:
            start = time.perf_counter()
            await agent.parse_message(text)
            found.append((time.perf_counter() - start) * 1000)
        return found[WARM_UP:]

    taken = asyncio.new_event_loop().run_until_complete(times())
    size = path.stat().st_size / 1e6
    sys.stdout.write(
        f"{len(taken)} messages: median {np.median(taken):.1f} ms, 95% below {np.quantile(taken, 0.95):.1f} ms\n"
    )
    sys.stdout.write(f"model archive: {size:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
