"""The words that set a theme apart, and the verbatims at its heart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csc_matrix, csr_matrix

Ints = NDArray[np.int64]

#: How much more often than elsewhere a word must be said to tell a theme from the others.
_LIFT = 1.5


def distinctive(
    counts: csr_matrix, terms: Sequence[str], groups: Ints, people: Ints, *, most: int = 12
) -> dict[int, list[str]]:
    """The terms that set each group apart, the strongest first, at most `most` a group.

    `counts`: uses, segments × terms; `groups`: the group of each segment, -1 for none; `people`: who
    speaks. Class-based TF-IDF over presence, so that one long turn counts once, of the terms said at
    least half as often again as elsewhere; a group without any is told by what it says most. A term that
    only one person uses names no group of several people. Source: Grootendorst (2022), "BERTopic: Neural
    topic modeling with a class-based TF-IDF procedure", arXiv:2203.05794.

    >>> from scipy.sparse import csr_matrix
    >>> counts = csr_matrix([[2, 0, 1], [1, 0, 1], [0, 1, 1], [0, 3, 1]])
    >>> distinctive(counts, ["bus", "file", "dire"], np.array([0, 0, 1, 1]), np.array([1, 2, 1, 2]), most=1)
    {0: ['bus'], 1: ['file']}
    """
    kept = np.flatnonzero(groups >= 0)
    names = np.unique(groups[kept])
    if not len(names) or not len(terms):
        return {int(name): [] for name in names}
    presence = counts[kept].sign().tocsr()
    at = np.searchsorted(names, groups[kept])
    by_group = _sum_rows(presence, at, len(names))
    totals = by_group.sum(axis=1, keepdims=True)
    frequency = np.asarray(by_group.sum(axis=0)).ravel()
    weight = np.log1p(totals.mean() / np.maximum(frequency, 1))
    sizes = np.bincount(at, minlength=len(names))[:, None]
    elsewhere = (frequency - by_group + 0.5) / (len(kept) - sizes + 1)
    telling = by_group / np.maximum(sizes, 1) >= _LIFT * elsewhere
    scores = by_group / np.maximum(totals, 1) * weight
    found = {}
    for row, name in enumerate(names):
        mine = at == row
        inside = presence[mine].tocsc()
        strongest = _strongest(scores[row] * telling[row], inside, people[kept][mine], terms, most)
        found[int(name)] = strongest or _strongest(scores[row], inside, people[kept][mine], terms, most)
    return found


def _strongest(
    scores: NDArray[Any], presence: csc_matrix, people: Ints, terms: Sequence[str], most: int
) -> list[str]:
    """The terms of the highest scores, those that several people use where several speak."""
    several = len(np.unique(people)) > 1
    chosen: list[str] = []
    said = [int(t) for t in np.flatnonzero(scores > 0)]
    # Ties go by the alphabet, so that the order of the texts changes nothing.
    for column in sorted(said, key=lambda t: (-round(float(scores[t]), 9), terms[t])):
        users = people[presence.indices[presence.indptr[column] : presence.indptr[column + 1]]]
        if not several or len(np.unique(users)) > 1:
            chosen.append(terms[column])
        if len(chosen) == most:
            break
    return chosen


def medoids(
    vectors: NDArray[np.float32], groups: Ints, people: Ints, *, most: int = 3
) -> dict[int, list[int]]:
    """The rows nearest to the middle of each group, the first of all, the next of other people.

    `vectors`: unit rows. Where a group has fewer people than `most`, its list is shorter.

    >>> vectors = np.array([[1, 0], [.9, .1], [0, 1]], dtype=np.float32)
    >>> medoids(vectors, np.array([0, 0, 0]), np.array([7, 7, 8]))
    {0: [0, 2]}
    """
    found = {}
    for name in np.unique(groups[groups >= 0]):
        rows = np.flatnonzero(groups == name)
        centre = vectors[rows].mean(axis=0, dtype=np.float64)
        near = np.round(vectors[rows] @ centre, 6)
        chosen: list[int] = []
        heard: set[int] = set()
        for row in rows[np.lexsort((rows, -near))]:
            if int(people[row]) not in heard:
                heard.add(int(people[row]))
                chosen.append(int(row))
            if len(chosen) == most:
                break
        found[int(name)] = chosen
    return found


def _sum_rows(matrix: csr_matrix, groups: Ints, n: int) -> NDArray[Any]:
    from scipy.sparse import csr_matrix

    rows = np.arange(len(groups))
    sums: NDArray[Any] = (
        csr_matrix((np.ones(len(groups)), (groups, rows)), shape=(n, len(groups))) @ matrix
    ).toarray()
    return sums
