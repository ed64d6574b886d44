"""What theme each row belongs to, and how much: the votes of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.themes.communities import membership
from workbench.discovery.themes.graph import search, strengths, unit
from workbench.errors import Invalid

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Rows whose votes are spread out at a time.
_BLOCK = 20_000


def nearest(
    vectors: NDArray[np.floating], new: NDArray[np.floating], labels: Ints, k: int = 15
) -> tuple[Ints, Ints, Doubles]:
    """The themes of new rows by their `k` nearest labelled ones: best, second, membership; all [new].

    `vectors` [n, d], `labels` [n] with -1 for rows that have no say, `new` [m, d]. Membership is the
    share, 0 to 1, of the neighbours' strength that speaks for the best theme; `second` is -1 where no
    neighbour speaks for another, and `best` -1 where nothing is labelled. The old labels stay as they
    are. Raises Invalid when a value is not a number or the sizes differ. Method: k nearest neighbours,
    weighed as in `graph.strengths`.

    >>> old = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]], dtype=np.float32)
    >>> best, second, membership = nearest(old, np.array([[0.8, 0.2]]), np.array([0, 0, 1, 1]), k=3)
    >>> best.tolist(), second.tolist(), bool(membership[0] > 0.7)
    ([0], [1], True)
    """
    labels = np.asarray(labels, dtype=np.int64)
    if len(labels) != len(vectors) or (len(new) and len(vectors) and new.shape[1:] != vectors.shape[1:]):
        raise Invalid("discovery.themes.vectors_shape")
    known = np.flatnonzero(labels >= 0)
    if not known.size or not len(new):
        none = np.full(len(new), -1, dtype=np.int64)
        return none, none.copy(), np.zeros(len(new))
    votes = votes_of(unit(new), unit(vectors[known]), labels[known], min(k, known.size))
    best, second, share, _ = tally(votes, None, np.arange(votes.shape[1]), None)
    return best, second, share


def votes_of(new: Floats, rows: Floats, labels: Ints, k: int) -> csr_matrix:
    """What the `k` nearest rows of each new one say, [new, labels]; a line sums to 1. Unit rows."""
    found, cosines = search(new, rows, k)
    return shares(found, strengths(cosines), labels)


def shares(neighbours: Ints, strength: Floats, labels: Ints) -> csr_matrix:
    """The strength of the neighbours by their labels, [n, labels]; a line sums to 1."""
    from scipy.sparse import csr_matrix

    n, k = neighbours.shape
    said = (strength / strength.sum(axis=1, keepdims=True)).astype(np.float32)
    table = csr_matrix(
        (said.ravel(), labels[neighbours].ravel(), np.arange(0, n * k + 1, k)),
        shape=(n, int(labels.max()) + 1),
    )
    table.sum_duplicates()
    return table


def tally(
    votes: csr_matrix, own: Ints | None, parts: Ints, near: Doubles | None
) -> tuple[Ints, Ints, Doubles, Doubles]:
    """Best and second part of each row and the shares that speak for them, from votes for leaves.

    `parts` [leaves]: the part each leaf is in. `own` [n]: the leaf of each row; without it, the best is
    the part with most votes. `near` [parts, parts]: how close parts are, which decides the second where
    no neighbour speaks for another.
    """
    n, count = votes.shape[0], int(parts.max(initial=-1)) + 1
    best, second = np.empty(n, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    share, rival = np.empty(n), np.zeros(n)
    table = membership(parts).astype(np.float32)
    for start in range(0, n, _BLOCK):
        said = (votes[start : start + _BLOCK] @ table).toarray().astype(np.float64)
        lines = np.arange(len(said))
        rows = slice(start, start + len(said))
        best[rows] = said.argmax(axis=1) if own is None else parts[own[rows]]
        share[rows] = said[lines, best[rows]]
        if count > 1:
            if near is not None:
                said += 1e-6 * near[best[rows]]
            said[lines, best[rows]] = 0
            rival[rows] = said.max(axis=1)
            second[rows] = np.where(rival[rows] > 0, said.argmax(axis=1), -1)
    return best, second, np.clip(share, 0, 1), rival
