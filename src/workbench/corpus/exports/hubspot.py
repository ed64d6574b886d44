"""Contacts and activities of HubSpot (csv, xlsx), in French or in English."""

from __future__ import annotations

from pathlib import Path

from workbench.corpus.exports.model import Export
from workbench.corpus.exports.proposal import Habits, propose
from workbench.corpus.exports.registry import export
from workbench.corpus.exports.sheet import read_sheet

_MARKS = {"record id", "id de fiche d'informations", "record id - contact", "id de l'enregistrement"}
_ROLES = {
    **dict.fromkeys(_MARKS, "identifier"),
    **dict.fromkeys(["first name", "last name", "prenom", "nom", "nom de famille"], "name"),
    **dict.fromkeys(["email", "e-mail", "adresse e-mail"], "email"),
    **dict.fromkeys(["phone number", "numero de telephone", "mobile phone number"], "phone"),
    **dict.fromkeys(["contact owner", "proprietaire du contact"], "ignored"),
    **dict.fromkeys(["create date", "date de creation", "lead status", "statut du lead"], "attribute"),
    **dict.fromkeys(["associated company ids", "activity assigned to"], "attribute"),
    **dict.fromkeys(["activity date", "date de l'activite"], "event_date"),
    **dict.fromkeys(["activity type", "type d'activite"], "event"),
}


@export("hubspot", lambda seen: bool(_MARKS & set(seen.headings)))
def read(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Export:
    """Return the contacts or activities; cells of several values are cut at `;`."""
    return propose(read_sheet(path, encoding=encoding, sheet=sheet), Habits("hubspot", "records", _ROLES))
