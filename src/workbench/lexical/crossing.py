"""A classification made twice, on units of two sizes, and the classes on which both agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.lexical.splitting import Branch, grow

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

#: The chi2 of one degree of freedom that chance exceeds once in twenty.
CHANCE = 3.84


def units(presences: Any, documents: Sequence[Any] | None, size: int) -> Ints:
    """The unit of each row: neighbours of one document joined until they hold `size` different terms.

    `presences`: sparse [rows, terms] of 0 and 1, in the order of the text; `documents` [rows]: which
    rows may be joined, None for none. What is left at the end of a document joins the unit before.

    >>> from scipy.sparse import csr_array
    >>> rows = csr_array([[1, 1, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1], [1, 1, 1, 0]])
    >>> units(rows, ["a", "a", "b", "b"], size=4).tolist()
    [0, 0, 1, 1]
    """
    n = presences.shape[0]
    if documents is None:
        return np.arange(n)
    found = np.zeros(n, dtype=np.int64)
    pointers, indices = presences.indptr, presences.indices
    held: set[int] = set()
    first = number = -1
    for row in range(n):
        begins = row == 0 or documents[row] != documents[row - 1]
        if begins and row and len(held) < size and number > first:
            found[found == number] = number = number - 1
        if begins or len(held) >= size:
            number, held = number + 1, set()
        if begins:
            first = number
        held.update(indices[pointers[row] : pointers[row + 1]].tolist())
        found[row] = number
    if len(held) < size and number > first:
        found[found == number] = number - 1
    return found


def classes(presences: Any, unit: Ints, size: int, k: int, smallest: int) -> tuple[Bools, int]:
    """Which rows are in which class, at every level of the tree of the units; and how many ends it has.

    Units with fewer than `size` terms do not make the classes, up to half of the units; they join
    the class whose words they share. Returns booleans [classes, rows], the ends first.
    """
    table = (_total(unit) @ presences > 0).astype(np.int64).tocsr()
    lengths = np.diff(table.indptr)
    holding = lengths[lengths > 0]
    making = np.flatnonzero(lengths >= min(size, float(np.median(holding)) if len(holding) else 0))
    tree = grow(table[making], k, smallest)
    ends = tree.leaves()
    place = np.full(len(lengths), -1)
    for number, end in enumerate(ends):
        place[making[end.rows]] = number
    joining = np.flatnonzero((place < 0) & (lengths > 0))
    if len(joining):
        counts = np.array([table[making[end.rows]].sum(axis=0) for end in ends]) + 0.5
        likely = np.log(counts / counts.sum(axis=1, keepdims=True))
        place[joining] = np.argmax(table[joining] @ likely.T, axis=1)
    at_end = place[unit] == np.arange(len(ends))[:, None]
    at = {id(end): number for number, end in enumerate(ends)}
    inside = [
        at_end[[at[id(end)] for end in branch.leaves()]].any(axis=0)
        for branch in tree.below()
        if branch.sides
    ]
    return np.vstack([at_end, *inside]), len(ends)


def _total(unit: Ints) -> Any:
    from scipy.sparse import csr_array

    n = len(unit)
    return csr_array((np.ones(n, dtype=np.int64), (unit, np.arange(n))), shape=(unit.max(initial=-1) + 1, n))


def cross(first: Bools, second: Bools, k: int, smallest: int) -> list[Ints]:
    """At most `k` groups of rows, apart from one another, each the common rows of two classes.

    `first`, `second`: booleans [classes, rows], the classes of two trees at every level. Two classes
    make a group when they share at least `smallest` rows, more than chance would have them share
    (chi2). Of all choices of groups without common rows, the one with the most groups is taken, then
    the one with the highest sum of chi2, then the one that holds the most rows: an exact search.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    n = first.shape[1]
    both = first.astype(float) @ second.T.astype(float)
    a, b = first.sum(axis=1)[:, None], second.sum(axis=1)[None, :]
    spread = a * (n - a) * b * (n - b).astype(float)
    agreement = np.divide((both * n - a * b) ** 2, spread, out=np.zeros_like(both), where=spread > 0)
    pairs = np.argwhere((both * n > a * b) & (n * agreement > CHANCE) & (both >= smallest))
    if not len(pairs):
        return []
    i, j = pairs.T
    # One for the group, less than one for all the chi2 together, next to nothing for the rows.
    value = 1 + (agreement[i, j] + 1e-6 * both[i, j] / n) / (k + 1)
    # Rows of the same classes constrain the choice in the same way: one of each kind is enough.
    _, kinds = np.unique(np.vstack([first, second]), axis=1, return_index=True)
    apart = (first[:, kinds][i] & second[:, kinds][j]).T.astype(float)
    chosen = milp(
        -value,
        integrality=np.ones(len(value)),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(apart, 0, 1), LinearConstraint(np.ones(len(value)), 0, k)],
        options={"mip_rel_gap": 0},
    )
    return [np.flatnonzero(first[i] & second[j]) for i, j in pairs[chosen.x > 0.5]]


def tree_of(presences: Any, groups: Sequence[Ints]) -> Branch:
    """The tree that joins, again and again, the two groups of rows with the lowest chi2 between them.

    `presences`: sparse [rows, terms]; the chi2 is that of the totals of terms of the two groups, as in
    the splits of the simple classification.
    """
    branches = [(Branch(rows), presences[rows].sum(axis=0).astype(float)) for rows in groups]
    while len(branches) > 1:
        chi2, i, j = min(
            (_between(branches[i][1], branches[j][1]), i, j) for j in range(len(branches)) for i in range(j)
        )
        (left, of_left), (right, of_right) = branches[i], branches[j]
        sides = sorted((left, right), key=lambda side: (-len(side.rows), side.rows[0]))
        joined = Branch(np.sort(np.concatenate([left.rows, right.rows])), chi2, sides)
        branches = [branch for at, branch in enumerate(branches) if at not in (i, j)]
        branches.append((joined, of_left + of_right))
    return branches[0][0]


def _between(left: Any, right: Any) -> float:
    together = left + right
    held = together > 0
    total, inside = together.sum(), left.sum()
    squares = np.sum(left[held] ** 2 / together[held])
    return float(total * (total * squares - inside**2) / (inside * (total - inside)))
