"""The project: one database that holds the texts, the claims and the journal of every gesture."""

from __future__ import annotations

import os
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from workbench.errors import Invalid, NotFound, ProjectDamaged, ReadOnly, UndoConflict
from workbench.model import Coder, Entry
from workbench.project import backup, database, doctor, frames, schema
from workbench.project.journal import Gesture, UndoStack, names, read_entry

if TYPE_CHECKING:
    import pandas as pd

_FULL_DISK = ("disk is full", "disk I/O error")
_DAMAGE = ("malformed", "Could not decode")


class Project:
    """An open project, safe to share between threads; close it or use it in a `with` block.

    Made by `workbench.create_project` and `workbench.open_project`.
    """

    def __init__(
        self, engine: Engine, location: database.Location, coder: Coder | None, read_only: bool
    ) -> None:
        self.location = database.shown(location)
        self._location = location
        self.coder = coder
        self.read_only = read_only
        self._engine = engine
        self._stack = UndoStack(coder.id) if coder else None
        self._stack_lock = threading.Lock()
        self._moment = threading.local()
        self._texts: dict[int, str] = {}
        with self.read() as connection:
            settings = {
                row.name: row.value
                for row in connection.execute(select(schema.setting.c.name, schema.setting.c.value))
            }
        self.title: str = settings.get("title", "")
        self.language: str = settings.get("language", "fr")

    @property
    def name(self) -> str:
        """The name of the file or database, without its path: what a download may be called."""
        return re.split(r"[/\\?]", self.location.split("?")[0])[-1].removesuffix(".workbench")

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Project {self.title!r} at {self.location}>"

    def close(self) -> None:
        """Let go of the database; what was saved stays saved."""
        self._engine.dispose()

    # ---- transactions

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the project and writes nothing.

        Readers called within it, in the same thread, see that same moment.
        """
        outer = getattr(self._moment, "connection", None)
        if outer is not None:
            yield outer
            return
        with self._damage_told():
            connection = self._engine.connect().execution_options(snapshot=True)
            with connection, connection.begin():
                self._moment.connection = connection
                try:
                    yield connection
                finally:
                    self._moment.connection = None

    @contextmanager
    def gesture(self, verb: str, **params: Any) -> Iterator[Gesture]:
        """A write transaction that becomes one journal entry, or nothing when an error comes out.

        `params` are plain values and names that `journal.<verb>` needs to tell the act in words.
        """
        with self._write(verb, params) as gesture:
            yield gesture

    @contextmanager
    def _write(
        self, verb: str, params: dict[str, Any], kind: str = "gesture", inverts: int | None = None
    ) -> Iterator[Gesture]:
        if self.read_only:
            raise ReadOnly("read_only", title=self.title)
        try:
            with self._damage_told():
                connection = self._engine.connect().execution_options(write=True)
                with connection, connection.begin():
                    database.lock(connection)
                    gesture = Gesture(connection, self.coder, verb, params, kind, inverts)
                    yield gesture
                    gesture.close()
        except IntegrityError as error:
            if kind in {"undo", "redo"}:
                raise UndoConflict("undo_built_upon") from error
            raise
        except OperationalError as error:
            message = str(error.orig)
            if "locked" in message:
                raise Invalid("project_busy", title=self.title) from error
            if any(sign in message for sign in _FULL_DISK):
                raise Invalid("disk_full", title=self.title) from error
            raise

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            # The text that cannot be read is quoted in the message: nobody needs to see it.
            if any(sign in str(error.orig) for sign in _DAMAGE):
                raise ProjectDamaged("damage_found", file=self.location) from None
            raise

    # ---- undo and history

    def undo(self) -> Entry | None:
        """The entry taken back: this coder's last gesture; None when there is none.

        Raises UndoConflict when somebody has built on it since.
        """
        return self._step("undo")

    def redo(self) -> Entry | None:
        """The entry brought back: the last one this coder undid; None when there is none."""
        return self._step("redo")

    def can_undo(self) -> Entry | None:
        """The entry that `undo` would take back."""
        return self._next("undo")

    def can_redo(self) -> Entry | None:
        """The entry that `redo` would bring back."""
        return self._next("redo")

    def history(self, limit: int | None = None) -> list[Entry]:
        """The entries of the journal, newest first."""
        query = select(schema.journal).order_by(schema.journal.c.id.desc()).limit(limit)
        return self._entries(query)

    def changes_since(self, entry: int | Entry) -> list[Entry]:
        """The entries written after `entry` (an id or an Entry), oldest first."""
        since = entry.id if isinstance(entry, Entry) else entry
        j = schema.journal
        return self._entries(select(j).where(j.c.id > since).order_by(j.c.id))

    def head(self) -> int:
        """The id of the last entry."""
        with self.read() as connection:
            query = select(schema.journal.c.id).order_by(schema.journal.c.id.desc()).limit(1)
            return connection.execute(query).scalar() or 0

    def _entries(self, query: Any) -> list[Entry]:
        with self.read() as connection:
            coders = names(connection)
            return [read_entry(row, coders) for row in connection.execute(query)]

    def _next(self, way: str) -> Entry | None:
        if self._stack is None:
            return None
        with self._stack_lock, self.read() as connection:
            self._stack.refresh(connection)
            top = getattr(self._stack, way)[-1:]
            if not top:
                return None
            row = connection.execute(select(schema.journal).where(schema.journal.c.id == top[0])).one()
            entry = read_entry(row, names(connection))
            if entry.kind == "gesture":
                return entry
            # What is brought back or taken back again is the act itself, whatever its detours.
            return Entry(**{**entry.__dict__, "kind": "gesture"})

    def _step(self, way: str) -> Entry | None:
        if self.read_only or self._stack is None:
            raise ReadOnly("read_only", title=self.title)
        with self._stack_lock:
            with self.read() as connection:
                self._stack.refresh(connection)
                top = getattr(self._stack, way)[-1:]
            if not top:
                return None
            with self._write(way, {}, way, top[0]) as gesture:
                j = schema.journal
                connection = gesture.connection
                self._stack.refresh(connection)
                if getattr(self._stack, way)[-1:] != top:
                    raise UndoConflict("undo_moved")
                coders = names(connection)
                row = connection.execute(select(j).where(j.c.id == top[0])).one()
                entry = read_entry(row, coders)
                gesture.verb, gesture.params = entry.verb, entry.params
                gesture.invert(entry)
            self._texts.clear()
            while entry.kind != "gesture":
                with self.read() as connection:
                    row = connection.execute(select(j).where(j.c.id == entry.inverts)).one()
                entry = read_entry(row, coders)
            return entry

    # ---- safety

    def backup(self, path: str | os.PathLike[str]) -> Path:
        """The path of a copy of the project that was reopened and found equal.

        Raises Invalid when something stands at `path` already or the copy does not check.
        """
        return backup.write(self._engine, Path(path).expanduser())

    def check(self) -> list[str]:
        """What is wrong with the project, in sentences; empty when it is sound."""
        try:
            with self.read() as connection:
                return doctor.findings(connection)
        except ProjectDamaged as damage:
            return [str(damage)]

    def compact(self) -> None:
        """Leave nothing of deleted rows in the files of the project.

        Raises Invalid while another program holds them.
        """
        if self.read_only:
            raise ReadOnly("read_only", title=self.title)
        try:
            database.compact(self._engine, self._location)
        except sqlite3.OperationalError as error:
            raise Invalid("erase.busy", title=self.title) from error

    # ---- reading

    def text(self, source_id: int) -> str:
        """The whole text of a source. Raises NotFound."""
        source_id = int(source_id)  # an id from a DataFrame is numpy's, which no database takes
        text = self._texts.get(source_id)
        if text is None:
            query = (
                select(schema.content.c.text)
                .join(schema.source, schema.source.c.text_sha == schema.content.c.sha256)
                .where(schema.source.c.id == source_id)
            )
            with self.read() as connection:
                text = connection.execute(query).scalar()
            if text is None:
                raise NotFound("no_such_source", name=source_id, near="")
            if len(self._texts) > 50:
                self._texts.clear()
            self._texts[source_id] = text
        return text

    def verbatim(self, source_id: int, start: int, end: int) -> str:
        """The exact words of a segment."""
        return self.text(source_id)[start:end]

    def original(self, source_id: int) -> bytes | None:
        """The bytes of the file a source was imported from; None when it had no file."""
        query = (
            select(schema.content.c.data, schema.content.c.text)
            .join(schema.source, schema.source.c.original_sha == schema.content.c.sha256)
            .where(schema.source.c.id == int(source_id))
        )
        with self.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        data: bytes = row.data if row.data is not None else row.text.encode("utf-8")
        return data

    def sources(self) -> pd.DataFrame:
        """One row a source, in their order: see `workbench.project.frames.sources`."""
        return self._frame(frames.sources)

    def passages(self, source: int | None = None) -> pd.DataFrame:
        """One row a passage with its words: see `workbench.project.frames.passages`."""
        return self._frame(frames.passages, source)

    def spoken(self, source: int | None = None) -> pd.DataFrame:
        """One row a passage that is speech, without its words: see `frames.spoken`."""
        return self._frame(frames.spoken, source)

    def cases(self) -> pd.DataFrame:
        """One row a case, its attributes as typed columns: see `frames.cases`."""
        return self._frame(frames.cases)

    def attributes(self) -> pd.DataFrame:
        """One row an attribute of a case, values as written: see `frames.attributes`."""
        return self._frame(frames.attributes)

    def answers(self) -> pd.DataFrame:
        """One row a closed answer of a person: see `workbench.project.frames.answers`."""
        return self._frame(frames.answers)

    def events(self) -> pd.DataFrame:
        """One row a dated act of a person: see `workbench.project.frames.events`."""
        return self._frame(frames.events)

    def codes(self) -> pd.DataFrame:
        """One row a code, in the order of the tree: see `frames.codes`."""
        return self._frame(frames.codes)

    def codings(
        self,
        source: int | None = None,
        code: int | None = None,
        coder: int | None = None,
        ids: Sequence[int] | None = None,
    ) -> pd.DataFrame:
        """One row a coding, all or those asked for: see `workbench.project.frames.codings`."""
        return self._frame(frames.codings, source, code, coder, ids)

    def memos(self) -> pd.DataFrame:
        """One row a memo: see `workbench.project.frames.memos`."""
        return self._frame(frames.memos)

    def coders(self) -> pd.DataFrame:
        """One row a coder: name, kind (human or machine), colour."""
        return self._frame(frames.coders)

    def _frame(self, read: Callable[..., pd.DataFrame], *args: Any) -> pd.DataFrame:
        with self.read() as connection:
            return read(connection, *args)
