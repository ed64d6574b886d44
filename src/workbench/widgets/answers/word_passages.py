"""The passages behind a mark of the page of words, and coding them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from workbench import coding, lexical
from workbench.lexical.stretches import Stretches, Unit, stretches
from workbench.widgets import delta, rows
from workbench.widgets.messages import action
from workbench.widgets.words_view import WordsView

if TYPE_CHECKING:
    import pandas as pd

#: What a mark stands for: a line or all lines of the concordance, a word (in a part), two words of the graph,
#: a class (and a word or a trait of its speakers), a branch of the tree.
Kind = Literal["lines", "term", "edge", "class", "branch"]
Places = tuple["pd.DataFrame", "pd.DataFrame | None"]


@action
def passages(
    view: WordsView,
    *,
    kind: Kind,
    unit: Unit = "sentence",
    offset: int = 0,
    limit: int = 50,
    term: str | None = None,
    other: str | None = None,
    by: str | None = None,
    part: str | None = None,
    number: int | None = None,
    line: list[int] | None = None,
) -> dict[str, Any]:
    """The stretches of text behind a mark, the words it is about marked in them."""

    def find() -> Stretches:
        spans, marks = _places(view, kind, term, other, by, part, number, line)
        return stretches(view.project, spans, marks, unit)

    asked = (kind, unit, term, other, by, part, number, tuple(line or ()))
    found = view.result("passages", find, *asked, by=["code", "theme", "attribute"])
    first = max(0, offset)
    page = found.told(view.project, first, first + max(1, min(limit, 500)))
    return {
        "total": len(found.frame),
        "uses": found.uses,
        "people": found.people,
        "sources": found.sources,
        "top_person": found.top_person,
        "top_uses": found.top_uses,
        "rows": _rows(view, page),
    }


def coded(view: WordsView, code: int) -> int:
    """Put a code on every passage asked for last; how many were coded."""
    frame = view.last("passages").frame
    places = zip(frame["source_id"].tolist(), frame["start"].tolist(), frame["end"].tolist(), strict=True)
    return len(coding.apply_to_segments(view.project, places, code))


@action
def code_passages(view: WordsView, *, entry: int, code: int) -> dict[str, Any]:
    """Put a code on all the passages the page was told of last, in one gesture."""
    n = coded(view, code)
    with view.lock:
        return {"result": {"n": n}, "delta": delta.after_act(view, entry, None)}


def _places(
    view: WordsView,
    kind: Kind,
    term: str | None,
    other: str | None,
    by: str | None,
    part: str | None,
    number: int | None,
    line: list[int] | None,
) -> Places:
    """The places a mark stands for, and the words to be marked in them where these are others."""
    if kind == "lines":
        found: pd.DataFrame = view.last("lines")
        return (found if line is None else found[_is(found, line)]), None
    if kind == "branch":
        return view.last("branches").occurrences(number or 0), None
    if kind == "edge":
        graph: lexical.Similitude = view.last("similitude")
        return graph.behind(term or "", other), graph.occurrences(term or "", other)
    if kind == "class":
        classes: lexical.Classes = view.last("classes")
        if by is not None:
            return _of_trait(view, classes, by, part or "", number), _none(classes)
        marks = _none(classes) if term is None else classes.occurrences(term, number)
        return classes.behind(number, term), marks
    named = None if by is None else by.removeprefix("attribute:")
    return lexical.occurrences(view.project, term or "", named, part, **view.choice), None


def _is(found: pd.DataFrame, line: list[int]) -> Any:
    """The lines at a source and a start."""
    return (
        (found["source_id"] == line[0]) & (found["start"] == line[1]) if len(line) == 2 else found.index < 0
    )


def _of_trait(
    view: WordsView, classes: lexical.Classes, variable: str, value: str, number: int | None
) -> pd.DataFrame:
    """The segments of a class said by people, or in sources, of that trait."""
    from workbench.lexical.parts import parts

    made = parts(view.project, classes.read.uses.said, variable)
    wanted = [place for place, name in enumerate(made.names) if name == value]
    said = made.row[np.isin(made.part, wanted)]
    there = classes.segments.index[np.isin(classes.read.row, said)]
    found = classes.behind(number)
    return found[found.index.isin(there)]


def _none(classes: lexical.Classes) -> pd.DataFrame:
    return classes.segments.iloc[:0]


def _rows(view: WordsView, page: pd.DataFrame) -> list[dict[str, Any]]:
    from workbench.discovery.candidates import codes_on

    on = codes_on(view.project, page)
    told = []
    for at, row in zip(page.index.tolist(), page.to_dict("records"), strict=True):
        words, start = row["verbatim"], int(row["start"])
        plain = ("source", "verbatim", "before", "after", "speaker", "case")
        told.append({
            **{name: row[name] for name in plain},
            "source_id": int(row["source_id"]),
            "start": start,
            "end": int(row["end"]),
            "at": view.offsets(int(row["source_id"])).to_utf16([start, int(row["end"])]),
            "time": rows.number(row["time_start"]),
            "marks": [[rows.units(words, a - start), rows.units(words, b - start)] for a, b in row["marks"]],
            "coded": on.get(at, []),
        })  # fmt: skip
    return told
