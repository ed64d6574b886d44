"""Vectors of 2,000 short French segments with the packaged model, kept ones, and stopping midway."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import workbench
from benchmarks.figure import Figure, seconds
from benchmarks.stand import Stand
from workbench.apps.places import corpora
from workbench.discovery.embed import vectors
from workbench.errors import Cancelled
from workbench.project import Project
from workbench.text import sentences

SEGMENTS = 2_000
FRENCH = ("fg1_retour_emploi", "fg2_formation", "fg3_aide_domicile", "e1_sylvie", "e2_karim", "e3_odile")


def measure(stand: Stand) -> Iterator[Figure]:
    texts = segments(SEGMENTS)
    words = sum(len(text.split()) for text in texts) / len(texts)
    name = f"vectors of {SEGMENTS:,} segments of {words:.0f} words"
    with _project(stand, "cold") as project:
        cold = seconds(lambda: vectors(project, texts))
        yield Figure(f"{name}, first time", cold, note=_rate(cold, "processes started, model loaded"))
        again = seconds(lambda: vectors(project, texts))
        yield Figure(f"{name}, second time", again, note=_rate(again, "all of them kept"))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        with _project(stand, "warming") as project:
            vectors(project, segments(512, seed=2), executor=pool)
        with _project(stand, "warm") as project:
            warm = seconds(lambda: vectors(project, texts, executor=pool))
            yield Figure(f"{name}, model loaded", warm, note=_rate(warm, "two processes, one thread each"))
    with _project(stand, "cancelled") as project:
        yield Figure("from cancelling to the answer, a third of the way", _cancel(project, texts), limit=2)


def segments(n: int, *, seed: int = 1) -> list[str]:
    """`n` different segments of two sentences each, drawn from the sample corpora."""
    draw = random.Random(seed)
    said = []
    for name in FRENCH:
        text = (corpora() / f"{name}.txt").read_text(encoding="utf-8")
        for line in text.splitlines():
            words = line.partition(" : ")[2]
            said += [words[a:b] for a, b in sentences(words) if 5 <= len(words[a:b].split()) <= 25]
    found: dict[str, None] = {}
    while len(found) < n:
        found[" ".join(draw.sample(said, 2))] = None
    return list(found)


def _project(stand: Stand, name: str) -> Project:
    return workbench.create_project(stand.folder / f"vectors {name}.workbench", title="Mesure", coder="Ana")


def _cancel(project: Project, texts: list[str]) -> float:
    asked = 0.0

    def progress(done: int, total: int, left: float | None) -> None:
        nonlocal asked
        if not asked and done > total / 3:
            asked = time.perf_counter()

    try:
        vectors(project, texts, progress=progress, cancelled=lambda: bool(asked))
    except Cancelled:
        return time.perf_counter() - asked
    raise AssertionError("it was not cancelled")


def _rate(taken: float, how: str) -> str:
    return f"{SEGMENTS / taken:,.0f} a second; {how}"
