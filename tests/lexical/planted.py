"""Tables whose classes are known: each segment draws half of its words from the words of its class."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array


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
