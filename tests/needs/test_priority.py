"""Priorities: contributions that sum up, intervals where something is missing, bands, weights."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from workbench import needs
from workbench.errors import Invalid
from workbench.needs import priority

TABLE = pd.DataFrame(
    {"critical": [0.9, 0.2, 0.6, None], "urgent": [0.8, 0.9, 0.1, 0.7], "means": [0.5, 0.1, None, 0.9]},
    index=["Nadia", "Yanis", "Samira", "Tom"],
)
WEIGHTS = {"critical": 0.5, "urgent": 0.3, "means": 0.2}


def parts(told):
    return told[[name for name in told if name.startswith("part_")]]


def test_contributions_sum_to_the_score():
    told = priority.score(TABLE, WEIGHTS)
    assert np.allclose(parts(told).sum(axis=1), told["score"])
    assert told.loc["Nadia", "score"] == pytest.approx(0.5 * 0.9 + 0.3 * 0.8 + 0.2 * 0.5)


def test_weights_are_brought_to_a_sum_of_one():
    again = priority.score(TABLE, {name: 10 * weight for name, weight in WEIGHTS.items()})
    pd.testing.assert_frame_equal(priority.score(TABLE, WEIGHTS), again)


def test_what_is_missing_gives_an_interval_and_what_is_known_none():
    told = priority.score(TABLE, WEIGHTS)
    assert told.loc["Nadia", "low"] == told.loc["Nadia", "high"] == told.loc["Nadia", "score"]
    assert told.loc["Tom", "high"] - told.loc["Tom", "low"] == pytest.approx(0.5)
    assert told["missing"].tolist() == [0, 0, 1, 1]
    filled = [priority.score(TABLE.fillna(value), WEIGHTS)["score"] for value in (0, 0.3, 1)]
    assert all(((told["low"] <= each + 1e-12) & (each <= told["high"] + 1e-12)).all() for each in filled)


def test_a_direction_turns_a_criterion_round():
    told = priority.score(TABLE, WEIGHTS, {"means": -1})
    assert told.loc["Yanis", "part_means"] == pytest.approx(0.2 * 0.9)


def test_the_band_holds_the_rank_and_is_narrow_where_one_stands_far_above():
    told = priority.score(TABLE, WEIGHTS)
    assert ((told["rank_low"] <= told["rank"]) & (told["rank"] <= told["rank_high"])).all()
    assert told.loc["Nadia", ["rank", "rank_low", "rank_high"]].tolist() == [1, 1, 1]
    close = pd.DataFrame({"a": [1, 0], "b": [0, 1]})
    band = priority.score(close, {"a": 0.51, "b": 0.49})
    assert band[["rank", "rank_low", "rank_high"]].to_numpy().tolist() == [[1, 1, 2], [2, 1, 2]]


def test_neither_the_order_of_rows_nor_that_of_columns_changes_anything():
    told = priority.score(TABLE, WEIGHTS, seed=3)
    turned = priority.score(TABLE.iloc[::-1, ::-1], dict(reversed(WEIGHTS.items())), seed=3)
    pd.testing.assert_frame_equal(told, turned.loc[told.index, told.columns], atol=1e-12)


def test_equals_share_their_rank():
    told = priority.score(pd.DataFrame({"a": [0.5, 0.5, 0.1]}), {"a": 1})
    assert told["rank"].tolist() == [1, 1, 3] and told["rank_high"].tolist() == [1, 1, 3]


def test_an_empty_table_has_no_priorities():
    assert priority.score(TABLE.iloc[:0], WEIGHTS).empty


@pytest.mark.parametrize(
    ("table", "weights", "directions"),
    [
        (TABLE, {"nothing": 1}, None), (TABLE, {"urgent": -1}, None), (TABLE, {"urgent": 0}, None),
        (TABLE, {}, None), (TABLE * 5, WEIGHTS, None), (TABLE, WEIGHTS, {"urgent": 2}),
        (TABLE, {"urgent": float("nan")}, None),
    ],
)  # fmt: skip
def test_what_cannot_be_weighed_is_refused(table, weights, directions):
    with pytest.raises(Invalid):
        priority.score(table, weights, directions)


def test_comparisons_give_their_weights_back_and_contradictions_are_told():
    wanted = {"a": 0.6, "b": 0.3, "c": 0.1}
    names = list(wanted)
    ratios = pd.DataFrame([[wanted[x] / wanted[y] for y in names] for x in names], names, names)
    told = priority.ahp(ratios)
    assert (
        told.weights == pytest.approx(wanted) and told.ratio == pytest.approx(0, abs=1e-9) and told.accepted
    )
    round_and_round = pd.DataFrame([[1, 5, 1 / 5], [1 / 5, 1, 5], [5, 1 / 5, 1]], names, names)
    assert not priority.ahp(round_and_round).accepted
    for wrong in (ratios.iloc[:2], -ratios, ratios + 1):
        with pytest.raises(Invalid):
            priority.ahp(wrong)


def test_weights_are_kept_version_after_version_with_their_day_of_review(project):
    assert needs.read_weights(project).empty
    assert needs.keep_weights(project, {"urgency": 2}, review="2027-03-01", note="Comité") == 1
    assert (
        needs.keep_weights(
            project, {"urgency": 1, "reach": 1}, review=date(2027, 9, 1), directions={"reach": -1}
        )
        == 2
    )
    told = needs.read_weights(project, today=date(2027, 3, 1))
    assert told.index.tolist() == [2, 1] and told["due"].tolist() == [False, True]
    assert told.loc[2, "weights"] == {"urgency": 1, "reach": 1} and told.loc[1, "note"] == "Comité"
    project.undo()
    assert needs.read_weights(project).index.tolist() == [1]
    for weights, review in (({"a": 1}, "bientôt"), ({"a": 0}, "2027-03-01"), ({}, "2027-03-01")):
        with pytest.raises(Invalid):
            needs.keep_weights(project, weights, review=review)


def test_needs_become_criteria_that_weights_can_rank(coded):
    for name, codes, place in (("a", "repère", (5, 5)), ("b", "bus", (1, 2)), ("c", "seul", None)):
        needs.add_need(coded, name, codes=codes)
        if place:
            needs.place_need(coded, name, *place)
    table = needs.read_needs(coded)
    told = priority.score(priority.criteria(table), {"importance": 1, "urgency": 1, "reach": 1})
    assert told["rank"].iloc[0] == 1 and told["missing"].tolist() == [0, 0, 2]
