"""The rival of classes: one continuous trait along which everybody stands, and its evidence."""

from __future__ import annotations

import numpy as np

from workbench.personas.cohort import Cohort, Doubles

#: Where the trait, normal by itself, is looked at.
_NODES = np.linspace(-3, 3, 15)
_MOST = 150
#: Prior deviation of the logit of a level.
_WIDE = 2.0
#: Precisions that a slope may have; the last holds it at 0.
_PRECISIONS = (0.1, 1e3)
_FLAT = 1e9


def evidence_of_gradient(people: Cohort) -> float:
    """By how much one continuous trait makes the answers more probable than nothing in common does.

    The difference of two log evidences (Laplace's approximation at the top of the posterior): numbers are
    normal with a mean linear in the trait, categories a multinomial logit linear in it, slopes shrunk column
    by column; against the same with slopes of 0. In natural logarithms, as `Mixture.evidence` is.
    Markon, K. E. and Krueger, R. F. (2006), « Information-theoretic latent distribution modeling »,
    Psychological Methods 11, for comparing classes with a continuum; Böhning, D. (1992), « Multinomial
    logistic regression algorithm », AISM 44, for the steps.
    """
    return _Trait(people, flat=False).evidence() - _Trait(people, flat=True).evidence()


class _Trait:
    """One latent trait fitted by expectation and maximisation."""

    def __init__(self, people: Cohort, *, flat: bool) -> None:
        self.people, self.flat = people, flat
        p, c = people.p, len(people.levels)
        self.lines, self.variance = np.zeros((p, 2)), np.ones(p)
        self.logits = np.zeros((int(people.levels.sum()), 2))
        self.firm = np.full(p, _FLAT if flat else 1.0)
        self.firm_levels = np.full(c, _FLAT if flat else 1.0)
        self._log_node = -0.5 * _NODES**2 - np.log(np.exp(-0.5 * _NODES**2).sum())
        self._fit()

    def evidence(self) -> float:
        people, p = self.people, self.people.p
        known, seen = self.totals[2 * p : 3 * p], self.totals[3 * p :]
        x = np.stack([np.ones_like(_NODES), _NODES])
        grams = np.einsum("at,bt,jt->jab", x, x, known) / self.variance[:, None, None]
        grams[:, 0, 0] += 1
        grams[:, 1, 1] += self.firm
        cut, slope = self.lines.T
        total = self.fitted - 0.5 * np.sum(cut**2 + slope**2 * self.firm - np.log(self.firm))
        total -= 0.5 * np.linalg.slogdet(grams)[1].sum() + 0.5 * np.log1p(known.sum(axis=1) / 4).sum()
        odds = np.exp(self._log_levels())
        for at, start in enumerate(people.starts):
            here = slice(start, start + people.levels[at])
            n, q, b = seen[here].sum(axis=0), odds[here], self.logits[here]
            spread = np.einsum("t,it,ij->tij", n, q, np.eye(len(q))) - np.einsum("t,it,jt->tij", n, q, q)
            prior = np.repeat([1 / _WIDE**2, self.firm_levels[at]], len(q))
            gram = np.einsum("at,bt,tij->aibj", x, x, spread).reshape(2 * len(q), 2 * len(q)) + np.diag(prior)
            total += 0.5 * (np.log(prior).sum() - np.linalg.slogdet(gram)[1] - prior @ b.T.ravel() ** 2)
        return float(total)

    def _fit(self) -> None:
        people = self.people
        shares = self._first()
        last = -np.inf
        for step in range(_MOST):
            self.totals = people.sums.T @ shares
            self._lines(learn=step > 5)
            for _ in range(3 if step else 12):
                self._levels(learn=step > 5)
            mean = self.lines[:, :1] + self.lines[:, 1:] * _NODES
            v = self.variance[:, None]
            constant = -0.5 * (mean**2 / v + np.log(2 * np.pi * v))
            squared = np.broadcast_to(-0.5 / v, mean.shape)
            weights = np.vstack([squared, mean / v, constant, self._log_levels()])
            logs = people.sums @ weights + self._log_node
            top = logs.max(axis=1, keepdims=True)
            shares = np.exp(logs - top)
            whole = shares.sum(axis=1, keepdims=True)
            shares /= whole
            self.fitted = float((np.log(whole) + top).sum())
            if step > 10 and abs(self.fitted - last) < 1e-5 * people.n:
                break
            last = self.fitted
        self.totals = people.sums.T @ shares

    def _first(self) -> Doubles:
        """People laid along their first principal axis."""
        points = self.people.placed()
        axis = np.linalg.svd(points, full_matrices=False)[2][0]
        along = points @ (axis * np.sign(axis[np.argmax(np.abs(axis))]))
        along = along / (along.std() or 1.0)
        logs = -2 * (along[:, None] - _NODES) ** 2 + self._log_node
        shares = np.exp(logs - logs.max(axis=1, keepdims=True))
        laid: Doubles = shares / shares.sum(axis=1, keepdims=True)
        return laid

    def _lines(self, *, learn: bool) -> None:
        p = self.people.p
        squares, values, known = (self.totals[at * p : (at + 1) * p] for at in range(3))
        m0, m1, m2 = known.sum(axis=1), known @ _NODES, known @ _NODES**2
        l0, l1 = values.sum(axis=1), values @ _NODES
        g0, g2 = m0 + self.variance, m2 + self.variance * self.firm
        det = g0 * g2 - m1**2
        a, b = (g2 * l0 - m1 * l1) / det, (g0 * l1 - m1 * l0) / det
        self.lines = np.column_stack([a, b])
        if learn and not self.flat:
            self.firm = np.clip(1.5 / (b**2 + self.variance * g0 / det + 0.5), *_PRECISIONS)
        left = squares.sum(axis=1) - 2 * a * l0 - 2 * b * l1 + a**2 * m0 + 2 * a * b * m1 + b**2 * m2
        self.variance = (np.maximum(left, 0) + 1) / (m0 + 2)

    def _levels(self, *, learn: bool) -> None:
        people = self.people
        if not len(people.levels):
            return
        seen = self.totals[3 * people.p :]
        n = people.by_category(seen)[people.of]
        off = seen - n * np.exp(self._log_levels())
        firm = self.firm_levels[people.of]
        g0 = off.sum(axis=1) - self.logits[:, 0] / _WIDE**2
        g1 = off @ _NODES - firm * self.logits[:, 1]
        h0, h1, h2 = 0.5 * n.sum(axis=1) + 1 / _WIDE**2, 0.5 * (n @ _NODES), 0.5 * (n @ _NODES**2) + firm
        det = h0 * h2 - h1**2
        self.logits = self.logits + np.column_stack([h2 * g0 - h1 * g1, h0 * g1 - h1 * g0]) / det[:, None]
        if learn and not self.flat:
            spread = people.by_category((self.logits[:, 1] ** 2 + h0 / det)[:, None])[:, 0]
            self.firm_levels = np.clip((people.levels + 0.5) / (spread + 0.5), *_PRECISIONS)

    def _log_levels(self) -> Doubles:
        people = self.people
        if not len(people.levels):
            return np.zeros((0, len(_NODES)))
        values = self.logits[:, :1] + self.logits[:, 1:] * _NODES
        top = np.maximum.reduceat(values, people.starts, axis=0)[people.of]
        odds = np.exp(values - top)
        logs: Doubles = values - top - np.log(people.by_category(odds))[people.of]
        return logs
