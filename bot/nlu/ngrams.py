"""How alike two texts are by their words and letters: a view of a text that forgives misspelling and knows no meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.wording import normalize

# The two views of a text. Characters forgive misspelling, words keep what belongs together.
VIEWS: dict[str, dict[str, Any]] = {
    "words": {"ngram_range": (1, 2), "token_pattern": r"[^\s,.;:!?()\"]+|\?", "sublinear_tf": True},
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 5), "sublinear_tf": True, "min_df": 2},
}


class Ngrams:
    """Turns texts into sparse rows, whose products say how alike they are: from 0 to 1.

    Args:
        vectorizers: the fitted views, by name.
    """

    def __init__(self, vectorizers: Mapping[str, TfidfVectorizer]) -> None:
        self._vectorizers = dict(vectorizers)

    @classmethod
    def learn(cls, texts: Sequence[str]) -> Ngrams:
        """Count what occurs in the examples."""
        normal = [normalize(text) for text in texts]
        found = {}
        for view, settings in VIEWS.items():
            # A handful of examples may share no letters at all; then everything counts.
            try:
                found[view] = TfidfVectorizer(**settings).fit(normal)
            except ValueError:
                found[view] = TfidfVectorizer(**{**settings, "min_df": 1}).fit(normal)
        return cls(found)

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """One row of length 1 for each text; a text without a known n-gram gets a shorter one."""
        normal = [normalize(text) for text in texts]
        views = [vectorizer.transform(normal) for vectorizer in self._vectorizers.values()]
        return (hstack(views) * np.sqrt(1 / len(views))).tocsr()

    def vocabularies(self) -> dict[str, dict[str, int]]:
        """The n-grams of each view with their columns, for JSON."""
        return {
            view: {gram: int(place) for gram, place in vectorizer.vocabulary_.items()}
            for view, vectorizer in self._vectorizers.items()
        }

    def rarities(self) -> dict[str, Any]:
        """How rare each n-gram is, as arrays named after the views."""
        return {f"rarity_{view}": vectorizer.idf_ for view, vectorizer in self._vectorizers.items()}

    @classmethod
    def restore(cls, vocabularies: Mapping[str, Mapping[str, int]], arrays: Mapping[str, Any]) -> Ngrams:
        """The same again, of what `vocabularies` and `rarities` gave."""
        found = {}
        for view, settings in VIEWS.items():
            found[view] = TfidfVectorizer(**{**settings, "min_df": 1}, vocabulary=dict(vocabularies[view]))
            found[view].idf_ = arrays[f"rarity_{view}"]
        return cls(found)
