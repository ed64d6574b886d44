"""What the page of personas sees of a project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.model import Entry
from workbench.widgets.delta import touched
from workbench.widgets.view import View

#: What personas, who is in them, and what they rest on depend on.
_TABLES = ("persona", "persona_field", "case", "attribute", "setting", "need", "event", "answer", "passage")


class PersonasView(View):
    """A view that tells when personas, or what stands below them, have changed."""

    def changed(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Whether the page should read its personas again."""
        return {"personas": True} if touched(entries, *_TABLES) else {}
