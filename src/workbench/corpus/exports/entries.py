"""Entries of JSON, JSON lines and XML as a sheet of cells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.corpus.exports.sheet import Sheet


def table_of(path: Path, entries: Iterable[Mapping[str, Any]]) -> Sheet:
    """Return a sheet with a row for each entry, counted from 1, and a column for each key met."""
    import pandas as pd

    rows = list(entries)
    names = list(dict.fromkeys(key for row in rows for key in row))
    columns = {name: [_cell(row.get(name)) for row in rows] for name in names}
    index = pd.RangeIndex(1, len(rows) + 1, name="row")
    notes: list[tuple[str, dict[str, Any]]] = [] if rows else [("exports.note.empty", {})]
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
    for line in text.split("\n"):
        if line.strip():
            yield json.loads(line)


def _cell(value: Any) -> str | None:
    if value is None or value == "" or value == [] or value == {}:
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
