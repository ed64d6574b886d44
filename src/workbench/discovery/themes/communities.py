"""Communities of many resamples, at many resolutions, and how often points stay together in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Resamples of the points, and the share of the points in each.
RESAMPLES = 50
SHARE = 0.8
#: Each resample is read at a resolution in the first range, then at the same step of the second.
RESOLUTIONS = ((0.5, 1.0), (1.0, 2.0))
#: Above so many points, those that stay together even at a very high resolution move as one.
_SINGLE = 1_200
_PIECES = 50.0


@dataclass(frozen=True)
class Runs:
    """The communities of each run: `labels` [runs, n], -1 for a point not drawn; `resample` [runs]."""

    labels: NDArray[np.int32]
    resample: Ints


def resample(graphs: Sequence[csr_matrix], seed: int) -> Runs:
    """Louvain communities of `RESAMPLES` draws of four points in five, each at two resolutions.

    `graphs`: symmetric weights [n, n], taken in turn. Source: Blondel et al. (2008), "Fast unfolding of
    communities in large networks", with the resolution of Reichardt and Bornholdt (2006).
    """
    from scipy.sparse import diags

    n = graphs[0].shape[0]
    pieces = louvain(graphs[0], _PIECES) if n > _SINGLE else np.arange(n)
    groups = membership(pieces)
    ranges = [np.geomspace(low, high, RESAMPLES) for low, high in RESOLUTIONS]
    draw = np.random.default_rng(seed)
    labels = np.full((RESAMPLES * len(ranges), n), -1, dtype=np.int32)
    for r in range(RESAMPLES):
        drawn = np.zeros(n)
        drawn[draw.permutation(n)[: round(SHARE * n + 0.5)]] = 1
        kept = diags(drawn) @ groups
        ties = (kept.T @ graphs[r % len(graphs)] @ kept).tocsr()
        for at, resolutions in enumerate(ranges):
            found = louvain(ties, float(resolutions[r]))[pieces]
            labels[r * len(ranges) + at] = np.where(drawn > 0, found, -1)
    return Runs(labels, np.repeat(np.arange(RESAMPLES), len(ranges)))


def agreement(graph: csr_matrix, runs: Runs) -> csr_matrix:
    """The same ties, each weighed by the share of the runs that keep its ends together."""
    from scipy.sparse import triu

    # Ties are the same both ways: half of them tell it all.
    ties = triu(graph).tocoo()
    together, seen = np.zeros(ties.nnz), np.zeros(ties.nnz)
    for labels in runs.labels:
        left, right = labels[ties.row], labels[ties.col]
        both = (left >= 0) & (right >= 0)
        seen += both
        together += both & (left == right)
    ties.data = ties.data * together / np.maximum(seen, 1)
    kept = ties.tocsr()
    kept.eliminate_zeros()
    kept = (kept + kept.T).tocsr()
    kept.sort_indices()
    return kept


def louvain(graph: csr_matrix, resolution: float) -> Ints:
    """The Louvain community of each point of a symmetric graph, 0 the largest."""
    from sknetwork.clustering import Louvain

    if graph.nnz == 0:
        return np.arange(graph.shape[0])
    engine = Louvain(resolution=resolution, return_probs=False, return_aggregate=False, random_state=0)
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
