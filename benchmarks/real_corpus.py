"""Import of a real corpus: every file under the folder that WORKBENCH_DATA names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import workbench
from benchmarks.figure import Figure, Unmeasured, seconds
from benchmarks.stand import Stand
from workbench.corpus import import_sources


def measure(stand: Stand) -> Iterator[Figure | Unmeasured]:
    name = "import of a real corpus"
    folder = Path(os.environ.get("WORKBENCH_DATA", ""))
    if not os.environ.get("WORKBENCH_DATA") or not folder.is_dir():
        yield Unmeasured(name, "name a folder of transcripts in WORKBENCH_DATA")
        return
    with workbench.create_project(stand.place("real"), title="Corpus", coder="Ana") as project:
        took = seconds(lambda: import_sources(project, folder))
        sources = project.sources()
        if not len(sources):
            yield Unmeasured(name, "no file under WORKBENCH_DATA could be imported")
            return
        text = sum(len(project.text(int(i)).encode()) for i in sources.index)
        found = f"{len(sources)} sources, {len(project.passages())} turns, {text / 1e6:.3g} MB"
        yield Figure(name, took, note=found)
