"""Import of a 1 MB text of 2,600 paragraphs."""

from __future__ import annotations

import time
from collections.abc import Iterator

import workbench
from benchmarks import corpus
from benchmarks.figure import Figure, median, seconds
from benchmarks.stand import MB, Stand
from benchmarks.taguette import as_html
from workbench.corpus import import_sources

PARAGRAPHS = 2_600
ROUNDS = 5


def measure(stand: Stand) -> Iterator[Figure]:
    plain = corpus.paragraphs(PARAGRAPHS, MB)
    spoken = corpus.transcript(PARAGRAPHS, MB).split("\n\n")
    for name, lines in (("without speakers", plain), ("with speakers", spoken)):
        yield Figure(
            f"import of a 1 MB text of 2,600 paragraphs, {name}",
            median(_ours(stand, name, lines)),
            limit=0.5,
            peer=_taguette(stand, name, lines),
            times=1,
            note=f"txt; Taguette: html; median of {ROUNDS}",
        )


def _ours(stand: Stand, name: str, lines: list[str]) -> Iterator[float]:
    file = stand.folder / f"{name}.txt"
    file.write_text("\n\n".join(lines), encoding="utf-8")
    for number in range(ROUNDS):
        place = stand.folder / f"{name} {number}.workbench"
        with workbench.create_project(place, title="Import", coder="Ana") as project:
            started = time.perf_counter()
            report = import_sources(project, file)
            yield time.perf_counter() - started
            # A reader that merged the paragraphs would be quick for nothing.
            assert len(project.passages()) == PARAGRAPHS, report


def _taguette(stand: Stand, name: str, lines: list[str]) -> float | None:
    peer = stand.taguette
    if peer is None:
        return None
    page = as_html(lines)
    return median(seconds(lambda n=n: peer.add_document(f"{name} {n}", page)) for n in range(ROUNDS))
