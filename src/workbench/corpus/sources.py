"""Renaming, moving and removing sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select

from workbench.errors import Invalid
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture


def rename_source(project: Project, source: Ref, name: str) -> None:
    """Give a source (its id or its name) another name."""
    name = " ".join(name.split())
    if not name:
        raise Invalid("empty_name", field="name")
    with project.gesture("rename_source", source="", to=name) as gesture:
        row = find.row(gesture.connection, schema.source, source)
        gesture.params["source"] = row.name
        gesture.update(schema.source, [row.id], {"name": name})


def move_source(
    project: Project, source: Ref, *, folder: str | None = None, position: int | None = None
) -> None:
    """Put a source in another folder ("" for none), or at another rank (0 is first) among all sources."""
    with project.gesture("move_source", source="") as gesture:
        row = find.row(gesture.connection, schema.source, source)
        gesture.params["source"] = row.name
        if folder is not None:
            gesture.update(schema.source, [row.id], {"folder": folder.strip("/ ")})
        if position is not None:
            s = schema.source.c
            order = list(gesture.connection.execute(select(s.id).order_by(s.position, s.id)).scalars())
            order.remove(row.id)
            order.insert(max(0, position), row.id)
            gesture.update(schema.source, order, [{"position": rank} for rank in range(len(order))])


def remove_source(project: Project, source: Ref | Iterable[Ref]) -> None:
    """Remove one source, or several, with its passages, codings, memos and the people known from it alone.

    One gesture, which undo takes back whole.
    """
    refs = [source] if isinstance(source, int | str) else list(source)
    with project.gesture("remove_source", source="") as gesture:
        rows = [find.row(gesture.connection, schema.source, ref) for ref in refs]
        gesture.params["source"] = ", ".join(row.name for row in rows)
        _remove(gesture, list(dict.fromkeys(row.id for row in rows)))


def _remove(gesture: Gesture, sources: list[int]) -> None:
    s = schema
    passages = _ids(gesture, select(s.passage.c.id).where(s.passage.c.source_id.in_(sources)))
    codings = _ids(gesture, select(s.coding.c.id).where(s.coding.c.source_id.in_(sources)))
    people = _people_of(gesture, sources)
    for table in (s.evidence, s.theme_member):
        gesture.delete(table, _ids(gesture, select(table.c.id).where(table.c.source_id.in_(sources))))
    for table in (s.answer, s.event):
        rows = _ids(gesture, select(table.c.id).where(table.c.source_id.in_(sources)))
        gesture.update(table, rows, {"source_id": None})
    for kind, ids in (
        ("source", sources), ("passage", passages), ("coding", codings), ("case", people),
    ):  # fmt: skip
        remove_memos(gesture, kind, ids)
    gesture.delete(s.coding, codings)
    gesture.delete(s.passage, passages)
    gesture.delete(
        s.attribute, _ids(gesture, select(s.attribute.c.id).where(s.attribute.c.case_id.in_(people)))
    )
    gesture.delete(s.case, people)
    gesture.delete(s.source, sources)


def remove_memos(gesture: Gesture, kind: str, ids: Iterable[int]) -> None:
    """Remove the memos attached to those rows of a table."""
    memo = schema.memo.c
    wanted = set(ids)
    rows = gesture.connection.execute(select(memo.id, memo.target_id).where(memo.target_kind == kind))
    gesture.delete(schema.memo, [row.id for row in rows if row.target_id in wanted])


def _people_of(gesture: Gesture, sources: list[int]) -> list[int]:
    """Cases limited to those sources, and persons who speak nowhere else and of whom nothing is noted."""
    case, passage, memo = schema.case.c, schema.passage.c, schema.memo.c
    facts = (schema.answer, schema.event, schema.gap)
    used = {one for table in facts for one in _ids(gesture, select(table.c.case_id))}
    limited = _ids(gesture, select(case.id).where(case.source_id.in_(sources)))
    # Answers and observed acts outlive the transcript: their person is then a person of the project.
    gesture.update(schema.case, [one for one in limited if one in used], {"source_id": None})
    spoken = passage.case_id.is_not(None)
    here = select(passage.case_id).where(passage.source_id.in_(sources), spoken)
    elsewhere = select(passage.case_id).where(passage.source_id.not_in(sources), spoken)
    noted = select(memo.target_id).where(memo.target_kind == "case", memo.target_id.is_not(None))
    bare = select(case.id).where(
        case.id.in_(here),
        case.id.not_in(elsewhere),
        case.id.not_in(noted),
        case.id.not_in(select(schema.attribute.c.case_id)),
    )
    return [one for one in dict.fromkeys(limited + _ids(gesture, bare)) if one not in used]


def _ids(gesture: Gesture, query: Select[Any]) -> list[int]:
    return list(gesture.connection.execute(query).scalars())
