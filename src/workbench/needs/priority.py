"""Priorities whose making shows: what each criterion brings, what is not known, how far the order holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd

#: How far weights are shaken either way to see whether the order holds.
_SHAKEN = 0.2
#: Mean consistency index of random comparisons, by their number (Saaty 1980, table 1.2).
_RANDOM = {1: 0.0, 2: 0.0, 3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}


def score(
    table: pd.DataFrame,
    weights: Mapping[str, float],
    directions: Mapping[str, int] | None = None,
    *,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """One row a row of `table`, in its order: a weighted sum, with all that it is made of.

    `table`: a column a criterion, values 0 to 1, missing allowed; `weights`: 0 or more a criterion, brought
    to a sum of 1; `directions`: -1 where a high value makes it less of a priority (by default 1). Columns:
    `part_<criterion>` (weight × value, they sum to the score), score, low and high (the least and the most
    it can be, whatever the missing values are), missing (how many), rank (1 the highest; equals share the
    best), rank_low and rank_high (the best and the worst rank over the middle 95 of 100 draws in which each
    weight moves by up to 20 % either way). A missing value stands at the middle of what it can be, so that
    what is not known neither lifts nor sinks. The same seed gives the same band, whatever the order of rows
    and columns. Weighted sums: Belton & Stewart, *Multiple Criteria Decision Analysis* (2002), ch. 5. Raises
    Invalid for a criterion that is not a column, weights that are negative or all 0, a value out of 0 to 1,
    a direction that is neither 1 nor -1.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"urgency": [1, 0.5], "means": [0.5, None]}, index=["Nadia", "Tom"])
    >>> told = score(table, {"urgency": 3, "means": 1}, {"means": -1})
    >>> told[["part_urgency", "part_means", "score", "low", "high", "rank"]].round(3).values.tolist()
    [[0.75, 0.125, 0.875, 0.875, 0.875, 1.0], [0.375, 0.125, 0.5, 0.375, 0.625, 2.0]]
    """
    import pandas as pd

    names, weight = _weights(table, weights)
    values = _values(table, names, directions or {})
    known = ~np.isnan(values)
    parts = np.where(known, values, 0.5) * weight
    low, high = (np.where(known, values, edge) @ weight for edge in (0.0, 1.0))
    total = parts.sum(axis=1)
    ranks = _ranks(total)
    rng = np.random.default_rng(seed)
    shaken = weight * rng.uniform(1 - _SHAKEN, 1 + _SHAKEN, (max(1, draws), len(names)))
    shaken /= shaken.sum(axis=1, keepdims=True)
    drawn = _ranks(np.where(known, values, 0.5) @ shaken.T)
    best = np.quantile(drawn, 0.025, axis=1, method="lower") if len(table) else ranks
    worst = np.quantile(drawn, 0.975, axis=1, method="higher") if len(table) else ranks
    told = pd.DataFrame({f"part_{name}": parts[:, at] for at, name in enumerate(names)}, index=table.index)
    told = told[[f"part_{name}" for name in table.columns if name in weights]]
    return told.assign(
        score=total, low=low, high=high, missing=(~known).sum(axis=1), rank=ranks,
        rank_low=np.minimum(best, ranks), rank_high=np.maximum(worst, ranks),
    )  # fmt: skip


def criteria(needs: pd.DataFrame) -> pd.DataFrame:
    """The needs of `read_needs` as criteria from 0 to 1: importance, urgency, and reach, the share of the
    people of
    the need that rests on most.

    >>> import pandas as pd
    >>> needs = pd.DataFrame({"importance": [5, None], "urgency": [3, None], "people": [4, 2]})
    >>> criteria(needs).values.tolist()
    [[1.0, 0.5, 1.0], [nan, nan, 0.5]]
    """
    import pandas as pd

    scaled = {name: (needs[name].astype("Float64") - 1) / 4 for name in ("importance", "urgency")}
    reach = needs["people"] / max(1, needs["people"].max() if len(needs) else 1)
    return pd.DataFrame({**scaled, "reach": reach}, index=needs.index).astype("float64")


@dataclass(frozen=True)
class Comparisons:
    """Weights drawn from comparisons two by two; `ratio`: their consistency, to be trusted under 0.10."""

    weights: dict[str, float]
    ratio: float

    @property
    def accepted(self) -> bool:
        """Whether the comparisons agree enough with each other."""
        return self.ratio < 0.10


def ahp(comparisons: pd.DataFrame) -> Comparisons:
    """The weights of criteria compared two by two, by the analytic hierarchy process, and how consistent
    they are.

    `comparisons`: rows and columns the criteria; 3 means that the row counts three times as much as the
    column, 1/3 the reverse. Weights: the principal eigenvector; ratio: CI = (λmax - n)/(n - 1) over its mean
    for random comparisons (Saaty, *The Analytic Hierarchy Process*, 1980). Raises Invalid for a table that
    is not square, not positive, not reciprocal, or of more than ten criteria.

    >>> import pandas as pd
    >>> names = ["urgency", "impact", "means"]
    >>> told = ahp(pd.DataFrame([[1, 3, 5], [1/3, 1, 3], [1/5, 1/3, 1]], names, names))
    >>> {name: round(weight, 3) for name, weight in told.weights.items()}, round(told.ratio, 3), told.accepted
    ({'urgency': 0.637, 'impact': 0.258, 'means': 0.105}, 0.033, True)
    """
    names = [str(name) for name in comparisons.index]
    n = len(names)
    if not n or n > max(_RANDOM) or [str(name) for name in comparisons.columns] != names:
        raise Invalid("needs.not_square", n=n, most=max(_RANDOM))
    matrix = comparisons.to_numpy(dtype=float)
    if not (
        np.isfinite(matrix).all() and (matrix > 0).all() and np.allclose(matrix * matrix.T, 1, rtol=1e-2)
    ):
        raise Invalid("needs.not_reciprocal")
    values, vectors = np.linalg.eig(matrix)
    top = int(np.argmax(values.real))
    vector = np.abs(vectors[:, top].real)
    index = (values[top].real - n) / (n - 1) if n > 1 else 0.0
    ratio = max(0.0, float(index / _RANDOM[n])) if n > 2 else 0.0
    return Comparisons(dict(zip(names, (vector / vector.sum()).tolist(), strict=True)), ratio)


def _weights(table: pd.DataFrame, weights: Mapping[str, float]) -> tuple[list[str], np.ndarray]:
    """The criteria in an order of their own, so that draws do not depend on that of the columns."""
    names = sorted(weights)
    missing = [name for name in names if name not in table.columns]
    if missing:
        raise Invalid("needs.no_criterion", name=", ".join(missing), known=", ".join(map(str, table.columns)))
    weight = np.array([float(weights[name]) for name in names])
    if not np.isfinite(weight).all() or (weight < 0).any() or not weight.sum() > 0:
        raise Invalid("needs.weights")
    return names, weight / weight.sum()


def _values(table: pd.DataFrame, names: list[str], directions: Mapping[str, int]) -> np.ndarray:
    values = table[names].astype("float64").to_numpy(copy=True)
    for at, name in enumerate(names):
        column = values[:, at]
        out = column[~np.isnan(column) & ~((column >= 0) & (column <= 1))]
        if len(out):
            raise Invalid("needs.out_of_scale", name=name, value=float(out[0]))
        if directions.get(name, 1) not in (1, -1):
            raise Invalid("needs.direction", name=name, given=directions[name])
        if directions.get(name, 1) == -1:
            values[:, at] = 1 - column
    return values


def _ranks(scores: np.ndarray) -> np.ndarray:
    """Ranks down the rows, 1 the highest, equals sharing the best; a hair's breadth is no difference."""
    rounded = -np.round(scores, 12)
    order = np.sort(rounded, axis=0)
    if rounded.ndim == 1:
        return np.searchsorted(order, rounded) + 1
    ranks = [np.searchsorted(order[:, at], rounded[:, at]) + 1 for at in range(rounded.shape[1])]
    return np.stack(ranks, axis=1)
