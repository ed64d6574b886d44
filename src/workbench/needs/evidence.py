"""What needs rest on, read from the store: stretches of text, closed answers, and whose they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, Row, select

from workbench.project import schema

if TYPE_CHECKING:
    from typing import Any

#: The kind of claim that needs are in the table of evidence.
CLAIM = "need"


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


def cited(connection: Connection, needs: Sequence[int] | None = None) -> list[Row[Any]]:
    """The evidence of those needs, or of all, in the order it was given, answers with theirs: case_id,
    question,
    answered.
    """
    e, a = schema.evidence.c, schema.answer.c
    query = (
        select(schema.evidence, a.case_id, a.question, a.value.label("answered"))
        .outerjoin(schema.answer, a.id == e.answer_id)
        .where(e.claim_kind == CLAIM)
        .order_by(e.id)
    )
    return list(connection.execute(query if needs is None else query.where(e.claim_id.in_(needs))))


def people(rows: Iterable[Any], speech: Speech) -> set[int]:
    """The cases behind rows of evidence: who speaks in a stretch, who gave an answer."""
    found: set[int] = set()
    for row in rows:
        if row.answer_id is not None:
            found.add(row.case_id)
        elif row.start is not None:
            found |= speech.people(Place(row.source_id, row.start, row.end))
    return found
