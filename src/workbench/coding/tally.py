"""Counts of codings and of people, kept up to date one coding at a time.

A page shows after every key press how many segments and people a code has; reading everything again
for that would cost a tenth of a second in a large project.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from workbench.coding.segments import Array
from workbench.project import Project, schema

if TYPE_CHECKING:
    import pandas as pd


class Speech:
    """Who speaks where in one source: passages in order, case 0 where nobody is counted."""

    def __init__(self, starts: Array, ends: Array, cases: Array, counted: Array) -> None:
        # Lists: one search at a time is ten times quicker in them than in arrays.
        self.starts, self.ends = starts.tolist(), ends.tolist()
        self.cases: list[int] = cases.tolist()
        # What moderators say is left out: it is not there to be coded.
        self._starts, self._ends = starts[counted], ends[counted]
        self._before = np.concatenate([[0], np.cumsum(self._ends - self._starts)])

    @property
    def length(self) -> int:
        """How many characters participants say in all."""
        return int(self._before[-1])

    def before(self, at: Array) -> Array:
        """How many characters participants say before each position."""
        k = np.searchsorted(self._starts, at, side="right")
        whole = self._before[k]
        last = np.maximum(k - 1, 0)
        beyond = np.where(k > 0, np.maximum(self._ends[last] - at, 0), 0) if len(self._ends) else 0
        return whole - beyond


class _Spans:
    """The coded spans of one source by their start, in arrays that numpy reads without a loop."""

    def __init__(self) -> None:
        self.starts, self.ends = array("q"), array("q")

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: int, end: int) -> None:
        at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.ends.insert(at, end)

    def remove(self, start: int, end: int) -> None:
        at = self.ends.index(end, bisect_left(self.starts, start), bisect_right(self.starts, start))
        del self.starts[at], self.ends[at]


@dataclass(frozen=True)
class _Coded:
    source_id: int
    start: int
    end: int
    code_id: int
    cases: frozenset[int]


class Tally:
    """Segments and people of each code, codings and coverage of each source."""

    def __init__(self, speech: Mapping[int, Speech]) -> None:
        self._speech = speech
        self._codings: dict[int, _Coded] = {}
        self._of_code: dict[int, set[int]] = defaultdict(set)
        self._of_source: dict[int, _Spans] = defaultdict(_Spans)

    def put(self, coding: int, source_id: int, start: int, end: int, code_id: int) -> set[int]:
        """Count a coding, new or changed; the codes whose counts that touches."""
        touched = self.drop(coding)
        coded = _Coded(source_id, start, end, code_id, self._people(source_id, start, end))
        self._codings[coding] = coded
        self._of_code[code_id].add(coding)
        self._of_source[source_id].add(start, end)
        return touched | {code_id}

    def drop(self, coding: int) -> set[int]:
        """Leave a coding out; the code whose count that touches, if it was counted."""
        coded = self._codings.pop(coding, None)
        if coded is None:
            return set()
        self._of_code[coded.code_id].discard(coding)
        self._of_source[coded.source_id].remove(coded.start, coded.end)
        return {coded.code_id}

    def source_of(self, coding: int) -> int | None:
        """The source a counted coding is in."""
        coded = self._codings.get(coding)
        return coded.source_id if coded else None

    def code(self, code_id: int) -> tuple[int, int]:
        """How many segments the code has, and how many different people speak in them."""
        mine = self._of_code.get(code_id, set())
        return len(mine), len(frozenset().union(*(self._codings[i].cases for i in mine)))

    def source(self, source_id: int) -> tuple[int, float]:
        """How many codings the source has, and which share of what participants say they cover."""
        spans = self._of_source.get(source_id, _Spans())
        return len(spans), self._coverage(source_id, spans)

    def passages(self, source_id: int) -> int:
        """How many passages of a source are speech."""
        speech = self._speech.get(source_id)
        return len(speech.starts) if speech else 0

    def _people(self, source_id: int, start: int, end: int) -> frozenset[int]:
        speech = self._speech.get(source_id)
        if speech is None:
            return frozenset()
        first = bisect_right(speech.ends, start)
        last = bisect_left(speech.starts, end)
        return frozenset(speech.cases[first:last]) - {0}

    def _coverage(self, source_id: int, spans: _Spans) -> float:
        speech = self._speech.get(source_id)
        if speech is None or not speech.length or not len(spans):
            return 0.0
        # Overlapping spans count once: each adds what lies beyond the furthest end so far.
        ends = np.maximum.accumulate(np.array(spans.ends))
        begins = np.minimum(np.maximum(np.array(spans.starts), np.concatenate([[0], ends[:-1]])), ends)
        return float((speech.before(ends) - speech.before(begins)).sum() / speech.length)


def read_tally(project: Project, *, coder: int | None = None) -> Tally:
    """The counts of a project as it is now, of all coders or of one.

    What a machine proposed and nobody confirmed is not counted.
    """
    with project.read() as connection:
        tally = Tally(_speech(project))
        c = schema.coding.c
        query = select(c.id, c.source_id, c.start, c.end, c.code_id).where(c.status == "confirmed")
        for row in connection.execute(query if coder is None else query.where(c.coder_id == coder)):
            tally.put(*row)
    return tally


def progress(project: Project) -> pd.DataFrame:
    """One row a source, index source_id: `codings`, and `coverage`, the share (0 to 1) of what
    participants say that is coded; a stretch coded twice counts once.
    """
    import pandas as pd

    tally = read_tally(project)
    index = project.sources().index.rename("source_id")
    rows = [tally.source(source_id) for source_id in index.tolist()]
    return pd.DataFrame(rows, columns=["codings", "coverage"], index=index).astype(
        {"codings": "int64", "coverage": "float64"}
    )


def _speech(project: Project) -> dict[int, Speech]:
    spoken = project.spoken().sort_values(["source_id", "start"], kind="stable")
    found = {}
    for source_id, passages in spoken.groupby("source_id"):
        counted = (passages["role"] != "moderator").to_numpy()
        cases = passages["case_id"].fillna(0).to_numpy(dtype=np.int64)
        starts, ends = passages["start"].to_numpy(), passages["end"].to_numpy()
        found[int(str(source_id))] = Speech(starts, ends, np.where(counted, cases, 0), counted)
    return found
