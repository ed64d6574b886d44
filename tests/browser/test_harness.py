"""The harness itself: what it is there to catch, it catches."""

from __future__ import annotations

from playwright.sync_api import Page
from serving import Server


def test_a_request_to_another_host_is_seen_and_goes_nowhere(
    voila: Server, page: Page, strangers: list[str]
) -> None:
    page.goto(f"{voila.root}/voila/static/voila.js")
    outcome = page.evaluate("fetch('http://elsewhere.example/x').then(() => 'left', () => 'stayed')")
    assert outcome == "stayed"
    assert strangers == ["http://elsewhere.example/x"]
    strangers.clear()
