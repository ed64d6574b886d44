"""The page of personas in Voila and in JupyterLab: words that are scripts stay words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hosts import open_in_lab, open_page
from interviews import add_interviews, span
from payloads import PAYLOADS, WATCH
from persona_cards import Cards
from playwright.sync_api import Page, expect
from serving import serving

import workbench
from workbench import coding, personas


@pytest.mark.parametrize("host", ["voila", "lab"])
def test_words_that_are_scripts_stay_words_on_the_cards(
    host: str, tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    path = tmp_path / "hostile.workbench"
    with workbench.create_project(path, title=PAYLOADS[0], coder="Ana", language="fr") as project:
        add_interviews(project, tmp_path)
        for number, words in enumerate(PAYLOADS[:8]):
            coding.add_code(project, f"{words} {number}")
            for source, said in (("groupe", "J'ai attendu le bus"), ("Tom", "Y en a un le matin")):
                coding.apply_code(project, *span(project, source, said), f"{words} {number}")
            personas.assign_feature(project, f"code:{project.codes().index[-1]}", "obstacles")
        made = personas.build_persona(project, PAYLOADS[0], ["Yanis", "Tom"], summary=PAYLOADS[1])
        for words in PAYLOADS:
            personas.add_value(project, made, "goals", words)
        personas.add_scale(project, PAYLOADS[2], PAYLOADS[3], PAYLOADS[4])
    page = new_page()
    page.add_init_script(WATCH)
    command, options = ("serve", ()) if host == "voila" else ("lab", ("--folder", str(tmp_path / "n")))
    exposed = {"WORKBENCH_EXPOSE_LAB": "1"} if host == "lab" else {}
    with serving(command, path, tmp_path / "home", "--coder", "Ana", *options, **exposed) as server:
        if host == "voila":
            open_page(page, server, "05_personas")
        else:
            open_in_lab(page, server, "05_personas")
        cards = Cards(page).wait()
        expect(cards.lines.nth(len(PAYLOADS) - 1)).to_be_attached()
        cards.cards.first.locator('[data-field="obstacles"] .wb-persona-line').first.click()
        expect(cards.passages.first).to_be_visible()
        cards.press("Escape")
        cards.root.get_by_role("button", name="À la main", exact=True).click()
        expect(cards.dialog.get_by_role("row").nth(1)).to_be_visible()
        assert page.evaluate("window.__ran || 0") == 0
