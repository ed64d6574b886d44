from pathlib import Path

import pytest

import workbench.coding
from workbench.apps.demo import build_demo
from workbench.coding import retrieve


@pytest.mark.parametrize(("language", "code"), [("fr", "être rappelé"), ("en", "being called back")])
def test_the_example_project_is_alive_in_both_languages(tmp_path: Path, language: str, code: str) -> None:
    with workbench.open_project(build_demo(language=language, folder=tmp_path)) as project:
        assert project.language == language
        assert project.check() == []
        assert len(project.sources()) == 9
        assert len(project.codes()) >= 12
        assert len(project.codings()) >= 60
        segments = retrieve(project, code)
        assert "je voudrais qu'on me rappelle" in " ".join(segments["verbatim"])
        assert {"NADIA", "VALÉRIE", "ODILE"} <= set(segments["case"])


def test_everyone_in_the_table_of_participants_is_met_in_the_project(tmp_path: Path) -> None:
    with workbench.open_project(build_demo(language="fr", folder=tmp_path)) as project:
        cases, attributes = project.cases(), project.attributes()
        people = cases[cases["role"] == "participant"]
        assert set(people.index) <= set(attributes["case_id"])


def test_what_a_person_did_in_the_example_stays_until_they_start_over(tmp_path: Path) -> None:
    path = build_demo(language="fr", folder=tmp_path)
    with workbench.open_project(path, coder="Vous") as project:
        before = len(project.codes())
        workbench.coding.add_code(project, "à moi")
    with workbench.open_project(build_demo(language="fr", folder=tmp_path)) as project:
        assert len(project.codes()) == before + 1
    with workbench.open_project(build_demo(language="fr", folder=tmp_path, fresh=True)) as project:
        assert len(project.codes()) == before
        assert list(project.coders()["name"]) == ["Claire"]


def test_an_interrupted_build_is_not_taken_for_the_example(tmp_path: Path) -> None:
    (tmp_path / "demo-partial.workbench").write_bytes(b"half of something")
    with workbench.open_project(build_demo(language="fr", folder=tmp_path)) as project:
        assert len(project.codings()) >= 60
    assert [path.name for path in tmp_path.iterdir()] == ["demo.workbench"]
