"""Themes of a cloud of vectors: labels, doubts, stability and tree, at any step of the slider."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.discovery.themes.evidence import Evidence, gather

if TYPE_CHECKING:
    from pandas import DataFrame

Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Below this mean Jaccard over the resamples, a theme is said to be fragile.
FRAGILE = 0.6


@dataclass(frozen=True)
class Clustering:
    """Themes 0… (0 the largest) of `n` rows, in the order the rows were given.

    `labels` [n]: the theme, -1 where `reasons` says why: "between" (its neighbours speak nearly as
    much for another theme) or "alone" (far from everything); "" otherwise. `best` [n]: the theme even
    so; `second` [n]: the next one, -1 where there is only one theme. `membership` [n]: the share, 0 to
    1, of its neighbours' strength that speaks for `best`. `stability`, a row a theme: `size` (weights),
    `stability` (mean over the resamples of the best Jaccard, 0 to 1), `fragile`. `tree`, a row a node:
    `node`, `parent` (-1 root), `theme` (-1 for what is above the themes), `size`, `level` (the first
    step of the slider it is on, 0 the coarsest). `granularity`: how often, 0 to 1, groups of segments
    must be together in the runs to be one theme; `granularities`: the steps of the slider, coarse to
    fine. `run`: everything needed to repeat it.
    """

    labels: Ints
    best: Ints
    second: Ints
    membership: Doubles
    reasons: list[str]
    stability: DataFrame
    tree: DataFrame
    granularity: float
    granularities: list[float]
    run: dict[str, Any]
    evidence: Evidence = field(repr=False, compare=False)

    def at(self, granularity: float) -> Clustering:
        """The same runs read coarser or finer: nothing is computed again, and themes nest."""
        return _read(self.evidence, granularity)


def cluster(
    vectors: NDArray[np.floating],
    *,
    weights: NDArray[np.floating] | None = None,
    granularity: float | None = None,
    seed: int = 0,
) -> Clustering:
    """Themes of the rows, how stable they are, and how they nest; how many there are comes from the rows.

    `vectors` [n, d]: one row a segment; lengths do not count. `weights` [n]: how many times each was
    said. `granularity`, 0 (coarse) to 1 (fine): without it, the one whose themes agree most with the
    runs. The order of the rows, the process and the number of cores change nothing. Beyond
    25,000 different rows, themes come from 25,000 drawn by their bytes, and the others join them.
    Raises Invalid when a value is not a number, or the weights do not fit.

    Method: nearest-neighbour graph of UMAP (McInnes et al., 2018), Louvain communities (Blondel et al.,
    2008) of 50 resamples at 100 resolutions, consensus by evidence accumulation (Fred and Jain, 2005),
    stability of each theme by resampling (Hennig, 2007, "Cluster-wise assessment of cluster stability").

    >>> draw = np.random.default_rng(1)
    >>> rows = np.repeat(np.eye(3, 8), 50, axis=0) + draw.normal(0, 0.1, (150, 8))
    >>> found = cluster(rows)
    >>> found.stability["size"].tolist(), sorted(found.labels[[0, 50, 100]].tolist())
    ([50, 50, 50], [0, 1, 2])
    """
    return _read(gather(np.asarray(vectors), weights, seed), granularity)


def _read(evidence: Evidence, granularity: float | None) -> Clustering:
    """The evidence cut at one granularity."""
    import pandas as pd

    steps = evidence.tree.steps
    chosen = evidence.tree.proposed if granularity is None else min(1.0, max(0.0, float(granularity)))
    parts = evidence.parts(chosen)
    best, second, share, reasons = evidence.places(parts)
    sizes, stable = evidence.sizes(parts), evidence.tree.stability(parts)
    stability = pd.DataFrame({"size": sizes, "stability": stable, "fragile": stable < FRAGILE})
    stability.index.name = "theme"
    return Clustering(
        labels=np.where(reasons == "", best, -1),
        best=best,
        second=second,
        membership=share,
        reasons=reasons.tolist(),
        stability=stability,
        tree=_tree(evidence, [*(step for step in steps if step < chosen), chosen], parts),
        granularity=chosen,
        granularities=steps,
        run={**evidence.run, "granularity": chosen},
        evidence=evidence,
    )


def _tree(evidence: Evidence, steps: list[float], themes: Ints) -> DataFrame:
    """Nodes from the coarsest step down to the themes; what does not change from step to step is one node."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    node_of: dict[bytes, int] = {}
    above = np.full(len(themes), -1)
    for level, step in enumerate(steps):
        parts = themes if step == steps[-1] else evidence.parts(step)
        sizes = evidence.sizes(parts)
        here = above.copy()
        for part in range(int(parts.max(initial=-1)) + 1):
            inside = parts == part
            node = node_of.setdefault(inside.tobytes(), len(rows))
            if node == len(rows):
                parent = int(above[inside][0])
                rows.append(
                    {"node": node, "parent": parent, "theme": -1, "size": sizes[part], "level": level}
                )
            here[inside] = node
            if level == len(steps) - 1:
                rows[node]["theme"] = part
        above = here
    return pd.DataFrame(rows, columns=["node", "parent", "theme", "size", "level"])
