"""Segments read by what people need: near to sentences in which others voiced the same need.

Themes group what people talk about; a need is often told through quite different things (a dog, a
form, a loaf of bread). The compass looks for it from the other side, with sentences written for each
need in `data/needs_fr.txt` and `data/needs_en.txt`, which anybody may change. So that it hears no need
where none is told, each segment is compared with ordinary sentences too (`data/ordinary_fr.txt`,
`data/ordinary_en.txt`): those play the part of the decoys of Elias & Gygi (2007, "Target-decoy search
strategy", *Nature Methods* 4), and what is nearer to them counts against the need.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

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
    mean Jaccard of the group over draws of half the sentences. `heard`: 1 less the share of `rows` that
    are likely to tell nothing of the need, one more than were nearer to ordinary sentences (Levitsky et
    al. 2017, "Unbiased false discovery rate estimation", *J. Proteome Res.* 16); 0: not heard.
    """

    need: Need
    rows: NDArray[np.int64]
    strength: Doubles
    stability: float
    heard: float


@cache
def needs() -> tuple[Need, ...]:
    """The needs of the compass, as the data files tell them.

    >>> [need.key for need in needs()][:3]
    ['competence', 'judgement', 'mistake']
    """
    names: dict[str, dict[str, str]] = {}
    sentences: dict[str, list[str]] = {}
    for language in ("fr", "en"):
        key = ""
        for line in _lines(f"needs_{language}.txt"):
            if heading := _HEADING.match(line):
                key = heading[1]
                names.setdefault(key, {})[language] = heading[2].strip()
            else:
                sentences.setdefault(key, []).append(line)
    return tuple(Need(key, names[key], tuple(sentences.get(key, ()))) for key in names)


@cache
def ordinary() -> tuple[str, ...]:
    """Sentences that tell no need, as the data files give them.

    >>> "Oui, tout à fait, c'est ça." in ordinary()
    True
    """
    return (*_lines("ordinary_fr.txt"), *_lines("ordinary_en.txt"))


def _lines(name: str) -> list[str]:
    text = (resources.files("workbench.discovery") / "data" / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def read(
    vectors: Floats, voiced: list[Floats], plain: Floats | None = None, *, seed: int = 0
) -> list[Reading]:
    """What the segments say of each need of `needs()`, in their order.

    `vectors`: unit rows of the segments; `voiced`: for each need the unit rows of its sentences; `plain`:
    those of `ordinary()`. A segment speaks of a need when it stands well above the corpus in likeness to
    its sentences, among the nearest five in a hundred, nearer to no more than one other need, and nearer
    to it than to what is ordinary. A need to which no more of those segments are nearer than to the
    ordinary is not heard: no rows. Thresholds are those of the corpus, never a fixed cosine.

    >>> rows = np.eye(40, dtype=np.float32)
    >>> [reading.rows.tolist() for reading in read(rows, [rows[:2], rows[20:22]])]
    [[0, 1], [20, 21]]
    """
    if not len(vectors):
        return [Reading(need, *_nothing(), 0.0, 0.0) for need, _ in zip(needs(), voiced, strict=False)]
    usual = np.full(len(vectors), -np.inf) if plain is None else _nearest(vectors @ plain.T)
    likeness = [vectors @ sentences.T for sentences in voiced]
    means = [_nearest(each) for each in likeness]
    near = np.column_stack([_standard(mean) for mean in means])
    draw = np.random.default_rng(seed)
    found = []
    for at, (need, each) in enumerate(zip(needs(), likeness, strict=False)):
        rows, strength, heard = _speaking(near, at, means[at] > usual)
        overlaps = []
        for _ in range(_DRAWS if each.shape[1] > 3 and len(rows) else 0):
            half = draw.choice(each.shape[1], (each.shape[1] + 1) // 2, replace=False)
            mean = _nearest(each[:, half])
            drawn = near.copy()
            drawn[:, at] = _standard(mean)
            again, _, _ = _speaking(drawn, at, mean > usual)
            overlaps.append(len(np.intersect1d(rows, again)) / len(np.union1d(rows, again)))
        stability = float(np.mean(overlaps)) if overlaps else 0.0
        found.append(Reading(need, rows, strength, stability, heard))
    return found


def _nearest(likeness: Floats) -> Doubles:
    """The mean likeness of each segment to the sentences it is nearest to."""
    k = min(_NEAREST, likeness.shape[1])
    mean: Doubles = np.sort(likeness, axis=1)[:, -k:].mean(axis=1, dtype=np.float64)
    return np.round(mean, 6)


def _standard(mean: Doubles) -> Doubles:
    """In standard deviations of the corpus."""
    spread = mean.std()
    standard: Doubles = np.round((mean - mean.mean()) / (spread if spread > 1e-9 else 1.0), 6)
    return standard


def _speaking(near: Doubles, at: int, nearer: NDArray[np.bool_]) -> tuple[NDArray[np.int64], Doubles, float]:
    """The rows, their strength, and how far the need is heard; `nearer` to it than to what is ordinary."""
    # Some segments are near to everything (complaints without an object): what counts is what is beyond.
    own = near[:, at] - 0.5 * near.mean(axis=1)
    others = (near > near[:, [at]]).sum(axis=1)
    order = np.lexsort((np.arange(len(own)), -own))
    most = max(1, int(np.ceil(_SHARE * len(own))))
    rows = np.array([i for i in order[:most] if own[i] >= _ABOVE and others[i] <= 1], dtype=np.int64)
    kept = rows[nearer[rows]]
    heard = max(0.0, 1 - (len(rows) - len(kept) + 1) / len(kept)) if len(kept) else 0.0
    if not heard:
        return *_nothing(), 0.0
    return kept, 1 - np.arange(len(kept)) / len(own), heard


def _nothing() -> tuple[NDArray[np.int64], Doubles]:
    return np.zeros(0, dtype=np.int64), np.zeros(0)
