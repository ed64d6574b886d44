"""What the page of needs sees of a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.model import Entry
from workbench.widgets.delta import touched
from workbench.widgets.view import View

#: What needs, their evidence, and what frames point out depend on.
_TABLES = ("need", "evidence", "answer", "code", "coding", "setting", "source", "passage", "case")


class NeedsView(View):
    """A view that tells when needs, or what they rest on, have changed."""

    def changed(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Whether the page should read its needs again."""
        return {"needs": True} if touched(entries, *_TABLES) else {}
