"""How alike two texts are by their words and letters: a view of a text that forgives misspelling and knows no meaning.

scikit-learn cuts the text and learns how rare each n-gram is. Counting those of a single message is ours: the general machinery for
tables of many texts takes ten times as long for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.wording import normalize

# The two views of a text. Characters forgive misspelling, words keep what belongs together.
VIEWS: dict[str, dict[str, Any]] = {
    "words": {"ngram_range": (1, 2), "token_pattern": r"[^\s,.;:!?()\"]+|\?"},
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2},
}


@dataclass(frozen=True)
class _View:
    """One view: what cuts a text, the place of each n-gram, and how rare it is."""

    cut: Callable[[str], Iterable[str]]
    places: Mapping[str, int]
    rarity: NDArray[np.float64]

    def counted(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        counts = Counter(place for gram in self.cut(text) if (place := self.places.get(gram)) is not None)
        places = np.fromiter(counts, dtype=np.int64, count=len(counts))
        weights = (1 + np.log(np.fromiter(counts.values(), dtype=np.float64, count=len(counts)))) * self.rarity[places]
        return places, weights / max(float(np.linalg.norm(weights)), 1e-12)


class Ngrams:
    """Turns texts into sparse rows, whose products say how alike they are: from 0 to 1.

    Args:
        views: by name.
    """

    def __init__(self, views: Mapping[str, _View]) -> None:
        self._views = dict(views)

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Ngrams:
        """Count what occurs in the examples."""
        normal = [normalize(text) for text in texts]
        found = {}
        for name, settings in VIEWS.items():
            # A handful of examples may share no letters at all; then everything counts.
            try:
                fitted = TfidfVectorizer(**settings).fit(normal)
            except ValueError:
                fitted = TfidfVectorizer(**{**settings, "min_df": 1}).fit(normal)
            found[name] = _View(fitted.build_analyzer(), fitted.vocabulary_, fitted.idf_)
        return cls(found)

    def counted(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The columns that a text has something in, and what; together of length 1, shorter where a view knows nothing of it."""
        normal, share = normalize(text), np.sqrt(1 / len(self._views))
        columns, weights, before = [], [], 0
        for view in self._views.values():
            places, values = view.counted(normal)
            columns.append(places + before)
            weights.append(values * share)
            before += len(view.rarity)
        return np.concatenate(columns), np.concatenate(weights)

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """One row for each text."""
        counted = [self.counted(text) for text in texts]
        ends = np.cumsum([0, *(len(columns) for columns, _ in counted)])
        columns, weights = (np.concatenate(parts) for parts in zip(*counted, strict=True))
        return csr_matrix(
            (weights, columns, ends), shape=(len(texts), sum(len(v.rarity) for v in self._views.values()))
        )

    def scores(self, texts: Sequence[str], answers: NDArray[Any]) -> NDArray[np.float64]:
        """The product of the rows of some texts with a table that has a row for each column."""
        counted = [self.counted(text) for text in texts]
        return np.stack([weights @ answers[columns] for columns, weights in counted])

    def vocabularies(self) -> dict[str, dict[str, int]]:
        """The n-grams of each view with their columns, for JSON."""
        return {name: {gram: int(place) for gram, place in view.places.items()} for name, view in self._views.items()}

    def rarities(self) -> dict[str, Any]:
        """How rare each n-gram is, as arrays named after the views."""
        return {f"rarity_{name}": view.rarity for name, view in self._views.items()}

    @classmethod
    def restore(cls, vocabularies: Mapping[str, Mapping[str, int]], arrays: Mapping[str, Any]) -> Ngrams:
        """The same again, of what `vocabularies` and `rarities` gave."""
        return cls(
            {
                name: _View(TfidfVectorizer(**settings).build_analyzer(), vocabularies[name], arrays[f"rarity_{name}"])
                for name, settings in VIEWS.items()
            }
        )
