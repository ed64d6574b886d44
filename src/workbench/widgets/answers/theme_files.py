"""Tables of themes and of the words behind them, as files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Literal

from workbench import i18n, tables
from workbench.widgets.answers.themes import ids_in
from workbench.widgets.messages import action
from workbench.widgets.themes_view import ThemesView

_SEGMENT = ("source", "speaker", "case", "time_start", "verbatim", "before", "after", "voice", "membership",
            "reason")  # fmt: skip


@action
def export_themes(
    view: ThemesView,
    *,
    what: Literal["candidates", "evidence"],
    format: Literal["xlsx", "csv"],
    buffers: list[bytes],
    level: int = 0,
) -> tuple[dict[str, Any], list[bytes]]:
    """A table to download: the candidates of a level, or the members whose ids come as a buffer."""
    header, rows = _candidates(view, level) if what == "candidates" else _evidence(view, ids_in(buffers))
    titles = [_title(name, view.language) for name in header]
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = tables.write(Path(folder) / f"{what}.{format}", titles, rows)
        data = path.read_bytes()
    name = i18n.t(f"expectation_desk.file.{what}", view.language)
    return {"name": f"{view.project.name} – {name}.{format}"}, [data]


def _title(name: str, language: str) -> str:
    """A column's name in the language of the page: its own, a voice's, or a part's of the score."""
    own, read = (i18n.catalogue(area, language) for area in ("expectation_desk", "expectations"))
    return str(own.get(f"column.{name}") or read.get(f"voice.{name}") or read[name.replace("part_", "part.")])


def _candidates(view: ThemesView, level: int) -> tuple[list[str], list[list[Any]]]:
    table = view.expectations(level)
    themes = view.themes().themes
    table = table.assign(terms=[", ".join(themes.loc[theme, "terms"]) for theme in table.index])
    hidden = {"locked", "code_id", "need"}
    header = [name for name in table.columns if name not in hidden]
    return header, [[row[name] for name in header] for row in table.to_dict("records")]


def _evidence(view: ThemesView, ids: list[int]) -> tuple[list[str], list[list[Any]]]:
    from workbench.discovery.candidates import told

    themes = view.themes()
    members = view.belonging(ids)
    table = told(view.project, members)
    labels = themes.themes["label"]
    rows = [
        [labels.get(theme, ""), labels.get(row["second_id"], ""), *(row[name] for name in _SEGMENT)]
        for theme, row in zip(members["theme_id"], table.to_dict("records"), strict=True)
    ]
    return ["theme", "second", *_SEGMENT], rows
