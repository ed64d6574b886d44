"""Twelve personas of 2,000 people: until cards can be read once the kernel is ready, and until filtered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

import workbench
from benchmarks.figure import Figure, median, seconds
from benchmarks.pages import PROBE, WINDOW
from benchmarks.stand import Stand
from tests.browser.serving import serving
from workbench import personas
from workbench.project import schema

PEOPLE, CLASSES, QUESTIONS = 2_000, 12, 24
_TOLD = ("but", "frein", "aide à avancer", "joindre", "décide", "vivez")


@dataclass
class _Classes:
    labels: pd.Series
    jaccard: list[float]
    verdict: str = "stable"
    reason: str = ""


def measure(stand: Stand) -> Iterator[Figure]:
    """First readable screen, filter to redraw, and the synthesis itself."""
    path = stand.place("personas")
    took = _build(path)
    yield Figure(
        "personas: synthesis of 12 from 2,000 people", took, note=f"{QUESTIONS} questions, 10 acts each"
    )
    with serving("serve", path, stand.folder / "personas-home", "--coder", "Ana") as server:
        opened, filtered = [], []
        for _ in range(3):
            context = stand.browser.new_context(viewport=WINDOW, locale="fr-FR")
            context.add_init_script(PROBE)
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.goto(server.page("05_personas"))
            opened.append(page.evaluate(_OPENED) / 1000)
            page.wait_for_selector(".wb-stage")
            for value in range(1, 4):
                filtered.append(page.evaluate(_FILTERED, value) / 1000)
            context.close()
    yield Figure(
        "personas: first readable screen after kernel ready",
        median(opened),
        1.0,
        note="12 cards, 2,000 people",
    )
    yield Figure("personas: filter to redraw", max(filtered), 0.2, note="the slowest of 9")


# From the page's first question to its kernel until the cards are painted.
_OPENED = """async () => {
  await bench.until(() => document.querySelectorAll(".wb-persona-line").length > 0);
  await bench.painted();
  return performance.now() - bench.clock.asked;
}"""
_FILTERED = """async (value) => {
  const select = document.querySelector(".wb-filter");
  const before = document.querySelector(".wb-persona-size").textContent;
  select.selectedIndex = value;
  const started = performance.now();
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await bench.until(() => document.querySelector(".wb-persona-size").textContent !== before);
  await bench.painted();
  return performance.now() - started;
}"""


def _build(path: Path) -> float:
    random = np.random.default_rng(7)
    classes = random.integers(0, CLASSES, PEOPLE)
    with workbench.create_project(path, title="Douze personas", coder="Ana", language="fr") as project:
        with project.gesture("import_attributes", n=PEOPLE) as g:
            cases = g.insert(schema.case, [{"name": f"P{number:04d}"} for number in range(PEOPLE)])
            for number in range(QUESTIONS):
                usual = random.integers(0, 6, CLASSES)
                given = np.where(random.random(PEOPLE) < 0.7, usual[classes], random.integers(0, 6, PEOPLE))
                question = f"Question {number} : {_TOLD[number % len(_TOLD)]} ?"
                rows = [
                    {"case_id": case, "question": question, "type": "choice", "value": f"réponse {value}"}
                    for case, value in zip(cases, given.tolist(), strict=True)
                ]
                g.insert(schema.answer, rows)
            kinds = ("Accueil", "Entretien", "Atelier", "Bilan")
            days = random.integers(0, 300, (PEOPLE, 10))
            acts = [
                {"case_id": case, "kind": kinds[at % 4], "meta": json.dumps({"done": True}),
                 "happened_at": (pd.Timestamp("2026-01-01") + pd.Timedelta(days=int(day))).isoformat()}
                for case, mine in zip(cases, days, strict=True)
                for at, day in enumerate(mine)
            ]  # fmt: skip
            g.insert(schema.event, acts)
        labels = pd.Series(classes, index=cases)
        return seconds(lambda: personas.synthesize(project, _Classes(labels, [0.9] * CLASSES)))
