"""Texts encoded in chunks by whatever executor there is, and what is lost is done again."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from typing import TYPE_CHECKING

from workbench.discovery.embedding import LONGEST, Model, open_model
from workbench.errors import Cancelled, Invalid, WorkbenchError
from workbench.workers import leave_with_parent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: A chunk takes a fraction of a second, so that stopping, and losing one, cost no more than that.
TEXTS, CHARACTERS = 64, 20_000
#: Chunks handed out at once: enough for every core of a cluster, without sending it everything.
AHEAD = 128
#: A chunk that fails this many times takes its executor with it.
TRIES = 3


def encode(model: Model, texts: Sequence[str]) -> NDArray[np.float32]:
    """The rows of one chunk; what runs in a worker, which loads the model once and keeps it."""
    return open_model(model).encode(texts)


def encoded(
    model: Model,
    texts: Sequence[str],
    executor: Executor | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    """Pairs of (some of the texts, their unit rows) as they are ready, each text once.

    Without an `executor`, processes of this machine do the work, and leave with it. A chunk that a
    dead worker lost is given out again; an executor that dies is replaced once, by processes of this
    machine. The chunks depend on the order of `texts` alone, never on the executor. Raises Cancelled
    within half a second of `cancelled()` turning true, Invalid when a second executor died too.
    """
    left = dict(enumerate(_chunks(model, texts)))
    try:
        yield from _through(executor, model, left, cancelled)
    except BrokenExecutor:
        try:
            yield from _through(None, model, left, cancelled)
        except BrokenExecutor as error:
            raise Invalid("discovery.embed.broken") from error


def _through(
    executor: Executor | None,
    model: Model,
    left: dict[int, list[str]],
    cancelled: Callable[[], bool] | None,
) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    """The chunks of `left`, taken out of it as they are done. Raises BrokenExecutor."""
    pool = executor or _processes(len(left))
    queue, lost = deque(left), Counter[int]()
    running: dict[Future[NDArray[np.float32]], int] = {}
    try:
        while left:
            while queue and len(running) < AHEAD:
                number = queue.popleft()
                running[_submitted(pool, model, left[number])] = number
            done, _ = wait(running, timeout=0.2, return_when=FIRST_COMPLETED)
            for future in done:
                number = running.pop(future)
                try:
                    rows = future.result()
                except (WorkbenchError, BrokenExecutor):
                    raise
                except Exception as error:  # what a cluster says of a worker that died has many names
                    lost[number] += 1
                    if lost[number] == TRIES:
                        raise BrokenExecutor from error
                    queue.append(number)
                else:
                    yield left.pop(number), rows
            if cancelled is not None and cancelled():
                raise Cancelled("discovery.embed.cancelled")
    finally:
        for future in running:
            future.cancel()
        if executor is None:
            # Not waited for: a worker that is still loading its model stops when it has.
            pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: Executor, model: Model, texts: list[str]) -> Future[NDArray[np.float32]]:
    try:
        return pool.submit(encode, model, texts)
    except Exception as error:  # it was closed, or its cluster is gone
        raise BrokenExecutor from error


def _processes(chunks: int) -> ProcessPoolExecutor:
    """Up to four processes; fewer for little work, since each takes a second to load its model."""
    workers = min(os.cpu_count() or 1, 4, -(-chunks // 4))
    # Spawned: a fork would copy the threads and connections of the page's kernel.
    return ProcessPoolExecutor(max(workers, 1), get_context("spawn"), initializer=leave_with_parent)


def _chunks(model: Model, texts: Sequence[str]) -> Iterator[list[str]]:
    if model.corpus:  # fitted once, on all of them, which is also all the work there is
        yield list(texts)
        return
    chunk: list[str] = []
    characters = 0
    for text in texts:
        size = min(len(text), LONGEST)
        if chunk and (len(chunk) == TEXTS or characters + size > CHARACTERS):
            yield chunk
            chunk, characters = [], 0
        chunk.append(text)
        characters += size
    if chunk:
        yield chunk
