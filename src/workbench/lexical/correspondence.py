"""Correspondence analysis: the words and the groups that say them, on the same axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Points:
    """The rows or the columns of the table on the axes; each frame is [points, axes].

    `mass`: the part of the total each point holds. `coordinates`: principal coordinates.
    `contributions`: the part of an axis that a point makes (each axis sums to 1). `cos2`: the part of a
    point that an axis shows (over all axes, each point sums to 1).
    """

    mass: pd.Series
    coordinates: pd.DataFrame
    contributions: pd.DataFrame
    cos2: pd.DataFrame


@dataclass(frozen=True)
class Correspondence:
    """The axes, their `inertia` (eigenvalue, share, cumulative: one row an axis), and the points on them."""

    inertia: pd.DataFrame
    rows: Points
    columns: Points


def analyse(table: pd.DataFrame, axes: int | None = None) -> Correspondence:
    """The correspondence analysis of a table of counts, every axis or the first `axes`.

    `table`: [rows, columns] of counts, 0 or more; empty rows and columns are left out. Axes are
    numbered from 1; the column that makes most of an axis stands on its positive side. Raises
    Invalid when fewer than two rows or columns hold something: there is nothing to oppose.
    Benzécri, J.-P. (1973), L'analyse des données; Greenacre, M. (2007), Correspondence Analysis in
    Practice, for contributions and cos2.

    >>> import pandas as pd
    >>> said = pd.DataFrame({"FG1": [8, 1, 4], "FG2": [1, 9, 4]}, index=["bus", "papier", "aide"])
    >>> found = analyse(said)
    >>> found.rows.coordinates[1].round(2).to_dict()
    {'bus': 0.82, 'papier': -0.76, 'aide': 0.04}
    >>> found.inertia["share"].tolist()
    [1.0]
    """
    import pandas as pd
    from threadpoolctl import threadpool_limits

    # In alphabetical order while computing, so that the order of the table changes no sign.
    held = table.loc[table.sum(axis=1) > 0, table.sum(axis=0) > 0]
    if min(held.shape) < 2:
        raise Invalid("lexical.nothing_to_oppose", rows=held.shape[0], columns=held.shape[1])
    by_row = sorted(range(held.shape[0]), key=lambda at: str(held.index[at]))
    by_column = sorted(range(held.shape[1]), key=lambda at: str(held.columns[at]))
    counts = held.to_numpy(dtype=float)[np.ix_(by_row, by_column)]
    part = counts / counts.sum()
    row_mass, column_mass = part.sum(axis=1), part.sum(axis=0)
    expected = np.outer(row_mass, column_mass)
    with threadpool_limits(1):
        u, singular, vt = np.linalg.svd((part - expected) / np.sqrt(expected), full_matrices=False)
    # The last axis of a table of counts is always empty; others may be, where rows repeat each other.
    kept = np.flatnonzero(singular > 1e-9)
    total = np.sum(singular[kept] ** 2)
    u, singular, v = u[:, kept[:axes]], singular[kept[:axes]], vt.T[:, kept[:axes]]
    leading = np.argmax(np.round(np.abs(v), 9), axis=0)
    sign = np.where(v[leading, np.arange(len(singular))] < 0, -1.0, 1.0)

    numbers = pd.RangeIndex(1, len(singular) + 1, name="axis")
    share = singular**2 / total
    inertia = pd.DataFrame(
        {"eigenvalue": singular**2, "share": share, "cumulative": np.cumsum(share)}, index=numbers
    )

    def points(vectors: Floats, mass: Floats, inertias: Floats, order: list[int], index: pd.Index) -> Points:
        coordinates = vectors * sign * singular / np.sqrt(mass)[:, None]
        # Inertia over mass is the squared distance to the centre.
        distance = np.broadcast_to((inertias / mass)[:, None], coordinates.shape)
        cos2 = np.divide(coordinates**2, distance, out=np.zeros_like(coordinates), where=distance > 1e-15)
        names = index[order]
        frames = [
            pd.DataFrame(values, names, numbers).loc[index] for values in (coordinates, vectors**2, cos2)
        ]
        return Points(pd.Series(mass, names)[index], *frames)

    parts = (part - expected) ** 2 / expected
    return Correspondence(
        inertia,
        points(u, row_mass, parts.sum(axis=1), by_row, held.index),
        points(v, column_mass, parts.sum(axis=0), by_column, held.columns),
    )
