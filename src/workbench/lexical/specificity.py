"""Which words a part says more, or less, than chance would have it: Lafon's specificities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workbench.lexical.words import Array

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_matrix

#: After so many draws, terms that were as far so many times are left as they are.
_ROUND, _ENOUGH = 50, 10


def table(
    counts: pd.DataFrame,
    *,
    totals: pd.Series | None = None,
    sizes: pd.Series | None = None,
    whole: int | None = None,
) -> pd.DataFrame:
    """One row a (term, part), the most specific first, whatever the order of rows and columns.

    `counts`: uses, terms × parts. The margins are its sums, or are given where it is not the whole table
    or its parts overlap: `totals` of the terms and `sizes` of the parts, in words, and the `whole` corpus.
    Columns: term, part, uses, total (in the corpus), expected (uses, were the words dealt at random),
    score, p, q. p is the probability, for a part of that size drawn at random, of as many uses or more
    where there are more than expected, of as few or fewer where there are less (hypergeometric law); score
    is −log10 p, negative where there are less. q is the Benjamini-Hochberg correction over the table, of p
    counted twice because the side is chosen by the counts: rows with q < 0.05 hold one false find in twenty.
    Raises ValueError for counts that are negative or above their margins.
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
    total = uses.sum(axis=1) if totals is None else totals.loc[counts.index].to_numpy(dtype=np.int64)
    size = uses.sum(axis=0) if sizes is None else sizes.loc[counts.columns].to_numpy(dtype=np.int64)
    whole = int(total.sum()) if whole is None else whole
    total, size = total.reshape(-1, 1), size.reshape(1, -1)
    above = (uses > total) | (uses > size) | (total > whole) | (size > whole)
    # The words of a part that are not the term cannot be more than there are.
    if (above | (uses < 0) | (size - uses > whole - total)).any():
        raise ValueError("A part holds a term less than never, or more often than the margins say.")
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
    blocks: csr_matrix, sizes: Array, parts: Array, n_parts: int, *, permutations: int = 999, seed: int = 0
) -> Array:
    """How often parts made of people taken at random are as far from what is expected: [terms, parts].

    `blocks`: uses, blocks × terms, a block being what one person says in one part; `sizes`: the words of
    each block, `parts`: its part, −1 for none. The parts are dealt again among blocks, each kept whole,
    because the words of one person come together: where one person says 31 of 38 uses, it is chance that
    the part has them. Two-sided, (1 + as far or further) / (1 + draws); a term is no longer drawn once 10
    draws were as far in each part, which settles that chance may do it (Besag & Clifford 1991, "Sequential
    Monte Carlo p-values", Biometrika 78). The same whatever the order of blocks. NaN where nothing can be
    dealt otherwise: each part is one block.
    """
    from scipy.sparse import csr_matrix

    order = _canonical(blocks, parts)
    blocks, sizes, parts = blocks[order].astype(np.float64), sizes[order], parts[order]
    shares = np.full((n_parts, blocks.shape[1]), np.nan)
    if len(np.unique(parts)) == len(parts):
        return shares.T
    expected = np.asarray(blocks.sum(axis=0)).ravel() / max(sizes.sum(), 1)

    def excess(dealt: Array) -> Array:
        chosen = np.flatnonzero(dealt >= 0)
        deal = csr_matrix((np.ones(len(chosen)), (dealt[chosen], chosen)), shape=(n_parts, len(dealt)))
        far: Array = np.abs((deal @ blocks).toarray() - np.outer(deal @ sizes, expected))
        return far

    observed = excess(parts)
    # What differs by rounding only is as far.
    observed -= 1e-9 * np.maximum(observed, 1)
    as_far = np.zeros_like(observed)
    still = np.arange(blocks.shape[1])
    draw = np.random.default_rng(seed)
    for drawn in range(1, permutations + 1):
        as_far += excess(draw.permutation(parts)) >= observed
        shares[:, still] = (1 + as_far) / (1 + drawn)
        if drawn % _ROUND == 0 and (settled := (as_far >= _ENOUGH).all(axis=0)).any():
            open_ = np.flatnonzero(~settled)
            still, blocks, expected = still[open_], blocks[:, open_], expected[open_]
            observed, as_far = observed[:, open_], as_far[:, open_]
    return shares.T


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
