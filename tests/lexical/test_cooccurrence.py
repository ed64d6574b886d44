"""The graph of the words that come together."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from lexical.planted import planted, said_elsewhere

from workbench.errors import Invalid
from workbench.lexical.cooccurrence import network

SAID = pd.DataFrame({"bus": [1, 1, 1, 0, 0, 0], "trajet": [1, 1, 0, 0, 1, 0], "papier": [0, 0, 1, 1, 1, 1]})


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        ("cooccurrence", 2),
        ("jaccard", 2 / 4),
        ("cosine", 2 / 3),
        ("pmi", math.log2(2 * 6 / 9)),
        ("chi2", 6 * (2 * 2 - 1 * 1) ** 2 / (3 * 3 * 3 * 3)),
    ],
)
def test_each_index_has_its_formula(index, expected):
    edges = network(SAID, index=index, least=1, together=1).edges.set_index(["a", "b"])
    assert edges.loc[("bus", "trajet"), "weight"] == pytest.approx(expected)


def test_chi2_is_negative_where_words_avoid_each_other():
    edges = network(SAID, index="chi2", least=1, together=1).edges.set_index(["a", "b"])
    assert edges.loc[("papier", "bus"), "weight"] < 0


def test_every_edge_leads_to_its_segments():
    table, _, _ = planted(300, 3)
    found = network(table)
    for edge in found.edges.iloc[::50].itertuples():
        rows = found.segments(edge.a, edge.b)
        assert len(rows) == edge.n
        assert (table[rows][:, [int(edge.a), int(edge.b)]].toarray() > 0).all()
    assert len(found.segments(found.nodes.index[0])) == found.nodes["n"].iloc[0]


def test_the_tree_is_a_maximum_spanning_one():
    found = network(planted(300, 3)[0], index="jaccard")
    graph = nx.from_pandas_edgelist(found.edges, "a", "b", "weight")
    tree = found.edges[found.edges["in_tree"]]
    assert len(tree) == len(graph) - nx.number_connected_components(graph)
    best = nx.maximum_spanning_tree(graph)
    assert tree["weight"].sum() == pytest.approx(best.size("weight"))


def test_communities_gather_the_words_of_a_class():
    table, _, _ = planted(300, 3, own=0.8)
    nodes = network(table, index="chi2", most=60).nodes
    own = nodes[nodes.index.astype(int) < 90]
    majority = own.groupby(own.index.astype(int) // 30)["community"].agg(lambda found: found.mode()[0])
    assert majority.nunique() == 3


def test_the_order_of_input_changes_nothing():
    table, _, _ = planted(200, 3)
    names = [f"mot{at}" for at in range(600)]
    rows, columns = (np.random.default_rng(1).permutation(size) for size in table.shape)
    first = network(table, terms=names, most=40)
    again = network(table[rows][:, columns], terms=[names[at] for at in columns], most=40)
    pd.testing.assert_frame_equal(first.nodes, again.nodes)
    pd.testing.assert_frame_equal(first.edges, again.edges)


def test_another_process_draws_the_same_graph():
    program = (
        "from lexical.planted import planted; from workbench.lexical.cooccurrence import network\n"
        "print(network(planted(100, 2)[0], most=30).nodes.to_csv())"
    )
    assert len(said_elsewhere(program)) == 1


def test_words_that_nothing_joins_have_a_place_too():
    apart = pd.DataFrame(np.kron(np.eye(3, dtype=int), np.ones((3, 1), dtype=int)), columns=["a", "b", "c"])
    found = network(apart)
    assert found.edges.empty
    assert len(found.nodes[["x", "y"]].drop_duplicates()) == 3
    assert sorted(found.nodes["community"]) == [1, 2, 3]


@pytest.mark.parametrize("shape", [(0, 0), (5, 0), (0, 4), (5, 4)])
def test_nothing_to_read_gives_an_empty_graph(shape):
    found = network(np.zeros(shape, dtype=int))
    assert found.nodes.empty and found.edges.empty


def test_identical_segments_give_one_community():
    found = network(np.ones((12, 5), dtype=int))
    assert set(found.nodes["community"]) == {1}
    assert found.edges["in_tree"].sum() == 4


def test_an_unknown_index_or_a_graph_nobody_can_read_is_refused():
    with pytest.raises(Invalid, match="jaccard"):
        network(SAID, index="dice")
    with pytest.raises(Invalid, match="150"):
        network(SAID, most=500)
