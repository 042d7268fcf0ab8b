"""The topic model: word and character n-grams with logistic regression. Stored as arrays and JSON, never as a pickle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bot.nlu.wording import normalize

Floats = NDArray[np.float64]

# The two views of a text. Characters forgive misspelling, words keep what belongs together.
VIEWS: dict[str, dict[str, Any]] = {
    "words": {"ngram_range": (1, 2), "token_pattern": r"[^\s,.;:!?()\"]+|\?", "sublinear_tf": True},
    "characters": {"analyzer": "char_wb", "ngram_range": (2, 5), "sublinear_tf": True, "min_df": 2},
}
SEED = 7


class TopicModel:
    """Says how probable each label is for a text.

    Args:
        labels: the labels, in the order of the rows of the weights.
        vectorizers: the fitted views, by name.
        weights: one row per label, one column per n-gram.
        intercepts: one number per label.
    """

    def __init__(
        self, labels: Sequence[str], vectorizers: dict[str, TfidfVectorizer], weights: Floats, intercepts: Floats
    ) -> None:
        self.labels, self.vectorizers = list(labels), vectorizers
        self.weights, self.intercepts = weights, intercepts

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str], strictness: float = 10.0) -> TopicModel:
        """Learn from examples.

        Args:
            texts: the examples.
            labels: the label of each.
            strictness: scikit-learn's C; a larger value follows the examples more closely.

        Raises:
            ValueError: fewer than two labels.
        """
        normal = [normalize(text) for text in texts]
        vectorizers = {view: TfidfVectorizer(**settings) for view, settings in VIEWS.items()}
        features = hstack([vectorizer.fit_transform(normal) for vectorizer in vectorizers.values()]).tocsr()
        fitted = LogisticRegression(C=strictness, class_weight="balanced", max_iter=400, random_state=SEED)
        fitted.fit(features, list(labels))
        return cls(list(fitted.classes_), vectorizers, fitted.coef_, fitted.intercept_)

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """One row per text, one column per label; each row sums to 1."""
        normal = [normalize(text) for text in texts]
        features = hstack([vectorizer.transform(normal) for vectorizer in self.vectorizers.values()]).tocsr()
        scores = np.asarray(features @ self.weights.T) + self.intercepts
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(grown / grown.sum(axis=1, keepdims=True))

    def save(self, folder: Path) -> None:
        """Write the model into a folder: arrays and JSON."""
        vocabularies = {
            view: {gram: int(place) for gram, place in vectorizer.vocabulary_.items()}
            for view, vectorizer in self.vectorizers.items()
        }
        parts = {"labels": self.labels, "vocabularies": vocabularies}
        (folder / "topic_model.json").write_text(json.dumps(parts), encoding="utf-8")
        rarity = {f"rarity_{view}": vectorizer.idf_ for view, vectorizer in self.vectorizers.items()}
        np.savez_compressed(
            folder / "topic_model.npz", weights=self.weights.astype(np.float32), intercepts=self.intercepts, **rarity
        )

    @classmethod
    def load(cls, folder: Path) -> TopicModel:
        """Read a model that `save` wrote.

        Raises:
            FileNotFoundError: the folder holds none.
        """
        parts = json.loads((folder / "topic_model.json").read_text(encoding="utf-8"))
        with np.load(folder / "topic_model.npz", allow_pickle=False) as arrays:
            vectorizers = {}
            for view, settings in VIEWS.items():
                vectorizer = TfidfVectorizer(**{**settings, "min_df": 1}, vocabulary=parts["vocabularies"][view])
                vectorizer.idf_ = arrays[f"rarity_{view}"]
                vectorizers[view] = vectorizer
            return cls(parts["labels"], vectorizers, arrays["weights"].astype(np.float64), arrays["intercepts"])
