"""People by features, brought to the form in which classes and gradients are fitted to them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Levels of a category beyond the most frequent are taken together.
_LEVELS = 12
#: A number with few distinct values is a step on a scale, not something skewed.
_STEPS = 7
_SKEWED = 1.0
_FAR = 4.0


@dataclass(frozen=True)
class Cohort:
    """People × features as sufficient statistics, in an order that depends on values alone.

    `sums` [n, 3 p + q]: for the p numeric columns their squares, values and whether they are known, then one
    column a level of each category, all 0 where the value is missing; each column times its weight.
    `p`; `levels` [c]: how many levels each category has; `step` [p]: the variance that rounding alone gives
    a numeric column. `rows` [n]: the place of each person in the features. `left_out`: columns that tell
    nobody from anybody (empty, constant, or a value of their own for nearly everybody). `silent`: people
    without any value. `table`: what the statistics were drawn from, in the same order.
    """

    sums: Doubles
    p: int
    levels: Ints
    step: Doubles
    rows: Ints
    left_out: list[str]
    silent: list[Hashable]
    table: pd.DataFrame = field(repr=False)

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.rows)

    @property
    def starts(self) -> Ints:
        """Where each category begins among the columns of levels."""
        return np.concatenate([[0], np.cumsum(self.levels)[:-1]]).astype(np.int64)[: len(self.levels)]

    @property
    def of(self) -> Ints:
        """The category of each column of levels."""
        return np.repeat(np.arange(len(self.levels)), self.levels)

    def by_category(self, rows: Doubles) -> Doubles:
        """Rows of levels summed category by category."""
        if not len(self.levels):
            return np.zeros((0, *rows.shape[1:]))
        return np.add.reduceat(rows, self.starts, axis=0)

    def placed(self) -> Doubles:
        """People as points: numbers and levels, each centred, 0 where unknown."""
        known = self.by_category(self.sums[:, 3 * self.p :].T)[self.of].T
        levels = self.sums[:, 3 * self.p :]
        share = levels.sum(axis=0) / np.maximum(known.sum(axis=0), 1e-12) if levels.size else 0.0
        return np.hstack([self.sums[:, self.p : 2 * self.p], levels - known * share])


def cohort(features: pd.DataFrame, blocks: Mapping[Any, str] | None = None) -> Cohort:
    """The cohort of a frame person × feature.

    Numbers with three values or more are numeric, standardised, turned into normal scores of their ranks
    (van der Waerden) where they are skewed, and cut at four deviations; all else is a category. `blocks`
    (column → block) brings blocks to equal weight as multiple factor analysis does: the first axis of each
    has the same inertia, that of the smallest, so that no column counts for more than it says.
    Escofier, B. and Pagès, J. (1994), « Multiple factor analysis », CSDA 18.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"age": [20, 31, None, 55], "car": ["yes", "no", "no", None], "x": [1, 1, 1, 1]})
    >>> found = cohort(frame)
    >>> found.p, found.levels.tolist(), found.left_out
    (1, [2], ['x'])
    """
    import pandas as pd

    numbers: dict[str, Doubles] = {}
    groups: dict[str, pd.Series] = {}
    left_out: list[str] = []
    keys = sorted(((str(name), at) for at, name in enumerate(features.columns)))
    for name, at in keys:
        column = features.iloc[:, at]
        values = _number(column)
        key = f"{name}\u0000{at}" if name in numbers or name in groups else name
        if values is not None and len(np.unique(values[~np.isnan(values)])) > 2:
            numbers[key] = values
        elif (category := _category(column)) is not None:
            groups[key] = category
        else:
            left_out.append(name)
    table = pd.DataFrame({**numbers, **groups}, index=features.index)
    told = table.notna().any(axis=1).to_numpy() if len(table.columns) else np.full(len(table), True)
    silent = features.index[~told].tolist()
    table = table.set_axis(range(len(table)), axis=0)[told]
    table = _ordered(table, list(groups))
    levels, indicators = _indicators(table, list(groups))
    values, step = _standard(table[list(numbers)].to_numpy(dtype=float))
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    sums = np.hstack([filled**2, filled, known.astype(float), indicators])
    made = Cohort(
        sums, len(numbers), levels, step, table.index.to_numpy(dtype=np.int64), left_out, silent, table
    )
    if blocks:
        names = {str(column): block for column, block in blocks.items()}
        of = [names.get(key.split("\u0000")[0], "") for key in (*numbers, *groups)]
        made.sums[:] *= _weights(made, of)
    return made


def _number(column: pd.Series) -> Doubles | None:
    import pandas as pd

    if isinstance(column.dtype, pd.CategoricalDtype) or pd.api.types.is_bool_dtype(column.dtype):
        return None
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        days = (column - pd.Timestamp(0, tz=getattr(column.dtype, "tz", None))).dt.total_seconds() / 86_400
        return np.asarray(days.to_numpy(dtype=float, na_value=np.nan), dtype=np.float64)
    if column.dtype == object:
        there = column.dropna()
        if there.empty or not all(isinstance(one, int | float) and one is not True and one is not False
                                  for one in there):  # fmt: skip
            return None
        column = pd.to_numeric(column)
    if not pd.api.types.is_numeric_dtype(column.dtype):
        return None
    values = column.to_numpy(dtype=float, na_value=np.nan).copy()
    values[~np.isfinite(values)] = np.nan
    return values


def _category(column: pd.Series) -> pd.Series | None:
    """The column as words; None where it tells nobody from anybody."""
    words = (
        column.astype(object).where(column.notna(), None).map(lambda one: None if one is None else str(one))
    )
    counts = words.value_counts()
    if len(counts) < 2 or (len(counts) > _LEVELS and counts.iloc[_LEVELS - 1] < 2):
        return None
    counts = counts.sort_index().sort_values(ascending=False, kind="stable")
    common = set(counts.index[: _LEVELS - 1 if len(counts) > _LEVELS else _LEVELS])
    return words.map(lambda word: word if word in common else "…", na_action="ignore").astype(object)


def _ordered(table: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """The rows in the order of their values: the order they came in tells nothing of people."""
    if not len(table.columns):
        return table
    keys = [
        table[name].rank(method="dense").fillna(0).to_numpy() if name not in groups
        else table[name].map({w: i for i, w in enumerate(sorted(table[name].dropna().unique()), 1)})
        .astype(float).fillna(0).to_numpy()
        for name in reversed(table.columns)
    ]  # fmt: skip
    return table.iloc[np.lexsort(keys)]


def _indicators(table: pd.DataFrame, groups: list[str]) -> tuple[Ints, Doubles]:
    columns: list[Doubles] = []
    levels = []
    for name in groups:
        words = sorted(table[name].dropna().unique())
        levels.append(len(words))
        columns += [(table[name] == word).to_numpy(dtype=float) for word in words]
    return np.array(levels, dtype=np.int64), np.column_stack(columns) if columns else np.zeros(
        (len(table), 0)
    )


def _standard(values: Doubles) -> tuple[Doubles, Doubles]:
    from scipy.stats import norm, rankdata

    out = values.copy()
    step = np.zeros(values.shape[1])
    for at in range(values.shape[1]):
        known = ~np.isnan(values[:, at])
        column = values[known, at]
        distinct = np.unique(column)
        scaled = (column - column.mean()) / column.std()
        if len(distinct) > _STEPS and abs((scaled**3).mean()) > _SKEWED:
            scaled = norm.ppf((rankdata(column) - 0.5) / len(column))
        else:
            # A value rounded to a step varies by a twelfth of its square though nothing differs.
            step[at] = (np.diff(distinct).min() / column.std()) ** 2 / 12
        scaled = np.clip(scaled, -_FAR, _FAR)
        out[known, at] = scaled / scaled.std() if scaled.std() > 0 else scaled
    return out, step


def _weights(made: Cohort, of: list[str]) -> Doubles:
    """The weight of each column of the statistics, from the inertia of the first axis of its block."""
    points = made.placed()
    column_of = [*range(made.p), *(made.p + made.of).tolist()]
    blocks = [of[at] for at in column_of]
    spread = points.std(axis=0)
    points = points / np.where(spread > 0, spread, 1.0)
    first = {}
    for block in dict.fromkeys(blocks):
        inside = points[:, [at for at, each in enumerate(blocks) if each == block]]
        first[block] = float(np.linalg.norm(inside, 2) ** 2) or 1.0
    least = min(first.values())
    weight = np.array([least / first[block] for block in blocks])
    return np.concatenate([np.tile(weight[: made.p], 3), weight[made.p :]])
