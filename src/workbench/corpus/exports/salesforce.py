"""Records and reports of Salesforce (csv, xlsx); the footer of a report is taken away."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.corpus.exports.model import Export
from workbench.corpus.exports.proposal import Habits, propose
from workbench.corpus.exports.registry import Look, export
from workbench.corpus.exports.sheet import Sheet, read_sheet
from workbench.text import fold

_ROLES = {
    **dict.fromkeys(
        ["id", "ownerid", "owner", "assigned", "proprietaire", "attribue a", "priority"], "ignored"
    ),
    **dict.fromkeys(["whoid", "contact id", "contactid"], "identifier"),
    **dict.fromkeys(["contact", "name", "nom", "contact name"], "name"),
    **dict.fromkeys(["subject", "objet", "sujet", "description", "whatid", "tasksubtype"], "attribute"),
    **dict.fromkeys(["activitydate", "date", "due date", "echeance"], "event_date"),
    **dict.fromkeys(["type"], "event"),
    **dict.fromkeys(["status", "statut"], "event_done"),
}
_FOOTER = re.compile(
    r"(grand totals?|totaux?( generaux| general)?) ?\(.*|confidential information.*"
    r"|informations? confidentielles?.*|copyright .*salesforce.*"
)


def _recognise(seen: Look) -> bool:
    text = seen.text.lower()
    return {"whoid", "ownerid"} <= set(seen.headings) or "salesforce.com, inc" in text


@export("salesforce", _recognise)
def read(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Export:
    """Return the records; without a column of types of acts, the subject says what the act was."""
    cells = read_sheet(path, encoding=encoding, sheet=sheet)
    _without_footer(cells)
    roles = dict(_ROLES)
    if "type" not in {fold(one) for one in cells.headings}:
        roles |= dict.fromkeys(["subject", "objet", "sujet"], "event")
    return propose(cells, Habits("salesforce", "records", roles))


def _without_footer(sheet: Sheet) -> None:
    """Take away the last rows as long as their only cell is a sentence that Salesforce adds."""
    cells = sheet.cells
    end = len(cells)
    while (
        end and cells.iloc[end - 1, 1:].isna().all() and _FOOTER.fullmatch(fold(str(cells.iloc[end - 1, 0])))
    ):
        end -= 1
    if end < len(cells):
        sheet.notes.append(("exports.note.footer", {"n": len(cells) - end}))
        sheet.cells = cells.iloc[:end]
