"""The nouns that verbs hand out and take in. They know nothing of the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from workbench import i18n

#: Twelve hues that colour-blind readers tell apart, dark enough for white or black text on them.
#: The first eight are Okabe and Ito's (2008, jfly.uni-koeln.de/color), the others fill their gaps.
PALETTE = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9",
    "#8c510a", "#5e3c99", "#66a61e", "#b2182b", "#35978f", "#737373",
)  # fmt: skip


@dataclass(frozen=True)
class Coder:
    """Who makes a claim: a person, or a program (`kind` "machine"), never mixed."""

    id: int
    name: str
    kind: Literal["human", "machine"] = "human"
    colour: str = ""


@dataclass(frozen=True)
class Entry:
    """One line of the journal: a gesture, who made it, when, and what it changed."""

    id: int
    at: str
    coder: str
    coder_id: int | None
    kind: Literal["gesture", "undo", "redo", "system"]
    verb: str
    params: dict[str, Any] = field(default_factory=dict)
    changes: list[dict[str, Any]] = field(default_factory=list)
    inverts: int | None = None

    def label(self, language: str | None = None) -> str:
        """What was done, in words: "coder « repère »", "Annuler : coder « repère »"."""
        params = {
            name: i18n.listed(value, language) if isinstance(value, list) else value
            for name, value in self.params.items()
        }
        act = i18n.t(f"journal.{self.verb}", language, **params)
        if self.kind in {"undo", "redo"}:
            return i18n.t(f"journal.{self.kind}", language, act=act)
        return act

    def touched(self, table: str) -> list[int]:
        """Ids of the rows of `table` that this entry wrote or removed."""
        return [i for change in self.changes if change["table"] == table for i in change["ids"]]
