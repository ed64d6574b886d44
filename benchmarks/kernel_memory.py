"""The memory of the kernel behind one open page."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.pages import desk
from benchmarks.stand import Stand


def measure(stand: Stand) -> Iterator[Figure]:
    with desk(stand.browser, stand.server) as opened:
        memory = opened.kernel.memory_full_info()
        for name, size in (("resident", memory.rss), ("its own", memory.uss)):
            yield Figure(f"memory of a page's kernel, 1 MB source open: {name}", size / 1e6, unit="MB")
