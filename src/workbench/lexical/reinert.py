"""Reinert's classification of segments by the words they share, simple or double, with its stability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench import i18n
from workbench.errors import Invalid
from workbench.lexical import crossing
from workbench.lexical.profiles import profiles
from workbench.lexical.splitting import RARE, TIED, Branch, grow

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

#: Under this mean Jaccard index a class would often not be there with four segments in five.
FRAGILE = 0.6
_PART = 0.8


@dataclass(frozen=True)
class Classification:
    """The classes of a table of segments, numbered from 1 in the order of the tree, left to right.

    `labels` [segments]: -1 only where `reasons` says why ("no_words": none of the terms that count;
    "disputed": the two classifications put it in classes that do not answer to each other).
    `tree`: the dendrogram, whose ends carry the numbers of the classes; None without any class.
    `classes`: one row a class (its index): segments, share (of those classified), stability (mean
    Jaccard, 0 to 1, NaN unless resampled), fragile. `profiles`: see `profiles.profiles`.
    `why_fewer`: "" or the reason why there are fewer classes than asked for. `run`: what repeats it.
    """

    labels: Ints
    reasons: list[str]
    tree: Branch | None
    classes: pd.DataFrame
    profiles: pd.DataFrame
    why_fewer: str
    run: dict[str, Any]

    def remark(self, language: str | None = None) -> str:
        """Why there are fewer classes than asked for, as a sentence; nothing when there are not."""
        if not self.why_fewer:
            return ""
        asked = {"asked": self.run["k"], "n": len(self.classes)}
        return i18n.t(f"lexical.fewer_classes_{self.why_fewer}", language, **asked)


def classify(
    table: Any,
    k: int,
    *,
    terms: Sequence[str] | None = None,
    double: bool = False,
    places: Sequence[tuple[Any, Any]] | None = None,
    sizes: tuple[int, int] = (10, 15),
    smallest: int | None = None,
    resamples: int = 0,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> Classification:
    """The `k` classes of segments whose words differ most (Reinert's descending classification).

    `table`: [segments, terms], sparse or a DataFrame, what is not 0 counts as present; `terms` names
    the columns of a sparse one. With `double`, the classification is made twice, on neighbouring
    segments joined until they hold `sizes` terms, and segments on which the two do not agree stay
    outside; `places` [segments] says who is a neighbour: (document, position), to be sorted. Without
    places nothing is joined, and too short segments leave the making of classes instead.
    `smallest`: the fewest segments of a class, by default 5, or a quarter of an equal share. With
    `resamples`, each class is looked for again in that many draws of 80 % of the segments (50 or more
    give a fair mean), and `progress(done, total)` is called after each; it may raise to stop.
    The order of rows changes nothing. Raises Invalid when k is under 2.

    Reinert (1983, 1990, see `splitting.grow`); Hennig, C. (2007), « Cluster-wise assessment of cluster
    stability », Computational Statistics & Data Analysis 52(1), for the Jaccard index of a class.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"bus": [1, 1, 0, 0], "trajet": [1, 1, 0, 0],
    ...                       "papier": [0, 0, 1, 1], "guichet": [0, 0, 1, 1]})
    >>> found = classify(pd.concat([table] * 3, ignore_index=True), k=2)
    >>> found.labels.tolist(), found.remark()
    ([1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2], '')
    """
    from threadpoolctl import threadpool_limits

    if k < 2:
        raise Invalid("lexical.two_classes", k=k)
    # Sums in another order differ in their last digit: terms and rows are put in one order first.
    presences, names, order = _canonical(table, terms, places)
    n = len(order)
    least = smallest or max(min(5, n // 6), n // (4 * k), 1)
    documents = None if places is None else [places[row][0] for row in order]

    def groups_of(rows: Ints) -> tuple[Branch | None, str]:
        told = None if documents is None else [documents[row] for row in rows]
        return _groups(presences[rows], k, least, told, sizes if double else None)

    with threadpool_limits(1):  # the number of cores changes the order of sums too
        tree, why = groups_of(np.arange(n))
        found = np.full(n, -1)
        for number, leaf in enumerate(tree.leaves() if tree else [], start=1):
            found[leaf.rows], leaf.label = number, number
        stability = _stability(groups_of, found, resamples, seed, progress)
    for branch in (tree, *tree.below()) if tree else ():
        branch.rows = np.sort(order[branch.rows])
    labels = np.empty(n, dtype=np.int64)
    labels[order] = found
    empty = np.zeros(n, dtype=bool)
    empty[order] = presences.sum(axis=1) == 0
    reasons = np.where(labels > 0, "", np.where(empty, "no_words", "disputed")).tolist()
    return Classification(
        labels,
        reasons,
        tree,
        _summary(found, stability),
        profiles(presences, found, names, least=RARE),
        why,
        {"method": "reinert", "k": k, "double": double, "sizes": list(sizes), "smallest": least,
         "rare": RARE, "tied": TIED, "resamples": resamples, "seed": seed},
    )  # fmt: skip


def _canonical(
    table: Any, terms: Sequence[str] | None, places: Sequence[tuple[Any, Any]] | None
) -> tuple[Any, list[str], Ints]:
    """The table of presences, its terms in alphabetical order; and its rows, by place then content."""
    from scipy.sparse import csr_array

    if hasattr(table, "columns"):
        terms, table = [str(name) for name in table.columns], table.to_numpy()
    presences = (csr_array(table) != 0).astype(np.int64).tocsr()
    names = [str(at) for at in range(presences.shape[1])] if terms is None else list(terms)
    columns = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int64)
    # A term of a segment or two cannot draw anything together, and would only lengthen units.
    columns = columns[np.asarray(presences.sum(axis=0))[columns] >= RARE]
    presences = presences[:, columns]
    presences.sort_indices()
    contents = [
        presences.indices[start:end].astype(">i8").tobytes()
        for start, end in pairwise(presences.indptr.tolist())
    ]
    keys = contents if places is None else list(zip(places, contents, strict=True))
    order = np.array(sorted(range(presences.shape[0]), key=keys.__getitem__), dtype=np.int64)
    return presences[order], [names[at] for at in columns], order


def _groups(
    presences: Any, k: int, smallest: int, documents: Sequence[Any] | None, sizes: tuple[int, int] | None
) -> tuple[Branch | None, str]:
    """The tree of the classes, and why there are not `k` of them."""
    if not presences.nnz:
        return None, "no_words"
    if sizes is None:
        simple = grow(presences, k, smallest)
        return simple, "" if len(simple.leaves()) == k else "alike"
    (first, ends), (second, other_ends) = (
        crossing.classes(presences, crossing.units(presences, documents, size), size, k, smallest)
        for size in sizes
    )
    if min(ends, other_ends) == 1:
        return Branch(np.flatnonzero(presences.sum(axis=1))), "alike"
    groups = crossing.cross(first, second, k, smallest)
    tree = crossing.tree_of(presences, groups) if groups else None
    return tree, "" if len(groups) == k else "alike" if min(ends, other_ends) < k else "disputed"


def _stability(
    groups_of: Callable[[Ints], tuple[Branch | None, str]],
    labels: Ints,
    resamples: int,
    seed: int,
    progress: Callable[[int, int], None] | None,
) -> list[float]:
    """For each class, the mean over draws of its best Jaccard index with a class of the draw."""
    draw = np.random.default_rng(seed)
    n, total = len(labels), np.zeros(max(labels.max(initial=0), 0))
    for done in range(resamples):
        rows = np.sort(draw.choice(n, round(_PART * n), replace=False))
        tree, _ = groups_of(rows)
        again = [leaf.rows for leaf in tree.leaves()] if tree else []
        for number in range(1, len(total) + 1):
            here = np.flatnonzero(labels[rows] == number)
            total[number - 1] += max((_jaccard(here, other) for other in again), default=0.0)
        if progress is not None:
            progress(done + 1, resamples)
    mean: list[float] = (total / resamples if resamples else np.full(len(total), np.nan)).tolist()
    return mean


def _jaccard(a: Ints, b: Ints) -> float:
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / max(len(a) + len(b) - common, 1)


def _summary(labels: Ints, stability: list[float]) -> pd.DataFrame:
    import pandas as pd

    sizes = np.bincount(labels[labels > 0], minlength=len(stability) + 1)[1:]
    frame = pd.DataFrame(
        {"segments": sizes, "share": sizes / max(sizes.sum(), 1), "stability": stability},
        index=pd.RangeIndex(1, len(stability) + 1, name="class"),
    )
    return frame.assign(fragile=frame["stability"] < FRAGILE)
