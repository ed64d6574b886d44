"""The figures of the page of needs: priorities and their weights, feedback, who comes or no longer comes."""

from __future__ import annotations

import io

import pytest
from interviews import span
from openpyxl import load_workbook
from pages import Wire

from workbench import coding, needs
from workbench.project import schema
from workbench.widgets import NeedsMatrix

NPS = "Recommanderiez-vous le service ?"


def participants(project):
    cases = project.cases()
    return [int(case) for case in cases.index[cases["role"] == "participant"][:2]]


@pytest.fixture
def told(tiny_corpus):
    """Two needs, one of them not placed; answers of two quarters; acts of two people."""
    p = tiny_corpus
    coding.add_code(p, "repère")
    coding.apply_code(p, *span(p, "groupe", "un repère"), "repère")
    coding.apply_code(p, *span(p, "Samira", "sans repère"), "repère")
    needs.add_need(p, "Savoir où aller", codes="repère", importance=5, urgency=3)
    needs.add_need(p, "À discuter", codes="repère")
    first, second = participants(p)
    answers = [(f"2026-04-{day:02}", 10) for day in range(1, 21)] + [
        (f"2026-07-{day:02}", 2) for day in range(1, 21)
    ]
    with p.gesture("import_attributes", n=2) as g:
        g.insert(
            schema.answer,
            [
                {"case_id": first, "question": NPS, "type": "scale", "value": str(value), "answered_at": day}
                for day, value in answers
            ],
        )
        acts = [
            (first, "2026-06-01", "{}"),
            (first, "2026-06-20", "{}"),
            (second, "2026-06-02", '{"done": false}'),
        ]
        g.insert(
            schema.event,
            [
                {
                    "case_id": case,
                    "kind": "=Entretien",
                    "happened_at": day,
                    "value": "une heure",
                    "meta": meta,
                }
                for case, day, meta in acts
            ],
        )
    return p


@pytest.fixture
def page(told):
    return Wire(NeedsMatrix(told, language="fr"))


def test_needs_are_ranked_and_what_each_criterion_brings_sums_to_the_score(page):
    shown = page.ask("priorities")["result"]
    assert shown["weights"] == {"importance": 1.0, "urgency": 1.0, "reach": 1.0} and shown["versions"] == []
    first, second = shown["rows"]
    assert (first["name"], first["rank"], first["missing"]) == ("Savoir où aller", 1, 0)
    assert sum(first["parts"].values()) == pytest.approx(first["score"]) == pytest.approx(2.5 / 3)
    assert second["missing"] == 2 and second["low"] < second["score"] < second["high"]


def test_weights_are_kept_version_after_version_and_come_back(page, told):
    weights = {"importance": 3.0, "urgency": 1.0, "reach": 0.0}
    answer = page.ask("keep_weights", weights=weights, review="2020-01-01", note="Réunion")
    assert answer["result"] == {"version": 1} and "priorities" in answer["delta"]["outdated"]
    shown = page.ask("priorities")["result"]
    assert shown["weights"] == weights and shown["versions"][0]["due"] is True
    needs.keep_weights(told, {"means": 1}, review="2999-01-01")
    later = page.ask("priorities")["result"]
    assert later["weights"] == {"importance": 1.0, "urgency": 1.0, "reach": 1.0}
    assert [one["version"] for one in later["versions"]] == [2, 1]


def test_weights_that_weigh_nothing_are_refused_in_words(page):
    refused = page.ask("priorities", weights={"importance": 0.0})
    assert "poids" in refused["sentence"].casefold()


def test_feedback_leads_to_its_answers_in_all_by_period_and_by_class(page, told):
    [shown] = page.ask("feedback")["result"]["questions"]
    assert (shown["question"], shown["figure"], shown["whole"]["n"], shown["whole"]["value"]) == (
        NPS,
        "nps",
        40,
        0,
    )
    assert [(one["period"], one["n"], one["alert"]) for one in shown["periods"]] == [
        ("2026-Q2", 20, ""),
        ("2026-Q3", 20, "worse"),
    ]
    whole = page.ask("feedback_answers", question=NPS, limit=15)["result"]
    assert (whole["total"], whole["answers"], whole["people"], len(whole["rows"])) == (40, 40, 1, 15)
    assert page.ask("feedback_answers", question=NPS, period="2026-Q3")["result"]["total"] == 20
    low = page.ask("feedback_answers", question=NPS, least=0, most=6)["result"]
    assert {row["verbatim"] for row in low["rows"]} == {"2"} and low["total"] == 20
    assert page.ask("feedback_answers", question="?")["result"]["rows"] == []


def test_people_are_followed_and_each_leads_to_their_acts(page, told):
    shown = page.ask("following")["result"]
    assert shown["today"] == "2026-06-20" and len(shown["rows"]) == 2
    by_name = {row["name"]: row for row in shown["rows"]}
    first, second = told.cases()["name"].loc[participants(told)]
    assert (by_name[first]["kept"], by_name[first]["days"], by_name[first]["last"]) == (2, 0, "2026-06-20")
    never = by_name[second]
    assert (never["type"], never["call_back"], never["last"], never["planned"]) == (
        "never_started",
        True,
        None,
        1,
    )
    acts = page.ask("person_events", case=never["case"])["result"]
    assert (acts["total"], acts["acts"], acts["people"]) == (1, 1, 1)
    assert (
        acts["rows"][0]["question"] == "=Entretien"
        and acts["rows"][0]["verbatim"] == "une heure · non honoré"
    )
    assert page.ask("following", today="demain")["sentence"]


@pytest.mark.parametrize(
    ("what", "cell"), [("priorities", "Savoir où aller"), ("feedback", NPS), ("following", "jamais commencé")]
)
def test_what_is_shown_is_a_table_to_download_in_the_words_of_the_page(page, what, cell):
    page.ask("export_figures", what=what, format="xlsx")
    sheet = load_workbook(io.BytesIO(page.buffers[0])).worksheets[0]
    values = [value for row in sheet.iter_rows(values_only=True) for value in row]
    assert cell in values and not any("need_figures" in str(value) for value in values)
    assert page.ask("export_figures", what=what, format="csv")["result"]["name"].endswith(".csv")


def test_a_project_without_figures_answers_with_nothing(project):
    page = Wire(NeedsMatrix(project, language="en"))
    assert page.ask("priorities")["result"]["rows"] == []
    assert page.ask("feedback")["result"] == {"questions": []}
    assert page.ask("following")["result"] == {"today": "", "rows": []}
