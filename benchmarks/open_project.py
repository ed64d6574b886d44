"""Opening a project of 10,000 codings, and retrieving one code among 100,000."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import workbench
from benchmarks import corpus
from benchmarks.figure import Figure, median, seconds
from benchmarks.stand import MB, Stand
from benchmarks.taguette import as_html, running
from workbench import coding

ROUNDS = 5
# In a process of its own, so that what Python has to load to open a project is in the time.
_OPEN = """
import sys, time
started = time.perf_counter()
import workbench
with workbench.open_project(sys.argv[1]) as project:
    project.sources(), project.codes()
    codings = project.codings()
    print(time.perf_counter() - started)
assert len(codings) == 10_000
"""


def measure(stand: Stand) -> Iterator[Figure]:
    path = corpus.build_project(
        stand.place("many"), turns=500, size=MB // 10, sources=10, codings=10_000, codes=100
    )
    yield Figure(
        "open a project of 10,000 codings, everything read",
        median(_opened(path) for _ in range(ROUNDS)),
        limit=1,
        note=f"a fresh process each, imports included; median of {ROUNDS}",
    )
    path = corpus.build_project(
        stand.place("more"), turns=500, size=MB // 10, sources=20, codings=100_000, codes=100
    )
    yield Figure(
        "`retrieve` one code among 100,000 codings",
        median(_retrieved(path)),
        limit=0.2,
        peer=_exported_by_taguette(stand),
        note=f"1,000 segments of 20 sources, project just opened; Taguette: a tag's csv; median of {ROUNDS}",
    )


def _opened(path: Path) -> float:
    done = subprocess.run([sys.executable, "-c", _OPEN, path], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _retrieved(path: Path) -> Iterator[float]:
    for number in range(ROUNDS):
        with workbench.open_project(path) as project:
            codes = project.codes()
            leaves = codes.index[codes["depth"] == 1]
            code = int(leaves[number])
            yield seconds(lambda code=code: coding.retrieve(project, code))
            found = coding.retrieve(project, code)
            assert len(found) > 800
            assert (found["verbatim"].str.len() == found["end"] - found["start"]).all()


def _exported_by_taguette(stand: Stand) -> float | None:
    """One tag of a hundred; its segments come as the csv, for its pages show fifty at a time."""
    if stand.taguette is None:
        return None
    folder = stand.place("crowded").parent
    with running(folder) as peer:
        lines = corpus.transcript(200, MB // 25).split("\n\n")
        document = peer.add_document("FG1", as_html(lines))
        tags = [peer.add_tag(f"Attente {number:03}") for number in range(100)]
        places = corpus.byte_spans(lines, 100_000)
        peer.seed_highlights(document, [(a, b, tags[n % 100]) for n, (a, b) in enumerate(places)])
        path = f"/project/{peer.project}/export/highlights/Attente%20{{:03}}.csv"
        assert peer.get(path.format(0)).count(b"\n") > 900
        return median(seconds(lambda n=n: peer.get(path.format(n))) for n in range(1, ROUNDS + 1))
