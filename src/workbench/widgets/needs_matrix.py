"""The page of needs: a board of importance and urgency, each card with the words it rests on."""

from __future__ import annotations

from workbench.project import Project
from workbench.widgets import answers
from workbench.widgets.needs_view import NeedsView
from workbench.widgets.page import STATIC, Page


class NeedsMatrix(Page):
    """A page to place needs by importance and urgency, load frames to read with, weigh priorities, and see
    what feedback and contacts say.

    `language` "fr" or "en" (by default the project's), `height` in pixels (0: the whole window); `source` is
    taken as by every page, and changes nothing here.
    """

    _esm = STATIC / "needs_matrix.js"
    _css = STATIC / "needs_matrix.css"
    catalogues = (*Page.catalogues, "needs_matrix", "need_figures", "need_files")
    long = frozenset({
        "propose_needs", "export_needs", "export", "priorities", "feedback", "following", "export_figures",
        "taken_in", "read_export", "map_export", "import_export",
    })  # fmt: skip

    def __init__(
        self,
        project: Project,
        *,
        source: int | None = None,
        language: str | None = None,
        height: int = 720,
    ) -> None:
        super().__init__(NeedsView(project, language or project.language, False, source), height)


__all__ = ["NeedsMatrix", "answers"]
