"""The neighbours found block by block are the true ones."""

from __future__ import annotations

import numpy as np
import pytest

from tests.discovery.themes.clouds import cloud
from workbench.discovery.themes import graph


@pytest.mark.parametrize(("n", "k"), [(50, 15), (50, 49), (2_500, 20)])
def test_neighbours_are_those_of_a_full_sort(n, k):
    rows = cloud(groups=10, each=n // 10, noise=0.3)
    found, cosines = graph.search(rows, rows, k, same=True)
    whole = rows @ rows.T
    np.fill_diagonal(whole, -np.inf)
    assert np.allclose(cosines, -np.sort(-whole, axis=1)[:, :k], atol=1e-6)
    assert np.allclose(np.take_along_axis(whole, found, axis=1), cosines, atol=1e-6)
    assert all(len(set(line)) == k for line in found.tolist())


def test_ties_go_to_the_row_that_comes_first():
    rows = np.tile(np.array([[1.0, 0]], dtype=np.float32), (3_000, 1))
    found, _ = graph.search(rows[:2], rows, 3)
    assert found.tolist() == [[0, 1, 2], [0, 1, 2]]


def test_main_directions_keep_the_cosines_of_rows_that_lie_in_few():
    draw = np.random.default_rng(2)
    rows = graph.unit(draw.normal(size=(300, 20)) @ draw.normal(size=(20, 400)))
    axes = graph.main_directions(rows)
    kept = rows @ axes
    assert axes.shape == (400, graph.DIRECTIONS)
    assert np.allclose(kept @ kept.T, rows @ rows.T, atol=1e-4)


def test_the_graph_is_symmetric_and_every_row_has_a_full_tie():
    rows = cloud()
    found, cosines = graph.search(rows, rows, 15, same=True)
    strength = graph.strengths(cosines)
    assert np.allclose(strength.sum(axis=1), np.log2(15), atol=1e-2)
    ties = graph.fuzzy_graph(found, strength)
    assert abs(ties - ties.T).max() < 1e-12
    assert np.allclose(ties.max(axis=1).toarray(), 1)
