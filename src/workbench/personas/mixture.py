"""Latent classes of mixed columns with gaps: a mixture fitted by variational Bayes, and its evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.personas.cohort import Cohort, Doubles

#: Prior worth of what is known of a variance, in half observations.
_SHAPE = 3.0
#: Steps before the priors are learned from the columns.
_WARM = 8


@dataclass(frozen=True)
class Mixture:
    """`shares` [n, k]: how far each person belongs to each class, rows sum to 1. `evidence`: the lower bound
    of the log probability of the answers under k classes, all orders of the classes counted.
    """

    shares: Doubles
    evidence: float

    @property
    def k(self) -> int:
        """How many classes."""
        return int(self.shares.shape[1])


def fit(
    people: Cohort,
    k: int,
    random: np.random.Generator,
    *,
    tries: int = 5,
    times: Doubles | None = None,
    first: Doubles | None = None,
    precision: float = 0.005,
) -> Mixture:
    """The best of `tries` mixtures of `k` classes, each from another start, and of one that starts at the
    shares `first` [n, k].

    Within a class, columns are independent: numbers normal, categories multinomial; what is missing counts
    for nothing. How much a column may differ between classes is learned column by column, so that columns
    which tell nothing do not blur the others. `times` [n]: how often each person counts (a resample).
    Attias, H. (1999), « Inferring parameters and structure of latent variable models by variational Bayes »,
    UAI; Corduneanu, A. and Bishop, C. M. (2001), « Variational Bayesian model selection for mixture
    distributions », AISTATS; Minka, T. (2000), « Estimating a Dirichlet distribution ».
    """
    if k == 1:
        return _climb(people, np.ones((people.n, 1)), times, precision)
    points = people.placed()
    starts = [] if first is None else [first]
    starts += [_start(points, k, random, times) for _ in range(tries)]
    return max((_climb(people, start, times, precision) for start in starts), key=lambda one: one.evidence)


def _start(points: Doubles, k: int, random: np.random.Generator, times: Doubles | None) -> Doubles:
    """Soft shares around k people far apart (Arthur and Vassilvitskii 2007)."""
    n = len(points)
    counts = np.ones(n) if times is None else times
    far = counts.copy()
    distances: list[Doubles] = []
    for _ in range(k):
        total = far.sum()
        chosen = int(random.choice(n, p=far / total if total > 0 else counts / counts.sum()))
        distances.append(((points - points[chosen]) ** 2).sum(axis=1))
        far = counts * np.min(distances, axis=0)
    away = np.column_stack(distances)
    closeness = np.exp(-4 * (away - away.min(axis=1, keepdims=True)) / max(float(np.median(away)), 1e-12))
    shares: Doubles = closeness / closeness.sum(axis=1, keepdims=True)
    return shares


def _climb(
    people: Cohort, shares: Doubles, times: Doubles | None, precision: float, most: int = 300
) -> Mixture:
    """Take turns between who belongs where and what the classes are like, until the bound stands still."""
    from scipy.special import digamma, gammaln

    n, k, p = people.n, shares.shape[1], people.p
    levels, of = people.levels, people.of
    times = np.ones(n) if times is None else times
    counted = people.sums * times[:, None]
    common = counted[:, 3 * p :].sum(axis=0) + 0.5
    common /= people.by_category(common[:, None])[of, 0]
    # Priors: how close to the average the classes are, by column; the variance inside them.
    strength, tight = np.full(len(levels), 2.0), np.ones(p)
    rate = np.full(p, 0.6 * _SHAPE)
    least = np.maximum(0.05, _SHAPE * people.step)
    weights = np.empty((people.sums.shape[1], k))
    last = bound = -np.inf
    for step in range(most):
        totals = counted.T @ shares
        size = times @ shares
        squares, values, known, seen = (totals[:p], totals[p : 2 * p], totals[2 * p : 3 * p], totals[3 * p :])
        # Numbers: normal with a normal-gamma prior.
        belief = tight[:, None] + known
        mean = values / belief
        shape = _SHAPE + known / 2
        scale = rate[:, None] + 0.5 * np.maximum(squares - belief * mean**2, 0)
        sharp, log_sharp = shape / scale, digamma(shape) - np.log(scale)
        weights[:p] = -0.5 * sharp
        weights[p : 2 * p] = sharp * mean
        weights[2 * p : 3 * p] = -0.5 * (sharp * mean**2 + 1 / belief - log_sharp + np.log(2 * np.pi))
        # Categories: multinomial with a Dirichlet prior around what is common.
        prior = (strength[of] * common)[:, None]
        counts = prior + seen
        whole = people.by_category(counts)
        weights[3 * p :] = digamma(counts) - digamma(whole)[of]
        log_size = digamma(1 + size) - digamma(k + size.sum())
        ratio = tight[:, None] / belief
        cost = (
            0.5 * np.sum(ratio + tight[:, None] * sharp * mean**2 - 1 - np.log(ratio))
            + np.sum((shape - _SHAPE) * digamma(shape) - gammaln(shape) + gammaln(_SHAPE))
            + np.sum(_SHAPE * (np.log(scale) - np.log(rate[:, None])) + shape * (rate[:, None] / scale - 1))
            + np.sum(gammaln(whole)) - k * np.sum(gammaln(strength))
            - np.sum(gammaln(counts)) + k * np.sum(gammaln(prior))
            + np.sum(seen * weights[3 * p :])
            + gammaln(k + size.sum()) - gammaln(1 + size).sum() - gammaln(k) + np.sum(size * log_size)
        )  # fmt: skip
        logs = people.sums @ weights + log_size
        top = logs.max(axis=1, keepdims=True)
        shares = np.exp(logs - top)
        whole_share = shares.sum(axis=1, keepdims=True)
        shares /= whole_share
        bound = float(times @ (np.log(whole_share) + top)[:, 0] - cost)
        if step > _WARM + 2 and abs(bound - last) < precision:
            break
        last = bound
        if step >= _WARM:
            rate = np.clip(_SHAPE * k / sharp.sum(axis=1), least, 5.0)
            tight = np.clip((k + 0.5) / ((sharp * mean**2 + 1 / belief).sum(axis=1) + 0.5), 0.05, 200.0)
            up = people.by_category(common[:, None] * (digamma(counts) - digamma(prior))).sum(axis=1)
            down = (digamma(whole) - digamma(strength)[:, None]).sum(axis=1)
            strength = np.clip(strength * (up + 1e-3) / (down + 1e-3), 0.2, 200.0)
    return Mixture(shares, bound + float(gammaln(k + 1)))
