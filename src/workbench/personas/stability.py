"""How firm classes are: found again in resamples of the people, and in answers shuffled by column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np

from workbench.errors import Cancelled
from workbench.personas.cohort import Cohort, Doubles, Ints
from workbench.personas.mixture import Mixture, fit
from workbench.workers import leave_with_parent

#: Two processes, whatever the machine: results do not depend on it, and a page keeps its share.
_PROCESSES = 2

Task = tuple[Callable[..., Any], tuple[Any, ...]]


def in_turn(
    tasks: Sequence[Task], *, apart: bool = False, cancelled: Callable[[], bool] | None = None
) -> Iterator[Any]:
    """What the tasks return, in their order; `apart`: worked out by two other processes (a script then needs
    its `if __name__ == "__main__":`). Raises Cancelled when `cancelled` says so.

    >>> list(in_turn([(max, ([1, 2],)), (min, ([4],))]))
    [2, 4]
    """
    left = list(tasks)
    try:
        for result in _apart(tasks) if apart else (work(*given) for work, given in tasks):
            yield result
            left.pop(0)
            if cancelled is not None and cancelled():
                raise Cancelled("personas.cancelled")
    except BrokenExecutor:  # no processes to be had here, or they were killed: what is left is done here
        yield from in_turn(left, cancelled=cancelled)


def _apart(tasks: Sequence[Task]) -> Iterator[Any]:
    # Spawned and not forked: a notebook's kernel has threads that a fork would leave hanging.
    pool = ProcessPoolExecutor(_PROCESSES, get_context("spawn"), initializer=_alone)
    try:
        for future in [pool.submit(work, *given) for work, given in tasks]:
            yield future.result()
    finally:
        for process in list((pool._processes or {}).values()):
            process.terminate()
        pool.shutdown(wait=False, cancel_futures=True)


def _alone() -> None:
    """One thread a process: two processes are all that is taken, and sums come in one order."""
    from threadpoolctl import threadpool_limits

    leave_with_parent()
    threadpool_limits(1)


def best_of(people: Cohort, k: int, seed: int, tries: int) -> Mixture:
    """The mixture of `k` classes found from `tries` starts."""
    return fit(people, k, np.random.default_rng([seed, 0, k]), tries=tries)


def resampled(people: Cohort, found: Mixture, seed: int, draws: range) -> list[tuple[Doubles, float]]:
    """For each resample of the people with replacement: the Jaccard index of each class with the class most
    like it among those drawn from the resample, and the adjusted Rand index of the two partitions.

    Hennig, C. (2007), « Cluster-wise assessment of cluster stability », CSDA 52.
    """
    from sklearn.metrics import adjusted_rand_score

    labels, k, n = found.shares.argmax(axis=1), found.k, people.n
    told = []
    for draw in draws:
        random = np.random.default_rng([seed, 1, k, draw])
        times = np.bincount(random.integers(0, n, n), minlength=n).astype(float)
        again = fit(people, k, random, tries=2, times=times, first=found.shares, precision=0.1)
        drawn = times > 0
        other = again.shares.argmax(axis=1)
        both = _crossed(labels[drawn], other[drawn], k)
        union = both.sum(axis=1)[:, None] + both.sum(axis=0) - both
        jaccard = np.where(union > 0, both / np.maximum(union, 1), 0.0).max(axis=1)
        # A class none of whose people was drawn tells nothing in this draw.
        jaccard[both.sum(axis=1) == 0] = np.nan
        told.append((jaccard, float(adjusted_rand_score(labels[drawn], other[drawn]))))
    return told


def shuffled(people: Cohort, seed: int, draws: range) -> list[float]:
    """The evidence of two or three classes over one, in cohorts whose columns are shuffled one by one: what
    is found there is nothing that people have in common.
    """
    gains = []
    for draw in draws:
        random = np.random.default_rng([seed, 2, draw])
        mixed = _mixed(people, random)
        one = fit(mixed, 1, random).evidence
        gains.append(max(fit(mixed, k, random, tries=2, precision=0.02).evidence for k in (2, 3)) - one)
    return gains


def _crossed(a: Ints, b: Ints, k: int) -> Doubles:
    counts = np.zeros((k, k))
    np.add.at(counts, (a, b), 1)
    return counts


def _mixed(people: Cohort, random: np.random.Generator) -> Cohort:
    from dataclasses import replace

    sums, p = people.sums.copy(), people.p
    for at in range(p):
        here = [at, p + at, 2 * p + at]
        sums[:, here] = sums[random.permutation(people.n)][:, here]
    for start, size in zip(3 * p + people.starts, people.levels, strict=True):
        sums[:, start : start + size] = sums[random.permutation(people.n), start : start + size]
    return replace(people, sums=sums)
