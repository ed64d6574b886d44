"""The slider from coarse to fine: themes nest, and the tree says how."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.discovery.themes.clouds import families
from workbench.discovery.themes import Clustering, cluster


@pytest.fixture(scope="module")
def found() -> Clustering:
    return cluster(families())


def test_the_slider_has_several_steps_from_coarse_to_fine_and_the_proposed_one(found):
    assert 5 <= len(found.granularities) <= 12
    assert found.granularities == sorted(found.granularities)
    assert found.granularity in found.granularities
    counts = [len(found.at(step).stability) for step in found.granularities]
    assert counts == sorted(counts) and counts[0] < len(found.stability) < counts[-1]


def test_every_theme_lies_within_one_coarser_theme(found):
    levels = [found.at(step) for step in found.granularities]
    for coarse, fine in pairwise(levels):
        pairs = set(zip(fine.best.tolist(), coarse.best.tolist(), strict=True))
        assert len(pairs) == len(fine.stability)


def test_families_are_found_above_their_groups(found):
    truth = np.repeat(np.arange(3), 120)
    by_count = {len(level.stability): level for level in map(found.at, found.granularities)}
    pairs = zip(by_count[3].best.tolist(), truth.tolist(), strict=True)
    assert len(set(pairs)) == 3


def test_the_tree_adds_up(found):
    for clustering in (found, found.at(found.granularities[-1])):
        tree = clustering.tree
        themes = tree[tree["theme"] >= 0]
        assert sorted(themes["theme"]) == list(range(len(clustering.stability)))
        assert tree.loc[tree["parent"] == -1, "size"].sum() == len(clustering.labels)
        for node in tree.loc[tree["theme"] < 0, "node"]:
            below = tree.loc[tree["parent"] == node, "size"].sum()
            assert below == tree.loc[tree["node"] == node, "size"].item()


def test_themes_are_numbered_from_the_largest(found):
    for step in found.granularities:
        sizes = found.at(step).stability["size"]
        assert sizes.is_monotonic_decreasing and sizes.min() >= 5


def test_a_granularity_may_be_asked_for_at_once_or_afterwards(found):
    step = found.granularities[1]
    again = cluster(families(), granularity=step)
    assert (again.labels == found.at(step).labels).all()
    assert again.granularity == step == again.run["granularity"]


def test_a_granularity_beyond_the_ends_is_the_end(found):
    assert (found.at(7.0).best == found.at(1.0).best).all()
    assert len(found.at(-3.0).stability) <= len(found.at(found.granularities[0]).stability)


def test_themes_that_are_there_are_stable_and_pieces_of_them_are_fragile(found):
    finest = found.at(found.granularities[-1])
    assert not found.stability["fragile"].any()
    assert finest.stability["fragile"].any()
    assert (finest.stability["fragile"] == (finest.stability["stability"] < 0.6)).all()


def test_the_run_card_holds_what_repeats_the_run(found):
    assert found.run["seed"] == 0 and found.run["rows"] == 360 and found.run["resamples"] >= 50
    assert set(found.run["versions"]) >= {"numpy", "scipy", "scikit-network"}
