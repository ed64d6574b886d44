"""Personas in a real browser: read side by side, every line and number opened, corrected, filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from persona_cards import Cards, open_cards, surveyed_project
from playwright.sync_api import Page, expect
from reading import serious
from serving import Server, serving

import workbench
from workbench import personas


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("personas")
    made = folder / "enquête.workbench"
    surveyed_project(made, folder)
    return made


@pytest.fixture(scope="module")
def server(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("serve", path, tmp_path_factory.mktemp("personas-home"), "--coder", "Ana") as started:
        yield started


@pytest.fixture
def kept(path: Path) -> Iterator[workbench.Project]:
    """The served project, opened by a colleague."""
    with workbench.open_project(path, coder="Karim") as opened:
        yield opened


@pytest.fixture
def cards(server: Server, page: Page) -> Cards:
    shown = open_cards(server, page)
    expect(shown.cards).to_have_count(4)
    return shown


def test_every_line_and_every_number_of_every_card_opens_what_it_rests_on_in_one_click(
    cards: Cards, kept: workbench.Project, screenshot: Callable[..., None]
) -> None:
    expect(cards.root.locator(".wb-persona-quote").first).to_be_visible()
    fields = personas.read_fields(kept)
    expect(cards.lines).to_have_count(len(fields))
    for at, field in enumerate(cards.lines.evaluate_all("all => all.map((one) => Number(one.dataset.line))")):
        cards.lines.nth(at).click()
        expect(cards.drawer.locator("h2")).to_have_text(fields.loc[field, "value"])
        n = int(fields.loc[field, "n_in"])
        expect(cards.drawer.locator(".wb-drawer-counts")).to_contain_text(f"{n} personnes")
        expect(cards.passages.first).to_be_visible()
    screenshot(cards.page, "evidence")
    cards.press("Escape")
    numbers = cards.root.locator(".wb-persona [data-number]")
    assert numbers.count() >= 8
    for at in range(numbers.count()):
        numbers.nth(at).click()
        opened = cards.passages.or_(cards.root.locator(".wb-run-card"))
        expect(opened.first).to_be_visible()
        cards.press("Escape")
        expect(opened).to_have_count(0)


def test_a_line_is_put_in_ones_own_words_and_a_persona_named_by_keyboard_and_undone(
    cards: Cards, kept: workbench.Project
) -> None:
    line = cards.lines.first
    before = personas.read_fields(kept).iloc[0]["value"]
    line.focus()
    cards.press("e")
    cards.dialog.get_by_role("textbox").fill("Se tient prêt depuis longtemps")
    cards.act("Control+Enter")
    expect(cards.lines.filter(has_text="Se tient prêt depuis longtemps")).to_have_count(1)
    edited = personas.read_fields(kept).query("origin == 'edited'").iloc[0]
    assert edited["was"] == before
    cards.cards.first.focus()
    cards.press("r")
    cards.dialog.get_by_label("Nom").fill("Les bâtisseurs")
    cards.act("Enter")
    expect(cards.card("Les bâtisseurs")).to_be_visible()
    cards.act("Control+z")
    expect(cards.card("Les bâtisseurs")).to_have_count(0)
    cards.act("Control+z")
    expect(cards.lines.filter(has_text="Se tient prêt depuis longtemps")).to_have_count(0)
    assert personas.read_fields(kept).query("origin == 'edited'").empty


def test_a_persona_is_split_and_merged_again(cards: Cards, kept: workbench.Project) -> None:
    name = personas.read_personas(kept)["name"].iloc[0]
    cards.card(name).get_by_role("button", name="Autres gestes pour").first.click()
    cards.root.get_by_role("menuitem", name="Séparer").click()
    cards.dialog.get_by_label("Choisir").select_option(index=1)
    cards.dialog.get_by_label("Nom du nouveau persona").fill("Une part")
    cards.dialog.get_by_role("button", name="Séparer").click()
    expect(cards.cards).to_have_count(5)
    expect(cards.card("Une part")).to_contain_text("construit à la main")
    cards.card("Une part").focus()
    cards.press("m")
    cards.dialog.get_by_label(name).check()
    cards.dialog.get_by_role("button", name="Réunir").click()
    expect(cards.cards).to_have_count(4)
    cards.act("Control+z")
    cards.act("Control+z")
    expect(cards.card(name)).to_be_visible()
    assert sorted(personas.read_personas(kept)["size"]) == [26, 30, 32, 32]


def test_filters_count_only_who_passes_them(cards: Cards, kept: workbench.Project) -> None:
    cards.root.get_by_label("Où vivez-vous ?").select_option(label="À la campagne")
    answers = kept.answers().query("question == 'Où vivez-vous ?' and value == 'À la campagne'")
    expect(cards.root.locator(".wb-filter-count")).to_have_text(f"{len(answers)} personnes sur 120")
    first = personas.read_personas(kept).iloc[0]
    n = len(set(first["members"]) & set(answers["case_id"]))
    expect(cards.cards.first).to_contain_text(f"{n} sur {first['size']} personnes")
    cards.root.get_by_role("button", name="Tout le monde").click()
    expect(cards.root.locator(".wb-filter-count")).to_have_text("")


def test_the_same_field_is_read_across_by_arrows_and_a_line_leads_to_its_words(cards: Cards) -> None:
    cards.cards.first.locator('[data-field="communication"] .wb-persona-line').first.focus()
    cards.press("ArrowRight")
    expect(cards.cards.nth(1).locator('[data-field="communication"] .wb-persona-line').first).to_be_focused()
    cards.press("Enter")
    expect(cards.passages.first).to_be_focused()
    cards.press("Escape")
    expect(cards.cards.nth(1).locator('[data-field="communication"] .wb-persona-line').first).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_all_and_goes_on_paper(
    scheme: str, server: Server, new_page: Callable[..., Page], screenshot: Callable[..., None]
) -> None:
    cards = open_cards(server, new_page(color_scheme=scheme, viewport={"width": 1024, "height": 768}))
    expect(cards.root.locator(".wb-persona-quote").first).to_be_visible()
    assert serious(cards.page) == []
    screenshot(cards.page, scheme)
    cards.page.emulate_media(media="print")
    cards.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(cards.root.locator(".wb-personas-bar")).to_be_hidden()
    boxes = [cards.cards.nth(at).bounding_box() for at in range(4)]
    assert all(box and box["x"] + box["width"] <= 1050 for box in boxes)
    cards.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
