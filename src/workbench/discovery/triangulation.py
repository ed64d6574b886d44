"""Three readings of the same segments beside each other: what people coded, themes, lexical classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.discovery.partitions import Comparison, compare
from workbench.discovery.reading import read_themes
from workbench.discovery.units import units
from workbench.errors import Cancelled, Invalid
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd

PARTITIONS = ("codes", "themes", "classes")


def compare_partitions(
    project: Project,
    a: str = "codes",
    b: str = "themes",
    *,
    level: int | None = None,
    k: int = 8,
    segments: pd.DataFrame | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Comparison:
    """How two readings of the same segments agree, and where they disagree most.

    `a`, `b`: "codes" (what people coded: the code on most of the segment's words, told by
    its path where two have one name), "themes" (at
    `level`), "classes" (Reinert's, `k` of them). The rows are those of `segments`, by default of `units`,
    left out where either reading says nothing of a segment. See `workbench.discovery.partitions.compare`
    for what comes back. Raises Invalid for another partition, or for themes nobody has looked for;
    Cancelled when `cancelled` says so once a reading is there.

    >>> compare_partitions(project, "codes", "themes").agreement           # doctest: +SKIP
    """
    table = units(project) if segments is None else segments
    readings = []
    for name in (a, b):
        readings.append(_partition(project, name, table, level, k))
        if cancelled is not None and cancelled():
            raise Cancelled("discovery.cancelled")
    first, second = readings
    return compare(first, second, rows=table.index.tolist())


def _partition(
    project: Project, name: str, table: pd.DataFrame, level: int | None, k: int
) -> list[str | None]:
    if name == "codes":
        return _codes(project, table)
    if name == "themes":
        return _themes(project, table, level)
    if name == "classes":
        return _classes(project, table, k)
    raise Invalid("discovery.unknown_partition", name=name)


def _codes(project: Project, table: pd.DataFrame) -> list[str | None]:
    codings = project.codings()
    codings = codings[codings["status"] == "confirmed"]
    codes = project.codes()
    # Codes of one name under two parents are two: their paths tell them apart.
    alike = codes["name"].duplicated(keep=False)
    names = codings["code_id"].map(codes["name"].where(~alike, codes["path"]))
    spans = zip(codings["source_id"], codings["start"], codings["end"], names, strict=True)
    return _most_words(table, list(spans))


def _themes(project: Project, table: pd.DataFrame, level: int | None) -> list[str | None]:
    known = read_themes(project)
    if known.members.empty:
        raise Invalid("discovery.no_themes")
    members = known.at(level)
    labels = members["theme"].map(known.themes["label"])
    return _most_words(
        table, list(zip(members["source_id"], members["start"], members["end"], labels, strict=True))
    )


def _classes(project: Project, table: pd.DataFrame, k: int) -> list[str | None]:
    from workbench.lexical import reinert

    found = reinert(project, k)
    pieces = found.segments[found.segments["class"] > 0]
    names = pieces["class"].astype(str)
    return _most_words(
        table, list(zip(pieces["source_id"], pieces["start"], pieces["end"], names, strict=True))
    )


def _most_words(table: pd.DataFrame, spans: list[tuple[int, int, int, str]]) -> list[str | None]:
    """For each unit the name that covers most of its words, None where none does; ties by the alphabet."""
    found: list[str | None] = [None] * len(table)
    covered = [dict[str, int]() for _ in range(len(table))]
    sources, starts, ends = (table[name].to_numpy() for name in ("source_id", "start", "end"))
    order = np.lexsort((starts, sources))
    by_source: dict[int, Any] = {}
    for source in np.unique(sources):
        rows = order[sources[order] == source]
        by_source[int(source)] = rows, starts[rows], ends[rows]
    for source, a, b, name in spans:
        if int(source) not in by_source:
            continue
        rows, begins, stops = by_source[int(source)]
        for at in range(int(np.searchsorted(stops, a, side="right")), int(np.searchsorted(begins, b))):
            length = min(int(b), int(stops[at])) - max(int(a), int(begins[at]))
            kept = covered[rows[at]]
            kept[name] = kept.get(name, 0) + length
    for row, kept in enumerate(covered):
        if kept:
            found[row] = min(kept, key=lambda name: (-kept[name], name))
    return found
