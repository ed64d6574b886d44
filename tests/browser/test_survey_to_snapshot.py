"""From a survey to a snapshot as a person does it: imported, grouped, corrected, published, shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hosts import open_page
from needs_board import Board, needs_project
from persona_cards import Cards
from playwright.sync_api import Page, expect
from serving import serving

import workbench
from workbench import personas
from workbench.personas.publish import publications

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def test_a_person_goes_from_a_survey_to_a_snapshot_that_others_open_and_nothing_else(
    tmp_path: Path, page: Page, screenshot: Callable[..., None]
) -> None:
    path = tmp_path / "étude.workbench"
    needs_project(path, tmp_path)
    with serving("serve", path, tmp_path / "home", "--coder", "Ana") as server:
        open_page(page, server, "04_needs")
        board = Board(page).wait()
        board.press("5")
        expect(board.root.locator('[data-panel="files"][data-counted]')).to_be_visible()
        for name in ("survey_fr.csv", "records.csv"):
            board.root.locator(".wb-files input[type=file]").set_input_files(CORPORA / name)
            board.root.locator(".wb-mapping").get_by_role("button", name="Importer").click()
            expect(board.dialog).to_contain_text(name)
            board.press("Escape")
        open_page(page, server, "05_personas")
        cards = Cards(page).wait()
        cards.root.get_by_role("button", name="Chercher les personas").click()
        expect(cards.cards.first).to_be_visible(timeout=180_000)
        cards.lines.first.focus()
        cards.press("e")
        cards.dialog.get_by_role("textbox").fill("Attend un appel, pas un courrier")
        cards.act("Control+Enter")
        expect(cards.lines.filter(has_text="Attend un appel, pas un courrier")).to_have_count(1)
        cards.root.get_by_role("button", name="Exporter").click()
        page.get_by_role("menuitem", name="Publier un instantané").click()
        expect(cards.dialog).to_contain_text("étude-personas.workbench")
        screenshot(page, "publishing")
        cards.dialog.get_by_role("button", name="Publier", exact=True).click()
        expect(cards.dialog).to_contain_text("--snapshot")
        cards.press("Escape")
    snapshot = tmp_path / "étude-personas.workbench"
    with workbench.open_project(path, coder="Karim") as project:
        names = personas.read_personas(project)["name"].tolist()
        assert [one.place for one in publications(project)] == [str(snapshot.resolve())]
    with serving("serve", snapshot, tmp_path / "other", "--snapshot") as server:
        other = page.context.browser.new_context()
        try:
            shown = other.new_page()
            refused = shown.goto(server.url.partition("?")[0])
            assert refused is not None and refused.status == 403
            shown.goto(server.url)
            for name in names:
                expect(shown.get_by_role("heading", name=name).first).to_be_visible()
            expect(shown.get_by_text("Attend un appel, pas un courrier")).to_be_visible()
            home = server.url.partition("?")[0].rstrip("/")
            only = other.request.get(f"{home}/").text()
            for place in ("/lab", "/voila/render/05_personas.ipynb", f"/{path.name}", "/api/kernels"):
                answer = other.request.get(home + place)
                # Behind a proxy the page stands at any address; there is nothing else to be had at one.
                assert answer.status in {403, 404} or answer.text() == only
        finally:
            other.close()
    assert b"exemple.test" not in snapshot.read_bytes() and b"NADIA" not in snapshot.read_bytes()
