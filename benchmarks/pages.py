"""A real Chromium on the pages of Workbench and of Taguette, with clocks inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.taguette import Taguette
from tests.browser.serving import Server, chromium

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
WINDOW: ViewportSize = {"width": 1440, "height": 900}
PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A Chromium: the one that WORKBENCH_CHROMIUM names, or the one that is found."""
    with sync_playwright() as playwright:
        path = chromium() or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Desk:
    """The coding desk in a page of its own, its source on the screen."""

    page: Page
    kernel: psutil.Process

    def clock(self) -> dict[str, float]:
        """Milliseconds since the page was asked for: connected, asked, ready."""
        return dict(self.page.evaluate("bench.clock"))

    def go_to(self, place: float) -> None:
        """Scroll to `place` of the text, 0 to 1, and make sure that it came."""
        before = self.page.evaluate("bench.text().innerText")
        top = self.page.evaluate(
            "async (place) => {"
            " const scroller = bench.scroller();"
            " scroller.scrollTop = place * (scroller.scrollHeight - scroller.clientHeight);"
            " await bench.painted(); await bench.painted();"
            " return scroller.scrollTop }",
            place,
        )
        assert top > 0 and self.page.evaluate("bench.text().innerText") != before, "the text did not scroll"

    def select_a_word(self, chance: float) -> str:
        """Double-click a word on the screen that has no code yet; the selected words come back."""
        found = self.page.evaluate("(chance) => bench.freeWord(chance)", chance)
        assert found, "no word without a code is on the screen"
        self.page.mouse.dblclick(found["x"], found["y"])
        self.page.evaluate("bench.painted()")
        selected = str(self.page.evaluate("getSelection().toString()")).strip()
        assert selected, f"nothing was selected at « {found['word']} »"
        return selected

    def settle(self) -> None:
        """Wait until nothing is being saved, so that the next answer is that of the next key."""
        self.page.evaluate("bench.until(() => !bench.root().querySelector('.wb-is-pending'))")

    def press(self, key: str) -> dict[str, float]:
        """Milliseconds from the key to the coding painted and to its being saved, as `painted`, `saved`."""
        waiting = self.page.evaluate_handle("({answer: bench.nextPress()})")
        self.page.keyboard.press(key)
        took = waiting.evaluate("(held) => held.answer")
        return {name: float(value) for name, value in took.items()}


@contextmanager
def blank_page(browser: Browser) -> Iterator[Page]:
    """A page with the clocks and nothing else."""
    context = browser.new_context(viewport=WINDOW)
    context.add_init_script(PROBE)
    page = context.new_page()
    page.goto("data:text/html,<!doctype html><body>")
    yield page
    context.close()


@contextmanager
def desk(browser: Browser, server: Server) -> Iterator[Desk]:
    """The page `01_coding` opened in a browser of its own, with the kernel that serves it."""
    before = {process.pid for process in server.kernels()}
    context = browser.new_context(viewport=WINDOW, locale="fr-FR")
    context.add_init_script(PROBE)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(server.page("01_coding"))
    page.evaluate("bench.until(() => bench.clock.ready !== null)")
    [kernel] = [process for process in server.kernels() if process.pid not in before]
    yield Desk(page, kernel)
    context.close()


@contextmanager
def taguette_page(browser: Browser, peer: Taguette) -> Iterator[Page]:
    """Taguette's page of the project, no document open yet."""
    context = browser.new_context(viewport=WINDOW)
    context.add_init_script(PROBE)
    origin = f"http://localhost:{peer.port}"
    context.add_cookies([{"name": k, "value": v, "url": origin} for k, v in peer.cookies.items()])
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{origin}/project/{peer.project}")
    page.wait_for_function("typeof loadDocument === 'function'")
    yield page
    context.close()
