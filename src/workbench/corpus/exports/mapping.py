"""What a person says each column is, in place of what was proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.corpus.exports import choices as several
from workbench.corpus.exports.model import ROLES, TYPES, Column, Export
from workbench.corpus.exports.values import Typed, spread, typed
from workbench.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd


def mapping(export: Export) -> dict[str, dict[str, str]]:
    """Return the role and the type of each column by its name, as `apply` takes them."""
    return {column.name: {"role": column.role, "type": column.type} for column in export.columns}


def apply(export: Export, mapping: Mapping[str, Mapping[str, str]]) -> Export:
    """Return the export with the roles and types of `mapping`; columns that it does not name stay.

    Names that the export does not have are left out, so that a mapping serves the next export of the tool.
    Raises Invalid for a role or a type that is not known, and where a value is not of the type asked for.
    """
    columns, rows = [], export.rows.copy()
    for column in export.columns:
        asked = mapping.get(column.name, {})
        role, kind = asked.get("role", column.role), asked.get("type", column.type)
        if role not in ROLES:
            raise Invalid("exports.no_such_role", role=role, known=", ".join(ROLES))
        if kind not in TYPES:
            raise Invalid("exports.no_such_type", type=kind, known=", ".join(TYPES))
        changed = replace(column, role=role, type=kind)
        if role != column.role or kind != column.type:
            changed.why = "exports.why.person"
        if role in {"question", "verbatim"} and not changed.question:
            changed.question = column.heading or column.name
        if kind != column.type:
            rows[column.name] = _retyped(rows[column.name], changed)
        columns.append(changed)
    return Export(export.tool, export.kind, columns, rows, list(export.notes))


def _retyped(values: pd.Series[Any], column: Column) -> pd.Series[Any]:
    import pandas as pd

    cells = values.map(_as_text).astype(object).where(values.notna(), None)
    if column.type == "text":
        column.choices = ()
        return cells
    codes, found = pd.factorize(cells)
    texts = [str(one).strip() for one in found]
    if column.type == "choice":
        column.choices = tuple(dict.fromkeys(texts))
        return spread(cells, codes, list(texts))
    if column.type == "choices":
        parted = several.split(cells, column.choices)
        column.choices = parted[0] if parted else tuple(dict.fromkeys(texts))
        return parted[1] if parted else spread(cells, codes, [(text,) for text in texts])
    column.choices = ()
    result: Typed = typed(cells, "integer" if column.type == "scale" else column.type)
    if result.type == "text" and len(texts):
        raise Invalid("exports.not_of_type", column=column.name, type=column.type)
    return result.values


def _as_text(value: Any) -> str:
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
