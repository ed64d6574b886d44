"""How long themes take, whole process cold, against BERTopic's defaults on the same vectors; large corpora.

Vectors are those of short French segments, drawn again and again and each moved a little.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.embed import segments
from benchmarks.figure import Figure
from benchmarks.stand import Stand
from workbench.discovery.embedding import load

SIZES = {1_000: 10, 5_000: 8, 20_000: 4}
LARGE = 200_000
LARGEST = 1_000_000
BLOCK = 10_000

OURS = """
import hashlib, json, resource, sys
import numpy as np
from workbench.discovery.themes import cluster
rows = np.load(sys.argv[1], mmap_mode="r")
order = np.random.default_rng(int(sys.argv[2])).permutation(len(rows)) if sys.argv[2] != "0" else slice(None)
found = cluster(rows[order] if sys.argv[2] != "0" else rows)
labels = np.empty_like(found.labels)
labels[order] = found.labels
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
digest = hashlib.sha256(labels.tobytes() + str(found.stability.values.tolist()).encode()).hexdigest()
print(json.dumps({"memory": memory / 1e9, "digest": digest, "themes": len(found.stability)}))
"""
THEIRS = """
import json, sys
import numpy as np
from bertopic import BERTopic
rows = np.load(sys.argv[1])
texts = [f"mot{row % 50} autre{row % 7}" for row in range(len(rows))]
topics, _ = BERTopic().fit_transform(texts, rows)
print(json.dumps({"themes": len(set(topics)) - 1, "aside": 100 * np.mean(np.array(topics) < 0)}))
"""


def measure(stand: Stand) -> Iterator[Figure]:
    model = load().encode(segments(2_000))
    each = {}
    for size, times in SIZES.items():
        file = _made(stand.folder, model, size)
        # The quicker of two, as the first may have to fetch the libraries from the disk.
        took, ours = min((_run(OURS, file) for _ in range(2)), key=lambda run: run[0])
        peer, theirs = min((_run(THEIRS, file) for _ in range(2)), key=lambda run: run[0])
        each[size] = took / size
        yield Figure(
            f"themes of {size:,} segments, process cold, vectors given", took, times=times, peer=peer,
            limit=10 if size == 20_000 else None,
            note=f"{ours['themes']} themes; BERTopic {theirs['themes']}, {theirs['aside']:.0f} % outliers",
        )  # fmt: skip
    file = stand.folder / "5000.npy"
    digests = {_run(OURS, file, str(seed), threads)[1]["digest"] for seed, threads in enumerate("1248")}
    yield Figure(
        "other results of other orders, processes and numbers of threads", len(digests) - 1, limit=0, unit="",
        note="5,000 segments, labels and stability, 4 runs",
    )  # fmt: skip
    took, _ = _run(OURS, _made(stand.folder, model, LARGE))
    yield Figure(
        "time per segment at 200,000, as a multiple of that at 20,000", took / LARGE / each[20_000],
        limit=1.5, unit="×", note=f"{took:.0f} s in all",
    )  # fmt: skip
    took, ours = _run(OURS, _made(stand.folder, model, LARGEST))
    yield Figure(
        "memory for themes of 1,000,000 segments", ours["memory"], limit=4, unit="GB",
        note=f"{took:.0f} s; vectors of 512 numbers, memory-mapped and counted",
    )  # fmt: skip


def _made(folder: Path, rows: np.ndarray, size: int) -> Path:
    """A file of `size` vectors, drawn from `rows` and each moved a little, written block by block."""
    draw = np.random.default_rng(0)
    file = folder / f"{size}.npy"
    made = np.lib.format.open_memmap(file, "w+", np.float32, (size, rows.shape[1]))
    for start in range(0, size, BLOCK):
        block = rows[draw.integers(len(rows), size=min(BLOCK, size - start))]
        block = block + draw.normal(0, 0.02, block.shape)
        made[start : start + BLOCK] = block / np.linalg.norm(block, axis=1, keepdims=True)
    return file


def _run(script: str, file: Path, order: str = "0", threads: str = "") -> tuple[float, dict]:
    """Seconds of the whole process, and what it says."""
    settings = {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads} if threads else {}
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(file), order],
        env={**os.environ, **settings}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return time.perf_counter() - started, json.loads(done.stdout.splitlines()[-1])
