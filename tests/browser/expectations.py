"""The page of expectations as its user works it."""

from __future__ import annotations

from pathlib import Path

from hosts import open_page
from planted_themes import add_talks, plant
from playwright.sync_api import Locator, Page, expect
from screens import Screen
from serving import Server

import workbench


class Expectations(Screen):
    """The page, on a screen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = self.root.get_by_role("listbox").first
        self.rows = self.root.locator(".wb-candidate")
        self.evidence = self.root.locator(".wb-evidence")
        self.verbatims = self.root.locator(".wb-verbatim")
        self.map = self.root.locator(".wb-map")

    def wait(self) -> Expectations:
        """Wait until the page can be worked with."""
        self.page.locator('.wb-desk[data-ready="1"]').wait_for()
        return self

    def row(self, label: str) -> Locator:
        """The candidate of that name."""
        return self.rows.filter(has=self.page.locator("strong", has_text=label))

    def choose(self, label: str) -> None:
        """Choose a candidate, and wait for its words."""
        self.row(label).click()
        expect(self.evidence.get_by_role("heading", level=2)).to_have_text(label)
        expect(self.verbatims.first).to_be_visible()

    def encircle(self, places: list[tuple[float, float]]) -> None:
        """Draw around a part of the map, its corners as shares of its width and height."""
        box = self.map.bounding_box()
        assert box
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
        self.page.keyboard.down("Shift")
        self.page.mouse.move(*points[0])
        self.page.mouse.down()
        for point in points[1:]:
            self.page.mouse.move(*point, steps=6)
        self.page.mouse.up()
        self.page.keyboard.up("Shift")


def open_expectations(server: Server, page: Page) -> Expectations:
    """Open the notebook of expectations as a page."""
    open_page(page, server, "02_expectations")
    return Expectations(page).wait()


def planted_project(path: Path, folder: Path) -> dict[str, int]:
    """A project with talks and the themes planted in it, by label."""
    with workbench.create_project(path, title="Attentes d'essai", coder="Ana", language="fr") as project:
        add_talks(project, folder)
        return plant(project)
