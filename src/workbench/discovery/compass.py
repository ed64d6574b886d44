"""Segments read by what people need: near to sentences in which others voiced the same need.

Themes group what people talk about; a need is often told through quite different things (a dog, a
form, a loaf of bread). The compass looks for it from the other side, with sentences written for each
need in `data/needs_fr.txt` and `data/needs_en.txt`, which anybody may change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

#: The share of the corpus that speaks of a need, at most: the nearest few in a hundred.
_SHARE = 0.05
#: How far above the mean of the corpus, in standard deviations, a segment must stand.
_ABOVE = 1.5
_NEAREST = 3
_DRAWS = 50

_HEADING = re.compile(r"\[(\w+)\]\s*(.+)")


@dataclass(frozen=True)
class Need:
    """One need of the compass: its key, its name in each language, the sentences that voice it."""

    key: str
    names: dict[str, str]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """The segments that voice one need.

    `rows` the strongest first, `strength` of each (0 to 1: its rank in the corpus), `stability` the
    mean Jaccard of the group over draws of half the sentences.
    """

    need: Need
    rows: NDArray[np.int64]
    strength: NDArray[np.float64]
    stability: float


@cache
def needs() -> tuple[Need, ...]:
    """The needs of the compass, as the data files tell them.

    >>> [need.key for need in needs()][:3]
    ['competence', 'judgement', 'mistake']
    """
    names: dict[str, dict[str, str]] = {}
    sentences: dict[str, list[str]] = {}
    for language in ("fr", "en"):
        text = resources.files("workbench.discovery") / "data" / f"needs_{language}.txt"
        key = ""
        for line in text.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if heading := _HEADING.match(line):
                key = heading[1]
                names.setdefault(key, {})[language] = heading[2].strip()
            else:
                sentences.setdefault(key, []).append(line.strip())
    return tuple(Need(key, names[key], tuple(sentences.get(key, ()))) for key in names)


def read(vectors: Floats, voiced: list[Floats], *, seed: int = 0) -> list[Reading]:
    """What the segments say of each need of `needs()`, in their order.

    `vectors`: unit rows of the segments; `voiced`: for each need the unit rows of its sentences. A
    segment speaks of a need when it stands well above the corpus in likeness to its sentences, among
    the nearest five in a hundred, and nearer to no more than one other need. Thresholds are those of
    the corpus, never a fixed cosine.

    >>> rows = np.eye(8, dtype=np.float32)
    >>> [reading.rows.tolist() for reading in read(rows, [rows[:1], rows[1:2]])][:2]
    [[0], [1]]
    """
    if not len(vectors):
        return [Reading(need, *_nothing(), 0.0) for need, _ in zip(needs(), voiced, strict=False)]
    likeness = [vectors @ sentences.T for sentences in voiced]
    near = np.column_stack([_near(each) for each in likeness])
    draw = np.random.default_rng(seed)
    found = []
    for at, (need, each) in enumerate(zip(needs(), likeness, strict=False)):
        rows, strength = _speaking(near, at)
        overlaps = []
        for _ in range(_DRAWS if each.shape[1] > 3 and len(rows) else 0):
            half = draw.choice(each.shape[1], (each.shape[1] + 1) // 2, replace=False)
            drawn = near.copy()
            drawn[:, at] = _near(each[:, half])
            again, _ = _speaking(drawn, at)
            overlaps.append(len(np.intersect1d(rows, again)) / len(np.union1d(rows, again)))
        found.append(Reading(need, rows, strength, float(np.mean(overlaps)) if overlaps else 0.0))
    return found


def _near(likeness: Floats) -> NDArray[np.float64]:
    """The mean likeness of each segment to its nearest sentences, in standard deviations of the corpus."""
    k = min(_NEAREST, likeness.shape[1])
    mean = np.sort(likeness, axis=1)[:, -k:].mean(axis=1, dtype=np.float64)
    spread = mean.std()
    standard: NDArray[np.float64] = np.round((mean - mean.mean()) / (spread if spread > 1e-9 else 1.0), 6)
    return standard


def _speaking(near: NDArray[np.float64], at: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    # Some segments are near to everything (complaints without an object): what counts is what is beyond.
    own = near[:, at] - 0.5 * near.mean(axis=1)
    nearer = (near > near[:, [at]]).sum(axis=1)
    order = np.lexsort((np.arange(len(own)), -own))
    most = max(1, int(np.ceil(_SHARE * len(own))))
    rows = np.array([i for i in order[:most] if own[i] >= _ABOVE and nearer[i] <= 1], dtype=np.int64)
    strength = 1 - np.arange(len(rows)) / max(len(own), 1)
    return rows, strength


def _nothing() -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    return np.zeros(0, dtype=np.int64), np.zeros(0)
