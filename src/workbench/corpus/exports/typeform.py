"""Responses of Typeform: its csv, and the JSON of its Responses API."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workbench.corpus.exports.entries import table_of
from workbench.corpus.exports.model import Column, Export
from workbench.corpus.exports.proposal import Habits, objects, propose
from workbench.corpus.exports.registry import Look, export
from workbench.corpus.exports.sheet import Sheet, read_sheet, read_text
from workbench.corpus.exports.vocabulary import OTHER
from workbench.text import fold

_ROLES = {
    "#": "ignored", "response type": "ignored", "start date (utc)": "ignored", "stage date (utc)": "ignored",
    "submit date (utc)": "answered", "network id": "ignored", "tags": "attribute", "ending": "ignored",
    "response_id": "ignored", "landed_at": "ignored", "submitted_at": "answered", "response_type": "ignored",
    "hidden.pid": "identifier", "hidden.email": "email",
}  # fmt: skip


def _recognise(seen: Look) -> bool:
    by_headings = "submit date (utc)" in seen.headings
    return by_headings or ('"landed_at"' in seen.text and '"response_id"' in seen.text)


@export("typeform", _recognise)
def read(path: Path, *, encoding: str | None = None) -> Export:
    """Return the answers; the columns of a question with several choices become one column of choices."""
    with path.open("rb") as stream:
        packed = stream.read(2) == b"PK"
    text = "" if packed else read_text(path, encoding)
    if text.lstrip()[:1] in {"{", "["}:
        sheet, questions, chosen = _answers(path, json.loads(text))
        found = propose(sheet, Habits("typeform", "answers", _ROLES, "question", questions))
        for name, values in chosen.items():
            column = found.column(name)
            column.role, column.type = "question", "choices"
            column.choices = tuple(dict.fromkeys(one for value in values if value for one in value))
            found.rows[name] = objects(values, found.rows.index)
    else:
        sheet = read_sheet(path, encoding=encoding)
        found = propose(sheet, Habits("typeform", "answers", _ROLES, "question"))
        _together(found, sheet)
    answered = found.of("answered")
    if answered and (n := int(found.rows[answered[0].name].isna().sum())):
        found.notes.append(("exports.note.incomplete", {"n": n}))
    return found


def _answers(path: Path, data: Any) -> tuple[Sheet, dict[str, str], dict[str, list[Any]]]:
    entries: list[dict[str, Any]] = []
    several: dict[str, dict[int, tuple[str, ...]]] = {}
    items = data.get("items", []) if isinstance(data, dict) else data
    for at, item in enumerate(items):
        entry = {key: item.get(key) for key in ("response_id", "response_type", "landed_at", "submitted_at")}
        entry |= {f"hidden.{key}": value for key, value in (item.get("hidden") or {}).items()}
        for answer in item.get("answers") or []:
            asked = answer["field"].get("ref") or answer["field"]["id"]
            value = answer.get(answer["type"])
            if answer["type"] == "choices":
                labels = [*value.get("labels", []), *([value["other"]] if value.get("other") else [])]
                several.setdefault(asked, {})[at] = tuple(labels)
                value = ";".join(labels)
            elif answer["type"] == "choice":
                value = value.get("label") or value.get("other")
            entry[asked] = value
        entry |= {f"variable.{one['key']}": one.get(one["type"]) for one in item.get("variables") or []}
        entries.append(entry)
    sheet = table_of(path, entries)
    chosen = {name: [values.get(at) for at in range(len(entries))] for name, values in several.items()}
    return sheet, {}, chosen


def _together(found: Export, sheet: Sheet) -> None:
    """Columns that hold nothing but their own heading, up to "Other", are the choices of one question."""
    at = 0
    while at < len(sheet.names):
        end = at
        while end < len(sheet.names) and _says_itself(sheet, end):
            end += 1
        other = end < len(sheet.names) and fold(sheet.headings[end]) in OTHER
        names = sheet.names[at:end]
        if names and (other or len(names) > 1) and sheet.cells[names].notna().any(axis=None):
            _merge(found, sheet, names, sheet.names[end] if other else None)
        at = max(end, at + 1)


def _says_itself(sheet: Sheet, at: int) -> bool:
    heading = sheet.headings[at]
    if fold(heading) in _ROLES or fold(heading) in OTHER:
        return False
    values = [str(one).strip() for one in sheet.cells[sheet.names[at]].dropna().unique()]
    # A choice that nobody made stands empty beside those that somebody made; a question ends with its mark.
    return values == [heading] if values else not heading.rstrip().endswith(("?", ".", ":"))


def _merge(found: Export, sheet: Sheet, names: list[str], other: str | None) -> None:
    cells = sheet.cells[[*names, *([other] if other else [])]]
    values = [
        tuple(str(one) for one in row if one is not None) or None for row in cells.itertuples(index=False)
    ]
    labels = [sheet.headings[sheet.names.index(name)] for name in names]
    own = cells[other].dropna().astype(str).tolist() if other else []
    name = " / ".join([*labels, *([other] if other else [])])
    first = next(at for at, column in enumerate(found.columns) if column.name == names[0])
    found.rows = found.rows.drop(columns=list(cells.columns))
    found.columns = [column for column in found.columns if column.name not in cells.columns]
    choices = tuple(dict.fromkeys([*labels, *own]))
    found.columns.insert(first, Column(name, name, "question", "choices", name, choices, "exports.why.tool"))
    found.rows.insert(first, name, objects(values, cells.index))
