"""Which kinds of people there are, how firmly, or that there are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench import i18n
from workbench.errors import Invalid
from workbench.personas.cohort import Cohort, Doubles, Ints, cohort
from workbench.personas.crosschecks import agreement
from workbench.personas.gradient import evidence_of_gradient
from workbench.personas.mixture import Mixture
from workbench.personas.stability import Task, best_of, in_turn, resampled, shuffled

if TYPE_CHECKING:
    import pandas as pd

#: Fewer people are not grouped by a program; up to `UNSURE` of them, groups are a hypothesis at most.
FEWEST, UNSURE = 20, 60
#: A class that is dissolved in most resamples is not trusted (Hennig 2007).
FIRM = 0.6
#: A log Bayes factor from which evidence is very strong (Kass and Raftery 1995).
STRONG = 5.0
_MOST_CLASSES = 8
_DRAWS, _AT_ONCE, _SHUFFLES = 100, 5, 20
_TRIES = 8
#: Numbers in the statistics from which other processes are worth the second they take to start.
_APART = 20_000


@dataclass(frozen=True)
class Typology:
    """Classes of people and what they are worth.

    `labels`: the class of each person, 0 the largest, in the order of the features; -1 for who is in none.
    `k`: how many classes, 0 where there are none. `table`, a row a number of classes: `k`, `evidence`
    (natural logarithm, over a single class), `smallest` (people), `jaccard` (the least firm class, mean over
    the resamples), `ari` (mean agreement with the resamples). `jaccard`: the firmness of each class.
    `verdict`: "stable", "unsure" (classes, but take them as a hypothesis), "none" (no stable structure) or
    "refused". `shuffled`: the most evidence that columns shuffled one by one gave; `gradient`: the evidence
    of one continuous trait; `agreement`: adjusted Rand index with three other ways of grouping, where they
    could be had. `left_out`: columns that told nothing. `reason`: the verdict as a sentence.
    """

    labels: pd.Series
    k: int
    table: pd.DataFrame
    jaccard: list[float]
    verdict: str
    why: tuple[str, dict[str, Any]]
    shuffled: float = float("nan")
    gradient: float = float("nan")
    agreement: dict[str, float] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    seed: int = 0

    @property
    def stable(self) -> bool:
        """Whether the classes may be built on."""
        return self.verdict == "stable"

    @property
    def reason(self) -> str:
        """Why the verdict is what it is, a sentence in the language in use."""
        return i18n.t(f"personas.{self.why[0]}", **self.why[1])


def find_typology(
    features: pd.DataFrame,
    *,
    k: int | None = None,
    seed: int = 0,
    blocks: Mapping[Any, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Typology:
    """The classes of the people in the rows of `features`, or the reason why there are none to be relied on.

    Latent classes (see `mixture`) with two to eight classes; as many as the evidence asks for, the fewest
    within reach whose every class is firm, or `k`. They have to be far more probable than what shuffled
    columns give, and than one continuous trait along which everybody stands; else there is "no stable
    structure" and nobody is in a class. Under 20 people nothing is looked for; under 60 nothing is said to be
    stable. A class of fewer than three people, or of 5 %, is set aside. `blocks` (column → block) are brought
    to equal weight. The same people in another order get the same classes.

    `progress(done, total)`; Cancelled when `cancelled()` says so; Invalid for a `k` that is not 2 to 8.
    Hennig, C. (2007), CSDA 52, for the firmness; Kass, R. E. and Raftery, A. E. (1995), « Bayes factors »,
    JASA 90.

    >>> import pandas as pd
    >>> found = find_typology(pd.DataFrame({"age": [20, 31, 44], "car": ["yes", "no", "no"]}))
    >>> found.stable, found.labels.tolist()
    (False, [-1, -1, -1])
    >>> print(found.reason)
    3 people: under 20 the program does not group. Place the people on scales yourselves, side by side.
    """
    from threadpoolctl import threadpool_limits

    if k is not None and not 2 <= k <= _MOST_CLASSES:
        raise Invalid("personas.classes", k=k, most=_MOST_CLASSES)
    with threadpool_limits(1):  # sums of several threads would come in another order
        people = cohort(features, blocks)
        if people.n < FEWEST:
            return _nobody(features, people, "refused", ("few", {"n": people.n, "fewest": FEWEST}), seed)
        if not people.p + len(people.levels):
            return _nobody(features, people, "refused", ("alike", {"n": people.n}), seed)
        return _Search(features, people, seed, progress, cancelled).run(k)


class _Search:
    """One search: fits, nulls, resamples, verdict."""

    def __init__(
        self,
        features: pd.DataFrame,
        people: Cohort,
        seed: int,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.features, self.people, self.seed = features, people, seed
        self.sent = replace(people, table=people.table.iloc[:0])
        self.progress, self.cancelled = progress, cancelled
        self.done, self.total = 0, 1

    def run(self, k: int | None) -> Typology:
        ks = list(range(2, max(2, min(_MOST_CLASSES, self.people.n // 8)) + 1))
        ks = sorted({*ks, *([] if k is None else [k])})
        chunks = [range(at, at + _AT_ONCE) for at in range(0, _DRAWS, _AT_ONCE)]
        self.total = len(ks) + 1 + _SHUFFLES // _AT_ONCE + 1 + len(ks) * len(chunks)
        fits: list[Task] = [(best_of, (self.sent, each, self.seed, _TRIES)) for each in (1, *ks)]
        few = chunks[: _SHUFFLES // _AT_ONCE]
        nulls: list[Task] = [(shuffled, (self.sent, self.seed, chunk)) for chunk in few]
        rival: list[Task] = [(evidence_of_gradient, (self.sent,))]
        told = self._work([*fits, *nulls, *rival])
        one, found = told[0], dict(zip(ks, told[1 : len(fits)], strict=True))
        nothing = np.array([gain for chunk in told[len(fits) : -1] for gain in chunk])
        self.shuffled = float(nothing.max())
        self.gradient = told[-1]
        gains = {each: found[each].evidence - one.evidence for each in ks}
        best = max(gains, key=lambda each: gains[each])
        self.found, self.gains = found, gains
        # Well beyond the luckiest shuffle, the more so where luck varies: few people with many columns.
        if gains[best] <= max(self.shuffled, 0.0) + max(STRONG, self.shuffled - float(np.median(nothing))):
            return self._none("shuffled_alike", n=self.people.n)
        if gains[best] < self.gradient - STRONG:
            return self._none("gradient", n=self.people.n)
        # Resamples tell nothing of more classes than that: the evidence is against them already.
        ks = [each for each in ks if each <= best + 1 or each == k]
        self.total = self.done + len(ks) * len(chunks)
        drawn = self._work(
            [(resampled, (self.sent, found[each], self.seed, chunk)) for each in ks for chunk in chunks]
        )
        firm: dict[int, list[float]] = {}
        agreed: dict[int, float] = {}
        for at, each in enumerate(ks):
            mine = [pair for chunk in drawn[at * len(chunks) : (at + 1) * len(chunks)] for pair in chunk]
            firm[each] = _means([jaccard for jaccard, _ in mine])
            agreed[each] = float(np.mean([ari for _, ari in mine]))
        return self._judged(k or self._chosen(firm), firm, agreed)

    def _work(self, tasks: list[Task]) -> list[Any]:
        results = []
        for result in in_turn(tasks, apart=self.people.sums.size > _APART, cancelled=self.cancelled):
            results.append(result)
            self.done += 1
            if self.progress is not None:
                self.progress(min(self.done, self.total), self.total)
        return results

    def _classes(self, mixture: Mixture) -> list[int]:
        """The classes that are large enough, largest first."""
        sizes = np.bincount(mixture.shares.argmax(axis=1), minlength=mixture.k)
        first = {each: at for at, each in reversed(list(enumerate(mixture.shares.argmax(axis=1).tolist())))}
        least = max(3, 0.05 * self.people.n)
        return sorted((c for c in first if sizes[c] >= least), key=lambda c: (-sizes[c], first[c]))

    def _chosen(self, firm: Mapping[int, list[float]]) -> int:
        order = sorted(self.gains, key=lambda each: -self.gains[each])
        for each in order:
            classes = self._classes(self.found[each])
            near = self.gains[each] >= self.gains[order[0]] - STRONG
            if near and each in firm and len(classes) > 1 and all(firm[each][c] >= FIRM for c in classes):
                return each
        return order[0]

    def _judged(self, chosen: int, firm: Mapping[int, list[float]], agreed: Mapping[int, float]) -> Typology:
        people, mixture = self.people, self.found[chosen]
        classes = self._classes(mixture)
        if len(classes) < 2:
            return self._none("one_class", n=people.n)
        number = {c: at for at, c in enumerate(classes)}
        labels = np.array([number.get(c, -1) for c in mixture.shares.argmax(axis=1).tolist()])
        jaccard = [round(firm[chosen][c], 4) for c in classes]
        apart = int((labels < 0).sum()) + len(people.silent)
        told = {"n": people.n, "k": len(classes), "apart": apart, "jaccard": f"{min(jaccard):.2f}"}
        if people.n < UNSURE:
            verdict, why = "unsure", "unsure_few"
        elif self.gains[chosen] < self.gradient + STRONG:
            verdict, why = "unsure", "unsure_gradient"
        elif min(jaccard) < FIRM:
            verdict, why = "unsure", "unsure_classes"
        else:
            verdict, why = "stable", "stable_apart" if apart else "stable"
        table = self._table()
        least = {
            each: min((values[c] for c in self._classes(self.found[each])), default=0.0)
            for each, values in firm.items()
        }
        table = table.assign(jaccard=table["k"].map(least), ari=table["k"].map(agreed))
        return Typology(
            _series(self.features, people, labels), len(classes), table, jaccard, verdict, (why, told),
            self.shuffled, self.gradient, agreement(people.table, labels, len(classes), self.seed),
            people.left_out, self.seed,
        )  # fmt: skip

    def _none(self, why: str, **told: Any) -> Typology:
        empty = _nobody(self.features, self.people, "none", (why, told), self.seed)
        if self.progress is not None:
            self.progress(self.total, self.total)
        return replace(empty, table=self._table(), shuffled=self.shuffled, gradient=self.gradient)

    def _table(self) -> pd.DataFrame:
        import pandas as pd

        sizes = [np.bincount(m.shares.argmax(axis=1), minlength=m.k).min() for m in self.found.values()]
        table = pd.DataFrame(
            {"k": list(self.found), "evidence": list(self.gains.values()), "smallest": sizes}
        )
        return table.assign(jaccard=float("nan"), ari=float("nan"))


def _nobody(
    features: pd.DataFrame, people: Cohort, verdict: str, why: tuple[str, dict[str, Any]], seed: int
) -> Typology:
    import pandas as pd

    table = pd.DataFrame(columns=["k", "evidence", "smallest", "jaccard", "ari"])
    labels = _series(features, people, np.full(people.n, -1))
    return Typology(labels, 0, table, [], verdict, why, left_out=people.left_out, seed=seed)


def _means(rows: list[Doubles]) -> list[float]:
    """Column by column; 0 where nothing was told in any row."""
    told = ~np.isnan(rows)
    totals = np.where(told, rows, 0.0).sum(axis=0) / np.maximum(told.sum(axis=0), 1)
    means: list[float] = totals.tolist()
    return means


def _series(features: pd.DataFrame, people: Cohort, labels: Ints) -> pd.Series:
    import pandas as pd

    at = np.full(len(features), -1, dtype=np.int64)
    at[people.rows] = labels
    return pd.Series(at, index=features.index, name="class")
