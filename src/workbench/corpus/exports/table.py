"""Any other table: csv, xlsx, SPSS .sav; what it is about is told from its headings and its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from workbench.corpus.exports.model import KINDS, Column, Export
from workbench.corpus.exports.proposal import Habits, objects, propose
from workbench.corpus.exports.registry import Look, export
from workbench.corpus.exports.sheet import Sheet, read_sheet
from workbench.corpus.exports.vocabulary import HEADINGS, OPEN, SCORES
from workbench.errors import Invalid
from workbench.text import fold

_BODY = frozenset(["message", "body", "corps", "texte", "text", "contenu", "content", "message_body"])
_FROM = frozenset(["from", "de", "sender", "expediteur", "expeditrice", "author", "auteur", "autrice"])
_MESSAGES = {
    **dict.fromkeys(_BODY, "verbatim"),
    **dict.fromkeys(_FROM, "author"),
    **dict.fromkeys(["date", "sent", "sent at", "envoye le", "time", "timestamp", "heure"], "answered"),
    **dict.fromkeys(["to", "a", "cc", "bcc", "cci", "destinataire", "destinataires"], "ignored"),
    **dict.fromkeys(["subject", "objet", "channel", "canal"], "attribute"),
}
_HOTJAR = {
    "hotjar user id": "identifier",
    "number": "ignored",
    "source url": "attribute",
    "date submitted": "answered",
}


@export("spss", lambda seen: seen.suffix == ".sav")
def read_spss(path: Path) -> Export:
    """Return the rows of a SPSS file with the words of its questions and the labels of its values."""
    import pyreadstat

    frame, meta = pyreadstat.read_sav(str(path), apply_value_formats=False, user_missing=False)
    frame.index = range(1, len(frame) + 1)
    frame.index.name = "row"
    cells = frame.astype(object)
    for name in frame.columns:
        labels = meta.variable_value_labels.get(name, {})
        cells[name] = objects([_cell(labels.get(one, one)) for one in frame[name]], frame.index)
    names = [str(name) for name in frame.columns]
    asked = {name: label for name, label in meta.column_names_to_labels.items() if label}
    found = propose(Sheet(names, names, cells), Habits("spss", "answers", {}, "question", asked))
    for column in found.columns:
        labels = [str(one) for one in meta.variable_value_labels.get(column.name, {}).values()]
        if column.type in {"choice", "text"} and labels and column.role in {"question", "verbatim"}:
            column.role, column.type = "question", "choice"
            seen = found.rows[column.name].dropna().unique().tolist()
            column.choices = tuple(dict.fromkeys([*labels, *seen]))
    return found


def _cell(value: Any) -> str | None:
    if value is None or value != value or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return (
        value.isoformat(" ")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
    )


@export("hotjar", lambda seen: "hotjar user id" in seen.headings)
def read_hotjar(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Export:
    """Return the answers of a Hotjar survey; its layout was never checked on a real export, which is said."""
    cells = read_sheet(path, encoding=encoding, sheet=sheet)
    cells.notes.append(("exports.note.not_checked", {"tool": "Hotjar"}))
    return propose(cells, Habits("hotjar", "answers", _HOTJAR, "question"))


def _recognise(seen: Look) -> bool:
    return len(seen.headings) > 1


@export(
    "messages", lambda seen: bool(_BODY & set(seen.headings)) and bool(_FROM & set(seen.headings)), rank=8
)
def read_messages(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Export:
    """Return the messages of a table of e-mails or of a chat: who wrote, when, and the words."""
    return propose(
        read_sheet(path, encoding=encoding, sheet=sheet), Habits("messages", "messages", _MESSAGES)
    )


@export("table", _recognise, rank=9)
def read(
    path: Path,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    kind: str | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
) -> Export:
    """Return the rows of any table; `kind` says what it holds where the proposal is wrong.

    Raises Invalid for a kind that is not one of answers, records, visits, messages.
    """
    if kind is not None and kind not in KINDS:
        raise Invalid("exports.no_such_kind", kind=kind, known=", ".join(KINDS))
    cells = read_sheet(path, encoding=encoding, sheet=sheet)
    about = kind or _kind(cells.headings)
    habits = Habits("table", about, choices=choices or {})
    found = propose(cells, habits)
    for column in found.columns:
        _ask(column, about)
    return found


def _kind(headings: Sequence[str]) -> str:
    said = [fold(heading.replace("’", "'")) for heading in headings]
    patterns = dict(HEADINGS)
    dated = any(patterns["event_date"].fullmatch(one) for one in said)
    acts = any(patterns["event"].fullmatch(one) or patterns["event_done"].fullmatch(one) for one in said)
    if any(one.endswith("?") or SCORES.search(one) or OPEN.search(one) for one in said):
        return "answers"
    return "records" if (dated and acts) or not dated else "answers"


def _ask(column: Column, kind: str) -> None:
    """In a table of answers, what is asked is a question; the rest is what is known of the person."""
    said = fold(column.heading)
    if kind != "answers" or column.role != "attribute":
        return
    if said.endswith("?") or OPEN.search(said):
        words = column.type == "text"
        column.role, column.question = "verbatim" if words else "question", column.heading
