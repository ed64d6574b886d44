"""The files the page of personas hands over."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Literal

from workbench import i18n
from workbench.errors import Invalid
from workbench.personas.publish import publications, publish
from workbench.reports import persona_cards
from workbench.widgets import delta
from workbench.widgets.messages import action
from workbench.widgets.personas_view import PersonasView


@action
def export_personas(
    view: PersonasView, *, format: Literal["docx", "pdf", "png", "json"]
) -> tuple[dict[str, Any], list[bytes]]:
    """The cards as a document, pages, a picture, or values."""
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        data = persona_cards(view.project, Path(folder) / f"personas.{format}", view.language).read_bytes()
    name = i18n.t("persona_explorer.file", view.language)
    return {"name": f"{view.project.name} – {name}.{format}"}, [data]


@action
def published(view: PersonasView) -> dict[str, Any]:
    """Where a snapshot would go, and those that went out already, the latest first."""
    return {
        "file": _beside(view).name,
        "before": [
            {"place": one.place, "at": one.at, "k": one.k, "people": len(one.people)}
            for one in reversed(publications(view.project))
        ],
    }


@action
def publish_personas(view: PersonasView, *, entry: int, least: int = 5) -> dict[str, Any]:
    """Write a snapshot of the personas beside the project, in which nobody can be made out."""
    path = publish(view.project, _beside(view), least)
    with view.lock:
        return {"result": {"path": str(path.resolve())}, "delta": delta.after_act(view, entry, None)}


def _beside(view: PersonasView) -> Path:
    location = str(view.project.location)
    if "://" in location:
        raise Invalid("persona_explorer.publish_elsewhere")
    path = Path(location)
    return path.with_name(f"{path.stem}-personas.workbench")
