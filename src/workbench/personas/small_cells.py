"""Counts that would point at few people are withheld, and with them whatever would give them back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from workbench.errors import Invalid

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

#: A cell: one value a filter, None where the filter is not set.
Cell = tuple[Hashable, ...]

_TOTALS = {"all", "total", "ensemble"}
_MARGIN = 1e-6
_IDLE = 3  # programs that clear nothing, before the unknowns that are left are tried one by one


def suppress(table: pd.DataFrame, k: int = 5) -> pd.DataFrame:
    """The table with every count withheld (<NA>) that is under `k`, or that would give such a count back.

    `table` counts distinct people, in one of two shapes. Crossed: a count a cell, one variable down, one
    across; a last row or column called "All" or "Total" is their sum, and where there is none the reader is
    taken to know it. Long: a column "n" and one column a filter, empty where the filter is not set; without
    such rows, all sums are taken to be known.

    No withheld count follows from those that are shown, by whatever sums and differences, counts being whole
    and at least 0: linear programs look for what could be worked out. Nor do two counts, one of them within
    the other, differ by fewer than `k` people. Zero is withheld too: it would tell what nobody is.
    Complementary suppression: Hundepool et al. 2012, "Statistical Disclosure Control", ch. 4.

    Raises Invalid where `k` is under 2, or a count is no whole number from 0.

    >>> import pandas as pd
    >>> suppress(pd.DataFrame({"town": [20, 3, 9], "village": [15, 12, 8]}, index=["A", "B", "C"]))
       town  village
    A    20       15
    B  <NA>     <NA>
    C  <NA>     <NA>
    """
    import pandas as pd

    if k < 2:
        raise Invalid("publish.k_too_small", k=k)
    crossed = "n" not in table.columns
    cells = _crossed_cells(table) if crossed else _long_cells(table)
    shown = protect(_closed(cells), k)
    values = [shown.get(cell) for cell in cells]
    if not crossed:
        return table.assign(n=pd.array(values, dtype="Int64"))
    rows = [values[at : at + table.shape[1]] for at in range(0, len(values), table.shape[1])]
    return pd.DataFrame(rows, index=table.index, columns=table.columns).astype("Int64")


def cube(people: pd.DataFrame, filters: int = 3) -> dict[Cell, int]:
    """How many people there are in each combination of up to `filters` values, nobody included.

    `people` has one row a person and one column a filter; a gap is a value of its own, "".
    """
    values = [sorted(people[name].fillna("").unique().tolist(), key=str) for name in people.columns]
    rows = list(people.fillna("").itertuples(index=False, name=None))
    found: dict[Cell, int] = {}
    for size in range(min(filters, len(values)) + 1):
        for used in combinations(range(len(values)), size):
            for chosen in product(*(values[at] for at in used)):
                cell: list[Hashable] = [None] * len(values)
                for at, value in zip(used, chosen, strict=True):
                    cell[at] = value
                found[tuple(cell)] = 0
            for row in rows:
                found[tuple(row[at] if at in used else None for at in range(len(values)))] += 1
    return found


def protect(cells: Mapping[Cell, int], k: int) -> dict[Cell, int]:
    """The cells that may be shown, with their counts: see `suppress`."""
    work = _Work.of(cells, k)
    while True:
        work.settle()
        given_back = work.given_back()
        if not given_back or len(work.hidden) == len(work.counts):
            return {cell: n for cell, n in cells.items() if cell not in work.hidden}
        for cell in given_back:
            work.hide_beside(cell)


@dataclass
class _Work:
    """What is hidden so far, and the sums by which it could be found: a parent and the parts of it."""

    counts: dict[Cell, int]
    k: int
    sums: list[tuple[Cell, list[Cell]]]
    within: list[tuple[Cell, Cell]]
    hidden: set[Cell]

    @classmethod
    def of(cls, cells: Mapping[Cell, int], k: int) -> _Work:
        counts = dict(sorted(cells.items(), key=lambda item: _order(item[0])))
        width = len(next(iter(counts), ()))
        several = [len({cell[at] for cell in counts} - {None}) > 1 for at in range(width)]
        parts: dict[tuple[Cell, int], list[Cell]] = defaultdict(list)
        within = []
        for cell in counts:
            set_here = [at for at in range(width) if cell[at] is not None]
            for at in set_here:
                parts[_without(cell, [at]), at].append(cell)
            within += [
                (wider, cell)
                for size in range(1, len(set_here) + 1)
                for dropped in combinations(set_here, size)
                if all(several[at] for at in dropped) and (wider := _without(cell, dropped)) in counts
            ]
        sums = [
            (whole, children)
            for (whole, _), children in parts.items()
            if counts.get(whole) == sum(counts[child] for child in children)
        ]
        return cls(counts, k, sums, within, {cell for cell, n in counts.items() if n < k})

    def settle(self) -> None:
        """Hide until no sum and no difference of two counts gives away what is hidden or few."""
        while self._sums_close() | self._differences_close():
            pass

    def _sums_close(self) -> bool:
        before = len(self.hidden)
        for whole, parts in self.sums:
            while True:
                away = [part for part in parts if part in self.hidden]
                if whole in self.hidden:
                    enough = bool(away)
                else:
                    enough = not away or (len(away) > 1 and sum(self.counts[p] for p in away) >= self.k)
                if enough:
                    break
                left = [part for part in parts if part not in self.hidden]
                self.hidden.add(min(left, key=self._price) if left else whole)
        return len(self.hidden) > before

    def _differences_close(self) -> bool:
        close = {
            narrow
            for wide, narrow in self.within
            if wide not in self.hidden
            and narrow not in self.hidden
            and self.counts[wide] - self.counts[narrow] < self.k
        }
        self.hidden |= close
        return bool(close)

    def given_back(self) -> list[Cell]:
        """The counts under k that still follow from what is shown."""
        unknown = [cell for cell in self.counts if cell in self.hidden]
        place = {cell: number for number, cell in enumerate(unknown)}
        rows = []
        for whole, parts in self.sums:
            signs = {place[part]: 1 for part in parts if part in self.hidden}
            total = -sum(self.counts[part] for part in parts if part not in self.hidden)
            if whole in self.hidden:
                signs[place[whole]] = -1
            else:
                total += self.counts[whole]
            if signs:
                rows.append((signs, total))
        small = [place[cell] for cell in unknown if self.counts[cell] < self.k]
        found = _fixed(rows, [self.counts[cell] for cell in unknown], small)
        return [unknown[number] for number in sorted(found)]

    def hide_beside(self, cell: Cell) -> None:
        """Hide the smallest of the counts nearest to this one among those that are shown."""
        reached, shown = {cell}, set[Cell]()
        while not shown:
            near = {
                other
                for whole, parts in self.sums
                if whole in reached or not reached.isdisjoint(parts)
                for other in (whole, *parts)
            }
            shown = near - self.hidden
            if near <= reached:
                shown = set(self.counts) - self.hidden
                break
            reached |= near
        if shown:
            self.hidden.add(min(shown, key=self._price))

    def _price(self, cell: Cell) -> tuple[Any, ...]:
        # What is most specific and fewest goes first: totals are what a reader needs most.
        return (-sum(value is not None for value in cell), self.counts[cell], _order(cell))


def _fixed(
    rows: Sequence[tuple[Mapping[int, int], int]], truth: Sequence[int], small: Iterable[int]
) -> set[int]:
    """Those of the `small` unknowns that cannot be a whole number more or less than they are.

    The sums and counts being at least 0 are all that a reader knows: linear programs look for the least and
    the most. A solution of one program already clears every unknown that is another number in it.
    """
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    left = np.array(sorted(small), dtype=int)
    if not rows or not len(left):
        return set()
    at = [(row, column, sign) for row, (signs, _) in enumerate(rows) for column, sign in signs.items()]
    where_row, where_column, signs_there = (np.array(part) for part in zip(*at, strict=True))
    known = np.array(truth, dtype=float)
    shape = (len(rows), len(known))
    sums = csr_array((signs_there.astype(float), (where_row, where_column)), shape=shape)
    totals = np.array([total for _, total in rows], dtype=float)
    most = float(known.sum()) + 10 * len(known)

    def solved(weights: NDArray[np.float64]) -> NDArray[np.float64]:
        found = linprog(weights, A_eq=sums, b_eq=totals, bounds=(0, most), method="highs")
        return np.asarray(found.x if found.x is not None else known)

    def moved(which: NDArray[np.int64], weights: Sequence[float] | NDArray[np.float64]) -> NDArray[np.bool_]:
        costs = np.zeros(len(known))
        costs[which] = weights
        found: NDArray[np.bool_] = np.abs(solved(costs) - known)[left] > 1 - _MARGIN
        return found

    idle, turn = 0, 0
    while len(left) and idle < _IDLE:
        draw = np.random.default_rng(turn).normal(size=len(left))
        cleared = moved(left, np.full(len(left), (-1.0, 1.0)[turn]) if turn < 2 else draw)
        idle, turn = (0 if cleared.any() else idle + 1), turn + 1
        left = left[~cleared]
    for one in left.tolist():
        alone = np.array([one])
        for weight in (-1.0, 1.0):
            if one in left:
                left = left[~moved(alone, [weight])]
    return set(left.tolist())


def _crossed_cells(table: pd.DataFrame) -> dict[Cell, int]:
    down, across = (_labels(list(axis)) for axis in (table.index, table.columns))
    counts = [[_whole(value) for value in row] for row in table.itertuples(index=False, name=None)]
    return {
        (row, column): n
        for row, line in zip(down, counts, strict=True)
        for column, n in zip(across, line, strict=True)
    }


def _labels(axis: list[Hashable]) -> list[Hashable]:
    """Places instead of labels, which may come twice; None for a sum at the end."""
    last = len(axis) - 1
    return [
        None if at == last and at > 0 and str(label).casefold() in _TOTALS else at
        for at, label in enumerate(axis)
    ]


def _long_cells(table: pd.DataFrame) -> dict[Cell, int]:
    filters = table.drop(columns="n")
    empty = filters.isna().to_numpy()
    found: dict[Cell, int] = {}
    for row, gaps, n in zip(filters.itertuples(index=False, name=None), empty, table["n"], strict=True):
        cell = tuple(None if gap else value for value, gap in zip(row, gaps, strict=True))
        if cell in found:
            raise Invalid("publish.cell_twice", cell=", ".join(str(v) for v in cell if v is not None))
        found[cell] = _whole(n)
    return found


def _closed(cells: Mapping[Cell, int]) -> dict[Cell, int]:
    """The cells with their sums, where the table has none: whoever reads it is taken to know them."""
    closed = dict(cells)
    width = len(next(iter(cells), ()))
    for at in range(width):
        if any(cell[at] is None for cell in cells):
            continue
        sums: dict[Cell, int] = defaultdict(int)
        for cell, n in closed.items():
            sums[_without(cell, [at])] += n
        closed |= sums
    return closed


def _whole(value: Any) -> int:
    if not isinstance(value, str) and value == value and value >= 0 and int(value) == value:
        return int(value)
    raise Invalid("publish.no_count", value=value)


def _without(cell: Cell, dropped: Sequence[int]) -> Cell:
    return tuple(None if at in dropped else value for at, value in enumerate(cell))


def _order(cell: Cell) -> tuple[Any, ...]:
    return tuple((value is not None, str(value)) for value in cell)
