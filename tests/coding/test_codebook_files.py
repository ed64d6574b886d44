"""A codebook goes out and comes back the same, and foreign tables are read as people write them."""

from __future__ import annotations

import json
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench import coding, create_project
from workbench.errors import Invalid

FIELDS = ["name", "path", "definition", "use_when", "not_when", "example", "synonyms", "colour"]
NAMES = ["repère", "a, b; c", 'dit "oui"', "=1+1", "'=1", "x > y", "a>b", "\\>", "-", "+", "@home", "été 🙂",
         "de\u0301part", "<b>", "l’accueil", "007", "1e5", "'"]  # fmt: skip


@pytest.fixture
def location(tmp_path):
    """A file only: what is written does not depend on the database it comes from."""
    return str(tmp_path / "étude 1.workbench")


def described(project):
    return project.codes()[FIELDS].reset_index(drop=True)


def round_trip(tmp_path, suffix, project):
    path = coding.export_codebook(project, tmp_path / f"grille{suffix}")
    with create_project(tmp_path / "autre.workbench", title="Autre", coder="Ben") as other:
        made = coding.import_codebook(other, path)
        again = coding.import_codebook(other, path)
        assert len(made) == len(project.codes()) and again == []
        assert other.check() == []
        return described(other)


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_a_codebook_comes_back_the_same(project, tmp_path, suffix):
    for name in NAMES:
        top = coding.add_code(project, name, definition=f"{name}\nsuite", example=f"={name}", synonyms=name)
        below = coding.add_code(project, name, parent=top, use_when="oui", not_when="non")
        coding.add_code(project, "feuille", parent=below, colour="#abcdef")
    assert round_trip(tmp_path, suffix, project).equals(described(project))


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_an_empty_codebook_comes_back_empty(project, tmp_path, suffix):
    assert len(round_trip(tmp_path, suffix, project)) == 0


LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8).filter(str.strip)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.tuples(LABELS, st.integers(0, 5), LABELS), max_size=6),
       suffix=st.sampled_from([".json", ".csv", ".xlsx"]))  # fmt: skip
def test_any_codebook_comes_back_the_same(tmp_path_factory, rows, suffix):
    folder = tmp_path_factory.mktemp("grille")
    with create_project(folder / "p.workbench", title="T", coder="Ana") as project:
        ids = []
        for name, parent, definition in rows:
            above = ids[parent] if parent < len(ids) else None
            try:
                ids.append(coding.add_code(project, name, parent=above, definition=definition.strip()))
            except Invalid:  # a sibling has that name
                continue
        assert round_trip(folder, suffix, project).equals(described(project))


def test_importing_is_one_gesture_and_fills_only_what_is_empty(project, tmp_path):
    coding.add_code(project, "Repère", definition="À moi.")
    (tmp_path / "g.csv").write_text(
        "Code;Catégorie;Définition;Exemple\nrepere;;À eux.;« un repère »\nbus;Repère;;\n", encoding="utf-8"
    )
    head = project.head()
    assert len(coding.import_codebook(project, tmp_path / "g.csv")) == 1
    assert project.head() == head + 1
    row = project.codes().iloc[0]
    assert (row["name"], row.definition, row.example) == ("Repère", "À moi.", "« un repère »")
    assert list(project.codes()["path"]) == ["Repère", "Repère > bus"]
    project.undo()
    assert len(project.codes()) == 1 and project.codes().iloc[0].example == ""


def test_parents_that_are_only_named_are_made(project, tmp_path):
    (tmp_path / "g.csv").write_text("name,parent\nc,a > b\n", encoding="utf-8")
    coding.import_codebook(project, tmp_path / "g.csv")
    assert list(project.codes()["path"]) == ["a", "a > b", "a > b > c"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("g.csv", "titre;texte\na;b\n"),
        ("g.csv", "name;colour\na;rouge\n"),
        ("g.csv", "name;parent\na;\n;a\n"),
        ("g.csv", f"name\na\n{'x' * 501}\n"),
        ("g.csv", "name\na\nb\x00\n"),
        ("g.csv", ""),
        ("g.json", "{"),
        ("g.json", "[]"),
        ("g.json", "null"),
        ("g.json", '{"format": "autre", "codes": []}'),
        ("g.json", '{"format": "workbench codebook", "codes": [{"name": ""}]}'),
        ("g.json", '{"format": "workbench codebook", "codes": [1]}'),
        ("g.json", '{"format": "workbench codebook", "codes": 3}'),
        ("g.json", "[" * 100_000),
        ("g.xlsx", "ce n'est pas un classeur"),
        ("g.docx", "name\na\n"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused_whole(project, tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    head = project.head()
    with pytest.raises(Invalid) as refusal:
        coding.import_codebook(project, tmp_path / name)
    assert "{" not in refusal.value.sentence("fr")
    assert project.head() == head and len(project.codes()) == 0


def test_a_file_that_is_not_there_is_told(project, tmp_path):
    with pytest.raises(Invalid, match=r"absent\.csv"):
        coding.import_codebook(project, tmp_path / "absent.csv")
    with pytest.raises(Invalid, match=r"g\.pdf"):
        coding.export_codebook(project, tmp_path / "g.pdf")


def test_json_from_another_hand_may_leave_fields_out(project, tmp_path):
    codes = [
        {"name": "a", "definition": None},
        {"name": "b", "parent": "a"},
        {"name": "c", "parent": ["a", "b"]},
    ]
    (tmp_path / "g.json").write_text(json.dumps({"format": "workbench codebook", "codes": codes}))
    coding.import_codebook(project, tmp_path / "g.json")
    assert list(project.codes()["path"]) == ["a", "a > b", "a > b > c"]
    assert list(project.codes()["definition"]) == ["", "", ""]


def test_a_file_whose_name_is_no_text_is_imported_all_the_same(project, tmp_path):
    path = tmp_path / os.fsdecode(b"grille-\xe9.csv")
    path.write_text("name\na\n", encoding="utf-8")
    assert len(coding.import_codebook(project, path)) == 1
    assert project.history(1)[0].label("fr") and project.check() == []
