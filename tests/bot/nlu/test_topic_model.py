"""The topic model: learning, probabilities, and its place on disk."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import Encoder
from bot.nlu.manner import Told
from bot.nlu.topic_model import Readings, TopicModel

EXAMPLES = {
    "ask_lors": [
        "who should write my letters",
        "how many lors do i need",
        "is a letter from a physiatrist better",
        "letter from my home country ok",
        "should lors be from us doctors",
        "can a researcher write a letter",
    ],
    "ask_step3": [
        "is step 3 worth it",
        "should i take step 3 before the match",
        "when do people sit step 3",
        "does step 3 help with a low score",
        "step 3 for h1b",
        "step three now or later",
    ],
    "greet": ["hello", "hi there", "good morning doctor", "hey", "hello sir", "hi, good evening"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]
UNSEEN = ["do i need a letter from my chair", "thinking about step 3", "good evening sir", "", "🙂", "قراءة"]


@pytest.fixture(scope="module")
def model(encoder: Encoder) -> TopicModel:
    return TopicModel.train(TEXTS, encoder.encode(TEXTS), LABELS)


def said(model: TopicModel, encoder: Encoder, texts: list[str]) -> Readings:
    return model.read(texts, encoder.encode(texts))


def labels(model: TopicModel, encoder: Encoder, texts: list[str]) -> list[str]:
    return [model.labels[place] for place in said(model, encoder, texts).rows.argmax(axis=1)]


def test_the_examples_themselves_are_recognised(model: TopicModel, encoder: Encoder) -> None:
    assert labels(model, encoder, TEXTS) == LABELS


def test_new_wordings_and_misspellings_are_recognised(model: TopicModel, encoder: Encoder) -> None:
    texts = ["whom to ask for a leter", "STEP3 worthwile??", "helo there"]
    assert labels(model, encoder, texts) == ["ask_lors", "ask_step3", "greet"]


def test_what_means_the_same_in_other_words_is_recognised(model: TopicModel, encoder: Encoder) -> None:
    assert labels(model, encoder, ["which professor could recommend me", "good afternoon"]) == ["ask_lors", "greet"]


def test_every_row_is_a_distribution_over_the_labels(model: TopicModel, encoder: Encoder) -> None:
    found = said(model, encoder, UNSEEN)
    assert found.rows.shape == (len(UNSEEN), len(EXAMPLES))
    assert found.rows.min() >= 0
    assert np.allclose(found.rows.sum(axis=1), 1)
    assert found.trust.min() >= 0
    assert found.trust.max() <= 1


def test_what_resembles_an_example_is_trusted_more_than_what_resembles_none(
    model: TopicModel, encoder: Encoder
) -> None:
    near, far = said(model, encoder, ["how many lors are needed", "قراءة"]).trust
    assert near > far


def test_the_row_of_a_text_does_not_depend_on_its_neighbours(model: TopicModel, encoder: Encoder) -> None:
    together = said(model, encoder, UNSEEN)
    alone = [said(model, encoder, [text]) for text in UNSEEN]
    assert np.allclose(together.rows, [each.rows[0] for each in alone], atol=1e-4)
    assert np.allclose(together.trust, [each.trust[0] for each in alone], atol=1e-4)


def test_learning_twice_gives_the_same_model(model: TopicModel, encoder: Encoder) -> None:
    again = TopicModel.train(TEXTS, encoder.encode(TEXTS), LABELS)
    assert np.allclose(said(again, encoder, UNSEEN).rows, said(model, encoder, UNSEEN).rows, atol=1e-9)


def test_a_stored_model_says_the_same_as_before(model: TopicModel, encoder: Encoder, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = TopicModel.load(tmp_path)
    assert loaded.labels == model.labels
    assert np.allclose(said(loaded, encoder, UNSEEN).rows, said(model, encoder, UNSEEN).rows, atol=1e-5)
    assert np.allclose(said(loaded, encoder, UNSEEN).trust, said(model, encoder, UNSEEN).trust, atol=1e-5)


def test_nothing_stored_can_run_code_when_it_is_loaded(model: TopicModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".json", ".npz"}
    json.loads((tmp_path / "topic_model.json").read_text(encoding="utf-8"))
    with np.load(tmp_path / "topic_model.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "fi" for name in arrays.files)


def test_a_smuggled_pickle_is_refused(model: TopicModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    with np.load(tmp_path / "topic_model.npz") as arrays:
        smuggled = {name: np.array([{"a": 1}], dtype=object) for name in arrays.files}
    np.savez(tmp_path / "topic_model.npz", **smuggled)
    with pytest.raises(ValueError, match="allow_pickle"):
        TopicModel.load(tmp_path)


def test_an_empty_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TopicModel.load(tmp_path)


def test_one_label_cannot_be_told_from_nothing(encoder: Encoder) -> None:
    texts = ["hello there", "hello you"]
    with pytest.raises(ValueError, match="class"):
        TopicModel.train(texts, encoder.encode(texts), ["greet", "greet"])


def test_what_only_tells_and_what_asks_about_the_same_are_told_apart_by_their_manner(encoder: Encoder) -> None:
    told = [
        "i need a visa",
        "i have two letters",
        "i passed step 3",
        "i graduated 2015",
        "i have no research",
        "my score is 231",
    ]
    asked = [
        "do i need a visa?",
        "do i need two letters?",
        "should i pass step 3?",
        "is 2015 too old?",
        "do i need research?",
        "is 231 a good score?",
    ]
    texts, labels = told + asked, ["profile_statement"] * len(told) + ["ask_help"] * len(asked)
    model = TopicModel.train(texts, encoder.encode(texts), labels)
    unseen = ["i have three months of usce", "is three months of usce fine?"]
    rows = model.read(unseen, encoder.encode(unseen)).rows
    assert [model.labels[place] for place in rows.argmax(axis=1)] == ["profile_statement", "ask_help"]
    answers = encoder.encode(["two of them"])
    known, unknown = (
        float(
            model.read(["two of them"], answers, [Told(count, supposes=False)]).rows[
                0, model.labels.index("profile_statement")
            ]
        )
        for count in (1, 0)
    )
    assert known > unknown, "facts that only the question before makes readable count too"
