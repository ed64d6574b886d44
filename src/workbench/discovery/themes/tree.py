"""The tree of the themes: which groups of points stay together in how many of the runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.themes.communities import Runs, agreement, louvain, membership

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]

#: Steps of the slider, besides the one that is proposed.
STEPS = 9
#: The resolution at which the finest groups are sought among the ties that the runs agree on.
_FINEST = 30.0


@dataclass(frozen=True)
class Tree:
    """The finest groups, and in what order they join.

    `leaves` [n]: the group of each point; `joins` [groups - 1, 2]: the two nodes that join, groups
    first, then a node for each join; `heights` [groups - 1]: how often a point of one side and a point
    of the other are together in the runs, never rising; `counts` [groups, communities]: points of each
    group in each community of the runs; `resamples` [communities]: the resample of each; `seen`
    [groups, resamples]: points that took part, once a resolution; `ties` [groups, groups]: the graph
    between the groups and inside them.
    """

    leaves: Ints
    joins: Ints
    heights: Doubles
    counts: Doubles
    resamples: Ints
    seen: Doubles
    ties: Doubles

    def cut(self, granularity: float) -> Ints:
        """The part each leaf is in when groups join that are together at least so often, [groups]."""
        groups = len(self.counts)
        node = list(range(groups + len(self.joins)))
        joins = self.joins[: int((self.heights >= granularity).sum())]
        for new, (left, right) in enumerate(joins, start=groups):
            node[left] = node[right] = new
        for one in reversed(range(len(node))):
            node[one] = node[node[one]]
        parts: Ints = np.unique(node[:groups], return_inverse=True)[1].astype(np.int64)
        return parts

    def granularities(self) -> list[float]:
        """Every granularity that makes a difference, coarse to fine: half way between two heights."""
        edges = np.unique(np.concatenate([[0.0, 1.0], self.heights]))
        return [float(middle) for middle in (edges[1:] + edges[:-1]) / 2]

    def steps(self) -> list[float]:
        """Those among them that the slider stops at, the proposed one included."""
        every = self.granularities()
        parts = np.array([self.cut(one).max(initial=-1) + 1 for one in every])
        several = np.flatnonzero(parts > 1)
        if not several.size:
            return [self.proposed()]
        wanted = np.geomspace(parts[several[0]], parts[-1], STEPS)
        kept = {every[several[np.abs(parts[several] - number).argmin()]] for number in wanted}
        return sorted(kept | {self.proposed()})

    def proposed(self) -> float:
        """The granularity with the highest modularity in the graph (Newman and Girvan, 2004)."""
        every = self.granularities()
        worth = [round(self._modularity(self.cut(one)), 9) for one in every]
        return every[int(np.argmax(worth))]

    def together(self, parts: Ints) -> Doubles:
        """How often a point of one part and a point of another are together, [parts, parts]."""
        return _together(_summed(self.counts, parts), _summed(self.seen, parts))

    def stability(self, parts: Ints) -> Doubles:
        """The mean over the resamples of the best Jaccard of each part with a community, [parts]."""
        if not len(parts):
            return np.zeros(0)
        counts, seen = _summed(self.counts, parts), _summed(self.seen, parts)
        either = seen[:, self.resamples] + self.counts.sum(axis=0) - counts
        firsts = np.searchsorted(self.resamples, np.arange(seen.shape[1]))
        best = np.maximum.reduceat(counts / np.maximum(either, 1), firsts, axis=1)
        mean: Doubles = best.mean(axis=1)
        return mean

    def _modularity(self, parts: Ints) -> float:
        ties = _summed(_summed(self.ties, parts).T, parts)
        whole = max(float(ties.sum()), 1e-12)
        return float(np.trace(ties) / whole - ((ties.sum(axis=1) / whole) ** 2).sum())


def grow(graph: csr_matrix, runs: Runs, weights: Doubles, least: float) -> Tree:
    """The tree of the consensus: no leaf weighs less than `least` where there is another to join.

    Leaves are fine communities of the ties that the runs agree on (Lancichinetti and Fortunato, 2012,
    "Consensus clustering in complex networks"); they join by average linkage of how often their points
    are together (Fred and Jain, 2005, "Combining multiple clusterings using evidence accumulation").
    """
    leaves = louvain(agreement(graph, runs), _FINEST)
    counts, resamples = _counts(leaves, runs)
    seen = membership(leaves).T @ runs.drawn.T.astype(np.float64)
    sizes: Doubles = np.bincount(leaves, weights=weights).astype(np.float64)
    joined = _absorbed(_together(counts, seen), seen.sum(axis=1), sizes, least)
    leaves, counts, seen = joined[leaves], _summed(counts, joined), _summed(seen, joined)
    joins, heights = _average_linkage(_together(counts, seen), np.bincount(leaves).astype(np.float64))
    groups = membership(leaves)
    ties = (groups.T @ graph @ groups).toarray()
    return Tree(leaves, joins, heights, counts, resamples, seen, ties)


def _counts(leaves: Ints, runs: Runs) -> tuple[Doubles, Ints]:
    """Points of each leaf in each community [leaves, communities], and the resample of each community."""
    groups = int(leaves.max(initial=-1)) + 1
    counts, resamples = [], []
    for number, (drawn, found) in enumerate(zip(runs.drawn, runs.found, strict=True)):
        for labels in found:
            used, own = np.unique(labels[runs.pieces[drawn]], return_inverse=True)
            count = np.bincount(leaves[drawn] * len(used) + own, minlength=groups * len(used))
            counts.append(count.reshape(groups, len(used)).astype(np.float64))
            resamples += [number] * len(used)
    return np.hstack(counts), np.array(resamples, dtype=np.int64)


def _together(counts: Doubles, seen: Doubles) -> Doubles:
    """How often a point of one group and a point of another are together, [groups, groups]."""
    # Each point drawn is in one community at each resolution.
    runs = counts.sum() / max(seen.sum(), 1)
    share: Doubles = (counts @ counts.T) / np.maximum(seen @ seen.T * runs, 1e-12)
    return share


def _absorbed(together: Doubles, drawn: Doubles, sizes: Doubles, least: float) -> Ints:
    """Where each group goes once the too small ones, smallest first, join those they are most with."""
    place = np.arange(len(sizes))
    together, drawn, sizes = together.copy(), drawn.copy(), sizes.copy()
    np.fill_diagonal(together, -1)
    while (alive := np.flatnonzero(sizes > 0)).size > 1:
        small = int(alive[np.argmin(sizes[alive])])
        if sizes[small] >= least:
            break
        host = int(np.argmax(together[small]))
        _merge(together, drawn, host, small)
        sizes[host] += sizes[small]
        sizes[small] = 0
        place[place == small] = host
    return np.unique(place, return_inverse=True)[1].astype(np.int64)


def _average_linkage(together: Doubles, sizes: Doubles) -> tuple[Ints, Doubles]:
    """Joins and heights; a group stands for all its points, so sizes count."""
    n = len(sizes)
    joins, heights = np.zeros((max(0, n - 1), 2), dtype=np.int64), np.zeros(max(0, n - 1))
    together, sizes, names = together.copy(), sizes.copy(), np.arange(n)
    np.fill_diagonal(together, -1)
    for step in range(n - 1):
        left, right = divmod(int(np.argmax(together)), n)
        joins[step], heights[step] = (names[left], names[right]), together[left, right]
        _merge(together, sizes, left, right)
        names[left] = n + step
    # Averages never rise along the joins but for the last digits.
    return joins, np.minimum.accumulate(heights)


def _merge(together: Doubles, sizes: Doubles, host: int, guest: int) -> None:
    """Put `guest` in `host`, in place: averages over all pairs of points."""
    share = sizes[host] / (sizes[host] + sizes[guest])
    mixed = share * together[host] + (1 - share) * together[guest]
    together[host], together[:, host] = mixed, mixed
    together[guest], together[:, guest] = -1, -1
    together[host, host] = -1
    sizes[host] += sizes[guest]


def _summed(table: Doubles, groups: Ints) -> Doubles:
    """The rows of each group added up."""
    total: Doubles = np.asarray(membership(groups).T @ table)
    return total
