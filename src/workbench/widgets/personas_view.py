"""What the page of personas sees of a project."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from workbench.errors import Invalid
from workbench.model import Entry
from workbench.personas.publish import read_snapshot
from workbench.widgets.delta import touched
from workbench.widgets.view import View

#: What personas, who is in them, and what they rest on depend on.
_TABLES = ("persona", "persona_field", "case", "attribute", "setting", "need", "event", "answer", "passage")


class PersonasView(View):
    """A view that tells when personas, or what stands below them, have changed."""

    @cached_property
    def snapshot(self) -> dict[str, Any] | None:
        """What this project shows where it is a snapshot: nothing else is in it."""
        try:
            return read_snapshot(self.project)
        except Invalid:
            return None

    def changed(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Whether the page should read its personas again."""
        return {"personas": True} if touched(entries, *_TABLES) else {}
