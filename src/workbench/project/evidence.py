"""What claims rest on, read from the store: stretches of text, answers, acts, and whose they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, Row, func, select

from workbench.project import schema
from workbench.project.store import Project
from workbench.text import around

if TYPE_CHECKING:
    from typing import Any

    import pandas as pd

#: Characters shown on either side of a passage.
_CONTEXT = 120


class Place(NamedTuple):
    """A stretch of a source in code points, end exclusive."""

    source: int
    start: int
    end: int


class Speech:
    """Who speaks where in a project, moderators left out."""

    def __init__(self, connection: Connection) -> None:
        p = schema.passage.c
        query = (
            select(p.source_id, p.start, p.end, p.case_id)
            .where(p.role != "moderator", p.kind != "heading")
            .order_by(p.source_id, p.start)
        )
        self._starts: dict[int, list[int]] = defaultdict(list)
        self._ends: dict[int, list[int]] = defaultdict(list)
        self._cases: dict[int, list[int | None]] = defaultdict(list)
        for source, start, end, case in connection.execute(query):
            self._starts[source].append(start)
            self._ends[source].append(end)
            self._cases[source].append(case)

    def people(self, place: Place) -> set[int]:
        """The cases who speak in a stretch."""
        first = bisect_right(self._ends[place.source], place.start)
        last = bisect_left(self._starts[place.source], place.end)
        return {case for case in self._cases[place.source][first:last] if case is not None}


def cited(connection: Connection, claim: str, claims: Sequence[int] | None = None) -> list[Row[Any]]:
    """The evidence of those claims of a kind ("need", "persona_field"), or of all, in the order it was given.

    Answers come with case_id, question and answered; acts with case_id, act, happened_at and worth.
    """
    e, a, v = schema.evidence.c, schema.answer.c, schema.event.c
    query = (
        select(schema.evidence, func.coalesce(a.case_id, v.case_id).label("case_id"), a.question,
               a.value.label("answered"), v.kind.label("act"), v.happened_at, v.value.label("worth"))
        .outerjoin(schema.answer, a.id == e.answer_id)
        .outerjoin(schema.event, v.id == e.event_id)
        .where(e.claim_kind == claim)
        .order_by(e.id)
    )  # fmt: skip
    return list(connection.execute(query if claims is None else query.where(e.claim_id.in_(claims))))


def people(rows: Iterable[Any], speech: Speech) -> set[int]:
    """The cases behind rows of evidence: who speaks in a stretch, who gave an answer, whose act it is."""
    found: set[int] = set()
    for row in rows:
        if row.start is not None:
            found |= speech.people(Place(row.source_id, row.start, row.end))
        elif row.case_id is not None:
            found.add(row.case_id)
    return found


def as_table(project: Project, found: Sequence[Any]) -> pd.DataFrame:
    """Rows of `cited` as a table, index their ids, in the order of the sources, answers and acts last.

    Columns: kind (segment, answer, event), source_id, source, start, end, verbatim, before, after, speaker,
    case_id, case, time_start (seconds), question, stance. Of an answer, verbatim is its value; of an act, its
    kind, and question is its day.
    """
    import pandas as pd

    with project.read():
        passages = project.spoken().sort_values(["source_id", "start"], kind="stable")
        sources, names = project.sources()["name"], project.cases()["name"]
        rows = [_told(project, row, passages, sources, names) for row in found]
    columns = ["kind", "source_id", "source", "start", "end", "verbatim", "before", "after", "speaker",
               "case_id", "case", "time_start", "question"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns, index=pd.Index([row.id for row in found], name="id"))
    for name in ("source_id", "start", "end", "case_id"):
        table[name] = table[name].astype("Int64")
    table["time_start"] = table["time_start"].astype("float64")
    for name in ("source", "before", "after", "speaker", "case", "question"):
        table[name] = table[name].astype("object").where(table[name].notna(), "")
    table["stance"] = [row.stance for row in found]
    place = {source: at for at, source in enumerate(sources.index)}
    order = table.assign(place=table["source_id"].map(place).astype("float64"))
    return table.loc[order.sort_values(["place", "start"], kind="stable", na_position="last").index]


def _told(project: Project, row: Any, passages: Any, sources: Any, names: Any) -> dict[str, Any]:
    if row.start is not None:
        return _segment(project, row, passages, sources, names)
    told = {"case_id": row.case_id, "case": str(names.get(row.case_id, ""))}
    if row.answer_id is not None:
        return {"kind": "answer", "verbatim": row.answered, "question": row.question, **told}
    act = " – ".join(filter(None, [row.act, row.worth]))
    return {"kind": "event", "verbatim": act, "question": (row.happened_at or "")[:10], **told}


def _segment(project: Project, row: Any, passages: Any, sources: Any, names: Any) -> dict[str, Any]:
    place = Place(row.source_id, row.start, row.end)
    text = project.text(place.source)
    before, after = around(text, place.start, place.end, _CONTEXT)
    here = passages[(passages["source_id"] == place.source) & (passages["end"] > place.start)]
    told: dict[str, Any] = {}
    if len(here) and here["start"].iloc[0] < place.end:
        said = here.iloc[0]
        case = said["case_id"]
        told = {"speaker": said["speaker"], "time_start": said["time_start"], "case_id": case,
                "case": "" if case != case or case is None else str(names.get(case, ""))}  # fmt: skip
    return {"kind": "segment", "source_id": place.source, "source": str(sources[place.source]),
            "start": place.start, "end": place.end, "verbatim": text[place.start : place.end],
            "before": before, "after": after, **told}  # fmt: skip
