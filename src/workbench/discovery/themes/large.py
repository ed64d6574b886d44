"""More rows than a graph can hold: some of them make the themes, the others join by their neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.themes.assign import shares
from workbench.discovery.themes.canonical import BLOCK
from workbench.discovery.themes.graph import search, strengths, unit

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Different rows that take part in the graph, at most.
LARGEST = 25_000


def join(
    vectors: NDArray[np.floating], others: Ints, axes: Floats, held: Floats, leaves: Ints, k: int
) -> tuple[csr_matrix, Floats]:
    """What the neighbours of the `others` say [others, leaves], and the mean cosine to them [others].

    `vectors` may be memory-mapped: it is read a block at a time. `axes` are the directions along which
    the rows `held` by the graph were taken, `leaves` where these are.
    """
    from scipy.sparse import vstack

    parts = list(_blocks(vectors, others, axes, held, leaves, k))
    return vstack([votes for votes, _ in parts], format="csr"), np.concatenate([near for _, near in parts])


def _blocks(
    vectors: NDArray[np.floating], others: Ints, axes: Floats, held: Floats, leaves: Ints, k: int
) -> Iterator[tuple[csr_matrix, Floats]]:
    for start in range(0, len(others), BLOCK):
        block = unit(unit(vectors[others[start : start + BLOCK]]) @ axes)
        found, cosines = search(block, held, k)
        yield shares(found, strengths(cosines), leaves), cosines.mean(axis=1)
