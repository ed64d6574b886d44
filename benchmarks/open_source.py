"""Opening a 1 MB source of 5,000 turns and 5,000 codings: to the first screen one can read."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figure import Figure, median
from benchmarks.pages import desk, taguette_page
from benchmarks.stand import Stand

ROUNDS = 5
PEER_ROUNDS = 3
_OPEN_IN_TAGUETTE = """
async (document_id) => {
  const started = performance.now();
  loadDocument(document_id);
  while (current_document !== document_id) await bench.painted();
  await bench.painted();
  const shown = document.querySelectorAll("#document-contents .highlight").length;
  if (shown < 100) throw new Error(`${shown} highlights are shown`);
  return (performance.now() - started) / 1000;
}
"""


def measure(stand: Stand) -> Iterator[Figure]:
    asked, connected, whole = [], [], []
    for _ in range(ROUNDS):
        with desk(stand.browser, stand.server) as opened:
            clock = opened.clock()
            asked.append((clock["ready"] - clock["asked"]) / 1000)
            connected.append((clock["ready"] - clock["connected"]) / 1000)
            whole.append(clock["ready"] / 1000)
    name = "open a 1 MB source, 5,000 turns, 5,000 codings: first readable screen"
    yield Figure(
        f"{name}, from the desk's first request",
        median(asked),
        limit=0.5,
        peer=_taguette(stand),
        note=f"Voila, Chromium; Taguette: from the click on the document, 100 codings only; "
        f"median of {ROUNDS}",
    )
    yield Figure(
        f"{name}, from the page's connection to its kernel",
        median(connected),
        note=f"the widget's own loading included; median of {ROUNDS}",
    )
    yield Figure(
        f"{name}, from the address", median(whole), note=f"kernel start included; median of {ROUNDS}"
    )


def _taguette(stand: Stand) -> float | None:
    if stand.taguette is None:
        return None
    took = []
    document = stand.light_document
    for _ in range(PEER_ROUNDS):
        with taguette_page(stand.browser, stand.taguette) as page:
            took.append(float(page.evaluate(_OPEN_IN_TAGUETTE, document)))
    return median(took)
