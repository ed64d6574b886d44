"""Words that are scripts stay words: shown everywhere, in Voila and in JupyterLab, none runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desk import Desk, open_desk
from hosts import open_in_lab, open_page
from payloads import PAYLOADS, WATCH
from playwright.sync_api import Page, expect
from serving import Server, serving
from texts import hostile_project


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "hostile.workbench"
    return path, hostile_project(path, folder, PAYLOADS)


@pytest.fixture(scope="module")
def hosts(hostile: tuple[Path, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Server]]:
    path, _ = hostile
    home = tmp_path_factory.mktemp("hostile-home")
    with (
        serving("serve", path, home) as voila,
        serving("lab", path, home, "--folder", str(home / "n"), WORKBENCH_EXPOSE_LAB="1") as lab,
    ):
        yield {"voila": voila, "lab": lab}


@pytest.fixture
def watched(new_page: Callable[..., Page]) -> Page:
    page = new_page()
    page.add_init_script(WATCH)
    page.on("dialog", lambda dialog: (page.evaluate("window.ran()"), dialog.dismiss()))
    return page


def test_the_watch_sees_scripts_that_run(watched: Page, voila: Server) -> None:
    watched.goto(f"{voila.root}/voila/static/labvariables.css")
    ran = 0
    for words in PAYLOADS:
        watched.evaluate("words => { window.__ran = 0; document.body.innerHTML = words; }", words)
        watched.wait_for_timeout(20)
        ran += bool(watched.evaluate("window.__ran"))
    assert len(PAYLOADS) >= 100
    assert ran >= 40


@pytest.mark.parametrize("host", ["voila", "lab"])
def test_no_words_of_a_project_run_on_the_landing_page(
    host: str, hosts: dict[str, Server], watched: Page
) -> None:
    if host == "voila":
        open_page(watched, hosts["voila"], "index")
    else:
        open_in_lab(watched, hosts["lab"], "index")
    expect(watched.locator(".wb-home[data-ready]")).to_contain_text(PAYLOADS[0])
    expect(watched.locator(".wb-home")).to_contain_text(PAYLOADS[-1])
    clean(watched)


@pytest.mark.parametrize("host", ["voila", "lab"])
def test_no_words_of_a_project_run_in_the_desk(
    host: str,
    hosts: dict[str, Server],
    hostile: tuple[Path, int],
    watched: Page,
    screenshot: Callable[..., None],
) -> None:
    desk = open_desk(host, hosts.__getitem__, watched, hostile[1])
    read_everything(desk)
    screenshot(watched, "desk")
    clean(watched)


def clean(page: Page) -> None:
    """Nothing ran, and nothing was held back by the policy alone."""
    assert page.evaluate("window.__ran") == 0
    assert page.evaluate("window.__refused") == []


def read_everything(desk: Desk) -> None:
    """Scroll, point, open: every place of the desk that shows somebody's words."""
    page = desk.page
    expect(desk.text).to_contain_text("onerror=ran()")
    desk.text.focus()
    for _ in range(8):
        desk.press("PageDown")
        page.wait_for_timeout(50)
    for stripe in desk.root.locator(".wb-stripe").all()[:5]:
        stripe.hover(force=True)
    for _ in range(5):  # the inspector: words, code, memo
        desk.press("n")
        page.wait_for_timeout(80)
    desk.press("Enter")
    page.keyboard.type("img")
    page.wait_for_timeout(150)
    desk.press("ArrowDown", "ArrowDown", "Escape")
    desk.press("m", "Escape", "Escape")
    for row in desk.root.get_by_role("treeitem").all()[:4]:
        row.click(force=True)
    # The evidence behind a count, the last acts, the people of a source, the keys.
    desk.root.get_by_role("treeitem").first.get_by_role("button").last.click(force=True)
    page.wait_for_timeout(300)
    desk.press("Escape")
    for opened in ("Derniers gestes", "raccourcis"):
        desk.root.get_by_role("button", name=opened).click(force=True)
        page.wait_for_timeout(300)
        desk.press("Escape")
    desk.root.get_by_role("button", name="Actions sur").first.click(force=True)
    desk.root.get_by_role("menuitem", name="Locuteurs").click(force=True)
    page.wait_for_timeout(300)
    desk.press("Escape")
    desk.text.focus()
    for _ in range(3):
        desk.press("Control+z")
    page.wait_for_timeout(300)
    for source in desk.root.locator(".wb-source").all()[1:4]:
        source.click(force=True)
        page.wait_for_timeout(150)
