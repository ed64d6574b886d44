"""Copies of a project that count only once they were reopened and found equal."""

from __future__ import annotations

import glob
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select

from workbench.errors import Invalid
from workbench.project import database, doctor, migrate
from workbench.project.schema import metadata


def write(engine: Engine, path: Path) -> Path:
    """Copy the project behind `engine` to a new file at `path` and return the path.

    A PostgreSQL project is copied into a project file too. Raises Invalid when something stands
    there already, when it cannot be written, or when the copy is not equal (it is then removed).
    """
    if not path.parent.is_dir():
        raise Invalid("no_folder", location=str(path.parent.resolve()))
    part = path.with_name(f"{path.name}.part")
    try:
        if path.exists():
            raise Invalid("backup_exists", location=str(path))
        part.unlink(missing_ok=True)
        if engine.dialect.name == "sqlite":
            copy_file(engine, part)
        else:
            _copy_tables(engine, part)
        _verify(engine, part)
        part.rename(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise Invalid("not_saved", file=path.name, location=str(path.parent.resolve())) from error
    finally:
        for leftover in path.parent.glob(f"{glob.escape(part.name)}*"):
            leftover.unlink()
    return path


def copy_file(engine: Engine, path: Path) -> None:
    """Copy the SQLite file behind `engine` while others may write, by SQLite's backup API."""
    connection = engine.raw_connection()
    try:
        with closing(sqlite3.connect(path)) as target:
            connection.driver_connection.backup(target)  # type: ignore[union-attr]
            verdict = target.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if verdict != "ok":
            raise Invalid("backup_differs", location=str(path))
    finally:
        connection.close()


def _copy_tables(engine: Engine, part: Path) -> None:
    database.stamp(part)
    copy = database.file_engine(part)
    try:
        with (
            engine.connect().execution_options(snapshot=True) as origin,
            copy.connect().execution_options(write=True) as target,
            target.begin(),
        ):
            migrate.upgrade(target)
            for table in metadata.sorted_tables:
                rows = origin.execute(select(table).execution_options(yield_per=1000))
                for batch in rows.mappings().partitions():
                    target.execute(insert(table), [dict(row) for row in batch])
    finally:
        copy.dispose()


def _verify(engine: Engine, part: Path) -> None:
    copy = database.file_engine(part)
    try:
        with copy.connect() as target:
            wrong = doctor.findings(target)
            held = _counts(target)
        with engine.connect() as origin:
            # Rows may have been added to the project since the copy was taken, never removed
            # from its journal: the copy must hold a whole and sound past of it.
            now = _counts(origin)
        if wrong or held["journal"] > now["journal"] or held["content"] > now["content"]:
            raise Invalid("backup_differs", location=str(part))
        with copy.connect() as target:
            target.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.dispose()
    for suffix in ("-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def _counts(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar() or 0
        for name, table in metadata.tables.items()
    }
