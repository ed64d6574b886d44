"""Codebooks as files: csv and xlsx to work on in a spreadsheet, json without any loss."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workbench import tables
from workbench.coding import codebook
from workbench.errors import Invalid
from workbench.outgoing import written
from workbench.project import Project, schema
from workbench.text import fold

_COLUMNS = ("name", "parent", *codebook.FIELDS)
#: Headings that people write, in both languages, beside our own.
_HEADINGS = {
    "name": ("name", "code", "nom", "intitulé"),
    "parent": ("parent", "path", "code parent", "catégorie", "category"),
    "definition": ("definition", "définition", "description"),
    "use_when": ("use_when", "use when", "utiliser si", "inclusion"),
    "not_when": ("not_when", "not when", "sauf si", "exclusion"),
    "example": ("example", "exemple"),
    "synonyms": ("synonyms", "synonymes"),
    "colour": ("colour", "color", "couleur"),
}
_FORMAT = "workbench codebook"


def export_codebook(project: Project, path: str | os.PathLike[str]) -> Path:
    """The path of the codebook written as .json, .csv or .xlsx, parents before children.

    In csv and xlsx `parent` is the path of names from the top, joined by " > "; a ">" inside a name
    is written "\\>".
    """
    path = Path(path)
    codes = project.codes()
    ids = [int(code_id) for code_id in codes.index.to_numpy()]
    parents = codes["parent_id"].to_numpy(dtype="int64", na_value=0)
    above = {i: int(parent) or None for i, parent in zip(ids, parents, strict=True)}
    names = dict(zip(ids, codes["name"], strict=True))
    rows = [
        {
            "name": names[i],
            "parent": _names_above(i, above, names),
            **{str(k): str(v) for k, v in described.items()},
        }
        for i, described in zip(ids, codes[list(codebook.FIELDS)].to_dict("records"), strict=True)
    ]
    if path.suffix.lower() == ".json":
        content = {"format": _FORMAT, "version": 1, "codes": rows}
        with written(path) as part:
            part.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
        return path
    return tables.write(path, _COLUMNS, [[_cell(row[name]) for name in _COLUMNS] for row in rows])


def import_codebook(project: Project, path: str | os.PathLike[str]) -> list[int]:
    """The ids of the codes added from a .json, .csv or .xlsx codebook, in one gesture.

    A code whose path is there already is not added again; what the file says of it fills the
    fields that are still empty. Raises Invalid, with the line, for a row without a name.
    """
    path = Path(path)
    rows = _read(path)
    made: list[int] = []
    with project.gesture("import_codebook", file=path.name) as g:
        there: dict[tuple[str, ...], int] = {}
        known = g.connection.execute(select(schema.code)).all()
        by_id = {row.id: row for row in known}
        for row in known:
            chain, at = [fold(row.name)], row
            while at.parent_id is not None:
                at = by_id[at.parent_id]
                chain.insert(0, fold(at.name))
            there[tuple(chain)] = row.id
        for parent, fields in rows:
            place: tuple[str, ...] = ()
            above: int | None = None
            for name in [*parent, fields["name"]]:
                place = (*place, fold(name))
                if place not in there:
                    there[place] = codebook.create(g, name, parent=above)
                    made.append(there[place])
                above = there[place]
            _describe(g, there[place], fields)
        g.params["n"] = len(made)
    return made


def _describe(g: Any, code_id: int, fields: dict[str, str]) -> None:
    row = g.connection.execute(select(schema.code).where(schema.code.c.id == code_id)).one()
    written = row.changed_in == g.entry_id
    new = {
        name: fields[name]
        for name in codebook.FIELDS
        if fields.get(name) and (written or not row._mapping[name])
    }
    if "colour" in new:
        codebook.check_colour(new["colour"])
    g.update(schema.code, [code_id], new)


def _read(path: Path) -> list[tuple[list[str], dict[str, str]]]:
    if not path.exists():
        raise Invalid("errors.no_file", file=str(path))
    if path.suffix.lower() == ".json":
        return _read_json(path)
    table = tables.read(path)
    if not table:
        return []
    headings = {fold(name): name for name in table[0]}
    columns = {
        field: next((headings[fold(word)] for word in words if fold(word) in headings), None)
        for field, words in _HEADINGS.items()
    }
    if columns["name"] is None:
        found = ", ".join(headings.values()) or "—"
        raise Invalid("coding.no_name_column", file=path.name, found=found)
    rows = []
    for line, cells in enumerate(table, start=2):
        fields = {f: cells.get(column, "").strip() if column else "" for f, column in columns.items()}
        if not fields["name"]:
            raise Invalid("coding.row_without_name", file=path.name, line=line)
        rows.append((_path(fields.pop("parent")), fields))
    return rows


def _read_json(path: Path) -> list[tuple[list[str], dict[str, str]]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != _FORMAT:
            raise KeyError("format")
        rows: list[tuple[list[str], dict[str, str]]] = []
        for code in content["codes"]:
            fields = {name: str(code.get(name) or "") for name in ("name", *codebook.FIELDS)}
            if not fields["name"].strip():
                raise Invalid("coding.row_without_name", file=path.name, line=len(rows) + 1)
            above = code.get("parent") or []
            rows.append((_path(above) if isinstance(above, str) else [str(name) for name in above], fields))
        return rows
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, Invalid):
            raise
        raise Invalid("coding.not_a_codebook", file=path.name) from error


def _names_above(code_id: int, above: dict[int, int | None], names: dict[int, str]) -> list[str]:
    chain: list[str] = []
    at = above[code_id]
    while at is not None:
        chain.insert(0, names[at])
        at = above[at]
    return chain


def _cell(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else " > ".join(name.replace(">", "\\>") for name in value)


def _path(cell: str) -> list[str]:
    names = (name.replace("\\>", ">").strip() for name in cell.split(" > "))
    return [name for name in names if name]
