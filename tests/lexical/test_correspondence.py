"""Words and groups on the same axes, against the package prince."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from workbench.errors import Invalid
from workbench.lexical.correspondence import analyse


@pytest.fixture
def table() -> pd.DataFrame:
    counts = np.random.default_rng(3).poisson(4, (30, 6)) * np.random.default_rng(4).integers(0, 3, (30, 6))
    return pd.DataFrame(counts, [f"mot{at:02}" for at in range(30)], [f"groupe {at}" for at in range(6)])


def test_prince_finds_the_same_axes(table):
    import prince

    ours, theirs = analyse(table), prince.CA(n_components=5, engine="scipy").fit(table)
    assert ours.inertia["eigenvalue"].to_numpy() == pytest.approx(theirs.eigenvalues_)
    assert ours.inertia["share"].to_numpy() * 100 == pytest.approx(theirs.percentage_of_variance_)
    for points, coordinates, contributions, cos2 in (
        (ours.rows, theirs.row_coordinates, theirs.row_contributions_, theirs.row_cosine_similarities),
        (ours.columns, theirs.column_coordinates, theirs.column_contributions_,
         theirs.column_cosine_similarities),
    ):  # fmt: skip
        coordinates, cos2 = coordinates(table), cos2(table)
        sign = np.sign((points.coordinates.to_numpy() * coordinates.to_numpy()).sum(axis=0))
        assert points.coordinates.to_numpy() * sign == pytest.approx(coordinates.to_numpy())
        assert points.contributions.to_numpy() == pytest.approx(contributions.to_numpy())
        assert points.cos2.to_numpy() == pytest.approx(cos2.to_numpy())


def test_parts_add_up(table):
    found = analyse(table)
    assert found.inertia["cumulative"].iloc[-1] == pytest.approx(1)
    for points in (found.rows, found.columns):
        assert points.mass.sum() == pytest.approx(1)
        assert points.contributions.sum().to_numpy() == pytest.approx(np.ones(5))
        assert points.cos2.sum(axis=1).to_numpy() == pytest.approx(np.ones(len(points.cos2)))


def test_the_order_of_the_table_changes_no_sign(table):
    shuffled = table.sample(frac=1, random_state=1).sample(frac=1, random_state=2, axis=1)
    first, again = analyse(table), analyse(shuffled)
    assert again.rows.coordinates.index.tolist() == shuffled.index.tolist()
    pd.testing.assert_frame_equal(first.rows.coordinates, again.rows.coordinates.loc[table.index])
    pd.testing.assert_frame_equal(first.columns.coordinates, again.columns.coordinates.loc[table.columns])


def test_empty_rows_and_columns_are_left_out_and_axes_can_be_fewer(table):
    table.loc["rien"] = 0
    table["personne"] = 0
    found = analyse(table, axes=2)
    assert "rien" not in found.rows.mass.index and "personne" not in found.columns.mass.index
    assert found.inertia.index.tolist() == found.rows.coordinates.columns.tolist() == [1, 2]
    assert found.inertia["cumulative"].iloc[-1] < 1


def test_groups_that_say_the_same_have_no_axis():
    found = analyse(pd.DataFrame({"a": [1, 2], "b": [2, 4]}, index=["bus", "papier"]))
    assert found.inertia.empty and found.rows.coordinates.shape == (2, 0)


@pytest.mark.parametrize("counts", [{"a": [1, 2, 3]}, {"a": [1, 0, 0], "b": [4, 0, 0]}, {}])
def test_nothing_to_oppose_is_a_sentence(counts):
    with pytest.raises(Invalid, match="at least two rows and two columns"):
        analyse(pd.DataFrame(counts))
