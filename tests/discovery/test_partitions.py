"""Two ways of grouping the same segments, and where they disagree."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_mutual_info_score

from workbench.discovery.partitions import compare
from workbench.errors import Invalid


def test_the_same_groups_under_other_names_agree_wholly():
    found = compare(["a", "a", "b", "c", "c"], [3, 3, 1, 2, 2])
    assert found.agreement == pytest.approx(1)
    assert found.cells["agrees"].all()


def test_agreement_is_that_of_scikit_learn():
    a, b = np.random.default_rng(0).integers(0, 4, (2, 200))
    assert compare(a, b).agreement == pytest.approx(adjusted_mutual_info_score(a, b))


def test_the_biggest_disagreement_comes_first_with_its_rows():
    a = ["repère"] * 10 + ["délai"] * 10
    b = [0] * 7 + [1] * 3 + [1] * 9 + [0]
    cells = compare(a, b).cells
    assert cells[["a", "b", "n", "agrees"]].to_numpy().tolist() == [
        ["repère", 1, 3, False],
        ["délai", 0, 1, False],
        ["délai", 1, 9, True],
        ["repère", 0, 7, True],
    ]
    assert cells["rows"].tolist()[:2] == [[7, 8, 9], [19]]
    assert cells["of_a"].iloc[0] == 0.3 and cells["of_b"].iloc[0] == 0.25
    assert cells["expected"].iloc[0] == 6 and cells["ratio"].iloc[0] == 0.5


def test_a_finer_group_inside_a_coarser_one_is_no_disagreement():
    assert compare(["a"] * 6 + ["b"] * 3, [0, 0, 0, 1, 1, 1, 2, 2, 2]).cells["agrees"].all()


def test_rows_of_the_cells_are_the_rows_of_the_table():
    a, b = np.random.default_rng(1).integers(0, 3, (2, 60))
    found = compare(a, b, rows=range(100, 160))
    assert sorted(row for rows in found.cells["rows"] for row in rows) == list(range(100, 160))
    for cell in found.cells.itertuples():
        assert found.table.loc[cell.a, cell.b] == cell.n == len(cell.rows)


def test_series_meet_by_their_ids_and_what_is_in_one_only_is_told():
    a = pd.Series(["x", "y", None], index=[1, 2, 3])
    b = pd.Series([5, -1, 7, 5], index=[1, 2, 3, 4])
    found = compare(a, b)
    assert found.table.to_numpy().tolist() == [[1]]
    assert found.outside.index.tolist() == [2, 3, 4]


def test_a_segment_with_two_codes_is_crossed_under_both():
    codes = pd.Series(["attente", "bus", "bus"], index=[7, 7, 8])
    found = compare(codes, pd.Series([1, 2], index=[7, 8]))
    assert found.cells.set_index(["a", "b"])["rows"].to_dict() == {
        ("attente", 1): [7], ("bus", 1): [7], ("bus", 2): [8]
    }  # fmt: skip


def test_a_weight_counts_as_so_many_segments():
    weighted = compare(["a", "a", "b", "b"], [0, 1, 1, 0], weights=[3, 1, 2, 0])
    repeated = compare(["a"] * 4 + ["b"] * 2, [0, 0, 0, 1, 1, 1])
    assert weighted.table.equals(repeated.table)
    assert weighted.agreement == pytest.approx(repeated.agreement)
    by_id = compare(pd.Series(["a", "b"]), pd.Series([0, 1]), weights=pd.Series([2, 5], index=[1, 0]))
    assert by_id.table.to_numpy().tolist() == [[5, 0], [0, 2]]


def test_the_order_of_input_changes_nothing_but_the_rows():
    a, b = np.random.default_rng(2).integers(0, 4, (2, 80))
    order = np.random.default_rng(3).permutation(80)
    first, again = compare(a, b), compare(a[order], b[order])
    assert first.agreement == pytest.approx(again.agreement)
    pd.testing.assert_frame_equal(first.table, again.table)
    pd.testing.assert_frame_equal(first.cells.drop(columns="rows"), again.cells.drop(columns="rows"))


def test_names_of_every_kind_are_taken():
    found = compare(pd.Series(["x", pd.NA, "y"], dtype="string"), pd.Series([1, 2, pd.NA], dtype="Int64"))
    assert found.table.index.tolist() == ["x"] and found.outside.index.tolist() == [1, 2]


def test_nothing_in_common_has_no_figure():
    for a, b in (([], []), ([None, "a"], [1, -1])):
        found = compare(a, b)
        assert math.isnan(found.agreement) and found.cells.empty and found.table.empty


def test_partitions_of_other_lengths_are_refused():
    with pytest.raises(Invalid, match="same segments"):
        compare([1, 2], [1])
    with pytest.raises(Invalid, match="whole number"):
        compare([1, 2], [1, 2], weights=[0.5, 1])
