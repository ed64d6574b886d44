"""Feedback by question and period, and who comes or no longer comes, read from a project."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.corpus import read_feedback, read_following
from workbench.corpus.satisfaction import figure_of
from workbench.errors import Invalid
from workbench.project import schema

NPS, CES = "Recommanderiez-vous le service, de 0 à 10 ?", "Effort demandé (1 à 7)"


def answered(project, question, days, scores, kind="scale"):
    """Answers of the first person, one a day."""
    person = int(project.cases().index[0])
    rows = [
        {"case_id": person, "question": question, "type": kind, "value": str(score), "answered_at": day}
        for day, score in zip(days, scores, strict=True)
    ]
    with project.gesture("import_attributes", n=2) as g:
        g.insert(schema.answer, rows)


def test_a_question_tells_what_it_measures_and_its_answers_must_fit():
    assert figure_of("Would you recommend us?", [0, 10]) == "nps"
    assert figure_of("Êtes-vous satisfait(e), de 1 à 5 ?", [1, 5]) == "csat"
    assert figure_of("C'était facile", [1, 7]) == "ces"
    assert figure_of("Recommandation", [11]) is None and figure_of("Satisfaction", [2.5]) is None
    assert figure_of("Âge", [4]) is None


def test_each_period_has_its_figure_and_a_fall_raises_an_alert(tiny_corpus):
    spring = [f"2026-04-{day:02}" for day in range(1, 31)]
    summer = [f"2026-07-{day:02}" for day in range(1, 31)]
    answered(tiny_corpus, NPS, spring + summer, [10] * 25 + [8] * 5 + [3] * 30)
    answered(tiny_corpus, "Âge en années", spring[:6], [4] * 6)
    answered(tiny_corpus, "Recommandation libre", spring[:6], [4] * 6, kind="text")
    table = read_feedback(tiny_corpus)
    assert table["period"].tolist() == ["", "2026-Q2", "2026-Q3"] and set(table["question"]) == {NPS}
    whole, first, second = table.to_dict("records")
    assert (whole["n"], first["n"], second["n"]) == (60, 30, 30)
    assert first["value"] == pytest.approx(100 * 25 / 30) and second["value"] == -100
    assert second["alert"] == "worse" and first["alert"] == "" and second["difference"] < -150
    assert first["counts"] == {"promoters": 25, "passives": 5, "detractors": 0}
    ids = tiny_corpus.answers().query("question == @NPS").index
    assert sorted(first["answers"] + second["answers"]) == sorted(ids) == sorted(whole["answers"])


def test_an_effort_that_falls_is_good_news_and_few_answers_give_no_figure(tiny_corpus):
    months = ["2026-01-05"] * 8 + ["2026-02-05"] * 4 + ["2026-03-05"] * 8 + [None] * 3
    answered(
        tiny_corpus, CES, months, [6, 7, 6, 7, 6, 7, 6, 7] + [3] * 4 + [2, 1, 2, 1, 2, 1, 2, 1] + [4] * 3
    )
    table = read_feedback(tiny_corpus, by="month").set_index("period")
    assert table["n"].to_dict() == {"": 23, "2026-01": 8, "2026-02": 4, "2026-03": 8}
    assert table.loc["2026-02", ["value", "low", "alert"]].isna().tolist() == [True, True, False]
    assert table.loc["2026-03", "alert"] == "better" and set(table["better"]) == {"low"}


def test_a_project_without_feedback_has_an_empty_table(project):
    assert read_feedback(project).empty and "answers" in read_feedback(project)
    with pytest.raises(Invalid, match="week"):
        read_feedback(project, by="week")


def test_people_are_followed_up_to_the_last_act_unless_a_day_is_given(tiny_corpus):
    cases = tiny_corpus.cases()
    first, second = (int(case) for case in cases.index[cases["role"] == "participant"][:2])
    host = int(cases.index[cases["role"] == "moderator"][0])
    acts = [
        (first, "2025-01-10"),
        (first, "2025-01-20"),
        (second, "2024-10-01"),
        (second, "2999-01-01"),
        (host, "2025-01-21"),
    ]
    with tiny_corpus.gesture("import_attributes", n=2) as g:
        g.insert(
            schema.event, [{"case_id": a, "kind": "visite", "happened_at": b, "value": ""} for a, b in acts]
        )
    table, day = read_following(tiny_corpus)
    assert day == date(2025, 1, 20) and table.loc[first, "days"] == 0 and table.loc[second, "days"] == 111
    assert table["case"].tolist() == tiny_corpus.cases()["name"].reindex(table.index).tolist()
    later, told = read_following(tiny_corpus, "2025-03-01", window=30)
    assert told == date(2025, 3, 1) and later.loc[first, "kept"] == 0 and later.loc[first, "days"] == 40


def test_without_any_act_nobody_is_followed(project):
    table, day = read_following(project)
    assert day is None and table.empty
