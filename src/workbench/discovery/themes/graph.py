"""The graph of nearest neighbours, each tie weighed by how near it is for the point it starts from."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.errors import Invalid

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Neighbours of a row: no single number is right for all corpora. The first is the one that counts.
NEIGHBOURS = (20, 15, 30)
#: Directions kept for the search: beyond them, cosines of sentence vectors hardly change.
DIRECTIONS = 128
#: Similarities held at a time by one thread, in numbers of four bytes.
_HELD = 8_000_000


def main_directions(rows: Floats) -> Floats:
    """The directions along which the rows weigh most, at most 128 columns; the same for the same rows.

    `rows`: unit rows [n, d]. The rows times these columns keep nearly the same cosines.
    """
    if rows.shape[1] <= DIRECTIONS:
        return np.eye(rows.shape[1], dtype=np.float32)
    _, axes = np.linalg.eigh((rows.T @ rows).astype(np.float64))
    return np.ascontiguousarray(axes[:, ::-1][:, :DIRECTIONS], dtype=np.float32)


def search(queries: Floats, rows: Floats, k: int, *, same: bool = False) -> tuple[Ints, Floats]:
    """The `k` rows nearest to each query, nearest first, and their cosines: two arrays [queries, k].

    Both hold unit rows. With `same` the queries are the rows, and no row is its own neighbour. Ties go
    to the row that comes first. Exact, block by block on all cores; the blocks and the order of sums
    in them depend on the sizes alone, never on the number of cores.
    """
    from threadpoolctl import threadpool_limits

    step = max(1, min(1_000, _HELD // max(1, len(rows))))
    starts = range(0, len(queries), step)

    def block(start: int) -> tuple[Ints, Floats]:
        cosines = queries[start : start + step] @ rows.T
        if same:
            own = np.arange(len(cosines))
            cosines[own, own + start] = -np.inf
        return _largest(cosines, k)

    with threadpool_limits(limits=1), ThreadPoolExecutor(os.cpu_count()) as threads:
        found = list(threads.map(block, starts))
    if not found:
        return np.zeros((0, k), dtype=np.int64), np.zeros((0, k), dtype=np.float32)
    return np.concatenate([one[0] for one in found]), np.concatenate([one[1] for one in found])


def strengths(cosines: Floats) -> Floats:
    """How strong the tie to each neighbour is, from 0 to 1, [n, k] as the cosines, nearest first.

    Distances beyond the nearest neighbour fade exponentially, at such a width that the strengths of a
    row sum to log2(k). Source: McInnes, Healy and Melville (2018), "UMAP", arXiv:1802.03426, section 3.

    >>> strengths(np.array([[0.9, 0.8, 0.5]], dtype=np.float32)).round(2)
    array([[1.  , 0.51, 0.07]], dtype=float32)
    """
    beyond = (cosines[:, :1] - cosines).astype(np.float64)
    target = np.log2(cosines.shape[1])
    low, high = np.full(len(cosines), 1e-6), np.full(len(cosines), 4.0)
    for _ in range(30):
        width = np.sqrt(low * high)
        wide = np.exp(-beyond / width[:, None]).sum(axis=1) > target
        low, high = np.where(wide, low, width), np.where(wide, width, high)
    strength: Floats = np.exp(-beyond / np.sqrt(low * high)[:, None]).astype(np.float32)
    return strength


def fuzzy_graph(neighbours: Ints, strength: Floats) -> csr_matrix:
    """The ties of both ways as one symmetric graph [n, n]: a tie holds if it holds from either end."""
    from scipy.sparse import csr_matrix

    n, k = neighbours.shape
    ties = (strength.ravel().astype(np.float64), neighbours.ravel(), np.arange(0, n * k + 1, k))
    one_way = csr_matrix(ties, shape=(n, n))
    graph = one_way + one_way.T - one_way.multiply(one_way.T)
    graph = graph.tocsr()
    graph.sort_indices()
    return graph


def _largest(values: Floats, k: int) -> tuple[Ints, Floats]:
    """Columns and values of the `k` largest of each row, largest first."""
    n, width = values.shape
    groups = width // 64
    if groups > k:
        # The k-th largest of the maxima of groups bounds the k-th largest of all from below, and
        # little else passes it: many times quicker than sorting out the whole row.
        maxima = values[:, : groups * 64].reshape(n, 64, groups).max(axis=1)
        bound = np.partition(maxima, groups - k, axis=1)[:, groups - k]
    else:
        bound = np.partition(values, width - k, axis=1)[:, width - k]
    row, column = np.nonzero(values >= bound[:, None])
    found = values[row, column]
    order = np.lexsort((column, -found, row))
    first = np.searchsorted(row, np.arange(n))
    kept = order[first[:, None] + np.arange(k)]
    return column[kept], found[kept]


def unit(rows: NDArray[np.floating]) -> Floats:
    """The rows at length 1, float32; rows of zeros stay so. Raises Invalid when a value is not a number."""
    held = np.asarray(rows, dtype=np.float32)
    length = np.linalg.norm(held, axis=1, keepdims=True)
    if not np.isfinite(length).all():
        raise Invalid("discovery.themes.not_numbers", row=int(np.flatnonzero(~np.isfinite(length))[0]) + 1)
    length[length == 0] = 1
    scaled: Floats = np.divide(held, length, dtype=np.float32)
    return scaled
