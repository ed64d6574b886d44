"""Rows of the project as the page receives them: plain values, offsets in UTF-16."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pandas import isna
from sqlalchemy import Row

from workbench.widgets.view import View

_CODE = ("name", "colour", "position", "definition", "use_when", "not_when", "example", "synonyms")


def codes(view: View) -> list[dict[str, Any]]:
    """All codes in the order of the tree, with their counts."""
    table = view.project.codes()
    tally = view.tally()
    parents = table["parent_id"].to_numpy(dtype="int64", na_value=0).tolist()
    columns = [table[name].tolist() for name in _CODE]
    rows = []
    for code_id, parent, *values in zip(table.index.tolist(), parents, *columns, strict=True):
        segments, people = tally.code(code_id)
        row = dict(zip(_CODE, values, strict=True))
        rows.append({"id": code_id, "parent": parent or None, **row, "segments": segments, "people": people})
    return rows


def sources(view: View) -> list[dict[str, Any]]:
    """All sources in their order, with how far coding has come in each."""
    table = view.project.sources()
    tally = view.tally()
    rows = []
    for source_id, name, folder, kind, length in zip(
        table.index.tolist(), table["name"], table["folder"], table["kind"], table["length"].tolist(),
        strict=True,
    ):  # fmt: skip
        codings, coverage = tally.source(source_id)
        rows.append(
            {"id": source_id, "name": name, "folder": folder, "kind": kind, "length": length,
             "passages": tally.passages(source_id), "codings": codings, "coverage": coverage}
        )  # fmt: skip
    return rows


def cases(view: View) -> tuple[list[dict[str, Any]], list[str]]:
    """All cases with their attributes as text, and the names of the attributes."""
    table = view.project.cases()
    attributes = view.project.attributes()
    of_case: dict[int, dict[str, str]] = {}
    for case_id, name, value in zip(
        attributes["case_id"].tolist(), attributes["name"], attributes["value"], strict=True
    ):
        of_case.setdefault(case_id, {})[name] = value
    rows = [
        {"id": case_id, "name": name, "role": role, "attributes": of_case.get(case_id, {})}
        for case_id, name, role in zip(table.index.tolist(), table["name"], table["role"], strict=True)
    ]
    return rows, list(dict.fromkeys(attributes["name"].tolist()))


def codings(view: View, source_id: int, found: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    """Codings of one source as rows."""
    noted = view.noted()
    offsets = view.offsets(source_id)
    starts = offsets.to_utf16([row.start for row in found])
    ends = offsets.to_utf16([row.end for row in found])
    return [
        {"id": row.id, "start": start, "end": end, "code": row.code_id, "coder": row.coder_id,
         "weight": row.weight, "status": row.status, "memo": row.id in noted}
        for row, start, end in zip(found, starts, ends, strict=True)
    ]  # fmt: skip


def memos(view: View, kind: str, target: int | None) -> list[dict[str, Any]]:
    """The memos on one thing, oldest first."""
    table = view.project.memos()
    kept = table[table["target_kind"] == kind]
    kept = kept[kept["target_id"].isna() if target is None else kept["target_id"] == target]
    if view.blind:
        kept = kept[kept["coder_id"] == view.me]
    return [
        {"id": row.Index, "text": row.text, "title": row.title, "who": row.coder, "at": row.created_at,
         "mine": row.coder_id == view.me}
        for row in kept.itertuples()
    ]  # fmt: skip


def columns(rows: Iterable[dict[str, Any]], names: Iterable[str]) -> dict[str, list[Any]]:
    """Rows turned into columns, which is a third of the bytes for thousands of them."""
    rows = list(rows)
    return {name: [row[name] for row in rows] for name in names}


def units(text: str, place: int) -> int:
    """A place in a text, counted as browsers do."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def whole(value: Any) -> int | None:
    """A whole number of a table, None where it is missing."""
    return None if value is None or isna(value) else int(value)


def number(value: Any) -> float | None:
    """A number of a table, None where it is missing."""
    return None if value is None or isna(value) else float(value)


def plain(value: Any) -> str:
    """Words of a table, "" where they are missing."""
    return "" if value is None or isna(value) else str(value)
