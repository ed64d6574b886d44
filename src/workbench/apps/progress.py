"""The progress of an import in a terminal, stopped cleanly by Ctrl-C."""

from __future__ import annotations

import signal
import sys
from types import FrameType, TracebackType
from typing import Any

_WIDTH = 30


class Progress:
    """One line that fills up; the first Ctrl-C asks the work to stop and keep nothing."""

    def __init__(self) -> None:
        self._stop = False
        self._shown = sys.stderr.isatty()
        self._before: Any = None

    def __enter__(self) -> Progress:
        self._before = signal.signal(signal.SIGINT, self._ask_to_stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)
        self._write("")

    def __call__(self, done: int, total: int, name: str) -> None:
        """Show that `done` of `total` files are read, and which one is next."""
        filled = _WIDTH * done // max(total, 1)
        self._write(f"{'█' * filled}{'░' * (_WIDTH - filled)} {done}/{total} {name[:40]}")

    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self._stop

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop = True

    def _write(self, line: str) -> None:
        if self._shown:
            # Back to the start of the line, and clear what stood there.
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
