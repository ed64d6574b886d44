"""Cohorts of people whose classes are known, and cohorts that have none."""

from __future__ import annotations

import numpy as np
import pandas as pd


def planted(
    n: int, k: int, seed: int, kinds: tuple[int, int, int] = (10, 8, 8), missing: float = 0.2
) -> tuple[pd.DataFrame, np.ndarray]:
    """`n` people of `k` classes: columns numeric, binary and of three to five words, and each one's class."""
    random = np.random.default_rng(seed)
    parts = random.dirichlet(np.full(k, 8.0))
    truth = np.concatenate([np.arange(k).repeat(2), random.choice(k, n - 2 * k, p=parts)])
    random.shuffle(truth)
    columns: dict[str, np.ndarray] = {}
    for at in range(kinds[0]):
        columns[f"number {at}"] = random.normal(0, 0.9, k)[truth] + random.normal(size=n)
    for at in range(kinds[1]):
        chance = 1 / (1 + np.exp(-random.normal(0, 1.2, k)))
        columns[f"yes or no {at}"] = (random.random(n) < chance[truth]).astype(float)
    for at in range(kinds[2]):
        words = int(random.integers(3, 6))
        odds = random.dirichlet(np.full(words, 1.2), k)
        columns[f"choice {at}"] = np.array([f"word {random.choice(words, p=odds[i])}" for i in truth], object)
    return _with_gaps(pd.DataFrame(columns), random, missing), truth


def shuffled(n: int, seed: int) -> pd.DataFrame:
    """The answers of a planted cohort, each column dealt out anew: nobody has anything in common."""
    features, _ = planted(n, 3 + seed % 3, seed)
    random = np.random.default_rng([seed, 1])
    return pd.DataFrame({name: random.permutation(features[name].to_numpy()) for name in features})


def gradient(n: int, seed: int, missing: float = 0.2) -> pd.DataFrame:
    """`n` people who differ by one continuous trait and nothing else."""
    random = np.random.default_rng([seed, 2])
    trait = random.normal(size=n)
    columns: dict[str, np.ndarray] = {}
    for at in range(26):
        seen = random.uniform(0.5, 1.5) * random.choice([-1, 1]) * trait + random.normal(size=n)
        if at < 10:
            columns[f"number {at}"] = seen
        elif at < 18:
            columns[f"yes or no {at}"] = (seen > random.normal(0, 0.5)).astype(float)
        else:
            cuts = np.quantile(seen, np.linspace(0, 1, int(random.integers(4, 7)))[1:-1])
            columns[f"choice {at}"] = np.array([f"word {i}" for i in np.searchsorted(cuts, seen)], object)
    return _with_gaps(pd.DataFrame(columns), random, missing)


def _with_gaps(features: pd.DataFrame, random: np.random.Generator, missing: float) -> pd.DataFrame:
    return features.mask(random.random(features.shape) < missing)
