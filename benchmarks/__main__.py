"""Take every figure, or those named: `python -m benchmarks [FIGURE…]`.

A missed figure is said in the table; the exit code stays 0.
"""

from __future__ import annotations

import os
import platform
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules

import benchmarks
from benchmarks.figure import Figure, Unmeasured, table
from benchmarks.stand import Stand


def main(names: Sequence[str]) -> int:
    """Print the table of the named figures; 2 when a name is not one."""
    known = _figures()
    if unknown := [name for name in names if name not in known]:
        print(f"No figure is called {', '.join(unknown)}. Figures: {', '.join(known)}.", file=sys.stderr)
        return 2
    # Stopped from outside, it still stops the servers it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Stand() as stand:
        lines = []
        for name in names or known:
            print(f"{name}…", file=sys.stderr, flush=True)
            lines += list(_measured(name, stand))
        print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
        if hasattr(os, "getloadavg"):
            # Above the number of cores, somebody else was at work and the figures are too high.
            print(f"Load over the last 5 minutes: {os.getloadavg()[1]:.1f}")
        print(f"\n{table(lines)}")
        if stand.why_no_peer:
            print(f"\nWithout Taguette: {stand.why_no_peer}.")
    return 0


def _figures() -> list[str]:
    """The modules of this folder that measure something."""
    modules = sorted(module.name for module in iter_modules(benchmarks.__path__))
    return [name for name in modules if name != "__main__" and hasattr(_module(name), "measure")]


def _module(name: str):
    return import_module(f"benchmarks.{name}")


def _measured(name: str, stand: Stand) -> Iterator[Figure | Unmeasured]:
    try:
        yield from _module(name).measure(stand)
    except Exception as error:
        traceback.print_exc()
        yield Unmeasured(name, f"{type(error).__name__}: {error}".splitlines()[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
