"""What the page of needs shows in figures: priorities, feedback, and who comes or no longer comes."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workbench import i18n, needs, tables
from workbench.corpus import read_feedback, read_following
from workbench.errors import Invalid
from workbench.needs import priority
from workbench.widgets import rows
from workbench.widgets.answers.acts import act
from workbench.widgets.messages import action
from workbench.widgets.needs_view import NeedsView

if TYPE_CHECKING:
    import pandas as pd

Period = Literal["month", "quarter", "year"]
#: What a priority is made of where nobody has weighed it yet.
_EQUAL = {"importance": 1.0, "urgency": 1.0, "reach": 1.0}
_RANKS = ("score", "low", "high", "missing", "rank", "rank_low", "rank_high")
_VERSION = ("weights", "review", "due", "note", "coder", "kept_at")
_GRADES = ("planned", "kept", "load", "recency", "frequency", "intensity")
#: Answers and acts stand in no text.
_NO_SOURCE = {
    "speaker": "",
    "source": "",
    "source_id": None,
    "before": "",
    "after": "",
    "at": None,
    "time": None,
}


@action
def priorities(view: NeedsView, *, weights: dict[str, float] | None = None) -> dict[str, Any]:
    """The needs by priority, what each criterion brings, and the versions of the weights."""
    versions = needs.read_weights(view.project)
    chosen = weights if weights is not None else _kept(versions)
    table = _ranked(view, chosen)
    return {
        "weights": chosen,
        "rows": [
            {"need": at, "name": row["name"], "people": int(row["people"]),
             "parts": {name: row[f"part_{name}"] for name in chosen if f"part_{name}" in row},
             **{name: row[name] for name in _RANKS}}
            for at, row in zip(table.index.tolist(), table.to_dict("records"), strict=True)
        ],
        "versions": [
            {"version": version, **{name: row[name] for name in _VERSION}}
            for version, row in zip(versions.index.tolist(), versions.to_dict("records"), strict=True)
        ],
    }  # fmt: skip


@act
def keep_weights(
    view: NeedsView, *, weights: dict[str, float], review: str, note: str = ""
) -> dict[str, Any]:
    """Keep the weights as a version, with the day on which to look at them again."""
    return {"version": needs.keep_weights(view.project, weights, review=review, note=note)}


@action
def feedback(view: NeedsView, *, by: Period = "quarter") -> dict[str, Any]:
    """What each question on satisfaction, recommendation and effort gives, in all and by period."""
    table = read_feedback(view.project, by).drop(columns="answers")
    told = table.astype(object).where(table.notna(), None).to_dict("records")
    questions: dict[str, dict[str, Any]] = {}
    for row in told:
        head = {name: row.pop(name) for name in ("question", "figure", "better")}
        known = questions.setdefault(head["question"], {**head, "periods": []})
        if row["period"]:
            known["periods"].append(row)
        else:
            known["whole"] = row
    return {"questions": list(questions.values())}


@action
def following(view: NeedsView, *, today: str = "", window: int = 180) -> dict[str, Any]:
    """Who comes, who no longer comes and who never came, as of a day, or of the last act noted."""
    table, day = _followed(view, today, window)
    return {
        "today": day.isoformat() if day else "",
        "rows": [
            {"case": at, "name": row["case"], "type": row["type"], "call_back": bool(row["call_back"]),
             "last": row["last"].date().isoformat() if rows.number(row["days"]) is not None else None,
             "days": rows.whole(row["days"]), **{name: float(row[name]) for name in _GRADES}}
            for at, row in zip(table.index.tolist(), table.to_dict("records"), strict=True)
        ],
    }  # fmt: skip


@action
def feedback_answers(
    view: NeedsView,
    *,
    question: str,
    by: Period = "quarter",
    period: str = "",
    least: float = -1,
    most: float = 100,
    limit: int = 100,
    offset: int = 0,
) -> dict[str, Any]:
    """The answers behind a figure, or behind those of its grades from `least` to `most`."""
    import pandas as pd

    table = read_feedback(view.project, by)
    found = table[(table["question"] == question) & (table["period"] == period)]
    ids = found["answers"].iloc[0] if len(found) else []
    given = view.project.answers().loc[ids]
    score = pd.to_numeric(given["value"].astype("str").str.replace(",", "."), errors="coerce")
    given = given[score.between(least, most)]
    return _page(
        given.assign(kind="answer", verbatim=given["value"], when=given["answered_at"]), limit, offset
    )


@action
def person_events(view: NeedsView, *, case: int, limit: int = 100, offset: int = 0) -> dict[str, Any]:
    """The dated acts of a person, the latest first."""
    events = view.project.events()
    events = events[events["case_id"] == case].sort_values("happened_at", ascending=False, kind="stable")
    missed = i18n.t("need_figures.not_kept", view.language)
    words = [
        " · ".join(filter(None, [value, "" if kept else missed]))
        for value, kept in zip(events["value"], events["done"].fillna(True), strict=True)
    ]
    told = events.assign(question=events["kind"], kind="event", verbatim=words, when=events["happened_at"])
    return _page(told, limit, offset)


@action
def export_figures(
    view: NeedsView,
    *,
    what: Literal["priorities", "feedback", "following"],
    format: Literal["xlsx", "csv"],
    weights: dict[str, float] | None = None,
    by: Period = "quarter",
    today: str = "",
    window: int = 180,
) -> tuple[dict[str, Any], list[bytes]]:
    """A table to download: what the page shows."""
    if what == "priorities":
        kept = weights if weights is not None else _kept(needs.read_weights(view.project))
        table = _ranked(view, kept)
        names = ["name", *(f"part_{name}" for name in kept), *_RANKS]
    elif what == "feedback":
        table = read_feedback(view.project, by)
        names = ["question", "figure", "period", "n", "value", "low", "high", "difference", "alert"]
    else:
        table, _ = _followed(view, today, window)
        names = ["case", "type", "call_back", "last", "days", *_GRADES]
    titles = [i18n.t(f"need_figures.column.{name}", view.language) for name in names]
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = tables.write(Path(folder) / f"{what}.{format}", titles, _told(table[names], view.language))
        data = path.read_bytes()
    name = i18n.t(f"need_figures.file.{what}", view.language)
    return {"name": f"{view.project.name} – {name}.{format}"}, [data]


def _kept(versions: pd.DataFrame) -> dict[str, float]:
    """The weights kept last, of the criteria that are counted here."""
    last = versions.iloc[0]["weights"] if len(versions) else {}
    known = {name: last[name] for name in _EQUAL if name in last}
    return known if sum(known.values()) > 0 else dict(_EQUAL)


def _ranked(view: NeedsView, weights: dict[str, float]) -> pd.DataFrame:
    table = needs.read_needs(view.project)
    told = priority.score(priority.criteria(table), weights)
    return told.assign(name=table["name"], people=table["people"]).sort_values("rank", kind="stable")


def _followed(view: NeedsView, today: str, window: int) -> tuple[pd.DataFrame, date | None]:
    try:
        day = date.fromisoformat(today) if today else None
    except ValueError as error:
        raise Invalid("needs.review", given=today) from error
    return read_following(view.project, day, max(1, window))


def _page(found: pd.DataFrame, limit: int, offset: int) -> dict[str, Any]:
    """One page of answers or acts, as the drawer shows them."""
    page = found.iloc[max(0, offset) : max(0, offset) + max(1, min(limit, 500))]
    answers = int((found["kind"] == "answer").sum())
    return {
        "total": len(found),
        "segments": 0,
        "answers": answers,
        "acts": len(found) - answers,
        "people": int(found["case_id"].nunique()),
        "rows": [
            {"id": at, **{name: row[name] for name in ("kind", "case", "question", "verbatim")},
             "when": row["when"] or None, **_NO_SOURCE}
            for at, row in zip(page.index.tolist(), page.to_dict("records"), strict=True)
        ],
    }  # fmt: skip


def _told(table: pd.DataFrame, language: str) -> list[list[Any]]:
    """The cells of a file: words for what the program calls by a name of its own."""
    cells = table.copy()
    if "last" in cells:
        cells["last"] = cells["last"].dt.date
    for name in {"type", "figure", "alert"} & set(cells):
        cells[name] = [value and i18n.t(f"need_figures.{name}.{value}", language) for value in cells[name]]
    if "call_back" in cells:
        words = {True: i18n.t("need_figures.yes", language), False: i18n.t("need_figures.no", language)}
        cells["call_back"] = cells["call_back"].map(words)
    return [list(row) for row in cells.astype(object).where(cells.notna(), None).itertuples(index=False)]
