"""From the key to the coding on the screen, and to its being saved, in a 1 MB source in Voila."""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.figure import Figure, median, p95, seconds
from benchmarks.pages import Desk, blank_page, desk
from benchmarks.stand import Stand

PRESSES = 50


# What the machine and the browser take for the least that a key can do.
_LEAST = """
({
  answer: new Promise((done) => {
    addEventListener("keydown", async () => {
      const pressed = performance.now();
      document.body.append("x");
      done((await bench.painted()) - pressed);
    }, { once: true });
  }),
})
"""


def measure(stand: Stand) -> Iterator[Figure]:
    with desk(stand.browser, stand.server) as opened:
        _use_a_code(opened)
        took = list(_pressed(opened))
    peer = _taguette(stand)
    half = f"{PRESSES} presses, half at far places; Taguette: its request alone, nothing painted"
    for name, middle, most in (("painted", 20, 60), ("saved", 60, 120)):
        values = [one[name] for one in took]
        yield Figure(
            f"key press to coding {name}, median",
            median(values),
            limit=middle,
            unit="ms",
            peer=median(peer) if peer else None,
            times=5 if name == "saved" else None,
            note=half,
        )
        yield Figure(
            f"key press to coding {name}, p95",
            p95(values),
            limit=most,
            unit="ms",
            peer=p95(peer) if peer else None,
        )
    yield Figure(
        "key press to a letter painted in an empty page, median",
        median(_least(stand)),
        unit="ms",
        note="what this machine takes by itself",
    )


def _least(stand: Stand) -> Iterator[float]:
    with blank_page(stand.browser) as page:
        for _ in range(PRESSES):
            waiting = page.evaluate_handle(_LEAST)
            page.keyboard.press("1")
            yield float(waiting.evaluate("(held) => held.answer"))


def _use_a_code(opened: Desk) -> None:
    """Apply a code through the picker, so that the key 1 has a recent code to apply."""
    opened.select_a_word(0.5)
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.type("Frein 2")
    acks = opened.page.evaluate("bench.root().dataset.acks")
    opened.page.keyboard.press("Enter")
    opened.page.evaluate("(acks) => bench.until(() => bench.root().dataset.acks !== acks)", acks)


def _pressed(opened: Desk) -> Iterator[dict[str, float]]:
    draw = random.Random(3)
    for number in range(PRESSES):
        if number % 2:
            opened.go_to(draw.uniform(0.02, 0.98))
        opened.select_a_word(draw.random())
        opened.settle()
        yield opened.press("1")


def _taguette(stand: Stand) -> list[float] | None:
    peer = stand.taguette
    if peer is None:
        return None
    document, tags = stand.document, stand.tags
    spans = stand.byte_spans(PRESSES, seed=3)
    return [1000 * seconds(lambda a=a, b=b: peer.add_highlight(document, a, b, tags[:1])) for a, b in spans]
