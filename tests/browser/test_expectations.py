"""Expectations in a real browser: found in the list and on the map, read, decided on, undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from expectations import Expectations, open_expectations, planted_project
from hosts import open_in_lab, open_page
from payloads import PAYLOADS, WATCH
from playwright.sync_api import Page, expect
from reading import serious
from serving import Server, serving

import workbench
from workbench import discovery
from workbench.coding import add_code
from workbench.discovery.decisions import rename_theme


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("expectations")
    made = folder / "attentes.workbench"
    planted_project(made, folder)
    return made


@pytest.fixture(scope="module")
def server(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("serve", path, tmp_path_factory.mktemp("expectations-home"), "--coder", "Ana") as started:
        yield started


@pytest.fixture
def planted(path: Path) -> Iterator[workbench.Project]:
    """The served project, opened by a colleague."""
    with workbench.open_project(path, coder="Karim") as opened:
        yield opened


@pytest.fixture
def desk(server: Server, page: Page) -> Expectations:
    return open_expectations(server, page)


def status(project: workbench.Project, label: str) -> str:
    themes = discovery.read_themes(project).themes
    [found] = themes.index[themes["label"] == label]
    return str(themes.loc[found, "status"])


def test_a_latent_expectation_becomes_a_code_with_its_words_and_undo_takes_it_back(
    desk: Expectations, planted: workbench.Project, screenshot: Callable[..., None]
) -> None:
    desk.choose("sans nouvelles, silence")
    screenshot(desk.page, "chosen")
    desk.press("a")
    expect(desk.dialog.get_by_label("Nom du code")).to_be_focused()
    desk.page.keyboard.type("ne pas rester sans nouvelles")
    desk.act("Enter")
    expect(desk.row("sans nouvelles, silence")).to_contain_text("acceptée")
    expect(desk.evidence).to_contain_text("codages à confirmer")
    codes = planted.codes()
    [code] = codes.index[codes["name"] == "ne pas rester sans nouvelles"]
    made = planted.codings(code=int(code))
    assert len(made) > 3 and set(made["status"]) == {"proposed"}
    desk.act("v")
    expect(desk.evidence).not_to_contain_text("codages à confirmer")
    assert set(planted.codings(code=int(code))["status"]) == {"confirmed"}
    desk.act("z")
    desk.act("z")
    expect(desk.row("sans nouvelles, silence")).not_to_contain_text("acceptée")
    assert code not in planted.codes().index and planted.codings().empty


def test_a_theme_becomes_a_code_under_the_code_one_chooses(
    desk: Expectations, planted: workbench.Project
) -> None:
    desk.choose("guichet, adresse")
    desk.act("a", "Enter")
    desk.choose("sans nouvelles, silence")
    desk.press("a")
    desk.dialog.get_by_label("Nom du code").fill("silence")
    desk.dialog.get_by_role("button", name="Sous le code").click()
    picker = desk.root.locator(".wb-picker")
    expect(picker).to_be_visible()
    desk.page.keyboard.type("guichet")
    desk.press("Enter")
    expect(desk.dialog.locator(".wb-code-choice")).to_contain_text("guichet")
    desk.dialog.get_by_role("button", name="Accepter comme code").click()
    expect(desk.row("sans nouvelles, silence")).to_contain_text("acceptée")
    codes = planted.codes().set_index("name")
    assert codes.loc["silence", "path"].startswith("guichet, adresse > ")
    for _ in range(2):
        desk.act("Control+z")
    expect(desk.row("guichet, adresse")).not_to_contain_text("acceptée")


def test_proposed_codings_are_answered_one_by_one_with_the_keys(
    desk: Expectations, planted: workbench.Project
) -> None:
    desk.choose("guichet, adresse")
    desk.press("a")
    desk.act("Enter")
    expect(desk.verbatims.first).to_contain_text("Codage proposé")
    desk.press("Enter")
    expect(desk.verbatims.first).to_be_focused()
    desk.act("v")
    expect(desk.verbatims.nth(1)).to_be_focused()
    desk.act("n")
    codes = planted.codes()
    [code] = codes.index[codes["name"] == "guichet, adresse"]
    statuses = planted.codings(code=int(code))["status"].value_counts()
    assert (statuses["confirmed"], statuses["rejected"]) == (1, 1)
    for _ in range(3):
        desk.act("Control+z")


def test_themes_are_renamed_kept_merged_and_set_aside_on_single_keys(
    desk: Expectations, planted: workbench.Project
) -> None:
    desk.choose("stage, essai")
    desk.press("r")
    desk.page.keyboard.type("finir le stage")
    desk.act("Enter")
    expect(desk.row("finir le stage")).to_be_visible()
    desk.act("l")
    expect(desk.evidence).to_contain_text("Garder")
    desk.press("m")
    desk.page.keyboard.type("patron")
    desk.act("Enter")
    expect(desk.evidence.get_by_role("heading", level=2)).to_have_text("patron, équipe")
    assert "finir le stage" not in set(discovery.read_themes(planted).themes["label"])
    desk.press("x")
    desk.page.keyboard.type("Parle du lieu.")
    desk.act("Control+Enter")
    expect(desk.row("patron, équipe")).to_have_count(0)
    assert status(planted, "patron, équipe") == "rejected"
    for _ in range(4):
        desk.act("z")
    assert status(planted, "stage, essai") == "proposed"


def test_segments_encircled_on_the_map_are_read_and_coded_together(
    server: Server, page: Page, planted: workbench.Project, screenshot: Callable[..., None]
) -> None:
    code = add_code(planted, "à relire")
    desk = open_expectations(server, page)
    desk.encircle([(0.05, 0.1), (0.5, 0.1), (0.5, 0.9), (0.05, 0.9)])
    heading = desk.evidence.get_by_role("heading", level=2)
    expect(heading).to_contain_text("segments entourés")
    n = int(re.sub(r"\D", "", heading.inner_text()))
    expect(desk.verbatims.first).to_be_visible()
    screenshot(desk.page, "encircled")
    desk.press("c")
    desk.page.keyboard.type("à relire")
    desk.act("Enter")
    assert len(planted.codings(code=code)) == n > 10
    desk.act("z")
    assert planted.codings(code=code).empty


def test_picked_verbatims_are_coded_with_the_keyboard_alone(
    server: Server, page: Page, planted: workbench.Project
) -> None:
    code = add_code(planted, "trié à la main")
    desk = open_expectations(server, page)
    desk.list.focus()
    desk.press("ArrowDown", "ArrowDown")
    expect(desk.verbatims.first).to_be_visible()
    desk.press("Enter", " ", "ArrowDown", " ", "c")
    desk.page.keyboard.type("trié")
    desk.act("Enter")
    assert len(planted.codings(code=code)) == 2
    desk.act("z")


def test_a_point_under_the_mouse_says_its_words_and_a_click_chooses_its_theme(desk: Expectations) -> None:
    box = desk.map.bounding_box()
    assert box
    tip = desk.root.locator(".wb-map-tip")
    # Down through the clusters at the right, until some point is met.
    for step in range(120):
        desk.page.mouse.move(box["x"] + box["width"] * 0.68, box["y"] + box["height"] * (0.2 + 0.005 * step))
        if tip.is_visible():
            break
    expect(tip).to_contain_text("groupe")
    desk.page.mouse.down()
    desk.page.mouse.up()
    expect(desk.list.locator('[aria-selected="true"]')).to_have_count(1)
    expect(desk.verbatims.first).to_be_visible()


def test_the_slider_goes_from_coarse_to_fine_and_the_list_follows(desk: Expectations) -> None:
    slider = desk.root.get_by_role("slider")
    fine = desk.rows.count()
    slider.focus()
    desk.press("ArrowLeft")
    expect(desk.row("horaires, bus, permis")).to_be_visible()
    assert desk.rows.count() < fine
    desk.press("ArrowRight")
    expect(desk.row("permis, voiture")).to_be_visible()


def test_the_map_is_coloured_by_what_one_asks_and_its_legend_leads_to_the_words(desk: Expectations) -> None:
    colours = desk.root.get_by_label("Couleurs", exact=True)
    colours.select_option("case")
    legend = desk.root.locator(".wb-legend-item")
    expect(legend.first).to_contain_text(re.compile("NADIA|YANIS|SAMIRA|TOM"))
    name = legend.first.inner_text()
    legend.first.click()
    expect(desk.evidence.get_by_role("heading", level=2)).to_have_text(name)
    expect(desk.verbatims.first).to_contain_text(name)


def test_the_map_leaves_as_a_drawing_and_tables_as_files(desk: Expectations) -> None:
    desk.root.get_by_role("button", name="Enregistrer la carte").click()
    with desk.page.expect_download() as drawing:
        desk.page.get_by_role("menuitem", name="SVG").click()
    svg = Path(drawing.value.path()).read_text(encoding="utf-8")
    assert svg.startswith("<svg") and "permis, voiture" in svg
    desk.root.get_by_role("button", name="Enregistrer la carte").click()
    with desk.page.expect_download() as picture:
        desk.page.get_by_role("menuitem", name="PNG").click()
    assert Path(picture.value.path()).read_bytes().startswith(b"\x89PNG")
    desk.choose("permis, voiture")
    desk.evidence.get_by_role("button", name="Exporter").click()
    with desk.page.expect_download() as table:
        desk.page.get_by_role("menuitem", name="Toutes les attentes (csv)").click()
    assert "permis, voiture" in Path(table.value.path()).read_text(encoding="utf-8-sig")


def test_how_the_result_came_about_is_told_fact_by_fact(desk: Expectations) -> None:
    desk.root.get_by_role("button", name="Comment").click()
    for fact in ("Modèle", "Licence", "Apache-2.0", "Graine", "Empreinte"):
        expect(desk.dialog).to_contain_text(fact)


def test_a_colleagues_decision_appears_without_reloading(
    desk: Expectations, planted: workbench.Project
) -> None:
    themes = discovery.read_themes(planted).themes
    [theme] = themes.index[themes["label"] == "délai, attente"]
    rename_theme(planted, int(theme), "savoir quand")
    expect(desk.row("savoir quand")).to_be_visible()
    planted.undo()
    expect(desk.row("délai, attente")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)], ids=lambda size: str(size[0]))
def test_nothing_keeps_anybody_from_using_the_page(
    server: Server,
    new_page: Callable[..., Page],
    scheme: str,
    size: tuple[int, int],
    screenshot: Callable[..., None],
) -> None:
    page = new_page(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    desk = open_expectations(server, page)
    desk.choose("permis, voiture")
    screenshot(page, "page")
    assert serious(page) == []


def test_without_themes_the_page_says_what_could_be_here(
    new_page: Callable[..., Page], tmp_path: Path, screenshot: Callable[..., None]
) -> None:
    path = tmp_path / "vide.workbench"
    workbench.create_project(path, title="Vide", coder="Ana", language="fr").close()
    with serving("serve", path, tmp_path / "home") as started:
        page = new_page()
        open_page(page, started, "02_expectations")
        expect(page.locator(".wb-desk")).to_contain_text("Aucun segment à lire encore")
        screenshot(page, "none")
        talk = tmp_path / "entretien.txt"
        talk.write_text("NADIA : Un repère, quoi.\n\nYANIS : On m'a pas rappelé.\n", encoding="utf-8")
        with workbench.open_project(path, coder="Karim") as project:
            workbench.corpus.import_sources(project, talk)
        expect(page.locator(".wb-reading")).to_contain_text("pas rappelé")
        screenshot(page, "few")


def test_no_key_pressed_on_the_page_reaches_the_notebook(
    path: Path, page: Page, tmp_path: Path, screenshot: Callable[..., None]
) -> None:
    options = ("--coder", "Ana", "--folder", str(tmp_path / "n"))
    with serving("lab", path, tmp_path / "home", *options, WORKBENCH_EXPOSE_LAB="1") as lab:
        open_in_lab(page, lab, "02_expectations")
        desk = Expectations(page).wait()
        cells = page.locator(".jp-Cell").count()
        desk.choose("permis, voiture")
        screenshot(page, "lab")
        desk.press(
            *"jkbdd", "Enter", *"bdd ", "Escape", "a", "Escape", "m", *"dd", "Escape", "x", *"dd", "Escape"
        )
        desk.map.focus()
        desk.press(*"bdd+-0", "ArrowLeft", "?", "Escape")
        expect(desk.root).to_be_visible()
        assert page.locator(".jp-Cell").count() == cells


def test_no_words_of_a_project_run_on_the_page(new_page: Callable[..., Page], tmp_path: Path) -> None:
    path = tmp_path / "hostile.workbench"
    labels = planted_project(path, tmp_path)
    with workbench.open_project(path, coder="Ana") as project:
        for theme, words in zip(labels.values(), PAYLOADS[::5], strict=False):
            rename_theme(project, theme, words)
        for words in PAYLOADS[:40:10]:
            add_code(project, words)
    page = new_page()
    page.add_init_script(WATCH)
    with serving("serve", path, tmp_path / "home") as started:
        desk = open_expectations(started, page)
        for key in ("j", "j", "a", "Escape", "m", "Escape", "r", "Escape", "x", "Escape", "e"):
            desk.press(key)
            page.wait_for_timeout(60)
        desk.root.get_by_role("button", name="Arbre").click()
        desk.root.get_by_role("button", name="Comment").click()
        page.wait_for_timeout(100)
        assert page.evaluate("window.__ran") == 0
        assert page.evaluate("window.__refused") == []
