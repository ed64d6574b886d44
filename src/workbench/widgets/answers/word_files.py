"""Tables of words as files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Literal

from workbench import i18n, tables
from workbench.widgets.answers.words import frequency_table, specificity_table
from workbench.widgets.messages import action
from workbench.widgets.words_view import WordsView

What = Literal[
    "lines", "frequencies", "specificities", "nodes", "edges", "classes", "profiles", "variables", "branches",
    "passages",
]  # fmt: skip
#: Numbers that mean something inside the program only.
_HIDDEN = {"source_id", "passage_id", "case_id", "person", "marks", "in_tree"}


@action
def export_words(
    view: WordsView, *, what: What, format: Literal["xlsx", "csv"], by: str = "", least: int = 5
) -> tuple[dict[str, Any], list[bytes]]:
    """A table to download: all of what the page shows some of."""
    table = _table(view, what, by, least)
    header = [name for name in table.columns if name not in _HIDDEN]
    titles = [i18n.t(f"word_desk.column.{name}", view.language) for name in header]
    cells = (list(row) for row in table[header].itertuples(index=False))
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = tables.write(Path(folder) / f"{what}.{format}", titles, cells)
        data = path.read_bytes()
    name = i18n.t(f"word_desk.file.{what}", view.language)
    return {"name": f"{view.project.name} – {name}.{format}"}, [data]


def _table(view: WordsView, what: What, by: str, least: int) -> Any:
    if what == "frequencies":
        return frequency_table(view)
    if what == "specificities":
        return specificity_table(view, by, max(1, least))
    if what in {"nodes", "edges"}:
        graph = view.last("similitude")
        return graph.nodes.reset_index(names="term") if what == "nodes" else graph.edges
    if what in {"profiles", "variables"}:
        return getattr(view.last("classes"), what)
    if what == "classes":
        found = view.last("classes").segments
        words = [
            view.project.verbatim(*place)
            for place in zip(found["source_id"], found["start"], found["end"], strict=True)
        ]
        return found.assign(verbatim=words)
    if what == "branches":
        return view.last("branches").branches
    if what == "passages":
        found = view.last("passages")
        return found.told(view.project, 0, len(found.frame))
    return view.last("lines")
