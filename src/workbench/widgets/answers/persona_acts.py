"""What the page of personas does: correct, name, split, merge, build by hand, look for them."""

from __future__ import annotations

from typing import Any

from workbench import i18n, personas
from workbench.widgets import delta
from workbench.widgets.answers.acts import act
from workbench.widgets.messages import action
from workbench.widgets.personas_view import PersonasView


@action
def find_personas(view: PersonasView, *, id: int, entry: int) -> dict[str, Any]:
    """Look for personas; the page is told how far it has come, and may stop it."""
    name = i18n.t("persona_explorer.run.step", view.language)

    def progress(done: int, total: int) -> None:
        view.push({"push": "progress", "job": id, "done": done, "total": total, "name": name, "left": None})

    found = personas.find_personas(view.project, progress=progress, cancelled=lambda: id in view.cancelled)
    with view.lock:
        result = {"verdict": found.verdict, "k": found.k}
        return {"result": result, "delta": delta.after_act(view, entry, None)}


@act
def edit_field(view: PersonasView, *, field: int, value: str) -> None:
    """Put a line in a person's own words."""
    personas.edit_field(view.project, field, value)


@act
def add_value(view: PersonasView, *, persona: int, field: str, value: str) -> dict[str, Any]:
    """Write a line in a field."""
    return {"field": personas.add_value(view.project, persona, field, value)}


@act
def remove_value(view: PersonasView, *, field: int) -> None:
    """Take a line away."""
    personas.remove_value(view.project, field)


@act
def rename_persona(view: PersonasView, *, persona: int, name: str, summary: str) -> None:
    """Name a persona and sum it up."""
    personas.rename_persona(view.project, persona, name, summary=summary)


@act
def split_persona(view: PersonasView, *, persona: int, cases: list[int], name: str) -> dict[str, Any]:
    """Make a persona of some of the people of another."""
    return {"persona": personas.split_persona(view.project, persona, cases, name)}


@act
def merge_personas(view: PersonasView, *, these: list[int], name: str | None = None) -> dict[str, Any]:
    """Put personas together."""
    return {"persona": personas.merge_personas(view.project, these, name or None)}


@act
def delete_persona(view: PersonasView, *, persona: int) -> None:
    """Remove a persona."""
    personas.delete_persona(view.project, persona)


@act
def build_persona(view: PersonasView, *, name: str, cases: list[int]) -> dict[str, Any]:
    """Build a persona by hand of these people."""
    return {"persona": personas.build_persona(view.project, name, cases)}


@act
def assign_feature(view: PersonasView, *, feature: str, field: str) -> None:
    """Say which field a feature tells of."""
    personas.assign_feature(view.project, feature, field)


@act
def add_scale(view: PersonasView, *, name: str, low: str, high: str) -> None:
    """Add a scale to place people on."""
    personas.add_scale(view.project, name, low, high)


@act
def remove_scale(view: PersonasView, *, name: str) -> None:
    """Take a scale away."""
    personas.remove_scale(view.project, name)


@act
def place_person(view: PersonasView, *, case: int, scale: str, place: int | None = None) -> None:
    """Place a person on a scale."""
    personas.place_person(view.project, case, scale, place)
