"""The page of personas as its user works it."""

from __future__ import annotations

from pathlib import Path

from hosts import open_page
from playwright.sync_api import Locator, Page, expect
from screens import Screen
from serving import Server
from surveyed import planted_classes, survey_people

import workbench
from workbench import coding, needs, personas


class Cards(Screen):
    """The page, on a screen."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.cards = self.root.locator(".wb-persona")
        self.lines = self.root.locator(".wb-persona-line")
        self.drawer = self.root.locator(".wb-drawer")
        self.passages = self.drawer.locator(".wb-passage")
        self.ledger = self.root.locator(".wb-ledger")

    def wait(self) -> Cards:
        """Wait until the page can be worked with."""
        self.page.locator('.wb-desk[data-ready="1"]').wait_for()
        return self

    def card(self, name: str) -> Locator:
        """The card of a persona."""
        return self.cards.filter(has=self.page.get_by_role("heading", level=2, name=name))


def open_cards(server: Server, page: Page) -> Cards:
    """Open the notebook of personas as a page."""
    open_page(page, server, "05_personas")
    return Cards(page).wait()


def surveyed_project(path: Path, folder: Path, *, synthesized: bool = True) -> None:
    """The people of the sample survey, in the planted classes, with a need and a code."""
    with workbench.create_project(path, title="Enquête 2025", coder="Ana", language="fr") as project:
        cases = survey_people(project, folder)
        passages = project.passages()
        coding.add_code(project, "attente : être rappelé")
        called = passages[passages["text"].str.contains("rappel", case=False)]
        for row in called.itertuples():
            coding.apply_code(project, row.source_id, row.start, row.end, "attente : être rappelé")
        needs.add_need(project, "Être rappelé", codes="attente : être rappelé", importance=5, urgency=4)
        if synthesized:
            personas.synthesize(project, planted_classes(cases))


__all__ = ["Cards", "expect", "open_cards", "surveyed_project"]
