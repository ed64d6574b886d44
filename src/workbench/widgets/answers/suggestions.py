"""Segments suggested for a code on the page of expectations, the answers to them, how far they are right."""

from __future__ import annotations

from typing import Any

from workbench.discovery import suggestion
from workbench.discovery.embed import Progress
from workbench.errors import Invalid
from workbench.widgets import rows
from workbench.widgets.answers.acts import act
from workbench.widgets.answers.spoken import spoken
from workbench.widgets.messages import action
from workbench.widgets.themes_view import ThemesView

#: From which probability on a suggestion is called so.
_WORDS = ((0.8, "very_likely"), (0.6, "likely"), (0.4, "unsure"), (0.0, "unlikely"))
_TOGETHER = 50


@action
def suggestions(view: ThemesView, *, id: int, code: int, n: int = 10) -> dict[str, Any]:
    """The segments most worth showing to whoever codes with a code, each beside the nearest example.

    `known`: "learned" from enough examples, "alike" with too few to learn from, "nothing" when the code
    has neither codings nor a definition.
    """
    try:
        found = suggestion.suggest(
            view.project, code, max(1, min(n, _TOGETHER)),
            progress=_progress(view, id), cancelled=lambda: id in view.cancelled,
        )  # fmt: skip
    except Invalid as refusal:
        if refusal.key != "discovery.few_examples":
            raise
        return {"known": "nothing", "rows": []}
    told = []
    one: Any
    for row, one in zip(spoken(view, found[["source_id", "start", "end"]]), found.itertuples(), strict=True):
        learned = one.why != "alike"
        told.append({
            **row,
            "why": one.why,
            # With under three examples there is an order and no probability.
            "probability": rows.number(one.probability) if learned else None,
            "word": _word(one.probability) if learned else "alike",
            "example": _example(view, one),
        })  # fmt: skip
    return {"known": "alike" if any(one["why"] == "alike" for one in told) else "learned", "rows": told}


@act
def answer_suggestion(view: ThemesView, *, code: int, place: list[int], yes: bool) -> dict[str, Any]:
    """Say whether a segment, told by source, start and end in code points, is a case of a code."""
    [(source, start, end)] = _places([place])
    return {"coding": suggestion.answer_suggestion(view.project, code, source, start, end, yes)}


@action
def unanswered(view: ThemesView, *, code: int, places: list[list[int]]) -> list[bool]:
    """Which of these places nobody has answered for a code: some may have been taken back meanwhile."""
    return suggestion.unanswered(view.project, code, _places(places))


@action
def suggestion_quality(view: ThemesView, *, id: int, code: int) -> dict[str, Any]:
    """How well codings held out are found again: by the suggestions, by words alone, by another coder."""
    try:
        table = suggestion.evaluate_suggestions(
            view.project, code, progress=_progress(view, id), cancelled=lambda: id in view.cancelled
        )
    except Invalid as refusal:
        if refusal.key != "discovery.few_examples":
            raise
        return {"n": refusal.params["n"], "least": refusal.params["least"], "by": []}
    by = [
        {"name": str(name), "precision": float(row["precision"]), "recall": float(row["recall"])}
        for name, row in table.iterrows()
    ]
    return {"n": int(table["examples"].iloc[0]), "least": 0, "by": by}


def _progress(view: ThemesView, job: int) -> Progress:
    def progress(done: int, total: int, left: float | None) -> None:
        view.push({"push": "progress", "job": job, "done": done, "total": total, "left": left})

    return progress


def _places(places: list[list[int]]) -> list[tuple[int, int, int]]:
    if any(len(place) != 3 for place in places):
        raise Invalid("widgets.wrong_argument", name="answer_suggestion", argument="place")
    return [(source, start, end) for source, start, end in places]


def _word(probability: float) -> str:
    return next(word for least, word in _WORDS if probability >= least)


def _example(view: ThemesView, one: Any) -> dict[str, Any] | None:
    """The nearest segment a person coded: its words, and where they stand."""
    source = rows.whole(one.example_source)
    if source is None:
        return None
    start, end = int(one.example_start), int(one.example_end)
    return {
        "verbatim": one.example,
        "source": view.project.sources()["name"].get(source, ""),
        "source_id": source,
        "at": view.offsets(source).to_utf16([start, end]),
    }
