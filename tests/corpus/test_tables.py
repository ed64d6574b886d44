"""Tables of verbatims."""

import datetime

import openpyxl
import pytest

from workbench.corpus import registry
from workbench.errors import ImportRefused

ROWS = "id;groupe;âge;verbatim\n7;A;34;Un repère.\n8;B;22;On m'a pas rappelé.\n7;A;34;Voilà quoi.\n9;B;;\n"


def read(path, **options):
    return registry.read(path, **options)[1]


def answers(document):
    return [(turn.case, document.text[turn.start : turn.end]) for turn in document.turns]


def test_each_row_is_an_answer_of_one_source(write):
    [document] = read(write("a.csv", ROWS), text="verbatim", case="id", attributes=["âge"])
    assert answers(document) == [("7", "Un repère."), ("8", "On m'a pas rappelé."), ("7", "Voilà quoi.")]
    assert document.attributes == {"7": {"âge": "34"}, "8": {"âge": "22"}}
    assert document.warnings == ["1 empty answer was passed over."]
    assert document.reach == "project"


def test_a_group_column_makes_several_sources(write):
    documents = read(write("a.csv", ROWS), text="verbatim", group="groupe", speaker="id")
    assert [(one.title, one.text) for one in documents] == [
        ("A", "Un repère.\n\nVoilà quoi."), ("B", "On m'a pas rappelé."),
    ]  # fmt: skip


def test_a_group_of_one_row_is_read_as_a_talk(write):
    path = write("a.csv", 'f,t\ne1,"NADIA : Un.\nYANIS : Deux."\ne2,Rien.\n')
    first, second = read(path, text="t", group="f")
    assert [turn.speaker for turn in first.turns] == ["NADIA", "YANIS"]
    assert [turn.kind for turn in second.turns] == ["paragraph"]


def test_several_text_columns_are_a_source_each(write):
    path = write("a.csv", "id,attentes,freins\n1,Un repère,Le bus\n2,Être rappelé,\n")
    documents = read(path, text=["attentes", "freins"], case="id")
    assert [(one.title, len(one.turns)) for one in documents] == [("attentes", 2), ("freins", 1)]


def test_the_column_with_most_words_is_taken_when_none_is_named_and_said(write):
    path = write("a.csv", "date,mail,v\n2026-01-01T10:00:00.000000Z,ana@exemple.org,un petit mot\n")
    [document] = read(path)
    assert document.text == "un petit mot"
    assert document.warnings == ['The text was taken from the column "v", the one with most words.']


def test_column_names_forgive_case_and_accents(write):
    [document] = read(write("a.csv", ROWS), text="VERBATIM", case="ID", attributes=["age"])
    assert document.attributes["8"] == {"age": "22"}


def test_a_column_that_is_not_there_is_refused_with_those_that_are(write):
    with pytest.raises(ImportRefused, match=r'no column "réponse".*« groupe », « âge », « verbatim »'):
        read(write("a.csv", ROWS), text="réponse")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(write, delimiter):
    path = write(
        "a.csv",
        delimiter.join(["id", "v"]) + "\n" + delimiter.join(["1", '"Un, deux; trois | \t""quatre"""']) + "\n",
    )
    [document] = read(path, text="v")
    assert document.text == 'Un, deux; trois | \t"quatre"'


def test_a_csv_called_xlsx_is_read(write):
    [document] = read(write("export.xlsx", ROWS), text="verbatim")
    assert len(document.turns) == 3


def test_a_workbook_is_read_as_people_see_it(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "vide"
    sheet = book.create_sheet("réponses")
    sheet.append(["id", "date", "âge", "membre", "v"])
    sheet.append([1, datetime.datetime(2026, 3, 12), 34.0, True, "=2+3"])
    sheet.append([2, datetime.date(2026, 3, 13), 2.5, False, "Un mot."])
    path = tmp_path / "a.xlsx"
    book.save(path)
    [document] = read(path, text="v", case="id", attributes=["date", "âge", "membre"])
    assert document.attributes["2"] == {"date": "2026-03-13", "âge": "2.5", "membre": "false"}
    assert document.warnings[0] == 'Only the sheet "réponses" was read; 1 other was not.'


def test_a_sheet_can_be_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["v"])
    book.active.append(["Premier."])
    second = book.create_sheet("suite")
    second.append(["v"])
    second.append(["Second."])
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert read(path, text="v", sheet="suite")[0].text == "Second."
    with pytest.raises(ImportRefused, match=r'no sheet "autre". Its sheets are: Sheet, suite'):
        read(path, text="v", sheet="autre")


def test_facts_without_a_person_column_make_each_row_a_person(write):
    [document] = read(write("a.csv", ROWS), text="verbatim", attributes=["âge"])
    assert [turn.case for turn in document.turns] == ["Row 1", "Row 2", "Row 3"]
    assert document.reach == "file"


def test_iramuteq_blocks_are_answers_with_their_variables(write):
    path = write(
        "a.txt", "**** *age_34 *membre\nUn repère.\n\nSuite.\n\n**** *age_22\nLe bus.\n**** *age_1\n"
    )
    [document] = read(path)
    assert answers(document) == [("Text 1", "Un repère.\n\nSuite."), ("Text 2", "Le bus.")]
    assert document.attributes == {"Text 1": {"age": "34", "membre": "true"}, "Text 2": {"age": "22"}}
