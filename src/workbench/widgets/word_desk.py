"""The page of words: where they stand, how often, who says them more, which come together."""

from __future__ import annotations

from workbench.project import Project
from workbench.widgets import answers
from workbench.widgets.page import STATIC, Page
from workbench.widgets.words_view import WordsView


class WordDesk(Page):
    """A page to look for words, count and compare them, and to code what is said with them.

    `source` is the id of a source to which everything is limited at first, `language` "fr" or "en" (by
    default the project's), `height` in pixels (0: the whole window).
    """

    _esm = STATIC / "word_desk.js"
    _css = STATIC / "word_desk.css"
    catalogues = (*Page.catalogues, "word_desk")
    long = frozenset(
        {"lines", "frequencies", "cloud", "specificities", "similitude", "classes", "branches", "passages",
         "code_passages", "export_words", "export"}
    )  # fmt: skip

    def __init__(
        self,
        project: Project,
        *,
        source: int | None = None,
        language: str | None = None,
        height: int = 720,
    ) -> None:
        super().__init__(WordsView(project, language or project.language, source), height)


__all__ = ["WordDesk", "answers"]
