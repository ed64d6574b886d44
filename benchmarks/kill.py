"""kill -9 of two writers, a thousand times: what they had been told was saved must be there."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import workbench
from benchmarks import corpus
from benchmarks.figure import Figure
from benchmarks.stand import Stand
from workbench import coding

LOOPS = 1_000
# The writers of the test that does the same 200 times.
_WRITERS = Path(__file__).parents[1] / "tests" / "project" / "writers.py"


def measure(stand: Stand) -> Iterator[Figure]:
    path = corpus.build_project(stand.place("killed"), turns=500, size=100_000, codings=0)
    with workbench.open_project(path) as project:
        coding.add_code(project, "repère")
    command = [sys.executable, str(_WRITERS), "kill", str(path), str(LOOPS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = [line.split() for line in json.loads(done.stdout)]
    acknowledged = {int(line[1]) for line in told if line[0] == "coded"}
    with workbench.open_project(path) as project:
        codings, memos, found = project.codings(), project.memos(), project.check()
    noted = set(memos.loc[memos["target_kind"] == "coding", "target_id"])
    name = f"kill -9 of two writers, {LOOPS} times"
    yield Figure(
        f"{name}: acknowledged codings lost",
        len(acknowledged - set(codings.index)),
        limit=0,
        unit="",
        note=f"{len(acknowledged)} acknowledged",
    )
    # A coding and its memo are one gesture: either without the other is half of one.
    yield Figure(f"{name}: half gestures", len(noted ^ set(codings.index)), limit=0, unit="")
    yield Figure(f"{name}: errors of the writers", sum(line[0] == "error" for line in told), limit=0, unit="")
    yield Figure(f"{name}: what `check` finds", len(found), limit=0, unit="")
