"""Memos: notes on the project, a source, a passage, a case, a code, a coding or a decision."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Table, select

from workbench.errors import Invalid, NotFound
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture

_TARGETS: dict[str, Table] = {
    name: schema.metadata.tables[name] for name in ("source", "passage", "case", "code", "coding")
}


def write_memo(
    project: Project,
    text: str,
    *,
    source: Ref | None = None,
    passage: int | None = None,
    case: Ref | None = None,
    code: Ref | None = None,
    coding: int | None = None,
    entry: int | None = None,
    title: str = "",
    memo: int | None = None,
) -> int | None:
    """The id of a memo on the one thing named (nothing named: on the project).

    With `memo`, that memo is rewritten. An empty text removes it and returns None.
    Raises Invalid when several things are named, NotFound when the thing is not there.
    """
    given = {"source": source, "passage": passage, "case": case, "code": code, "coding": coding,
             "entry": entry}  # fmt: skip
    named = {kind: ref for kind, ref in given.items() if ref is not None}
    if len(named) > 1:
        raise Invalid("coding.one_target", targets=", ".join(named))
    text, title = text.strip(), title.strip()
    with project.gesture("write_memo" if text else "remove_memo") as g:
        if memo is not None:
            row = find.row(g.connection, schema.memo, memo)
            memo = int(row.id)
            kind, target_id = row.target_kind, row.target_id
        else:
            kind, ref = next(iter(named.items()), ("project", None))
            target_id = _target(g.connection, kind, ref)
        g.params = {"target": [_told(project, g.connection, kind, target_id)]}
        if not text:
            if memo is None:
                raise Invalid("coding.empty_memo")
            g.delete(schema.memo, [memo])
            return None
        if memo is None:
            return attach(g, text, kind, target_id, title=title)
        g.update(schema.memo, [memo], {"text": text, "title": title})
        return memo


def attach(g: Gesture, text: str | None, kind: str, target_id: int | None, *, title: str = "") -> int | None:
    """The id of a memo written inside a gesture under way; None for an empty text."""
    if not (text or "").strip() or g.coder is None:
        return None
    [row_id] = g.insert(
        schema.memo,
        [{"target_kind": kind, "target_id": target_id, "coder_id": g.coder.id,
          "title": title, "text": (text or "").strip()}],
    )  # fmt: skip
    return row_id


def memos_on(connection: Connection, kind: str, targets: Collection[int]) -> dict[int, int]:
    """The memos on those targets: memo id → target id."""
    # There are few memos and there may be 100,000 targets: sorted out here, not in the query.
    query = select(schema.memo.c.id, schema.memo.c.target_id).where(schema.memo.c.target_kind == kind)
    wanted = set(targets)
    return {i: target for i, target in connection.execute(query) if target in wanted}


def drop_memos(g: Gesture, kind: str, targets: Collection[int]) -> int:
    """Remove the memos on those targets inside a gesture; how many they were."""
    gone = list(memos_on(g.connection, kind, targets))
    g.delete(schema.memo, gone)
    return len(gone)


def _target(connection: Connection, kind: str, ref: Ref | None) -> int | None:
    if kind == "project" or ref is None:
        return None
    if kind == "entry":
        found = connection.execute(select(schema.journal.c.id).where(schema.journal.c.id == ref)).scalar()
        if found is None:
            raise NotFound("no_such_entry", name=ref, near="")
        return int(found)
    return int(find.row(connection, _TARGETS[kind], ref).id)


def _told(project: Project, connection: Connection, kind: str, target_id: int | None) -> str:
    """How the journal names the target: by its name, never by its words."""
    if target_id is None:
        return project.title
    if kind == "entry":
        return f"#{target_id}"
    row = find.row(connection, _TARGETS[kind], target_id)
    if kind == "coding":
        row = find.row(connection, schema.code, row.code_id)
    elif kind == "passage":
        row = find.row(connection, schema.source, row.source_id)
    return str(row.name)
