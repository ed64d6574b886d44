"""Which words a part says more, or less, than chance would have it: Lafon's specificities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from workbench.lexical.words import Array

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_matrix


def table(counts: pd.DataFrame, totals: pd.Series | None = None) -> pd.DataFrame:
    """One row a (term, part), the most specific first, whatever the order of rows and columns.

    `counts`: uses, terms × parts. `totals`: uses of each term in the whole corpus; by default the sum of
    the parts, to be given where parts overlap or leave words out.
    Columns: term, part, uses, total (in the corpus), expected (uses, were the words dealt at random),
    score, p, q. p is the probability, for a part of that size drawn at random, of as many uses or more
    where there are more than expected, of as few or fewer where there are less (hypergeometric law); score
    is −log10 p, negative where there are less. q is the Benjamini-Hochberg correction over the table, of p
    counted twice because the side is chosen by the counts: rows with q < 0.05 hold one false find in twenty.
    Raises ValueError for negative counts and for totals under what the parts hold.
    Source: Lafon, P. (1980), « Sur la variabilité de la fréquence des formes dans un corpus », Mots 1.

    >>> import pandas as pd
    >>> counts = pd.DataFrame({"Vire": [9, 1], "Flers": [1, 9]}, index=["bus", "file"])
    >>> table(counts)[["term", "part", "uses", "expected", "score"]].round(2).head(2)
       term   part  uses  expected  score
    0   bus  Flers     1       5.0  -3.26
    1   bus   Vire     9       5.0   3.26
    """
    import pandas as pd
    from scipy.stats import false_discovery_control

    uses = counts.to_numpy(dtype=np.int64)
    total = (uses.sum(axis=1) if totals is None else totals.loc[counts.index]).astype(np.int64)
    total = np.asarray(total).reshape(-1, 1)
    size = uses.sum(axis=0).reshape(1, -1)
    whole = int(total.sum() if totals is None else totals.sum())
    if uses.size and (uses.min() < 0 or (uses > total).any() or size.max() > whole):
        raise ValueError("A part holds a term less than never, or more often than the corpus.")
    expected = total * size / max(whole, 1)
    more = uses >= expected
    # Few uses of a term are many uses of all the others.
    logs = _log_tail(
        np.where(more, uses, size - uses).ravel(),
        np.where(more, total, whole - total).ravel(),
        np.broadcast_to(size, uses.shape).ravel(),
        whole,
    )
    frame = pd.DataFrame(
        {
            "term": np.repeat(np.asarray(counts.index), uses.shape[1]),
            "part": np.tile(np.asarray(counts.columns), uses.shape[0]),
            "uses": uses.ravel(),
            "total": np.broadcast_to(total, uses.shape).ravel(),
            "expected": expected.ravel(),
            "score": (np.where(more.ravel(), -logs, logs) / np.log(10)) + 0.0,
            "p": np.exp(logs),
        }
    )
    frame["q"] = false_discovery_control(np.minimum(1, 2 * frame["p"])) if len(frame) else frame["p"]
    frame["rank"] = -frame["score"].abs().round(9)
    order = ["rank", "term", "part"]
    return frame.sort_values(order, kind="stable", ignore_index=True).drop(columns="rank")


def _log_tail(uses: Array, total: Array, size: Array, whole: int) -> Array:
    """log P(X ≥ uses), X hypergeometric: `size` words drawn out of `whole`, of which `total` are the term.

    Summed from its greatest term, in logarithms, for uses at or above what is expected: it never is 0,
    however specific the term, and takes thousands of terms at once, both unlike
    `scipy.stats.hypergeom.sf`. Exact to about 1e-8.
    """
    from scipy.special import betaln

    k, total, size = uses.astype(float), total.astype(float), size.astype(float)
    others = whole - total
    drawn = -betaln(k + 1, total - k + 1) - np.log1p(total)
    drawn += -betaln(size - k + 1, others - size + k + 1) - np.log1p(others)
    drawn += betaln(size + 1, whole - size + 1) + np.log1p(whole)
    term, tail = np.ones_like(k), np.ones_like(k)
    still = np.arange(len(k))
    while len(still):
        at, all_of, n = k[still], total[still], size[still]
        term[still] *= (all_of - at) * (n - at) / ((at + 1) * (whole - all_of - n + at + 1))
        tail[still] += term[still]
        k[still] += 1
        still = still[term[still] > 1e-17 * tail[still]]
    logs: Array = np.minimum(drawn + np.log(tail), 0)
    return logs


def by_people(
    blocks: csr_matrix, parts: Sequence[int], n_parts: int, *, permutations: int = 999, seed: int = 0
) -> Array:
    """How often parts made of people taken at random are as far from what is expected: [terms, parts].

    `blocks`: uses, blocks × terms, a block being what one person says in one part; `parts`: the part of
    each block, −1 for none. The parts are dealt again among blocks, each kept whole, because the words of
    one person come together: where one person says 31 of 38 uses, the part that has them does so by
    chance. Two-sided, (1 + as far or further) / (1 + permutations); the same whatever the order of blocks.
    """
    from scipy.sparse import csr_matrix

    labels = np.asarray(parts, dtype=np.int64)
    order = _canonical(blocks, labels)
    blocks, labels = blocks[order].astype(np.float64), labels[order]
    held = np.flatnonzero(np.asarray(blocks.sum(axis=0)).ravel())
    share = np.asarray(blocks.sum(axis=0)).ravel() / max(blocks.sum(), 1)
    sizes = np.asarray(blocks.sum(axis=1)).ravel()

    def excess(dealt: Array) -> Array:
        chosen = np.flatnonzero(dealt >= 0)
        deal = csr_matrix((np.ones(len(chosen)), (dealt[chosen], chosen)), shape=(n_parts, len(dealt)))
        far: Array = np.abs((deal @ blocks).toarray() - np.outer(deal @ sizes, share))
        return far

    observed = excess(labels)
    # What differs by rounding only is as far.
    observed -= 1e-9 * np.maximum(observed, 1)
    as_far = np.ones_like(observed)
    draw = np.random.default_rng(seed)
    for _ in range(permutations):
        as_far += excess(draw.permutation(labels)) >= observed
    found = np.full(observed.shape, np.nan)
    found[:, held] = as_far[:, held] / (1 + permutations)
    return found.T


def _canonical(blocks: csr_matrix, labels: Array) -> Array:
    """An order of the blocks that depends on what they hold only."""
    import hashlib

    blocks = blocks.tocsr()
    blocks.sort_indices()
    keys = []
    for row, label in enumerate(labels.tolist()):
        inside = slice(blocks.indptr[row], blocks.indptr[row + 1])
        held = blocks.indices[inside].astype("<i8").tobytes() + blocks.data[inside].astype("<i8").tobytes()
        keys.append((label, hashlib.sha256(held).digest(), row))
    return np.array([row for *_, row in sorted(keys)], dtype=np.int64)
