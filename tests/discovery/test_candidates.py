"""Themes become expectations by parts that anyone can work out again."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from workbench import i18n
from workbench.discovery.expectations import DETOURS, VOICES, WEIGHTS, score
from workbench.errors import Invalid


def theme(name: int, **values: float) -> dict[str, object]:
    row: dict[str, object] = {
        "theme": name, "label": f"theme {name}", "segments": 20, "people": 8, "sources": 4, "groups": 3,
        "stability": 0.8, "coverage": 0.0, "people_asking": 0, "need": 0.5,
        **dict.fromkeys(VOICES, 0.0), **values,
    }  # fmt: skip
    row["none"] = 1 - sum(float(str(row[name])) for name in VOICES if name != "none")
    return row


def test_a_theme_is_explicit_latent_or_mixed_by_how_it_is_voiced():
    found = score(
        pd.DataFrame(
            [
                theme(1, asked=0.6, people_asking=7),
                theme(2, lack=0.3, asked=0.05, people_asking=1),
                theme(3),
                theme(4, asked=0.18, people_asking=2),
                theme(5, people=1, lack=0.9),
                theme(6, asked=0.15, people_asking=4),
                theme(7, lack=0.2, complained=0.1, need=0.0),
                theme(8, lack=0.1, need=0.1),
            ]
        )
    ).set_index("theme")
    kinds = {1: "explicit", 2: "latent", 3: "latent", 4: "mixed", 5: "mixed", 6: "explicit",
             7: "latent", 8: "mixed"}  # fmt: skip
    assert found["kind"].to_dict() == kinds
    assert found.loc[3, "why"][0] == "why.latent.told"
    assert found.loc[5, "why"][0] == "why.one_person"
    assert found.loc[8, "why"][0] == "why.told"


def test_where_detours_are_the_usual_tone_only_those_above_it_are_latent():
    rows = [theme(n, lack=0.4, need=0.0) for n in range(4)] + [theme(9, lack=0.25, need=0.0)]
    kinds = score(pd.DataFrame(rows)).set_index("theme")["kind"].to_dict()
    assert kinds == {0: "latent", 1: "latent", 2: "latent", 3: "latent", 9: "mixed"}


def test_the_score_is_the_weighted_sum_of_the_parts_that_are_shown():
    rows = [theme(n, people=n, sources=1 + n % 3, lack=n / 20, coverage=n / 10) for n in range(1, 9)]
    found = score(pd.DataFrame(rows))
    parts = sum(weight * found[f"part_{name}"] for name, weight in WEIGHTS.items())
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert found["score"].tolist() == pytest.approx(parts.tolist())
    assert found["score"].between(0, 1).all()
    assert found["score"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("better", "worse"),
    [({"people": 9}, {"people": 2}), ({"coverage": 0.1}, {"coverage": 0.9}), ({"sources": 5}, {"sources": 1}),
     ({"stability": 0.9}, {"stability": 0.3}), ({"regretted": 0.4}, {"regretted": 0.1})],
)  # fmt: skip
def test_more_people_and_sources_more_voice_and_less_coding_come_first(better, worse):
    found = score(pd.DataFrame([theme(1, **worse), theme(2, **better)]))
    assert found["theme"].tolist() == [2, 1]


def test_the_order_of_the_rows_and_the_rest_of_the_table_change_nothing():
    rows = [theme(n, lack=0.1 * (n % 4), people=2 + n % 3) for n in range(12)]
    once = score(pd.DataFrame(rows)).reset_index(drop=True)
    again = score(pd.DataFrame(rows[::-1])).reset_index(drop=True)
    pd.testing.assert_frame_equal(once, again)
    alone = score(pd.DataFrame(rows[5:6])).iloc[0]
    assert once.set_index("theme").loc[5, "score"] == alone["score"]


def test_a_stability_nobody_measured_an_empty_table_and_a_theme_of_nobody_are_taken():
    assert score(pd.DataFrame([theme(1, stability=float("nan"))]))["part_stability"].tolist() == [0.5]
    assert score(pd.DataFrame([theme(1, people=0, sources=0)]))["score"].between(0, 1).all()
    empty = score(pd.DataFrame(columns=list(theme(1))))
    assert empty.empty and {"kind", "score", "why", "part_voice"} <= set(empty.columns)


def test_missing_columns_are_named():
    with pytest.raises(Invalid, match="people_asking"):
        score(pd.DataFrame([theme(1)]).drop(columns="people_asking"))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_why_is_a_sentence_with_its_figures_for_every_kind(language):
    rows = [theme(n, **{name: 0.4}) for n, name in enumerate(DETOURS)]
    rows += [theme(7, asked=0.7, people_asking=6), theme(8, asked=0.2, people_asking=2), theme(9, people=1),
             theme(10), theme(11, asked=0.9, people=1, people_asking=1), theme(12, need=0.1)]  # fmt: skip
    found = score(pd.DataFrame(rows))
    told = [i18n.t(f"expectations.{key}", language, **values) for key, values in found["why"]]
    assert len({key for key, _ in found["why"]}) == len(DETOURS) + 5
    assert all(re.search(r"\d", sentence) for sentence in told)
