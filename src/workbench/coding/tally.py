"""Counts of codings and of people, kept up to date one coding at a time.

A page shows after every key press how many segments and people a code has; reading everything again
for that would cost a tenth of a second in a large project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from workbench.coding.segments import Array


@dataclass(frozen=True)
class Speech:
    """Who speaks where in one source: passages in order, their case (0: nobody counted)."""

    starts: Array
    ends: Array
    cases: Array
    length: int


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
        self._of_source: dict[int, set[int]] = defaultdict(set)

    def put(self, coding: int, source_id: int, start: int, end: int, code_id: int) -> set[int]:
        """Count a coding, new or changed; the codes whose counts that touches."""
        touched = self.drop(coding)
        coded = _Coded(source_id, start, end, code_id, self._people(source_id, start, end))
        self._codings[coding] = coded
        self._of_code[code_id].add(coding)
        self._of_source[source_id].add(coding)
        return touched | {code_id}

    def drop(self, coding: int) -> set[int]:
        """Leave a coding out; the code whose count that touches, if it was counted."""
        coded = self._codings.pop(coding, None)
        if coded is None:
            return set()
        self._of_code[coded.code_id].discard(coding)
        self._of_source[coded.source_id].discard(coding)
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
        mine = [self._codings[i] for i in self._of_source.get(source_id, ())]
        return len(mine), self._coverage(source_id, [(c.start, c.end) for c in mine])

    def _people(self, source_id: int, start: int, end: int) -> frozenset[int]:
        speech = self._speech.get(source_id)
        if speech is None:
            return frozenset()
        first = int(np.searchsorted(speech.ends, start, side="right"))
        last = int(np.searchsorted(speech.starts, end, side="left"))
        return frozenset(speech.cases[first:last].tolist()) - {0}

    def _coverage(self, source_id: int, spans: Iterable[tuple[int, int]]) -> float:
        speech = self._speech.get(source_id)
        ordered = np.array(sorted(spans), dtype=np.int64)
        if speech is None or not speech.length or not len(ordered):
            return 0.0
        # Overlapping spans count once: each adds what lies beyond the furthest end so far.
        furthest = np.maximum.accumulate(ordered[:, 1])
        begin = np.maximum(ordered[1:, 0], furthest[:-1])
        covered = furthest[0] - ordered[0, 0] + np.maximum(furthest[1:] - begin, 0).sum()
        return float(min(1.0, covered / speech.length))
