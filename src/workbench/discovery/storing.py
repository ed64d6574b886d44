"""Writing what a run found into the project, around what people have already decided."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, select

from workbench import i18n
from workbench.discovery.proposal import Proposal, ancestors
from workbench.discovery.reading import RUN, above
from workbench.project import schema
from workbench.project.journal import Gesture

if TYPE_CHECKING:
    import pandas as pd


def clear(g: Gesture) -> None:
    """Take away the themes of earlier runs that nobody has touched, with their members."""
    t = schema.theme.c
    rows = g.connection.execute(select(t.id, t.parent_id, t.locked, t.status)).all()
    parents = {row.id: row.parent_id if row.parent_id is not None else -1 for row in rows}
    touched = {row.id for row in rows if row.locked or row.status != "proposed"}
    # What lies below a theme that a person decided on is part of it.
    gone = [theme for theme in parents if not touched.intersection(above(theme, parents))]
    g.delete(schema.theme_member, _members_of(g.connection, gone))
    held = g.connection.execute(select(t.id).where(t.parent_id.in_(gone), t.id.not_in(gone))).scalars()
    g.update(schema.theme, list(held), {"parent_id": None, "level": 0})
    g.delete(schema.theme, gone)


def _members_of(connection: Connection, themes: list[int]) -> list[int]:
    m = schema.theme_member.c
    return list(connection.execute(select(m.id).where(m.theme_id.in_(themes))).scalars())


def store(g: Gesture, machine: int, language: str, table: pd.DataFrame, found: Proposal) -> int:
    """Write the themes and their members; how many themes there are at the level proposed."""
    m, t = schema.theme_member.c, schema.theme.c
    in_tree = select(m.source_id, m.start, m.end, m.theme_id).where(m.theme_id == t.id, t.level >= 0)
    held = {(row.source_id, row.start, row.end): row.theme_id for row in g.connection.execute(in_tree)}
    sources = set(g.connection.execute(select(schema.source.c.id)).scalars())
    places = list(
        zip(table["source_id"].tolist(), table["start"].tolist(), table["end"].tolist(), strict=True)
    )
    taken = np.array([held.get(place, 0) for place in places])
    there = np.array([place[0] in sources for place in places])
    absorbed = _absorbed(found, taken)
    ids: dict[int, int] = {}
    for node, row in found.nodes.iterrows():
        if node in absorbed:
            continue
        hearts = [places[i] for i in row["medoids"] if there[i]]
        [new] = g.insert(
            schema.theme,
            [{"parent_id": ids.get(int(row["parent"])), "coder_id": machine, "label": _label(row, language),
              "status": "proposed", "stability": None if np.isnan(row["stability"]) else row["stability"],
              "level": int(row["level"]), "terms": json.dumps(row["terms"], ensure_ascii=False),
              "medoids": json.dumps(hearts)}],
        )  # fmt: skip
        ids[int(node)] = new  # type: ignore[call-overload]
    ids |= absorbed
    rows = []
    member: Any
    for i, member in enumerate(found.members.itertuples()):
        if there[i] and not taken[i]:
            rows.append(
                {"theme_id": ids[member.node], "second_id": ids.get(member.second), "source_id": places[i][0],
                 "start": places[i][1], "end": places[i][2], "membership": float(member.membership),
                 "reason": member.reason, "x": float(member.x), "y": float(member.y), "voice": member.voice}
            )  # fmt: skip
    g.insert(schema.theme_member, rows)
    guided = _store_guided(g, machine, language, found, places, there)
    _move_on_map(g, found, places, held)
    parents = dict(enumerate(found.nodes["parent"].tolist()))
    up = ancestors(parents, dict(enumerate(found.nodes["level"].tolist())), found.level)
    return len({up[int(leaf)] for leaf in found.members["node"]}) + guided


def _label(row: pd.Series, language: str) -> str:
    """The name of a theme; one of small talk has no words of its own, and only a number."""
    return str(row["label"]) if row["terms"] else f"{i18n.t('discovery.no_words', language)} {row['label']}"


def _store_guided(
    g: Gesture, machine: int, language: str, found: Proposal, places: list[Any], there: np.ndarray[Any, Any]
) -> int:
    """Write the groups of the compass, but for needs a person has decided on; how many were written."""
    t = schema.theme.c
    kept = {json.loads(run).get("need") for run in g.connection.execute(select(t.run)).scalars()}
    n = 0
    group: Any
    for group in found.guided.itertuples():
        if group.need in kept:
            continue
        run = json.dumps({"need": group.need, "heard": round(group.heard, 4)})
        [theme] = g.insert(
            schema.theme,
            [{"coder_id": machine, "label": group.names.get(language, group.names["fr"]), "level": -1,
              "stability": group.stability, "run": run,
              "terms": json.dumps(group.terms, ensure_ascii=False),
              "medoids": json.dumps([places[i] for i in group.medoids if there[i]])}],
        )  # fmt: skip
        rows = []
        for i, strength in zip(group.rows.tolist(), group.strength.tolist(), strict=True):
            member = found.members.iloc[i]
            source, start, end = places[i]
            if there[i]:
                rows.append(
                    {"theme_id": theme, "source_id": source, "start": start, "end": end,
                     "membership": strength, "x": float(member["x"]), "y": float(member["y"]),
                     "voice": member["voice"]}
                )  # fmt: skip
        g.insert(schema.theme_member, rows)
        n += 1
    return n


def _absorbed(found: Proposal, taken: np.ndarray[Any, Any]) -> dict[int, int]:
    """Finest nodes that a theme kept by a person already holds for the most part: node → that theme."""
    leaves = found.members["node"].to_numpy()
    absorbed = {}
    for leaf in np.unique(leaves[leaves >= 0]):
        mine = taken[leaves == leaf]
        themes, sizes = np.unique(mine[mine > 0], return_counts=True)
        if len(themes) and sizes.max() * 2 > len(mine):
            absorbed[int(leaf)] = int(themes[sizes.argmax()])
    return absorbed


def _move_on_map(g: Gesture, found: Proposal, places: list[Any], held: dict[Any, int]) -> None:
    """Members that stay where a person put them are drawn at their new place on the map."""
    m = schema.theme_member.c
    at = {place: i for i, place in enumerate(places)}
    ids, values = [], []
    for row in g.connection.execute(select(m.id, m.source_id, m.start, m.end)):
        place = (row.source_id, row.start, row.end)
        if place in held and place in at:
            ids.append(row.id)
            member = found.members.iloc[at[place]]
            values.append({"x": float(member["x"]), "y": float(member["y"])})
    g.update(schema.theme_member, ids, values)


def keep_run(g: Gesture, run: dict[str, Any]) -> None:
    """Keep how the themes came about: what `read_run` gives back."""
    s = schema.setting
    value = json.dumps(run, ensure_ascii=False)
    there = list(g.connection.execute(select(s.c.id).where(s.c.name == RUN)).scalars())
    if there:
        g.update(s, there, {"value": value})
    else:
        g.insert(s, [{"name": RUN, "value": value}])
