"""By what the people of a snapshot may be filtered: attributes and closed questions with few values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from workbench import i18n
from workbench.errors import Invalid
from workbench.personas.consent import CONSENT
from workbench.project import Project, schema
from workbench.project.frames import KEY

if TYPE_CHECKING:
    import pandas as pd

#: Filters beside the persona: with each of them, fewer people are alike.
MOST = 4
_VALUES = 8


def groups(
    project: Project, people: Sequence[int], k: int, names: Sequence[str] | None = None
) -> pd.DataFrame:
    """One row a person of `people`, one text column a filter.

    Values of fewer than `k` people are put together as "other", gaps are "not known". Without `names`: the
    first attributes, at most four, that have two to eight values. Raises Invalid for a name that is no
    possible filter, or for more than four.
    """
    import pandas as pd

    facts = possible_filters(project, people)
    possible = list(facts.columns)
    if names is None:
        attributes = set(project.attributes()["name"])
        chosen = [name for name in possible if name in attributes][:MOST]
    else:
        chosen = list(dict.fromkeys(names))
        if len(chosen) > MOST:
            raise Invalid("publish.too_many_filters", n=len(chosen), most=MOST)
        for name in chosen:
            if name not in possible:
                raise Invalid("publish.no_filter", name=name, known=i18n.listed(possible))
    other, unknown = (i18n.t(f"publish.{key}", project.language) for key in ("other", "unknown"))
    columns = {name: _coarse(facts[name], k, other, unknown) for name in chosen}
    return pd.DataFrame(columns, index=list(people))


def possible_filters(project: Project, people: Sequence[int]) -> pd.DataFrame:
    """One row a person, one column an attribute or closed question that has two to eight values, as written.

    Attributes first, then questions, each in the order they came; a gap is missing.
    """
    facts = _facts(project, people)
    return facts[[name for name in facts.columns if 2 <= facts[name].nunique() <= _VALUES]]


def _coarse(values: pd.Series, k: int, other: str, unknown: str) -> pd.Series:
    counts = values.value_counts()
    few = set(counts.index[counts < k])
    return values.map(lambda value: other if value in few else value, na_action="ignore").fillna(unknown)


def _facts(project: Project, people: Sequence[int]) -> pd.DataFrame:
    """Person × attribute or closed question, values as written."""
    import pandas as pd

    a, q = schema.attribute.c, schema.answer.c
    with project.read() as connection:
        noted = connection.execute(
            select(a.case_id, a.name, a.value).where(a.type != KEY).order_by(a.id)
        ).all()
        # Not several choices: a person would be in more than one group.
        closed = select(q.case_id, q.question, q.value).where(q.type.in_(("choice", "boolean", "scale")))
        answered = connection.execute(closed.order_by(q.id)).all()
    rows = [tuple(row) for row in (*noted, *answered) if row[1] != CONSENT and row[2] != ""]
    frame = pd.DataFrame(rows, columns=["case", "name", "value"])
    frame = frame[frame["case"].isin(list(people))].drop_duplicates(["case", "name"], keep="last")
    order = list(dict.fromkeys(frame["name"]))
    return frame.pivot(index="case", columns="name", values="value").reindex(
        index=list(people), columns=order
    )
