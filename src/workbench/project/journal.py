"""One gesture, one transaction, one journal entry; and the way back from each of them.

An entry holds what is needed to go back: for rows inserted their ids, for rows updated the columns
before and after, for rows deleted the whole rows. Undoing writes a new entry built the same way, so
redo is nothing but the undoing of an undo, and the journal only ever grows.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from workbench.errors import Invalid, UndoConflict
from workbench.model import PALETTE, Coder, Entry
from workbench.project import schema

_AT_ONCE = 500  # rows of one statement
_BATCH = 10_000  # below SQLite's limit of 32,766 bound values in one statement


def now() -> str:
    """The present moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def dumps(value: Any) -> str:
    """`value` as compact JSON, letters kept as they are; a range as its first and its number."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_spanned)


def _spanned(value: Any) -> dict[str, int]:
    if isinstance(value, range):
        return {"first": value.start, "n": len(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept in the journal")


def read_changes(text: str) -> list[dict[str, Any]]:
    """The changes of an entry as it holds them."""
    changes: list[dict[str, Any]] = json.loads(text)
    for change in changes:
        if isinstance(change["ids"], dict):
            first = change["ids"]["first"]
            change["ids"] = range(first, first + change["ids"]["n"])
    return changes


class Gesture:
    """The write context of one act: its rows and its journal entry, all or nothing."""

    def __init__(
        self,
        connection: Connection,
        coder: Coder | None,
        verb: str,
        params: dict[str, Any],
        kind: str = "gesture",
        inverts: int | None = None,
    ) -> None:
        self.connection = connection
        self.coder = coder
        self.verb = verb
        self.params = params
        self.kind = kind
        self.inverts = inverts
        self.at = now()
        self.changes: list[dict[str, Any]] = []
        tip = connection.execute(_TIP).first()
        self.entry_id = tip.id + 1 if tip else 1
        self._last_row = tip.last_row_id if tip else 0
        self._digest = tip.digest if tip else ""
        self.entry: Entry | None = None

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Write new rows and return their ids; id, guid, created_at and changed_in fill themselves."""
        if not rows:
            return []
        first = self._last_row + 1
        self._last_row += len(rows)
        ids = list(range(first, self._last_row + 1))
        filled = []
        for row_id, row in zip(ids, rows, strict=True):
            row = {**row, "id": row_id, "changed_in": self.entry_id}
            if "guid" in table.c:
                row.setdefault("guid", str(uuid.uuid4()))
                row.setdefault("created_at", self.at)
            filled.append(_storable(row))
        self.connection.execute(insert(table), filled)
        self.changes.append({"table": table.name, "op": "insert", "ids": ids})
        return ids

    def append(self, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> range:
        """Write rows by the million, tuples of plain, storable values of `columns`; return their ids.

        The table has neither guid nor created_at; columns that are not named take their defaults.
        """
        fixed = {
            c.name: getattr(c.default, "arg", None) for c in table.columns if c.name not in {"id", *columns}
        }
        fixed["changed_in"] = self.entry_id
        dialect = self.connection.dialect
        quote = dialect.identifier_preparer.quote
        names = ", ".join(quote(name) for name in ("id", *fixed, *columns))
        mark = "?" if dialect.paramstyle == "qmark" else "%s"
        same = ["NULL" if v is None else str(v) if isinstance(v, int) else f"'{v}'" for v in fixed.values()]
        marks = f"({', '.join([mark, *same, *[mark] * len(columns)])})"
        head = f"INSERT INTO {quote(table.name)} ({names}) VALUES "
        first = self._last_row + 1
        numbered = ((first + at, *row) for at, row in enumerate(rows))
        # Many rows a statement, and what is the same in all of them written out: half the time.
        while batch := list(islice(numbered, _AT_ONCE)):
            statement = head + ", ".join([marks] * len(batch))
            self.connection.exec_driver_sql(statement, tuple(chain.from_iterable(batch)))
            self._last_row += len(batch)
        ids = range(first, self._last_row + 1)
        if ids:
            self.changes.append({"table": table.name, "op": "insert", "ids": ids})
        return ids

    def update(
        self,
        table: Table,
        ids: Sequence[int],
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    ) -> None:
        """Set the same `values` on all rows, or one mapping a row; rows already so are left alone."""
        ids = list(ids)
        if not ids or not values:
            return
        each = [values] * len(ids) if isinstance(values, Mapping) else list(values)
        columns = list(each[0])
        now_there = {row.id: row for row in rows_of(self.connection, table, ids)}
        wanted: dict[int, Mapping[str, Any]] = {}
        for row_id, new in zip(ids, each, strict=True):
            new = _storable(new)
            row = now_there[row_id]._mapping
            if any(row[name] != new[name] for name in columns):
                wanted[row_id] = {**new, "changed_in": self.entry_id}
        columns.append("changed_in")
        self._update(table, now_there, columns, wanted)

    def delete(self, table: Table, ids: Iterable[int]) -> None:
        """Remove rows; their images stay in the journal."""
        ids = list(ids)
        if not ids:
            return
        rows = rows_of(self.connection, table, ids)
        before = {c.name: [row._mapping[c.name] for row in rows] for c in table.columns}
        for batch in _batches(ids):
            self.connection.execute(delete(table).where(table.c.id.in_(batch)))
        self.changes.append({"table": table.name, "op": "delete", "ids": before.pop("id"), "before": before})

    def keep(self, *, text: str | None = None, data: bytes | None = None) -> str:
        """Store a text or bytes under its SHA-256 and return that; kept once, whatever uses it."""
        raw = data if data is not None else (text or "").encode("utf-8")
        sha = hashlib.sha256(raw).hexdigest()
        known = select(schema.content.c.text.is_not(None)).where(schema.content.c.sha256 == sha)
        has_text = self.connection.execute(known).scalar()
        if has_text is None:
            self.connection.execute(insert(schema.content), {"sha256": sha, "text": text, "data": data})
        elif text is not None and not has_text:
            # The original bytes of a plain UTF-8 file are its text: one row serves both.
            self.connection.execute(
                update(schema.content).where(schema.content.c.sha256 == sha).values(text=text)
            )
        return sha

    def program(self, name: str) -> int:
        """The id of the coder that stands for a program, made when it is first needed."""
        c = schema.coder.c
        there = self.connection.execute(select(c.id).where(c.kind == "machine", c.name == name)).scalar()
        if there is not None:
            return int(there)
        return self.insert(schema.coder, [{"name": name, "kind": "machine", "colour": PALETTE[-1]}])[0]

    def close(self) -> None:
        """Write the journal entry; nothing when nothing changed."""
        if not self.changes:
            return
        coder_id = self.coder.id if self.coder else None
        row = {
            "id": self.entry_id,
            "at": self.at,
            "coder_id": coder_id,
            "kind": self.kind,
            "verb": self.verb,
            # A file name may hold bytes that are no text; the label can do without them.
            "params": dumps(self.params).encode("utf-8", "replace").decode("utf-8"),
            "changes": dumps(self.changes),
            "inverts": self.inverts,
            "last_row_id": self._last_row,
        }
        row["digest"] = digest(self._digest, row)
        self.connection.execute(insert(schema.journal), row)
        self.entry = Entry(
            self.entry_id, self.at, self.coder.name if self.coder else "", coder_id,
            self.kind, self.verb, self.params, self.changes, self.inverts,  # type: ignore[arg-type]
        )  # fmt: skip

    def invert(self, entry: Entry) -> None:
        """Take back everything `entry` changed, in reverse order.

        Raises UndoConflict when a row is no longer as the entry left it.
        """
        for change in reversed(entry.changes):
            table = schema.metadata.tables[change["table"]]
            if change["op"] == "insert":
                self._take_out(table, change, entry)
            elif change["op"] == "delete":
                self._put_back(table, change)
            else:
                self._set_back(table, change)

    def _update(
        self,
        table: Table,
        now_there: Mapping[int, Row[Any]],
        columns: Sequence[str],
        wanted: Mapping[int, Mapping[str, Any]],
    ) -> None:
        if not wanted:
            return
        statement = (
            update(table)
            .where(table.c.id == bindparam("row_id"))
            .values({name: bindparam(f"new_{name}") for name in columns})
        )
        self.connection.execute(
            statement,
            [{"row_id": i, **{f"new_{n}": new[n] for n in columns}} for i, new in wanted.items()],
        )
        self.changes.append(
            {
                "table": table.name,
                "op": "update",
                "ids": list(wanted),
                "before": {n: [now_there[i]._mapping[n] for i in wanted] for n in columns},
                "after": {n: [new[n] for new in wanted.values()] for n in columns},
            }
        )

    def _take_out(self, table: Table, change: dict[str, Any], entry: Entry) -> None:
        stamps = change.get("stamps") or [entry.id] * len(change["ids"])
        self._require(table, change["ids"], {"changed_in": stamps})
        self._require_no_memo(change["ids"], table)
        self.delete(table, change["ids"])

    def _require_no_memo(self, ids: Sequence[int], table: Table) -> None:
        # A memo points to its target without a foreign key; a colleague's must not be left hanging.
        for batch in _batches(ids):
            row = self.connection.execute(
                select(schema.memo.c.changed_in).where(
                    schema.memo.c.target_id.in_(batch), schema.memo.c.target_kind == table.name
                )
            ).first()
            if row:
                raise self._conflict(row.changed_in)

    def _put_back(self, table: Table, change: dict[str, Any]) -> None:
        names = list(change["before"])
        rows = [
            {"id": row_id, **dict(zip(names, values, strict=True))}
            for row_id, values in zip(
                change["ids"], zip(*change["before"].values(), strict=True), strict=True
            )
        ]
        if rows:
            self.connection.execute(insert(table), rows)
        self.changes.append(
            {
                "table": table.name,
                "op": "insert",
                "ids": change["ids"],
                "stamps": change["before"]["changed_in"],
            }
        )

    def _set_back(self, table: Table, change: dict[str, Any]) -> None:
        now_there = self._require(table, change["ids"], change["after"])
        names = list(change["before"])
        wanted = {
            row_id: dict(zip(names, values, strict=True))
            for row_id, values in zip(
                change["ids"], zip(*change["before"].values(), strict=True), strict=True
            )
        }
        self._update(table, now_there, names, wanted)

    def _require(
        self, table: Table, ids: Sequence[int], expected: Mapping[str, Sequence[Any]]
    ) -> dict[int, Row[Any]]:
        there = {row.id: row for row in rows_of(self.connection, table, ids)}
        for index, row_id in enumerate(ids):
            if row_id not in there:
                raise UndoConflict("undo_gone")
            row = there[row_id]._mapping
            if any(row[name] != values[index] for name, values in expected.items()):
                raise self._conflict(row["changed_in"])
        return there

    def _conflict(self, entry_id: int) -> UndoConflict:
        j = schema.journal
        row = self.connection.execute(select(j).where(j.c.id == entry_id)).first()
        if row is None:
            return UndoConflict("undo_gone")
        other = read_entry(row, names(self.connection))
        return UndoConflict("undo_conflict", who=other.coder, act=other.label())


def digest(previous: str, row: Mapping[str, Any]) -> str:
    """The SHA-256 that chains a journal row to the one before it, so that a change shows."""
    fields = ("id", "at", "coder_id", "kind", "verb", "params", "changes", "inverts", "last_row_id")
    content = dumps([previous, *(row[name] for name in fields)])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def read_entry(row: Row[Any], coders: Mapping[int, str]) -> Entry:
    """The journal row as an Entry."""
    return Entry(
        row.id, row.at, coders.get(row.coder_id, ""), row.coder_id, row.kind, row.verb,
        json.loads(row.params), read_changes(row.changes), row.inverts,
    )  # fmt: skip


def names(connection: Connection) -> dict[int, str]:
    """Names of the coders by id."""
    return {i: n for i, n in connection.execute(select(schema.coder.c.id, schema.coder.c.name))}


class UndoStack:
    """What one coder can undo and redo, read from the journal as it grows."""

    def __init__(self, coder_id: int) -> None:
        self.coder_id = coder_id
        self.undo: list[int] = []
        self.redo: list[int] = []
        self._seen = 0

    def refresh(self, connection: Connection) -> None:
        """Take in the committed entries that are not yet on the stacks."""
        rows = connection.execute(_MINE, {"coder": self.coder_id, "seen": self._seen})
        for entry_id, kind in rows:
            self._seen = entry_id
            if kind == "gesture":
                self.undo.append(entry_id)
                self.redo.clear()
            elif kind == "undo":
                self.undo.pop()
                self.redo.append(entry_id)
            elif kind == "redo":
                self.redo.pop()
                self.undo.append(entry_id)


_MINE = (
    select(schema.journal.c.id, schema.journal.c.kind)
    .where(schema.journal.c.coder_id == bindparam("coder"), schema.journal.c.id > bindparam("seen"))
    .order_by(schema.journal.c.id)
)
_TIP = (
    select(schema.journal.c.id, schema.journal.c.last_row_id, schema.journal.c.digest)
    .order_by(schema.journal.c.id.desc())
    .limit(1)
)


def rows_of(connection: Connection, table: Table, ids: Sequence[int]) -> list[Row[Any]]:
    """The rows of `table` with those ids that are there, in no order."""
    found: list[Row[Any]] = []
    for batch in _batches(ids):
        found += connection.execute(select(table).where(table.c.id.in_(batch)))
    return found


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(ids), _BATCH):
        yield ids[at : at + _BATCH]


def _storable(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row in plain values: SQLite would keep a number of numpy as bytes, without a word."""
    plain = {name: value.item() if isinstance(value, np.generic) else value for name, value in row.items()}
    for name, value in plain.items():
        if isinstance(value, str) and ("\x00" in value or not _encodes(value)):
            raise Invalid("unstorable_text", field=name)
    return plain


def _encodes(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
