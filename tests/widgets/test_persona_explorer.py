"""What the page of personas answers: the cards, what stands below them, what a number rests on, acts."""

from __future__ import annotations

import pytest
from pages import Wire
from surveyed import planted_classes, survey_people

import workbench
from workbench import needs, personas
from workbench.personas.publish import publish
from workbench.widgets import NeedsMatrix, PersonaExplorer


@pytest.fixture
def explored(project, tmp_path):
    """The people of the sample survey in the planted classes."""
    personas.synthesize(project, planted_classes(survey_people(project, tmp_path)))
    return project


@pytest.fixture
def page(explored):
    return Wire(PersonaExplorer(explored, language="en"))


def test_the_page_opens_on_the_cards_with_their_people_and_filters(page):
    told = page.ask("start_personas")["result"]
    assert [len(one["members"]) for one in told["personas"]] == [32, 32, 30, 26]
    assert len(told["people"]) == told["everybody"] == 120
    assert told["run"]["verdict"] == "stable"
    assert "Où vivez-vous ?" in [one["name"] for one in told["filters"]]
    for one in told["filters"]:
        assert len(one["of"]) == 120 and set(one["of"]) <= set(range(-1, len(one["values"])))
    for persona in told["personas"]:
        assert persona["firmness"] == "very_firm" and persona["medoid_name"]
        for line in persona["fields"]:
            assert 2 <= len(line["members"]) <= line["of_in"] and set(line["members"]) <= set(
                persona["members"]
            )


def test_every_line_and_number_opens_as_many_people_as_it_says(page, explored):
    needs.add_need(explored, "Être rappelé", answers=explored.answers().index[:40].tolist())
    told = page.ask("start_personas")["result"]
    below = page.ask("below_personas")["result"]
    for persona in told["personas"]:
        for line in persona["fields"]:
            rests = page.ask("field_passages", field=line["id"])["result"]
            assert rests["people"] == len(line["members"]) and rests["total"] >= rests["people"]
        people = page.ask("people_of_persona", persona=persona["id"], limit=500)["result"]
        assert people["people"] == len(people["rows"]) == len(persona["members"])
        for need in below["needs"][str(persona["id"])]:
            voiced = page.ask("need_of_persona", persona=persona["id"], need=need["id"])["result"]
            assert voiced["people"] == need["people"]
        walked = below["journeys"][str(persona["id"])]
        for stage in walked["stages"]:
            acts = page.ask("stage_of_persona", persona=persona["id"], stage=stage["name"])["result"]
            assert acts["people"] == stage["people"]
        for hole in walked["holes"]:
            asked = {"stage": hole["stage"], "hole": hole["kind"]}
            assert page.ask("stage_of_persona", persona=persona["id"], **asked)["result"]["people"] > 0
            assert hole["sentence"]
    assert any(below["needs"].values()) and len(walked["stages"]) == 7


def test_each_act_is_saved_told_and_undone(page, explored):
    told = page.ask("start_personas")["result"]
    first, second = (persona["id"] for persona in told["personas"][:2])
    line = told["personas"][0]["fields"][0]["id"]
    cases = [told["people"][at] for at in told["personas"][0]["members"][:5]]
    acts = [
        ("edit_field", {"field": line, "value": "Autrement"}),
        ("add_value", {"persona": first, "field": "goals", "value": "Un mot"}),
        ("remove_value", {"field": line}),
        ("rename_persona", {"persona": first, "name": "Nommé", "summary": ""}),
        ("split_persona", {"persona": first, "cases": cases, "name": "Part"}),
        ("merge_personas", {"these": [first, second]}),
        ("build_persona", {"name": "À la main", "cases": cases}),
        ("delete_persona", {"persona": first}),
        ("assign_feature", {"feature": "answer:Où vivez-vous ?", "field": "obstacles"}),
        ("add_scale", {"name": "Autonomie", "low": "guidé", "high": "seul"}),
    ]
    for name, values in acts:
        answer = page.ask(name, **values)
        assert answer["ok"] and answer["delta"]["personas"] and answer["delta"]["undo"]
        assert page.ask("undo")["ok"]
    assert page.ask("cards")["result"] == {key: told[key] for key in page.ask("cards")["result"]}


def test_people_are_placed_on_scales_from_the_page(page):
    page.ask("add_scale", name="Autonomie", low="guidé", high="décide seul")
    told = page.ask("persona_scales")["result"]
    assert told["scales"] == [{"name": "Autonomie", "low": "guidé", "high": "décide seul"}]
    case = told["people"][3]["case"]
    page.ask("place_person", case=case, scale="Autonomie", place=4)
    placed = page.ask("persona_scales")["result"]["people"]
    assert [one["places"] for one in placed if one["case"] == case] == [[4]]
    assert not page.ask("place_person", case=case, scale="Autonomie", place=9)["ok"]


def test_what_is_not_there_is_told_in_a_sentence_and_other_pages_know_none_of_it(page, explored):
    assert page.ask("people_of_persona", persona=1)["kind"] == "NotFound"
    assert page.ask("field_passages", field=1)["kind"] == "NotFound"
    assert not Wire(NeedsMatrix(explored)).ask("cards")["ok"]


def test_on_a_snapshot_the_page_shows_what_was_published_and_opens_nothing(explored, tmp_path):
    path = publish(explored, tmp_path / "s.workbench", filters=["Où vivez-vous ?"])
    with workbench.open_project(path, read_only=True) as snapshot:
        page = Wire(PersonaExplorer(snapshot, language="fr"))
        told = page.ask("start_personas")["result"]
        assert len(told["personas"]) == 4 and told["people"] == [] and told["snapshot"]["k"] == 5
        assert [one["name"] for one in told["filters"]] == ["Où vivez-vous ?"]
        assert not any(line["members"] for one in told["personas"] for line in one["fields"])
        assert page.ask("below_personas")["ok"]
        assert not page.ask("field_passages", field=told["personas"][0]["fields"][0]["id"])["ok"]
        names = {str(name) for name in explored.cases()["name"]}
        assert not names & set(str(told["personas"]).split())
