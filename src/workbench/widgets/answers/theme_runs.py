"""Before, during and after a search for themes: what may be chosen, how it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

from workbench import i18n
from workbench.discovery import finding
from workbench.discovery.offers import offered
from workbench.discovery.units import Unit, units
from workbench.errors import Invalid
from workbench.widgets import delta
from workbench.widgets.messages import action
from workbench.widgets.themes_view import ThemesView

if TYPE_CHECKING:
    import pandas as pd

#: An attribute with more values than this parts people in groups too small to be chosen by it.
_VALUES = 30
#: How many people a run card names before it only counts them.
_NAMED = 6


@action
def run_choices(view: ThemesView) -> dict[str, Any]:
    """What a search may be asked for: units, people, models."""
    tables = {unit: units(view.project, unit) for unit in get_args(Unit)}
    people = [_among(view, tables, name, value, ids) for name, value, ids in _groups(view)]
    return {
        "units": {unit: _counted(table) for unit, table in tables.items()},
        "enough": finding.ENOUGH,
        "people": people,
        "models": [
            {
                "name": offer.name,
                "licence": offer.licence,
                "reason": i18n.t(offer.reason, view.language),
                "refused": offer.refused.sentence(view.language) if offer.refused else "",
            }
            for offer in offered()
        ],
    }


@action
def find_themes(
    view: ThemesView,
    *,
    id: int,
    entry: int,
    unit: Literal["segment", "turn", "answer"] = "segment",
    granularity: float | None = None,
    model: str | None = None,
    attribute: str | None = None,
    value: str | None = None,
) -> dict[str, Any]:
    """Look for themes; the page is told how far it has come, and may stop it."""
    # The page names a model, never a folder: nobody may ask what else is on this machine.
    if model is not None and model not in {offer.name for offer in offered()}:
        raise Invalid("widgets.wrong_argument", name="find_themes", argument="model")
    head = view.project.head()
    finding.find_themes(
        view.project, unit=unit, cases=_people(view, attribute, value), granularity=granularity, model=model,
        progress=view.progress(id), cancelled=lambda: id in view.cancelled,
    )  # fmt: skip
    late = [e for e in view.project.changes_since(head) if e.verb == "assign_new"]
    with view.lock:
        return {
            "result": {"arrived": sum(int(e.params.get("n", 0)) for e in late)},
            "delta": delta.after_act(view, entry, None),
        }


def run_card(view: ThemesView, run: dict[str, Any]) -> dict[str, Any]:
    """How the themes came about, in the page's language: why that model, and whose words were read."""
    reason = (run.get("model") or {}).get("reason", "")
    told = {**run, "reason": i18n.t(reason, view.language) if reason else ""}
    if (ids := run.get("cases")) is not None:
        names = view.project.cases()["name"]
        told["cases"] = {
            **next(({"attribute": n, "value": v} for n, v, of in _groups(view) if of == set(ids)), {}),
            "names": [names[i] for i in ids[:_NAMED] if i in names.index],
            "n": len(ids),
        }
    return told


def _groups(view: ThemesView) -> list[tuple[str, str, set[int]]]:
    """Attribute, value and the people who have it, for attributes that part people in a few groups."""
    table = view.project.attributes()
    found: list[tuple[str, str, set[int]]] = []
    for name, rows in table.groupby("name", sort=True):
        values = rows.groupby("value", sort=True)["case_id"].agg(set)
        if 1 < len(values) <= _VALUES and values.map(len).max() > 1:
            found += [(str(name), str(value), ids) for value, ids in values.items()]
    return found


def _among(
    view: ThemesView, tables: dict[str, pd.DataFrame], attribute: str, value: str, ids: set[int]
) -> dict[str, Any]:
    counts = {unit: _counted(table[table["case_id"].isin(ids)]) for unit, table in tables.items()}
    return {"attribute": attribute, "value": value, "units": counts}


def _counted(table: pd.DataFrame) -> dict[str, int]:
    return {"n": len(table), "people": int(table["case_id"].nunique())}


def _people(view: ThemesView, attribute: str | None, value: str | None) -> list[int] | None:
    """The ids of those who have that value; None where nobody asked for some people only."""
    if attribute is None:
        return None
    table = view.project.attributes()
    mine = table[(table["name"] == attribute) & (table["value"] == value)]
    return sorted(set(mine["case_id"].tolist()))
