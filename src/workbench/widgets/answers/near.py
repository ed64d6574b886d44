"""Reading a small project from one segment to those most like it."""

from __future__ import annotations

from typing import Any

from workbench.discovery.units import units
from workbench.widgets import rows
from workbench.widgets.messages import action
from workbench.widgets.themes_view import ThemesView

_MOST = 500


@action
def reading(view: ThemesView) -> list[dict[str, Any]]:
    """The segments of a small project, to be read from one to the next."""
    return [_unit(view, row) for row in units(view.project).head(_MOST).itertuples()]


@action
def neighbours(view: ThemesView, *, id: int, source: int, start: int, end: int) -> list[dict[str, Any]]:
    """The segments most like one, the nearest first; the page is told how far it is, and may stop it."""
    from workbench.discovery.suggestion import neighbours as nearest

    told = view.progress(id)
    found = nearest(
        view.project, source, start, end,
        progress=lambda done, total, left: told("embed", done, total, left),
        cancelled=lambda: id in view.cancelled,
    )  # fmt: skip
    return [_unit(view, row) for row in found.itertuples()]


def _unit(view: ThemesView, row: Any) -> dict[str, Any]:
    return {
        "source_id": int(row.source_id), "source": row.source, "start": int(row.start), "end": int(row.end),
        "verbatim": row.text, "speaker": row.speaker or "", "case": row.case if row.case == row.case else "",
        "at": view.offsets(int(row.source_id)).to_utf16([int(row.start), int(row.end)]),
        "likeness": rows.number(getattr(row, "likeness", None)),
    }  # fmt: skip
