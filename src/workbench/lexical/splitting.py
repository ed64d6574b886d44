"""Reinert's descending classification: a table of presences split in two, again and again."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

#: A term seen less often in a class says nothing about how to split it (Reinert's "tsj").
RARE = 3
#: Above this contingency coefficient a term belongs to one side of a split and leaves the other.
TIED = 0.3
#: Below this many rows or columns the whole decomposition costs less than an iterative one.
_SMALL = 50


@dataclass
class Branch:
    """A class of the tree: its rows, and, once it is split, the chi2 of the split and its two sides.

    `label` is the number of a class at an end of the tree, 0 for the others.
    """

    rows: Ints
    chi2: float | None = None
    sides: list[Branch] = field(default_factory=list)
    label: int = 0

    def leaves(self) -> list[Branch]:
        """The classes at the ends, from left to right."""
        return [leaf for side in self.sides for leaf in side.leaves()] if self.sides else [self]

    def below(self) -> list[Branch]:
        """Every class under this one, those in the middle included."""
        return [branch for side in self.sides for branch in (side, *side.below())]


def grow(presences: Any, k: int, smallest: int) -> Branch:
    """The tree of at most `k` classes of the rows of a table, always splitting the largest class.

    `presences`: sparse [rows, terms] of 0 and 1; rows without any term are in no class, rows that hold
    the same terms stay together, and the order of rows changes nothing. `smallest`: the fewest rows
    of a class. A class that no cut divides stays whole.
    Reinert, M. (1983), « Une méthode de classification descendante hiérarchique », Les cahiers de
    l'analyse des données 8(2); Reinert, M. (1990), « Alceste », Bulletin de méthodologie sociologique 26.

    >>> from scipy.sparse import csr_array
    >>> table = csr_array([[1, 1, 0, 0, 1], [0, 0, 1, 1, 0], [1, 1, 0, 0, 0]] * 3)
    >>> [leaf.rows.tolist() for leaf in grow(table, k=2, smallest=1).leaves()]
    [[0, 2, 3, 5, 6, 8], [1, 4, 7]]
    """
    folded, weights, copies = _fold(presences)
    root = Branch(np.arange(len(weights)))
    waiting = [(root, weights @ folded >= RARE)]
    leaves = 1
    while waiting and leaves < k:
        # The largest; of two as large, the one whose first row comes first.
        waiting.sort(key=lambda item: (weights[item[0].rows].sum(), -item[0].rows.min(initial=0)))
        branch, kept = waiting.pop()
        cut = split(folded, weights, branch.rows, kept, smallest)
        if cut is None:
            continue
        branch.chi2, left = cut
        choices = _terms_of_sides(folded, weights, branch.rows, left, kept)
        for rows, terms in zip((branch.rows[left], branch.rows[~left]), choices, strict=True):
            branch.sides.append(Branch(rows))
            waiting.append((branch.sides[-1], terms))
        leaves += 1
    for branch in (root, *root.below()):
        branch.rows = np.sort(np.concatenate([copies[row] for row in branch.rows] or [branch.rows]))
    return root


def _fold(presences: Any) -> tuple[Any, Ints, list[Ints]]:
    """The rows that hold something, once each in the order of their content; how many there are of each."""
    table = presences.tocsr()
    table.sort_indices()
    copies: dict[bytes, list[int]] = {}
    for row, (start, end) in enumerate(pairwise(table.indptr.tolist())):
        if start < end:
            copies.setdefault(table.indices[start:end].astype(">i8").tobytes(), []).append(row)
    alike = [np.array(copies[content]) for content in sorted(copies)]
    weights = np.array([len(rows) for rows in alike], dtype=np.int64)
    first = np.array([rows[0] for rows in alike], dtype=np.int64)
    return table[first], weights, alike


def split(
    presences: Any, weights: Ints, rows: Ints, kept: Bools, smallest: int
) -> tuple[float, Bools] | None:
    """The chi2 and the left side (the larger one) of the best cut of `rows`, None where there is none.

    The rows are put in order along the first axis of the correspondence analysis of what they hold
    of the terms `kept`; of all cuts of that order the one with the highest chi2 between the two
    profiles of terms is taken; then rows change side as long as chi2 rises.
    """
    table = presences[rows][:, np.flatnonzero(kept)]
    holding = np.flatnonzero(table.sum(axis=1) > 0)
    table = _weighted(table[holding], weights[rows[holding]])
    table = table[:, np.flatnonzero(table.sum(axis=0) > 0)]
    members = weights[rows[holding]]
    # Rows of one and the same profile cannot be told apart, whatever the cut.
    if len(holding) < 2 or table.shape[1] < 2 or members.sum() < 2 * smallest:
        return None
    profile = _Profiles(table, members, smallest)
    side = profile.best_cut(np.argsort(_first_axis(table), kind="stable"))
    if side is None:
        return None
    side = profile.exchange(side)
    left = _side_of_all(presences[rows], weights[rows], holding, side)
    first, second = weights[rows[left]].sum(), weights[rows[~left]].sum()
    if second > first or (second == first and not left[0]):
        left = ~left
    return float(profile.chi2(side)), left


class _Profiles:
    """The terms of rows on two sides, and the chi2 between the two totals."""

    def __init__(self, table: Any, members: Ints, smallest: int) -> None:
        self.table, self.members, self.smallest = table, members, smallest
        self.columns = table.sum(axis=0)
        self.sums = table.sum(axis=1)
        self.total = float(self.sums.sum())
        self._alone = table.power(2) @ (1 / self.columns)

    def chi2(self, side: Bools) -> float:
        """The chi2 of the table of two lines, the totals of the rows in `side` and of the others."""
        inside = side @ self.table
        return float(self._chi2(np.sum(inside**2 / self.columns), self.sums[side].sum()))

    def _chi2(self, squares: Any, held: Any) -> Any:
        # For two lines that add up to the margin, chi2 needs one of them only.
        return self.total * (self.total * squares - held**2) / (held * (self.total - held))

    def best_cut(self, order: Ints) -> Bools | None:
        """The side, of all beginnings of the `order`, with the highest chi2; None when none divides."""
        ordered = self.table[order].tocsc()
        ordered.sort_indices()
        width = np.diff(ordered.indptr)
        so_far = np.cumsum(ordered.data)
        before = np.concatenate([[0], so_far])[ordered.indptr[:-1]]
        held = so_far - np.repeat(before, width)
        gained = (held**2 - (held - ordered.data) ** 2) / np.repeat(self.columns, width)
        squares = np.cumsum(np.bincount(ordered.indices, gained, len(order)))[:-1]
        members = np.cumsum(self.members[order])[:-1]
        chi2 = self._chi2(squares, np.cumsum(self.sums[order])[:-1])
        allowed = (members >= self.smallest) & (self.members.sum() - members >= self.smallest)
        chi2 = np.where(allowed, chi2, -1)
        at = int(np.argmax(chi2))
        if chi2[at] <= 1e-9 * self.total:
            return None
        side = np.zeros(len(order), dtype=bool)
        side[order[: at + 1]] = True
        return side

    def exchange(self, side: Bools) -> Bools:
        """`side` after rows have changed side until no single change makes chi2 rise.

        Many are tried at once, those that promise most, and fewer where that does not raise chi2.
        """
        best, batch = self.chi2(side), len(side)
        while True:
            promised = self._after_one_change(side)
            better = np.flatnonzero(promised > best * (1 + 1e-9))
            better = better[np.argsort(-promised[better], kind="stable")]
            batch = min(2 * batch, len(better))
            while batch:
                tried = side.copy()
                tried[better[:batch]] ^= True
                if self._large_enough(tried) and self.chi2(tried) > best:
                    side, best = tried, self.chi2(tried)
                    break
                batch //= 2
            else:
                return side

    def _after_one_change(self, side: Bools) -> Floats:
        """The chi2 that each row would give by changing side, -1 where it may not."""
        inside = side @ self.table
        sign = np.where(side, -1, 1)
        squares = np.sum(inside**2 / self.columns) + sign * 2 * (self.table @ (inside / self.columns))
        held = self.sums[side].sum() + sign * self.sums
        on_side = self.members[side].sum() + sign * self.members
        allowed = (on_side >= self.smallest) & (self.members.sum() - on_side >= self.smallest)
        allowed &= (held > 0) & (held < self.total)
        held = np.where(allowed, held, self.total / 2)
        return np.where(allowed, self._chi2(squares + self._alone, held), -1.0)

    def _large_enough(self, side: Bools) -> bool:
        inside = self.members[side].sum()
        return bool(inside >= self.smallest and self.members.sum() - inside >= self.smallest)


def _weighted(table: Any, weights: Ints) -> Any:
    from scipy.sparse import diags_array

    return (diags_array(weights.astype(float)) @ table).tocsr()


def _first_axis(table: Any) -> Floats:
    """Where the rows of a table of counts stand on the first axis of its correspondence analysis.

    The start and the sign are fixed, so that the same table always gives the same axis.
    """
    from scipy.sparse import diags_array
    from scipy.sparse.linalg import LinearOperator, svds

    rows, columns = np.sqrt(table.sum(axis=1)), np.sqrt(table.sum(axis=0))
    scaled = (diags_array(1 / rows) @ table @ diags_array(1 / columns)).tocsr()
    # The first singular vectors are the margins and teach nothing: they are taken away.
    u, v = rows / np.linalg.norm(rows), columns / np.linalg.norm(columns)
    if min(table.shape) <= _SMALL:
        vector = np.linalg.svd(scaled.toarray() - np.outer(u, v), full_matrices=False)[0][:, 0]
    else:
        back = scaled.T.tocsr()
        residual = LinearOperator(
            table.shape,
            matvec=lambda x: scaled @ x.ravel() - u * (v @ x.ravel()),
            rmatvec=lambda y: back @ y.ravel() - v * (u @ y.ravel()),
            dtype=float,
        )
        start = np.cos(np.arange(min(table.shape)))
        vector = svds(residual, k=1, v0=start, tol=1e-6)[0][:, 0]
    position: Floats = np.round(vector / rows / np.abs(vector / rows).max(), 6)
    return position if position[np.argmax(np.abs(position))] > 0 else -position


def _side_of_all(presences: Any, weights: Ints, holding: Ints, side: Bools) -> Bools:
    """The side of every row: those without any term of this step go where their other words are."""
    left = np.zeros(presences.shape[0], dtype=bool)
    left[holding] = side
    silent = np.setdiff1d(np.arange(len(left)), holding)
    if len(silent):
        inside, outside = ((weights[holding] * chosen) @ presences[holding] for chosen in (side, ~side))
        lean = inside / max(inside.sum(), 1) - outside / max(outside.sum(), 1)
        left[silent] = presences[silent] @ lean > 0
    return left


def _terms_of_sides(
    presences: Any, weights: Ints, rows: Ints, left: Bools, kept: Bools
) -> tuple[Bools, Bools]:
    """The terms with which each side will be split in its turn."""
    counts = [weights[rows[side]] @ presences[rows[side]] for side in (left, ~left)]
    sizes = [int(weights[rows[side]].sum()) for side in (left, ~left)]
    n, held = sum(sizes), counts[0] + counts[1]
    spread = held * (n - held) * float(sizes[0]) * sizes[1]
    excess = counts[0] * float(n) - held * float(sizes[0])
    chi2 = np.divide(n * excess**2, spread, out=np.zeros(len(held)), where=spread > 0)
    tied = np.sqrt(chi2 / (n + chi2)) > TIED
    return (
        kept & (counts[0] >= RARE) & ~(tied & (excess < 0)),
        kept & (counts[1] >= RARE) & ~(tied & (excess > 0)),
    )
