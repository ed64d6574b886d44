"""Classes of segments by the words they share."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from lexical.planted import planted, said_elsewhere
from scipy.sparse import csr_array
from sklearn.metrics import adjusted_rand_score

from workbench.errors import Cancelled, Invalid
from workbench.lexical.reinert import classify
from workbench.lexical.splitting import grow


@pytest.mark.parametrize("double", [False, True])
def test_planted_classes_are_found(double):
    table, truth, places = planted(400, 5)
    found = classify(table, 5, double=double, places=places)
    inside = found.labels > 0
    assert adjusted_rand_score(found.labels[inside], truth[inside]) > 0.9
    assert inside.mean() > 0.9
    assert found.remark() == ""


def test_both_segmentations_must_agree_on_a_segment():
    table, truth, places = planted(400, 5, own=0.3)
    simple, double = (classify(table, 5, double=double, places=places) for double in (False, True))
    inside = double.labels > 0
    assert not inside.all()
    assert {double.reasons[row] for row in np.flatnonzero(~inside)} == {"disputed"}
    assert {double.reasons[row] for row in np.flatnonzero(inside)} == {""}
    assert adjusted_rand_score(double.labels[inside], truth[inside]) > adjusted_rand_score(
        simple.labels, truth
    )


@pytest.mark.parametrize("double", [False, True])
@pytest.mark.parametrize("placed", [False, True])
def test_the_order_of_rows_and_columns_changes_nothing(double, placed):
    table, _, places = planted(200, 4, own=0.35)
    rows = np.random.default_rng(1).permutation(200)
    columns = np.random.default_rng(2).permutation(600)
    names = np.array([f"mot{at:03}" for at in range(600)])
    first = classify(table, 4, terms=names, double=double, places=places if placed else None, resamples=3)
    again = classify(
        table[rows][:, columns], 4, terms=names[columns], double=double,
        places=[places[row] for row in rows] if placed else None, resamples=3,
    )  # fmt: skip
    assert first.labels[rows].tolist() == again.labels.tolist()
    pd.testing.assert_frame_equal(first.classes, again.classes)
    pd.testing.assert_frame_equal(first.profiles, again.profiles)


def test_another_process_gives_the_same_classes():
    program = (
        "from lexical.planted import planted; from workbench.lexical.reinert import classify\n"
        "table, _, places = planted(200, 4, own=0.3)\n"
        "print(classify(table, 4, double=True, places=places).labels.tolist())"
    )
    assert len(said_elsewhere(program)) == 1


def test_the_dendrogram_holds_the_classes_from_left_to_right():
    table, _, places = planted(300, 4)
    found = classify(table, 4, double=True, places=places)
    ends = found.tree.leaves()
    assert [end.label for end in ends] == [1, 2, 3, 4]
    for end in ends:
        assert end.rows.tolist() == np.flatnonzero(found.labels == end.label).tolist()
    for branch in (found.tree, *found.tree.below()):
        assert (branch.chi2 is None) == (not branch.sides)
        if branch.sides:
            left, right = branch.sides
            assert sorted([*left.rows, *right.rows]) == branch.rows.tolist()
            assert len(left.rows) >= len(right.rows)


def test_each_split_has_the_chi2_of_its_two_profiles_and_no_single_move_makes_it_higher():
    from scipy.stats import chi2_contingency

    table, _, _ = planted(60, 2, own=0.4)
    dense = np.unique(table[:, np.flatnonzero(table.sum(axis=0) >= 3)].toarray(), axis=0)
    tree = grow(csr_array(dense), 2, smallest=5)
    used = dense[:, dense.sum(axis=0) >= 3]

    def chi2(left: np.ndarray) -> float:
        lines = np.array([used[left].sum(axis=0), used[~left].sum(axis=0)])
        return float(chi2_contingency(lines, correction=False).statistic)

    left = np.isin(np.arange(len(used)), tree.sides[0].rows)
    assert tree.chi2 == pytest.approx(chi2(left))
    for row in range(len(used)):
        moved = left.copy()
        moved[row] ^= True
        if min(moved.sum(), (~moved).sum()) >= 5:
            assert chi2(moved) <= tree.chi2 * (1 + 1e-6)


def test_a_profile_has_the_chi2_of_presence_by_class():
    from scipy.stats import chi2_contingency

    table, _, _ = planted(200, 3)
    found = classify(table, 3)
    for row in found.profiles.iloc[[0, 5, 40, -1]].itertuples():
        present = table[:, [int(row.term)]].toarray()[:, 0] > 0
        inside = found.labels == row[2]
        expected = chi2_contingency(pd.crosstab(present, inside), correction=False)
        assert abs(row.chi2) == pytest.approx(expected.statistic)
        assert row.p == pytest.approx(expected.pvalue)
        assert (row.n_in_class, row.n_total) == ((present & inside).sum(), present.sum())
        assert row.share == pytest.approx(row.n_in_class / row.n_total)
        assert (row.chi2 > 0) == (row.n_in_class / row.n_total > inside.mean()) == (row.phi > 0)


def test_what_a_class_avoids_is_in_its_profile_too():
    found = classify(planted(300, 3)[0], 3)
    by_class = found.profiles.groupby("class")["chi2"]
    assert (by_class.max() > 3.84).all() and (by_class.min() < -3.84).all()


def test_stability_tells_classes_from_noise():
    real, _, places = planted(200, 3)
    noise, _, _ = planted(200, 3, own=0.0)
    steady = classify(real, 3, double=True, places=places, resamples=20).classes
    loose = classify(noise, 3, double=True, places=places, resamples=20).classes
    assert (steady["stability"] > 0.8).all() and not steady["fragile"].any()
    assert loose["fragile"].all()


def test_without_resampling_no_class_is_called_fragile():
    classes = classify(planted(200, 3)[0], 3).classes
    assert classes["stability"].isna().all() and not classes["fragile"].any()
    assert classes["segments"].sum() == 200
    assert classes["share"].sum() == pytest.approx(1)


def test_resampling_can_be_stopped():
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled("corpus.import_cancelled")

    with pytest.raises(Cancelled):
        classify(planted(100, 2)[0], 2, resamples=50, progress=stop)


@pytest.mark.parametrize("double", [False, True])
def test_twelve_segments_give_the_classes_they_can(double):
    bus, papier = [[1, 1, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0]], [[0, 0, 0, 1, 1, 1], [0, 0, 0, 1, 1, 0]]
    two = classify(np.array((bus + papier) * 3), 2, double=double)
    assert two.labels.tolist() == [1, 1, 2, 2] * 3
    many = classify(np.array((bus + papier) * 3), 9, double=double)
    assert 2 <= len(many.classes) <= 4
    assert "too few or too much alike" in many.remark()


@pytest.mark.parametrize("double", [False, True])
def test_identical_texts_are_one_class_and_the_reason_is_told(double):
    found = classify(np.ones((40, 8), dtype=int), 3, double=double)
    assert set(found.labels) == {1}
    assert found.remark().startswith("1 class instead of 3")


@pytest.mark.parametrize("double", [False, True])
@pytest.mark.parametrize("shape", [(0, 0), (0, 5), (6, 0), (6, 4), (1, 3)])
def test_nothing_to_read_gives_no_class_and_the_reason(double, shape):
    found = classify(np.zeros(shape, dtype=int), 3, double=double, resamples=2)
    assert found.labels.tolist() == [-1] * shape[0]
    assert found.reasons == ["no_words"] * shape[0]
    assert found.tree is None and found.classes.empty and found.profiles.empty
    assert found.remark().startswith("No class")


def test_a_segment_without_words_is_outside_and_the_reason_is_told():
    table, _, _ = planted(100, 2)
    table = table.toarray()
    table[7] = 0
    found = classify(table, 2)
    assert (found.labels[7], found.reasons[7]) == (-1, "no_words")
    assert (found.labels < 0).sum() == 1


def test_one_speaker_alone_can_be_classified():
    table, truth, _ = planted(120, 3)
    found = classify(table, 3, double=True, places=[("seul", row) for row in range(120)])
    inside = found.labels > 0
    assert adjusted_rand_score(found.labels[inside], truth[inside]) > 0.8


def test_fewer_than_two_classes_are_refused():
    with pytest.raises(Invalid, match="two classes"):
        classify(np.ones((5, 5)), 1)


def test_a_frame_names_its_terms():
    table, _, _ = planted(100, 2)
    frame = pd.DataFrame(table.toarray(), columns=[f"mot{at}" for at in range(600)])
    assert set(classify(frame, 2).profiles["term"]) <= set(frame.columns)
