"""How often each term is said, in how many passages, by how many people, and by whom most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.lexical.uses import Uses
from workbench.lexical.words import Array

if TYPE_CHECKING:
    import pandas as pd


def table(uses: Uses, *, least: int = 1) -> pd.DataFrame:
    """One row a term, or a term in a part where there are parts; the most used first.

    Columns: term, part (where there are parts), uses, per_10000 (uses for ten thousand terms counted
    there), segments (passages that hold it), people, sources, top_person and top_share (who says it most,
    and which share of the uses: "38 uses, 31 by one person"), hapax (said once in all that is counted).
    `least`: terms used less often in all are left out.
    """
    import pandas as pd

    chosen = uses.part >= 0 if uses.parted else np.ones(len(uses.row), dtype=bool)
    total = np.bincount(uses.term[uses.first], minlength=len(uses.terms))
    chosen &= total[uses.term] >= least
    part = uses.part[chosen] if uses.parted else np.zeros(chosen.sum(), dtype=np.int64)
    group = part * max(len(uses.terms), 1) + uses.term[chosen]
    names, place, counts = np.unique(group, return_inverse=True, return_counts=True)
    people, row = uses.person[chosen], uses.row[chosen]
    top, share = _most(place, people, counts)
    frame = pd.DataFrame(
        {
            "term": pd.Series([uses.terms[i] for i in names % max(len(uses.terms), 1)], dtype="str"),
            "uses": counts,
            "per_10000": counts / _sizes(uses)[names // max(len(uses.terms), 1)] * 10_000,
            "segments": _distinct(place, row, len(names)),
            "people": _distinct(place, people, len(names)),
            "sources": _distinct(place, uses.source[chosen], len(names)),
            "top_person": pd.Series([uses.said.people[i] for i in top], dtype="str"),
            "top_share": share,
            "hapax": total[names % max(len(uses.terms), 1)] == 1,
        }
    )
    if uses.parted:
        part_of = [uses.parts[i] for i in names // max(len(uses.terms), 1)]
        frame.insert(1, "part", pd.Series(part_of, dtype="str"))
    # Groups come in the order of parts and of the alphabet, which a stable sort keeps.
    return frame.sort_values("uses", ascending=False, kind="stable", ignore_index=True)


def _sizes(uses: Uses) -> Array:
    """How many terms are counted in each part, or in all."""
    if not uses.parted:
        return np.array([len(uses.term)])
    sizes: Array = np.bincount(uses.part[uses.part >= 0], minlength=len(uses.parts))
    return sizes


def _distinct(place: Array, values: Array, n: int) -> Array:
    """How many different values each place has."""
    width = int(values.max()) + 1 if len(values) else 1
    pairs = np.sort(place.astype(np.int64) * width + values)
    different = np.diff(pairs, prepend=-1) > 0  # five times as quick here as numpy's unique
    return np.bincount(pairs[different] // width, minlength=n)


def _most(place: Array, people: Array, counts: Array) -> tuple[Array, Array]:
    """Who has most uses at each place (of several, the first in the project), and which share of them."""
    width = int(people.max()) + 1 if len(people) else 1
    pairs, uses = np.unique(place.astype(np.int64) * width + people, return_counts=True)
    order = np.lexsort((pairs % width, -uses, pairs // width))
    where, who = pairs[order] // width, pairs[order] % width
    first = np.diff(where, prepend=-1) > 0
    return who[first], uses[order][first] / np.maximum(counts, 1)
