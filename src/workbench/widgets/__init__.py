"""Widgets: a page that shows a project and calls its verbs. No analysis and no SQL of their own."""

from workbench.widgets.desk import CodingDesk
from workbench.widgets.expectation_desk import ExpectationDesk
from workbench.widgets.needs_matrix import NeedsMatrix
from workbench.widgets.persona_explorer import PersonaExplorer
from workbench.widgets.word_desk import WordDesk

__all__ = ["CodingDesk", "ExpectationDesk", "NeedsMatrix", "PersonaExplorer", "WordDesk"]
