"""Suggestions for a code on the page of expectations: what is proposed, answered, taken back, and trusted."""

from __future__ import annotations

import shutil

import pytest
from pages import Wire
from planted_themes import add_talks, plant

from workbench import coding
from workbench.project.places import beside
from workbench.widgets import ExpectationDesk


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Where the vectors of the talks are kept once a test has computed them."""
    return tmp_path_factory.mktemp("read") / "vectors"


@pytest.fixture
def planted(project, tmp_path, read):
    add_talks(project, tmp_path)
    folder, _ = beside(project.location, project.name, "vectors")
    if read.exists():
        shutil.copytree(read, folder)
    yield plant(project)
    if folder.exists() and not read.exists():
        shutil.copytree(folder, read)


@pytest.fixture
def code(project, planted):
    """A code on some of what is said of the bus."""
    made = coding.add_code(project, "se déplacer")
    coding.autocode(project, "un bus le soir", made, unit="sentence", sources="groupe 1")
    assert 10 <= len(project.codings(code=made)) < 30
    return made


@pytest.fixture
def page(project, planted):
    return Wire(ExpectationDesk(project, language="en"))


def place(row):
    return [row["source_id"], row["start"], row["end"]]


def test_each_suggestion_has_its_words_its_voice_its_probability_and_the_nearest_example(page, project, code):
    told = page.ask("suggestions", code=code, n=8)["result"]
    assert told["known"] == "learned" and len(told["rows"]) == 8
    for row in told["rows"]:
        assert (
            row["verbatim"] == project.verbatim(*place(row)) and row["speaker"] and code not in row["coded"]
        )
        assert 0 <= row["probability"] <= 1 and row["word"] in {"very_likely", "likely", "unsure", "unlikely"}
        assert row["example"]["source"] and "bus" in row["example"]["verbatim"]
        assert f"suggestions.{row['word']}" in page.desk.strings
    first = told["rows"][0]
    assert "bus" in first["verbatim"] and first["spans"]


def test_an_answer_is_one_act_that_undo_takes_back(page, project, code):
    row, other = page.ask("suggestions", code=code, n=8)["result"]["rows"][:2]
    before = len(project.codings(code=code))
    told = page.ask("answer_suggestion", code=code, place=place(row), yes=True)
    assert told["delta"]["themes"] == "coded" and "se déplacer" in told["delta"]["undo"]
    assert told["delta"]["counts"][code][0] == before + 1
    page.ask("answer_suggestion", code=code, place=place(other), yes=False)
    both = [place(row), place(other)]
    assert page.ask("unanswered", code=code, places=both)["result"] == [False, False]
    page.ask("undo")
    assert page.ask("unanswered", code=code, places=both)["result"] == [False, True]
    page.ask("redo")
    page.ask("undo")
    page.ask("undo")
    assert page.ask("unanswered", code=code, places=both)["result"] == [True, True]
    assert len(project.codings(code=code)) == before


def test_what_was_answered_is_not_suggested_again(page, code):
    rows = page.ask("suggestions", code=code, n=4)["result"]["rows"]
    for row, yes in zip(rows, (True, False, True, False), strict=True):
        page.ask("answer_suggestion", code=code, place=place(row), yes=yes)
    again = page.ask("suggestions", code=code, n=20)["result"]["rows"]
    assert not {tuple(place(row)) for row in rows} & {tuple(place(row)) for row in again}


def test_a_code_that_says_nothing_suggests_nothing_and_one_with_a_definition_by_likeness_only(page, project):
    bare = coding.add_code(project, "divers")
    assert page.ask("suggestions", code=bare)["result"] == {"known": "nothing", "rows": []}
    defined = coding.add_code(project, "rappel", definition="Personne ne m'a rappelé.")
    told = page.ask("suggestions", code=defined, n=5)["result"]
    assert told["known"] == "alike" and len(told["rows"]) == 5
    assert {(row["probability"], row["word"], row["example"]) for row in told["rows"]} == {
        (None, "alike", None)
    }


def test_suggestions_are_held_against_a_search_for_words_and_too_few_codings_are_told(page, project, code):
    told = page.ask("suggestion_quality", code=code)["result"]
    assert [one["name"] for one in told["by"]] == ["vectors", "words"] and told["n"] >= 10
    assert all(0 <= one[name] <= 1 for one in told["by"] for name in ("precision", "recall"))
    few = coding.add_code(project, "rare")
    assert page.ask("suggestion_quality", code=few)["result"] == {"n": 0, "least": 10, "by": []}


def test_measuring_tells_how_far_it_has_come_and_stops_when_asked(page, code):
    page.ask("suggestion_quality", code=code)
    pushed = [content for content, _ in page.received if content.get("push") == "progress"]
    assert pushed[-1]["total"] == 10 and pushed[-1]["done"] == 9
    page.ask("cancel", job=len(page.received) + 2)
    assert page.ask("suggestion_quality", code=code)["kind"] == "Cancelled"


def test_places_that_are_none_are_refused(page, code):
    assert page.ask("unanswered", code=code, places=[[1, 2]])["kind"] == "Invalid"
    assert page.ask("answer_suggestion", code=code, place=[10**6, 0, 5], yes=True)["kind"] == "NotFound"
    assert page.ask("suggestions", code=10**6)["kind"] == "NotFound"
