"""Two ways of grouping the same segments, side by side: where they agree and where they do not."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Comparison:
    """The cross table of two partitions and what can be said of it.

    `table`: [groups of a, groups of b], segments in each cell. `agreement`: adjusted mutual
    information, 1 when the two are the same, about 0 when each could be drawn by lot; NaN where no
    segment is in both. `cells`: one row a cell that holds something: a, b, n, of_a and of_b (its part
    of each group), expected (n by chance), ratio (n over expected), agrees (it is the main cell of
    its row or of its column), rows (the ids behind it). Disagreements come first, the largest first.
    `outside`: the ids that only one of the two groups: columns a, b (NA where it is not) and n,
    indexed by id.
    """

    table: pd.DataFrame
    agreement: float
    cells: pd.DataFrame
    outside: pd.DataFrame


def compare(
    a: pd.Series | Sequence[Hashable],
    b: pd.Series | Sequence[Hashable],
    weights: pd.Series | Sequence[int] | None = None,
    *,
    rows: Sequence[Hashable] | None = None,
) -> Comparison:
    """The comparison of the groups `a` and `b` of the same segments, disagreements first.

    `a`, `b`: the group of each segment, in the same order, `rows` being their ids (by default 0, 1,
    2…), or Series matched by their index; None, NA and -1 mean "in no group". An id may come several
    times, as when a segment has two codes: each of its groups is then crossed. `weights`: how many
    segments each row stands for (whole numbers, by default 1), in the order of `a`, or a Series matched
    by id. Raises Invalid when lengths differ or a weight is not a whole number of 0 or more.
    Vinh, N. X., Epps, J. and Bailey, J. (2010), « Information theoretic measures for clusterings
    comparison », Journal of Machine Learning Research 11, for the adjusted mutual information.

    >>> codes = ["repère", "repère", "repère", "délai", "délai", None]
    >>> found = compare(codes, [0, 0, 1, 1, 1, 1])
    >>> found.cells[["a", "b", "n", "agrees", "rows"]].to_numpy().tolist()
    [['repère', 1, 1, False, [2]], ['délai', 1, 2, True, [3, 4]], ['repère', 0, 2, True, [0, 1]]]
    >>> round(found.agreement, 2), found.outside.index.tolist()
    (0.25, [5])
    """
    import pandas as pd

    pairs = _matched(a, b, weights, rows)
    held = pairs.notna()
    outside = pairs[held["a"] != held["b"]]
    both = pairs[held["a"] & held["b"]]
    of_a, groups_a = _numbered(both["a"])
    of_b, groups_b = _numbered(both["b"])
    counts = np.zeros((len(groups_a), len(groups_b)), dtype=np.int64)
    np.add.at(counts, (of_a, of_b), both["n"].to_numpy(dtype=np.int64))
    behind: dict[tuple[int, int], list[Any]] = {}
    for row, i, j in zip(both.index.tolist(), of_a.tolist(), of_b.tolist(), strict=True):
        behind.setdefault((i, j), []).append(row)
    return Comparison(
        pd.DataFrame(counts, pd.Index(groups_a, dtype=object), pd.Index(groups_b, dtype=object)),
        _agreement(of_a, of_b, both["n"].to_numpy(dtype=np.int64)),
        _cells(counts, groups_a, groups_b, behind),
        outside,
    )


def ordered(table: pd.DataFrame) -> pd.DataFrame:
    """A cross table in the order one reads it: the largest groups first, each beside what it meets most.

    Rows go by size; a column stands where its largest cell comes nearest the diagonal.

    >>> import pandas as pd
    >>> ordered(pd.DataFrame([[1, 0, 2], [0, 9, 1]], ["délai", "repère"], [0, 1, 2]))
            1  2  0
    repère  9  1  0
    délai   0  2  1
    """
    rows = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    table = table.loc[rows]
    if table.empty:
        return table
    largest = table.to_numpy().max(axis=0)
    columns = np.lexsort((-largest, table.to_numpy().argmax(axis=0)))
    found: pd.DataFrame = table.iloc[:, columns]
    return found


def _matched(a: Any, b: Any, weights: Any, rows: Sequence[Hashable] | None) -> pd.DataFrame:
    """The pairs of groups as columns a, b and n, indexed by id; a group that is none is None."""
    import pandas as pd

    if not (isinstance(a, pd.Series) and isinstance(b, pd.Series)):
        if len(a) != len(b):
            raise Invalid("discovery.partitions_differ", a=len(a), b=len(b))
        ids = None if rows is None else list(rows)
        a, b = (pd.Series(list(groups), ids, dtype=object) for groups in (a, b))
        pairs = pd.DataFrame({"a": a.array, "b": b.array}, a.index)
    else:
        pairs = a.astype(object).to_frame("a").join(b.astype(object).to_frame("b"), how="outer")
    pairs = pairs.where(pairs.notna() & (pairs != -1), None)
    if weights is None:
        whole: pd.DataFrame = pairs.assign(n=1)
        return whole
    if not isinstance(weights, pd.Series):
        if len(weights) != len(a):
            raise Invalid("discovery.partitions_differ", a=len(a), b=len(weights))
        weights = pd.Series(list(weights), a.index)
    by_id = weights[~weights.index.duplicated()]
    n = by_id.reindex(pairs.index)
    if n.isna().any() or (n < 0).any() or (n % 1 != 0).any():
        raise Invalid("discovery.whole_weights")
    weighted: pd.DataFrame = pairs.assign(n=n.astype("int64"))[(n > 0).to_numpy()]
    return weighted


def _numbered(groups: pd.Series) -> tuple[Any, list[Any]]:
    """The number of each row's group, and the groups: numbers first, then names in their order."""
    names = sorted(set(groups.tolist()), key=lambda name: (isinstance(name, str), name))
    number = {name: at for at, name in enumerate(names)}
    return np.array([number[name] for name in groups.tolist()], dtype=np.int64), names


def _agreement(a: Any, b: Any, n: Any) -> float:
    from sklearn.metrics import adjusted_mutual_info_score

    return float(adjusted_mutual_info_score(np.repeat(a, n), np.repeat(b, n))) if n.sum() else float("nan")


def _cells(
    counts: Any, groups_a: list[Any], groups_b: list[Any], rows: dict[tuple[int, int], list[Any]]
) -> pd.DataFrame:
    import pandas as pd

    names = ["a", "b", "n", "of_a", "of_b", "expected", "ratio", "agrees", "rows"]
    if not rows:
        return pd.DataFrame({name: [] for name in names})
    of_a, of_b = counts.sum(axis=1), counts.sum(axis=0)
    lines = []
    for (i, j), behind in rows.items():
        n = int(counts[i, j])
        expected = of_a[i] * of_b[j] / counts.sum()
        main = n in (counts[i].max(), counts[:, j].max())
        lines.append(
            (main, -n, i, j, groups_a[i], groups_b[j], n, n / of_a[i], n / of_b[j], expected,
             n / expected, main, behind)
        )  # fmt: skip
    lines.sort(key=lambda line: line[:4])
    return pd.DataFrame([line[4:] for line in lines], columns=names)
