"""Before a search for themes, in a real browser: what is chosen, started, told, stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from expectations import Expectations, open_expectations, planted_project
from hosts import open_page
from planted_themes import add_talks
from playwright.sync_api import Locator, Page, expect
from reading import serious
from serving import Server, serving

import workbench
from workbench import discovery
from workbench.corpus import import_attributes


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with themes, and whether each person lives in town."""
    folder = tmp_path_factory.mktemp("settings")
    made = folder / "réglages.workbench"
    planted_project(made, folder)
    people = folder / "people.csv"
    people.write_text("speaker,lieu\nNADIA,ville\nYANIS,ville\nSAMIRA,campagne\nTOM,campagne\n", "utf-8")
    with workbench.open_project(made, coder="Ana") as project:
        import_attributes(project, people, case="speaker")
    return made


@pytest.fixture(scope="module")
def server(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("serve", path, tmp_path_factory.mktemp("settings-home"), "--coder", "Ana") as started:
        yield started


def status(desk: Expectations) -> Locator:
    return desk.dialog.get_by_role("status")


def test_a_search_is_chosen_and_started_with_the_keyboard_and_stands_on_the_run_card(
    server: Server, page: Page, path: Path, screenshot: Callable[..., None]
) -> None:
    desk = open_expectations(server, page)
    desk.press("t")
    expect(desk.dialog.get_by_role("radio", name="Segments")).to_be_focused()
    expect(status(desk)).to_contain_text("4 personnes seront comparés")
    screenshot(page, "settings")
    assert serious(page) == []
    desk.press("ArrowDown", "Tab")
    expect(desk.dialog.get_by_role("radio", name="Tours de parole")).to_be_checked()
    desk.dialog.get_by_label("Finesse des thèmes").select_option(label="Grossière")
    desk.dialog.get_by_label("Qui est lu").select_option(label="lieu : ville (2 personnes)")
    expect(status(desk)).to_contain_text("tours de parole de 2 personnes")
    desk.dialog.get_by_label("Modèle").select_option("characters")
    expect(desk.dialog).to_contain_text("suites de lettres")
    expect(desk.dialog).to_contain_text("Licence : BSD-3-Clause.")
    desk.dialog.get_by_label("Modèle").select_option("universal-sentence-encoder-multilingual-3")
    desk.dialog.get_by_role("radio", name="Tours de parole").focus()
    # 90 turns are fewer than groups need: the detail that was chosen groups them anyway.
    expect(status(desk)).to_contain_text("lisez les stabilités avec prudence")
    desk.press("Enter")
    expect(desk.root.locator(".wb-said")).to_contain_text("Les thèmes sont là", timeout=60_000)
    # A coarse search starts at its coarse end, wherever the slider stood before.
    expect(desk.root.get_by_role("slider")).to_have_value("0")
    desk.root.get_by_role("button", name="Comment").click()
    for told in ("Tours de parole entiers", "lieu : ville (2 personnes)", "Grossière", "Apache-2.0"):
        expect(desk.dialog).to_contain_text(told)
    screenshot(page, "card")
    desk.dialog.get_by_role("button", name="Chercher à nouveau").click()
    expect(desk.dialog.get_by_role("radio", name="Tours de parole")).to_be_focused()
    expect(desk.dialog.get_by_label("Qui est lu").locator("option:checked")).to_contain_text("lieu : ville")
    expect(desk.dialog.get_by_label("Finesse des thèmes").locator("option:checked")).to_have_text("Grossière")
    desk.press("Escape")
    with workbench.open_project(path, coder="Ana") as project:
        project.undo()


def test_too_few_to_group_are_not_started_by_accident(server: Server, page: Page) -> None:
    desk = open_expectations(server, page)
    desk.press("t")
    desk.dialog.get_by_role("radio", name="Réponses").check()
    expect(status(desk)).to_contain_text("Aucune réponse")
    expect(desk.dialog.get_by_role("button", name="Chercher", exact=True)).to_be_disabled()
    desk.press("Escape")
    expect(desk.dialog).to_have_count(0)


def test_a_small_corpus_is_read_with_its_progress_and_grouped_only_when_asked(
    new_page: Callable[..., Page], tmp_path: Path, screenshot: Callable[..., None]
) -> None:
    path = tmp_path / "petit.workbench"
    with workbench.create_project(path, title="Petit", coder="Ana", language="fr") as project:
        add_talks(project, tmp_path, sources=1, turns=40)
    page = new_page()
    with serving("serve", path, tmp_path / "home") as started:
        open_page(page, started, "02_expectations")
        desk = Expectations(page).wait()
        first = desk.root.locator(".wb-reading .wb-verbatim").first
        first.focus()
        desk.press("Enter")
        stop = desk.root.locator(".wb-reading").get_by_role("button", name="Arrêter")
        expect(stop).to_be_visible()
        screenshot(page, "reading")
        stop.click()
        expect(desk.root.locator(".wb-reading")).to_contain_text("Le calcul est arrêté")
        first.focus()
        desk.press("Enter")
        expect(desk.root.locator(".wb-reading > div").last.locator(".wb-verbatim").first).to_be_visible()
        desk.root.get_by_role("button", name="Grouper quand même").click()
        expect(status(desk)).to_contain_text("il en faut 150")
        desk.press("Enter")
        expect(desk.rows.first).to_be_visible(timeout=60_000)
    with workbench.open_project(path, coder="Ana") as project:
        assert not discovery.read_themes(project).themes.empty


def test_an_alert_that_is_closed_by_mouse_leaves_the_keys_to_the_page(server: Server, page: Page) -> None:
    desk = open_expectations(server, page)
    desk.choose("permis, voiture")
    desk.press("v")
    alert = desk.root.get_by_role("alert").filter(has_text="pas encore un code")
    expect(alert).to_be_visible()
    alert.get_by_role("button").click()
    expect(alert).to_have_count(0)
    expect(desk.root).to_be_focused()
    desk.press("t")
    expect(desk.dialog).to_be_visible()
