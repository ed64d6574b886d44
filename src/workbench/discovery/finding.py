"""Looking for themes, and attaching what arrives later to those that are there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import Connection, select

from workbench import i18n
from workbench.discovery.compass import needs, ordinary
from workbench.discovery.embed import chosen, vectors
from workbench.discovery.proposal import Proposal, ancestors, fold_duplicates, propose
from workbench.discovery.reading import RUN, Themes, above, read_themes
from workbench.discovery.units import Unit, units
from workbench.discovery.working import run_apart
from workbench.errors import Invalid
from workbench.project import Project, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture, now

if TYPE_CHECKING:
    import pandas as pd

#: Fewer segments than this are read from one to the next: groups of so few do not hold.
ENOUGH = 150

Progress = Callable[[str, int, int, float | None], None]


def find_themes(
    project: Project,
    *,
    unit: Unit = "segment",
    cases: Ref | Iterable[Ref] | None = None,
    granularity: float | None = None,
    seed: int = 0,
    model: str | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Themes:
    """The themes found in what participants say, kept in the project as proposals in one gesture.

    What a person has touched (accepted, rejected, renamed, merged, split, locked) stays as it is, with
    its segments; the rest of an earlier run gives way. Under 150 segments nothing is grouped unless
    `granularity` is given: `note` then says why. `progress(step, done, total, seconds_left)` is told of
    the steps "embed" and "themes". Sources that arrive meanwhile are attached at the end. Raises
    Invalid for a project in which nobody speaks, Cancelled when `cancelled` says so.

    >>> themes = find_themes(project)                                      # doctest: +SKIP
    >>> themes.themes.loc[themes.shown(), "label"]                         # doctest: +SKIP
    """
    head = project.head()
    table = units(project, unit, cases)
    if table.empty:
        raise Invalid("discovery.no_segments")
    if len(table) < ENOUGH and granularity is None:
        return _note(project, "too_few", n=len(table), least=ENOUGH)
    texts, inverse = fold_duplicates(table["text"].tolist())
    told = None if progress is None else lambda done, total, left: progress("embed", done, total, left)
    # One call for all, sentences of the compass included: a model is loaded once.
    sentences = [sentence for need in needs() for sentence in need.sentences]
    both = vectors(project, [*texts, *sentences, *ordinary()], model, executor, told, cancelled)
    rows = both[: len(texts)]
    ends = np.cumsum([len(need.sentences) for need in needs()])
    *voiced, plain = np.split(both[len(texts) :], ends)
    if progress:
        progress("themes", 0, 1, None)
    found: Proposal = run_apart(
        propose, table, rows, inverse, voiced, plain, executor=executor, cancelled=cancelled,
        granularity=granularity, seed=seed,
    )  # fmt: skip
    if found.nodes.empty:
        return _note(project, "all_short", n=len(table))
    used = replace(chosen(project, model), dimension=rows.shape[1]).record
    card = _card(project, table, unit, used, found, seed)
    with project.gesture("find_themes") as g:
        machine = g.program(i18n.t("discovery.machine", "fr"))
        _clear(g)
        n = _store(g, machine, project.language, table, found)
        _keep_run(g, {"card": card, "levels": found.levels, "level": found.level, "unit": unit})
        g.params = {"n": n}
    if progress:
        progress("themes", 1, 1, 0.0)
    if any("passage" in {change["table"] for change in e.changes} for e in project.changes_since(head)):
        assign_new(project, model=model, executor=executor, cancelled=cancelled)
    return read_themes(project)


def assign_new(
    project: Project,
    *,
    model: str | None = None,
    executor: Executor | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """How many segments were attached to the themes that are there: those that came since.

    No theme is renamed, none appears, none goes. Raises Invalid when no themes were ever found.
    """
    from workbench.discovery.expectations import voice
    from workbench.discovery.themes import nearest

    themes = read_themes(project)
    members = themes.at(len(themes.levels))
    if members.empty:
        raise Invalid("discovery.no_themes")
    with project.read() as connection:
        unit = _read_run(connection).get("unit", "segment")
    table = units(project, unit)
    known = set(zip(members["source_id"], members["start"], members["end"], strict=True))
    places = list(zip(table["source_id"], table["start"], table["end"], strict=True))
    fresh = table[[place not in known for place in places]]
    if fresh.empty:
        return 0
    texts = [
        project.text(int(s))[a:b]
        for s, a, b in zip(members["source_id"], members["start"], members["end"], strict=True)
    ]
    old = vectors(project, texts, model, executor, None, cancelled)
    new = vectors(project, fresh["text"].tolist(), model, executor, None, cancelled)
    ids, labels = np.unique(members["theme"].to_numpy(dtype=np.int64), return_inverse=True)
    best, second, membership = nearest(old, new, labels)
    there = members[["x", "y"]].to_numpy()
    like = np.asarray(new @ old.T).argmax(axis=1)
    voices = [voice(text, lang).label for text, lang in zip(fresh["text"], fresh["language"], strict=True)]
    with project.gesture("assign_new", n=len(fresh)) as g:
        g.insert(
            schema.theme_member,
            [
                {"theme_id": int(ids[best[i]]), "second_id": int(ids[second[i]]) if second[i] >= 0 else None,
                 "source_id": row.source_id, "start": row.start, "end": row.end,
                 "membership": float(membership[i]), "reason": "",
                 "x": float(there[like[i], 0]), "y": float(there[like[i], 1]),
                 "voice": voices[i]}
                for i, row in enumerate(fresh.itertuples())
            ],
        )  # fmt: skip
    return len(fresh)


def _note(project: Project, key: str, **values: Any) -> Themes:
    with project.gesture("find_themes", n=0) as g:
        _keep_run(g, {"note": [f"discovery.{key}", values]})
    return read_themes(project)


def _card(
    project: Project, table: pd.DataFrame, unit: Unit, used: dict[str, Any], found: Proposal, seed: int
) -> dict[str, Any]:
    """Everything needed to repeat the run, and to tell how it came about."""
    corpus = hashlib.sha256()
    for text in sorted(table["text"]):
        corpus.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return {
        "verb": "find_themes", "at": now(), "by": project.coder.name if project.coder else "",
        "unit": unit, "segments": len(table), "people": int(table["case_id"].nunique()),
        "seed": seed, "model": used, "corpus": corpus.hexdigest(), **found.run,
    }  # fmt: skip


def _clear(g: Gesture) -> None:
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


def _store(g: Gesture, machine: int, language: str, table: pd.DataFrame, found: Proposal) -> int:
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
            [{"parent_id": ids.get(int(row["parent"])), "coder_id": machine, "label": row["label"],
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


def _keep_run(g: Gesture, run: dict[str, Any]) -> None:
    s = schema.setting
    value = json.dumps(run, ensure_ascii=False)
    there = list(g.connection.execute(select(s.c.id).where(s.c.name == RUN)).scalars())
    if there:
        g.update(s, there, {"value": value})
    else:
        g.insert(s, [{"name": RUN, "value": value}])


def _read_run(connection: Connection) -> dict[str, Any]:
    value = connection.execute(select(schema.setting.c.value).where(schema.setting.c.name == RUN)).scalar()
    return json.loads(value) if value else {}
