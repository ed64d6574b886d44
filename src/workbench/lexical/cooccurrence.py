"""Similitude: which words come together in the same segments, as a graph, its tree and its communities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from workbench.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

Index = Literal["cooccurrence", "jaccard", "cosine", "pmi", "chi2"]

#: More words than this cannot be read on one drawing.
MOST = 150


def _chi2(c: Floats, a: Floats, b: Floats, n: int) -> Floats:
    spread = a * (n - a) * b * (n - b)
    excess = n * c - a * b
    return np.divide(n * excess * np.abs(excess), spread, out=np.zeros_like(c), where=spread > 0)


#: What binds two words: `c` segments hold both, `a` the one, `b` the other, of `n`.
_INDICES: dict[str, Callable[[Floats, Floats, Floats, int], Floats]] = {
    "cooccurrence": lambda c, a, b, n: c,
    "jaccard": lambda c, a, b, n: c / (a + b - c),
    "cosine": lambda c, a, b, n: c / np.sqrt(a * b),
    "pmi": lambda c, a, b, n: np.log2(c * n / (a * b)),
    "chi2": _chi2,
}


@dataclass(frozen=True)
class Network:
    """The graph of words; numbers and positions are the same whatever the order of the input.

    `nodes`: one row a term (its index), the most frequent first: n (segments), community (from 1,
    the largest first), x and y (-1 to 1, of the drawing of the tree). `edges`: one row a pair, the
    strongest first: a, b, n (segments with both), weight (the index asked for), in_tree (part of the
    maximum spanning tree).
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    index: Index
    presences: Any

    def segments(self, a: str, b: str | None = None) -> list[int]:
        """The rows of the table with the term `a`, and `b` when it is given, in their order."""
        places = {term: at for at, term in enumerate(self.nodes.index)}
        both = self.presences[:, [places[a]]].toarray()[:, 0] > 0
        if b is not None:
            both &= self.presences[:, [places[b]]].toarray()[:, 0] > 0
        return np.flatnonzero(both).tolist()


def network(
    table: Any,
    *,
    terms: Sequence[str] | None = None,
    index: Index = "cooccurrence",
    most: int = 80,
    least: int = 3,
    together: int = 2,
    seed: int = 0,
) -> Network:
    """The words that come together in the segments of a table, the `most` frequent ones.

    `table`: [segments, terms], sparse or a DataFrame, what is not 0 counts as present; `terms` names the
    columns of a sparse one. Terms of at least `least` segments are kept, pairs of at least `together`
    segments are joined. `index`: "cooccurrence" (segments with both), "jaccard", "cosine", "pmi" (log2)
    or "chi2" (negative where they avoid each other). Raises Invalid for another index or more than
    150 terms. Flament, C. (1962), « L'analyse de similitude », Cahiers du centre de recherche
    opérationnelle 4; communities by Louvain (Blondel et al. 2008) on the graph, positions by
    Kamada and Kawai (1989) on its maximum spanning tree.

    >>> import pandas as pd
    >>> said = pd.DataFrame({"bus": [1, 1, 1, 0], "trajet": [1, 1, 0, 0], "papier": [0, 1, 1, 1]})
    >>> found = network(said, least=2, together=2)
    >>> found.edges[["a", "b", "n"]].to_numpy().tolist(), found.segments("bus", "papier")
    ([['bus', 'papier', 2], ['bus', 'trajet', 2]], [1, 2])
    """
    import pandas as pd
    from scipy.sparse import csr_array, triu

    if index not in _INDICES:
        raise Invalid("lexical.unknown_index", index=index, known=", ".join(_INDICES))
    if most > MOST:
        raise Invalid("lexical.graph_too_large", most=most, limit=MOST)
    if hasattr(table, "columns"):
        terms, table = [str(name) for name in table.columns], table.to_numpy()
    presences = (csr_array(table) != 0).astype(np.int64)
    total = np.asarray(presences.sum(axis=0))
    names = [str(at) for at in range(len(total))] if terms is None else list(terms)
    held = [at for at in range(len(names)) if total[at] >= least]
    kept = sorted(held, key=lambda at: (-total[at], names[at]))[:most]
    presences, total, names = presences[:, kept].tocsc(), total[kept], [names[at] for at in kept]
    pairs = triu(presences.T @ presences, k=1).tocoo()
    a, b, n = (values[pairs.data >= together] for values in (*pairs.coords, pairs.data))
    together_in, in_a, in_b = (values.astype(float) for values in (n, total[a], total[b]))
    weight = _INDICES[index](together_in, in_a, in_b, presences.shape[0])
    order = np.lexsort((b, a, -n, -np.round(weight, 12)))
    a, b, n, weight = a[order], b[order], n[order], weight[order]
    tree, communities, positions = _drawn(len(names), a, b, weight, seed)
    nodes = pd.DataFrame(
        {"n": total, "community": communities, "x": positions[:, 0], "y": positions[:, 1]},
        index=pd.Index(names, name="term", dtype="str"),
    )
    by_name = np.array(names, dtype=object)
    first, second = (by_name[ends] if len(ends) else [] for ends in (a, b))
    edges = pd.DataFrame({"a": first, "b": second, "n": n, "weight": weight, "in_tree": tree})
    return Network(nodes, edges, index, presences)


def _drawn(size: int, a: Ints, b: Ints, weight: Floats, seed: int) -> tuple[list[bool], Ints, Floats]:
    """Which edges are in the tree, the community of each node, and where the nodes stand."""
    import networkx as nx
    from threadpoolctl import threadpool_limits

    # Nodes are numbers, since the order of a set of words changes from one process to the next.
    graph = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(zip(a.tolist(), b.tolist(), weight.tolist(), strict=True))
    tree = nx.maximum_spanning_tree(graph)
    drawn = graph.edge_subgraph([(i, j) for i, j, w in graph.edges(data="weight") if w > 0]).copy()
    drawn.add_nodes_from(range(size))
    found = nx.community.louvain_communities(drawn, seed=seed) if size else []
    communities = np.zeros(size, dtype=np.int64)
    for number, members in enumerate(sorted(found, key=lambda part: (-len(part), min(part))), start=1):
        communities[list(members)] = number
    with threadpool_limits(1):  # the number of cores changes the order of sums, and so the drawing
        positions = _positions(tree, size)
    return [tree.has_edge(i, j) for i, j in zip(a.tolist(), b.tolist(), strict=True)], communities, positions


def _positions(tree: Any, size: int) -> Floats:
    import networkx as nx

    if size < 2:
        return np.zeros((size, 2))
    steps = dict(nx.all_pairs_shortest_path_length(tree))
    # Words that nothing joins stand a little further apart than any two that something does.
    apart = 1 + max(max(to.values()) for to in steps.values())
    distances = {i: {j: steps[i].get(j, apart) for j in range(size)} for i in range(size)}
    places = nx.kamada_kawai_layout(tree, dist=distances, weight=None)
    return np.round(np.array([places[at] for at in range(size)]), 3)
