"""Vectors with groups that are known."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def cloud(groups: int = 6, each: int = 40, *, noise: float = 0.12, seed: int = 3) -> NDArray[np.float32]:
    """Groups around random directions in 32 dimensions, one after the other, float32 unit rows."""
    draw = np.random.default_rng(seed)
    hearts = draw.normal(size=(groups, 32))
    rows = np.repeat(hearts / np.linalg.norm(hearts, axis=1, keepdims=True), each, axis=0)
    rows = rows + draw.normal(0, noise, rows.shape)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def families(families: int = 3, groups: int = 3, each: int = 40, *, seed: int = 5) -> NDArray[np.float32]:
    """Groups that come in families: groups of one family are nearer to each other."""
    draw = np.random.default_rng(seed)
    wide = np.repeat(draw.normal(size=(families, 32)), groups, axis=0)
    narrow = np.repeat(wide + draw.normal(0, 0.6, wide.shape), each, axis=0)
    rows = narrow + draw.normal(0, 0.8, narrow.shape)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def same_groups(a: NDArray[np.int64], b: NDArray[np.int64]) -> bool:
    """Whether two lists of labels part the rows alike."""
    pairs = set(zip(a.tolist(), b.tolist(), strict=True))
    return len(pairs) == len(set(a.tolist())) == len(set(b.tolist()))
