"""Writes the sentence encoder as an ONNX graph from its weights. Needed when the model is trained, never when it runs.

Several texts are encoded as one row of pieces, each text seeing only itself: nothing is padded, so that a message with three
short questions costs hardly more than one long question. The result for each text is exactly that of encoding it alone.

The weights of its matrices are kept in whole numbers of seven bits, each column with a scale of its own: a message is encoded in less
than half of the time, and the vectors keep a cosine of 0.99 to the exact ones. Eight bits would overflow on processors without VNNI.

Inputs: `pieces` and `places` (a piece's number, and its place in its own text), `texts` (which text it belongs to) and `shares`
(a row for each text: what each piece counts in its mean). Outputs: `second`, `fourth`, `sixth`: the mean of the pieces after these layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

LAYERS, HEADS, WIDTH = 6, 12, 384
OUTPUTS = {1: "second", 3: "fourth", 5: "sixth"}
_TINY = 1e-12
# The largest whole number of a weight.
_LARGEST = 63
# ONNX's numbers for the types of 32-bit floats and of bytes.
_FLOAT, _BYTE = 1, 2

Weights = dict[str, NDArray[Any]]


def build(weights: Weights, *, exact: bool = False) -> bytes:
    """The graph as the content of an .onnx file.

    Args:
        weights: the arrays of all-MiniLM-L6-v2, under the names of its safetensors file.
        exact: keep the weights as they are: slower, for comparing.
    """
    from onnx import TensorProto, helper

    graph = _Graph(weights, exact=exact)
    graph.write()
    counted = [(name, TensorProto.INT64, ["all"]) for name in ("pieces", "places", "texts")]
    inputs = [*counted, ("shares", TensorProto.FLOAT, ["text", "all"])]
    outputs = [(name, TensorProto.FLOAT, ["text", WIDTH]) for name in OUTPUTS.values()]
    given, gives = ([helper.make_tensor_value_info(*each) for each in group] for group in (inputs, outputs))
    whole = helper.make_graph(graph.nodes, "encoder", given, gives, initializer=graph.constants)
    model = helper.make_model(whole, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


class _Graph:
    """Collects the nodes and constants of the graph; each method adds some and returns the name of what they give."""

    def __init__(self, weights: Weights, *, exact: bool) -> None:
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._weights, self._exact = weights, exact
        self._whole: dict[str, tuple[str, str]] = {}

    def write(self) -> None:
        state = self._embedding()
        alike = self._add(
            "Equal", self._add("Unsqueeze", "texts", self._axes(1)), self._add("Unsqueeze", "texts", self._axes(0))
        )
        # What belongs to another text gets no attention.
        self._hidden = self._add("Where", alike, self._constant(np.float32(0)), self._constant(np.float32(-1e9)))
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}.")
            if layer in OUTPUTS:
                self._add("MatMul", "shares", state, names=[OUTPUTS[layer]])

    def _embedding(self) -> str:
        words, places, kinds = (
            self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        # There is one kind of sentence only, so its vector is added to the places beforehand.
        sums = self._add(
            "Add",
            self._add("Gather", self._constant(words), "pieces"),
            self._add("Gather", self._constant(places + kinds[0]), "places"),
        )
        return self._level(sums, "embeddings.LayerNorm")

    def _layer(self, state: str, prefix: str) -> str:
        attended = self._dense(self._attention(state, prefix + "attention.self."), prefix + "attention.output.dense")
        state = self._level(self._add("Add", attended, state), prefix + "attention.output.LayerNorm")
        wide = self._gelu(self._dense(state, prefix + "intermediate.dense"))
        return self._level(
            self._add("Add", self._dense(wide, prefix + "output.dense"), state), prefix + "output.LayerNorm"
        )

    def _attention(self, state: str, prefix: str) -> str:
        query = self._heads(state, prefix + "query", [1, 0, 2])
        key = self._heads(state, prefix + "key", [1, 2, 0])
        value = self._heads(state, prefix + "value", [1, 0, 2])
        scale = self._constant(np.float32(np.sqrt(WIDTH // HEADS)))
        scores = self._add("Div", self._add("MatMul", query, key), scale)
        weights = self._add("Softmax", self._add("Add", scores, self._hidden), axis=-1)
        mixed = self._add("Transpose", self._add("MatMul", weights, value), perm=[1, 0, 2])
        return self._add("Reshape", mixed, self._axes(0, WIDTH))

    def _heads(self, state: str, name: str, order: list[int]) -> str:
        split = self._add("Reshape", self._dense(state, name), self._axes(0, HEADS, WIDTH // HEADS))
        return self._add("Transpose", split, perm=order)

    def _dense(self, state: str, name: str) -> str:
        weights = self._weights[f"{name}.weight"].T
        product = self._add("MatMul", state, self._constant(weights)) if self._exact else self._rough(state, weights)
        return self._add("Add", product, self._constant(self._weights[f"{name}.bias"]))

    def _rough(self, state: str, weights: NDArray[Any]) -> str:
        """The product in whole numbers: each piece is scaled by itself, so that a text is read alike in any company."""
        scales = np.maximum(np.abs(weights).max(axis=0), _TINY).astype(np.float32) / _LARGEST
        if state not in self._whole:
            largest = self._add("ReduceMax", self._add("Abs", state), axes=[-1], keepdims=1)
            scale = self._add("Div", largest, self._constant(np.float32(127)))
            whole = self._add("Round", self._add("Div", state, scale))
            shifted = self._add("Add", whole, self._constant(np.float32(128)))
            self._whole[state] = (self._add("Cast", shifted, to=_BYTE), scale)
        whole, scale = self._whole[state]
        product = self._add(
            "MatMulInteger",
            whole,
            self._constant(np.rint(weights / scales).astype(np.int8)),
            self._constant(np.uint8(128)),
        )
        sized = self._add("Mul", self._add("Cast", product, to=_FLOAT), self._constant(scales))
        return self._add("Mul", sized, scale)

    def _level(self, state: str, name: str) -> str:
        scale, shift = (self._constant(self._weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self._add("LayerNormalization", state, scale, shift, axis=-1, epsilon=_TINY)

    def _gelu(self, state: str) -> str:
        bent = self._add("Erf", self._add("Div", state, self._constant(np.float32(np.sqrt(2)))))
        grown = self._add("Mul", state, self._add("Add", bent, self._constant(np.float32(1))))
        return self._add("Mul", grown, self._constant(np.float32(0.5)))

    def _axes(self, *numbers: int) -> str:
        return self._constant(np.array(numbers, dtype=np.int64))

    def _constant(self, value: Any) -> str:
        from onnx import numpy_helper

        name = f"constant{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value).reshape(np.shape(value)), name))
        return name

    def _add(self, kind: str, *inputs: str, names: Sequence[str] = (), **settings: Any) -> str:
        from onnx import helper

        gives = list(names) or [f"node{len(self.nodes)}"]
        self.nodes.append(helper.make_node(kind, list(inputs), gives, **settings))
        return gives[0]
