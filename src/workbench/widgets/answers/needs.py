"""What the page of needs asks to see: the needs, the words behind one, the frames and what they point out."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Literal

from workbench import coding, i18n, needs
from workbench.coding import frames
from workbench.reports import needs_report
from workbench.widgets import rows
from workbench.widgets.messages import action
from workbench.widgets.needs_view import NeedsView
from workbench.widgets.opening import opening

_NEED = ("name", "kind", "quadrant", "people", "segments", "answers", "reason", "resources", "deliverable",
         "status", "coder")  # fmt: skip
_PASSAGE = ("kind", "source", "verbatim", "before", "after", "speaker", "case", "question")


@action
def start_needs(view: NeedsView) -> dict[str, Any]:
    """What the page shows when it opens: one moment of the project."""
    with view.project.read():
        return {**opening(view, view.last_codings()), **board(view)}


@action
def board(view: NeedsView) -> dict[str, Any]:
    """The needs, the highest priority first, the frames, and the questions that loaded frames raise."""
    with view.project.read() as connection:
        table = needs.read_needs(view.project)
        there = frames.loaded(connection)
        found = frames.alerts(view.project, view.language)
    told = [
        {"id": at, "importance": rows.whole(row["importance"]), "urgency": rows.whole(row["urgency"]),
         **{name: row[name] for name in _NEED}}
        for at, row in zip(table.index.tolist(), table.to_dict("records"), strict=True)
    ]  # fmt: skip
    return {
        "needs": told,
        "frames": [
            {"name": each.name, "title": each.title, "about": each.about, "caution": each.caution,
             "source": each.source, "codes": len(each.codes),
             "loaded": len(there[each.name].codes) if each.name in there else 0}
            for each in frames.frames(view.language)
        ],
        "alerts": [
            {"frame": row["frame"], "sentence": row["sentence"], "codings": row["codings"]}
            for row in found.to_dict("records")
        ],
    }  # fmt: skip


@action
def need_passages(view: NeedsView, *, need: int, limit: int = 100, offset: int = 0) -> dict[str, Any]:
    """The words and answers a need rests on."""
    found = needs.need_evidence(view.project, need)
    page = found.iloc[max(0, offset) : max(0, offset) + max(1, min(limit, 500))]
    counted: Any = needs.read_needs(view.project, rejected=True).loc[need]
    return {
        "total": len(found),
        **{name: int(counted[name]) for name in ("people", "segments", "answers")},
        "rows": [
            _row(view, at, row) for at, row in zip(page.index.tolist(), page.to_dict("records"), strict=True)
        ],
    }


@action
def frame_coverage(view: NeedsView, *, frame: str) -> dict[str, Any]:
    """Who has been read with a frame: persons in rows, sections in columns."""
    table = frames.coverage(view.project, frame)
    return {
        "sections": [str(name) for name in table.columns],
        "rows": [
            {"case": case, "person": person, "counts": counts}
            for (case, person), counts in zip(table.index.tolist(), table.to_numpy().tolist(), strict=True)
        ],
    }


@action
def coded_passages(
    view: NeedsView,
    *,
    codings: list[int] | None = None,
    frame: str = "",
    section: str = "",
    case: int = 0,
    person: str = "",
    limit: int = 100,
    offset: int = 0,
) -> dict[str, Any]:
    """The words behind a question, told by its codings, or behind a number of the coverage of a frame."""
    if codings is None:
        codings = frames.covered(view.project, frame, section, (case, person))
    codes = view.project.codings(ids=codings)["code_id"].unique().tolist()
    found = coding.retrieve(view.project, codes, below=False)
    found = found[found["coding"].isin(codings)].assign(kind="segment", question="")
    page = found.iloc[max(0, offset) : max(0, offset) + max(1, min(limit, 500))]
    return {
        "total": len(found),
        "segments": len(found),
        "answers": 0,
        "people": int(found.loc[found["role"] != "moderator", "case_id"].nunique()),
        "rows": [_row(view, row["coding"], row) for row in page.to_dict("records")],
    }


@action
def export_needs(view: NeedsView, *, format: Literal["docx", "xlsx"]) -> tuple[dict[str, Any], list[bytes]]:
    """The matrix as a document, or the needs as a sheet."""
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        data = needs_report(view.project, Path(folder) / f"needs.{format}", view.language).read_bytes()
    name = i18n.t("needs_matrix.file", view.language)
    return {"name": f"{view.project.name} – {name}.{format}"}, [data]


def _row(view: NeedsView, at: int, row: Any) -> dict[str, Any]:
    return {"id": at, "source_id": rows.whole(row["source_id"]), "time": rows.number(row["time_start"]),
            "at": _units(view, row), **{name: row[name] for name in _PASSAGE}}  # fmt: skip


def _units(view: NeedsView, row: Any) -> list[int] | None:
    if row["kind"] != "segment":
        return None
    found = view.offsets(int(row["source_id"])).to_utf16([int(row["start"]), int(row["end"])])
    return [int(at) for at in found]
