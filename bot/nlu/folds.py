"""Parts of the examples for cross-validation. Near-duplicates share a part: learning from one would give the other away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.nlu.encoder import Vectors

# From this cosine on two examples count as the same in other words ("need lors help" and "i need help with lors").
NEAR = 0.9
SEED = 7
Places = NDArray[np.int64]


def groups(vectors: Vectors, near: float = NEAR) -> Places:
    """A number for each example; near-duplicates, and what is near to those, have the same."""
    meaning = vectors[:, -1]
    group = np.arange(len(meaning))
    for place in range(len(meaning)):
        alike = np.flatnonzero(meaning[: place + 1] @ meaning[place] >= near)
        joined = np.unique(group[alike])
        group[np.isin(group, joined)] = joined[0] if len(joined) else place
    return group


def folds(vectors: Vectors, labels: Sequence[str], count: int = 5, seed: int = SEED) -> Iterator[tuple[Places, Places]]:
    """Pairs of what is learnt from and what is asked; each example is asked once, each label is spread evenly."""
    from sklearn.model_selection import StratifiedGroupKFold

    splitter = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    names = np.asarray(labels)
    yield from splitter.split(names, names, groups(vectors))
