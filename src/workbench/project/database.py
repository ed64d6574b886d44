"""Engines: how a project file or a PostgreSQL database is opened, and what is refused unopened.

This is the only module, with full-text search, that may ask which database it talks to.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from workbench.errors import ProjectDamaged, ProjectForeign, ProjectNotFound
from workbench.project.schema import metadata

APPLICATION_ID = 0x574B424E  # "WKBN" in the header of every project file
BUSY_SECONDS = 30

Location = str | os.PathLike[str]


def is_url(location: Location) -> bool:
    """Whether `location` is a database URL and not the path of a file."""
    return "://" in os.fspath(location)


def shown(location: Location) -> str:
    """The location as it may be shown and logged: a URL without its password."""
    if is_url(location):
        return make_url(os.fspath(location)).render_as_string(hide_password=True)
    return str(Path(location))


def file_engine(path: Path, *, read_only: bool = False) -> Engine:
    """An engine on the SQLite file at `path`; every connection of it is safe on any thread."""
    mode = "ro" if read_only else "rw"
    if read_only and not os.access(path.parent, os.W_OK) and _settled(path):
        # Reading a write-ahead log needs files beside the project, which cannot be made here.
        mode = "ro&immutable=1"
    uri = f"file:{quote(str(path.resolve()))}?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        cursor = connection.cursor()
        if not read_only:
            # FULL: an acknowledged coding survives a power cut, for 0.3 ms more a gesture. The cache holds
            # the indexes of millions of answers while they are written.
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "cache_size=-65536"):
                cursor.execute(f"PRAGMA {pragma}")
        else:
            cursor.execute("PRAGMA query_only=ON")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()
        return connection

    # Without a limit: threads that wait to write hold a connection each, and the one that writes may
    # need a second one to read.
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred BEGIN fails when two writers both read before they write.
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def server_engine(location: str) -> Engine:
    """An engine on the PostgreSQL database at the URL `location`."""
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as error:
        raise ProjectForeign("not_a_database_url", location=location) from error
    if url.get_backend_name() != "postgresql":
        raise ProjectForeign("not_a_database_url", location=shown(location))
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    engine = create_engine(url, pool_pre_ping=True, max_overflow=-1)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("snapshot"):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

    try:
        with engine.connect():
            pass
    except SQLAlchemyError as error:
        raise ProjectNotFound("no_server", location=shown(location)) from error
    return engine


def lock(connection: Connection) -> None:
    """Hold back other writers until the transaction ends, so that journal ids come in order."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:app, hashtext(current_schema()))"),
            {"app": APPLICATION_ID},
        )


def stamp(path: Path) -> None:
    """Mark the new file at `path` as a Workbench project."""
    # Before the write-ahead log begins: the header must tell what the file is even while all else
    # is still in the log, as when the program that made the project is killed.
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")


def settle(path: Path) -> None:
    """Write the file at `path` anew, without the remains of deleted rows, and empty its write-ahead log.

    Raises sqlite3.OperationalError while another program holds the file.
    """
    with closing(sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        [busy, *_] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise sqlite3.OperationalError("database is locked")


def compact(engine: Engine, location: Location) -> None:
    """Write the tables anew, so that nothing of deleted rows is left in the files of the database.

    Raises sqlite3.OperationalError while another program holds the file.
    """
    if not is_url(location):
        settle(Path(location))
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in metadata.sorted_tables:
            connection.exec_driver_sql(f'VACUUM FULL "{table.name}"')


def inspect_file(path: Path) -> None:
    """Return when `path` is a sound project file; otherwise raise, having written nothing.

    Raises ProjectNotFound, ProjectForeign or ProjectDamaged.
    """
    name = path.name
    if not path.exists():
        raise ProjectNotFound("no_project", location=str(path))
    if path.is_dir():
        raise ProjectForeign("a_folder", location=str(path))
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise ProjectDamaged("unreadable_file", file=name) from error
    if not header:
        raise ProjectDamaged("empty_file", file=name)
    if not header.startswith(b"SQLite format 3\x00"):
        # A torn project keeps its mark at byte 68 even when its first bytes are gone.
        torn = len(header) >= 72 and header[68:72] == APPLICATION_ID.to_bytes(4, "big")
        if torn or path.suffix == ".workbench":
            raise ProjectDamaged("damaged_file", file=name)
        raise ProjectForeign("foreign_file", file=name)
    if len(header) < 100:
        raise ProjectDamaged("damaged_file", file=name)
    if header[68:72] != APPLICATION_ID.to_bytes(4, "big"):
        raise ProjectForeign("foreign_file", file=name)
    # Without a write-ahead log nothing needs recovery, and "immutable" leaves no trace on disk.
    uri = f"file:{quote(str(path.resolve()))}?mode=ro{'&immutable=1' if _settled(path) else ''}"
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS)
        try:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            connection.execute("SELECT count(*) FROM journal").fetchone()
        finally:
            connection.close()
    # SQLite quotes the damaged bytes in its messages, and Python cannot read those either.
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise ProjectDamaged("damaged_file", file=name) from error
    if verdict != "ok":
        raise ProjectDamaged("damaged_file", file=name)


def _settled(path: Path) -> bool:
    return not path.with_name(f"{path.name}-wal").exists()
