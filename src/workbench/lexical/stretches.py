"""The words around places: the sentence or the turn that holds each, with what is said before and after."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select

from workbench.project import Project, schema
from workbench.text import around, sentences, trim

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["sentence", "turn", "segment"]

_AT_A_TIME = 10_000
_CONTEXT = 140

#: A stretch: source, start, end, passage.
Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Stretches:
    """Stretches of text, in their order, and the places in them that they are shown for.

    `frame`: one row a stretch: source_id, start, end (code points), passage_id, marks (list of (start, end)
    in the source), source, case_id, case, speaker, time_start. `uses`: how many places there are in all;
    `people`, `sources`: how many say them, and where; `top_person`, `top_uses`: who says most of them, and
    how many of them.
    """

    frame: pd.DataFrame
    uses: int
    people: int
    sources: int
    top_person: str
    top_uses: int

    def told(self, project: Project, first: int, last: int) -> pd.DataFrame:
        """Rows `first` to `last` with their words: the columns of `frame`, verbatim, before, after.

        Before and after are of the same turn, at most 140 characters each, "…" where it goes on.
        """
        page = self.frame.iloc[first:last]
        texts = {source: project.text(source) for source in set(page["source_id"].tolist())}
        bounds = _bounds(project, page["passage_id"].tolist())
        words: list[tuple[str, str, str]] = []
        row: Any
        for row in page.itertuples():
            start, end = bounds[row.passage_id]
            turn = texts[row.source_id][start:end]
            before, after = around(turn, row.start - start, row.end - start, _CONTEXT)
            words.append((
                "… " * (len(before) < row.start - start) + before,
                texts[row.source_id][row.start : row.end],
                after + " …" * (len(after) < end - row.end),
            ))  # fmt: skip
        sides = zip(*words, strict=True) if words else ([], [], [])
        return page.assign(**dict(zip(("before", "verbatim", "after"), map(list, sides), strict=True)))


def stretches(project: Project, spans: pd.DataFrame, marks: pd.DataFrame | None, unit: Unit) -> Stretches:
    """The stretches that hold `spans`, each once: their sentences, turns, or they themselves ("segment").

    `spans`: source_id, source, start, end, passage_id, case_id, case, speaker, a row a place; the first one
    in a stretch gives it its order. `marks`: the words to be shown in them, with the same columns; None: the
    spans.

    >>> stretches(project, lexical.occurrences(project, "bus"), None, "sentence").frame    # doctest: +SKIP
    """
    import pandas as pd

    marked = spans if marks is None else marks
    found = _widened(project, spans, unit)
    frame = pd.DataFrame(list(found), columns=["source_id", "start", "end", "passage_id"])
    frame["marks"] = pd.Series(_inside(frame, marked), dtype=object)
    first = spans.iloc[list(found.values())].reset_index(drop=True)
    frame = frame.assign(**{name: first[name] for name in ("source", "case_id", "case", "speaker")})
    times = _times(project, frame["passage_id"].tolist())
    frame["time_start"] = pd.Series([times.get(p) for p in frame["passage_id"]], dtype="float64")
    # Of a class without a term, what is counted are its segments.
    counted = marked if len(marked) else spans
    who = Counter(_who(counted))
    (_, top), n = max(who.items(), key=lambda one: one[1], default=((None, ""), 0))
    sources = int(counted["source_id"].nunique())
    return Stretches(frame, len(counted), len(who), sources, str(top), n)


def _who(places: pd.DataFrame) -> Iterable[tuple[Any, str]]:
    """Who says each: the person where it is known, else the speaker of that source."""
    columns = ("case_id", "case", "speaker", "source_id", "source")
    known = places.astype({"case_id": "Int64"}).fillna({"case_id": 0})
    for case_id, case, speaker, source_id, source in zip(*(known[c].tolist() for c in columns), strict=True):
        yield (case_id, case) if case_id else ((source_id, speaker), speaker or source)


def _widened(project: Project, spans: pd.DataFrame, unit: Unit) -> dict[Span, int]:
    """The stretches, each with the first row of `spans` in it, in the order of these."""
    found: dict[Span, int] = {}
    columns = (spans[name].tolist() for name in ("source_id", "start", "end", "passage_id"))
    bounds = {} if unit == "segment" else _bounds(project, spans["passage_id"].tolist())
    texts: dict[int, str] = {}
    cuts: dict[int, list[tuple[int, int]]] = {}
    for row, (source, start, end, passage) in enumerate(zip(*columns, strict=True)):
        if unit != "segment":
            if source not in texts:
                texts = {source: project.text(source)}
            if passage not in cuts:
                text, turn = texts[source], bounds[passage]
                cuts[passage] = sentences(text, *turn) if unit == "sentence" else [trim(text, *turn)]
            # From the sentence it begins in to the one it ends in.
            mine = [(a, b) for a, b in cuts[passage] if a < end and start < b]
            start, end = (mine[0][0], mine[-1][1]) if mine else (start, end)
        found.setdefault((source, start, end, passage), row)
    return found


def _inside(frame: pd.DataFrame, marks: pd.DataFrame) -> list[list[tuple[int, int]]]:
    by_passage: dict[int, list[tuple[int, int]]] = {}
    columns = (marks[name].tolist() for name in ("passage_id", "start", "end"))
    for passage, start, end in zip(*columns, strict=True):
        by_passage.setdefault(passage, []).append((start, end))
    for places in by_passage.values():
        places.sort()
    held = []
    for start, end, passage in zip(frame["start"], frame["end"], frame["passage_id"], strict=True):
        places = by_passage.get(passage, [])
        first, last = bisect_right(places, (start - 1, end)), bisect_right(places, (end - 1, end))
        held.append(list(dict.fromkeys(place for place in places[first:last] if place[1] <= end)))
    return held


def _bounds(project: Project, passages: list[int]) -> dict[int, tuple[int, int]]:
    p = schema.passage.c
    return {row.id: (row.start, row.end) for row in _rows(project, select(p.id, p.start, p.end), passages)}


def _times(project: Project, passages: list[int]) -> dict[int, float]:
    p = schema.passage.c
    return {row.id: row.time_start for row in _rows(project, select(p.id, p.time_start), passages)}


def _rows(project: Project, query: Any, passages: list[int]) -> list[Any]:
    ids = sorted(set(passages))
    with project.read() as connection:
        return [
            row
            for few in range(0, len(ids), _AT_A_TIME)
            for row in connection.execute(query.where(schema.passage.c.id.in_(ids[few : few + _AT_A_TIME])))
        ]
