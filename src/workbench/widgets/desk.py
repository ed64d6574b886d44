"""The coding desk: sources, text, codes; every act saved at once, every page told of it."""

from __future__ import annotations

from workbench.project import Project
from workbench.widgets import answers
from workbench.widgets.page import STATIC, Page
from workbench.widgets.view import View


class CodingDesk(Page):
    """A page to read and code the sources of a project, with keyboard and mouse.

    `source` is the id of the source to open first, `language` "fr" or "en" (by default the
    project's), `height` in pixels (0: the whole window), `blind` hides what other coders did.
    """

    _esm = STATIC / "coding_desk.js"
    _css = STATIC / "coding_desk.css"
    long = frozenset({"import_files", "export"})

    def __init__(
        self,
        project: Project,
        *,
        source: int | None = None,
        language: str | None = None,
        height: int = 720,
        blind: bool = False,
    ) -> None:
        super().__init__(View(project, language or project.language, blind, source), height)


__all__ = ["CodingDesk", "answers"]
