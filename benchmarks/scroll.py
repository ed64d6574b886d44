"""Scrolling through a 1 MB source of 5,000 turns and 5,000 codings: the longest frame."""

from __future__ import annotations

import random
from collections.abc import Iterator

from playwright.sync_api import Page

from benchmarks.figure import Figure, median, p95
from benchmarks.pages import blank_page, desk, taguette_page
from benchmarks.stand import Stand

PASSES = 3
STEP = 600  # pixels a frame: nearly a screen, quicker than a hand on the wheel
_DRAW = random.Random(5)
_JUMPS = [_DRAW.random() for _ in range(40)]
_SCROLL = """
([element, step, jumps]) => bench.scrollThrough(element, step, jumps)
"""
# The parent of the document that really scrolls.
_SCROLLER = """
() => {
  let element = document.getElementById("document-contents");
  while (element && element.scrollHeight <= element.clientHeight + 2) element = element.parentElement;
  return element ?? document.scrollingElement;
}
"""


def measure(stand: Stand) -> Iterator[Figure]:
    with desk(stand.browser, stand.server) as opened:
        scroller = opened.page.evaluate_handle("bench.scroller()")
        passes = [_scrolled(opened.page, scroller) for _ in range(PASSES)]
    longest = [max(gaps) for gaps in passes]
    yield Figure(
        "scroll through the 1 MB source: longest frame",
        median(longest),
        limit=100,
        unit="ms",
        peer=_taguette(stand),
        note=f"{len(passes[0])} frames by steps of {STEP} px, then {len(_JUMPS)} far jumps; "
        f"median of {PASSES} passes, whose longest were {', '.join(f'{one:.0f}' for one in longest)} ms",
    )
    yield Figure("scroll through the 1 MB source: p95 of the frames", median(map(p95, passes)), unit="ms")
    yield Figure(
        "scroll through an empty page: longest frame",
        median(_least(stand)),
        unit="ms",
        note=f"what this machine takes by itself; median of {PASSES} passes",
    )


def _least(stand: Stand) -> Iterator[float]:
    with blank_page(stand.browser) as page:
        page.evaluate("document.body.style.height = '300000px'")
        for _ in range(PASSES):
            yield max(_scrolled(page, page.evaluate_handle("document.scrollingElement")))


def _scrolled(page: Page, scroller: object) -> list[float]:
    done = page.evaluate(_SCROLL, [scroller, STEP, _JUMPS])
    # An editor that grew to its whole height never scrolls, and its frames mean nothing.
    assert done["reached"] > 100_000, f"only {done['reached']} px were scrolled"
    return [float(gap) for gap in done["gaps"]]


def _taguette(stand: Stand) -> float | None:
    if stand.taguette is None:
        return None
    with taguette_page(stand.browser, stand.taguette) as page:
        page.evaluate(
            "async (id) => { loadDocument(id); while (current_document !== id) await bench.painted() }",
            stand.light_document,
        )
        scroller = page.evaluate_handle(_SCROLLER)
        return median(max(_scrolled(page, scroller)) for _ in range(PASSES))
