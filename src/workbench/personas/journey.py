"""The journey of people: stages, the acts laid on them, and the holes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, Any

from workbench.text import fold

if TYPE_CHECKING:
    import pandas as pd

#: Kinds of holes.
HOLES = ("late", "no_feedback", "no_final_review", "falling", "drop_off")
#: Fewer people say nothing of a share; a share of people lost that is worth a word.
_ENOUGH, _LOST = 5, 0.25
_Z = 1.959963984540054


@dataclass(frozen=True)
class Stage:
    """One stage: what it is for, what it leaves, how one knows, within how many days, which acts it has."""

    name: str
    title: str
    short: str
    aim: str
    deliverable: str
    channel: str
    indicator: str
    delay: int
    kinds: tuple[str, ...]
    rest: bool = False


@dataclass(frozen=True)
class Hole:
    """Something that should be there and is not: `n` of `of` people, with the interval of that share.

    `days`: the delay that was not kept; `change`: by how much scores fall (low and high are its interval).
    """

    kind: str
    stage: str
    people: tuple[int, ...]
    of: int
    low: float
    high: float
    days: int = 0
    change: float = float("nan")

    @property
    def n(self) -> int:
        """How many people."""
        return len(self.people)


@dataclass(frozen=True)
class Journey:
    """`reached`: stage → the people who came there; `days`: median days since the stage before; `holes`."""

    reached: dict[str, tuple[int, ...]]
    days: dict[str, float]
    holes: list[Hole]


@cache
def stages(language: str) -> tuple[Stage, ...]:
    """The seven stages of `data/journey.toml` in "fr" or "en", in their order."""
    file = resources.files("workbench") / "personas" / "data" / "journey.toml"
    told: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["stage"]
    words = ("title", "short", "aim", "deliverable", "channel", "indicator")
    return tuple(
        Stage(
            name=one["name"],
            delay=one["delay"],
            kinds=tuple(one["kinds"]),
            rest=one.get("rest", False),
            **{word: one[word][language] for word in words},
        )
        for one in told
    )


def laid(events: pd.DataFrame, along: Sequence[Stage]) -> pd.DataFrame:
    """The acts that took place, in the order of their days, with the columns day and stage.

    `events`: case_id, kind, happened_at, done, as `project.events()` gives them; what was planned and not
    kept (`done` False), or bears no day, is left out.
    """
    import pandas as pd

    day = pd.to_datetime(events["happened_at"].astype("string").str[:10], format="ISO8601", errors="coerce")
    kept = events.assign(day=day)[day.notna() & (events["done"].astype("object") != False)]  # noqa: E712
    kept = kept.sort_values(["case_id", "day"], kind="stable")
    of = {kind: _stage(str(kind), along) for kind in kept["kind"].unique()}
    stage = kept["kind"].map(of).astype("object")
    named = set(kept.loc[stage == along[0].name, "case_id"])
    first = ~kept["case_id"].duplicated() & ~kept["case_id"].isin(named)
    return kept.assign(stage=stage.where(~first, along[0].name))


def journey(
    events: pd.DataFrame,
    along: Sequence[Stage],
    *,
    people: Iterable[int],
    today: date | None = None,
    scores: pd.DataFrame | None = None,
    recorded: Iterable[str] | None = None,
) -> Journey:
    """How these people went along the stages, and where something is missing.

    `events`: of `laid`, of these people or more; `scores`: case_id, at (ISO day), value, the higher the
    better; `recorded`: the stages that are written down at all, by default those of `events` (a stage that
    nobody writes down is no hole); `today`: by default the last day of the events. The holes:

    - late: nobody met the person within the delay of a stage after they came to it;
    - no_feedback: they were met and never asked;
    - no_final_review: not met for half the delay of the closing, and no closing;
    - falling: their last score is under the first one, on average, by more than chance (paired t, n ≥ 5);
    - drop_off: of those who came to a stage, who did not come to the next, 1 - n₊₁/n, from a quarter on.

    Shares come with the interval of Wilson 1927, JASA 22 (95 %).

    >>> import pandas as pd
    >>> acts = pd.DataFrame({"case_id": [1, 1, 2], "kind": ["Accueil", "Bilan", "Accueil"],
    ...     "happened_at": ["2026-01-05", "2026-01-20", "2026-01-06"], "done": [True, True, True]})
    >>> along = stages("en")
    >>> told = journey(laid(acts, along), along, people=[1, 2], today=date(2026, 6, 1))
    >>> told.reached["first_contact"], told.reached["interim_review"]
    ((1, 2), (1,))
    >>> [(hole.kind, hole.stage, hole.people) for hole in told.holes][:2]
    [('late', 'first_contact', (2,)), ('late', 'interim_review', (1,))]
    """
    import pandas as pd

    who = sorted(set(people))
    mine = events[events["case_id"].isin(who)]
    there = set(events["stage"] if recorded is None else recorded)
    known = [one for one in along if one.name in there]
    end = pd.Timestamp(today) if today else (events["day"].max() if len(events) else pd.Timestamp(0))
    first = mine.groupby(["stage", "case_id"])["day"].min()
    arrived = {
        one.name: first[one.name].to_dict() if one.name in first.index.get_level_values(0) else {}
        for one in along
    }
    days_of: dict[int, list[Any]] = {case: [] for case in mine["case_id"].unique().tolist()}
    for case, day in zip(mine["case_id"].tolist(), mine["day"], strict=True):
        days_of[case].append(day)
    days: dict[str, float] = {}
    before = ""
    for one in known:
        waits = [(arrived[one.name][c] - arrived[before][c]).days for c in arrived[one.name]
                 if before and c in arrived[before]]  # fmt: skip
        days[one.name] = float(pd.Series(waits).median()) if waits else float("nan")
        before = one.name
    holes = [
        *_late(known, arrived, days_of, end),
        *_no_feedback(days_of, scores),
        *_no_final_review(along, arrived, days_of, end),
        *_falling(who, scores),
        *_drop_off(known, arrived),
    ]
    return Journey({name: tuple(sorted(cases)) for name, cases in arrived.items()}, days, holes)


def wilson(n: int, of: int) -> tuple[float, float]:
    """The interval (95 %) of a share, after Wilson 1927; 0 to 1 where nobody is counted.

    >>> tuple(round(edge, 3) for edge in wilson(3, 10))
    (0.108, 0.603)
    """
    if not of:
        return 0.0, 1.0
    p, z = n / of, _Z
    middle, wide = p + z * z / (2 * of), z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return max(0.0, (middle - wide) / (1 + z * z / of)), min(1.0, (middle + wide) / (1 + z * z / of))


def _stage(kind: str, along: Sequence[Stage]) -> str:
    words = fold(kind).replace("’", "'")
    for one in along:
        if any(re.search(pattern, words) for pattern in one.kinds):
            return one.name
    return next(one.name for one in along if one.rest)


def _hole(kind: str, stage: str, people: Iterable[int], of: int, **more: Any) -> Hole:
    people = tuple(sorted(people))
    return Hole(kind, stage, people, of, *wilson(len(people), of), **more)


def _late(
    known: Sequence[Stage], arrived: dict[str, dict[int, Any]], days_of: dict[int, list[Any]], end: Any
) -> Iterable[Hole]:
    for one in known:
        if one.name in {"closing", "follow_up"}:
            continue
        limit = timedelta(days=one.delay)
        due = {case: day for case, day in arrived[one.name].items() if day + limit < end}
        late = [
            case for case, day in due.items() if not any(day < met <= day + limit for met in days_of[case])
        ]
        if late:
            yield _hole("late", one.name, late, len(due), days=one.delay)


def _no_feedback(days_of: dict[int, list[Any]], scores: pd.DataFrame | None) -> Iterable[Hole]:
    asked = set() if scores is None else set(scores["case_id"])
    silent = [case for case in days_of if case not in asked]
    if silent:
        yield _hole("no_feedback", "work", silent, len(days_of))


def _no_final_review(
    along: Sequence[Stage], arrived: dict[str, dict[int, Any]], days_of: dict[int, list[Any]], end: Any
) -> Iterable[Hole]:
    closing = next(one for one in along if one.name == "closing")
    # Half the delay of the closing without any meeting: the accompaniment has stopped by itself.
    gone = [case for case, days in days_of.items() if days[-1] + timedelta(days=closing.delay // 2) < end]
    open_ended = [case for case in gone if case not in arrived["closing"]]
    if open_ended:
        yield _hole("no_final_review", "closing", open_ended, len(gone), days=closing.delay // 2)


def _falling(who: Sequence[int], scores: pd.DataFrame | None) -> Iterable[Hole]:
    if scores is None or scores.empty:
        return
    from scipy.stats import t as student

    mine = scores[scores["case_id"].isin(who)].sort_values(["case_id", "at"], kind="stable")
    twice = mine.groupby("case_id")["value"].agg(["first", "last", "size"]).query("size > 1")
    change = twice["last"] - twice["first"]
    n = len(change)
    if n < _ENOUGH or not change.std() > 0:
        return
    half = float(student.ppf(0.975, n - 1) * change.std() / sqrt(n))
    mean = float(change.mean())
    if mean + half < 0:
        falling = tuple(int(case) for case in sorted(change.index[change < 0]))
        yield Hole("falling", "work", falling, n, mean - half, mean + half, change=mean)


def _drop_off(known: Sequence[Stage], arrived: dict[str, dict[int, Any]]) -> Iterable[Hole]:
    for one, following in pairwise(known):
        there = set(arrived[one.name])
        lost = there - set(arrived[following.name])
        if len(there) >= _ENOUGH and len(lost) / len(there) >= _LOST:
            yield _hole("drop_off", following.name, lost, len(there))
