"""Responses of Google Forms (csv), in French or in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench.corpus.exports.model import Export
from workbench.corpus.exports.proposal import Habits, propose
from workbench.corpus.exports.registry import export
from workbench.corpus.exports.sheet import read_sheet

_ROLES = {
    **dict.fromkeys(["horodateur", "timestamp"], "answered"),
    **dict.fromkeys(["adresse e-mail", "email address", "nom d'utilisateur", "username", "email"], "email"),
    "score": "attribute",
}


@export("google_forms", lambda seen: bool({"horodateur", "timestamp"} & set(seen.headings)))
def read(
    path: Path,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> Export:
    """Return the answers; `choices` gives those of a heading where commas inside them leave a doubt."""
    cells = read_sheet(path, encoding=encoding, sheet=sheet)
    return propose(cells, Habits("google_forms", "answers", _ROLES, "question", choices=choices or {}))
