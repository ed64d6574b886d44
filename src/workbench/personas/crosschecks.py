"""Three other ways of grouping the same people, to see whether they find the same."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from workbench.personas.cohort import Ints

if TYPE_CHECKING:
    import pandas as pd


def agreement(table: pd.DataFrame, labels: Ints, k: int, seed: int) -> dict[str, float]:
    """The adjusted Rand index of `labels` [n] with `k` groups of the rows of `table` found otherwise: by
    `stepmix` (latent classes, maximum likelihood), `ward` (factor analysis of mixed data, then Ward) and
    `kprototypes`. People without a class are left out; a way that fails on them is not in the answer.

    Morin, S. et al. (2025), « StepMix », JSS 113; Pagès, J. (2004), « Analyse factorielle de données
    mixtes », RSA 52; Huang, Z. (1998), « Extensions to the k-means algorithm », DMKD 2.
    """
    from sklearn.metrics import adjusted_rand_score

    ways: dict[str, Callable[[pd.DataFrame, int, int], Ints]] = {
        "stepmix": _stepmix, "ward": _ward, "kprototypes": _kprototypes,
    }  # fmt: skip
    inside = labels >= 0
    found = {}
    for name, way in ways.items():
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                groups = way(table, k, seed)
            except (ValueError, ArithmeticError, np.linalg.LinAlgError):
                continue  # a second opinion that cannot be had is not an error of the first
        found[name] = round(float(adjusted_rand_score(labels[inside], groups[inside])), 4)
    return found


def _kinds(table: pd.DataFrame) -> tuple[list[str], list[str]]:
    numbers = [name for name in table.columns if table[name].dtype != object]
    return numbers, [name for name in table.columns if name not in numbers]


def _stepmix(table: pd.DataFrame, k: int, seed: int) -> Ints:
    from stepmix.stepmix import StepMix
    from stepmix.utils import get_mixed_descriptor

    numbers, groups = _kinds(table)
    plain = table.copy()
    for name in numbers:
        plain[name] = (plain[name] - plain[name].mean()) / plain[name].std()
    for name in groups:
        words = sorted(table[name].dropna().unique())
        plain[name] = table[name].map({word: at for at, word in enumerate(words)}).astype(float)
    given = {"continuous_nan": numbers, "categorical_nan": groups}
    data, described = get_mixed_descriptor(plain, **{kind: names for kind, names in given.items() if names})
    model = StepMix(k, measurement=described, n_init=3, max_iter=200, abs_tol=1e-4, random_state=seed,
                    verbose=0, progress_bar=0)  # fmt: skip
    model.fit(data)
    return np.asarray(model.predict(data), dtype=np.int64)


def _ward(table: pd.DataFrame, k: int, seed: int) -> Ints:
    import prince
    from sklearn.cluster import AgglomerativeClustering

    numbers, groups = _kinds(table)
    axes = max(2, min(10, len(table.columns) - 1, len(table) // 5))
    if numbers and groups:
        model = prince.FAMD(n_components=axes, random_state=seed)
    elif groups:
        model = prince.MCA(n_components=axes, random_state=seed)
    else:
        model = prince.PCA(n_components=min(axes, len(numbers)), random_state=seed)
    places = model.fit(_filled(table)).row_coordinates(_filled(table)).to_numpy(dtype=float)
    return np.asarray(AgglomerativeClustering(k).fit_predict(places), dtype=np.int64)


def _kprototypes(table: pd.DataFrame, k: int, seed: int) -> Ints:
    from kmodes.kmodes import KModes
    from kmodes.kprototypes import KPrototypes

    numbers, groups = _kinds(table)
    filled = _filled(table)
    for name in numbers:
        filled[name] = (filled[name] - filled[name].mean()) / (filled[name].std() or 1.0)
    if not groups:
        from sklearn.cluster import KMeans

        return np.asarray(KMeans(k, n_init=5, random_state=seed).fit_predict(filled), dtype=np.int64)
    if not numbers:
        return np.asarray(KModes(k, n_init=5, random_state=seed).fit_predict(filled), dtype=np.int64)
    places = [filled.columns.get_loc(name) for name in groups]
    model = KPrototypes(k, n_init=3, random_state=seed)
    return np.asarray(model.fit_predict(filled.to_numpy(dtype=object), categorical=places), dtype=np.int64)


def _filled(table: pd.DataFrame) -> pd.DataFrame:
    """Gaps filled with the mean, or the most frequent word: these ways know no gaps."""
    numbers, groups = _kinds(table)
    filled = table.copy()
    for name in numbers:
        filled[name] = table[name].fillna(table[name].mean())
    for name in groups:
        usual = str(table[name].value_counts().sort_index().idxmax())
        filled[name] = table[name].fillna(usual).astype(str)
    return filled
