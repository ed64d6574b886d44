"""Pictures of every page, for the documentation: `python -m tests.browser.screenshots FOLDER`.

The example project in Voila, in French and English, light and dark, on two sizes of screen; then in
JupyterLab.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from conftest import ARGUMENTS
from hosts import open_in_lab, open_page
from serving import Server, chromium, serving

from workbench import Project, needs, open_project
from workbench.apps.demo import build_demo
from workbench.discovery import find_themes

SCHEMES = ("light", "dark")
SIZES = ((1440, 900), (1024, 768))


def main(folder: Path) -> None:
    """Take every picture anew."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium() or playwright.chromium.executable_path, args=ARGUMENTS
        )
        for language in ("fr", "en"):
            home = Path(temporary) / language
            home.mkdir()
            project = build_demo(language=language, folder=home)
            with open_project(project, coder="Ana") as opened:
                find_themes(opened)
                _some_needs(opened)
            with serving("serve", project, home, "--coder", "Ana") as voila:
                _pages(browser, voila, folder, language)
        with serving("lab", project, home, "--coder", "Ana", WORKBENCH_EXPOSE_LAB="1") as lab:
            for scheme in SCHEMES:
                _take(browser, scheme, SIZES[0], folder / f"desk-lab-en-{scheme}.png", _lab(lab, scheme))
        browser.close()


def _pages(browser: Browser, voila: Server, folder: Path, language: str) -> None:
    for scheme, size in product(SCHEMES, SIZES):
        for name, notebook, ready in (
            ("home-voila", "index", ".wb-home[data-ready]"),
            ("desk-voila", "01_coding", ".wb-desk[data-ready]"),
            ("expectations-voila", "02_expectations", ".wb-desk[data-ready]"),
            ("words-voila", "03_words", ".wb-desk[data-ready]"),
            ("needs-voila", "04_needs", ".wb-desk[data-ready]"),
        ):
            narrow = "" if size == SIZES[0] else f"-{size[0]}"
            target = folder / f"{name}-{language}-{scheme}{narrow}.png"

            def show(page: Page, notebook: str = notebook, ready: str = ready) -> None:
                open_page(page, voila, notebook)
                page.locator(ready).wait_for()
                if notebook == "01_coding":
                    _some_coding(page)
                elif notebook == "02_expectations":
                    _some_expectation(page)
                elif notebook == "03_words":
                    _some_word(page)
                elif notebook == "04_needs":
                    _some_need(page)

            _take(browser, scheme, size, target, show)


def _lab(lab: Server, scheme: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        open_in_lab(page, lab, "01_coding")
        page.evaluate(
            "theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})",
            f"JupyterLab {scheme.title()}",
        )
        desk = page.locator(".wb-desk[data-ready]")
        desk.wait_for()
        page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
        desk.scroll_into_view_if_needed()
        _some_coding(page)

    return show


def _some_coding(page: Page) -> None:
    # The third next coding of the first group: a screen with something to look at.
    page.locator(".wb-desk .cm-content").first.focus()
    for _ in range(3):
        page.keyboard.press("n")


def _some_expectation(page: Page) -> None:
    # The second best candidate, with what carries it.
    page.locator(".wb-kind").first.wait_for()
    page.locator(".wb-candidate").nth(1).click()
    page.locator(".wb-verbatim").first.wait_for()


def _some_word(page: Page) -> None:
    # The fourth word of the table, with what is said with it.
    page.locator(".wb-columns-line").nth(3).click()
    page.locator(".wb-passage").first.wait_for()


def _some_needs(project: Project) -> None:
    # What the program proposes, placed as a person might: a board with something on it.
    for at, need in enumerate(needs.propose_needs(project, most=9)):
        needs.place_need(project, need, 4 - at % 4, 1 + at * 3 % 4)


def _some_need(page: Page) -> None:
    # The first need, with the words it rests on.
    page.locator(".wb-need").first.click()
    page.locator(".wb-passage").first.wait_for()


def _take(
    browser: Browser, scheme: str, size: tuple[int, int], target: Path, show: Callable[[Page], None]
) -> None:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, timezone_id="UTC"
    )
    page = context.new_page()
    show(page)
    page.wait_for_timeout(600)  # fonts and the last transition
    page.screenshot(path=target)
    context.close()
    print(target.name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
