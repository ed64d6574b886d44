"""The page of personas: cards side by side, every line and number of which opens what it rests on."""

from __future__ import annotations

from workbench.project import Project
from workbench.widgets import answers
from workbench.widgets.page import STATIC, Page
from workbench.widgets.personas_view import PersonasView


class PersonaExplorer(Page):
    """A page to look for personas, read them side by side, correct them, and hand them on.

    `language` "fr" or "en" (by default the project's), `height` in pixels (0: the whole window); `source` is
    taken as by every page, and changes nothing here.
    """

    _esm = STATIC / "persona_explorer.js"
    _css = STATIC / "persona_explorer.css"
    catalogues = (*Page.catalogues, "persona_explorer")
    long = frozenset({"find_personas", "export_personas", "publish_personas", "export", "below_personas"})

    def __init__(
        self,
        project: Project,
        *,
        source: int | None = None,
        language: str | None = None,
        height: int = 720,
    ) -> None:
        super().__init__(PersonasView(project, language or project.language, False, source), height)


__all__ = ["PersonaExplorer", "answers"]
