"""What the journal remembers of a person, and how it forgets: its entries blanked, its chain sealed anew."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, Text, select, update

from workbench.project import schema
from workbench.project.journal import digest, dumps, read_changes
from workbench.project.traces import BLANK

#: Columns of text that name no person and quote nobody.
_PLAIN = {
    "kind",
    "role",
    "type",
    "status",
    "origin",
    "stance",
    "colour",
    "language",
    "format",
    "sign",
    "voice",
}


@dataclass
class Past:
    """Rows of a person that were deleted before now, by table; their words then; the texts that held them."""

    rows: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    words: list[str] = field(default_factory=list)
    shas: set[str] = field(default_factory=set)


def remembered(connection: Connection, case: int, spans: Mapping[int, Sequence[tuple[int, int]]]) -> Past:
    """What the images of deleted rows tell of a case; `spans` are its passages of today, by source."""
    past = Past()
    gone: dict[int, list[tuple[int, int]]] = defaultdict(list, {k: list(v) for k, v in spans.items()})
    held: dict[int, tuple[str, str | None]] = {}
    deleted = list(_deleted(connection))
    for table, row in deleted:
        if table == "source":
            held[row["id"]] = row["text_sha"], row["original_sha"]
        elif row.get("case_id") == case:
            past.rows[table].add(row["id"])
            if table == "passage":
                gone[row["source_id"]].append((row["start"], row["end"]))
    for source in gone.keys() & held.keys():
        c = schema.content.c
        sha, original = held[source]
        text = connection.execute(select(c.text).where(c.sha256 == sha)).scalar() or ""
        past.words += [text[start:end] for start, end in gone[source]]
        past.shas |= {sha, original or sha}
    for table, row in deleted:
        if table == "coding" and any(
            a <= row["start"] and row["end"] <= b for a, b in gone[row["source_id"]]
        ):
            past.rows[table].add(row["id"])
    return past


def blank_journal(
    connection: Connection,
    case: int,
    erased: Mapping[str, set[int]],
    blank: Callable[[Table, str], str],
) -> str:
    """The digest of the last entry, once all entries are blanked and sealed anew.

    `erased` are ids by table, of which every word goes; of other rows, what `blank` leaves is kept.
    """
    j, previous = schema.journal, ""
    for number in connection.execute(select(j.c.id).order_by(j.c.id)).scalars().all():
        row = connection.execute(select(j).where(j.c.id == number)).one()._asdict()
        changes = [_blanked(change, case, erased, blank) for change in read_changes(row["changes"])]
        row["params"] = dumps(each_string(json.loads(row["params"]), lambda text: blank(schema.memo, text)))
        row["changes"] = dumps(changes)
        sealed = digest(previous, row)
        if sealed != row["digest"]:
            values = {"params": row["params"], "changes": row["changes"], "digest": sealed}
            connection.execute(update(j).where(j.c.id == number).values(**values))
        previous = sealed
    return previous


def wordy(table: Table) -> set[str]:
    """The columns of a table that may hold words of people."""
    return {c.name for c in table.columns if isinstance(c.type, Text) and c.name not in _PLAIN}


def blanks(text: str) -> str:
    """A text as long, without any of its letters."""
    return "".join(letter if letter.isspace() else BLANK for letter in text)


def each_string(value: Any, change: Callable[[str], str]) -> Any:
    """A value of JSON with each string in it changed, keys left alone."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [each_string(item, change) for item in value]
    if isinstance(value, dict):
        return {key: each_string(item, change) for key, item in value.items()}
    return value


def _deleted(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    """(table, row) of every row whose image the journal holds whole."""
    for changes in connection.execute(
        select(schema.journal.c.changes).order_by(schema.journal.c.id)
    ).scalars():
        for change in read_changes(changes):
            before = change.get("before")
            if change["op"] == "delete" and before:
                for at, row_id in enumerate(change["ids"]):
                    yield (
                        change["table"],
                        {"id": row_id, **{name: column[at] for name, column in before.items()}},
                    )


def _blanked(
    change: dict[str, Any],
    case: int,
    erased: Mapping[str, set[int]],
    blank: Callable[[Table, str], str],
) -> dict[str, Any]:
    table = schema.metadata.tables[change["table"]]
    words, mine = wordy(table), erased.get(table.name, set())
    for side in ("before", "after"):
        columns = change.get(side, {})
        cases, targets, kinds = (columns.get(name) for name in ("case_id", "target_id", "target_kind"))
        for at, row_id in enumerate(change["ids"]):
            of_case = row_id in mine or (cases is not None and cases[at] == case)
            on_erased = targets and kinds and targets[at] in erased.get(kinds[at], ())
            for name in words & set(columns):
                value = columns[name][at]
                if isinstance(value, str):
                    columns[name][at] = blanks(value) if of_case or on_erased else blank(table, value)
    return change
