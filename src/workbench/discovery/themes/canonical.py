"""One order for the same rows, whatever order they came in."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from workbench.errors import Invalid

Ints = NDArray[np.int64]

#: Rows read at a time, so that a memory-mapped million is never held whole.
BLOCK = 10_000


def fold(vectors: NDArray[np.floating]) -> tuple[Ints, Ints]:
    """Where each different row first stands, ordered by a hash of its bytes, and which one each row is.

    So the first rows of this order are as good as drawn at random. Raises Invalid when a value is not
    a number.

    >>> fold(np.array([[1.0, 0], [0, 1], [1, 0]], dtype=np.float32))[1].tolist()
    [0, 1, 0]
    """
    keys = np.empty(len(vectors), dtype="V16")
    for start in range(0, len(vectors), BLOCK):
        # Adding zero makes one of the two zeros of floats.
        block = np.ascontiguousarray(vectors[start : start + BLOCK], dtype=np.float32) + np.float32(0)
        if not np.isfinite(block).all():
            bad = start + int(np.flatnonzero(~np.isfinite(block).all(axis=1))[0])
            raise Invalid("discovery.themes.not_numbers", row=bad + 1)
        for at, row in enumerate(block, start=start):
            keys[at] = np.void(blake2b(row, digest_size=16).digest())
    numbers = keys.view([("high", ">u8"), ("low", ">u8")])
    order = np.lexsort((numbers["low"], numbers["high"]))
    new = np.ones(len(order), dtype=bool)
    new[1:] = keys[order][1:] != keys[order][:-1]
    rows = np.empty(len(order), dtype=np.int64)
    rows[order] = np.cumsum(new) - 1
    return order[new].astype(np.int64), rows
