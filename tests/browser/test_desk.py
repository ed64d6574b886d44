"""The main job, with real hands: a passage coded is in the project, and stays there whatever dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Literal

import nbformat
import pandas as pd
import pytest
from desk import Desk, open_desk, press_physical
from hosts import open_in_lab
from playwright.sync_api import Page, Playwright, expect
from reading import serious
from serving import Server, own_chromium

import workbench.coding
from workbench.coding import add_code, apply_code

HOSTS = pytest.mark.parametrize("host", ["voila", "lab"])


@pytest.fixture
def host() -> str:
    """Where the desk opens: the page, or both where a test asks for HOSTS."""
    return "voila"


@pytest.fixture
def name(project: workbench.Project, source: int) -> str:
    return str(project.sources().at[source, "name"])


@pytest.fixture
def opening(
    request: pytest.FixtureRequest, host: Literal["voila", "lab"], source: int, name: str
) -> Callable[..., Desk]:
    """Opens the desk on the source of this test, on the page of this test or another."""

    def open_it(page: Page | None = None) -> Desk:
        page = page or request.getfixturevalue("page")
        return open_desk(host, request.getfixturevalue, page, source).open(name)

    return open_it


@pytest.fixture
def desk(opening: Callable[..., Desk]) -> Desk:
    """The desk, open on the source of this test."""
    return opening()


def verbatims(project: workbench.Project, source: int) -> list[tuple[str, str]]:
    """What is coded in a source, read from the file: the words and the code."""
    found: pd.DataFrame = project.codings(source)
    names = project.codes()["name"]
    return [(project.verbatim(source, row.start, row.end), names[row.code_id]) for row in found.itertuples()]


@HOSTS
def test_what_is_coded_by_mouse_and_key_is_in_the_project_word_for_word(
    desk: Desk, page: Page, project: workbench.Project, source: int, screenshot: Callable[..., None]
) -> None:
    desk.code("un repère", "repère")
    assert verbatims(project, source) == [("un repère", "repère")]
    # Behind an emoji, a letter of two units and a combining accent, offsets still agree.
    desk.code("C'est ça qu'on m'a dit au de\u0301part", "mobilité")
    assert ("C'est ça qu'on m'a dit au de\u0301part", "mobilité") in verbatims(project, source)
    expect(desk.coded("un repère")).to_be_visible()
    screenshot(page, "coded")
    assert set(project.codings(source)["coder"]) == {"Ana"}


@HOSTS
def test_twenty_codings_in_a_row_all_reach_the_project(
    desk: Desk, project: workbench.Project, source: int
) -> None:
    # JupyterLab answers on other threads from the second message on.
    desk.code("un papier", "repère")
    desk.select("débrouille-toi")
    for word in ("bus", "matin", "rappelé", "manqué", "attendu", "explique", "hein", "euh", "quoi"):
        before = desk.acks()
        desk.select(word)
        desk.press("1")
        desk.answered(before)
    coded = {words for words, _ in verbatims(project, source)}
    assert coded == {
        "un papier", "bus", "matin", "rappelé", "manqué", "attendu", "explique", "hein", "euh", "quoi",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "key", "virtual"), [("Digit1", "&", 49), ("Digit1", "1", 49), ("Numpad1", "1", 97)]
)
def test_the_digits_work_on_french_keyboards_without_shift(
    desk: Desk, page: Page, project: workbench.Project, source: int, code: str, key: str, virtual: int
) -> None:
    desk.code("un papier", "repère")
    before = desk.acks()
    desk.select("rappelé")
    press_physical(page, code, key, virtual)
    desk.answered(before)
    assert ("rappelé", desk.recent()[0]) in verbatims(project, source)


@HOSTS
def test_no_key_pressed_in_the_desk_reaches_the_notebook(desk: Desk, page: Page) -> None:
    desk.text.click()
    cells = page.locator(".jp-Cell").count()
    desk.press(*"1mabddxyzviIjJkKnNpPlLoOsSrRtTqQ00?[]/", "Escape", "Enter", "Escape", "Delete", "Backspace")
    desk.press("Escape", "ArrowDown", "ArrowUp", "Shift+ArrowDown", "Shift+m", "Control+b", "Escape")
    expect(desk.root).to_be_visible()
    assert page.locator(".jp-Cell").count() == cells
    assert page.locator(".jp-Dialog").count() == 0
    # Whatever has the focus in the desk carries the mark that keeps its keys there.
    unmarked = desk.root.evaluate(
        """root => [...root.querySelectorAll("button, input, select, textarea, a[href], [tabindex], "
          + "[contenteditable=true], summary")]
          .filter(node => !node.dataset.lmSuppressShortcuts && node.tabIndex >= 0)
          .map(node => node.outerHTML.slice(0, 100))"""
    )
    assert unmarked == []


def test_a_coding_is_pending_until_the_store_has_answered(
    desk: Desk, voila: Server, project: workbench.Project, source: int
) -> None:
    desk.code("un papier", "repère")
    kernels = voila.kernels()
    for kernel in kernels:
        kernel.suspend()
    try:
        desk.select("rappelé")
        desk.press("1")
        expect(desk.text.locator(".wb-is-pending").first).to_be_visible()
        expect(desk.status).not_to_contain_text("nregistré")
        assert len(verbatims(project, source)) == 1
    finally:
        for kernel in kernels:
            kernel.resume()
    expect(desk.status).to_contain_text("nregistré")
    expect(desk.text.locator(".wb-is-pending")).to_have_count(0)
    assert "rappelé" in dict(verbatims(project, source))


def test_a_refused_act_is_told_and_taken_off_the_screen(
    opening: Callable[..., Desk], voila: Server, page: Page, project: workbench.Project, source: int
) -> None:
    passing = add_code(project, "passager")
    desk = opening()
    desk.code("un papier", "passager")
    kernels = voila.kernels()
    for kernel in kernels:
        kernel.suspend()
    # A colleague takes the code away while the page still shows it.
    workbench.coding.delete_code(project, passing, codings="delete")
    desk.select("rappelé")
    desk.press(str(desk.recent().index("passager") + 1))
    for kernel in kernels:
        kernel.resume()
    expect(desk.root.get_by_role("alert").first).to_contain_text("passager")
    expect(desk.coded("rappelé")).to_have_count(0)
    assert verbatims(project, source) == []


def test_everything_is_there_after_the_kernel_and_the_browser_are_killed(
    opening: Callable[..., Desk], voila: Server, playwright: Playwright, project_path: Path, tmp_path: Path
) -> None:
    others = {kernel.pid for kernel in voila.kernels()}
    with own_chromium(playwright, tmp_path / "chromium") as (first, kill):
        desk = opening(first)
        desk.code("un repère", "repère")
        desk.code("débrouille-toi", "mobilité")
        kill()
    [kernel] = [kernel for kernel in voila.kernels() if kernel.pid not in others]
    os.kill(kernel.pid, signal.SIGKILL)
    again = opening()
    expect(again.coded("un repère")).to_be_visible()
    expect(again.coded("débrouille-toi")).to_be_visible()
    table = tmp_path / "segments.csv"
    subprocess.run(
        [sys.executable, "-m", "workbench.cli", "export", "segments", str(project_path), str(table)],
        check=True,
    )
    exported = table.read_text(encoding="utf-8-sig")
    assert "un repère" in exported
    assert "débrouille-toi" in exported


def test_a_lost_kernel_is_told_and_a_reload_brings_the_desk_back(
    opening: Callable[..., Desk], voila: Server, page: Page, name: str, screenshot: Callable[..., None]
) -> None:
    others = {kernel.pid for kernel in voila.kernels()}
    desk = opening()
    desk.code("un repère", "repère")
    [kernel] = [kernel for kernel in voila.kernels() if kernel.pid not in others]
    os.kill(kernel.pid, signal.SIGKILL)
    banner = desk.root.locator(".wb-banner")
    expect(banner).to_be_visible(timeout=20_000)
    screenshot(page, "lost")
    banner.get_by_role("button").click()
    desk.wait()
    expect(banner).to_be_hidden()
    expect(desk.open(name).coded("un repère")).to_be_visible()


def test_two_pages_on_one_project_show_each_others_work(
    opening: Callable[..., Desk], new_page: Callable[..., Page], project: workbench.Project, source: int
) -> None:
    mine = opening(new_page())
    yours = opening(new_page())
    mine.code("un repère", "repère")
    expect(yours.coded("un repère")).to_be_visible(timeout=5000)
    yours.code("rappelé", "mobilité")
    expect(mine.coded("rappelé")).to_be_visible(timeout=5000)
    # And a colleague who works without a page.
    apply_code(project, source, *span(project, source, "attendu"), "mobilité")
    for desk in (mine, yours):
        expect(desk.coded("attendu")).to_be_visible(timeout=5000)


def span(project: workbench.Project, source: int, words: str) -> tuple[int, int]:
    start = project.text(source).index(words)
    return start, start + len(words)


@HOSTS
def test_undo_and_redo_take_back_and_restore(desk: Desk, project: workbench.Project, source: int) -> None:
    desk.code("un repère", "repère")
    before = desk.acks()
    desk.press("Control+z")
    desk.answered(before)
    expect(desk.coded("un repère")).to_have_count(0)
    assert verbatims(project, source) == []
    before = desk.acks()
    desk.press("Control+Shift+z")
    desk.answered(before)
    expect(desk.coded("un repère")).to_be_visible()
    assert verbatims(project, source) == [("un repère", "repère")]


def test_a_project_open_for_reading_only_refuses_every_key_with_a_sentence_and_stays_as_it_is(
    lab: Server,
    home: Path,
    page: Page,
    project: workbench.Project,
    project_path: Path,
    source: int,
    name: str,
) -> None:
    with workbench.open_project(project_path, coder="Ana") as ana:
        apply_code(ana, source, *span(ana, source, "un papier"), "repère")
    cell = f"""
        import workbench
        from workbench.widgets import CodingDesk
        project = workbench.open_project({str(project_path)!r}, coder="Ana", read_only=True)
        CodingDesk(project, source={source})
    """
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(dedent(cell))], metadata={"kernelspec": kernel}
    )
    nbformat.write(notebook, home / "notebooks" / "reading.ipynb")
    before = project.head()
    open_in_lab(page, lab, "reading")
    desk = Desk(page).wait().open(name)
    expect(desk.coded("un papier")).to_be_visible()
    expect(desk.status).to_contain_text("lecture seule")
    for key in ("1", "i"):
        desk.select("rappelé")
        desk.press(key)
        expect(desk.root.get_by_role("alert").last).to_contain_text(
            "Le projet est ouvert en lecture seule : rien n'a été changé."
        )
        desk.root.locator(".wb-alert button").last.click()
        expect(desk.root.get_by_role("alert")).to_have_count(0)
    desk.text.focus()
    desk.press("p", "Delete")
    expect(desk.root.get_by_role("alert").last).to_contain_text("lecture seule")
    expect(desk.coded("un papier")).to_be_visible()
    expect(desk.coded("rappelé")).to_have_count(0)
    assert project.head() == before
    assert verbatims(project, source) == [("un papier", "repère")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_desk_is_accessible(
    opening: Callable[..., Desk], new_page: Callable[..., Page], scheme: str, screenshot: Callable[..., None]
) -> None:
    page = new_page(color_scheme=scheme)
    desk = opening(page)
    desk.code("un repère", "repère")
    assert serious(page) == []
    desk.select("rappelé")
    desk.press("Enter")
    assert serious(page) == []
    screenshot(page, "picker")
    desk.press("Escape", "?")
    assert serious(page) == []
    screenshot(page, "keys")


def test_the_desk_holds_at_two_hundred_percent_and_in_a_narrow_window(
    request: pytest.FixtureRequest,
    new_page: Callable[..., Page],
    source: int,
    screenshot: Callable[..., None],
) -> None:
    # 200 % on a screen of 1440 × 900 leaves 720 × 450.
    page = new_page(viewport={"width": 720, "height": 450}, device_scale_factor=2)
    desk = open_desk("voila", request.getfixturevalue, page, source)
    expect(desk.text).to_be_visible()
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    screenshot(page, "zoom")


def test_the_desk_speaks_of_nothing_it_should_not(voila: Server, project_path: Path) -> None:
    told = "".join(voila.lines)
    for words in ("repère", "débrouille-toi", "Nadia", str(project_path)):
        assert words not in told


def test_a_text_longer_than_the_screen_is_one_tab_stop_and_its_keys_scroll_it(
    opening: Callable[..., Desk], new_page: Callable[..., Page]
) -> None:
    page = new_page(viewport={"width": 1440, "height": 300})
    desk = opening(page)
    scroller = desk.root.locator(".cm-scroller")
    assert scroller.evaluate("node => node.scrollHeight > node.clientHeight")
    assert serious(page) == []
    stops = desk.root.locator(".wb-text").evaluate(
        "root => [root, ...root.querySelectorAll('*')].filter((node) => node.tabIndex >= 0).length"
    )
    assert stops == 1
    desk.text.focus()
    desk.press("Control+Home")
    top = scroller.evaluate("node => node.scrollTop")
    desk.press("PageDown", "PageDown")
    page.wait_for_function("([node, top]) => node.scrollTop > top", arg=[scroller.element_handle(), top])
    desk.press("Tab")
    assert not desk.text.evaluate("node => node.contains(document.activeElement)")
    desk.press("Shift+Tab")
    expect(desk.text).to_be_focused()
