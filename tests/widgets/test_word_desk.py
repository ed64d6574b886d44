"""What the page of words answers: counts, lines, comparisons, the passages behind a mark, files."""

from __future__ import annotations

import io

import pytest
from lexical.planted import add_two_subjects
from openpyxl import load_workbook
from pages import Wire

from workbench import coding, i18n
from workbench.widgets import WordDesk
from workbench.widgets.answers import word_files

TABLES = word_files.What.__args__


@pytest.fixture
def subjects(project, tmp_path):
    """Two groups in which Nadia speaks of buses and Yanis of paper."""
    return add_two_subjects(project, tmp_path)


@pytest.fixture
def page(subjects):
    return Wire(WordDesk(subjects, language="en"))


def columns(answer):
    names = answer["columns"]
    return {term: place for place, term in enumerate(names["term"])}, names


def asked(page):
    """Everything the page can show, counted once."""
    page.ask("frequencies")
    page.ask("lines", query="bus")
    page.ask("specificities", by="speaker")
    page.ask("similitude")
    page.ask("classes", k=2)
    page.ask("branches", query="bus")
    page.ask("passages", kind="term", term="bus")


def test_the_page_opens_on_the_project_with_everything_counted(page, subjects):
    told = page.ask("start_words")["result"]
    assert {source["name"] for source in told["sources"]} == {"groupe1", "groupe2"}
    assert {"NADIA", "YANIS"} <= {one["name"] for one in told["people"]}
    assert told["attributes"] == ["commune"] and told["choice"] == {}


def test_a_page_opened_on_a_source_counts_that_source(subjects):
    source = int(subjects.sources().index[0])
    page = Wire(WordDesk(subjects, source=source, language="en"))
    assert page.ask("start_words")["result"]["choice"] == {"sources": [source]}
    assert set(page.ask("frequencies")["result"]["columns"]["sources"]) == {1}


def test_words_come_the_most_used_first_with_who_says_them_most(page):
    answer = page.ask("frequencies")["result"]
    place, names = columns(answer)
    assert names["uses"] == sorted(names["uses"], reverse=True)
    assert sum(names["uses"]) == answer["uses"] and answer["total"] == len(place)
    bus = place["bus"]
    assert names["top_person"][bus] == "NADIA" and names["top_uses"][bus] == names["uses"][bus]
    assert "tramway" not in place  # said by who moderates


def test_what_is_counted_is_what_was_chosen(page, subjects):
    whole = page.ask("frequencies")["result"]["uses"]
    people = subjects.cases()["name"]
    [nadia] = people.index[people == "NADIA"]
    page.ask("count_what", cases=[int(nadia)])
    place, _ = columns(page.ask("frequencies")["result"])
    assert "bus" in place and "guichet" not in place
    page.ask("count_what", moderators=True)
    place, _ = columns(page.ask("frequencies")["result"])
    assert "tramway" in place
    page.ask("count_what", stop=False)
    assert page.ask("frequencies")["result"]["uses"] > whole
    page.ask("count_what")
    assert page.ask("frequencies")["result"]["uses"] == whole


def test_lines_are_paged_sorted_and_lead_to_their_turn(page):
    first = page.ask("lines", query="tra* | bus", limit=5)["result"]
    second = page.ask("lines", query="tra* | bus", offset=5, limit=5)["result"]
    assert first["total"] == second["total"] > 10 and len(second["rows"]) == 5
    starts = [(row["source_id"], row["start"]) for row in first["rows"] + second["rows"]]
    assert len(set(starts)) == 10
    right = page.ask("lines", query="bus", sort="right", limit=500)["result"]["rows"]
    after = [row["right"].lstrip(" ,") for row in right]
    assert [words.split()[0] for words in after] == sorted(words.split()[0] for words in after)
    line = [right[0]["source_id"], right[0]["start"]]
    told = page.ask("passages", kind="lines", line=line, unit="turn")["result"]
    assert told["total"] == 1 and "bus" in told["rows"][0]["verbatim"]


def test_a_query_without_words_is_refused_in_a_sentence(page):
    answer = page.ask("lines", query="  ")
    assert answer["kind"] == "Invalid" and answer["sentence"]


@pytest.mark.parametrize(
    "mark",
    [
        {"kind": "lines"},
        {"kind": "term", "term": "bus"},
        {"kind": "term", "term": "bus", "by": "speaker", "part": "NADIA"},
        {"kind": "term", "term": "bus", "by": "attribute:commune", "part": "Vire"},
        {"kind": "edge", "term": "bus", "other": "trajet"},
        {"kind": "edge", "term": "bus"},
        {"kind": "branch", "number": 0},
        {"kind": "branch", "number": 1},
    ],
    ids=str,
)
@pytest.mark.parametrize("unit", ["sentence", "turn", "segment"])
def test_every_mark_leads_to_passages_with_its_words_marked(page, mark, unit):
    asked(page)
    told = page.ask("passages", **mark, unit=unit)["result"]
    assert told["total"] == len(told["rows"]) > 0
    assert (told["top_person"], told["people"]) == ("NADIA", 1)
    for row in told["rows"]:
        marked = [
            row["verbatim"].encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le") for a, b in row["marks"]
        ]
        assert any("bus" in words for words in marked)


def test_a_class_leads_to_its_segments_by_its_words_and_by_its_people(page):
    told = page.ask("classes", k=2)["result"]
    [of_nadia] = [one["number"] for one in told["classes"] if one["top_person"] == "NADIA"]
    assert told["tree"]["segments"] == told["segments"] and told["remark"] == ""
    segments = page.ask("passages", kind="class", number=of_nadia, unit="segment")["result"]
    assert {row["speaker"] for row in segments["rows"]} == {"NADIA"}
    with_bus = page.ask("passages", kind="class", number=of_nadia, term="bus", unit="segment")["result"]
    assert 0 < with_bus["total"] < segments["total"]
    of_vire = page.ask("passages", kind="class", number=of_nadia, by="commune", part="Vire")["result"]
    assert of_vire["total"] >= segments["total"]
    assert (
        page.ask("passages", kind="class", number=of_nadia, by="commune", part="Flers")["result"]["total"]
        == 0
    )


def test_specificities_part_by_what_is_asked_and_name_their_parts_in_order(page):
    told = page.ask("specificities", by="attribute:commune")["result"]
    assert told["parts"] == ["Flers", "Vire"]
    scores = dict(zip(zip(told["columns"]["term"], told["columns"]["part"], strict=True),
                      told["columns"]["score"], strict=True))  # fmt: skip
    assert scores["bus", "Vire"] > 3 > -3 > scores["bus", "Flers"]
    assert page.ask("specificities", by="nothing")["kind"] == "Invalid"


def test_all_passages_are_coded_in_one_gesture_and_undo_takes_them_back(page, subjects):
    code = coding.add_code(subjects, "mobilité")
    n = page.ask("passages", kind="term", term="bus", limit=1)["result"]["total"]
    answer = page.ask("code_passages", code=code)
    assert answer["result"] == {"n": n} and len(subjects.codings(code=code)) == n > 5
    told = page.ask("passages", kind="term", term="bus")["result"]
    assert all(row["coded"] == [code] for row in told["rows"])
    page.ask("undo")
    assert subjects.codings(code=code).empty


def test_one_passage_is_coded_where_it_stands(page, subjects):
    code = coding.add_code(subjects, "mobilité")
    row = page.ask("passages", kind="term", term="bus")["result"]["rows"][2]
    page.ask("code_segments", places=[[row["source_id"], row["start"], row["end"]]], code=code)
    [made] = subjects.codings(code=code).to_dict("records")
    assert subjects.verbatim(made["source_id"], made["start"], made["end"]) == row["verbatim"]


def test_what_no_longer_holds_is_told_and_counted_anew(page, subjects, tmp_path):
    asked(page)
    told = page.ask("add_code", name="c")
    assert set(told["delta"].get("outdated", [])) <= {"passages"}
    before = page.ask("frequencies")["result"]["uses"]
    source = int(subjects.sources().index[0])
    delta = page.ask("remove_source", target=source)["delta"]
    assert {"frequencies", "lines", "similitude", "classes", "branches"} <= set(delta["outdated"])
    assert page.ask("frequencies")["result"]["uses"] < before


def test_a_mark_of_a_result_that_was_never_counted_is_refused_in_a_sentence(page):
    for mark in ({"kind": "lines"}, {"kind": "edge", "term": "bus"}, {"kind": "class"}, {"kind": "branch"}):
        answer = page.ask("passages", **mark)
        assert answer["kind"] == "Invalid" and "count" in answer["sentence"].lower()


def test_a_search_that_was_stopped_keeps_nothing(page):
    page.desk._view.cancelled.add(len(page.received) + 1)
    assert page.ask("classes", k=2)["kind"] == "Cancelled"
    assert page.ask("passages", kind="class", number=1)["kind"] == "Invalid"


def test_the_cloud_and_the_tree_come_as_they_are_drawn(page):
    words = page.ask("cloud", most=10)["result"]
    assert len(words) == 10 and all(0 < word["x"] < 1000 and word["people"] for word in words)
    tree = page.ask("branches", query="bus")["result"]
    assert tree["word"] == "bus" and tree["children"] and tree["height"] > 0
    assert page.ask("branches", query="xylophone")["result"] == {}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("what", TABLES)
def test_every_table_leaves_with_titles_in_the_language_of_the_page(subjects, what, language):
    page = Wire(WordDesk(subjects, language=language))
    asked(page)
    answer = page.ask("export_words", what=what, format="xlsx", by="speaker")
    assert answer["ok"], answer
    sheet = load_workbook(io.BytesIO(page.buffers[0])).worksheets[0]
    titles, *rows = list(sheet.values)
    assert rows and all(title and not title.startswith("word_desk") for title in titles)
    catalogue = i18n.catalogue("word_desk", language)
    assert set(titles) <= {words for key, words in catalogue.items() if key.startswith("column.")}
    page.ask("export_words", what=what, format="csv", by="speaker")
    assert len(page.buffers[0]) > 100


def test_nothing_counted_on_one_page_is_asked_of_another_kind_of_page(subjects):
    from workbench.widgets import CodingDesk

    assert Wire(CodingDesk(subjects)).ask("frequencies")["kind"] == "Invalid"
