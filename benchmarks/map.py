"""The map of expectations with 100,000 points: its first paint, hovering, encircling 10,000, moving it."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

import workbench
from benchmarks import corpus
from benchmarks.figure import Figure, median, p95
from benchmarks.pages import PROBE, WINDOW
from benchmarks.stand import Stand
from tests.browser.serving import Server, serving
from tests.planted_themes import plant

SOURCES, TURNS, SIZE = 20, 5_850, 800_000
PASSES, HOVERS, STEPS = 3, 60, 80
_CLOCKS = Path(__file__).with_name("map.js").read_text(encoding="utf-8")
_MARGIN = 28  # pixels the page leaves around the map


def measure(stand: Stand) -> Iterator[Figure]:
    place = stand.place("map")
    corpus.build_project(place, turns=TURNS, size=SIZE, codings=2_000, sources=SOURCES)
    with workbench.open_project(place, coder="Ana") as project:
        plant(project)
        n = len(project.spoken())
    with serving("serve", place, stand.folder / "map-home") as server:
        paints, points = [], 0
        for _ in range(PASSES):
            with _opened(stand, server) as page:
                clock = page.evaluate("mapBench.clock")
                paints.append(clock["painted"] - clock["asked"])
        with _opened(stand, server) as page:
            page.locator(".wb-kind").first.wait_for()
            page.wait_for_timeout(1_500)  # what the page prepares for later
            jumps = list(_hovered(page, spread=0.05))
            steps = list(_hovered(page, spread=0.0))
            gaps = _moved(page)
            lassos = list(_encircled(page))
            points = lassos[0][2]
    yield Figure(
        "map: first paint after the page asked, median",
        median(paints) / 1000,
        limit=2,
        note=f"{n} turns, kernel reading included; median of {PASSES}",
    )
    for name, took, note in (
        ("to a far point", jumps, "its words asked of the kernel then"),
        ("to a point beside", steps, "as a hand moves"),
    ):
        told = f"{len(took)} points, {note}"
        yield Figure(
            f"map: hover {name}, its words painted, median", median(took), limit=50, unit="ms", note=told
        )
        yield Figure(f"map: hover {name}, its words painted, p95", p95(took), unit="ms")
    around = f"{points} points"
    lit, read = ([one[at] for one in lassos] for at in (0, 1))
    yield Figure("map: lasso to the points lit, median", median(lit), limit=500, unit="ms", note=around)
    yield Figure("map: lasso to its first words painted, median", median(read), limit=500, unit="ms")
    yield Figure("map: frame while it is moved, median", median(gaps), unit="ms", note=f"{STEPS} steps")
    yield Figure("map: frame while it is moved, longest", max(gaps), unit="ms")


@contextmanager
def _opened(stand: Stand, server: Server) -> Iterator[Page]:
    context = stand.browser.new_context(viewport=WINDOW, locale="fr-FR")
    context.add_init_script(PROBE)
    context.add_init_script(_CLOCKS)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(server.page("02_expectations"))
    page.evaluate("bench.until(() => mapBench.clock.painted !== null)")
    yield page
    context.close()


def _pixel(page: Page, x: float, y: float) -> tuple[float, float]:
    """Where a place of the map, 0 to 1, stands on the screen."""
    box = page.locator(".wb-map").bounding_box()
    assert box
    side = min(box["width"], box["height"]) - 2 * _MARGIN
    return (
        box["x"] + box["width"] / 2 + (x - 0.5) * side,
        box["y"] + box["height"] / 2 + (y - 0.5) * side,
    )


def _hovered(page: Page, spread: float) -> Iterator[float]:
    """Milliseconds from a move of the mouse to the words of a point; without spread, by small steps."""
    draw = random.Random(2)
    page.mouse.move(*_pixel(page, 0.5, 0.5))
    for number in range(HOVERS):
        turn = draw.randrange(6) * math.pi / 3 if spread else 0
        # Within a theme, where hardly a pixel is without a point.
        x = 0.5 + 0.3 * math.cos(turn) + (draw.gauss(0, spread) if spread else 0.09 + number / 2_000)
        y = 0.5 + 0.3 * math.sin(turn) + (draw.gauss(0, spread) if spread else number / 3_000)
        waiting = page.evaluate_handle("({ answer: mapBench.told() })")
        page.mouse.move(*_pixel(page, x, y))
        took = waiting.evaluate("(held) => held.answer")
        if took is not None:
            yield float(took)


def _encircled(page: Page) -> Iterator[tuple[float, float, int]]:
    """Milliseconds to the points lit and to the first words, and how many points were encircled."""
    for radius in (0.125, 0.13, 0.135):
        page.keyboard.down("Shift")
        page.mouse.move(*_pixel(page, 0.8 + radius, 0.5))
        page.mouse.down()
        for step in range(1, 40):
            turn = 2 * math.pi * step / 40
            page.mouse.move(*_pixel(page, 0.8 + radius * math.cos(turn), 0.5 + 1.6 * radius * math.sin(turn)))
        waiting = page.evaluate_handle("({ lit: mapBench.lit(), read: mapBench.read() })")
        page.mouse.up()
        page.keyboard.up("Shift")
        took = waiting.evaluate("async ({ lit, read }) => [await lit, await read]")
        heading = page.locator(".wb-evidence-title").inner_text()
        points = int("".join(sign for sign in heading if sign.isdigit()))
        assert points >= 10_000, f"only {points} points were encircled"
        yield float(took[0]), float(took[1]), points


def _moved(page: Page) -> list[float]:
    """The gaps between frames while the map is dragged one way and back."""
    gaps = page.evaluate_handle(
        """() => { const gaps = []; let last = null; let on = true;
        const frame = (now) => { if (last !== null) gaps.push(now - last);
          last = now; if (on) requestAnimationFrame(frame); };
        requestAnimationFrame(frame); return { gaps, stop: () => (on = false) }; }"""
    )
    x, y = _pixel(page, 0.5, 0.5)
    page.mouse.move(x, y)
    page.mouse.down()
    before = int(page.locator(".wb-map").get_attribute("data-painted") or 0)
    for step in range(STEPS):
        page.mouse.move(x + 120 * math.sin(step / 6), y + 80 * math.cos(step / 5))
    page.mouse.up()
    after = int(page.locator(".wb-map").get_attribute("data-painted") or 0)
    assert after > before + STEPS // 4, "the map did not move"
    page.keyboard.press("0")
    found = [float(gap) for gap in gaps.evaluate("(held) => (held.stop(), held.gaps)")]
    page.locator(".wb-map").focus()
    page.keyboard.press("0")
    page.evaluate("bench.painted()")
    return found
