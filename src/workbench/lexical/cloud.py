"""Where the words of a cloud stand: the most used in the middle, none over another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: Widths of letters in a plain sans serif face, as parts of the size; others are `_LETTER`.
_LETTER = 0.57
_WIDTHS = (
    dict.fromkeys("ijl'’.,:;|!", 0.27)
    | dict.fromkeys("ftr -()", 0.36)
    | dict.fromkeys("mw", 0.85)
    | dict.fromkeys("MWŒœÆæ", 0.93)
)
#: The height of a line, and the room left around a word, as parts of the size.
_LINE, _AIR = 1.05, 0.12
_STEPS, _TURNS = 2_600, 34


def cloud(
    words: Sequence[str],
    weights: Sequence[float],
    *,
    width: float = 1000,
    height: float = 520,
    smallest: float = 13,
    largest: float = 72,
) -> pd.DataFrame:
    """One row a word that found room, in the order given: word, x and y (its middle), size and width.

    All in the unit of `width` and `height`. The surface of a word, not its size, is as its weight. Words are
    placed one after the other, the heaviest first, on a spiral from the middle, where they cover no other
    (Viegas, Wattenberg & Feinberg 2009, "Participatory Visualization with Wordle"). The same words give the
    same cloud.

    >>> found = cloud(["repère", "bus"], [9, 4])
    >>> found["word"].tolist(), bool(found["size"][0] > found["size"][1])
    (['repère', 'bus'], True)
    """
    import pandas as pd

    heavy = np.sqrt(np.asarray(weights, dtype=float))
    sizes = smallest + (largest - smallest) * (heavy / max(heavy.max(initial=0), 1e-9)) ** 1.4
    spiral = _spiral(width, height)
    placed = np.zeros((0, 4))
    rows: list[tuple[int, float, float, float, float]] = []
    for at in np.argsort(-heavy, kind="stable").tolist():
        long = float(sizes[at]) * sum(_WIDTHS.get(letter, _LETTER) for letter in words[at])
        half = np.array([long / 2 + _AIR * sizes[at], _LINE * sizes[at] / 2])
        found = _free(spiral, half, placed, width, height)
        if found is not None:
            x, y = found
            placed = np.vstack([placed, [x, y, *half]])
            rows.append((at, x, y, float(sizes[at]), long))
    rows.sort()
    frame = pd.DataFrame(
        [row[1:] for row in rows], columns=["x", "y", "size", "width"], dtype="float64"
    ).round(1)
    frame.insert(0, "word", pd.Series([words[row[0]] for row in rows], dtype="str"))
    return frame


def _spiral(width: float, height: float) -> Floats:
    turn = np.sqrt(np.linspace(0, 1, _STEPS))
    angle = turn * _TURNS * 2 * np.pi
    return np.column_stack([width / 2 * (1 + turn * np.cos(angle)), height / 2 * (1 + turn * np.sin(angle))])


def _free(
    spiral: Floats, half: Floats, placed: Floats, width: float, height: float
) -> tuple[float, float] | None:
    """The first place of the spiral where a word of that half width and half height covers no other."""
    room = np.array([width / 2, height / 2])
    inside = np.all(np.abs(spiral - room) + half <= room, axis=1)
    places = spiral[inside]
    for few in np.array_split(places, 13):
        apart = np.abs(few[:, None, :] - placed[None, :, :2]) >= half + placed[None, :, 2:]
        free = np.flatnonzero(np.all(apart.any(axis=2), axis=1))
        if len(free):
            return float(few[free[0], 0]), float(few[free[0], 1])
    return None
