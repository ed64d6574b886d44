"""Who comes, who no longer comes and who never came: recency, frequency and intensity of dated events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

TYPES = ("dropping_out", "never_started", "over_solicited", "engaged", "stable")
CALL_BACK = ("dropping_out", "never_started")

QUINTILES_FROM = 25  # people; with fewer, a fifth of them is a handful and fixed limits say more


@dataclass(frozen=True)
class Limits:
    """Where grades change in a small group: days since the last contact, contacts kept, resources used.

    Each tuple ascends. Days give 5 up to the first limit, then 4, 3 and 2; whoever never came has 1.
    Counts and resources give 1 below the first limit and one more at each limit reached.
    """

    days: Sequence[float] = (30, 60, 90)
    kept: Sequence[float] = (1, 2, 4, 8)
    load: Sequence[float] = (1, 3, 6, 12)


def score(
    events: pd.DataFrame,
    today: date | datetime | str,
    window: int = 180,
    *,
    people: Iterable[Any] | None = None,
    weights: Mapping[str, float] | None = None,
    limits: Limits | None = None,
) -> pd.DataFrame:
    """One row a person: how lately, how often and with what means they were met, graded 1 to 5, and a type.

    `events` has the columns case_id and happened_at and, where known, kind, value and done, as
    `project.events()` gives them. An event that was planned and not kept (`done` False) is not a contact;
    one without `done` is. Events after `today` are not counted. `window` is in days. `people` names
    everybody (by case_id), so that those without any event are seen too.

    Columns: last (date of the last contact kept), days since, planned and kept in the window, load (the sum
    in the window of `weights[kind]`, 1 by default, times the value where it is a number: hours, euros),
    recency, frequency, intensity (1–5), type (one of TYPES), call_back.

    Grades are fifths by rank, ties averaged, from 25 people on; below, they are those of `limits`.
    over_solicited: intensity 5 and frequency ≥ 4; engaged: recency and frequency ≥ 4; dropping_out: recency
    ≤ 2 and frequency ≥ 3; never_started: frequency 1 and at most one contact kept ever; else stable. RFM
    after Hughes 1994, "Strategic Database Marketing".

    >>> import pandas as pd
    >>> events = pd.DataFrame(
    ...     [(1, "2026-06-01"), (1, "2026-06-20"), (1, "2026-07-02"), (1, "2026-07-10"),
    ...      (2, "2026-02-03"), (2, "2026-02-20"), (2, "2026-03-09")], columns=["case_id", "happened_at"])
    >>> score(events, "2026-07-15", people=[1, 2, 3])[["days", "kept", "recency", "frequency", "type"]]
             days  kept  recency  frequency           type
    case_id
    1         5.0     4        5          4        engaged
    2       128.0     3        2          3   dropping_out
    3         NaN     0        1          1  never_started
    """
    import numpy as np
    import pandas as pd

    now = pd.Timestamp(today).tz_localize(None).normalize()
    held = _held(events, now)
    everybody = pd.Index(list(people) if people is not None else held["case_id"], name="case_id").unique()
    everybody = everybody.union(held["case_id"].unique(), sort=False).sort_values().rename("case_id")
    kept, lately = held["done"], held["day"] > now - pd.Timedelta(days=window)
    held = held.assign(load=_load(held, weights or {}))

    def by_person(rows: pd.Series, column: str, how: str) -> pd.Series:
        return held[rows].groupby("case_id")[column].agg(how).reindex(everybody)

    table = pd.DataFrame({"last": by_person(kept, "day", "max")}, index=everybody)
    table["days"] = (now - table["last"]).dt.days.astype("float64")
    table["planned"] = by_person(lately, "day", "size").fillna(0).astype("int64")
    table["kept"] = by_person(lately & kept, "day", "size").fillna(0).astype("int64")
    table["load"] = by_person(lately & kept, "load", "sum").fillna(0.0)
    if len(table) >= QUINTILES_FROM:
        table["recency"] = _fifths(-table["days"].fillna(np.inf))
        table["frequency"] = _fifths(table["kept"])
        table["intensity"] = _fifths(table["load"])
    else:
        chosen = limits or Limits()
        days = np.searchsorted(list(chosen.days), table["days"].to_numpy(), side="left")
        table["recency"] = np.where(table["days"].isna(), 1, np.maximum(5 - days, 1))
        table["frequency"] = 1 + np.searchsorted(list(chosen.kept), table["kept"], side="right")
        table["intensity"] = 1 + np.searchsorted(list(chosen.load), table["load"], side="right")
    ever = by_person(kept, "day", "size").fillna(0)
    table["type"] = _types(table, ever)
    table["call_back"] = table["type"].isin(CALL_BACK)
    return table


def to_call_back(scores: pd.DataFrame) -> pd.DataFrame:
    """The rows of `score` whom to call back, those who came and come no longer first, the most lately seen
    before the others."""
    rows = scores[scores["call_back"]]
    order = rows.assign(rank=rows["type"].map(CALL_BACK.index), person=rows.index)
    return rows.loc[order.sort_values(["rank", "days", "person"], na_position="last").index]


def _held(events: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """The events of persons up to now, their day and whether they were kept."""
    import pandas as pd

    day = pd.to_datetime(events["happened_at"], errors="coerce", format="ISO8601", utc=True)
    held = pd.DataFrame({"case_id": events["case_id"], "day": day.dt.tz_localize(None).dt.normalize()})
    done = events["done"] if "done" in events else pd.Series(None, index=events.index, dtype="object")
    held["done"] = ~done.isin([False])
    held["kind"] = events.get("kind", "")
    held["value"] = pd.to_numeric(events["value"], errors="coerce") if "value" in events else float("nan")
    return held[held["day"].notna() & (held["day"] <= now) & held["case_id"].notna()]


def _load(held: pd.DataFrame, weights: Mapping[str, float]) -> pd.Series:
    weight = held["kind"].map(lambda kind: weights.get(kind, 1.0)).astype("float64")
    return weight * held["value"].astype("float64").fillna(1.0)


def _fifths(values: pd.Series) -> pd.Series:
    import numpy as np

    share = values.rank(method="average") / len(values)
    # Ranks that fall on a limit belong to the fifth below, whatever the last binary digit says.
    return (5 * share).round(9).apply(np.ceil).clip(1, 5).astype("int64")


def _types(table: pd.DataFrame, ever: pd.Series) -> Any:
    import numpy as np

    recency, frequency = table["recency"], table["frequency"]
    found: Any = np.select(
        [
            (frequency == 1) & (ever <= 1),
            (table["intensity"] == 5) & (frequency >= 4),
            (recency >= 4) & (frequency >= 4),
            (recency <= 2) & (frequency >= 3),
        ],
        ["never_started", "over_solicited", "engaged", "dropping_out"],
        default="stable",
    )
    return found
