"""The encoder gives what the library it was trained with gives, and needs nothing but its folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import DEPTHS, WIDTH, Encoder, Vectors, export
from bot.nlu.wordpiece import MAX_PIECES, WordPieces

HERE = Path(__file__).parent
# Word pieces of the library `tokenizers`, vectors of `sentence-transformers` on PyTorch, made once from the same weights.
PIECES = json.loads((HERE / "word_pieces.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def word_pieces(encoder_folder: Path) -> WordPieces:
    return WordPieces((encoder_folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))


@pytest.mark.parametrize("case", PIECES, ids=range(len(PIECES)))
def test_a_text_is_cut_as_by_the_library(word_pieces: WordPieces, case: dict[str, list[int]]) -> None:
    assert word_pieces.numbers(str(case["text"])) == case["pieces"]


def test_a_long_text_is_read_up_to_a_limit(word_pieces: WordPieces) -> None:
    assert len(word_pieces.numbers("letter " * 900)) == MAX_PIECES


@pytest.fixture(scope="module")
def reference() -> tuple[list[str], Vectors]:
    with np.load(HERE / "encoder_reference.npz", allow_pickle=False) as kept:
        return [str(text) for text in kept["texts"]], kept["vectors"]


def test_exact_vectors_are_those_of_the_library(reference: tuple[list[str], Vectors], tmp_path: Path) -> None:
    texts, vectors = reference
    export(tmp_path, exact=True)
    found = Encoder(tmp_path).encode(texts)
    assert (found * vectors).sum(axis=2).min() > 0.999999
    assert np.abs(found - vectors).max() < 1e-5


def test_vectors_in_whole_numbers_stay_near_those_of_the_library(
    encoder: Encoder, reference: tuple[list[str], Vectors]
) -> None:
    texts, vectors = reference
    cosines = (encoder.encode(texts) * vectors).sum(axis=2)
    assert cosines.min() > 0.95
    assert cosines.mean() > 0.99


def test_a_text_has_the_same_vectors_alone_and_among_others(encoder: Encoder) -> None:
    texts = ["is step 3 worth it", "", "who writes my letters? " * 30, "hello", "🙂"]
    together = encoder.encode(texts)
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    # A sum in another order can tip a value over the edge between two whole numbers; more than that must not differ.
    assert np.abs(together - alone).max() < 1e-3


def test_like_meaning_lies_nearer_than_like_words(encoder: Encoder) -> None:
    asked, same, other = encoder.encode(["the exam was hard", "that test felt difficult", "the exam room was cold"])[
        :, -1
    ]
    assert asked @ same > asked @ other


def test_every_vector_has_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(["ck 238", "", "how many letters do i need?"])
    assert vectors.shape == (3, DEPTHS, WIDTH)
    assert np.allclose(np.linalg.norm(vectors, axis=2), 1, atol=1e-5)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, DEPTHS, WIDTH)


def test_nothing_stored_can_run_code_when_it_is_loaded(encoder_folder: Path) -> None:
    assert {path.name for path in encoder_folder.iterdir()} == {"encoder.onnx", "vocabulary.txt"}


def test_the_folder_is_not_needed_once_it_is_read(encoder_folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(encoder_folder, copy)
    loaded = Encoder(copy)
    shutil.rmtree(copy)
    assert loaded.encode(["hello"]).shape == (1, DEPTHS, WIDTH)


def test_an_empty_folder_is_no_encoder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Encoder(tmp_path)
