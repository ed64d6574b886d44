"""Tables and talks whose classes are known."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import numpy as np
from scipy.sparse import csr_array

from workbench import Project
from workbench.corpus import import_attributes, import_sources

SUBJECTS = {
    "NADIA": "bus trajet gare horaire ticket conducteur arrêt retard ligne voiture permis route",
    "YANIS": "dossier guichet formulaire courrier signature attestation bureau tampon mairie photocopie",
}
COMMON = "matin semaine personne chose moment histoire question réponse idée problème"


def planted(
    n: int, classes: int, *, own: float = 0.5, words: int = 12, seed: int = 0
) -> tuple[csr_array, np.ndarray, list[tuple[int, int]]]:
    """The table [segments, 600 terms], the class of each segment, and its place: runs of ten a class."""
    draw = np.random.default_rng(seed)
    truth = (np.arange(n) // 10) % classes
    common = 1 / (np.arange(600) + 5)
    common /= common.sum()
    rows, columns = [], []
    for row, group in enumerate(truth):
        mine = draw.binomial(words, own)
        terms = {*draw.integers(group * 30, group * 30 + 30, mine), *draw.choice(600, words - mine, p=common)}
        rows += [row] * len(terms)
        columns += sorted(int(term) for term in terms)
    table = csr_array((np.ones(len(rows), dtype=int), (rows, columns)), shape=(n, 600))
    return table, truth, [(row // 10, row % 10) for row in range(n)]


def add_two_subjects(project: Project, folder: Path, turns: int = 24) -> Project:
    """Two groups where each person keeps to one subject, forty words a turn, and somebody asks."""
    draw = random.Random(0)
    for group in ("groupe1", "groupe2"):
        lines = []
        for number in range(turns):
            person = "NADIA" if number % 2 else "YANIS"
            lines += ["ANIMATRICE : Le tramway, le tramway, alors ?"]
            lines += [f"{person} : " + " ".join(_sentence(draw, person) for _ in range(3))]
        (folder / f"{group}.txt").write_text("\n".join(lines), encoding="utf-8")
        import_sources(project, folder / f"{group}.txt", moderators=["ANIMATRICE"], language="fr")
    (folder / "people.csv").write_text("nom;commune\nNadia;Vire\nYanis;Flers\n", encoding="utf-8")
    import_attributes(project, folder / "people.csv")
    return project


def _sentence(draw: random.Random, person: str) -> str:
    own = draw.sample(SUBJECTS[person].split(), 3)
    return f"Le {own[0]} avec la {own[1]}, le {own[2]} et puis la {draw.choice(COMMON.split())}, voilà, hein."


def said_elsewhere(program: str) -> set[str]:
    """What `program` prints in two other processes, with another order of sets and another core count."""
    return {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": number, "PYTHONPATH": "tests", "OPENBLAS_NUM_THREADS": number},
        ).stdout
        for number in ("1", "2")
    }  # fmt: skip
