"""Communities of many resamples at many resolutions, and how often points stay together in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]

#: Resamples of the points, and the share of the points in each.
RESAMPLES = 50
SHARE = 0.8
#: From fine to coarse: the communities of one resolution are the points of the next.
RESOLUTIONS = (8.0, 4.0, 2.0, 1.0, 0.5)
#: Above so many points, points that belong together at once are moved together.
_PIECES = 3_000


@dataclass(frozen=True)
class Runs:
    """What the resamples found: for each of them, the community of each piece at each resolution.

    `pieces` [n]: the piece of each point (most often the point itself). `drawn` [resamples, n]: which
    points took part. `found` [resamples, resolutions, pieces]: communities.
    """

    pieces: Ints
    drawn: NDArray[np.bool_]
    found: Ints


def resample(graph: csr_matrix, seed: int) -> Runs:
    """Communities of `RESAMPLES` draws of four points in five, at every resolution.

    `graph`: symmetric weights [n, n]. Louvain communities, finest first, each resolution starting from
    the communities of the finer one. Source: Blondel et al. (2008), "Fast unfolding of communities in
    large networks", with the resolution of Reichardt and Bornholdt (2006).
    """
    from scipy.sparse import diags

    n = graph.shape[0]
    pieces = _pieces(graph)
    groups = membership(pieces)
    draw = np.random.default_rng(seed)
    drawn = np.zeros((RESAMPLES, n), dtype=bool)
    found = np.zeros((RESAMPLES, len(RESOLUTIONS), groups.shape[1]), dtype=np.int64)
    for r in range(RESAMPLES):
        drawn[r, draw.permutation(n)[: max(1, round(SHARE * n))]] = True
        kept = diags(drawn[r].astype(np.float64)) @ groups
        ties = (kept.T @ graph @ kept).tocsr()
        labels = np.arange(groups.shape[1])
        for step, resolution in enumerate(RESOLUTIONS):
            merged = louvain(ties, resolution)
            labels = merged[labels]
            found[r, step] = labels
            whole = membership(merged)
            ties = (whole.T @ ties @ whole).tocsr()
    return Runs(pieces, drawn, found)


def agreement(graph: csr_matrix, runs: Runs) -> csr_matrix:
    """The same ties, each weighed by the share of the runs that keep its ends together."""
    ties = graph.tocoo()
    together = np.zeros(ties.nnz)
    seen = np.zeros(ties.nnz)
    left, right = runs.pieces[ties.row], runs.pieces[ties.col]
    for drawn, found in zip(runs.drawn, runs.found, strict=True):
        both = drawn[ties.row] & drawn[ties.col]
        seen += both
        for labels in found:
            together += both & (labels[left] == labels[right])
    ties.data = ties.data * together / np.maximum(seen * runs.found.shape[1], 1)
    kept = ties.tocsr()
    kept.eliminate_zeros()
    return kept


def louvain(graph: csr_matrix, resolution: float, **settings: Any) -> Ints:
    """The Louvain community of each point of a symmetric graph, 0 the largest."""
    from sknetwork.clustering import Louvain

    if graph.nnz == 0:
        return np.arange(graph.shape[0])
    engine = Louvain(
        resolution=resolution, return_probs=False, return_aggregate=False, random_state=0, **settings
    )
    labels: Ints = engine.fit_predict(graph).astype(np.int64)
    return labels


def membership(labels: Ints) -> csr_matrix:
    """Labels 0… as a table of points × labels, with a one where a point has the label."""
    from scipy.sparse import csr_matrix

    n = len(labels)
    table: csr_matrix = csr_matrix(
        (np.ones(n), labels, np.arange(n + 1)), shape=(n, int(labels.max(initial=-1)) + 1)
    )
    return table


def _pieces(graph: csr_matrix) -> Ints:
    n = graph.shape[0]
    return np.arange(n) if n <= _PIECES else louvain(graph, RESOLUTIONS[0] * 8, n_aggregations=1)
