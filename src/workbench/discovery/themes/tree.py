"""The tree of the themes: which groups of points stay together in how many of the runs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
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
    """The finest groups, in what order they join, and where the runs put their points.

    `joins` [groups - 1, 2]: the two nodes that join, groups first, then a node for each join; `heights`
    [groups - 1]: how often a point of one side and a point of the other are together in the runs, never
    rising; `counts` [groups, communities]: points of each group in each community of the runs; `run`
    [communities]: the run each is of; `resample` [runs]; `seen` [groups, runs]: points that took part.
    """

    joins: Ints
    heights: Doubles
    counts: Doubles
    run: Ints
    resample: Ints
    seen: Doubles

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

    @cached_property
    def granularities(self) -> list[float]:
        """Every granularity that makes a difference, coarse to fine: half way between two heights."""
        edges = np.unique(np.concatenate([[0.0, 1.0], self.heights]))
        return [float(middle) for middle in (edges[1:] + edges[:-1]) / 2]

    @cached_property
    def proposed(self) -> float:
        """The granularity whose parts agree most with the runs, by the mean adjusted Rand index."""
        # Rounded, so that what is equal is equal; the coarser of two equal ones.
        worth = self._agreements().round(9)
        joined = [int((self.heights >= granularity).sum()) for granularity in self.granularities]
        return self.granularities[int(np.argmax(worth[joined]))]

    @cached_property
    def steps(self) -> list[float]:
        """Where the slider stops, coarse to fine, the proposed granularity included."""
        every = self.granularities
        parts = np.array([self.cut(one).max(initial=-1) + 1 for one in every])
        several = np.flatnonzero(parts > 1)
        if not several.size:
            return [self.proposed]
        wanted = np.geomspace(parts[several[0]], parts[-1], STEPS)
        kept = {every[several[np.abs(parts[several] - number).argmin()]] for number in wanted}
        return sorted(kept | {self.proposed})

    def descend(self, votes: NDArray[np.floating]) -> Ints:
        """The leaf each row comes to, going at each fork to the side with more votes.

        `votes` [n, groups]: how much speaks for each leaf. So a row is in the theme most of its
        neighbours are in, and themes still nest.
        """
        groups = len(self.counts)
        said = np.zeros((len(votes), groups + len(self.joins)), dtype=np.float32)
        said[:, :groups] = votes
        for node, (left, right) in enumerate(self.joins, start=groups):
            said[:, node] = said[:, left] + said[:, right]
        place = np.full(len(votes), groups + len(self.joins) - 1)
        for node, (left, right) in reversed(list(enumerate(self.joins, start=groups))):
            here = np.flatnonzero(place == node)
            place[here] = np.where(said[here, left] >= said[here, right], left, right)
        return place

    def together(self, parts: Ints) -> Doubles:
        """How often a point of one part and a point of another are together, [parts, parts]."""
        return _together(summed(self.counts, parts), summed(self.seen, parts))

    def stability(self, parts: Ints) -> Doubles:
        """The mean over the resamples of the best Jaccard of each part with a community, [parts]."""
        counts, seen = summed(self.counts, parts), summed(self.seen, parts)
        sizes = self.counts.sum(axis=0)
        total = np.zeros(len(seen))
        resamples = np.unique(self.resample)
        for one in resamples:
            own = np.flatnonzero(self.resample[self.run] == one)
            both = counts[:, own]
            union = seen[:, self.run[own]] + sizes[own] - both
            total += (both / np.maximum(union, 1)).max(axis=1, initial=0)
        mean: Doubles = total / len(resamples)
        return mean

    def _agreements(self) -> Doubles:
        """The mean adjusted Rand index with the runs after no join, one, two… (Hubert and Arabie, 1985)."""
        counts, seen = list(self.counts), list(self.seen)
        both = self._per_run(_pairs(self.counts).sum(axis=0))
        ours = _pairs(self.seen).sum(axis=0)
        theirs = self._per_run(_pairs(self.counts.sum(axis=0)))
        every = np.maximum(_pairs(self.seen.sum(axis=0)), 1)
        worth = [_rand(both, ours, theirs, every)]
        for left, right in self.joins:
            # Joining two parts adds the pairs with one point in each.
            both = both + self._per_run(counts[left] * counts[right])
            ours = ours + seen[left] * seen[right]
            counts.append(counts[left] + counts[right])
            seen.append(seen[left] + seen[right])
            worth.append(_rand(both, ours, theirs, every))
        return np.array(worth)

    def _per_run(self, communities: Doubles) -> Doubles:
        """A number for each community added up by run."""
        total: Doubles = np.bincount(self.run, communities, minlength=len(self.resample)).astype(np.float64)
        return total


def grow(
    graph: csr_matrix, said: csr_matrix, runs: Runs, weights: Doubles, least: float
) -> tuple[Tree, Ints]:
    """The tree of the consensus, and the leaf of each point: the one most of its neighbours are in.

    `said` is the graph in which neighbours speak. No leaf weighs less than `least` where there is another
    to join. Leaves are fine communities of the
    ties that the runs agree on (Lancichinetti and Fortunato, 2012, "Consensus clustering in complex
    networks"); they join by average linkage of how often their points are together (Fred and Jain,
    2005, "Combining multiple clusterings using evidence accumulation").
    """
    agreed = agreement(graph, runs)
    # A tie that no run agrees on still is one, where a small group has no other.
    leaves = _absorbed(louvain(agreed, _FINEST), (agreed + 1e-6 * graph).tocsr(), weights, least)
    counts, run, seen = _counts(leaves, runs)
    joins, heights = _average_linkage(_together(counts, seen), np.bincount(leaves).astype(np.float64))
    tree = Tree(joins, heights, counts, run, runs.resample, seen)
    leaves = _settled(leaves, tree.descend((said @ membership(leaves)).toarray()), weights, least)
    counts, run, seen = _counts(leaves, runs)
    return replace(tree, counts=counts, run=run, seen=seen), leaves


def _settled(old: Ints, moved: Ints, weights: Doubles, least: float) -> Ints:
    """Each point where its neighbours want it, but in no leaf that would be left too small."""
    kept = np.zeros(int(old.max(initial=-1)) + 1, dtype=bool)
    while True:
        leaves = np.where(kept[old], old, moved)
        small = (np.bincount(leaves, weights=weights, minlength=len(kept)) < least) & ~kept
        if not small.any():
            return leaves
        kept |= small


def summed(table: Doubles, groups: Ints) -> Doubles:
    """The rows of each group added up."""
    total: Doubles = np.asarray(membership(groups).T @ table)
    return total


def _counts(leaves: Ints, runs: Runs) -> tuple[Doubles, Ints, Doubles]:
    """Points of each leaf in each community, the run of each community, points of each leaf in each run."""
    groups = int(leaves.max(initial=-1)) + 1
    found = [np.unique(labels[labels >= 0], return_inverse=True)[1] for labels in runs.labels]
    sizes = [int(own.max(initial=-1)) + 1 for own in found]
    counts = np.zeros((groups, sum(sizes)))
    for labels, own, size, end in zip(runs.labels, found, sizes, np.cumsum(sizes), strict=True):
        pairs = np.bincount(leaves[labels >= 0] * size + own, minlength=groups * size)
        counts[:, end - size : end] = pairs.reshape(groups, size)
    seen: Doubles = membership(leaves).T @ (runs.labels >= 0).T.astype(np.float64)
    return counts, np.repeat(np.arange(len(sizes)), sizes), seen


def _together(counts: Doubles, seen: Doubles) -> Doubles:
    """How often a point of one group and a point of another are together, [groups, groups]."""
    share: Doubles = (counts @ counts.T) / np.maximum(seen @ seen.T, 1)
    return share


def _pairs(n: Doubles) -> Doubles:
    return n * (n - 1) / 2


def _rand(both: Doubles, ours: Doubles, theirs: Doubles, every: Doubles) -> float:
    """The mean adjusted Rand index, from the pairs that are together in both, in one, and in all."""
    chance, most = ours * theirs / every, (ours + theirs) / 2
    index = (both - chance) / np.maximum(most - chance, 1e-12)
    return float(np.where(most > chance, index, 0).mean())


def _absorbed(leaves: Ints, ties: csr_matrix, weights: Doubles, least: float) -> Ints:
    """The leaves once each too small one, smallest first, has joined the one it has the strongest tie to."""
    while True:
        groups = membership(leaves)
        sizes = groups.T @ weights
        small = np.flatnonzero(sizes < least)
        if not small.size or len(sizes) == 1:
            return leaves
        between = (groups.T @ ties @ groups).tocsr()
        between.setdiag(0)
        host = np.asarray(between.argmax(axis=1)).ravel()
        # Without a tie to any, it joins the largest.
        largest, next_one = np.argsort(-sizes, kind="stable")[:2]
        lonely = between.max(axis=1).toarray().ravel() == 0
        host[lonely] = np.where(np.flatnonzero(lonely) == largest, next_one, largest)
        place = np.arange(len(sizes))
        hosting = np.zeros(len(sizes), dtype=bool)
        for one in small[np.argsort(sizes[small], kind="stable")]:
            # In one round a group either joins another or is joined, so that no chains are made.
            if not hosting[one] and place[host[one]] == host[one]:
                place[one] = host[one]
                hosting[host[one]] = True
        leaves = np.unique(place, return_inverse=True)[1].astype(np.int64)[leaves]


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
