"""What each column of a sheet is proposed to be: from its heading in two languages, then from its values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from workbench.corpus.exports import choices as several
from workbench.corpus.exports.model import Column, Export
from workbench.corpus.exports.sheet import Sheet
from workbench.corpus.exports.values import moment, spread, typed
from workbench.corpus.exports.vocabulary import DONE, HEADINGS, HOUR, NOT_DONE, OPEN, SCORES, STAFF, TECHNICAL
from workbench.text import fold

if TYPE_CHECKING:
    import pandas as pd

_EMAIL = re.compile(r"(?:[^<>@]*<)?[^@\s<>;,]+@[^@\s<>;,]+\.\w+>?")
_PHONE = re.compile(r"'?(?=(?:\D*\d){9})\+?[\d(][\d .()\u00a0\u202f/-]{7,20}")  # a day has eight digits
_PERSONAL = frozenset(["identifier", "email", "name", "phone", "ip", "author"])
_ACTS = frozenset(["event", "event_date", "event_value", "event_done", "author"])


@dataclass
class Habits:
    """What is known of a tool: roles by folded heading, the role of other columns, questions by name."""

    tool: str
    kind: str
    roles: Mapping[str, str] = field(default_factory=dict)
    other: str = "attribute"
    questions: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)


def propose(sheet: Sheet, habits: Habits) -> Export:
    """Return the sheet as an export, each column with the role and the type proposed for it."""
    import pandas as pd

    notes = list(sheet.notes)
    columns: list[Column] = []
    values: dict[str, pd.Series[Any]] = {}
    for name, heading in zip(sheet.names, sheet.headings, strict=True):
        cells = sheet.cells[name]
        role, why = _role(heading, cells, habits)
        column = Column(name, heading, role, "text", why=why)
        if role in {"question", "verbatim"}:
            column.question = habits.questions.get(name) or heading or name
        values[name] = _type(column, cells, habits, notes)
        columns.append(column)
    rows = pd.DataFrame(values, index=sheet.cells.index, columns=sheet.names, dtype=object)
    export = Export(habits.tool, habits.kind, columns, rows, notes)
    _join_hours(export)
    return export


def _role(heading: str, cells: pd.Series[Any], habits: Habits) -> tuple[str, str]:
    folded = fold(heading.replace("’", "'"))
    if folded in habits.roles:
        return habits.roles[folded], "exports.why.tool"
    for role, pattern in HEADINGS:
        if role in _ACTS and habits.kind not in {"records", "visits", "messages"}:
            continue
        if pattern.fullmatch(folded) and _bears_out(role, cells):
            return role, "exports.why.heading"
    for role, looks in (("email", _EMAIL), ("phone", _PHONE)):
        if _share(cells, looks) >= 0.8 and (
            role == "email" or _share(cells, r"'?(\+|0|\(0)[\d\s.()/-]+") >= 0.8
        ):
            return role, "exports.why.values"
    if TECHNICAL.fullmatch(folded) or STAFF.fullmatch(folded):
        return "ignored", "exports.why.heading"
    if habits.kind == "answers" and folded in {"date", "date de la reponse", "jour"}:
        return "answered", "exports.why.heading"
    return habits.other, "exports.why.other"


def _bears_out(role: str, cells: pd.Series[Any]) -> bool:
    """A column called E-mail may hold who chose e-mail: what it holds has the last word."""
    looks = {"email": _EMAIL, "phone": _PHONE}.get(role)
    return looks is None or cells.notna().sum() == 0 or _share(cells, looks) >= 0.5


def _share(cells: pd.Series[Any], pattern: str | re.Pattern[str]) -> float:
    filled = cells.dropna()
    sample = filled.iloc[:: max(1, len(filled) // 500)].astype(str).str.strip()
    return float(sample.str.fullmatch(pattern).mean()) if len(sample) else 0.0


def _type(column: Column, cells: pd.Series[Any], habits: Habits, notes: list[Any]) -> pd.Series[Any]:
    """Set the type of the column and return its values in it."""
    if column.role in _PERSONAL:
        return cells
    if known := habits.choices.get(column.heading):
        found = several.split(cells, known)
        if found:
            column.type, column.choices = "choices", found[0]
            return found[1]
    result = typed(cells)
    column.type = result.type
    if result.stops:
        kind, row = result.stops
        notes.append(("exports.note.type_changes", {"column": column.name, "type": kind, "row": row}))
    if result.ambiguous and (result.type == "text" or (result.ambiguous == "date" and result.type != "text")):
        notes.append((f"exports.note.ambiguous_{result.ambiguous}", {"column": column.name}))
    if column.role == "event_done":
        return _done(column, cells, result.values)
    if result.type == "text" and column.role in {"question", "attribute"}:
        return _words(column, result.values, habits)
    if (
        result.type == "integer"
        and column.role in {"question", "attribute"}
        and _scores(column, result.values)
    ):
        column.type = "scale"
        column.role, column.question = "question", column.question or column.heading
    return result.values


def _scores(column: Column, values: pd.Series[Any]) -> bool:
    said = fold(column.question or column.heading)
    return bool(SCORES.search(said)) and bool(values.dropna().between(0, 10).all())


def _words(column: Column, cells: pd.Series[Any], habits: Habits) -> pd.Series[Any]:
    """Tell one choice, several choices and words of people's own from each other."""
    said = fold(column.question or column.heading)
    filled = cells.dropna()
    if filled.empty:
        return cells
    found = None if OPEN.search(said) and not _repeated(filled) else several.split(cells)
    if found:
        column.type, column.choices = "choices", found[0]
        return found[1]
    if _closed(filled, said):
        import pandas as pd

        codes, texts = pd.factorize(cells)
        column.type = "choice"
        stripped = [str(text).strip() for text in texts]
        column.choices = tuple(dict.fromkeys(stripped))
        return spread(cells, codes, list(stripped))
    if habits.kind in {"answers", "messages"} and column.role == "question":
        column.role = "verbatim"
    return cells


def _repeated(filled: pd.Series[Any]) -> bool:
    return len(filled) >= 6 and filled.nunique() <= 0.5 * len(filled)


def _closed(filled: pd.Series[Any], said: str) -> bool:
    """Few answers that come again are choices; in a handful of rows, short ones."""
    distinct = filled.unique()
    words = sum(len(str(text).split()) for text in distinct) / len(distinct)
    if len(filled) >= 6:
        return len(distinct) <= several.MOST and len(distinct) <= 0.5 * len(filled) and words <= 12
    return words < 4 and not OPEN.search(said)


def _done(column: Column, cells: pd.Series[Any], values: pd.Series[Any]) -> pd.Series[Any]:
    import pandas as pd

    codes, texts = pd.factorize(cells)
    folded = [fold(str(text)) for text in texts]
    if all(text in DONE | NOT_DONE for text in folded):
        column.type = "boolean"
        return spread(cells, codes, [text in DONE for text in folded])
    if column.type == "text":
        column.type, column.choices = "choice", tuple(str(text) for text in texts)
    return values


def _join_hours(export: Export) -> None:
    """A day and an hour in two columns are one moment."""
    days = [column for column in export.of("event_date") if column.type == "date"]
    hours = [column for column in export.columns if HOUR.fullmatch(fold(column.heading))]
    if len(days) != 1 or len(hours) != 1:
        return
    day, hour = export.rows[days[0].name], export.rows[hours[0].name]
    told = [moment(f"2000-01-01 {str(one).strip()}") if isinstance(one, str) else None for one in hour]
    if any(isinstance(one, str) and found is None for one, found in zip(hour, told, strict=True)):
        return
    joined = [
        datetime.combine(one, at.time() if at else time()) if isinstance(one, date) else None
        for one, at in zip(day, told, strict=True)
    ]
    export.rows[days[0].name] = objects(joined, export.rows.index)
    days[0].type = "moment"
    hours[0].role = "ignored"


def objects(values: Sequence[Any], index: pd.Index[Any]) -> pd.Series[Any]:
    """Return the values as they are: pandas would make its own moments and its own gaps of them."""
    import numpy as np
    import pandas as pd

    kept = np.empty(len(values), dtype=object)
    kept[:] = values
    return pd.Series(kept, index=index, dtype=object)
