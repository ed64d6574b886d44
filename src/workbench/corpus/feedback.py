"""What people say of a meeting in one figure: NPS, CSAT and CES, with their intervals, and what changed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist, mean, stdev
from typing import Any, Literal

from workbench.errors import Invalid

LEAST = 5  # under so few answers a figure would say more about chance than about the service

_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class Score:
    """A figure, its standard error and its 95 % interval, and the `n` answers behind it.

    `counts` gives the answers by class (promoters, passives, detractors; satisfied, others; or each grade).
    `better` tells which way is good news: an effort that rises is bad news.
    """

    kind: Literal["nps", "csat", "ces"]
    value: float
    se: float
    low: float
    high: float
    n: int
    counts: dict[str, int]
    better: Literal["high", "low"] = "high"


@dataclass(frozen=True)
class Change:
    """How a figure moved from one window to the next: the difference and its 95 % interval.

    `alert` is "worse" or "better" where the interval leaves out zero, None where chance would do.
    """

    before: str
    after: str
    difference: float
    low: float
    high: float
    alert: Literal["worse", "better"] | None


def nps(scores: Iterable[Any]) -> Score:
    """The net promoter score, -100 to +100: the share of 9 and 10 less that of 0 to 6.

    `scores` are whole numbers from 0 to 10; gaps (None, NaN, "") are left out. The standard error is
    √((p₊ + p₋ - NPS²) / n), in points. Where all answers fall in one class it would be zero: the interval is
    then that of three answers more, spread over the classes (adjusted Wald; Rocks 2016, The American
    Statistician 70(4), 365-372).

    Raises Invalid under five answers, or for an answer that is not on the scale.

    >>> score = nps([10] * 18 + [8] * 9 + [3] * 13)
    >>> score.value, round(score.se, 1), round(score.low, 1), round(score.high, 1)
    (12.5, 13.8, -14.5, 39.5)
    """
    stated = _stated(scores, "NPS", 0, 10)
    n = len(stated)
    promoters = sum(score >= 9 for score in stated)
    detractors = sum(score <= 6 for score in stated)
    value, se = _net(promoters, detractors, n)
    centre, width = (value, se) if se else _net(promoters + 0.75, detractors + 0.75, n + 3)
    low, high = max(-100.0, centre - _Z * width), min(100.0, centre + _Z * width)
    counts = {"promoters": promoters, "passives": n - promoters - detractors, "detractors": detractors}
    return Score("nps", value, se, min(low, value), max(high, value), n, counts)


def csat(scores: Iterable[Any]) -> Score:
    """The share of satisfied people in percent: 4 and 5 on a scale of 1 to 5, with Wilson's interval.

    Raises Invalid under five answers, or for an answer that is not on the scale. Source of the interval:
    Wilson 1927, JASA 22, 209-212.

    >>> score = csat([5, 4, 4, 3, 2, 5, 4, None])
    >>> round(score.value, 1), round(score.low, 1), round(score.high, 1), score.n
    (71.4, 35.9, 91.8, 7)
    """
    stated = _stated(scores, "CSAT", 1, 5)
    n = len(stated)
    satisfied = sum(score >= 4 for score in stated)
    share, shrink = satisfied / n, 1 + _Z**2 / n
    centre = (share + _Z**2 / (2 * n)) / shrink
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2)) / shrink
    low, high = max(0.0, centre - half), min(1.0, centre + half)
    se = 100 * math.sqrt(share * (1 - share) / n)
    counts = {"satisfied": satisfied, "others": n - satisfied}
    return Score("csat", 100 * share, se, 100 * min(low, share), 100 * max(high, share), n, counts)


def ces(scores: Iterable[Any], polarity: Literal["ease", "effort"] = "ease") -> Score:
    """The customer effort score: the mean of answers from 1 to 7, with Student's interval.

    `polarity` says what 7 means: "ease" (it was easy, high is good) or "effort" (it was hard, high is bad).

    Raises Invalid under five answers, for an answer that is not on the scale, or for another polarity.

    >>> score = ces([6, 7, 5, 6, 4], polarity="effort")
    >>> round(score.value, 2), round(score.low, 2), round(score.high, 2), score.better
    (5.6, 4.18, 7.0, 'low')
    """
    if polarity not in {"ease", "effort"}:
        raise Invalid("intake.no_such_polarity", found=polarity)
    stated = _stated(scores, "CES", 1, 7)
    n = len(stated)
    value, se = mean(stated), stdev(stated) / math.sqrt(n)
    half = _student(n - 1) * se
    counts = {str(grade): stated.count(grade) for grade in sorted(set(stated))}
    better: Literal["high", "low"] = "high" if polarity == "ease" else "low"
    return Score("ces", value, se, max(1.0, value - half), min(7.0, value + half), n, counts, better)


def changes(windows: Mapping[str, Score | None]) -> list[Change]:
    """How the figure moved between windows that follow each other, one row a step, with its alerts.

    `windows` goes from the name of a period to its figure, oldest first; a period without one (too few
    answers) is stepped over. The interval of the difference is made from those of both figures (MOVER:
    Zou & Donner 2008, Statistics in Medicine 27, 1693-1702).

    >>> spring, summer = nps([10] * 40 + [8] * 10), nps([9] * 15 + [7] * 10 + [2] * 25)
    >>> [(step.after, step.difference, step.alert) for step in changes({"spring": spring, "summer": summer})]
    [('summer', -100.0, 'worse')]
    """
    known = [(name, score) for name, score in windows.items() if score is not None]
    steps = []
    for (before, old), (after, new) in pairwise(known):
        if (old.kind, old.better) != (new.kind, new.better):
            raise Invalid("intake.unlike_figures", before=before, after=after)
        difference = new.value - old.value
        low = difference - math.hypot(new.value - new.low, old.high - old.value)
        high = difference + math.hypot(new.high - new.value, old.value - old.low)
        alert: Literal["worse", "better"] | None = None
        if low > 0 or high < 0:
            alert = "better" if (difference > 0) == (new.better == "high") else "worse"
        steps.append(Change(before, after, difference, low, high, alert))
    return steps


def _net(promoters: float, detractors: float, n: float) -> tuple[float, float]:
    plus, minus = promoters / n, detractors / n
    net = plus - minus
    return 100 * net, 100 * math.sqrt(max(0.0, plus + minus - net**2) / n)


def _stated(scores: Iterable[Any], figure: str, least: int, most: int) -> list[int]:
    stated = []
    for score in scores:
        if score is None or score != score or score == "":
            continue
        try:
            number = float(str(score).replace(",", "."))
        except ValueError:
            number = math.nan
        if not (least <= number <= most and number == int(number)):
            raise Invalid("intake.off_scale", figure=figure, found=score, least=least, most=most)
        stated.append(int(number))
    if len(stated) < LEAST:
        raise Invalid("intake.too_few_answers", figure=figure, n=len(stated), least=LEAST)
    return stated


def _student(freedom: int) -> float:
    from scipy.stats import t

    return float(t.ppf(0.975, freedom))
