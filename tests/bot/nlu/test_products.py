"""Products in whole numbers are those of the rounded rows, and near those of the exact ones."""

from __future__ import annotations

import numpy as np
import pytest

from bot.nlu.products import Products


@pytest.fixture(scope="module")
def rows() -> np.ndarray:
    made = np.random.default_rng(3).normal(size=(400, 48)).astype(np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True))


def test_products_are_near_the_exact_ones(rows: np.ndarray) -> None:
    found = Products.round(rows).of(rows[:7])
    assert found.shape == (7, 400)
    assert np.abs(found - rows[:7] @ rows.T).max() < 0.02


def test_rounding_once_more_changes_nothing(rows: np.ndarray) -> None:
    once = Products.round(rows)
    assert np.array_equal(Products.round(once.rows()).whole, once.whole)


def test_a_vector_has_the_same_products_alone_and_among_others(rows: np.ndarray) -> None:
    products = Products.round(rows)
    assert np.array_equal(products.of(rows[:5])[2:3], products.of(rows[2:3]))


def test_the_largest_numbers_do_not_overflow() -> None:
    ones = np.ones((2, 4096), dtype=np.float32)
    assert np.allclose(Products.round(ones).of(ones), 4096, rtol=0.01)


def test_a_row_of_nothing_is_like_nothing(rows: np.ndarray) -> None:
    assert np.array_equal(Products.round(np.zeros((3, 48))).of(rows[:1]), np.zeros((1, 3)))
