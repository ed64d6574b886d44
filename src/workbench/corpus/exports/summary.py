"""What an export holds, as its columns are understood, before any of it enters a project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from workbench.corpus.exports.model import Column, Export

#: Roles whose values name somebody: they never enter a project, and are not shown either.
PERSONAL = ("email", "name", "phone", "ip")

_SAMPLES, _LONGEST = 3, 60
_TELLING = re.compile(r"[^\s@;,]+@[^\s@;,]+|(?<!\d)(?:\+?\d[ .\-/]?){8,}\d")
_HIDDEN = "•••"


@dataclass(frozen=True)
class Summary:
    """How many of what there is in the file: rows, people, answers, words of people, dated acts, facts of
    people, and columns that are left out."""

    rows: int
    people: int
    answers: int
    words: int
    events: int
    attributes: int
    dropped: int


def summary(export: Export) -> Summary:
    """The `Summary` of an export, by the roles of its columns.

    People are told apart by the first of their e-mail and identifiers that is filled in; a row without any
    counts as somebody else. Several choices count as several answers.

    >>> from pathlib import Path
    >>> from workbench.corpus.exports import read
    >>> file = Path("answers.csv")
    >>> _ = file.write_text("id;Âge;Pourquoi ?\\nA1;34;Pour avoir un repère\\nA2;51;Je ne sais plus", "utf-8")
    >>> told = summary(read(file))
    >>> told.people, told.words, told.attributes
    (2, 2, 1)
    """
    rows = export.rows
    filled = {column.name: rows[column.name].map(_given) for column in export.columns}
    key = rows.index.to_series().map(lambda row: ("row", row))
    for column in [*reversed(export.of("identifier")), *reversed(export.of("email"))]:
        key = key.where(~filled[column.name], rows[column.name].map(lambda value: ("key", str(value))))
    dates = export.of("event_date")
    return Summary(
        rows=len(rows),
        people=int(key.nunique()),
        answers=sum(int(rows[one.name].map(_many).sum()) for one in export.of("question")),
        words=sum(int(filled[one.name].sum()) for one in export.of("verbatim")),
        events=max((int(filled[one.name].sum()) for one in dates), default=0),
        attributes=len(export.of("attribute")),
        dropped=sum(one.role in {*PERSONAL, "ignored"} for one in export.columns),
    )


def samples(export: Export, column: Column) -> list[str]:
    """The first different values of a column, cut short; hidden where they name somebody.

    >>> from pathlib import Path
    >>> from workbench.corpus.exports import read
    >>> file = Path("answers.csv")
    >>> _ = file.write_text("E-mail;Ville\\nnadia@example.test;Lyon", "utf-8")
    >>> told = read(file)
    >>> [samples(told, column) for column in told.columns]
    [['•••'], ['Lyon']]
    """
    values = export.rows[column.name]
    found = list(dict.fromkeys(_told(value) for value in values[values.map(_given)].head(200)))[:_SAMPLES]
    if column.role in PERSONAL and found:
        return [_HIDDEN]
    if column.type in {"date", "moment"}:
        return found
    return [_TELLING.sub(_HIDDEN, text)[:_LONGEST] for text in found]


def _given(value: Any) -> bool:
    return value is not None and value == value and value != "" and value != ()


def _many(value: Any) -> int:
    # Nothing ticked is an answer too.
    return max(1, len(value)) if isinstance(value, tuple) else int(_given(value))


def _told(value: Any) -> str:
    if isinstance(value, tuple):
        return " ; ".join(value)
    return value.isoformat(sep=" ") if hasattr(value, "hour") else str(value)
