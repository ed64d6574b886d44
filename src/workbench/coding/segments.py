"""Pure work on spans: who speaks in a segment, what stands around it, how many people a code has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

Array = np.ndarray[Any, np.dtype[Any]]


def passages_of(codings: pd.DataFrame, passages: pd.DataFrame) -> Array:
    """For each coding the row number of the passage it begins in, or −1; shape [n].

    Both frames have source_id, start and end; passages of one source do not overlap.
    """
    found = np.full(len(codings), -1, dtype=np.int64)
    if not len(codings) or not len(passages):
        return found
    by_source = _rows_by_source(passages)
    at = codings["source_id"].to_numpy()
    starts, ends = codings["start"].to_numpy(), codings["end"].to_numpy()
    for source_id, (rows, p_start, p_end) in by_source.items():
        here = np.flatnonzero(at == source_id)
        # The first passage that ends after the coding begins, if it begins before the coding ends.
        first = np.searchsorted(p_end, starts[here], side="right")
        inside = first < len(rows)
        inside[inside] &= p_start[first[inside]] < ends[here][inside]
        found[here[inside]] = rows[first[inside]]
    return found


def people(codings: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Who speaks in each coding: one row a (coding, case), columns coding and case_id.

    A segment over three turns counts for each of its speakers, moderators left out.
    """
    import pandas as pd

    pairs: list[tuple[int, int]] = []
    spoken = passages[passages["case_id"].notna() & (passages["role"] != "moderator")]
    by_source = _rows_by_source(spoken)
    cases = spoken["case_id"].to_numpy(dtype=np.int64, na_value=-1)
    for source_id, group in codings.groupby("source_id"):
        if source_id not in by_source:
            continue
        rows, p_start, p_end = by_source[source_id]
        first = np.searchsorted(p_end, group["start"].to_numpy(), side="right")
        last = np.searchsorted(p_start, group["end"].to_numpy(), side="left")
        for coding, a, b in zip(group.index, first, last, strict=True):
            pairs += [(coding, case) for case in set(cases[rows[a:b]].tolist())]
    return pd.DataFrame(pairs, columns=["coding", "case_id"])


def _rows_by_source(passages: pd.DataFrame) -> dict[Any, tuple[Array, Array, Array]]:
    sources, starts = passages["source_id"].to_numpy(), passages["start"].to_numpy()
    ends = passages["end"].to_numpy()
    order = np.lexsort((starts, sources))
    firsts = np.flatnonzero(np.diff(sources[order], prepend=-1))
    grouped = {}
    for rows in np.split(order, firsts[1:]) if len(order) else []:
        grouped[sources[rows[0]]] = rows, starts[rows], ends[rows]
    return grouped
