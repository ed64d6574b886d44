"""Classes of people: planted ones found again, none found where there are none, and how long it takes.

Each cohort has 26 columns, numeric, binary and of words, with 20 % missing; the peers are told the number of
classes: k-means on standardised columns, and latent classes by maximum likelihood (stepmix).
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator
from statistics import mean

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from benchmarks.figure import Figure
from benchmarks.stand import Stand
from tests.planted_people import gradient, planted, shuffled
from workbench.personas.cohort import cohort
from workbench.personas.crosschecks import _stepmix
from workbench.personas.typology import Typology, find_typology

SEEDS = range(30)
NULLS = range(100)


def measure(stand: Stand) -> Iterator[Figure]:
    for n, limit in ((40, None), (120, 0.2), (400, 0.12)):
        found, told, means, plain = [], [], [], []
        for seed in SEEDS:
            k = 3 + seed % 3
            features, truth = planted(n, k, seed)
            typology = find_typology(features)
            told.append(typology)
            found.append(adjusted_rand_score(truth, typology.labels))
            means.append(adjusted_rand_score(truth, _k_means(features, k)))
            plain.append(_latent(features, truth, k))
        note = f"{_verdicts(told)}; k-means {mean(means):.2f}, latent classes {np.nanmean(plain):.2f}"
        yield Figure(f"1 - ARI, {n} people, mean of {len(SEEDS)}", round(1 - mean(found), 3), limit=limit,
                     unit="", peer=round(1 - float(np.nanmean(plain)), 3), note=note)  # fmt: skip
        if n == 40:
            sure = 100 * mean(typology.stable for typology in told)
            yield Figure("said to be stable, 40 people", sure, limit=0, unit="%")
    for name, make, limit in (("shuffled columns", shuffled, 5), ("one gradient", gradient, 20)):
        for n in (40, 120, 400):
            told = [find_typology(make(n, seed)) for seed in NULLS]
            stable = 100 * mean(typology.stable for typology in told)
            yield Figure(
                f"{name} said to be stable, {n} people", stable, limit=limit, unit="%", note=_verdicts(told)
            )
    features, _ = planted(400, 4, 0, kinds=(20, 20, 20))
    started = time.perf_counter()
    find_typology(features)
    yield Figure("table of 400 people × 60 features, B = 100", time.perf_counter() - started, limit=60)


def _verdicts(told: list[Typology]) -> str:
    counts = pd.Series([typology.verdict for typology in told]).value_counts()
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.items())


def _k_means(features: pd.DataFrame, k: int) -> np.ndarray:
    words = [name for name in features if not pd.api.types.is_numeric_dtype(features[name])]
    places = pd.get_dummies(features, columns=words, dtype=float)
    places = places.fillna(places.mean())
    return KMeans(k, n_init=10, random_state=0).fit_predict((places - places.mean()) / places.std())


def _latent(features: pd.DataFrame, truth: np.ndarray, k: int) -> float:
    people = cohort(features)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return float(adjusted_rand_score(truth[people.rows], _stepmix(people.table, k, 0)))
        except ValueError:
            return float("nan")  # a variance fell to 0
