"""The page of words as its user works it."""

from __future__ import annotations

from pathlib import Path

from hosts import open_page
from interviews import add_interviews
from planted_themes import add_talks
from playwright.sync_api import Locator, Page, expect
from screens import Screen
from serving import Server

import workbench


class Words(Screen):
    """The page, on a screen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.panel = self.root.locator(".wb-page-panel:not([hidden])")
        self.rows = self.panel.locator(".wb-columns-line")
        self.lines = self.panel.locator(".wb-kwic")
        self.facts = self.panel.locator(".wb-page-facts")
        self.drawer = self.root.locator(".wb-drawer")
        self.passages = self.drawer.locator(".wb-passage")

    def wait(self) -> Words:
        """Wait until the page can be worked with."""
        self.page.locator('.wb-desk[data-ready="1"]').wait_for()
        expect(self.rows.first).to_be_visible()
        return self

    def row(self, term: str) -> Locator:
        """The row of that word."""
        return self.rows.filter(has=self.page.locator(".wb-cell-term", has_text=term)).first

    def tab(self, name: str) -> None:
        """Open a tab."""
        self.root.get_by_role("tab", name=name).click()


def open_words(server: Server, page: Page, **query: object) -> Words:
    """Open the notebook of words as a page."""
    open_page(page, server, "03_words", **query)
    return Words(page).wait()


def spoken_project(path: Path, folder: Path) -> None:
    """A project with talks and interviews, people and what is known of them, and codes."""
    with workbench.create_project(path, title="Mots d'essai", coder="Ana", language="fr") as project:
        for name, add in (("talks", add_talks), ("interviews", add_interviews)):
            (folder / name).mkdir()
            add(project, folder / name)
        for code in ("repère", "à relire", "se déplacer"):
            workbench.coding.add_code(project, code)
