"""What a class of people has more often than the others, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: Up to this share of what is called over-represented may be so by chance (Benjamini and Hochberg 1995).
RATE = 0.05


def contrasts(
    people: Sequence[frozenset[int]], bases: Sequence[frozenset[int]], classes: Mapping[int, frozenset[int]]
) -> pd.DataFrame:
    """One row a trait and class, in that order: trait (its place in `people`), class, n_in, of_in, n_out,
    of_out, q.

    `people[i]` are those of whom trait i is true, `bases[i]` those of whom it could be known; n_in of the
    of_in people of the class who could be known have it, n_out of the of_out others. q: how likely so many
    inside are by chance, one-sided, by the hypergeometric law (Fisher's exact test), over all rows together
    after Benjamini and Hochberg 1995, JRSS B 57.

    >>> classes = {0: frozenset(range(10)), 1: frozenset(range(10, 20))}
    >>> everybody = frozenset(range(20))
    >>> contrasts([frozenset(range(9))], [everybody], classes)[["class", "n_in", "n_out"]].values.tolist()
    [[0, 9, 0], [1, 0, 9]]
    """
    import pandas as pd
    from scipy.stats import false_discovery_control, hypergeom

    rows = []
    for trait, (having, base) in enumerate(zip(people, bases, strict=True)):
        # The others are whoever else could be known, in a class or not.
        having = having & base
        for name, members in classes.items():
            inside = members & base
            n_in = len(having & inside)
            rows.append((trait, name, n_in, len(inside), len(having) - n_in, len(base) - len(inside)))
    table = pd.DataFrame(rows, columns=["trait", "class", "n_in", "of_in", "n_out", "of_out"])
    if table.empty:
        return table.assign(q=pd.Series(dtype=float))
    p = hypergeom.sf(
        table["n_in"] - 1, table["of_in"] + table["of_out"], table["n_in"] + table["n_out"], table["of_in"]
    )
    return table.assign(q=false_discovery_control(p.clip(0, 1)))
