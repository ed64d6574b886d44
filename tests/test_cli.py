"""The command line, as a person types it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from workbench import i18n
from workbench.cli import main

TEXT = "ANIMATRICE : Alors ?\n\nNADIA : Un repère, quoi.\n\nYANIS : Moi, le bus.\n"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_LANG", "en")
    monkeypatch.setattr(i18n, "_current", None)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study.workbench"
    assert main(["new", str(path), "--title", "Study", "--coder", "Ana"]) == 0
    return path


def test_a_project_is_made_filled_checked_saved_and_exported(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "group.txt").write_text(TEXT, encoding="utf-8")
    assert main(["import", str(study), str(tmp_path / "group.txt"), "--folder", "Groups"]) == 0
    with workbench.open_project(study) as project:
        assert list(project.sources()["folder"]) == ["Groups"]
        assert project.coder.name == "Ana"
    assert main(["check", str(study)]) == 0
    assert main(["backup", str(study), str(tmp_path / "copy.workbench")]) == 0
    with workbench.open_project(tmp_path / "copy.workbench") as copy:
        assert len(copy.sources()) == 1
    for what, name in (("codes", "c.csv"), ("segments", "s.csv"), ("trail", "t.csv")):
        assert main(["export", what, str(study), str(tmp_path / name)]) == 0
        assert (tmp_path / name).stat().st_size > 0
    capsys.readouterr()
    assert main(["history", str(study)]) == 0
    assert "Ana" in capsys.readouterr().out


def test_undo_and_redo_say_what_they_did(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "group.txt").write_text(TEXT, encoding="utf-8")
    main(["import", str(study), str(tmp_path / "group.txt")])
    capsys.readouterr()
    assert main(["undo", str(study)]) == 0
    assert "import" in capsys.readouterr().out.casefold()
    with workbench.open_project(study) as project:
        assert len(project.sources()) == 0
    assert main(["redo", str(study)]) == 0
    with workbench.open_project(study) as project:
        assert len(project.sources()) == 1
    assert main(["redo", str(study)]) == 0
    assert capsys.readouterr().out.endswith("Nothing to redo.\n")


def test_speakers_are_named_on_the_way_in(study: Path, tmp_path: Path) -> None:
    text = "L1 : Alors ?\n\nL2 : Un repère, quoi.\n\nL1 : Et vous ?\n\nL2 : Le bus.\n"
    (tmp_path / "pair.txt").write_text(text, encoding="utf-8")
    given = ["--speakers", "L2=Nadia", "--speakers", "L1=Claire", "--moderator", "Claire"]
    assert main(["import", str(study), str(tmp_path / "pair.txt"), *given]) == 0
    with workbench.open_project(study) as project:
        roles = dict(zip(project.cases()["name"], project.cases()["role"], strict=True))
    assert roles == {"Claire": "moderator", "Nadia": "participant"}


@pytest.mark.parametrize("command", ["serve", "lab", "check", "history", "undo"])
def test_a_missing_project_is_one_sentence_and_exit_code_1(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, str(tmp_path / "none.workbench")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "none.workbench" in told.err
    assert len(told.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command", [["export", "codes"], ["export", "segments"], ["export", "trail"], ["backup"]]
)
def test_a_missing_folder_is_one_sentence_that_names_it_and_exit_code_1(
    command: list[str], study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, str(study), str(tmp_path / "absent" / "a.csv")]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert (
        told.err
        == f"The folder {tmp_path / 'absent'} does not exist. Make it first, or choose another one.\n"
    )


def test_an_existing_project_is_not_written_over(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = study.read_bytes()
    assert main(["new", str(study), "--title", "Other", "--coder", "Eve"]) == 1
    assert "study.workbench" in capsys.readouterr().err
    assert study.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["import", "x"], "Missing: FILE."),
        (["serve", "x", "--sideways"], "This command does not know: --sideways."),
        (["export", "everything", "x", "y"], '"everything" does not suit'),
        (["serve", "x", "--port", "door"], "The command was not understood"),
        ([], "Missing: COMMAND."),
    ],
)
def test_a_command_that_is_not_understood_is_a_sentence_and_exit_code_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith(sentence)
    assert "--help" in told


def test_a_wrong_speakers_option_says_how_to_write_it(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(study), "x.txt", "--speakers", "Nadia"]) == 1
    assert "L1=Nadia" in capsys.readouterr().err


def test_the_unexpected_is_told_without_a_traceback(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(project: workbench.Project) -> list[str]:
        raise RuntimeError("words of Nadia")

    monkeypatch.setattr(workbench.Project, "check", broken)
    assert main(["check", str(study)]) == 1
    told = capsys.readouterr().err
    assert "RuntimeError" in told
    assert "words of Nadia" not in told
    assert "Traceback" not in told


@pytest.mark.parametrize(("language", "word"), [("fr", "commandes"), ("en", "commands")])
def test_the_help_speaks_the_language_of_the_machine(language: str, word: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "workbench.cli", "--help"],
        env={**os.environ, "WORKBENCH_LANG": language},
        capture_output=True,
        text=True,
        check=True,
    )
    assert word in run.stdout
    for command in ("serve", "lab", "demo", "new", "import", "check", "backup", "export", "undo"):
        assert f"\n    {command} " in run.stdout


def test_exports_are_recognised_or_said_to_be_and_names_go_to_the_vault(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpora = Path(__file__).resolve().parents[1] / "corpora"
    (tmp_path / "group.txt").write_text(TEXT, encoding="utf-8")
    files = [str(corpora / "survey_fr.csv"), str(tmp_path / "group.txt")]
    assert main(["import", str(study), *files]) == 0
    told = capsys.readouterr().out
    assert "120 people" in told and "1 source imported" in told
    monkeypatch.setattr("getpass.getpass", lambda prompt="": "cerises et noyaux")
    vault = tmp_path / "people.vault"
    records = str(corpora / "records.csv")
    assert main(["import", str(study), records, "--as", "records", "--vault", str(vault)]) == 0
    assert "1185 dated acts" in capsys.readouterr().out and vault.is_file()
    with workbench.open_project(study) as project:
        assert len(project.events()) == 1185
        assert main(["export", "star", str(study), str(tmp_path / "star")]) == 0
        assert (tmp_path / "star" / "fact_contact.csv").is_file()
    number = tmp_path / "n.csv"
    number.write_text("Ville;Note\nBrest;1 85 05 78 006 084 91\n", encoding="utf-8")
    assert main(["import", str(study), str(number), "--as", "survey"]) == 1
    assert "row 2" in capsys.readouterr().out
