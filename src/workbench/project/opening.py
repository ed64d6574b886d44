"""Making and opening projects: what is accepted, what is refused before anything is written."""

from __future__ import annotations

import os
import shutil
import warnings
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError

from workbench.errors import (
    Invalid,
    NotFound,
    ProjectDamaged,
    ProjectExists,
    ProjectForeign,
    ProjectNotFound,
    ProjectTooNew,
)
from workbench.i18n import LANGUAGES
from workbench.model import PALETTE, Coder
from workbench.project import backup, database, migrate, places, schema
from workbench.project.database import Location
from workbench.project.journal import Gesture
from workbench.project.store import Project


def create_project(location: Location, *, title: str, language: str = "fr", coder: str) -> Project:
    """A new, open project at `location`, a path or a PostgreSQL URL.

    Raises ProjectExists when something stands there, Invalid for an empty title or coder.

    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> with create_project(folder / "a.workbench", title="Insertion", coder="Ana") as project:
    ...     project.title, project.coder.name
    ('Insertion', 'Ana')
    """
    title, coder = title.strip(), coder.strip()
    for field, value in (("title", title), ("coder", coder)):
        if not value:
            raise Invalid("empty_name", field=field)
    if language not in LANGUAGES:
        raise Invalid("unknown_language", language=language, known=", ".join(LANGUAGES))
    if database.is_url(location):
        engine = database.server_engine(os.fspath(location))
    else:
        location = Path(location).expanduser()
        if location.exists():
            raise ProjectExists("project_exists", location=str(location))
        if not location.parent.is_dir():
            raise ProjectNotFound("no_folder", location=str(location.parent))
        places.require_safe(location)
        # Reserve the name, so that two makers at once cannot both believe they made it.
        try:
            location.touch(exist_ok=False)
        except FileExistsError as error:
            raise ProjectExists("project_exists", location=str(location)) from error
        except OSError as error:
            raise Invalid("unwritable_folder", location=str(location.parent)) from error
        engine = database.file_engine(location)
    try:
        if isinstance(location, Path):
            database.stamp(location)
        person = _fill(engine, location, title, language, coder)
    except BaseException as error:
        engine.dispose()
        if not isinstance(location, str) and not isinstance(error, ProjectExists):
            for suffix in ("", "-wal", "-shm"):
                Path(f"{location}{suffix}").unlink(missing_ok=True)
        raise
    return Project(engine, location, person, read_only=False)


def open_project(location: Location, *, coder: str | None = None, read_only: bool = False) -> Project:
    """The project at `location`, open as `coder` (by default the person who made it).

    A name not yet known joins as a new coder. A project of an older version is backed up beside
    itself, then brought up to date. Raises ProjectNotFound, ProjectForeign, ProjectDamaged, or
    ProjectTooNew (a newer project can be opened with `read_only=True`); nothing is then written.
    """
    if database.is_url(location):
        engine = database.server_engine(os.fspath(location))
    else:
        location = Path(location).expanduser()
        database.inspect_file(location)
        if not read_only:
            places.require_safe(location)
            if not os.access(location, os.W_OK):
                raise Invalid("unwritable_file", file=location.name)
        engine = database.file_engine(location, read_only=read_only)
    try:
        _bring_up_to_date(engine, location, read_only)
        with engine.connect() as connection:
            person = _find_coder(connection, coder)
        project = Project(engine, location, person, read_only)
        if person is None and coder is not None and not read_only:
            project.coder = None
            with project._write("join_project", {"coder": coder.strip()}, "system") as gesture:
                # Looked up again, now that nobody else writes: the same person may be joining twice.
                person = _find_coder(gesture.connection, coder) or _join(gesture, coder)
            project = Project(engine, location, person, read_only)
        return project
    except DatabaseError as error:
        engine.dispose()
        raise ProjectDamaged("damaged_file", file=Path(location).name) from error
    except BaseException:
        engine.dispose()
        raise


def _fill(engine: Engine, location: Location, title: str, language: str, coder: str) -> Coder:
    connection = engine.connect().execution_options(write=True)
    with connection, connection.begin():
        database.lock(connection)
        if migrate.revision(connection) is not None:
            raise ProjectExists("project_exists", location=database.shown(location))
        migrate.upgrade(connection)
        gesture = Gesture(connection, None, "create_project", {"title": title}, "system")
        person = _join(gesture, coder)
        gesture.insert(
            schema.setting,
            [{"name": "title", "value": title}, {"name": "language", "value": language}],
        )
        gesture.close()
    return person


def _bring_up_to_date(engine: Engine, location: Location, read_only: bool) -> None:
    with engine.connect() as connection:
        revision = migrate.revision(connection)
    name = database.shown(location)
    if revision is None:
        raise ProjectForeign("foreign_file", file=name)
    if revision not in migrate.REVISIONS:
        if not read_only:
            raise ProjectTooNew("too_new", file=name)
        warnings.warn(str(ProjectTooNew("too_new_reading", file=name)), stacklevel=3)
    elif revision != migrate.REVISIONS[-1]:
        if read_only:
            raise Invalid("old_reading", file=name)
        if not database.is_url(location):
            _backup_first(engine, Path(location), revision)
        with engine.connect().execution_options(write=True) as connection, connection.begin():
            database.lock(connection)
            migrate.upgrade(connection)


def _backup_first(engine: Engine, path: Path, revision: str) -> None:
    copy = path.with_name(f"{path.stem}.before-{migrate.REVISIONS[-1]}-from-{revision}.workbench")
    if not copy.exists():
        if shutil.disk_usage(path.parent).free < 2 * path.stat().st_size:
            raise Invalid("no_room_for_backup", file=path.name)
        backup.copy_file(engine, copy)


def _find_coder(connection: Connection, name: str | None) -> Coder | None:
    c = schema.coder.c
    query = select(c.id, c.name, c.kind, c.colour).order_by(c.id)
    if name is None:
        query = query.where(c.kind == "human").limit(1)
    else:
        if not name.strip():
            raise Invalid("empty_name", field="coder")
        query = query.where(c.name == name.strip())
    row = connection.execute(query).first()
    if row is None:
        return None
    if name is not None and row.kind == "machine":
        raise NotFound("coder_is_machine", name=row.name)
    return Coder(row.id, row.name, row.kind, row.colour)


def _join(gesture: Gesture, name: str) -> Coder:
    count = gesture.connection.execute(select(schema.coder.c.id)).all()
    colour = PALETTE[len(count) % len(PALETTE)]
    [row_id] = gesture.insert(schema.coder, [{"name": name.strip(), "colour": colour}])
    person = Coder(row_id, name.strip(), "human", colour)
    gesture.coder = person
    return person
