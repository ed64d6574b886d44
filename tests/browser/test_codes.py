"""The codebook at work on the desk: the tree, the inspector, the picker, the evidence drawer, the dialogs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Desk, open_desk
from playwright.sync_api import Locator, Page, expect
from serving import Server

import workbench.coding


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Callable[[str], Server]:
    return request.getfixturevalue


@pytest.fixture
def tree(project: workbench.Project) -> dict[str, int]:
    """Three codes of their own for each test: "haut {n}" with "milieu {n}" and "bas {n}" below it."""
    number = len(project.codes())
    top = workbench.coding.add_code(project, f"haut {number}")
    middle = workbench.coding.add_code(project, f"milieu {number}", parent=top, definition="Entre les deux.")
    return {
        "haut": top,
        "milieu": middle,
        "bas": workbench.coding.add_code(project, f"bas {number}", parent=top),
    }


def line(desk: Desk, code: int) -> Locator:
    return desk.root.locator(f'[role="treeitem"][data-code="{code}"]')


def parent_of(project: workbench.Project, code: int) -> int | None:
    parent = project.codes().at[code, "parent_id"]
    return None if parent != parent or parent is None else int(parent)


def test_a_code_is_renamed_moved_and_described_without_leaving_the_keyboard(
    server: Callable[[str], Server], page: Page, project: workbench.Project, source: int, tree: dict[str, int]
) -> None:
    desk = open_desk("voila", server, page, source)
    line(desk, tree["bas"]).click()
    before = desk.acks()
    desk.press("F2", "ControlOrMeta+a")
    page.keyboard.type("bas nouveau")
    desk.press("Enter")
    desk.answered(before)
    assert project.codes().at[tree["bas"], "name"] == "bas nouveau"

    before = desk.acks()
    desk.press("Alt+ArrowRight")
    desk.answered(before)
    assert parent_of(project, tree["bas"]) == tree["milieu"]
    expect(line(desk, tree["bas"])).to_have_attribute("aria-level", "3")

    before = desk.acks()
    desk.root.get_by_label("Définition").fill("Ce qui est au-dessous.")
    desk.press("Control+Enter")
    desk.answered(before)
    assert project.codes().at[tree["bas"], "definition"] == "Ce qui est au-dessous."


def test_a_code_dragged_onto_another_goes_below_it_and_undo_brings_it_back(
    server: Callable[[str], Server], page: Page, project: workbench.Project, source: int, tree: dict[str, int]
) -> None:
    desk = open_desk("voila", server, page, source)
    line(desk, tree["milieu"]).click()
    line(desk, tree["bas"]).hover()
    page.mouse.down()
    box = line(desk, tree["milieu"]).bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] * 0.6, steps=4)
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2, steps=2)
    before = desk.acks()
    page.mouse.up()
    desk.answered(before)
    assert parent_of(project, tree["bas"]) == tree["milieu"]
    before = desk.acks()
    desk.press("Control+z")
    desk.answered(before)
    assert parent_of(project, tree["bas"]) == tree["haut"]


def test_the_picker_finds_by_definition_and_creates_what_is_missing(
    server: Callable[[str], Server], page: Page, project: workbench.Project, source: int, tree: dict[str, int]
) -> None:
    desk = open_desk("voila", server, page, source)
    desk.select("un repère")
    desk.press("Enter")
    page.keyboard.type("entre les deux")
    option = desk.root.locator(f'[role="option"][data-code="{tree["milieu"]}"]')
    expect(option).to_contain_text("définition")
    desk.picker.fill("Œil neuf & frais")
    before = desk.acks()
    desk.press("Control+Enter")
    desk.answered(before)
    expect(desk.root.get_by_role("treeitem", name="Œil neuf & frais")).to_be_visible()
    assert "Œil neuf & frais" in set(project.codings(source)["code_id"].map(project.codes()["name"]))


def test_a_count_opens_the_words_behind_it_and_they_lead_to_their_text(
    server: Callable[[str], Server],
    page: Page,
    project: workbench.Project,
    source: int,
    tree: dict[str, int],
    screenshot: Callable[..., None],
) -> None:
    desk = open_desk("voila", server, page, source)
    desk.code("un repère", str(project.codes().at[tree["bas"], "name"]))
    line(desk, tree["bas"]).locator("button.wb-tree-count").click()
    drawer = desk.root.locator(".wb-drawer")
    expect(drawer.locator("mark")).to_have_text("un repère")
    screenshot(page, "drawer")
    expect(drawer.locator("article")).to_be_focused()
    desk.press("Enter")
    expect(desk.root.locator(".wb-coding-card blockquote")).to_have_text("un repère")
    desk.press("Escape")
    expect(drawer).to_have_count(0)


def test_a_click_is_heard_though_the_count_changes_while_the_button_is_down(
    server: Callable[[str], Server],
    page: Page,
    project_path: Path,
    project: workbench.Project,
    source: int,
    tree: dict[str, int],
) -> None:
    workbench.coding.apply_code(project, source, 40, 45, tree["bas"])
    desk = open_desk("voila", server, page, source)
    line(desk, tree["bas"]).locator("button.wb-tree-count").hover()
    page.mouse.down()
    with workbench.open_project(project_path, coder="Zoé") as colleague:
        workbench.coding.apply_code(colleague, source, 50, 55, tree["bas"])
    expect(desk.root.get_by_text("Zoé a travaillé ici")).to_be_visible()
    page.mouse.up()
    expect(desk.root.locator(".wb-drawer mark")).to_have_count(2)
    expect(line(desk, tree["bas"]).locator("button.wb-tree-count")).to_contain_text("2")


def test_deleting_a_code_says_what_it_takes_and_gives_its_codings_away(
    server: Callable[[str], Server], page: Page, project: workbench.Project, source: int, tree: dict[str, int]
) -> None:
    desk = open_desk("voila", server, page, source)
    desk.code("un papier", str(project.codes().at[tree["bas"], "name"]))
    line(desk, tree["bas"]).click()
    desk.press("Delete")
    dialog = desk.root.get_by_role("dialog")
    expect(dialog).to_contain_text("1 codage")
    before = desk.acks()
    dialog.get_by_role("button", name="Supprimer").click()
    desk.answered(before)
    codings = project.codings(source)
    assert tree["bas"] not in project.codes().index
    assert tree["haut"] in set(codings["code_id"])


def test_blind_a_deletion_that_carries_colleagues_work_asks_where_it_goes_without_counting_it(
    server: Callable[[str], Server], page: Page, project: workbench.Project, source: int, tree: dict[str, int]
) -> None:
    for start in (40, 50, 60):
        workbench.coding.apply_code(project, source, start, start + 5, tree["bas"])
    desk = open_desk("voila", server, page, source)
    desk.root.get_by_role("button", name="aveugle").click()
    expect(line(desk, tree["bas"])).to_be_visible()
    line(desk, tree["bas"]).click()
    desk.press("Delete")
    dialog = desk.root.get_by_role("dialog")
    expect(dialog).to_contain_text("collègues")
    expect(dialog).to_contain_text("0 codage, 0 mémo")
    before = desk.acks()
    dialog.get_by_role("button", name="Supprimer").click()
    desk.answered(before)
    assert tree["bas"] not in project.codes().index
    assert list(project.codings(source)["code_id"]) == [tree["haut"]] * 3


def test_no_key_pressed_in_tree_picker_drawer_or_dialog_reaches_the_notebook(
    server: Callable[[str], Server],
    page: Page,
    project: workbench.Project,
    source: int,
    tree: dict[str, int],
    screenshot: Callable[..., None],
) -> None:
    desk = open_desk("lab", server, page)
    cells = page.locator(".jp-Cell").count()
    desk.select("un repère")
    desk.press("Enter", *"abddm1", "Escape")
    line(desk, tree["bas"]).click()
    desk.press(*"bddx", "End", "Home", "ArrowDown", "Shift+F10", *"bd", "Escape")
    desk.press("Insert", *"bdd", "Escape", "Delete", *"dd", "Escape")
    desk.code("un papier", str(project.codes().at[tree["bas"], "name"]))
    line(desk, tree["bas"]).locator(".wb-tree-count").click()
    expect(desk.root.locator(".wb-passage")).to_have_count(1)
    screenshot(page, "lab")
    desk.press(*"abddxm", "ArrowDown", "Escape")
    expect(desk.root).to_be_visible()
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".jp-Dialog").count() == 0
