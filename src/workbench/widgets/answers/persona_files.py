"""The files the page of personas hands over."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Literal

from workbench import i18n
from workbench.reports import persona_cards
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
