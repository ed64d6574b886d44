"""Reinert's double classification of 5,000 segments: the table alone, and from the project's texts."""

from __future__ import annotations

from collections.abc import Iterator

import workbench
from benchmarks.figure import Figure, median, seconds
from benchmarks.stand import Stand
from tests.lexical.planted import planted
from workbench import lexical
from workbench.lexical.reinert import classify

SEGMENTS = 5_000
CLASSES = 10
ROUNDS = 3


def measure(stand: Stand) -> Iterator[Figure]:
    table, _, places = planted(SEGMENTS, CLASSES, own=0.3, words=15)

    def double(resamples: int = 0) -> None:
        classify(table, CLASSES, double=True, places=places, resamples=resamples)

    yield Figure(
        "Reinert, double, 5,000 segments, 10 classes",
        median(seconds(double) for _ in range(ROUNDS)),
        limit=5,
        note=f"median of {ROUNDS}, table given",
    )
    yield Figure("the same, its classes found again in 50 draws", seconds(lambda: double(50)))
    with workbench.open_project(stand.big_project) as project:
        yield Figure(
            "Reinert, double, 10 classes, a source of 1 MB and 5,000 turns",
            seconds(lambda: lexical.reinert(project, CLASSES)),
            limit=5,
            note="texts read, words counted",
        )
