"""Suppression withholds counts under k, and whatever would give them back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from workbench import errors
from workbench.personas.publish import suppress
from workbench.personas.small_cells import cube, protect


def people(seed, size, categories):
    random = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            f"f{at}": random.choice(n, size, p=random.dirichlet(np.ones(n) * 2)).astype(str)
            for at, n in enumerate(categories)
        }
    )


def derivable(counts, shown, k):
    """The cells under k whose bounds, by linear programming over all withheld cells, are one number."""
    hidden = [cell for cell in counts if cell not in shown]
    place = {cell: at for at, cell in enumerate(hidden)}
    rows, totals = [], []
    for whole in counts:
        for at, value in enumerate(whole):
            parts = [c for c in counts if c[at] is not None and (*c[:at], None, *c[at + 1 :]) == whole]
            if value is not None or not parts:
                continue
            row = np.zeros(len(hidden))
            total = counts[whole] if whole in shown else 0
            if whole not in shown:
                row[place[whole]] -= 1
            for part in parts:
                if part in shown:
                    total -= counts[part]
                else:
                    row[place[part]] += 1
            rows.append(row)
            totals.append(total)
    found = []
    for cell in hidden:
        axis = np.eye(len(hidden))[place[cell]]
        low = linprog(axis, A_eq=np.array(rows), b_eq=totals)
        high = linprog(-axis, A_eq=np.array(rows), b_eq=totals)
        if counts[cell] < k and high.status != 3 and -high.fun - low.fun < 1e-6:
            found.append(cell)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_no_count_under_k_can_be_worked_out(seed):
    k = (2, 5, 5, 11)[seed % 4]
    counts = cube(people(seed, 40 + 20 * seed, (3, 4, 2)))
    shown = protect(counts, k)
    assert all(n >= k for n in shown.values())
    assert derivable(counts, shown, k) == []


@pytest.mark.parametrize("seed", range(4))
def test_no_two_counts_differ_by_fewer_than_k_people(seed):
    shown = protect(cube(people(seed, 300, (4, 3, 3, 4))), 5)
    for one in shown:
        for two in shown:
            if one != two and all(a is None or a == b for a, b in zip(one, two, strict=True)):
                assert shown[one] - shown[two] >= 5


def test_the_order_of_rows_and_columns_changes_nothing():
    table = pd.DataFrame([[20, 3, 9], [15, 12, 8], [7, 30, 14]], index=list("abc"), columns=list("xyz"))
    turned = table.iloc[::-1, ::-1]
    assert suppress(turned, 5).iloc[::-1, ::-1].equals(suppress(table, 5))


def test_a_table_without_small_counts_is_left_as_it_is():
    table = pd.DataFrame([[20, 30], [15, 12]], index=list("ab"), columns=list("xy"))
    assert suppress(table, 5).to_numpy().tolist() == table.to_numpy().tolist()


def test_a_lone_small_count_takes_three_others_with_it():
    table = pd.DataFrame([[3, 30, 20], [15, 12, 40], [25, 22, 50]], index=list("abc"), columns=list("xyz"))
    shown = suppress(table, 5)
    assert int(shown.isna().sum().sum()) == 4 and pd.isna(shown.loc["a", "x"])


def test_totals_stay_where_they_may():
    table = pd.DataFrame({"x": [3, 30, 33], "y": [15, 12, 27], "All": [18, 42, 60]}, index=["a", "b", "All"])
    shown = suppress(table, 5)
    assert shown["All"].tolist() == [18, 42, 60] and shown.loc[["a", "b"], ["x", "y"]].isna().all(axis=None)


def test_zero_is_withheld_for_it_tells_what_nobody_is():
    table = pd.DataFrame([[0, 30], [15, 12]], index=list("ab"), columns=list("xy"))
    assert suppress(table, 5).isna().all(axis=None)


def test_a_long_table_keeps_its_rows_and_loses_its_small_counts():
    table = pd.DataFrame(
        {"sexe": ["F", "F", "M", "M"], "milieu": ["ville", "bourg"] * 2, "n": [20, 2, 14, 30]}
    )
    shown = suppress(table, 5)
    assert shown[["sexe", "milieu"]].equals(table[["sexe", "milieu"]]) and shown["n"].isna().all()


def test_everybody_alike_and_nobody_at_all_are_no_trouble():
    assert suppress(pd.DataFrame({"x": [40]}, index=["a"]), 5).loc["a", "x"] == 40
    assert suppress(pd.DataFrame({"x": [3]}, index=["a"]), 5).isna().all(axis=None)
    assert suppress(pd.DataFrame({"x": []}, dtype=int), 5).empty


@pytest.mark.parametrize("wrong", [-1, 2.5, float("nan"), "3"])
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(errors.Invalid, match="not a number of people"):
        suppress(pd.DataFrame({"x": pd.Series([wrong], dtype=object)}), 5)


def test_a_threshold_that_protects_nobody_is_refused():
    with pytest.raises(errors.Invalid, match="protects nobody"):
        suppress(pd.DataFrame({"x": [40]}), 1)
