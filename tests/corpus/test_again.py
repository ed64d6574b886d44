"""A table that comes a second time: other columns and changed facts are taken in, the words stay once."""

import pytest

from workbench.cli import main
from workbench.coding import add_code, apply_code
from workbench.corpus import import_attributes, import_sources, set_speakers

ROWS = "id;nom;âge;attentes;freins\n7;Nadia;34;Un repère.;Le bus.\n8;Yanis;22;Être rappelé.;Rien.\n"


@pytest.fixture
def table(write):
    return write("réponses.csv", ROWS)


def said(project):
    return dict(zip(project.passages()["text"], project.passages()["case"], strict=True))


def people(project, fact="âge"):
    cases = project.cases()
    return dict(zip(cases["name"], cases[fact], strict=True))


def test_the_same_table_with_the_same_columns_is_skipped(project, table):
    import_sources(project, table, text="attentes", case="id", attributes=["âge"])
    before = project.head()
    report = import_sources(project, table, text="attentes", case="id", attributes=["âge"])
    assert [row.status for row in report.rows] == ["skipped"]
    assert import_sources(project, table.parent).rows[0].status == "skipped"
    assert project.head() == before


def test_another_column_of_people_points_the_words_to_them_in_one_gesture(project, table):
    [source] = import_sources(project, table, text="attentes", case="id").sources
    add_code(project, "repère")
    apply_code(project, source, 3, 9, "repère")
    report = import_sources(project, table, text="attentes", case="nom", attributes=["âge"])
    assert [(row.status, row.source) for row in report.rows] == [("updated", source)]
    assert report.sources == []
    assert said(project) == {"Un repère.": "Nadia", "Être rappelé.": "Yanis"}
    assert people(project) == {"Nadia": 34, "Yanis": 22}
    assert len(project.sources()) == 1 and len(project.codings(source)) == 1
    assert project.check() == []
    assert project.undo().verb == "import_sources"
    assert said(project) == {"Un repère.": "7", "Être rappelé.": "8"}
    assert list(project.cases()["name"]) == ["7", "8"]
    project.redo()
    assert said(project) == {"Un repère.": "Nadia", "Être rappelé.": "Yanis"}


def test_a_second_column_of_words_of_the_same_table_is_a_source_more(project, table):
    import_sources(project, table, text="attentes", case="nom")
    report = import_sources(project, table, text="freins", case="nom")
    assert [row.status for row in report.rows] == ["imported"]
    assert list(project.passages()["text"]) == ["Un repère.", "Être rappelé.", "Le bus.", "Rien."]
    for text in ("attentes", "freins"):
        assert import_sources(project, table, text=text, case="nom").rows[0].status == "skipped"


def test_columns_added_to_a_changed_table_are_facts_of_the_same_people(project, write, table):
    [source] = import_sources(project, table, text="attentes", case="nom", attributes=["âge"]).sources
    lines = ROWS.splitlines()
    changed = [lines[0] + ";ville", lines[1].replace("34", "35") + ";Lille", lines[2] + ";Roubaix"]
    path = write("réponses.csv", "\n".join(changed))
    report = import_sources(project, path, text="attentes", case="nom", attributes=["âge", "ville"])
    assert [row.status for row in report.rows] == ["updated"]
    assert "1 source read again." in str(report)
    assert people(project) == {"Nadia": 35, "Yanis": 22}
    assert people(project, "ville") == {"Nadia": "Lille", "Yanis": "Roubaix"}
    assert len(project.sources()) == 1
    assert project.original(source) == path.read_bytes()
    project.undo()
    assert people(project) == {"Nadia": 34, "Yanis": 22}
    assert project.original(source) == ROWS.encode()


def test_a_table_whose_words_changed_is_a_source_more(project, write, table):
    import_sources(project, table, text="attentes", case="nom")
    path = write("réponses.csv", ROWS.replace("Un repère", "Deux repères"))
    assert [row.status for row in import_sources(project, path, text="attentes", case="nom").rows] == [
        "imported"
    ]
    assert len(project.sources()) == 2


def test_people_put_right_by_hand_stay_when_only_facts_are_added(project, table):
    import_sources(project, table, text="attentes", case="nom")
    set_speakers(project, {"Yanis": "Yanis B."})
    import_sources(project, table, text="attentes", case="nom", attributes=["âge"])
    assert said(project) == {"Un repère.": "Nadia", "Être rappelé.": "Yanis B."}
    assert people(project) == {"Nadia": 34, "Yanis B.": 22}


def test_rows_that_were_nobody_become_people_when_facts_are_asked_for(project, table):
    import_sources(project, table, text="attentes")
    import_sources(project, table, text="attentes", attributes=["âge"])
    assert people(project) == {"Row 1": 34, "Row 2": 22}


def test_groups_taken_for_people_go_when_people_are_named(project, write):
    path = write("a.csv", "ville;nom;v\nLille;Nadia;Un.\nLille;Yanis;Deux.\n")
    import_sources(project, path, text="v", case="ville", attributes=["ville"])
    import_sources(project, path, text="v", case="nom")
    assert list(project.cases()["name"]) == ["Nadia", "Yanis"]
    project.undo()
    assert list(project.cases()["name"]) == ["Lille"]


def test_a_sheet_of_facts_is_never_skipped(project, write, table):
    import_sources(project, table, text="attentes", case="nom")
    path = write("people.csv", "nom;autre;âge\nNadia;Yanis;34\n")
    assert len(import_attributes(project, path, case="nom").cases) == 1
    assert len(import_attributes(project, path, case="autre").cases) == 1
    assert people(project) == {"Nadia": 34, "Yanis": 34}


def test_a_table_read_again_is_done_for_the_command(project, location, table, capsys):
    if "://" in location:
        pytest.skip("the command is told of a file here")
    assert main(["import", location, str(table), "--text", "attentes", "--case", "id"]) == 0
    assert main(["import", location, str(table), "--text", "attentes", "--case", "nom"]) == 0
    assert main(["import", location, str(table), "--text", "attentes", "--case", "nom"]) == 1
