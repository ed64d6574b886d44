"""Two readings side by side on the page of expectations: the table, its words, its files."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from pages import Wire
from planted_themes import add_talks, plant

from workbench import coding, discovery
from workbench.widgets import ExpectationDesk


@pytest.fixture
def planted(project, tmp_path):
    add_talks(project, tmp_path)
    made = plant(project)
    for name, words in (("bus", "un bus le soir"), ("papiers", "un papier"), ("rappel", "m'a rappelé")):
        coding.autocode(project, words, coding.add_code(project, name), unit="sentence")
    return made


@pytest.fixture
def page(project, planted):
    return Wire(ExpectationDesk(project, language="en"))


def test_there_is_what_people_coded_and_what_was_found(page, project):
    told = page.ask("readings")["result"]
    assert told == {"codes": len(project.codings()), "themes": len(discovery.read_themes(project).shown())}


def test_the_table_is_that_of_the_verb_the_largest_groups_first(page, project):
    told = page.ask("compare_readings", a="codes", b="themes", level=1)["result"]
    found = discovery.compare_partitions(project, "codes", "themes", level=1)
    assert sorted(told["rows"]) == sorted(found.table.index)
    assert sorted(told["columns"]) == sorted(found.table.columns)
    assert told["row_sums"] == sorted(told["row_sums"], reverse=True)
    assert sum(told["row_sums"]) == sum(told["column_sums"]) == told["both"] == found.table.to_numpy().sum()
    for cell in told["cells"]:
        name = told["rows"][cell["row"]], told["columns"][cell["column"]]
        assert cell["n"] == found.table.loc[name] and 0 <= cell["overlap"] <= 1
    assert told["agreement"] == round(found.agreement, 4) and f"agreement.{told['word']}" in page.desk.strings
    agrees = [cell["agrees"] for cell in told["cells"]]
    assert agrees == sorted(agrees)
    sizes = [cell["n"] for cell in told["cells"] if not cell["agrees"]]
    assert sizes == sorted(sizes, reverse=True)


def test_codes_of_one_name_under_two_parents_stay_two(page, project):
    codes = project.codes().reset_index().set_index("name")["id"]
    for parent, name in (("bus", "attente"), ("rappel", "attente")):
        made = coding.add_code(project, name, parent=int(codes[parent]))
        mine = project.codings(code=int(codes[parent]))
        for row in mine.itertuples():
            coding.apply_code(project, row.source_id, row.start, row.end, made)
            coding.remove_coding(project, [row.Index])
    told = page.ask("compare_readings", a="codes", b="themes", level=1)["result"]
    assert {"bus > attente", "rappel > attente"} <= set(told["rows"]) and "attente" not in told["rows"]


def test_every_number_leads_to_as_many_verbatims(page):
    told = page.ask("compare_readings", a="codes", b="themes", level=1)["result"]
    for cell in told["cells"][:6]:
        words = page.ask("reading_words", row=cell["row"], column=cell["column"], limit=200)["result"]
        assert words["total"] == len(words["rows"]) == cell["n"]
        name = told["rows"][cell["row"]]
        assert all({"bus": "bus", "papiers": "papier", "rappel": "rappelé"}[name] in row["verbatim"]
                   for row in words["rows"])  # fmt: skip
    assert page.ask("reading_words", row=0)["result"]["total"] == told["row_sums"][0]
    assert page.ask("reading_words", column=0)["result"]["total"] == told["column_sums"][0]
    assert page.ask("reading_words", only="a")["result"]["total"] == told["only_a"]
    assert page.ask("reading_words", only="b")["result"]["total"] == told["only_b"] > 0
    first = page.ask("reading_words", only="b", limit=3)["result"]["rows"]
    next_ = page.ask("reading_words", only="b", limit=3, offset=3)["result"]["rows"]
    assert not {row["id"] for row in first} & {row["id"] for row in next_}


def test_words_behind_a_number_are_coded_in_one_act(page, project):
    told = page.ask("compare_readings", a="codes", b="themes")["result"]
    cell = told["cells"][0]
    code = coding.add_code(project, "à relire")
    answer = page.ask("code_reading", row=cell["row"], column=cell["column"], code=code)
    assert answer["result"]["n"] == cell["n"] == len(project.codings(code=code))
    assert answer["delta"]["themes"] == "coded"
    page.ask("undo")
    assert project.codings(code=code).empty


def test_classes_by_words_are_compared_too_and_bear_a_name(page):
    told = page.ask("compare_readings", a="classes", b="codes", k=3)["result"]
    assert 0 < len(told["rows"]) <= 3 and all(name.startswith("Class ") for name in told["rows"])


def test_what_says_nothing_of_the_same_segments_is_told_so(page, project):
    for made in project.codings().index.tolist():
        coding.remove_coding(project, [made])
    told = page.ask("compare_readings", a="codes", b="themes")["result"]
    assert (told["cells"], told["both"], told["agreement"], told["word"]) == ([], 0, None, "none")


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("what", ["table", "cells"])
def test_the_table_leaves_as_a_file_with_its_sums(page, what, format):
    told = page.ask("compare_readings", a="codes", b="themes", level=1)["result"]
    answer = page.ask("export_readings", what=what, format=format)
    assert answer["result"]["name"].endswith(f".{format}")
    [data] = page.buffers
    if format == "csv":
        lines = [line.split(";") for line in data.decode("utf-8-sig").splitlines()]
    else:
        lines = [[str(cell) for cell in row] for row in load_workbook(io.BytesIO(data)).active.values]
    if what == "table":
        assert lines[0][1:] == [*told["columns"], "total"]
        assert lines[-1][0] == "total" and int(lines[-1][-1]) == told["both"]
    else:
        assert lines[0][:2] == ["codes of people", "themes"] and len(lines) == len(told["cells"]) + 1


def test_nothing_is_told_of_a_table_that_is_not_there(page):
    assert page.ask("reading_words", row=0)["kind"] == "Invalid"
    assert page.ask("export_readings", what="table", format="csv")["kind"] == "Invalid"
    page.ask("compare_readings", a="codes", b="themes")
    assert page.ask("reading_words", row=99)["kind"] == "Invalid"
    assert page.ask("compare_readings", a="codes", b="weather")["kind"] == "Invalid"


def test_a_comparison_that_was_stopped_is_not_shown(page):
    page.ask("cancel", job=len(page.received) + 2)
    assert page.ask("compare_readings", a="codes", b="themes")["kind"] == "Cancelled"
    assert page.ask("reading_words", row=0)["kind"] == "Invalid"
