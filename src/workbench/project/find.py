"""From what a person typed, an id or a name, to the row it means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, select

from workbench import i18n
from workbench.errors import Ambiguous, NotFound
from workbench.project import schema
from workbench.text import fold

Ref = int | str


def row(connection: Connection, table: Table, ref: Ref) -> Row[Any]:
    """The row of `table` whose id is `ref`, or whose name is `ref` where that name is unique.

    A name is compared as written first, then without case and accents. A code may also be named
    by its path, "Attentes > repère". Raises NotFound (with the nearest name) and Ambiguous.
    """
    if not isinstance(ref, str):
        there = 0 < int(ref) < 2**31  # what a column of ids can hold
        found = connection.execute(_by(table, "id"), {"wanted": int(ref)}).first() if there else None
        if found is None:
            raise NotFound(f"no_such_{table.name}", name=ref, near="")
        return found
    exact: Sequence[Row[Any]] = connection.execute(_by(table, "name"), {"wanted": ref}).all()
    if len(exact) == 1:
        return exact[0]
    if not exact:
        exact = _loosely(connection, table, ref)
    if len(exact) > 1:
        ids = ", ".join(str(match.id) for match in exact)
        plural = {"case": "cases"}.get(table.name, f"{table.name}s")
        raise Ambiguous(f"several_{plural}", name=ref, n=len(exact), ids=ids)
    return exact[0]


def ids(connection: Connection, table: Table, refs: Ref | Iterable[Ref]) -> list[int]:
    """The ids meant by one or several references, in their order, each once."""
    each = refs if isinstance(refs, Iterable) and not isinstance(refs, str) else [refs]
    return list(dict.fromkeys(row(connection, table, ref).id for ref in each))


@cache
def _by(table: Table, column: str) -> Select[Any]:
    # Built once: a coder applies codes all day, and building costs more than running.
    return select(table).where(table.c[column] == bindparam("wanted"))


def _loosely(connection: Connection, table: Table, name: str) -> list[Row[Any]]:
    everything = connection.execute(select(table)).all()
    if table is schema.code and ">" in name:
        wanted = [fold(part) for part in name.split(">")]
        by_id = {code.id: code for code in everything}
        matches = [code for code in everything if _path(code, by_id) == wanted]
    else:
        matches = [other for other in everything if fold(other.name) == fold(name)]
    if not matches:
        folded = {fold(other.name): other.name for other in everything}
        near = difflib.get_close_matches(fold(name), folded, n=1, cutoff=0.7)
        hint = i18n.t("errors.near", name=folded[near[0]]) if near else ""
        raise NotFound(f"no_such_{table.name}", name=name, near=hint)
    return matches


def _path(code: Row[Any], by_id: dict[int, Row[Any]]) -> list[str]:
    names: list[str] = []
    at: Row[Any] | None = code
    while at is not None:
        names.insert(0, fold(at.name))
        at = by_id.get(at.parent_id)
    return names
