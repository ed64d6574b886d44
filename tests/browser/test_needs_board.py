"""Needs in a real browser: placed by mouse and keyboard, read, added, refused, proposed, printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hosts import open_in_lab
from needs_board import Board, needs_project, one_need, open_board
from payloads import PAYLOADS, WATCH
from playwright.sync_api import Page, expect
from reading import serious
from serving import Server, serving

import workbench
from workbench import needs


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("needs")
    made = folder / "besoins.workbench"
    needs_project(made, folder)
    return made


@pytest.fixture(scope="module")
def server(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("serve", path, tmp_path_factory.mktemp("needs-home"), "--coder", "Ana") as started:
        yield started


@pytest.fixture(autouse=True)
def kept(path: Path) -> Iterator[workbench.Project]:
    """The served project with one need, opened by a colleague."""
    with workbench.open_project(path, coder="Karim") as opened:
        one_need(opened)
        yield opened


@pytest.fixture
def board(server: Server, page: Page, kept: workbench.Project) -> Board:
    return open_board(server, page)


def test_a_card_is_dragged_moved_by_keyboard_read_edited_and_every_move_is_undone(
    board: Board, kept: workbench.Project, screenshot: Callable[..., None]
) -> None:
    card = board.card("Savoir où aller")
    expect(board.quadrant("plan").locator(".wb-need")).to_have_count(1)
    expect(card).to_contain_text("explicite")
    card.drag_to(board.quadrant("quick"))
    expect(board.card("Savoir où aller", "quick")).to_be_visible()
    expect(board.ledger).to_contain_text("À régler vite")
    assert needs.read_needs(kept)["quadrant"].tolist() == ["quick"]
    board.card("Savoir où aller").focus()
    board.act("Shift+ArrowUp")
    expect(board.card("Savoir où aller", "first")).to_be_focused()
    assert needs.read_needs(kept)["quadrant"].tolist() == ["first"]
    board.act("Control+z")
    expect(board.card("Savoir où aller", "quick")).to_be_visible()
    board.card("Savoir où aller").focus()
    board.press("Enter")
    expect(board.passages).to_have_count(3)
    expect(board.passages.first).to_be_focused()
    expect(board.drawer).to_contain_text("3 personnes")
    screenshot(board.page, "words")
    board.act("d")
    expect(board.passages).to_have_count(2)
    board.press("Escape")
    expect(board.drawer).to_have_count(0)
    board.card("Savoir où aller").focus()
    board.press("e")
    board.dialog.get_by_label("Premier livrable").fill("Une fiche")
    board.dialog.get_by_label("Importance (1 à 5)").select_option("5")
    board.dialog.get_by_role("button", name="Enregistrer").click()
    expect(board.card("Savoir où aller", "first")).to_contain_text("importance 5")
    assert needs.read_needs(kept)["deliverable"].tolist() == ["Une fiche"]
    board.card("Savoir où aller").focus()
    board.press("Delete")
    board.dialog.get_by_role("button", name="Retirer").click()
    expect(board.cards).to_have_count(0)


def test_an_implicit_need_is_refused_on_too_little_then_kept_and_drawn_otherwise(
    board: Board, kept: workbench.Project, screenshot: Callable[..., None]
) -> None:
    board.press("n")
    board.page.keyboard.type("Ne pas être seul")
    form = board.root.locator(".wb-need-form")
    form.get_by_label(re.compile("^implicite")).check()
    form.get_by_role("button", name="Choisir un code").click()
    board.page.keyboard.type("seul")
    board.press("Enter")
    form.get_by_label("Raison", exact=True).fill("Dit par une image.")
    form.get_by_role("button", name="Ajouter", exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text("deux personnes")
    form.get_by_role("button", name="Choisir un code").click()
    board.page.keyboard.type("repère")
    board.press("Enter")
    form.get_by_role("button", name="Ajouter", exact=True).click()
    card = board.card("Ne pas être seul", "")
    expect(card).to_contain_text("implicite")
    expect(card).to_have_css("border-top-style", "dashed")
    expect(board.card("Savoir où aller")).to_have_css("border-top-style", "solid")
    card.click()
    expect(board.drawer).to_contain_text("Dit par une image.")
    screenshot(board.page, "implicit")
    assert set(needs.read_needs(kept)["kind"]) == {"explicit", "implicit"}


def test_needs_are_proposed_to_be_placed_frames_load_in_one_click_and_raise_questions(
    board: Board, kept: workbench.Project, screenshot: Callable[..., None]
) -> None:
    board.press("p")
    expect(board.card("repère", "")).to_contain_text("proposé")
    board.card("repère").get_by_role("button", name="Autres gestes").click()
    board.root.get_by_role("menuitem", name="Placer : À traiter d'abord").click()
    expect(board.card("repère", "first")).not_to_contain_text("proposé")
    line = board.root.locator('[data-frame="three_axes"]')
    line.get_by_role("button", name="Charger").click()
    expect(line).to_contain_text("chargé")
    assert "Axe social" in kept.codes()["name"].tolist()
    source = int(kept.sources().index[kept.sources()["name"] == "Samira"][0])
    start = kept.text(source).index("le soir")
    workbench.coding.apply_code(kept, source, start, start + 7, "Axe clinique")
    questions = board.root.locator(".wb-questions")
    expect(questions).to_contain_text("1 question")
    questions.locator("summary").click()
    expect(questions).to_contain_text("SAMIRA")
    line.get_by_role("button", name="Couverture").click()
    row = board.dialog.locator("tr", has_text="SAMIRA")
    expect(row.locator(".wb-uncovered")).to_have_count(2)
    screenshot(board.page, "coverage")
    row.get_by_role("button").click()
    expect(board.passages.locator("mark")).to_have_text("le soir")
    board.press("Escape")
    questions.get_by_role("button").click()
    expect(board.passages.locator("mark")).to_have_text("le soir")
    board.press("Escape")
    line.locator(".wb-frame-name").click()
    expect(board.dialog).to_contain_text("Ce n'est pas un diagnostic")


def test_the_matrix_is_printed_on_one_page_however_many_needs_and_leaves_as_files(
    kept: workbench.Project, server: Server, page: Page
) -> None:
    places = [(i, u) for i in (2, 4) for u in (2, 4)]
    for n in range(40):
        name = f"Un besoin assez long à dire, numéro {n}"
        needs.add_need(kept, name, importance=places[n % 4][0], urgency=places[n % 4][1])
    board = open_board(server, page)
    expect(board.cards).to_have_count(41)
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_bounded()
    flat = " ".join(text.split())
    assert all(f"numéro {n}" in flat for n in range(40)) and "À planifier" in flat
    with page.expect_download() as waited:
        board.root.get_by_role("button", name="Exporter").click()
        board.root.get_by_role("menuitem", name="Word").click()
    assert waited.value.suggested_filename.endswith("besoins.docx")


def test_what_a_colleague_adds_is_seen(board: Board, kept: workbench.Project) -> None:
    needs.add_need(kept, "Un besoin de Karim")
    expect(board.card("Un besoin de Karim", "")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(
    server: Server, new_page: Callable[..., Page], screenshot: Callable[..., None], scheme: str
) -> None:
    board = open_board(server, new_page(color_scheme=scheme))
    assert serious(board.page) == []
    screenshot(board.page, scheme)
    board.card("Savoir où aller").click()
    expect(board.passages.first).to_be_visible()
    assert serious(board.page) == []
    board.press("Escape", "?")
    expect(board.dialog).to_contain_text("vers un autre quadrant")


def test_the_page_works_in_a_notebook_where_keys_stay_its_own(lab: Server, page: Page) -> None:
    open_in_lab(page, lab, "04_needs")
    board = Board(page).wait()
    board.root.get_by_role("button", name="Ajouter un besoin").click()
    page.keyboard.type("Vu du carnet")
    board.act("Enter")
    card = board.card("Vu du carnet", "")
    card.focus()
    board.act("Shift+ArrowRight")
    expect(board.card("Vu du carnet", "plan")).to_be_focused()
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    board.press("z", "n", "Escape", "d", "d", "a")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_what_people_wrote_runs_nowhere_on_the_page(new_page: Callable[..., Page], tmp_path: Path) -> None:
    made = tmp_path / "hostile.workbench"
    with workbench.create_project(made, title=PAYLOADS[0], coder="Ana", language="fr") as project:
        for n, words in enumerate(PAYLOADS):
            needs.add_need(project, f"{words} {n}", reason=words, importance=4, urgency=4)
    page = new_page()
    page.add_init_script(WATCH)
    with serving("serve", made, tmp_path / "home") as started:
        board = open_board(started, page)
        board.cards.first.click()
        expect(board.drawer).to_be_visible()
        board.press("Escape")
        board.cards.first.focus()
        board.press("e")
        expect(board.root.locator(".wb-need-form")).to_be_visible()
        assert page.evaluate("window.__ran") == 0
        assert page.evaluate("window.__refused") == []
