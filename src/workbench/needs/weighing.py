"""The weights of priorities, version after version, each with the day of its review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from workbench.errors import Invalid
from workbench.project import Project, schema

if TYPE_CHECKING:
    import pandas as pd

#: The setting that keeps them.
SETTING = "priority_weights"


def keep_weights(
    project: Project,
    weights: Mapping[str, float],
    *,
    review: date | str,
    directions: Mapping[str, int] | None = None,
    note: str = "",
) -> int:
    """The number of the version kept, 1 the first; earlier versions stay as they were.

    `review`: the day (a date, or "2027-03-01") on which to look at them again. Raises Invalid for weights
    that are negative or all 0, or a day that is none.

    >>> keep_weights(project, {"urgency": 2, "reach": 1}, review="2027-03-01")  # doctest: +SKIP
    1
    """
    values = {str(name): float(weight) for name, weight in weights.items()}
    if not sum(values.values()) > 0 or min(values.values()) < 0:
        raise Invalid("needs.weights")
    try:
        day = (review if isinstance(review, date) else date.fromisoformat(review)).isoformat()
    except ValueError as error:
        raise Invalid("needs.review", given=str(review)) from error
    with project.gesture("keep_weights") as g:
        row, versions = _read(g.connection)
        version = len(versions) + 1
        versions.append(
            {"version": version, "kept_at": g.at, "coder": g.coder.name if g.coder else "", "review": day,
             "weights": values, "directions": dict(directions or {}), "note": note.strip()}
        )  # fmt: skip
        text = json.dumps(versions, ensure_ascii=False)
        if row is None:
            g.insert(schema.setting, [{"name": SETTING, "value": text}])
        else:
            g.update(schema.setting, [row], {"value": text})
        g.params = {"version": version, "review": day}
    return version


def read_weights(project: Project, *, today: date | None = None) -> pd.DataFrame:
    """One row a version, the latest first, index version: weights and directions (dicts as `priority.score`
    takes
    them), review (ISO date), due (that day has come), note, coder, kept_at.

    >>> read_weights(project).iloc[0]["weights"]                           # doctest: +SKIP
    """
    import pandas as pd

    with project.read() as connection:
        _, versions = _read(connection)
    day = (today or date.today()).isoformat()
    columns = ["version", "weights", "directions", "review", "due", "note", "coder", "kept_at"]
    rows = [{**told, "due": told["review"] <= day} for told in reversed(versions)]
    return pd.DataFrame(rows, columns=columns).set_index("version")


def _read(connection: Connection) -> tuple[int | None, list[dict[str, Any]]]:
    s = schema.setting.c
    row = connection.execute(select(s.id, s.value).where(s.name == SETTING)).first()
    return (row.id, json.loads(row.value)) if row else (None, [])
