"""New rows join the themes there are; more rows than the graph holds do so too."""

from __future__ import annotations

import numpy as np
import pytest

from tests.discovery.themes.clouds import cloud, same_groups
from workbench.discovery.themes import cluster, large, nearest
from workbench.errors import Invalid

TRUTH = np.repeat(np.arange(6), 40)


def test_new_rows_join_the_theme_they_are_nearest_to():
    old, new = cloud()[::2], cloud()[1::2]
    best, second, membership = nearest(old, new, TRUTH[::2])
    assert (best == TRUTH[1::2]).all()
    assert (second != best).all()
    assert membership.min() > 0.6 and membership.max() <= 1


def test_labels_of_old_rows_are_not_renumbered():
    best, _, _ = nearest(cloud(), cloud()[-3:], TRUTH * 10)
    assert best.tolist() == [50, 50, 50]


def test_rows_without_a_label_have_no_say():
    labels = np.where(TRUTH == 2, -1, TRUTH)
    best, _, _ = nearest(cloud(), cloud(), labels)
    assert 2 not in best and (best >= 0).all()


def test_without_labels_or_without_new_rows_nothing_is_assigned():
    best, second, membership = nearest(cloud(), cloud()[:4], np.full(240, -1))
    assert (best.tolist(), second.tolist(), membership.tolist()) == ([-1] * 4, [-1] * 4, [0.0] * 4)
    assert nearest(cloud(), cloud()[:0], TRUTH)[0].tolist() == []


def test_one_labelled_row_is_enough():
    best, second, membership = nearest(cloud()[:1], cloud(), np.array([4]))
    assert set(best.tolist()) == {4} and set(second.tolist()) == {-1} and (membership == 1).all()


def test_rows_that_do_not_fit_are_refused():
    with pytest.raises(Invalid):
        nearest(cloud(), cloud(), TRUTH[:-1])
    with pytest.raises(Invalid):
        nearest(cloud(), cloud()[:, :-1], TRUTH)
    with pytest.raises(Invalid):
        nearest(cloud(), np.full((1, 32), np.nan), TRUTH)


def test_more_rows_than_the_graph_holds_join_the_themes_of_those_it_holds(monkeypatch, tmp_path):
    rows = cloud(each=100)
    truth = np.repeat(np.arange(6), 100)
    monkeypatch.setattr(large, "LARGEST", 300)
    np.save(tmp_path / "rows.npy", rows)
    found = cluster(np.load(tmp_path / "rows.npy", mmap_mode="r"))
    assert found.run["in_graph"] == 300 and found.run["rows"] == 600
    assert same_groups(found.best, truth)
    assert found.stability["size"].tolist() == [100] * 6

    order = np.random.default_rng(0).permutation(600)
    assert (cluster(rows[order]).labels == found.labels[order]).all()
