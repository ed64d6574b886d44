"""Entries of JSON, JSON lines and XML as a sheet of cells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.corpus.exports.sheet import Sheet


def table_of(path: Path, entries: Iterable[Mapping[str, Any]]) -> Sheet:
    """Return a sheet with a row for each entry, counted from 1, and a column for each key met."""
    import pandas as pd

    columns: dict[str, list[str | None]] = {}
    seen: dict[str, str] = {}  # equal cells are kept once: a million events have a few names
    n = 0
    for n, entry in enumerate(entries, start=1):
        for key, value in entry.items():
            cell = _cell(value)
            column = columns.setdefault(key, [])
            column.extend([None] * (n - 1 - len(column)))
            column.append(None if cell is None else seen.setdefault(cell, cell))
    for column in columns.values():
        column.extend([None] * (n - len(column)))
    names = list(columns)
    index = pd.RangeIndex(1, n + 1, name="row")
    notes: list[tuple[str, dict[str, Any]]] = [] if n else [("exports.note.empty", {})]
    return Sheet(names, list(names), pd.DataFrame(columns, index=index, dtype=object), notes)


def flat(entry: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield what an entry holds, the keys of entries inside joined by points.

    >>> dict(flat({"id": 1, "geo": {"country": "France"}}))
    {'id': 1, 'geo.country': 'France'}
    """
    for key, value in entry.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def lines_of(text: str) -> Iterator[dict[str, Any]]:
    """Yield the entries of JSON lines, or of one JSON list."""
    if text.lstrip().startswith("["):
        yield from json.loads(text)
        return
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield json.loads(line[0])


def _cell(value: Any) -> str | None:
    if value is None or value == "" or value == [] or value == {}:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
