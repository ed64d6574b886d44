"""Themes against BERTopic's defaults on the same vectors: labels found again, steadiness, what is left aside.

Needs sib200 and nhs_fft_en in the folder that WORKBENCH_DATA names. BERTopic is its UMAP and HDBSCAN at
their default settings, the mean of three seeds because one says little; its outliers count as one group.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, v_measure_score

from benchmarks.figure import Figure, Unmeasured
from benchmarks.stand import Stand
from workbench.discovery.embedding import load
from workbench.discovery.themes import bertopic, cluster

SEEDS = (42, 7, 1)
LARGEST = 3_000

Rows = NDArray[np.float32]
Labels = NDArray[np.int64]


class Found(NamedTuple):
    """What BERTopic finds: groups, -1 for outliers, and k-means at the true number on the same UMAP."""

    labels: Labels
    told: Labels


def measure(stand: Stand) -> Iterator[Figure | Unmeasured]:
    folder = Path(os.environ.get("WORKBENCH_DATA", ""))
    for name, read in (
        ("sib200 fra", lambda: _sib(folder, "fra")),
        ("sib200 eng", lambda: _sib(folder, "eng")),
        ("nhs_fft_en", lambda: _nhs(folder)),
    ):
        if not os.environ.get("WORKBENCH_DATA") or not folder.is_dir():
            yield Unmeasured(f"themes of {name}", "name the folder that holds it in WORKBENCH_DATA")
            continue
        try:
            table = read()
        except OSError:
            yield Unmeasured(f"themes of {name}", "it is not in the folder that WORKBENCH_DATA names")
            continue
        yield from _compared(name, table)


def _compared(name: str, table: pd.DataFrame) -> Iterator[Figure]:
    rows = load().encode(table["text"].tolist())
    truth = pd.factorize(table["label"])[0]
    theirs = [_bertopic(rows, len(set(truth)), seed) for seed in SEEDS]
    ours = cluster(rows)
    found = mean(v_measure_score(truth, one.labels) for one in theirs)
    told = mean(v_measure_score(truth, one.told) for one in theirs)
    themes = f"{len(ours.stability)} themes for {len(set(truth))} labels, {len(rows):,} segments"
    yield Figure(
        f"1 - V-measure, {name}, against BERTopic", round(1 - v_measure_score(truth, ours.labels), 3),
        limit=round(1 - found - 0.03, 3), unit="", peer=round(1 - found, 3),
        note=f"{themes}; BERTopic finds {', '.join(str(len(set(one.labels)) - 1) for one in theirs)}",
    )  # fmt: skip
    yield Figure(
        f"1 - V-measure, {name}, against UMAP and k-means", round(1 - v_measure_score(truth, ours.labels), 3),
        limit=round(1 - told + 0.02, 3), unit="", peer=round(1 - told, 3), note="which is told the number",
    )  # fmt: skip
    aside = ours.labels < 0
    yield Figure(
        f"left aside without a reason, {name}",
        100 * mean(bool(out) and not reason for out, reason in zip(aside, ours.reasons, strict=True)),
        limit=0, unit="%", peer=100 * mean(float((one.labels < 0).mean()) for one in theirs),
        note=f"{100 * aside.mean():.1f} % are left aside with one",
    )  # fmt: skip
    steady = _steady(rows, ours.best, lambda part, _: cluster(part).best)
    shaky = mean(_steady(rows, one.labels, lambda part, seed: _bertopic(part, 2, seed).labels, [seed])
                 for one, seed in zip(theirs, SEEDS, strict=True))  # fmt: skip
    yield Figure(
        f"1 - ARI with the themes of 80 % of the segments, {name}", round(1 - steady, 3),
        limit=round(1 - shaky, 3), unit="", peer=round(1 - shaky, 3),
        note=f"by theme, mean Jaccard {ours.stability['stability'].round(2).tolist()}",
    )  # fmt: skip


def _bertopic(rows: Rows, k: int, seed: int) -> Found:
    """The two steps of BERTopic that make its groups, with the models it is given by default."""
    model = bertopic()
    drawing = model.umap_model.set_params(random_state=seed).fit_transform(rows)
    told = KMeans(k, n_init=10, random_state=seed).fit_predict(drawing)
    return Found(model.hdbscan_model.fit_predict(drawing), told)


def _steady(
    rows: Rows,
    whole: Labels,
    again: Callable[[Rows, int], Labels],
    seeds: tuple[int, ...] | list[int] = SEEDS,
) -> float:
    """The mean ARI between all segments and four in five of them."""
    found = []
    for seed in seeds:
        part = np.sort(np.random.default_rng(seed).permutation(len(rows))[: len(rows) * 4 // 5])
        found.append(adjusted_rand_score(whole[part], again(rows[part], seed)))
    return mean(found)


def _sib(folder: Path, language: str) -> pd.DataFrame:
    files = [folder / "sib200" / f"{language}_Latn.{part}.tsv" for part in ("train", "dev", "test")]
    return pd.concat([pd.read_csv(file, sep="\t") for file in files]).rename(columns={"category": "label"})


def _nhs(folder: Path) -> pd.DataFrame:
    table = pd.read_csv(folder / "nhs_fft_en" / "text_data.csv").rename(columns={"feedback": "text"})
    return table.dropna(subset=["text"]).sample(LARGEST, random_state=0)
