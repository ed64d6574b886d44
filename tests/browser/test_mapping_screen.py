"""Surveys and records brought in through the page: columns proposed, corrected, taken in, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from needs_board import Board, needs_project, open_board
from playwright.sync_api import Page, expect
from reading import serious
from serving import Server, serving

import workbench
from workbench import corpus

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mapping")
    made = folder / "besoins.workbench"
    needs_project(made, folder)
    return made


@pytest.fixture(scope="module")
def server(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("serve", path, tmp_path_factory.mktemp("mapping-home"), "--coder", "Ana") as started:
        yield started


@pytest.fixture
def board(server: Server, page: Page) -> Board:
    opened = open_board(server, page)
    opened.press("5")
    expect(opened.root.locator('[data-panel="files"][data-counted]')).to_be_visible()
    return opened


def bring(board: Board, file: Path) -> None:
    board.root.locator(".wb-files input[type=file]").set_input_files(file)


def test_a_survey_is_understood_corrected_taken_in_and_taken_back(
    board: Board, path: Path, screenshot: Callable[..., None]
) -> None:
    bring(board, CORPORA / "survey_fr.csv")
    mapping = board.root.locator(".wb-mapping")
    expect(mapping).to_contain_text("120 personnes")
    expect(mapping.get_by_label("Écrit par")).to_have_value("limesurvey")
    assert "exemple.test" not in mapping.inner_text() and "Dylan" not in mapping.inner_text()
    screenshot(board.page, "mapping")
    assert serious(board.page) == []
    place = mapping.get_by_label("Ce que devient « Où vivez-vous ? »")
    expect(place).to_have_value("question")
    place.focus()
    place.select_option("attribute")
    expect(mapping.locator(".wb-mapping-counts")).to_contain_text("1 attribut")
    expect(mapping.get_by_label("Ce que devient « Où vivez-vous ? »")).to_be_focused()
    board.act("Control+Enter")
    expect(board.dialog).to_contain_text("120 personnes")
    board.press("Escape")
    expect(board.root.locator(".wb-files-known")).to_contain_text("survey_fr.csv")
    with workbench.open_project(path, coder="Karim") as project:
        assert "Où vivez-vous ?" in project.cases() and len(project.answers()) > 1000
        assert corpus.kept_mapping(project, "limesurvey")["Où vivez-vous ?"]["role"] == "attribute"
    board.press("3")
    expect(board.root.locator(".wb-figure")).to_have_count(2)
    board.press("4")
    expect(board.root.locator('[data-panel="following"] .wb-page-nothing')).to_be_visible()
    board.press("5")
    bring(board, CORPORA / "records.csv")
    expect(mapping).to_contain_text("actes datés")
    mapping.get_by_role("button", name="Importer").click()
    expect(board.dialog).to_contain_text("déjà connue")
    board.press("Escape")
    board.act("z")
    with workbench.open_project(path, coder="Karim") as project:
        assert len(project.events()) == 0 and len(project.answers()) > 1000


def test_what_cannot_come_in_is_told_and_nothing_is_half_done(
    board: Board, path: Path, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.csv"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    bring(board, photo)
    expect(board.dialog).to_contain_text("photo.csv")
    board.press("Escape")
    number = tmp_path / "numéros.csv"
    number.write_text("Ville;Note\nLyon;1\nBrest;1 85 05 78 006 084 91\n", encoding="utf-8")
    bring(board, number)
    mapping = board.root.locator(".wb-mapping")
    board.root.get_by_label("Ce que devient « Ville »").wait_for()
    mapping.get_by_role("button", name="Importer").click()
    expect(mapping.get_by_role("alert")).to_contain_text("ligne 3")
    note = mapping.get_by_label("Comment est lue « Note »")
    note.select_option("date")
    expect(mapping.get_by_role("alert")).to_contain_text("Note")
    expect(mapping.get_by_label("Comment est lue « Note »")).to_have_value("text")
    mapping.get_by_role("button", name="Annuler").click()
    expect(board.root.get_by_role("button", name="Choisir un fichier")).to_be_focused()
    with workbench.open_project(path, coder="Karim") as project:
        assert "numéros.csv" not in set(corpus.imported_exports(project)["name"])
