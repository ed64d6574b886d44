"""Lafon's specificities: exact, whatever the order, and honest about words of one person."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from workbench.lexical.specificity import by_people, table


def exact(uses: int, total: int, size: int, whole: int) -> Fraction:
    """P(X ≥ uses) where there are more than expected, P(X ≤ uses) where there are less, by counting."""
    more = uses * whole >= total * size
    wanted = range(uses, min(total, size) + 1) if more else range(uses + 1)
    ways = sum(math.comb(total, k) * math.comb(whole - total, size - k) for k in wanted)
    return Fraction(ways, math.comb(whole, size))


def row(found: pd.DataFrame, term: object, part: object) -> pd.Series:
    return found[(found["term"] == term) & (found["part"] == part)].iloc[0]


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=6).filter(
        lambda rows: sum(map(sum, rows)) > 0
    )
)
def test_scores_are_those_of_counting_every_draw(rows):
    counts = pd.DataFrame(rows, columns=["a", "b", "c"])
    found = table(counts)
    whole = int(counts.to_numpy().sum())
    assert len(found) == counts.size
    for line in found.itertuples():
        size = int(counts[line.part].sum())
        p = exact(line.uses, line.total, size, whole)
        assert line.p == pytest.approx(float(p), rel=1e-9)
        assert line.expected == pytest.approx(line.total * size / whole)
        sign = 1 if line.uses >= line.expected else -1
        assert line.score == pytest.approx(-sign * math.log10(p), abs=1e-9)


def test_the_example_of_robespierre_is_scored_as_counting_says():
    # "peuple" in the speeches that Lafon (1980) measured: 14 of 296 uses in a part of 6,903 words out of
    # 61,449; and 11 in 1,084 words.
    counts = pd.DataFrame({"part": [14]}, index=["peuple"])
    margins = {"totals": pd.Series({"peuple": 296}), "whole": 61_449}
    found = table(counts, sizes=pd.Series({"part": 6_903}), **margins).iloc[0]
    assert found["p"] == pytest.approx(float(exact(14, 296, 6_903, 61_449)), rel=1e-9)
    assert found["score"] == pytest.approx(-4.174, abs=5e-4)
    found = table(counts - 3, sizes=pd.Series({"part": 1_084}), **margins).iloc[0]
    assert found["score"] == pytest.approx(1.770, abs=5e-4)


def test_a_score_is_finite_however_specific_the_word():
    found = table(pd.DataFrame({"a": [50_000, 0, 70_000], "b": [0, 50_000, 70_000]}))
    assert np.isfinite(found["score"]).all() and np.isfinite(found["q"]).all()
    assert found["score"].max() > 10_000 and found["p"].min() == 0
    assert found["score"].iloc[-1] == pytest.approx(-math.log10(0.5), abs=0.01)


def test_the_order_of_rows_and_columns_changes_nothing():
    draw = np.random.default_rng(3)
    names = [f"t{i:02}" for i in range(30)]
    counts = pd.DataFrame(draw.poisson(4, (30, 4)), index=names, columns=list("abcd"))
    again = counts.sample(frac=1, random_state=1)[["c", "a", "d", "b"]]
    pd.testing.assert_frame_equal(table(counts), table(again))


def test_two_parts_mirror_each_other():
    found = table(pd.DataFrame({"a": [9, 1, 7], "b": [1, 9, 13]}, index=["x", "y", "z"]))
    for term in "xyz":
        one, other = row(found, term, "a"), row(found, term, "b")
        assert one["p"] == pytest.approx(other["p"]) and one["score"] == pytest.approx(-other["score"])


def test_false_finds_are_held_where_words_are_dealt_at_random():
    draw = np.random.default_rng(0)
    hits = 0
    for _ in range(200):
        dealt = draw.multivariate_hypergeometric([30] * 60, 900)
        hits += (table(pd.DataFrame({"a": dealt, "b": 30 - dealt}))["q"] < 0.05).any()
    assert hits / 200 <= 0.07


def test_q_is_never_under_p_and_grows_with_it():
    draw = np.random.default_rng(5)
    found = table(pd.DataFrame(draw.poisson(6, (40, 3)))).sort_values("p")
    assert (found["q"] >= found["p"] - 1e-12).all() and found["q"].is_monotonic_increasing


def test_margins_may_be_larger_than_the_parts():
    counts = pd.DataFrame({"code": [8]}, index=["bus"])
    margins = {"sizes": pd.Series({"code": 20}), "totals": pd.Series({"bus": 10}), "whole": 200}
    found = table(counts, **margins).iloc[0]
    assert found["expected"] == 1 and found["p"] == pytest.approx(float(exact(8, 10, 20, 200)))
    with pytest.raises(ValueError, match="margins"):
        table(counts, **margins | {"totals": pd.Series({"bus": 7})})
    with pytest.raises(ValueError, match="less than never"):
        table(-counts)


def test_nothing_to_compare_is_an_empty_table():
    assert len(table(pd.DataFrame({"a": [], "b": []}, dtype=int))) == 0
    lonely = table(pd.DataFrame({"a": [3, 0]}, index=["x", "y"]))
    assert lonely["score"].tolist() == [0, 0] and lonely["p"].tolist() == [1, 1]


def people(*rows: tuple[int, int, int]) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Blocks of 100 words: uses of two terms, and the part."""
    blocks = csr_matrix(np.array([row[:2] for row in rows]))
    return blocks, np.full(len(rows), 100), np.array([row[2] for row in rows])


def test_a_word_of_one_person_is_not_the_word_of_their_group():
    # Both terms: 32 uses in part 0, 4 in part 1. The first is said by one person, the second by eight.
    one = [(32 if i == 0 else 0, 4, 0) for i in range(8)]
    other = [(int(i < 4), int(i < 4), 1) for i in range(8)]
    blocks, sizes, parts = people(*one, *other)
    found = by_people(blocks, sizes, parts, 2)
    assert found[0, 0] > 0.3 and found[1, 0] < 0.01
    counts = pd.DataFrame({"a": [32, 32], "b": [4, 4]})
    scored = table(counts, sizes=pd.Series({"a": 800, "b": 800}), whole=1600)
    assert (scored["p"] < 1e-4).all()


def test_shares_by_people_do_not_depend_on_their_order():
    draw = np.random.default_rng(2)
    talks = [(int(draw.poisson(3)), int(draw.poisson(9)), i % 3) for i in range(12)]
    again = [talks[i] for i in draw.permutation(12)]
    first, second = (by_people(*people(*rows), 3, permutations=200) for rows in (talks, again))
    assert (first == second).all()


def test_shares_by_people_are_those_of_all_deals():
    # Four people, two a part: of the six deals, two are as far as 5 and 4 against 0 and 1.
    blocks, sizes, parts = people((5, 0, 0), (4, 0, 0), (1, 0, 1), (0, 0, 1))
    assert by_people(blocks, sizes, parts, 2, permutations=3000)[0, 0] == pytest.approx(2 / 6, abs=0.1)


def test_where_each_part_is_one_person_nothing_can_be_dealt():
    blocks, sizes, parts = people((5, 0, 0), (4, 0, 1))
    assert np.isnan(by_people(blocks, sizes, parts, 2)).all()
