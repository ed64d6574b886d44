"""Themes of vectors: what comes back, for plain input and for odd input."""

from __future__ import annotations

import numpy as np
import pytest

from tests.discovery.themes.clouds import cloud, same_groups
from workbench.discovery.themes import cluster
from workbench.errors import Invalid


def test_the_groups_that_are_there_are_found_without_being_told_how_many():
    found = cluster(cloud())
    assert same_groups(found.best, np.repeat(np.arange(6), 40))
    assert found.stability["size"].tolist() == [40] * 6
    assert not found.stability["fragile"].any()


def test_the_order_of_the_rows_changes_nothing():
    rows = cloud(noise=0.25)
    order = np.random.default_rng(0).permutation(len(rows))
    found, shuffled = cluster(rows), cluster(rows[order])
    assert (found.labels[order] == shuffled.labels).all()
    assert (found.second[order] == shuffled.second).all()
    assert (found.membership[order] == shuffled.membership).all()
    assert found.stability.equals(shuffled.stability)
    assert found.tree.equals(shuffled.tree)
    assert found.granularities == shuffled.granularities


def test_rows_said_twice_and_rows_that_weigh_two_give_the_same_themes():
    rows = cloud(noise=0.25)
    twice, weighed = cluster(np.repeat(rows, 2, axis=0)), cluster(rows, weights=np.full(len(rows), 2.0))
    assert (twice.labels[::2] == weighed.labels).all()
    assert twice.stability.equals(weighed.stability)


def test_no_row_is_left_aside_without_a_reason():
    found = cluster(cloud(noise=0.35))
    aside = found.labels == -1
    assert [reason != "" for reason in found.reasons] == aside.tolist()
    assert set(found.reasons) <= {"", "between", "alone"}
    assert (found.best >= 0).all() and (found.second >= 0).all()
    assert ((found.membership >= 0) & (found.membership <= 1)).all()


def test_a_row_far_from_everything_is_said_to_be_alone():
    rows = np.vstack([np.pad(cloud(), ((0, 0), (0, 1))), np.eye(33, dtype=np.float32)[-1:]])
    found = cluster(rows)
    assert found.reasons[-1] == "alone" and found.labels[-1] == -1


@pytest.mark.parametrize("n", [0, 1, 2, 3, 12])
def test_few_rows_still_get_themes(n):
    found = cluster(cloud()[:n])
    assert len(found.labels) == len(found.second) == len(found.membership) == len(found.reasons) == n
    assert found.stability["size"].sum() == n
    assert len(found.stability) == (0 if n == 0 else 1) or found.stability["size"].min() >= 5


def test_identical_rows_are_one_theme():
    found = cluster(np.tile(cloud()[:1], (300, 1)))
    assert found.labels.tolist() == [0] * 300
    assert found.second.tolist() == [-1] * 300
    assert found.stability["size"].tolist() == [300]


def test_rows_of_zeros_are_alone_and_disturb_nobody():
    rows = np.vstack([cloud(), np.zeros((20, 32), dtype=np.float32)])
    found = cluster(rows)
    assert set(found.reasons[-20:]) == {"alone"}
    assert same_groups(found.best[:-20], np.repeat(np.arange(6), 40))


def test_a_value_that_is_not_a_number_is_refused_by_its_row():
    rows = cloud()
    rows[7, 3] = np.nan
    with pytest.raises(Invalid, match="8"):
        cluster(rows)


def test_weights_that_do_not_fit_are_refused():
    with pytest.raises(Invalid):
        cluster(cloud(), weights=np.ones(3))
    with pytest.raises(Invalid):
        cluster(cloud(), weights=np.zeros(240))
    with pytest.raises(Invalid):
        cluster(np.zeros(5))
