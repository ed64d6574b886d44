"""What every page is told first: the project, who works on it, the codebook, what can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from workbench.widgets import delta, rows
from workbench.widgets.view import View


def opening(view: View, mine: Sequence[Row[Any]]) -> dict[str, Any]:
    """The project as a page opens on it; `mine` are the last codings of its coder."""
    project = view.project
    head = project.head()
    coder = project.coder
    return {
        "project": {"title": project.title, "language": project.language, "name": project.name,
                    "read_only": project.read_only},
        "coder": coder and {"id": coder.id, "name": coder.name, "colour": coder.colour},
        "coders": [
            {"id": row.Index, "name": row.name, "kind": row.kind, "colour": row.colour}
            for row in project.coders().itertuples()
        ],
        "codes": rows.codes(view),
        # The codes this coder used last, the latest first.
        "recent": list(dict.fromkeys(row.code_id for row in mine))[:9],
        "blind": view.blind,
        "head": head,
        **delta.ledger(view),
    }  # fmt: skip
