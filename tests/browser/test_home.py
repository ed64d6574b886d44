"""The landing page, the wait, the theme and the errors, as a reader meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reading import serious
from serving import Server, serving
from texts import add_source

import workbench
from workbench.coding import apply_code


def test_home_tells_how_far_coding_has_come_and_leads_to_the_pages(
    voila: Server, page: Page, project: workbench.Project, source: int
) -> None:
    name = project.sources().at[source, "name"]
    length = project.sources().at[source, "length"]
    apply_code(project, source, 0, length, "mobilité")
    page.goto(voila.url)
    home = page.locator(".wb-home[data-ready]")
    expect(home).to_contain_text("Étude d'essai")
    row = home.locator("tr", has_text=name)
    expect(row).to_contain_text("100")
    expect(home.locator("a.wb-home-page").first).to_have_attribute("href", "/voila/render/01_coding.ipynb")
    assert page.title() == "Accueil · Workbench"
    assert page.locator("html").get_attribute("lang") == "fr"


def test_home_tells_what_changed_since_the_visit_before(
    project_path: Path, tmp_path: Path, page: Page, project: workbench.Project
) -> None:
    with serving("serve", project_path, tmp_path, "--coder", "Ana") as server:
        page.goto(server.url)
        home = page.locator(".wb-home[data-ready]")
        expect(home).to_contain_text("C'est votre première visite.")
        add_source(project, "arrived-later")
        page.reload()
        expect(home).to_contain_text("Karim : 1 geste")


def test_the_token_leaves_the_address_bar_and_a_reload_still_works(voila: Server, page: Page) -> None:
    page.goto(voila.url)
    page.locator(".wb-home[data-ready]").wait_for()
    assert "token" not in page.url
    page.reload()
    page.locator(".wb-home[data-ready]").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_home_is_accessible_in_light_and_dark_and_follows_the_system(
    voila: Server, new_page: Callable[..., Page], screenshot: Callable[..., None], scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(voila.url)
    page.locator(".wb-home[data-ready]").wait_for()
    assert page.evaluate("document.body.dataset.jpThemeLight") == str(scheme == "light").lower()
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(33, 33, 33)")
    assert serious(page) == []
    screenshot(page, scheme)
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != background


def test_a_page_in_english_for_those_who_ask_for_it(
    project_path: Path, home: Path, page: Page, screenshot: Callable[..., None]
) -> None:
    with serving("serve", project_path, home, "--language", "en") as server:
        page.goto(server.url)
        expect(page.locator(".wb-home[data-ready]")).to_contain_text("How far coding has come")
        assert page.locator("html").get_attribute("lang") == "en"
        screenshot(page, "en")


def test_the_wait_is_told_while_the_page_is_prepared(voila: Server, page: Page) -> None:
    page.goto(voila.url, wait_until="commit")
    wait = page.get_by_role("status").first
    expect(wait).to_contain_text("projet")
    expect(page.locator("#loading_bar")).to_be_visible()
    page.locator(".wb-home[data-ready]").wait_for()
    expect(page.locator("#loading")).to_be_hidden()


def test_a_missing_page_and_a_refused_page_are_sentences(voila: Server, page: Page) -> None:
    page.goto(f"{voila.root}/voila/render/nothing.ipynb?token={voila.token}")
    expect(page.locator("main")).to_contain_text("ne mène à aucune page")
    assert serious(page) == []
    page.get_by_role("link", name="Revenir à l'accueil").click()
    page.locator(".wb-home[data-ready]").wait_for()
    page.context.clear_cookies()
    page.goto(voila.root)
    expect(page.locator("main")).to_contain_text("avec sa clé")


def test_a_failing_page_tells_one_sentence_and_neither_code_nor_traceback(
    project_path: Path, home: Path, page: Page
) -> None:
    # A page of one's own that breaks on somebody's words, beside one that asks for what is not there.
    with serving("serve", project_path, home) as server:
        page.goto(server.url)
        page.locator(".wb-home[data-ready]").wait_for()
        [kernel] = server.kernels()
        folder = Path(kernel.cwd())
        for name, line in {
            "broken": "raise ValueError('words of Nadia')",
            "absent": "from workbench.errors import NotFound\nraise NotFound('apps.no_project')",
            "early": "raise RuntimeError('words of Nadia')",
        }.items():
            first = "pass" if name == "early" else "project = current_project()"
            write_notebook(
                folder / f"{name}.ipynb",
                [f"from workbench.apps.page import current_project\n{first}", line, "print('after')"],
            )
        for name, sentence in {
            "broken": "Quelque chose d'inattendu",
            "absent": "workbench serve PROJET",
            "early": "Quelque chose d'inattendu",
        }.items():
            page.goto(server.page(name))
            expect(page.get_by_role("alert")).to_contain_text(sentence)
            html = page.content()
            for unwanted in ("words of Nadia", "Traceback", "raise ", "after</pre>", "ValueError"):
                assert unwanted not in html
        assert "words of Nadia" not in "".join(server.lines)
        assert any("ValueError" in line for line in server.lines)


def write_notebook(path: Path, cells: list[str]) -> None:
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    code = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for number, source in enumerate(cells)
    ]
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"kernelspec": kernel},
        "cells": code,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")


def test_the_kernel_of_a_closed_page_goes_away(voila: Server, page: Page) -> None:
    before = {kernel.pid for kernel in voila.kernels()}
    page.goto(voila.url)
    page.locator(".wb-home[data-ready]").wait_for()
    [new] = [kernel for kernel in voila.kernels() if kernel.pid not in before]
    page.goto("about:blank")
    new.wait(15)


def test_nothing_of_the_users_jupyter_reaches_the_pages(
    project_path: Path, tmp_path: Path, page: Page
) -> None:
    trap = "raise SystemExit('configuration of the user was read')\n"
    for place in (".jupyter", ".ipython/profile_default", ".ipython/profile_default/startup"):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        for name in ("voila.py", "jupyter_config.py", "jupyter_server_config.py", "00-start.py"):
            (tmp_path / place / name).write_text(trap, encoding="utf-8")
        (tmp_path / place / "ipython_kernel_config.py").write_text(trap, encoding="utf-8")
    with serving(
        "serve", project_path, tmp_path, PYTHONSTARTUP=str(tmp_path / ".jupyter/voila.py")
    ) as server:
        page.goto(server.url)
        page.locator(".wb-home[data-ready]").wait_for()
        assert not any("was read" in line for line in server.lines)
