"""Numbered migrations by Alembic, and which version a database is at."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

#: The revisions in order; the last is the one this version of Workbench writes.
REVISIONS = ("0001", "0002")


def upgrade(connection: Connection) -> None:
    """Bring the database to the newest revision, in the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revision(connection: Connection) -> str | None:
    """The revision the database is at; None when it holds no project."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    value: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return value
