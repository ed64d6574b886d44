"""The needs of a project as tables: where each stands, and the words and answers it rests on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.needs.evidence import Place, Speech, cited, people
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.text import around

if TYPE_CHECKING:
    import pandas as pd

#: From here on importance and urgency are high.
HIGH = 3
#: High importance first, then high urgency: at once, to plan, quick, to keep in view.
QUADRANTS = ("first", "plan", "quick", "watch")
_CONTEXT = 120
COLUMNS = ("name", "kind", "importance", "urgency", "quadrant", "priority", "people", "segments", "answers",
           "sources", "reason", "resources", "deliverable", "status", "coder_id", "coder")  # fmt: skip


def quadrant(importance: int | None, urgency: int | None) -> str:
    """One of `QUADRANTS`, cut at 3 (3 and more is high), "" for a need that is not placed.

    >>> quadrant(5, 3), quadrant(4, 2), quadrant(2, 4), quadrant(1, 1), quadrant(None, 3)
    ('first', 'plan', 'quick', 'watch', '')
    """
    if importance is None or urgency is None:
        return ""
    return QUADRANTS[2 * (importance < HIGH) + (urgency < HIGH)]


def read_needs(project: Project, *, rejected: bool = False) -> pd.DataFrame:
    """One row a need, index id, the highest priority first, ties by people, then by name.

    Columns: name, kind (explicit, implicit), importance and urgency (1 to 5, missing while it is not placed),
    quadrant (see `quadrant`), priority (importance × urgency, 1 to 25), people, segments, answers and
    sources it rests on, reason, resources, deliverable (the first one), status (proposed, accepted,
    rejected), coder_id, coder. Needs set aside are left out unless `rejected`.

    >>> read_needs(project).query("quadrant == 'first'")                   # doctest: +SKIP
    """
    import pandas as pd

    n = schema.need.c
    query = select(schema.need, schema.coder.c.name.label("coder")).join(
        schema.coder, schema.coder.c.id == n.coder_id
    )
    with project.read() as connection:
        rows = connection.execute(query if rejected else query.where(n.status != "rejected")).all()
        speech = Speech(connection)
        mine: dict[int, list[Any]] = defaultdict(list)
        for row in cited(connection):
            mine[row.claim_id].append(row)
    table = pd.DataFrame.from_records(
        [_told(row, mine[row.id], speech) for row in rows], columns=["id", *COLUMNS], index="id"
    )
    for name in ("importance", "urgency", "priority"):
        table[name] = table[name].astype("Int64")
    order = table.assign(first=-table["priority"].fillna(0), most=-table["people"])
    return table.loc[order.sort_values(["first", "most", "name"], kind="stable").index]


def need_evidence(project: Project, need: Ref) -> pd.DataFrame:
    """One row a piece of evidence of a need, index its id, in the order of the sources, answers last.

    Columns: kind (segment, answer), source_id, source, start, end, verbatim, before, after, speaker, case_id,
    case, time_start (seconds), question, stance. Of an answer, verbatim is its value; source_id, start and
    end are missing. Raises NotFound.

    >>> need_evidence(project, "Être rappelé")["verbatim"]                 # doctest: +SKIP
    """
    import pandas as pd

    with project.read() as connection:
        found = cited(connection, [find.row(connection, schema.need, need).id])
        passages = project.spoken().sort_values(["source_id", "start"], kind="stable")
        sources, names = project.sources()["name"], project.cases()["name"]
        rows = [
            _segment(project, row, passages, sources, names)
            if row.answer_id is None
            else {"kind": "answer", "verbatim": row.answered, "question": row.question,
                  "case_id": row.case_id, "case": str(names.get(row.case_id, ""))}
            for row in found
        ]  # fmt: skip
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


def _told(row: Any, evidence: list[Any], speech: Speech) -> tuple[Any, ...]:
    placed = row.importance is not None and row.urgency is not None
    segments = [each for each in evidence if each.answer_id is None]
    return (
        row.id, row.name, row.kind, row.importance, row.urgency, quadrant(row.importance, row.urgency),
        row.importance * row.urgency if placed else None, len(people(evidence, speech)), len(segments),
        len(evidence) - len(segments), len({each.source_id for each in segments}), row.reason, row.resources,
        row.deliverable, row.status, row.coder_id, row.coder,
    )  # fmt: skip


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
