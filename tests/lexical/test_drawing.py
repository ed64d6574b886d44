"""Where the branches of a dendrogram and of a word tree stand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from workbench import Project
from workbench.lexical import drawing, word_tree
from workbench.lexical.splitting import Branch


def split(*sides: Branch) -> Branch:
    return Branch(np.concatenate([side.rows for side in sides]), 4.0, list(sides))


def leaf(label: int, n: int) -> Branch:
    return Branch(np.arange(n), label=label)


def all_of(node, below="sides"):
    return [node, *(found for side in node[below] for found in all_of(side, below))]


def test_classes_stand_side_by_side_and_each_split_in_the_middle_of_its_sides():
    drawn = drawing.dendrogram(split(split(leaf(1, 4), leaf(2, 3)), leaf(3, 9)))
    places = {node["label"]: node["x"] for node in all_of(drawn) if node["label"]}
    assert places == {1: 0, 2: 1, 3: 2}
    assert drawn["x"] == 1.25 and drawn["sides"][0]["x"] == 0.5


def test_the_first_split_is_the_highest_and_classes_are_at_the_foot():
    drawn = drawing.dendrogram(split(split(leaf(1, 4), leaf(2, 3)), leaf(3, 9)))
    assert (drawn["height"], drawn["sides"][0]["height"]) == (1, 0.5)
    assert {node["height"] for node in all_of(drawn) if node["label"]} == {0}
    assert drawn["segments"] == 16


@pytest.fixture
def drawn(tiny_corpus: Project):
    return drawing.branches(word_tree(tiny_corpus, "on", least=1))


def test_no_branch_of_a_tree_is_drawn_over_another(drawn):
    def bottoms(node):
        ends = [place for child in node["children"] for place in bottoms(child)]
        return ends or [(node["y"], node["size"])]

    lines = bottoms(drawn)
    for (y, size), (after, below) in itertools.pairwise(lines):
        assert after - y >= 0.6 * (size + below)
    assert lines[-1][0] <= drawn["height"]


def test_a_branch_said_more_is_written_larger_and_a_rare_one_may_be_left_out(tiny_corpus, drawn):
    for node in all_of(drawn, "children"):
        assert all(child["size"] <= node["size"] for child in node["children"])
        assert 12 <= node["size"] <= 34
    few = drawing.branches(word_tree(tiny_corpus, "on", least=1), most=3)
    assert len(all_of(few, "children")) == 3
    assert few["left_out"] == len(all_of(drawn, "children")) + drawn["left_out"] - 3


def test_a_tree_of_what_nobody_says_is_empty(tiny_corpus):
    assert drawing.branches(word_tree(tiny_corpus, "xylophone")) == {}
