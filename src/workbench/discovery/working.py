"""Long computations in a process of their own, so that a page stays quick and can stop them."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures import wait as wait_for
from typing import Any

from workbench.errors import Cancelled
from workbench.workers import leave_with_parent

_LOOK = 0.1  # seconds between two looks at whether a person wants to stop


def run_apart(
    work: Callable[..., Any],
    *arguments: Any,
    executor: Executor | None = None,
    cancelled: Callable[[], bool] | None = None,
    **options: Any,
) -> Any:
    """What `work(*arguments, **options)` returns, computed in another process.

    `executor`: any `concurrent.futures.Executor`; by default a process that ends with the work. When
    `cancelled` says so, the process is stopped within a fraction of a second and Cancelled raised;
    with an executor of one's own the work is let go of.
    """
    if executor is not None:
        return _result(executor.submit(work, *arguments, **options), cancelled)
    # Spawned and not forked: a notebook's kernel has threads that a fork would leave hanging.
    context = multiprocessing.get_context("spawn")
    own = ProcessPoolExecutor(1, mp_context=context, initializer=leave_with_parent)
    try:
        return _result(own.submit(work, *arguments, **options), cancelled)
    finally:
        for process in list((own._processes or {}).values()):
            process.terminate()
        own.shutdown(wait=False, cancel_futures=True)


def _result(future: Any, cancelled: Callable[[], bool] | None) -> Any:
    while cancelled is not None and not future.done():
        if cancelled():
            future.cancel()
            raise Cancelled("discovery.cancelled")
        wait_for([future], timeout=_LOOK)
    return future.result()
