"""More rows than a graph can hold: some of them make the themes, the others join by their neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.themes.assign import shares
from workbench.discovery.themes.canonical import BLOCK
from workbench.discovery.themes.graph import NEIGHBOURS, search, strengths, unit
from workbench.discovery.themes.tree import Tree

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Different rows that take part in the graph, at most.
LARGEST = 25_000


def join(
    vectors: NDArray[np.floating], others: Ints, axes: Floats, held: Floats, leaves: Ints, tree: Tree
) -> tuple[Ints, csr_matrix, Floats]:
    """Where the `others` go: their leaf, what their neighbours say [others, leaves], the mean cosine.

    `vectors` may be memory-mapped: it is read a block at a time. `axes` are the directions along which
    the rows `held` by the graph were taken, `leaves` where these are.
    """
    from scipy.sparse import vstack

    places, votes, near = [], [], []
    for start in range(0, len(others), BLOCK):
        block = unit(unit(vectors[others[start : start + BLOCK]]) @ axes)
        found, cosines = search(block, held, NEIGHBOURS[0])
        said = shares(found, strengths(cosines), leaves)
        places.append(tree.descend(said.toarray()))
        votes.append(said)
        near.append(cosines.mean(axis=1))
    return np.concatenate(places), vstack(votes, format="csr"), np.concatenate(near)
