"""Looking for personas in a real browser: with progress, stopped, found, not found, too few people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from interviews import add_interviews
from persona_cards import Cards, open_cards, surveyed_project
from playwright.sync_api import Page, expect
from serving import serving
from surveyed import survey_people

import workbench
from workbench import personas
from workbench.project import schema


@pytest.fixture
def opened(tmp_path: Path, page: Page) -> Callable[[Path], object]:
    @contextmanager
    def serve(path: Path) -> Iterator[Cards]:
        with serving("serve", path, tmp_path / "home", "--coder", "Ana") as server:
            yield open_cards(server, page)

    return serve


def test_a_search_is_stopped_or_ends_in_the_planted_personas_with_their_evidence(
    tmp_path: Path, opened: Callable[[Path], object], screenshot: Callable[..., None]
) -> None:
    path = tmp_path / "enquête.workbench"
    surveyed_project(path, tmp_path, synthesized=False)
    with opened(path) as cards:
        cards.root.get_by_role("button", name="Chercher les personas").click()
        nothing = cards.root.locator(".wb-nothing")
        expect(nothing.locator("progress[max]")).to_be_visible()
        screenshot(cards.page, "searching")
        nothing.get_by_role("button", name="Arrêter").click()
        expect(cards.root.get_by_role("button", name="Chercher les personas")).to_be_visible()
        cards.root.get_by_role("button", name="Chercher les personas").click()
        expect(cards.cards.first).to_be_visible(timeout=120_000)
        expect(cards.root.locator(".wb-verdict")).to_contain_text("personas stables")
        cards.lines.first.click()
        expect(cards.passages.first).to_be_visible()
        cards.press("Escape")
        cards.act("Control+z")
        expect(cards.cards).to_have_count(0)
    with workbench.open_project(path, coder="Karim") as project:
        assert personas.read_personas(project).empty


def test_no_stable_structure_is_an_answer_and_building_by_hand_the_way_on(
    tmp_path: Path, opened: Callable[[Path], object], screenshot: Callable[..., None]
) -> None:
    path = tmp_path / "hasard.workbench"
    with workbench.create_project(path, title="Hasard", coder="Ana", language="fr") as project:
        survey_people(project)
        a = schema.answer
        with project.gesture("import_attributes", n=1) as g:
            # Everybody's answers to a question are dealt out again: nothing goes with anything.
            g.delete(schema.event, project.events().index.tolist())
            random = np.random.default_rng(4)
            for _, rows in project.answers().groupby("question"):
                dealt = random.permutation(rows["value"].to_numpy()).tolist()
                g.update(a, rows.index.tolist(), [{"value": value} for value in dealt])
    with opened(path) as cards:
        cards.root.get_by_role("button", name="Chercher les personas").click()
        expect(cards.root.get_by_role("heading", name="Pas de structure stable")).to_be_visible(
            timeout=120_000
        )
        screenshot(cards.page, "none")
        cards.root.get_by_role("button", name="Voir pourquoi").click()
        expect(cards.dialog.locator("table")).to_be_visible()
        cards.press("Escape")
        cards.root.get_by_role("button", name="Construire à la main").click()
        expect(cards.dialog).to_contain_text("Placez les personnes")


def test_few_people_are_placed_on_scales_and_become_a_persona_by_hand(
    tmp_path: Path, opened: Callable[[Path], object], screenshot: Callable[..., None]
) -> None:
    path = tmp_path / "quatre.workbench"
    with workbench.create_project(path, title="Quatre", coder="Ana", language="fr") as project:
        add_interviews(project, tmp_path)
    with opened(path) as cards:
        expect(cards.root.get_by_role("heading", name="4 personnes")).to_be_visible()
        cards.root.get_by_role("button", name="Construire à la main").click()
        scale = {"Échelle": "Autonomie", "à un bout (1)": "guidé", "à l'autre bout (5)": "décide seul"}
        for label, words in scale.items():
            cards.dialog.get_by_label(label, exact=True).fill(words)
        cards.dialog.get_by_role("button", name="Ajouter l'échelle").click()
        for who in ("NADIA", "SAMIRA"):
            row = cards.dialog.get_by_role("row").filter(has_text=who)
            row.get_by_role("radio", name="2").click()
            row.get_by_role("checkbox").check()
        screenshot(cards.page, "scales")
        cards.dialog.get_by_label("Nom du persona").fill("Aidantes")
        cards.dialog.get_by_role("button", name="Construire le persona").click()
        expect(cards.card("Aidantes")).to_contain_text("construit à la main")
        expect(cards.card("Aidantes")).to_contain_text("aidant")
        expect(cards.card("Aidantes")).to_contain_text("non documenté")
    with workbench.open_project(path, coder="Karim") as project:
        assert personas.read_scales(project)["Autonomie"].notna().sum() == 2
