"""Two readings of the same segments side by side on the page of expectations, and the words of every cell."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workbench import coding, i18n, tables
from workbench.discovery.partitions import Comparison, ordered
from workbench.errors import Invalid
from workbench.widgets.answers.acts import act
from workbench.widgets.answers.spoken import spoken
from workbench.widgets.messages import action
from workbench.widgets.themes_view import ThemesView

if TYPE_CHECKING:
    import pandas as pd

Reading = Literal["codes", "themes", "classes"]
#: From which adjusted mutual information on two readings are said to agree so.
_WORDS = ((0.75, "same"), (0.5, "strong"), (0.25, "partial"), (0.1, "weak"), (-math.inf, "chance"))


class Compared:
    """The comparison that the page shows: its groups in their order, and where its segments stand."""

    def __init__(self, found: Comparison, segments: pd.DataFrame, names: tuple[Reading, Reading]) -> None:
        self.found = found
        self.names = names
        self.table = ordered(found.table)
        self._places = segments[["source_id", "start", "end", "case_id"]]

    def behind(self, row: int | None, column: int | None) -> pd.DataFrame:
        """The places of a cell, or of a whole row or column of the table, in the order of the text."""
        cells = self.found.cells
        if row is not None:
            cells = cells[cells["a"] == _at(self.table.index, row)]
        if column is not None:
            cells = cells[cells["b"] == _at(self.table.columns, column)]
        return self._of({i for ids in cells["rows"] for i in ids})

    def only(self, side: Literal["a", "b"]) -> pd.DataFrame:
        """The places of which only that reading says something."""
        alone = self.found.outside
        return self._of(set(alone.index[alone[side].notna()]))

    def _of(self, ids: set[Any]) -> pd.DataFrame:
        return self._places[self._places.index.isin(ids)].sort_values(["source_id", "start"])


@action
def readings(view: ThemesView) -> dict[str, int]:
    """How many codings of people and how many themes there are to compare."""
    codings = view.project.codings()
    return {"codes": int((codings["status"] == "confirmed").sum()), "themes": len(view.themes().shown())}


@action
def compare_readings(
    view: ThemesView, *, id: int, a: Reading, b: Reading, level: int | None = None, k: int = 8
) -> dict[str, Any]:
    """The cross table of two readings, how far they agree, and where they disagree most."""
    from workbench.discovery import compare_partitions, units

    segments = units(view.project)
    found = compare_partitions(
        view.project, a, b, level=level, k=max(2, min(k, 30)), segments=segments,
        cancelled=lambda: id in view.cancelled,
    )  # fmt: skip
    compared = view.compared = Compared(found, segments, (a, b))
    rows, columns = ({name: at for at, name in enumerate(names)} for names in _groups(compared))
    # Where one side is a single group, there is nothing to agree on.
    told = not math.isnan(found.agreement) and min(found.table.shape) > 1
    return {
        "rows": [_named(name, a, view.language) for name in rows],
        "columns": [_named(name, b, view.language) for name in columns],
        "row_sums": compared.table.sum(axis=1).tolist(),
        "column_sums": compared.table.sum(axis=0).tolist(),
        "cells": [
            {"row": rows[cell["a"]], "column": columns[cell["b"]], "n": int(cell["n"]),
             "of_row": float(cell["of_a"]), "of_column": float(cell["of_b"]), "ratio": float(cell["ratio"]),
             "overlap": _overlap(cell), "agrees": bool(cell["agrees"])}
            for cell in found.cells.to_dict("records")
        ],
        "agreement": round(found.agreement, 4) if told else None,
        "word": next(word for least, word in _WORDS if found.agreement >= least) if told else "none",
        "both": int(found.table.to_numpy().sum()),
        "only_a": len(compared.only("a")),
        "only_b": len(compared.only("b")),
    }  # fmt: skip


@action
def reading_words(
    view: ThemesView,
    *,
    row: int | None = None,
    column: int | None = None,
    only: Literal["a", "b"] | None = None,
    offset: int = 0,
    limit: int = 50,
) -> dict[str, Any]:
    """The words behind a cell of the table shown last, a row or column of it, or one reading alone."""
    found = _wanted(view, row, column, only)
    first = max(0, offset)
    page = found.iloc[first : first + max(1, min(limit, 200))]
    return {
        "total": len(found),
        "people": int(found["case_id"].nunique()),
        "sources": int(found["source_id"].nunique()),
        "rows": spoken(view, page[["source_id", "start", "end"]]),
    }


@act
def code_reading(
    view: ThemesView,
    *,
    code: int,
    row: int | None = None,
    column: int | None = None,
    only: Literal["a", "b"] | None = None,
) -> dict[str, Any]:
    """Put a code on all the words behind a number of the table shown last, in one gesture."""
    found = _wanted(view, row, column, only)
    places = zip(found["source_id"].tolist(), found["start"].tolist(), found["end"].tolist(), strict=True)
    return {"n": len(coding.apply_to_segments(view.project, places, code))}


@action
def export_readings(
    view: ThemesView, *, what: Literal["table", "cells"], format: Literal["xlsx", "csv"]
) -> tuple[dict[str, Any], list[bytes]]:
    """A file of the table shown last: crossed as on the page, or a row a cell with its disagreement."""
    compared = _shown(view)
    header, lines = _crossed(view, compared) if what == "table" else _cells(view, compared)
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = tables.write(Path(folder) / f"{what}.{format}", header, lines)
        data = path.read_bytes()
    name = i18n.t(f"expectation_desk.file.{what}", view.language)
    return {"name": f"{view.project.name} – {name}.{format}"}, [data]


def _wanted(
    view: ThemesView, row: int | None, column: int | None, only: Literal["a", "b"] | None
) -> pd.DataFrame:
    compared = _shown(view)
    return compared.behind(row, column) if only is None else compared.only(only)


def _crossed(view: ThemesView, compared: Compared) -> tuple[list[str], list[list[Any]]]:
    (a, b), said = compared.names, view.language
    total = i18n.t("expectation_desk.readings.total", said)
    table = compared.table
    corner = " × ".join(i18n.t(f"expectation_desk.readings.{name}", said) for name in (a, b))
    header = [corner, *(_named(name, b, said) for name in table.columns), total]
    lines = [
        [_named(name, a, said), *line, sum(line)]
        for name, line in zip(table.index, table.to_numpy().tolist(), strict=True)
    ]
    sums = table.sum(axis=0).tolist()
    return header, [*lines, [total, *sums, sum(sums)]]


def _cells(view: ThemesView, compared: Compared) -> tuple[list[str], list[list[Any]]]:
    (a, b), said = compared.names, view.language
    columns = ("n", "of_a", "of_b", "expected", "ratio")
    header = [
        *(i18n.t(f"expectation_desk.readings.{name}", said) for name in (a, b)),
        *(i18n.t(f"expectation_desk.column.{name}", said) for name in (*columns, "agrees")),
    ]
    word = {agrees: i18n.t(f"expectation_desk.evidence.{'yes' if agrees else 'no'}", said)
            for agrees in (True, False)}  # fmt: skip
    return header, [
        [_named(cell["a"], a, said), _named(cell["b"], b, said), *(cell[name] for name in columns),
         word[bool(cell["agrees"])]]
        for cell in compared.found.cells.to_dict("records")
    ]  # fmt: skip


def _groups(compared: Compared) -> tuple[list[Any], list[Any]]:
    return compared.table.index.tolist(), compared.table.columns.tolist()


def _named(name: Any, reading: Reading, language: str) -> str:
    """A group as the page calls it: a class has a number only."""
    return (
        i18n.t("expectation_desk.readings.class", language, name=name) if reading == "classes" else str(name)
    )


def _overlap(cell: dict[Any, Any]) -> float:
    """How much of both groups the cell holds, 0 to 1 (Jaccard); nothing where chance would put as many."""
    if cell["ratio"] <= 1:
        return 0.0
    return float(1 / (1 / cell["of_a"] + 1 / cell["of_b"] - 1))


def _at(names: pd.Index, place: int) -> Any:
    if not 0 <= place < len(names):
        raise Invalid("expectation_desk.ask_again")
    return names[place]


def _shown(view: ThemesView) -> Compared:
    compared: Compared | None = view.compared
    if compared is None:
        raise Invalid("expectation_desk.ask_again")
    return compared
