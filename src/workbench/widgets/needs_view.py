"""What the page of needs sees of a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.corpus.exports import Export
from workbench.model import Entry
from workbench.widgets.delta import touched
from workbench.widgets.view import View

#: What needs, their evidence, and what frames point out depend on.
_TABLES = ("need", "evidence", "answer", "code", "coding", "setting", "source", "passage", "case")
#: What each figure of the page depends on.
_FIGURES = {
    "priorities": ("need", "evidence", "setting"), "feedback": ("answer",), "following": ("event", "case"),
}  # fmt: skip


class NeedsView(View):
    """A view that tells when needs, or what they rest on, have changed, and holds a file being read."""

    #: The name and bytes of a file that was brought to the page, and what was read of it.
    export: tuple[str, bytes, Export] | None = None

    def changed(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Whether the page should read its needs again, and which of its figures no longer hold."""
        told: dict[str, Any] = {"needs": True} if touched(entries, *_TABLES) else {}
        outdated = [figure for figure, tables in _FIGURES.items() if touched(entries, *tables)]
        return {**told, "outdated": outdated} if outdated else told
