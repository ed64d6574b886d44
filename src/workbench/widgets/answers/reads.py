"""What a page asks to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pandas import isna
from sqlalchemy import Row

from workbench import coding as verbs
from workbench import corpus
from workbench.errors import NotFound
from workbench.widgets import delta, rows
from workbench.widgets.messages import action
from workbench.widgets.opening import opening
from workbench.widgets.view import View

_PASSAGE = ("id", "start", "end", "speaker", "role", "kind", "time", "case")
_CODING = ("id", "start", "end", "code", "coder", "weight", "status", "memo")


@action
def start(view: View) -> dict[str, Any]:
    """Everything a page shows before a source is open: one moment of the project."""
    with view.project.read():
        return _start(view)


def _start(view: View) -> dict[str, Any]:
    sources = rows.sources(view)
    cases, attributes = rows.cases(view)
    mine = view.last_codings()
    return {
        **opening(view, mine),
        "sources": sources,
        "cases": cases,
        "attributes": attributes,
        "source": _first_source(view, [row["id"] for row in sources], mine),
    }


@action
def open_source(view: View, *, source: int) -> tuple[dict[str, Any], list[bytes]]:
    """The passages and codings of a source; its text goes as a buffer."""
    text = view.project.text(source)
    offsets = view.offsets(source)
    passages = view.project.spoken(source)
    table = {
        "id": passages.index.tolist(),
        "start": offsets.to_utf16(passages["start"].tolist()),
        "end": offsets.to_utf16(passages["end"].tolist()),
        "speaker": passages["speaker"].tolist(),
        "role": passages["role"].tolist(),
        "kind": passages["kind"].tolist(),
        "time": [None if isna(t) else t for t in passages["time_start"].tolist()],
        "case": [None if isna(c) else int(c) for c in passages["case_id"].tolist()],
    }
    found = rows.codings(view, source, view.codings(source))
    name = view.project.sources().loc[source, "name"]
    answer = {
        "source": {"id": source, "name": name},
        "passages": {key: table[key] for key in _PASSAGE},
        "codings": rows.columns(found, _CODING),
    }
    return answer, [text.encode("utf-8")]


@action
def since(view: View, *, entry: int, source: int | None = None) -> dict[str, Any]:
    """What changed after an entry."""
    return delta.since(view, entry, source)


@action
def segments(
    view: View,
    *,
    code: int | None = None,
    case: int | None = None,
    in_source: int | None = None,
    coding: int | None = None,
    below: bool = False,
    limit: int = 200,
    offset: int = 0,
) -> dict[str, Any]:
    """The words behind a number: the coded segments, with how many people and sources."""
    if coding is not None:
        table = view.project.codings(ids=[coding])
        in_source = int(table["source_id"].iloc[0]) if len(table) else in_source
    found = _retrieve(view, code=code, case=case, sources=in_source, below=below)
    if coding is not None:
        found = found[found["coding"] == coding]
    page = found.iloc[max(0, offset) : max(0, offset) + max(1, min(limit, 1000))]
    return {
        "total": len(found),
        "people": int(found.loc[found["role"] != "moderator", "case_id"].nunique()),
        "sources": int(found["source_id"].nunique()),
        "rows": [_segment(view, row) for row in page.itertuples()],
    }


@action
def coding(view: View, *, coding: int) -> dict[str, Any]:
    """One coding with its words and its memos."""
    table = view.project.codings(ids=[coding])
    if not len(table) or not view.sees(int(table["coder_id"].iloc[0])):
        raise NotFound("no_such_coding", name=coding, near="")
    row: Any = next(table.itertuples())
    offsets = view.offsets(row.source_id)
    return {
        "id": coding,
        "source_id": row.source_id,
        "start": offsets.to_utf16(row.start),
        "end": offsets.to_utf16(row.end),
        "verbatim": view.project.verbatim(row.source_id, row.start, row.end),
        "code_id": row.code_id,
        "coder_id": row.coder_id,
        "coder": row.coder,
        "mine": row.coder_id == view.me,
        "weight": None if isna(row.weight) else row.weight,
        "status": row.status,
        "created_at": row.created_at,
        "memos": rows.memos(view, "coding", coding),
    }


@action
def memos(
    view: View,
    *,
    kind: Literal["project", "source", "case", "code", "coding"],
    target: int | None = None,
) -> list[dict[str, Any]]:
    """The memos on one thing."""
    return rows.memos(view, kind, target)


@action
def delete_preview(view: View, *, code: int) -> dict[str, Any]:
    """What deleting a code would take with it; blind, others' work is told without its numbers."""
    removal = verbs.delete_preview(view.project, code, coder=(view.me or 0) if view.blind else None)
    return dict(removal.__dict__)


@action
def speakers(view: View, *, source: int) -> list[dict[str, Any]]:
    """Who speaks in a source, under which label."""
    table = corpus.speakers(view.project)
    labels: Iterable[Any] = table[table["source_id"] == source].itertuples()
    return [
        {"label": row.label, "case": "" if isna(row.case) else row.case,
         "case_id": None if isna(row.case_id) else int(row.case_id),
         "role": row.role, "turns": row.turns, "words": row.words}
        for row in labels
    ]  # fmt: skip


@action
def history(view: View, *, limit: int = 100) -> list[dict[str, Any]]:
    """The last acts, newest first."""
    entries = view.project.history(max(1, min(limit, 1000)))
    return [delta.told(view, entry) for entry in entries if view.hears(entry)]


def _retrieve(view: View, *, code: int | None, case: int | None, sources: int | None, below: bool) -> Any:
    return verbs.retrieve(
        view.project,
        code,
        below=below,
        cases=case,
        sources=sources,
        coders=view.me if view.blind else None,
        status="confirmed",
    )


def _segment(view: View, row: Any) -> dict[str, Any]:
    offsets = view.offsets(row.source_id)
    plain = ("coding", "source_id", "source", "verbatim", "before", "after", "speaker", "case", "role",
             "code_id", "code", "coder", "status", "memo")  # fmt: skip
    return {
        **{name: getattr(row, name) for name in plain},
        "start": offsets.to_utf16(row.start),
        "end": offsets.to_utf16(row.end),
        "time": None if isna(row.time_start) else row.time_start,
        "weight": None if isna(row.weight) else row.weight,
        "mine": row.coder_id == view.me,
    }


def _first_source(view: View, there: list[int], mine: Sequence[Row[Any]]) -> int | None:
    """The source to open first: the one asked for, else where this coder was last, else the first."""
    if view.first_source in there:
        return view.first_source
    if mine:
        return int(mine[0].source_id)
    return there[0] if there else None
