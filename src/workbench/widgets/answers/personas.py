"""What the page of personas asks to see: the cards, what stands below them, what a number rests on."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from workbench import i18n, needs, personas
from workbench.errors import NotFound
from workbench.personas.drawn import voiced
from workbench.personas.filters import possible_filters
from workbench.personas.journey import Hole, Journey, stages
from workbench.personas.journeys import journeys, stage_acts
from workbench.personas.reading import quotes
from workbench.widgets import rows
from workbench.widgets.answers import persona_snapshot
from workbench.widgets.messages import action
from workbench.widgets.opening import opening
from workbench.widgets.personas_view import PersonasView

_PERSONA = ("name", "summary", "status", "origin", "firmness", "medoid_name")
_FIELD = ("field", "value", "topic", "label", "origin", "was", "feature", "of_in", "n_out", "of_out")
_PASSAGE = ("kind", "source", "verbatim", "before", "after", "speaker", "case", "question")
#: Filters offered on the page; a project may have more.
_FILTERS = 6


@action
def start_personas(view: PersonasView) -> dict[str, Any]:
    """What the page shows when it opens: one moment of the project."""
    with view.project.read():
        return {**opening(view, view.last_codings()), **cards(view)}


@action
def cards(view: PersonasView) -> dict[str, Any]:
    """The personas with their fields, the people in them by their places in `people`, what filters them."""
    if view.snapshot is not None:
        return persona_snapshot.cards(view.snapshot)
    with view.project.read():
        table, fields = personas.read_personas(view.project), personas.read_fields(view.project)
        people = sorted({case for members in table["members"] for case in members})
        place = {case: at for at, case in enumerate(people)}
        moved = personas.moves(view.project)
        possible = possible_filters(view.project, people)
        # A grid of questions would fill the bar with its own rows: one question alone says more.
        filters = possible[[name for name in possible.columns if not str(name).endswith("]")]]
        everybody = int((view.project.cases()["role"] != "moderator").sum())
    mine: dict[int, list[dict[str, Any]]] = {int(persona): [] for persona in table.index}
    for at, row in zip(fields.index.tolist(), fields.to_dict("records"), strict=True):
        told = {name: row[name] for name in _FIELD}
        members = [place[case] for case in row["members"] if case in place]
        mine[row["persona_id"]].append({"id": at, **told, "q": rows.number(row["q"]), "members": members})
    return {
        "personas": [
            {"id": at, "fields": mine[at], "members": [place[case] for case in row["members"]],
             "medoid": rows.whole(row["medoid"]), "jaccard": rows.number(row["jaccard"]),
             "moved": int((moved.index == at).sum()),
             **{name: row[name] for name in _PERSONA}}
            for at, row in zip(table.index.tolist(), table.to_dict("records"), strict=True)
        ],
        "people": people,
        "everybody": everybody,
        "filters": [_filter(str(name), filters[name]) for name in filters.columns[:_FILTERS]],
        "run": _run(view),
        "snapshot": None,
    }  # fmt: skip


@action
def below_personas(view: PersonasView) -> dict[str, Any]:
    """What stands below the cards: quotes of who agreed, needs with how many of each persona voice them."""
    if view.snapshot is not None:
        return persona_snapshot.below(view.snapshot)
    with view.lock, view.project.read() as connection:
        table = personas.read_personas(view.project)
        said = quotes(view.project, table.index.tolist())
        found = needs.read_needs(view.project)
        who = voiced(connection)
        walked = journeys(view.project, view.language)
    return {
        "journeys": {str(persona): _journey(view, one) for persona, one in walked.items()},
        "quotes": {
            str(persona): [_row(view, at, row) for at, row in _records(those)]
            for persona, those in said.items()
        },
        "needs": {
            str(persona): [
                {"id": at, "name": row["name"], "kind": row["kind"], "people": n}
                for at, row in _records(found)
                if (n := len(who.get(at, set()) & set(members))) > 1
            ]
            for persona, members in table["members"].items()
        },
    }


@action
def field_passages(view: PersonasView, *, field: int, limit: int = 100, offset: int = 0) -> dict[str, Any]:
    """The words, answers and acts a line of a card rests on."""
    return _page(view, personas.field_evidence(view.project, field), limit, offset)


@action
def need_of_persona(
    view: PersonasView, *, persona: int, need: int, limit: int = 100, offset: int = 0
) -> dict[str, Any]:
    """The words and answers by which people of a persona voice a need."""
    members = _members(view, persona)
    found = needs.need_evidence(view.project, need)
    return _page(view, found[found["case_id"].isin(members)], limit, offset)


@action
def people_of_persona(
    view: PersonasView, *, persona: int, came: bool = False, limit: int = 100, offset: int = 0
) -> dict[str, Any]:
    """Who is in a persona, those first of whom most of it is true; or only who came from another."""
    names = view.project.cases()["name"]
    members = _members(view, persona)
    words = {}
    if came:
        moved = personas.moves(view.project).query("id == @persona")
        for case, before in zip(moved["case_id"], moved["came_from"], strict=True):
            words[case] = i18n.t("persona_explorer.person.from", view.language, name=before)
    else:
        fields = personas.read_fields(view.project, persona)
        has = {case: sum(case in mine for mine in fields["members"]) for case in members}
        members.sort(key=lambda case: -has[case])
        for case in members:
            words[case] = i18n.t("persona_explorer.person.has", view.language, n=has[case], total=len(fields))
    shown = [case for case in members if case in words]
    told = [{"kind": "person", "case": str(names[i]), "case_id": i, "verbatim": words[i]} for i in shown]
    table = pd.DataFrame(told, index=shown)
    return _page(view, table, limit, offset)


@action
def stage_of_persona(
    view: PersonasView, *, persona: int, stage: str = "", hole: str = "", limit: int = 100, offset: int = 0
) -> dict[str, Any]:
    """The acts by which people of a persona came to a stage; or who stands in a hole, with their last act."""
    acts = stage_acts(view.project, view.language)
    if not hole:
        acts = acts[acts["case_id"].isin(_members(view, persona)) & (acts["stage"] == stage)]
    else:
        found = journeys(view.project, view.language).get(persona)
        holes = [] if found is None else found.holes
        who = next((one.people for one in holes if (one.kind, one.stage) == (hole, stage)), ())
        acts = acts[acts["case_id"].isin(who)].drop_duplicates("case_id", keep="last")
    days = acts["day"].dt.strftime("%Y-%m-%d").tolist() if len(acts) else []
    table = acts.assign(verbatim=acts["kind"], question=days, kind="event", source_id=None)
    return _page(view, table, limit, offset)


@action
def persona_scales(view: PersonasView) -> dict[str, Any]:
    """The people on the scales, those alike side by side, and the persona each is in."""
    table = personas.read_scales(view.project)
    names = view.project.cases()["name"]
    told = personas.read_personas(view.project)
    of = {case: row["name"] for row in told.to_dict("records") for case in row["members"]}
    return {
        "scales": [
            {"name": name, "low": low, "high": high} for name, (low, high) in table.attrs["ends"].items()
        ],
        "people": [
            {"case": case, "name": str(names[case]), "persona": of.get(case, ""),
             "places": [rows.whole(value) for value in values]}
            for case, values in zip(table.index.tolist(), table.to_numpy().tolist(), strict=True)
        ],
    }  # fmt: skip


def _members(view: PersonasView, persona: int) -> list[int]:
    table = personas.read_personas(view.project)
    if persona not in table.index:
        raise NotFound("errors.no_such_persona", name=persona, near="")
    members: list[int] = list(table.loc[persona, "members"])  # type: ignore[arg-type]
    return members


def _journey(view: PersonasView, told: Journey) -> dict[str, Any]:
    along = stages(view.language)
    titles = {one.name: one.title for one in along}

    def sentence(hole: Hole) -> str:
        share = {"low": round(100 * hole.low), "high": round(100 * hole.high)}
        change = "" if hole.change != hole.change else f"{hole.change:+.1f}"
        return i18n.t(f"persona_explorer.hole.{hole.kind}", view.language, n=hole.n, of=hole.of,
                      stage=titles[hole.stage], days=hole.days, change=change, **share)  # fmt: skip

    return {
        "stages": [
            {"name": one.name, "title": one.title, "short": one.short, "people": len(told.reached[one.name]),
             "days": rows.number(told.days.get(one.name)), "delay": one.delay,
             **{part: getattr(one, part) for part in ("aim", "deliverable", "channel", "indicator")}}
            for one in along
        ],
        "holes": [{"kind": one.kind, "stage": one.stage, "sentence": sentence(one)} for one in told.holes],
    }  # fmt: skip


def _filter(name: str, values: pd.Series[Any]) -> dict[str, Any]:
    known = sorted(values.dropna().unique().tolist())
    place = {value: at for at, value in enumerate(known)}
    return {"name": name, "values": known, "of": [place.get(value, -1) for value in values]}


def _run(view: PersonasView) -> dict[str, Any] | None:
    try:
        told = personas.read_run(view.project)
    except NotFound:
        return None
    told["sentence"] = told.pop("reason")
    return {name: told[name] for name in ("verdict", "k", "people", "apart", "table", "jaccard", "sentence")}


def _page(view: PersonasView, found: pd.DataFrame, limit: int, offset: int) -> dict[str, Any]:
    page = found.iloc[max(0, offset) : max(0, offset) + max(1, min(limit, 500))]
    kinds = Counter(found["kind"] if len(found) else ())
    return {
        "total": len(found),
        "people": int(found["case_id"].nunique()) if len(found) else 0,
        **{f"{kind}s": kinds[kind] for kind in ("segment", "answer", "event")},
        "rows": [_row(view, at, row) for at, row in _records(page)],
    }


def _records(table: pd.DataFrame) -> list[tuple[Any, Any]]:
    return list(zip(table.index.tolist(), table.to_dict("records"), strict=True))


def _row(view: PersonasView, at: int, row: Any) -> dict[str, Any]:
    source = rows.whole(row.get("source_id"))
    start = rows.whole(row.get("start"))
    units = None
    if source is not None and start is not None:
        units = [int(each) for each in view.offsets(source).to_utf16([start, int(row["end"])])]
    return {"id": at, "source_id": source, "time": rows.number(row.get("time_start")), "at": units,
            **{name: rows.plain(row.get(name)) for name in _PASSAGE}}  # fmt: skip
