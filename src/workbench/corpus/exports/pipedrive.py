"""Deals, people and activities of Pipedrive (csv, xlsx), their headings with or without prefixes."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.corpus.exports.model import Export
from workbench.corpus.exports.proposal import Habits, propose
from workbench.corpus.exports.registry import Look, export
from workbench.corpus.exports.sheet import read_sheet

_PREFIX = re.compile(r"(deal|person|activity|organization|affaire|personne|activite|organisation) - .+")
_ROLES = {
    **dict.fromkeys(
        [
            "person - name",
            "personne - nom",
            "affaire - personne a contacter",
            "deal - contact person",
            "activite - personne a contacter",
            "activity - contact person",
        ],
        "name",
    ),
    **dict.fromkeys(["person - email", "personne - e-mail", "personne - email"], "email"),
    **dict.fromkeys(["person - phone", "personne - telephone"], "phone"),
    **dict.fromkeys(["person - id", "personne - id"], "identifier"),
    **dict.fromkeys(["activity - type", "activite - type"], "event"),
    **dict.fromkeys(["activity - due date", "activite - date d'echeance"], "event_date"),
    **dict.fromkeys(["activity - done", "activite - fait", "activite - termine"], "event_done"),
    **dict.fromkeys(
        [
            "activity - assigned to user",
            "activite - attribue a l'utilisateur",
            "deal - owner",
            "affaire - proprietaire",
        ],
        "ignored",
    ),
    **dict.fromkeys(
        [
            "activity - subject",
            "activite - sujet",
            "activity - note",
            "activite - note",
            "affaire - statut",
            "deal - status",
            "organization - name",
            "organisation - nom",
            "affaire - date de cloture prevue",
            "deal - expected close date",
        ],
        "attribute",
    ),
}


def _recognise(seen: Look) -> bool:
    return sum(bool(_PREFIX.fullmatch(one)) for one in seen.headings) >= 2


@export("pipedrive", _recognise)
def read(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Export:
    """Return the records; a day and an hour of an activity are joined."""
    return propose(read_sheet(path, encoding=encoding, sheet=sheet), Habits("pipedrive", "records", _ROLES))
