"""The page of expectations: themes on a map, read as what people hope for, decided on one by one."""

from __future__ import annotations

from workbench.project import Project
from workbench.widgets import answers
from workbench.widgets.page import STATIC, Page
from workbench.widgets.themes_view import ThemesView


class ExpectationDesk(Page):
    """A page to find what people hope for, explicitly or not, and to make codes of it.

    `source` is the id of a source whose segments are shown first, `language` "fr" or "en" (by default
    the project's), `height` in pixels (0: the whole window).
    """

    _esm = STATIC / "expectation_desk.js"
    _css = STATIC / "expectation_desk.css"
    catalogues = (*Page.catalogues, "expectations", "expectation_desk")
    #: A search tells how far it has come, and is stopped, while the page stays quick.
    long = Page.long | {
        "candidates",
        "compare_readings",
        "export_readings",
        "export_themes",
        "find_themes",
        "neighbours",
        "prepare",
        "reading_words",
        "run_choices",
        "split_theme",
        "suggestion_quality",
        "suggestions",
    }

    def __init__(
        self,
        project: Project,
        *,
        source: int | None = None,
        language: str | None = None,
        height: int = 720,
    ) -> None:
        super().__init__(ThemesView(project, language or project.language, source), height)


__all__ = ["ExpectationDesk", "answers"]
