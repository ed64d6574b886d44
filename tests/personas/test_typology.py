"""Planted classes are found again; what has no classes is said to have none; nothing crashes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from planted_people import gradient, planted, shuffled
from sklearn.metrics import adjusted_rand_score

from workbench import i18n
from workbench.errors import Cancelled, Invalid
from workbench.personas import typology as searching
from workbench.personas.cohort import cohort
from workbench.personas.mixture import fit
from workbench.personas.typology import find_typology


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten resamples tell as much here as a hundred."""
    monkeypatch.setattr(searching, "_DRAWS", 10)
    monkeypatch.setattr(searching, "_SHUFFLES", 5)


@pytest.mark.usefixtures("quick")
def test_planted_classes_are_found_again_whatever_the_order_of_people_and_columns():
    features, truth = planted(120, 3, 1)
    found = find_typology(features)
    assert found.stable and found.k == 3 and min(found.jaccard) > 0.75
    assert adjusted_rand_score(truth, found.labels) > 0.9
    assert "3 groups of 120 people come back" in found.reason
    order = np.random.default_rng(5).permutation(120)
    again = find_typology(features.iloc[order, ::-1])
    assert again.labels.reindex(features.index).equals(found.labels)
    assert again.table.equals(found.table) and again.jaccard == found.jaccard


@pytest.mark.usefixtures("quick")
def test_other_ways_of_grouping_are_told_beside_it():
    found = find_typology(planted(120, 3, 1)[0])
    assert set(found.agreement) == {"stepmix", "ward", "kprototypes"}
    assert found.agreement["stepmix"] > 0.8


@pytest.mark.usefixtures("quick")
def test_shuffled_columns_and_a_single_gradient_have_no_stable_structure():
    nothing, line = find_typology(shuffled(120, 0)), find_typology(gradient(120, 0))
    for found in (nothing, line):
        assert found.verdict == "none" and not found.stable and (found.labels == -1).all()
    assert "shuffled" in nothing.reason and "line" in line.reason
    assert line.gradient > line.table["evidence"].max()


@pytest.mark.usefixtures("quick")
def test_of_forty_people_it_says_that_it_is_unsure():
    found = find_typology(planted(40, 3, 1)[0])
    assert found.verdict == "unsure" and not found.stable and found.k == 3
    assert found.reason.startswith("Unsure: 40 people")


@pytest.mark.parametrize("n, columns", [(0, 4), (3, 300), (19, 12)])
def test_under_twenty_people_it_refuses_with_a_sentence(n, columns):
    features = pd.DataFrame(np.random.default_rng(0).normal(size=(n, columns)))
    found = find_typology(features)
    assert found.verdict == "refused" and found.k == 0 and len(found.labels) == n
    assert "does not group" in found.reason
    i18n.use("fr")
    assert "ne regroupe pas" in found.reason


def test_identical_answers_are_refused_with_a_sentence():
    features = pd.DataFrame({"a": ["oui"] * 30, "b": [3] * 30, "c": [None] * 30})
    found = find_typology(features)
    assert found.verdict == "refused" and found.left_out == ["a", "b", "c"]
    assert "Nothing tells these 30 people apart" in found.reason


@pytest.mark.usefixtures("quick")
def test_two_people_unlike_all_others_are_set_aside_and_not_made_a_class():
    features, truth = planted(120, 3, 1)
    numbers = [name for name in features if str(name).startswith("number")]
    features.loc[[0, 1], numbers] = 40.0
    found = find_typology(features)
    assert found.k == 3
    assert adjusted_rand_score(truth[2:], found.labels[2:]) > 0.85
    sizes = found.labels[found.labels >= 0].value_counts()
    assert sizes.min() >= 6


@pytest.mark.usefixtures("quick")
def test_who_answered_nothing_is_in_no_class():
    features, _ = planted(120, 3, 1)
    features.loc[7, :] = None
    found = find_typology(features)
    assert found.labels[7] == -1 and "1 of them" in found.reason


@pytest.mark.usefixtures("quick")
def test_columns_of_every_type_are_taken_and_those_that_tell_nothing_are_named():
    features, truth = planted(120, 3, 1, kinds=(10, 8, 8))
    features["yes or no 0"] = features["yes or no 0"].astype("boolean")
    features["choice 0"] = features["choice 0"].astype("category")
    features["number 0"] = pd.to_datetime("2026-01-01") + pd.to_timedelta(features["number 0"], unit="D")
    features["number 1"] = np.exp(3 * features["number 1"])
    features["number 2"] = features["number 2"].astype("Float64")
    features.loc[3, "number 3"] = np.inf
    features["name"] = [f"P-{at}" for at in range(120)]
    features["same"] = 1
    found = find_typology(features)
    assert found.left_out == ["name", "same"]
    assert adjusted_rand_score(truth, found.labels) > 0.85


@pytest.mark.usefixtures("quick")
def test_the_number_of_classes_can_be_asked_for():
    assert find_typology(planted(120, 3, 1)[0], k=2).k == 2
    with pytest.raises(Invalid, match="from 2 to 8"):
        find_typology(planted(40, 3, 1)[0], k=1)


@pytest.mark.usefixtures("quick")
def test_progress_ends_at_its_total_and_a_person_can_stop_it():
    told: list[tuple[int, int]] = []
    find_typology(planted(60, 3, 1)[0], progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] and [done for done, _ in told] == sorted(done for done, _ in told)
    with pytest.raises(Cancelled):
        find_typology(planted(60, 3, 1)[0], cancelled=lambda: True)


def test_blocks_weigh_the_same_however_many_columns_they_have():
    random = np.random.default_rng(0)
    trait = random.normal(size=(200, 2))
    columns = {f"answer {at}": trait[:, 0] + 0.3 * random.normal(size=200) for at in range(20)}
    columns |= {f"act {at}": trait[:, 1] + 0.3 * random.normal(size=200) for at in range(2)}
    features = pd.DataFrame(columns)
    people = cohort(features, {name: name.split()[0] for name in features})
    weights = people.sums[:, 2 * people.p : 3 * people.p].mean(axis=0)
    of = [str(name).split()[0] for name in people.table.columns]
    totals = {
        block: sum(w for w, each in zip(weights, of, strict=True) if each == block) for block in set(of)
    }
    assert weights.max() <= 1
    assert totals["answer"] == pytest.approx(totals["act"], rel=0.1)


def test_more_classes_are_no_better_where_there_is_one():
    people = cohort(pd.DataFrame(np.random.default_rng(0).normal(size=(200, 10))))
    random = np.random.default_rng(1)
    assert fit(people, 1, random).evidence > fit(people, 2, random).evidence > fit(people, 4, random).evidence
