"""Scales on which people are placed side by side: how personas are built by hand, where a program must not
group.

After the behavioural scales of Cooper, Reimann, Cronin and Noessel 2014, "About Face", ch. 3.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from workbench.errors import Invalid
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture, dumps

if TYPE_CHECKING:
    import pandas as pd

#: The settings that keep one scale each: its two ends, and the place of each person.
SETTING = "persona_scale:"
STEPS = 5


def add_scale(project: Project, name: str, low: str, high: str) -> None:
    """Add a scale from 1 to 5, with the words of its two ends. Raises Invalid for an empty name or end, or
    one taken.

    >>> add_scale(project, "Autonomie", "veut être guidé", "décide seul")  # doctest: +SKIP
    """
    told = [" ".join(each.split()) for each in (name, low, high)]
    if not all(told):
        raise Invalid("errors.empty_name", field="scale")
    with project.gesture("add_scale", scale=told[0]) as g:
        if told[0] in _scales(g.connection):
            raise Invalid("personas_store.scale_taken", scale=told[0])
        _keep(g, told[0], {"low": told[1], "high": told[2], "places": {}})


def remove_scale(project: Project, name: str) -> None:
    """Take a scale away, with the places on it. Raises Invalid for one that is not there.

    >>> remove_scale(project, "Autonomie")                                 # doctest: +SKIP
    """
    with project.gesture("remove_scale", scale=name) as g:
        g.delete(schema.setting, [_known(g.connection, name)["id"]])


def place_person(project: Project, case: Ref, scale: str, place: int | None) -> None:
    """Place a person on a scale, 1 to 5, None to take them off it. Raises Invalid for another place,
    NotFound.

    >>> place_person(project, "Nadia", "Autonomie", 4)                     # doctest: +SKIP
    """
    if place is not None and (isinstance(place, bool) or not 1 <= place <= STEPS):
        raise Invalid("personas_store.place", place=place, steps=STEPS)
    with project.gesture("place_person", scale=scale) as g:
        row = find.row(g.connection, schema.case, case)
        told = _known(g.connection, scale)
        places = {k: v for k, v in told["places"].items() if k != str(row.id)}
        _keep(g, scale, {**told, "places": places | ({} if place is None else {str(row.id): place})})
        g.params["case"] = row.name


def read_scales(project: Project) -> pd.DataFrame:
    """People in rows (index case id), scales in columns, places 1 to 5, missing where nobody was placed.

    Those who are alike stand side by side: rows are in the order of a tree that joins the nearest (Ward). The
    words of the ends are in `attrs["ends"]`.

    >>> read_scales(project)                                               # doctest: +SKIP
    """
    import pandas as pd

    with project.read() as connection:
        c = schema.case.c
        people = list(connection.execute(select(c.id).where(c.role != "moderator").order_by(c.id)).scalars())
        scales = _scales(connection)
    columns = {
        name: [told["places"].get(str(case)) for case in people] for name, told in sorted(scales.items())
    }
    table = pd.DataFrame(columns, index=pd.Index(people, name="case_id"), dtype="Int64")
    table = table.loc[_alike(table)]
    table.attrs["ends"] = {name: (told["low"], told["high"]) for name, told in sorted(scales.items())}
    return table


def _alike(table: pd.DataFrame) -> list[int]:
    from scipy.cluster.hierarchy import leaves_list, linkage

    placed = table[table.notna().any(axis=1)]
    order = list(placed.index)
    if len(placed) > 2:
        filled = placed.astype("float64").fillna((STEPS + 1) / 2).to_numpy()
        order = [order[at] for at in leaves_list(linkage(filled, "ward", optimal_ordering=len(placed) < 200))]
    return [*order, *(case for case in table.index if case not in set(order))]


def _scales(connection: Connection) -> dict[str, dict[str, Any]]:
    s = schema.setting.c
    query = select(s.id, s.name, s.value).where(s.name.startswith(SETTING, autoescape=True))
    return {
        row.name.removeprefix(SETTING): {**json.loads(row.value), "id": row.id}
        for row in connection.execute(query)
    }


def _known(connection: Connection, name: str) -> dict[str, Any]:
    scales = _scales(connection)
    if name not in scales:
        raise Invalid("personas_store.no_scale", scale=name, known=", ".join(sorted(scales)))
    return scales[name]


def _keep(g: Gesture, name: str, told: dict[str, Any]) -> None:
    value = dumps({key: told[key] for key in ("low", "high", "places")})
    if "id" in told:
        g.update(schema.setting, [told["id"]], {"value": value})
    else:
        g.insert(schema.setting, [{"name": SETTING + name, "value": value}])
