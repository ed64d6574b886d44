"""Suggestions for a code, and two readings side by side, in a real browser: by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from expectations import Expectations, open_expectations, planted_project
from payloads import PAYLOADS, WATCH
from playwright.sync_api import Locator, Page, expect
from reading import serious
from serving import Server, serving

import workbench
from workbench import coding

CODE = "se déplacer"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("panels")
    made = folder / "lectures.workbench"
    coded_project(made, folder)
    return made


@pytest.fixture(scope="module")
def server(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("serve", path, tmp_path_factory.mktemp("panels-home"), "--coder", "Ana") as started:
        yield started


@pytest.fixture
def colleague(path: Path) -> Iterator[workbench.Project]:
    """The served project, opened by somebody else."""
    with workbench.open_project(path, coder="Karim") as opened:
        yield opened


@pytest.fixture
def desk(server: Server, page: Page) -> Expectations:
    return open_expectations(server, page)


def coded_project(path: Path, folder: Path) -> None:
    """The project with themes, some of its words coded, one code that says nothing."""
    planted_project(path, folder)
    with workbench.open_project(path, coder="Ana") as project:
        for name, words in ((CODE, "un bus le soir"), ("papiers", "un papier"), ("rappel", "m'a rappelé")):
            coding.autocode(
                project, words, coding.add_code(project, name), unit="sentence", sources="groupe 1"
            )
        coding.add_code(project, "divers")


def panel(desk: Expectations) -> Locator:
    return desk.root.locator(".wb-page-panel:not([hidden])")


def lines(desk: Expectations) -> Locator:
    return panel(desk).locator(".wb-suggestion")


def suggest(desk: Expectations, name: str = CODE) -> None:
    """Open the suggestions for a code, with the keyboard alone."""
    desk.press("2", "/")
    expect(desk.dialog.get_by_role("combobox")).to_be_focused()
    desk.page.keyboard.type(name)
    desk.press("Enter")
    expect(lines(desk).first.locator(".wb-verbatim")).to_be_focused()


def compare(desk: Expectations) -> None:
    desk.press("3")
    expect(panel(desk).locator(".wb-cross")).to_be_visible()


def answers(project: workbench.Project) -> tuple[int, int]:
    """How many yes and no there are for the code."""
    [code] = project.codes().index[project.codes()["name"] == CODE]
    statuses = project.codings(code=int(code))["status"].value_counts()
    return int(statuses.get("confirmed", 0)), int(statuses.get("rejected", 0))


def test_suggestions_are_answered_with_one_key_each_and_the_next_one_comes_by_itself(
    desk: Expectations, colleague: workbench.Project, screenshot: Callable[..., None]
) -> None:
    before = answers(colleague)
    suggest(desk)
    expect(panel(desk).locator(".wb-quality")).to_contain_text("rappel")
    screenshot(desk.page, "suggestions")
    first = lines(desk).first.locator(".wb-verbatim-words").inner_text()
    second = lines(desk).nth(1).locator(".wb-verbatim-words").inner_text()
    desk.act("v")
    expect(lines(desk).first.locator(".wb-verbatim-words")).to_have_text(second)
    expect(lines(desk).first.locator(".wb-verbatim")).to_be_focused()
    desk.act("n")
    assert answers(colleague) == (before[0] + 1, before[1] + 1)
    desk.act("z")
    expect(lines(desk).first.locator(".wb-verbatim-words")).to_have_text(second)
    desk.act("Control+z")
    expect(lines(desk).first.locator(".wb-verbatim-words")).to_have_text(first)
    desk.act("Control+y")
    expect(lines(desk).first.locator(".wb-verbatim-words")).to_have_text(second)
    desk.act("z")
    assert answers(colleague) == before


def test_answers_given_by_mouse_teach_the_next_suggestions(
    desk: Expectations, colleague: workbench.Project
) -> None:
    before = answers(colleague)
    desk.root.get_by_role("tab", name="Suggestions").click()
    panel(desk).get_by_role("button", name="Choisir un code").last.click()
    desk.dialog.get_by_role("option", name=CODE).first.click()
    expect(lines(desk)).to_have_count(10)
    for number in range(1, 6):
        lines(desk).first.get_by_role("button", name="Non").click()
        expect(panel(desk).locator(".wb-page-facts")).to_contain_text(f"{number} répondu")
    # Five are answered; more came than were left.
    expect(lines(desk).nth(8)).to_be_visible()
    for _ in range(5):
        desk.act("Control+z")
    assert answers(colleague) == before


def test_what_a_colleague_answers_leaves_the_list(desk: Expectations, colleague: workbench.Project) -> None:
    suggest(desk)
    words = lines(desk).nth(2).locator(".wb-verbatim-words").inner_text()
    place = lines(desk).nth(2).locator(".wb-verbatim").get_attribute("data-member")
    assert place
    source, start, end = (int(one) for one in place.split("-"))
    workbench.discovery.answer_suggestion(colleague, CODE, source, start, end, yes=False)
    expect(lines(desk).filter(has_text=words)).to_have_count(0)
    colleague.undo()
    expect(lines(desk).first).to_contain_text(words)


def test_a_code_with_nothing_to_learn_from_says_what_to_do(
    desk: Expectations, screenshot: Callable[..., None]
) -> None:
    desk.press("2")
    expect(panel(desk)).to_contain_text("Choisissez un code")
    desk.press("/")
    desk.page.keyboard.type("divers")
    desk.press("Enter")
    expect(panel(desk)).to_contain_text("« divers » n'a ni codage ni définition")
    expect(panel(desk).get_by_role("link", name="Aller coder")).to_be_visible()
    screenshot(desk.page, "nothing")


def test_every_cell_opens_its_words_which_are_coded_with_the_keyboard(
    desk: Expectations, colleague: workbench.Project, screenshot: Callable[..., None]
) -> None:
    code = coding.add_code(colleague, "à relire")
    desk.page.reload()
    desk.wait()
    compare(desk)
    expect(panel(desk).locator(".wb-agreement")).to_contain_text("Accord")
    desk.press("ArrowRight", "ArrowLeft")
    cell = panel(desk).locator(".wb-cross-cell:focus")
    n = int(cell.inner_text())
    desk.press("Enter")
    drawer = desk.root.locator(".wb-drawer")
    expect(drawer.locator(".wb-verbatim")).to_have_count(n)
    expect(drawer.locator(".wb-verbatim").first).to_be_focused()
    screenshot(desk.page, "words")
    desk.press("c")
    desk.page.keyboard.type("à relire")
    desk.act("Enter")
    assert len(colleague.codings(code=code)) == 1
    expect(panel(desk).locator(".wb-page-notice")).to_be_visible()
    desk.act("Control+z")
    drawer.locator(".wb-reading-words-acts").get_by_role("button").click()
    desk.page.keyboard.type("à relire")
    desk.act("Enter")
    assert len(colleague.codings(code=code)) == n
    desk.act("Control+z")
    desk.press("Escape")
    expect(drawer).to_have_count(0)
    expect(panel(desk).locator(".wb-cross-cell:focus")).to_have_text(str(n))
    colleague.undo()


def test_the_largest_disagreement_comes_first_and_the_table_leaves_as_a_file(desk: Expectations) -> None:
    compare(desk)
    rows = panel(desk).locator(".wb-columns-line")
    sizes = [int(text) for text in rows.locator(".wb-cell-n").all_inner_texts()]
    assert sizes == sorted(sizes, reverse=True)
    rows.first.click()
    expect(desk.root.locator(".wb-drawer .wb-verbatim")).to_have_count(sizes[0])
    panel(desk).get_by_role("button", name="Exporter").click()
    with desk.page.expect_download() as table:
        desk.page.get_by_role("menuitem", name="tableau croisé (csv)").click()
    text = Path(table.value.path()).read_text(encoding="utf-8-sig")
    assert CODE in text and "total" in text


def test_two_other_readings_are_chosen_and_nothing_is_crossed_with_itself(desk: Expectations) -> None:
    compare(desk)
    one, other = (
        panel(desk).get_by_label("Comparer", exact=True),
        panel(desk).get_by_label("avec", exact=True),
    )
    one.select_option("themes")
    expect(other).to_have_value("codes")
    expect(panel(desk).locator(".wb-cross-corner")).to_contain_text("thèmes × codes")
    other.select_option("classes")
    expect(panel(desk).locator(".wb-cross thead")).to_contain_text("Classe 1")
    expect(panel(desk).get_by_label("Classes", exact=True)).to_be_visible()


def test_keys_of_the_map_do_nothing_on_the_other_tabs(desk: Expectations) -> None:
    desk.choose("permis, voiture")
    for tab in ("2", "3"):
        desk.press(tab)
        expect(panel(desk)).to_be_visible()
        desk.press(*"amsrlx")
        expect(desk.dialog).to_have_count(0)
    desk.press("1")
    expect(desk.list).to_be_focused()
    desk.press("r")
    expect(desk.dialog).to_be_visible()
    desk.press("Escape")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_keeps_anybody_from_using_the_panels(
    desk: Expectations, language: str, screenshot: Callable[..., None]
) -> None:
    page = desk.page
    if language == "en":
        desk.root.locator(".wb-language").click()
        page.get_by_role("menuitem", name="English").click()
        expect(desk.root.get_by_role("tab", name="Compare", exact=True)).to_be_visible()
        desk.wait()
        desk.root.focus()
    suggest(desk)
    expect(panel(desk).locator(".wb-quality-words")).to_be_visible()
    for look in looks(page):
        screenshot(page, f"suggestions-{look}")
        assert serious(page) == []
    compare(desk)
    for look in looks(page):
        screenshot(page, f"readings-{look}")
    panel(desk).locator(".wb-cross-strong").first.click()
    expect(desk.root.locator(".wb-drawer .wb-verbatim").first).to_be_focused()
    for look in looks(page):
        screenshot(page, f"words-{look}")
    assert serious(page) == []


def looks(page: Page) -> Iterator[str]:
    """The page as it is seen by day and by night, on a large screen and on a small one."""
    for width, height in ((1440, 900), (1024, 768)):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": height})
            dark = page.locator(".wb-desk.wb-dark")
            expect(dark).to_have_count(1 if scheme == "dark" else 0)
            yield f"{width}-{scheme}"


def test_no_words_of_a_project_run_on_the_panels(
    server: Server, new_page: Callable[..., Page], colleague: workbench.Project
) -> None:
    hostile = PAYLOADS[0]
    coding.rename_code(colleague, CODE, hostile)
    page = new_page()
    page.add_init_script(WATCH)
    desk = open_expectations(server, page)
    suggest(desk, hostile[:8])
    expect(panel(desk).locator(".wb-code-choice")).to_contain_text(hostile)
    compare(desk)
    expect(panel(desk).locator(".wb-cross tbody")).to_contain_text(hostile)
    panel(desk).locator(".wb-cross-cell").first.click()
    expect(desk.root.locator(".wb-drawer .wb-verbatim").first).to_be_visible()
    assert page.evaluate("window.__ran") == 0
    assert page.evaluate("window.__refused") == []
    colleague.undo()
