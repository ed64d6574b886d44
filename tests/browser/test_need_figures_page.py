"""The figures of the page of needs in a real browser: every number opens what it was counted from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from needs_board import Board, needs_project, open_board
from playwright.sync_api import Page, expect
from reading import serious
from serving import Server, serving

import workbench
from workbench import needs
from workbench.project import schema

QUESTION = "Recommanderiez-vous le service, de 0 à 10 ?"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two needs; answers of two quarters, the second worse; acts of two people."""
    folder = tmp_path_factory.mktemp("figures")
    made = folder / "besoins.workbench"
    needs_project(made, folder)
    with workbench.open_project(made, coder="Ana") as p:
        needs.add_need(p, "Savoir où aller", codes="repère", importance=5, urgency=3)
        needs.add_need(p, "À discuter", codes="seul")
        cases = p.cases()
        first, second = (int(case) for case in cases.index[cases["role"] == "participant"][:2])
        given = [(f"2026-04-{day:02}", 10) for day in range(1, 21)]
        given += [(f"2026-07-{day:02}", 2) for day in range(1, 21)]
        with p.gesture("import_attributes", n=2) as g:
            asked = {"case_id": first, "question": QUESTION, "type": "scale"}
            g.insert(
                schema.answer, [{**asked, "value": str(value), "answered_at": day} for day, value in given]
            )
            acts = [(first, "2026-06-01"), (first, "2026-06-20"), (second, "2025-06-02")]
            g.insert(
                schema.event,
                [
                    {"case_id": case, "kind": "Entretien", "happened_at": day, "value": ""}
                    for case, day in acts
                ],
            )
    return made


@pytest.fixture(scope="module")
def server(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving("serve", path, tmp_path_factory.mktemp("figures-home"), "--coder", "Ana") as started:
        yield started


@pytest.fixture
def board(server: Server, page: Page) -> Board:
    return open_board(server, page)


def tab(board: Board, name: str) -> None:
    """Open a tab by its key and wait until it has counted."""
    board.press(str(["board", "priorities", "feedback", "following"].index(name) + 1))
    expect(board.root.locator(f'[data-panel="{name}"][data-counted]')).to_be_visible()


def test_priorities_follow_the_weights_which_are_kept_with_a_day_of_review(
    board: Board, path: Path, screenshot: Callable[..., None]
) -> None:
    tab(board, "priorities")
    lines = board.root.locator('[data-panel="priorities"] .wb-columns-line')
    expect(lines).to_have_count(2)
    expect(lines.first).to_contain_text("Savoir où aller")
    expect(lines.nth(1)).to_contain_text("–")  # what is not filled in makes a span of the score
    screenshot(board.page, "priorities")
    board.root.get_by_role("spinbutton", name="portée").fill("5")
    board.press("Tab")
    expect(lines.first).to_contain_text("0,93")
    board.root.get_by_role("button", name="Garder ces poids").click()
    board.root.get_by_role("dialog").get_by_role("button", name="Garder", exact=True).click()
    expect(board.ledger).to_contain_text("version 1")
    expect(board.root.get_by_role("button", name="1 version gardée")).to_be_visible()
    with workbench.open_project(path, coder="Karim") as project:
        kept = needs.read_weights(project)
        assert kept["weights"].tolist() == [{"importance": 1.0, "urgency": 1.0, "reach": 5.0}]
    lines.first.click()
    lines.first.dblclick()
    expect(board.passages).to_have_count(3)


def test_each_number_of_feedback_opens_its_answers(board: Board, screenshot: Callable[..., None]) -> None:
    tab(board, "feedback")
    card = board.root.locator(".wb-figure")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("T3 2026 : en baisse")
    screenshot(board.page, "feedback")
    assert serious(board.page) == []
    numbers = card.locator("button, .wb-course-point")
    told = {}
    for at in range(numbers.count()):
        numbers.nth(at).click()
        expect(board.passages.first).to_be_visible()
        told[at] = int(board.drawer.locator(".wb-drawer-counts").inner_text().split()[0])
        board.press("Escape")
        expect(board.drawer).to_have_count(0)
    assert sorted(told.values()) == [20, 20, 20, 20, 20, 40, 40]


def test_people_are_followed_and_their_acts_open(board: Board, screenshot: Callable[..., None]) -> None:
    tab(board, "following")
    lines = board.root.locator('[data-panel="following"] .wb-columns-line')
    expect(lines).to_have_count(2)
    screenshot(board.page, "following")
    assert serious(board.page) == []
    board.root.get_by_label("Montrer").select_option("call_back")
    expect(lines).to_have_count(1)
    expect(lines.first).to_contain_text("jamais commencé")
    board.root.locator('[data-panel="following"] .wb-long-list').focus()
    board.press("Enter")
    expect(board.passages).to_have_count(1)
    expect(board.passages).to_contain_text("2025-06-02")
    board.press("Escape")
    board.press("1")
    expect(board.card("À discuter")).to_be_focused()
