"""The page of needs as its user works it."""

from __future__ import annotations

from pathlib import Path

from hosts import open_page
from interviews import add_interviews, span
from playwright.sync_api import Locator, Page, expect
from screens import Screen
from serving import Server

import workbench
from workbench import coding, needs


class Board(Screen):
    """The page, on a screen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.cards = self.root.locator(".wb-need")
        self.drawer = self.root.locator(".wb-drawer")
        self.passages = self.drawer.locator(".wb-passage")
        self.ledger = self.root.locator(".wb-ledger")

    def wait(self) -> Board:
        """Wait until the page can be worked with."""
        self.page.locator('.wb-desk[data-ready="1"]').wait_for()
        return self

    def quadrant(self, name: str) -> Locator:
        """A quadrant, or the tray ("")."""
        return self.root.locator(f'.wb-quadrant[data-quadrant="{name}"]')

    def card(self, name: str, within: str | None = None) -> Locator:
        """The card of a need, wherever it is or in a quadrant."""
        where = self.root if within is None else self.quadrant(within)
        return where.locator(".wb-need").filter(has=self.page.locator(".wb-need-name", has_text=name))


def open_board(server: Server, page: Page) -> Board:
    """Open the notebook of needs as a page."""
    open_page(page, server, "04_needs")
    board = Board(page).wait()
    expect(board.root.locator(".wb-frames li").first).to_be_visible()
    return board


def needs_project(path: Path, folder: Path) -> None:
    """Interviews with two codes, and no need yet."""
    with workbench.create_project(path, title="Besoins d'essai", coder="Ana", language="fr") as project:
        add_interviews(project, folder)
        for code in ("repère", "seul"):
            coding.add_code(project, code)
        for source, words in (
            ("groupe", "un repère"),
            ("groupe", "Voilà, un repère"),
            ("Samira", "sans repère"),
        ):
            coding.apply_code(project, *span(project, source, words), "repère")
        coding.apply_code(project, *span(project, "groupe", "débrouille-toi"), "seul")


def one_need(project: workbench.Project) -> None:
    """Leave one need in the project, placed."""
    for need in needs.read_needs(project, rejected=True).index.tolist():
        needs.remove_need(project, need)
    needs.add_need(project, "Savoir où aller", codes="repère", importance=4, urgency=2)
