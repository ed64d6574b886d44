"""Surveys and records of many rows taken in, each in a process of its own for the sake of its memory."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.stand import Stand

ANSWERS, COLUMNS, ACTS = 100_000, 40, 1_000_000
_CHOICES = ("oui, tout à fait", "plutôt", "pas vraiment", "non")


def measure(stand: Stand) -> Iterator[Figure]:
    for name, what, limit in (
        (f"import of {ANSWERS:,} survey rows × {COLUMNS} columns", "survey", 20),
        (f"import of {ACTS:,} dated acts", "acts", 60),
    ):
        took, memory = _apart(stand.folder, what)
        yield Figure(name, took, limit=limit, note="csv read, people joined, everything written")
        yield Figure(f"{name}, memory", memory, limit=1_500, unit="MB")


def _apart(folder: Path, what: str) -> tuple[float, float]:
    environment = {**os.environ, "XDG_DATA_HOME": str(folder / "keys")}
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.intake", str(folder), what],
        check=True, capture_output=True, text=True, env=environment,
    )  # fmt: skip
    took, memory = told.stdout.split()
    return float(took), float(memory)


def _write(path: Path, what: str) -> None:
    draw = random.Random(0)
    with path.open("w", encoding="utf-8") as file:
        if what == "survey":
            file.write("E-mail;" + ";".join(f"Question {n} ?" for n in range(COLUMNS - 1)) + "\n")
            for row in range(ANSWERS):
                said = (
                    draw.choice(_CHOICES) if n % 3 else str(draw.randint(1, 5)) for n in range(COLUMNS - 1)
                )
                file.write(f"p{row}@example.test;{';'.join(said)}\n")
            return
        file.write("E-mail;Type d'acte;Date prévue;Honoré\n")
        for row in range(ACTS):
            kind, kept = draw.choice(("Entretien", "Visite", "Atelier")), draw.choice(("oui", "non"))
            day, month, hour = draw.randint(1, 28), draw.randint(1, 12), draw.randint(8, 18)
            file.write(f"p{row % 20_000}@example.test;{kind};{day:02}/{month:02}/2025 {hour:02}:00;{kept}\n")


def main() -> None:
    """Import one of the two files, and print the seconds it took and the megabytes at the worst."""
    import workbench
    from workbench import corpus

    folder, what = Path(sys.argv[1]), sys.argv[2]
    file = folder / f"{what}.csv"
    _write(file, what)
    with workbench.create_project(folder / f"{what}.workbench", title="Import", coder="Ana") as project:
        started = time.perf_counter()
        report = corpus.import_survey(project, file)
        took = time.perf_counter() - started
        assert report.answers == ANSWERS * (COLUMNS - 1) or report.events == ACTS, report
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


if __name__ == "__main__":
    main()
