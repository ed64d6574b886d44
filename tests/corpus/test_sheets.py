"""Facts about people from a sheet."""

import openpyxl
import pytest

from workbench.corpus import import_attributes, import_sources
from workbench.corpus.attributes import as_stored, column_type
from workbench.errors import ImportRefused, Invalid


@pytest.fixture
def talk(project, write):
    text = "ANIMATRICE : Alors ?\nNADIA : Un.\nYanis BEN : Deux.\nNADIA : Trois.\nL1 : Oui.\n"
    other = "ANIMATRICE : Et ?\nÉlodie : Quatre.\nL1 : Non.\nÉlodie : Cinq.\n"
    return import_sources(project, [write("fg1.txt", text), write("fg2.txt", other)])


def sheet(write, text):
    return write("people.csv", text)


def test_columns_are_typed_and_joined_to_the_persons_by_name(project, talk, write):
    path = sheet(
        write,
        "nom;âge;revenu;inscrite;première venue;métier\n"
        "Nadia;34;1 250,50;oui;26/06/2023;cuisinière\nBEN Yanis;22;900;Non;3/7/2023;\nELODIE;;;;;aide\n",
    )
    report = import_attributes(project, path, case="nom")
    assert report.types == {
        "âge": "integer", "revenu": "decimal", "inscrite": "boolean", "première venue": "date",
        "métier": "text",
    }  # fmt: skip
    cases = project.cases().set_index("name")
    assert cases.loc["NADIA", "âge"] == 34
    assert cases.loc["NADIA", "revenu"] == 1250.5
    assert bool(cases.loc["Yanis BEN", "inscrite"]) is False
    assert str(cases.loc["Yanis BEN", "première venue"].date()) == "2023-07-03"
    assert cases.loc["Élodie", "métier"] == "aide"
    assert len(report.cases) == 3


def test_names_unknown_to_the_project_are_reported(project, talk, write):
    report = import_attributes(project, sheet(write, "nom,âge\nNadia,34\nKarim,50\n"), case="nom")
    assert report.unknown == ["Karim"]
    assert "1 name unknown to the project: Karim." in str(report)


def test_a_label_of_several_files_needs_the_column_of_the_file(project, talk, write):
    text = "fichier,nom,âge\nfg1.txt,L1,30\nfg2,L1,40\nfg2,ANIMATRICE,50\n"
    report = import_attributes(project, sheet(write, text), case="nom")
    assert report.ambiguous == ["L1", "L1", "ANIMATRICE"]
    report = import_attributes(project, sheet(write, text), case="nom", source="fichier")
    assert len(report.cases) == 3
    cases = project.cases()
    assert sorted(cases[cases["name"] == "L1"]["âge"]) == [30, 40]


def test_the_column_of_names_is_guessed_and_said(project, talk, write):
    report = import_attributes(project, sheet(write, "âge,nom\n34,Nadia\n"))
    assert report.warnings == ['People were recognised by the column "nom".']
    with pytest.raises(ImportRefused, match="Say which one: a, b"):
        import_attributes(project, write("other.csv", "a,b\n1,2\n"))


def test_a_second_sheet_writes_over_the_first_in_one_gesture(project, talk, write):
    import_attributes(project, sheet(write, "nom,âge\nNadia,34\n"))
    import_attributes(project, sheet(write, "nom,âge\nNadia,35\n"))
    assert list(project.attributes()["value"]) == ["35"]
    assert project.undo().params == {"n": 1}
    assert list(project.attributes()["value"]) == ["34"]


def test_a_type_can_be_set_and_a_value_that_is_not_of_it_is_named(project, talk, write):
    path = sheet(write, "nom,âge\nNadia,34\nYanis BEN,jeune\n")
    assert import_attributes(project, path, types={"âge": "text"}).types == {"âge": "text"}
    with pytest.raises(Invalid, match='Column "âge", row 3: "jeune" is not of the type whole number'):
        import_attributes(project, path, types={"âge": "integer"})


def test_a_workbook_of_facts_is_read(project, talk, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["nom", "âge"])
    book.active.append(["nadia", 34])
    path = tmp_path / "people.xlsx"
    book.save(path)
    assert import_attributes(project, path).types == {"âge": "integer"}


def test_what_is_not_a_sheet_is_refused(project, talk, examples):
    with pytest.raises(ImportRefused, match="not a table"):
        import_attributes(project, examples / "group.docx")


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["34", "1 250", "-3"], "integer"), (["34", "12,5"], "decimal"), (["1.5"], "decimal"),
        (["59000", "01200"], "text"), (["oui", "Non", ""], "boolean"), (["x", "y"], "boolean"),
        (["2026-03-12", "12/03/2026", "1er mars 2026"], "date"), (["31/02/2026"], "text"),
        (["12 March 2026"], "date"), (["34 ans"], "text"), ([], "text"), (["", " "], "text"),
        (["0"], "integer"),
    ],
)  # fmt: skip
def test_the_type_of_a_column_is_the_narrowest_that_all_its_values_fit(values, kind):
    assert column_type(values) == kind


def test_values_are_stored_in_one_way():
    assert as_stored("1 250,5", "decimal") == "1250.5"
    assert as_stored("12.03.2026", "date") == "2026-03-12"
    assert as_stored("Vrai", "boolean") == "true"
    assert as_stored("+7", "integer") == "7"
