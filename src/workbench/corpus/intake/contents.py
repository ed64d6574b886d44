"""What the rows of an export say of people: facts, answers, dated acts and words, as the store holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from workbench.corpus.exports import Column, Export
from workbench.corpus.intake.masking import mask
from workbench.text import fold

#: Questions that ask for consent, folded, and the attribute that holds the answer.
_CONSENTS = (
    ("consent:quote", re.compile(r"(accepte?|consen|autorise|agree).*(cite|citation|quot|verbatim)")),
    ("consent:contact", re.compile(r"(accepte?|consen|autorise|agree|souhaite).*(recontact|contacte)")),
)
_YES = frozenset(["oui", "yes", "true", "1", "o", "y", "x"])
#: Where surveys that keep no dates say that answers were given.
_NO_DATE = "1980-01-01"
_TYPED = {"integer", "decimal", "date", "boolean"}

#: (person, kind, when, value, done, details).
Act = tuple[int, str, str, str, bool | None, tuple[tuple[str, str], ...]]


@dataclass(slots=True)
class Answers:
    """The answers to one question: who, what and when, in columns, for there may be millions."""

    question: str
    type: str
    people: list[int] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    moments: list[str | None] = field(default_factory=list)


@dataclass(slots=True)
class Contents:
    """What is to be written, persons by their rank: facts by person and name as (type, value), answers, acts,
    and what was said, by question, as (person, words)."""

    facts: dict[int, dict[str, tuple[str, str]]] = field(default_factory=dict)
    answers: list[Answers] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    words: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    masked: int = 0
    dropped: list[str] = field(default_factory=list)


def contents(export: Export, of_row: Sequence[int]) -> Contents:
    """The `Contents` of an export whose rows are about the persons `of_row`.

    An attribute of which one person has several values is a detail of each of their acts, or an answer of its
    own where the row tells no act. Ticks of several choices are several answers; none of them ticked is one
    answer without value, which is not the same as a question that was not asked.
    """
    told = Contents()
    columns = {one.name: export.rows[one.name].tolist() for one in export.columns}
    when = _moments([columns[one.name] for one in export.of("answered")], len(of_row))
    details: list[Column] = []
    for column in export.columns:
        values = columns[column.name]
        heading = column.heading or column.name
        if consent := _consent(column):
            _note(told, of_row, values, consent, "text", lambda value: "yes" if fold(value) in _YES else "no")
        elif column.role == "question":
            _answer(told, of_row, values, when, column.question or heading, column.type)
        elif column.role == "verbatim":
            _say(told, export, of_row, column, column.question or heading)
        elif column.role == "attribute" and _varies(of_row, values):
            details.append(column)
        elif column.role == "attribute":
            _note(told, of_row, values, heading, column.type if column.type in _TYPED else "text", str)
        elif column.role in {"email", "name", "phone", "ip", "ignored"}:
            told.dropped.append(heading)
    acts = _acts(told, export, columns, of_row, details)
    if not acts:
        for column in details:
            _answer(told, of_row, columns[column.name], when, column.heading or column.name, column.type)
    return told


def text_of(value: Any) -> str:
    """A value as the store holds it: ISO for days and moments, a point for decimals."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ; ".join(value)
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _consent(column: Column) -> str | None:
    if column.role not in {"question", "attribute"}:
        return None
    said = fold(column.question or column.heading)
    return next((name for name, asked in _CONSENTS if asked.search(said)), None)


def _moments(columns: list[list[Any]], rows: int) -> list[str | None]:
    found: list[str | None] = [None] * rows
    for values in columns:
        for at, value in enumerate(values):
            if found[at] is None and (said := text_of(value)) and not said.startswith(_NO_DATE):
                found[at] = said
    return found


def _given(values: list[Any]) -> Iterator[tuple[int, Any]]:
    return ((at, value) for at, value in enumerate(values) if value is not None and value == value)


def _note(told: Contents, of_row: Sequence[int], values: list[Any], name: str, kind: str, say: Any) -> None:
    for at, value in _given(values):
        if said := text_of(value):
            told.facts.setdefault(of_row[at], {})[name] = (kind, say(said))


def _answer(
    told: Contents, of_row: Sequence[int], values: list[Any], when: list[str | None], question: str, kind: str
) -> None:
    found = Answers(question, kind)
    # The same few values come again and again: each is written out once.
    written: dict[Any, tuple[str, ...]] = {}
    for at, value in _given(values):
        key = (type(value), value)
        if key not in written:
            said = (value or ("",)) if isinstance(value, tuple) else tuple(filter(None, [text_of(value)]))
            written[key] = said
        for one in written[key]:
            found.people.append(of_row[at])
            found.values.append(one)
            found.moments.append(when[at])
    if found.people:
        told.answers.append(found)


def _say(told: Contents, export: Export, of_row: Sequence[int], column: Column, question: str) -> None:
    cells = export.rows[column.name]
    cells = cells[cells.notna()].map(lambda value: str(value).strip())
    cells = cells[cells != ""]
    hidden, n = mask(cells)
    told.masked += n
    rank = {row: at for at, row in enumerate(export.rows.index)}
    told.words.setdefault(question, []).extend((of_row[rank[row]], words) for row, words in hidden.items())


def _varies(of_row: Sequence[int], values: list[Any]) -> bool:
    seen: dict[int, Any] = {}
    return any(seen.setdefault(of_row[at], value) != value for at, value in _given(values))


def _acts(
    told: Contents,
    export: Export,
    columns: dict[str, list[Any]],
    of_row: Sequence[int],
    details: list[Column],
) -> int:
    kinds = [columns[one.name] for one in export.of("event")]
    values = [columns[one.name] for one in export.of("event_value")]
    done = [columns[one.name] for one in export.of("event_done")]
    facts = [(one.heading or one.name, columns[one.name]) for one in details]
    dates = export.of("event_date")
    # Where a column says what the act is, the first date is when; else each date is an act of its own.
    for rank, column in enumerate(dates):
        for at, moment in _given(columns[column.name]):
            if kinds and any(columns[one.name][at] is not None for one in dates[:rank]):
                continue
            kind = " ".join(filter(None, (text_of(one[at]) for one in kinds))) or (
                column.heading or column.name
            )
            value = " ".join(filter(None, (text_of(one[at]) for one in values)))
            kept = next((bool(one[at]) for one in done if one[at] is not None and one[at] == one[at]), None)
            more = tuple((name, said) for name, cells in facts if (said := text_of(cells[at])))
            told.acts.append(
                (of_row[at], kind or column.heading or column.name, text_of(moment), value, kept, more)
            )
    return len(told.acts)
