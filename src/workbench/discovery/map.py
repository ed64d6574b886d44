"""The map of the segments: themes that are alike lie near each other, segments around the heart of theirs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 300
_SLIM = 32


def layout(
    vectors: NDArray[np.float32],
    best: NDArray[np.int64],
    second: NDArray[np.int64],
    membership: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Where each segment lies, [n, 2], both coordinates from 0 to 1.

    `vectors`: unit rows; `best` and `second`: themes 0…, -1 for none. The hearts of the themes are
    placed by classical scaling of their distances (Torgerson, 1952) and moved apart until their discs,
    whose area grows with their size, no longer overlap; inside, a segment lies along the two main
    directions of its theme, and leans towards its second theme the less it belongs to the first.
    Distances on the map are a help to the eye, not a measure.

    >>> vectors = np.eye(4, dtype=np.float32)
    >>> places = layout(vectors, np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]), np.ones(4))
    >>> places.shape, bool((places >= 0).all() and (places <= 1).all())
    ((4, 2), True)
    """
    n = len(vectors)
    if n == 0:
        return np.zeros((0, 2), dtype=np.float32)
    themes = int(best.max()) + 1 if (best >= 0).any() else 0
    if themes == 0:
        return _to_square(_main_directions(vectors))
    sizes = np.bincount(best[best >= 0], minlength=themes)
    hearts = np.zeros((themes, vectors.shape[1]))
    np.add.at(hearts, best[best >= 0], vectors[best >= 0])
    hearts /= np.maximum(np.linalg.norm(hearts, axis=1, keepdims=True), 1e-12)
    radii = np.sqrt(sizes / max(n, 1)) * 0.5
    centres = _apart(_scaled(hearts), radii)
    # Once for all themes: what they are spread along needs few of hundreds of directions.
    slim = _main_directions(vectors, _SLIM) if min(vectors.shape) > _SLIM else vectors
    places = np.zeros((n, 2))
    for theme in range(themes):
        rows = np.flatnonzero(best == theme)
        places[rows] = centres[theme] + radii[theme] * _in_disc(_main_directions(slim[rows]))
    lean = np.where(second >= 0, 0.35 * (1 - np.clip(membership, 0, 1)), 0.0)[:, None]
    places += lean * (centres[np.maximum(second, 0)] - places)
    return _to_square(places)


def _scaled(hearts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Classical scaling in two dimensions, signs fixed."""
    distances = np.sqrt(np.maximum(2 - 2 * hearts @ hearts.T, 0))
    n = len(hearts)
    if n == 1:
        return np.zeros((1, 2))
    centring = np.eye(n) - 1 / n
    inner = -0.5 * centring @ (distances**2) @ centring
    values, axes = np.linalg.eigh(inner)
    places = axes[:, -2:][:, ::-1] * np.sqrt(np.maximum(values[-2:][::-1], 0))
    return _signed(np.round(places, 9))


def _apart(centres: NDArray[np.float64], radii: NDArray[np.float64]) -> NDArray[np.float64]:
    """The discs moved no further than needed to stand apart."""
    n = len(centres)
    if n == 1:
        return centres
    spread = np.abs(centres).max() or 1.0
    places = centres / spread * np.sqrt((radii**2).sum()) * 1.6
    # Discs in exactly the same place have no direction to part in: each gets its own.
    turns = np.arange(n) * 2.399963
    places = places + 1e-6 * np.column_stack([np.cos(turns), np.sin(turns)])
    wanted = (radii[:, None] + radii[None, :]) * 1.08
    np.fill_diagonal(wanted, 0)
    for _ in range(_ROUNDS):
        gap = places[:, None, :] - places[None, :, :]
        distance = np.sqrt((gap**2).sum(axis=2)) + np.eye(n)
        push = np.maximum(wanted - distance, 0) / 2
        np.fill_diagonal(push, 0)
        if push.max() < 1e-4:
            break
        places = places + 0.5 * (gap / distance[:, :, None] * push[:, :, None]).sum(axis=1)
    settled: NDArray[np.float64] = places
    return settled


def _main_directions(rows: NDArray[Any], most: int = 2) -> NDArray[np.float64]:
    """The rows along the directions in which they differ most, the first first, signs fixed."""
    if len(rows) < 3:
        return np.column_stack([np.linspace(-0.5, 0.5, len(rows)), np.zeros(len(rows))])
    centred = rows.astype(np.float64) - rows.mean(axis=0, dtype=np.float64)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return _signed(np.round(centred @ axes[:, -most:][:, ::-1], 6))


def _in_disc(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """The places drawn into the unit disc, evenly from the middle to the rim."""
    away = np.hypot(places[:, 0], places[:, 1])
    order = np.empty(len(away))
    order[np.lexsort((places[:, 1], places[:, 0], away))] = np.arange(len(away))
    reach = np.sqrt((order + 0.5) / len(away))
    spread: NDArray[np.float64] = places / np.maximum(away, 1e-12)[:, None] * reach[:, None]
    return spread


def _signed(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """An axis and its mirror image are the same: the one whose largest value is positive."""
    largest = np.abs(places).argmax(axis=0)
    signs = np.sign(places[largest, np.arange(places.shape[1])])
    turned: NDArray[np.float64] = places * np.where(signs == 0, 1, signs)
    return turned


def _to_square(places: NDArray[np.float64]) -> NDArray[np.float32]:
    low, high = places.min(axis=0), places.max(axis=0)
    side = max(float((high - low).max()), 1e-12)
    middle = (low + high) / 2
    square: NDArray[np.float32] = np.clip((places - middle) / side + 0.5, 0, 1).astype(np.float32)
    return square
