"""The needs of a project as tables: where each stands, and the words and answers it rests on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench.project import Project, find, schema
from workbench.project.evidence import Speech, as_table, cited, people
from workbench.project.find import Ref

if TYPE_CHECKING:
    import pandas as pd

#: From here on importance and urgency are high.
HIGH = 3
#: High importance first, then high urgency: at once, to plan, quick, to keep in view.
QUADRANTS = ("first", "plan", "quick", "watch")
#: The kind of claim that needs are in the table of evidence.
CLAIM = "need"
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
        for row in cited(connection, CLAIM):
            mine[row.claim_id].append(row)
    table = pd.DataFrame.from_records(
        [_told(row, mine[row.id], speech) for row in rows], columns=["id", *COLUMNS], index="id"
    )
    for name in ("importance", "urgency", "priority"):
        table[name] = table[name].astype("Int64")
    order = table.assign(first=-table["priority"].fillna(0), most=-table["people"])
    return table.loc[order.sort_values(["first", "most", "name"], kind="stable").index]


def need_evidence(project: Project, need: Ref) -> pd.DataFrame:
    """One row a piece of evidence of a need, as `project.evidence.as_table` tells it. Raises NotFound.

    >>> need_evidence(project, "Être rappelé")["verbatim"]                 # doctest: +SKIP
    """
    with project.read() as connection:
        found = cited(connection, CLAIM, [find.row(connection, schema.need, need).id])
        return as_table(project, found)


def _told(row: Any, evidence: list[Any], speech: Speech) -> tuple[Any, ...]:
    placed = row.importance is not None and row.urgency is not None
    segments = [each for each in evidence if each.answer_id is None]
    return (
        row.id, row.name, row.kind, row.importance, row.urgency, quadrant(row.importance, row.urgency),
        row.importance * row.urgency if placed else None, len(people(evidence, speech)), len(segments),
        len(evidence) - len(segments), len({each.source_id for each in segments}), row.reason, row.resources,
        row.deliverable, row.status, row.coder_id, row.coder,
    )  # fmt: skip
