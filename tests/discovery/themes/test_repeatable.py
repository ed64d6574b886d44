"""The same themes in another process, with another number of threads and another seed of hashes."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
import numpy as np
from tests.discovery.themes.clouds import families
from workbench.discovery.themes import cluster
found = cluster(families(each=150))
print(found.labels.tolist(), found.membership.tolist(), found.stability.values.tolist(), found.granularities)
"""


def test_another_process_with_other_threads_finds_the_same():
    said = set()
    for threads in ("1", "4"):
        settings = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads, "PYTHONHASHSEED": threads}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], env={**os.environ, **settings}, capture_output=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1
