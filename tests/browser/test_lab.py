"""JupyterLab as we start it: quiet, local, with our notebooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hosts import open_in_lab
from playwright.sync_api import Page, expect
from serving import Server


def test_the_landing_page_works_in_jupyterlab_and_leads_to_the_notebooks(
    lab: Server, page: Page, screenshot: Callable[..., None]
) -> None:
    open_in_lab(page, lab, "index")
    home = page.locator(".wb-home[data-ready]")
    expect(home).to_contain_text("Étude d'essai")
    expect(home.locator("a.wb-home-page").first).to_have_attribute("href", "/lab/tree/01_coding.ipynb")
    screenshot(page, "lab")


def test_jupyterlab_lets_no_text_press_its_buttons_and_fetches_no_news(lab: Server, page: Page) -> None:
    page.goto(lab.lab("index"))
    page.wait_for_function("window.jupyterapp")
    settings = page.evaluate(
        """async () => {
          await window.jupyterapp.restored;
          const ask = async (plugin) =>
            (await window.jupyterapp.serviceManager.settings.fetch(plugin));
          const composed = (found, key) =>
            JSON.parse(found.raw || "{}")[key] ?? found.schema.properties[key].default;
          const sanitizer = await ask("@jupyterlab/apputils-extension:sanitizer");
          const notification = await ask("@jupyterlab/apputils-extension:notification");
          return {
            commands: composed(sanitizer, "allowCommandLinker"),
            news: composed(notification, "fetchNews"),
            updates: composed(notification, "checkForUpdates"),
            announces: window.jupyterapp.hasPlugin("@jupyterlab/apputils-extension:announcements"),
          };
        }"""
    )
    assert settings == {"commands": False, "news": "false", "updates": False, "announces": False}


def test_notebooks_that_a_person_changed_are_left_as_they_are(tmp_path: Path) -> None:
    from workbench.apps.lab_server import lay_out

    assert {path.name for path in lay_out(tmp_path)} >= {"index.ipynb", "01_coding.ipynb"}
    (tmp_path / "index.ipynb").write_text("mine", encoding="utf-8")
    assert lay_out(tmp_path) == []
    assert (tmp_path / "index.ipynb").read_text(encoding="utf-8") == "mine"
