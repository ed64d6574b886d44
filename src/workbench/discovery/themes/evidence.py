"""What the runs said of the rows, kept so that any granularity can be read from it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.themes import communities, large
from workbench.discovery.themes.assign import tally
from workbench.discovery.themes.canonical import fold
from workbench.discovery.themes.communities import membership
from workbench.discovery.themes.graph import (
    DIRECTIONS,
    NEIGHBOURS,
    fuzzy_graph,
    main_directions,
    search,
    strengths,
    unit,
)
from workbench.discovery.themes.tree import Tree, grow
from workbench.errors import Invalid

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

#: No theme is smaller, where there is another to join.
SMALLEST = 5
#: A row is between two themes when the second has at least this share of what speaks for the first.
NEARLY = 0.95


@dataclass(frozen=True)
class Evidence:
    """The consensus of the runs over the different rows, and where each given row is among them.

    `rows` [n]: the different row of each given one; `weights` [different]: how many times it was said;
    `leaves` [different]: its leaf of the tree; `votes` [different, leaves]: what its neighbours say;
    `alone` [different]: whether it is far from everything.
    """

    rows: Ints
    weights: Doubles
    leaves: Ints
    votes: csr_matrix
    alone: NDArray[np.bool_]
    tree: Tree
    run: dict[str, Any]

    def parts(self, granularity: float) -> Ints:
        """The theme of each leaf, 0 the largest."""
        parts = self.tree.cut(granularity)
        order = np.argsort(-self.sizes(parts), kind="stable")
        return np.argsort(order)[parts]

    def sizes(self, parts: Ints) -> NDArray[Any]:
        """The weight of each part; whole numbers where the weights are."""
        sizes = np.bincount(parts[self.leaves], weights=self.weights)
        whole = sizes.round().astype(np.int64)
        return whole if np.allclose(sizes, whole, rtol=0, atol=1e-9) else sizes

    def places(self, parts: Ints) -> tuple[Ints, Ints, Doubles, NDArray[Any]]:
        """Best, second, membership and reason of each given row."""
        best, second, share, rival = tally(self.votes, self.leaves, parts, self.tree.together(parts))
        reasons = np.where(self.alone, "alone", np.where(rival >= NEARLY * share, "between", ""))
        return best[self.rows], second[self.rows], share[self.rows], reasons[self.rows]


def gather(vectors: NDArray[np.floating], weights: NDArray[np.floating] | None, seed: int) -> Evidence:
    """The evidence of these rows; see `clustering.cluster`."""
    from threadpoolctl import threadpool_limits

    if vectors.ndim != 2 or (weights is not None and np.shape(weights) != (len(vectors),)):
        raise Invalid("discovery.themes.vectors_shape")
    said = np.ones(len(vectors)) if weights is None else np.asarray(weights, dtype=np.float64)
    if not (np.isfinite(said).all() and (said > 0).all()):
        raise Invalid("discovery.themes.weights")
    first, rows = fold(vectors)
    weight: Doubles = np.bincount(rows, weights=said, minlength=len(first)).astype(np.float64)
    # One thread inside each sum: with several, the last digits would depend on the machine.
    with threadpool_limits(limits=1):
        leaves, votes, near, tree = _consensus(vectors, first, weight, seed)
    run = {
        "method": "consensus of Louvain communities", "seed": seed, "rows": len(rows),
        "different": len(first), "in_graph": min(len(first), large.LARGEST), "neighbours": list(NEIGHBOURS),
        "directions": min(DIRECTIONS, vectors.shape[1]), "resamples": communities.RESAMPLES,
        "share": communities.SHARE, "resolutions": [list(pair) for pair in communities.RESOLUTIONS],
        "smallest": SMALLEST, "nearly": NEARLY,
        "versions": {name: version(name) for name in ("workbench", "numpy", "scipy", "scikit-network")},
    }  # fmt: skip
    return Evidence(rows, weight, leaves, votes, _far(near), tree, run)


def _consensus(
    vectors: NDArray[np.floating], first: Ints, weight: Doubles, seed: int
) -> tuple[Ints, csr_matrix, Floats, Tree]:
    """The leaf of each different row, the votes of its neighbours, their mean cosine, and the tree."""
    from scipy.sparse import diags, vstack

    inside, outside = first[: large.LARGEST], first[large.LARGEST :]
    whole = unit(vectors[inside])
    axes = main_directions(whole)
    held = unit(whole @ axes)
    weight = weight[: large.LARGEST]
    graphs, near = _graphs(held)
    # What is said twice as often weighs one more, or the single thing that many say would drown among
    # what is near it; and what was said several times is its own nearest neighbour.
    loud = diags(1 + np.log2(np.maximum(weight, 1)))
    copies = diags(np.clip(weight - 1, 0, NEIGHBOURS[0]))
    said = (loud @ (graphs[0] + copies) @ loud).tocsr()
    graphs = [(loud @ graph @ loud).tocsr() for graph in graphs]
    runs = communities.resample(graphs, seed)
    # Rows of zeros say nothing: they have no ties and make no theme.
    telling = np.where(held.any(axis=1), weight, 1e-9)
    tree, leaves = grow(graphs[0], said, runs, telling, max(SMALLEST, telling.sum() ** 0.5 / 4))
    strength = np.maximum(np.asarray(said.sum(axis=1)).ravel(), 1e-12)
    votes = (diags(1 / strength) @ said @ membership(leaves)).tocsr()
    if len(outside):
        others, heard, far = large.join(vectors, outside, axes, held, leaves, tree)
        leaves, near = np.concatenate([leaves, others]), np.concatenate([near, far])
        votes = vstack([votes.astype(np.float32), heard], format="csr")
    return leaves, votes, near, tree


def _graphs(held: Floats) -> tuple[list[csr_matrix], Floats]:
    """A graph for each number of neighbours, and the mean cosine of each row to the first number."""
    from scipy.sparse import identity

    most = [min(k, len(held) - 1) for k in NEIGHBOURS]
    if most[0] < 1:
        return [identity(len(held), format="csr")], np.ones(len(held), dtype=np.float32)
    found, cosines = search(held, held, max(most), same=True)
    some = held.any(axis=1, keepdims=True)
    graphs = [fuzzy_graph(found[:, :k], some * strengths(cosines[:, :k])) for k in most]
    return graphs, cosines[:, : most[0]].mean(axis=1)


def _far(near: Floats) -> NDArray[np.bool_]:
    """Whose neighbours are out of the ordinary far: below the lower fence of Tukey's box plot."""
    if not len(near):
        return np.zeros(0, dtype=bool)
    low, high = np.quantile(near, [0.25, 0.75])
    far: NDArray[np.bool_] = near < low - 1.5 * (high - low)
    return far
