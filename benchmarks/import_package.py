"""`import workbench`: how long it takes, and what it must not load."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figure import Figure, median
from benchmarks.stand import Stand

ROUNDS = 7
HEAVY = ("torch", "bertopic", "sentence_transformers", "pandas")
# The names that every page asks for are looked up too: `import workbench` alone loads next to nothing.
_IMPORT = f"""
import sys, time
started = time.perf_counter()
import workbench
alone = time.perf_counter() - started
workbench.open_project
import workbench.coding
print(alone, time.perf_counter() - started, *(m for m in {HEAVY} if m in sys.modules))
"""


def measure(stand: Stand) -> Iterator[Figure]:
    alone, ready, heavy = [], [], set()
    for _ in range(ROUNDS):
        done = subprocess.run([sys.executable, "-c", _IMPORT], capture_output=True, text=True, check=True)
        first, second, *loaded = done.stdout.split()
        alone.append(float(first))
        ready.append(float(second))
        heavy.update(loaded)
    yield Figure("`import workbench`", median(alone), limit=0.5, note=f"median of {ROUNDS}")
    yield Figure(
        "`import workbench`, its store and its coding verbs",
        median(ready),
        limit=0.5,
        note=f"median of {ROUNDS}",
    )
    yield Figure(
        f"heavy libraries that it loads, among {', '.join(HEAVY)}",
        len(heavy),
        limit=0,
        unit="",
        note=", ".join(sorted(heavy)),
    )
