"""A figure, what it should reach, what a peer does, and the table they make."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One line of the table. `value`, `limit` and `peer` share a `unit`; less is better.

    `times`: how many times quicker than the peer it has to be; `note` says how it was measured.
    """

    name: str
    value: float
    limit: float | None = None
    unit: str = "s"
    peer: float | None = None
    times: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the peer takes what we take."""
        return self.peer / self.value if self.peer is not None and self.value else None

    @property
    def missed(self) -> bool:
        """Whether what was to be reached was not."""
        late = self.limit is not None and self.value > self.limit
        behind = self.times is not None and self.ratio is not None and self.ratio < self.times
        return late or behind


@dataclass(frozen=True)
class Unmeasured:
    """A figure that could not be taken here, and why."""

    name: str
    why: str


def table(lines: Iterable[Figure | Unmeasured]) -> str:
    """The figures as a Markdown table."""
    rows = ["| figure | to reach | reached | peer, same run | ratio |", "|---|---|---|---|---|"]
    for line in lines:
        if isinstance(line, Unmeasured):
            rows.append(f"| {line.name} | | not measured: {line.why} | | |")
            continue
        reach = [] if line.limit is None else [f"{'≤ ' if line.limit else ''}{_shown(line.limit, line.unit)}"]
        reach += [] if line.times is None else [f"{line.times:g} × quicker"]
        peer = "" if line.peer is None else _shown(line.peer, line.unit)
        ratio = "" if line.ratio is None else f"{line.ratio:.3g} ×"
        note = f" ({line.note})" if line.note else ""
        reached = f"{_shown(line.value, line.unit)}{' **missed**' if line.missed else ''}"
        rows.append(f"| {line.name}{note} | {', '.join(reach)} | {reached} | {peer} | {ratio} |")
    return "\n".join(rows)


def seconds(act: Callable[[], Any]) -> float:
    """How long `act` takes on the wall clock."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def median(values: Iterable[float]) -> float:
    """The middle value; the machine is shared, so a mean would tell of its neighbours."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty exceeds."""
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def _shown(value: float, unit: str) -> str:
    if unit == "s" and 0 < value < 0.1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.0f} {unit}".strip() if value >= 100 or value == int(value) else f"{value:.3g} {unit}"
