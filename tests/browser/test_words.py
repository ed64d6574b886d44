"""Words in a real browser: counted, looked up, compared, read in their passages, coded, undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hosts import open_in_lab, open_page
from payloads import PAYLOADS, WATCH
from playwright.sync_api import Page, expect
from reading import serious
from serving import Server, serving
from words import Words, open_words, spoken_project

import workbench
from workbench.coding import add_code


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words")
    made = folder / "mots.workbench"
    spoken_project(made, folder)
    return made


@pytest.fixture(scope="module")
def server(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("serve", path, tmp_path_factory.mktemp("words-home"), "--coder", "Ana") as started:
        yield started


@pytest.fixture
def spoken(path: Path) -> Iterator[workbench.Project]:
    """The served project, opened by a colleague."""
    with workbench.open_project(path, coder="Karim") as opened:
        yield opened


@pytest.fixture
def desk(server: Server, page: Page) -> Words:
    return open_words(server, page)


def code_named(project: workbench.Project, name: str) -> int:
    codes = project.codes()["name"]
    [found] = codes.index[codes == name]
    return int(found)


def test_a_word_leads_to_its_passages_and_k_codes_the_one_one_is_at(
    desk: Words, spoken: workbench.Project, screenshot: Callable[..., None]
) -> None:
    code = code_named(spoken, "à relire")
    desk.row("rappeler").click()
    expect(desk.drawer).to_contain_text("« rappeler »")
    expect(desk.passages.first).to_be_focused()
    desk.press("ArrowDown", "k")
    desk.page.keyboard.type("à relire")
    desk.act("Enter")
    expect(desk.passages.nth(1)).to_contain_text("à relire")
    expect(desk.passages.nth(1)).to_be_focused()
    screenshot(desk.page, "coded")
    [made] = spoken.codings(code=code).to_dict("records")
    words = spoken.verbatim(made["source_id"], made["start"], made["end"])
    assert "rappel" in words
    desk.act("Control+z")
    expect(desk.passages.nth(1)).not_to_contain_text("à relire")
    assert spoken.codings(code=code).empty


def test_all_passages_are_coded_in_one_act_and_taken_back_in_one(
    desk: Words, spoken: workbench.Project
) -> None:
    code = code_named(spoken, "se déplacer")
    desk.row("bus").click()
    expect(desk.passages.first).to_be_focused()
    desk.press("a")
    desk.page.keyboard.type("se déplacer")
    desk.act("Enter")
    n = len(spoken.codings(code=code))
    assert n > 10
    expect(desk.root.locator(".wb-ledger")).to_contain_text(f"{n} passages codés")
    desk.act("Control+z")
    assert spoken.codings(code=code).empty


def test_the_keyboard_alone_filters_walks_reads_and_comes_back(desk: Words) -> None:
    desk.press("/")
    desk.page.keyboard.type("GUICH")
    expect(desk.rows).to_have_count(1)
    desk.press("Enter", "Enter")
    expect(desk.passages.first).to_be_focused()
    desk.press("Escape")
    expect(desk.drawer).to_have_count(0)
    expect(desk.panel.get_by_role("grid")).to_be_focused()


def test_a_title_of_a_column_sorts_and_few_people_are_left_out(desk: Words) -> None:
    desk.panel.get_by_role("button", name="mot", exact=True).click()
    terms = desk.rows.locator(".wb-cell-term").all_inner_texts()
    assert terms[0] <= terms[5] and len(terms) > 10
    before = desk.facts.inner_text()
    desk.panel.get_by_label("Personnes, au moins").fill("4")
    expect(desk.facts).not_to_have_text(before)


def test_the_concordance_finds_patterns_and_lemmas_and_sorts_by_what_follows(
    desk: Words, screenshot: Callable[..., None]
) -> None:
    desk.press("2")
    desk.page.keyboard.type("rapp*")
    desk.press("Enter")
    expect(desk.lines.first.locator("mark")).to_be_visible()
    found = {words.lower() for words in desk.lines.locator("mark").all_inner_texts()}
    assert all(words.startswith("rapp") for words in found)
    desk.press("/")
    desk.page.keyboard.type("lemma:rappeler")
    desk.press("Enter")
    expect(desk.facts).to_contain_text("emplois")
    expect(desk.lines.first.locator("mark")).to_have_text("rappelé")
    desk.panel.get_by_label("Trier").select_option("right")
    expect(desk.lines.first).to_be_visible()
    screenshot(desk.page, "concordance")
    desk.lines.first.click()
    expect(desk.passages).to_have_count(1)
    desk.press("Escape")
    desk.panel.get_by_role("button", name="Tous les passages").click()
    expect(desk.passages.nth(5)).to_be_visible()


def test_a_word_of_the_table_is_looked_up_in_the_concordance(desk: Words) -> None:
    desk.row("bus").click()
    desk.drawer.get_by_role("button", name="Concordance").click()
    expect(desk.lines.first.locator("mark")).to_have_text("bus")


def test_whose_words_are_counted_is_chosen_by_name_or_by_what_is_known_of_people(
    desk: Words, screenshot: Callable[..., None]
) -> None:
    whole = desk.facts.inner_text()
    desk.root.get_by_role("button", name="Personnes :").click()
    desk.page.keyboard.type("flers")
    desk.dialog.get_by_role("button", name="Prendre").click()
    screenshot(desk.page, "people")
    desk.press("Enter")
    expect(desk.root.get_by_role("button", name="Personnes :")).to_contain_text("YANIS")
    expect(desk.facts).not_to_have_text(whole)
    expect(desk.rows.first).to_contain_text("YANIS")
    desk.root.get_by_role("button", name="Tout reprendre").click()
    expect(desk.facts).to_have_text(whole)
    desk.root.get_by_label("Regrouper par").select_option("form")
    expect(desk.facts).not_to_have_text(whole)


def test_parts_are_compared_and_a_score_leads_to_what_that_part_says(
    desk: Words, screenshot: Callable[..., None]
) -> None:
    desk.tab("Spécificités")
    desk.panel.get_by_label("Comparer").select_option("source")
    expect(desk.rows.first).to_be_visible()
    screenshot(desk.page, "specificities")
    part = desk.rows.first.locator(".wb-cell-part").inner_text()
    desk.rows.first.click()
    expect(desk.drawer.get_by_role("heading", level=2)).to_contain_text(part)
    expect(desk.passages.first).to_contain_text(part)


def test_two_words_that_come_together_lead_to_the_segments_with_both(desk: Words) -> None:
    desk.tab("Similitude")
    link = desk.rows.first
    a, b = (link.locator(f".wb-cell-{name}").inner_text() for name in "ab")
    link.click()
    expect(desk.drawer.get_by_role("heading", level=2)).to_have_text(f"« {a} » avec « {b} »")
    expect(desk.passages.first.locator("mark").nth(1)).to_be_visible()


def test_classes_are_looked_for_when_asked_and_lead_to_their_segments(
    desk: Words, screenshot: Callable[..., None]
) -> None:
    desk.tab("Classes")
    expect(desk.panel).to_contain_text("méthode de Reinert")
    desk.panel.locator(".wb-page-nothing").get_by_role("button", name="Chercher les classes").click()
    expect(desk.panel.locator(".wb-class-card").nth(1)).to_be_visible()
    screenshot(desk.page, "classes")
    desk.panel.locator(".wb-class-name").first.click()
    expect(desk.drawer.get_by_role("heading", level=2)).to_have_text("classe 1")
    expect(desk.passages.first).to_be_visible()
    desk.press("Escape")
    desk.panel.locator(".wb-class-words .wb-link").first.click()
    expect(desk.passages.first.locator("mark").first).to_be_visible()


def test_a_tree_says_what_follows_a_word_and_each_branch_leads_to_its_passages(
    desk: Words, screenshot: Callable[..., None]
) -> None:
    desk.press("6")
    desk.page.keyboard.type("pas")
    desk.press("Enter")
    branches = desk.panel.locator(".wb-branch-line")
    expect(branches.nth(1)).to_contain_text("la")
    screenshot(desk.page, "tree")
    desk.press("ArrowDown", "Enter")
    expect(desk.drawer.get_by_role("heading", level=2)).to_contain_text("« pas la")
    expect(desk.passages.first).to_contain_text("pas la")
    desk.press("Escape")
    desk.panel.get_by_label("Sens").select_option("left")
    expect(branches.nth(1)).to_contain_text("demande")


def test_a_long_search_can_be_stopped_and_asked_again(desk: Words) -> None:
    desk.tab("Classes")
    desk.panel.get_by_label("Tirages").fill("500")
    desk.panel.locator(".wb-page-controls").get_by_role("button", name="Chercher").click()
    stop = desk.panel.get_by_role("button", name="Arrêter")
    stop.click()
    expect(desk.panel).to_contain_text("La recherche a été arrêtée")
    expect(stop).to_have_count(0)
    desk.panel.get_by_label("Tirages").fill("0")
    desk.panel.get_by_role("button", name="Recompter").click()
    expect(desk.panel.locator(".wb-class-card").first).to_be_visible()


def test_tables_leave_as_files(desk: Words) -> None:
    desk.press("e")
    with desk.page.expect_download() as table:
        desk.page.get_by_role("menuitem", name="csv").click()
    text = Path(table.value.path()).read_text(encoding="utf-8-sig")
    assert text.startswith("mot") and "rappeler" in text
    desk.row("bus").click()
    desk.drawer.get_by_role("button", name="Exporter").click()
    with desk.page.expect_download() as passages:
        desk.page.get_by_role("menuitem", name="Excel").click()
    assert Path(passages.value.path()).read_bytes().startswith(b"PK")


def test_a_change_in_the_project_is_told_and_counted_when_asked(
    desk: Words, spoken: workbench.Project, tmp_path: Path
) -> None:
    before = desk.facts.inner_text()
    (tmp_path / "encore.txt").write_text("TOM : Un tracteur, deux tracteurs.\n", encoding="utf-8")
    workbench.corpus.import_sources(spoken, tmp_path / "encore.txt")
    notice = desk.panel.locator(".wb-page-notice")
    expect(notice).to_be_visible()
    expect(desk.facts).to_have_text(before)
    notice.get_by_role("button").click()
    expect(desk.facts).not_to_have_text(before)
    spoken.undo()


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
    desk = open_words(server, page)
    assert serious(page) == []
    desk.row("rappeler").click()
    expect(desk.passages.first).to_be_focused()
    screenshot(page, "page")
    assert serious(page) == []
    desk.press("Escape", "3")
    expect(desk.rows.first).to_be_visible()
    assert serious(page) == []


def test_without_words_the_page_says_what_could_be_here(
    new_page: Callable[..., Page], tmp_path: Path, screenshot: Callable[..., None]
) -> None:
    path = tmp_path / "vide.workbench"
    workbench.create_project(path, title="Vide", coder="Ana", language="fr").close()
    with serving("serve", path, tmp_path / "home") as started:
        page = new_page()
        open_page(page, started, "03_words")
        desk = Words(page)
        expect(desk.panel).to_contain_text("Aucun mot à compter")
        screenshot(page, "none")
        for name in ("Spécificités", "Similitude", "Classes"):
            desk.tab(name)
            button = desk.panel.locator(".wb-page-nothing").get_by_role("button", name="Chercher les classes")
            if name == "Classes":
                button.click()
            expect(desk.panel.locator(".wb-page-nothing")).to_be_visible()
        assert page.locator(".wb-alert").count() == 0


def test_the_page_speaks_english_too(server: Server, new_page: Callable[..., Page]) -> None:
    desk = open_words(server, new_page())
    desk.root.get_by_role("button", name="fr", exact=True).click()
    desk.page.get_by_role("menuitem", name="English").click()
    expect(desk.root.get_by_role("tab", name="Words")).to_be_visible()
    for tab in ("Concordance", "Specificities", "Similarity", "Classes", "Tree", "Words"):
        desk.tab(tab)
        expect(desk.panel).to_be_visible()
        words = desk.root.inner_text()
        assert not re.search(r"\b[a-z]+\.[a-z_]+\b", words), words
    desk.root.focus()
    desk.press("?")
    expect(desk.dialog).to_contain_text("code all passages")


def test_no_key_pressed_on_the_page_reaches_the_notebook(
    path: Path, page: Page, tmp_path: Path, screenshot: Callable[..., None]
) -> None:
    options = ("--coder", "Ana", "--folder", str(tmp_path / "n"))
    with serving("lab", path, tmp_path / "home", *options, WORKBENCH_EXPOSE_LAB="1") as lab:
        open_in_lab(page, lab, "03_words")
        desk = Words(page).wait()
        cells = page.locator(".jp-Cell").count()
        desk.row("rappeler").click()
        expect(desk.passages.first).to_be_focused()
        screenshot(page, "lab")
        desk.press(*"bdd", "k", "Escape", "a", "Escape", "Escape", *"bdd", "Enter")
        expect(desk.passages.first).to_be_focused()
        desk.press("Escape", *"3bdd", *"4bdd", *"2bdd", "Escape", *"bdd", "?", "Escape")
        expect(desk.root).to_be_visible()
        assert page.locator(".jp-Cell").count() == cells


def test_no_words_of_a_project_run_on_the_page(new_page: Callable[..., Page], tmp_path: Path) -> None:
    path = tmp_path / "hostile.workbench"
    talk = "\n\n".join(
        f"{'NADIA' if at % 2 else 'YANIS'} : {words.replace(chr(10), ' ')} bus guichet"
        for at, words in enumerate(PAYLOADS)
    )
    (tmp_path / "hostile.txt").write_text(talk, encoding="utf-8")
    with workbench.create_project(path, title=PAYLOADS[0], coder="Ana", language="fr") as project:
        workbench.corpus.import_sources(project, tmp_path / "hostile.txt")
        for words in PAYLOADS[:40:10]:
            add_code(project, words)
    page = new_page()
    page.add_init_script(WATCH)
    with serving("serve", path, tmp_path / "home") as started:
        desk = open_words(started, page)
        desk.row("bus").click()
        expect(desk.passages.first).to_be_focused()
        desk.press("k", "Escape", "Escape")
        for key in "345":
            desk.press(key)
            page.wait_for_timeout(200)
        desk.press("2")
        desk.page.keyboard.type("bus")
        desk.press("Enter")
        expect(desk.lines.first).to_be_visible()
        page.wait_for_timeout(100)
        assert page.evaluate("window.__ran") == 0
        assert page.evaluate("window.__refused") == []
