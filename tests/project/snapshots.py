"""The whole content of a project, to be compared: every table but the journal, the texts and the people."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from workbench import Project
from workbench.project.schema import metadata

Snapshot = dict[str, list[tuple[Any, ...]]]


def snapshot(project: Project) -> Snapshot:
    """Every row of every table, in the order of their ids."""
    with project.read() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]
            for table in metadata.sorted_tables
            if table.name not in {"journal", "content"}
        }
