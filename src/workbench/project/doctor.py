"""What is wrong with a project: the database, the texts, the rules of the domain, the journal."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, func, or_, select

from workbench import i18n
from workbench.project.journal import digest
from workbench.project.schema import code, coding, content, journal, metadata, passage, source


def findings(connection: Connection) -> list[str]:
    """Sentences about what is wrong, the gravest first; empty when the project is sound."""
    return [
        *_database(connection),
        *_texts(connection),
        *_spans(connection),
        *_tree(connection),
        *_originals(connection),
        *_journal(connection),
    ]


def _database(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    found = [
        i18n.t("errors.check_file", detail=row[0])
        for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")
        if row[0] != "ok"
    ]
    found += [
        i18n.t("errors.check_reference", table=row[0], other=row[2])
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    return found


def _texts(connection: Connection) -> list[str]:
    query = (
        select(source.c.name, source.c.text_sha, source.c.length, content.c.text)
        .join(content, content.c.sha256 == source.c.text_sha)
        .execution_options(yield_per=20)
    )
    found = []
    for row in connection.execute(query):
        sha = hashlib.sha256((row.text or "").encode("utf-8", "surrogatepass")).hexdigest()
        if sha != row.text_sha or len(row.text or "") != row.length:
            found.append(i18n.t("errors.check_text", source=row.name))
    return found


def _originals(connection: Connection) -> list[str]:
    query = (
        select(source.c.name, content.c.sha256, content.c.data)
        .join(content, content.c.sha256 == source.c.original_sha)
        .where(content.c.data.is_not(None))
        .execution_options(yield_per=20)
    )
    return [
        i18n.t("errors.check_original", source=row.name)
        for row in connection.execute(query)
        if hashlib.sha256(row.data).hexdigest() != row.sha256
    ]


def _spans(connection: Connection) -> list[str]:
    found = []
    for table in (passage, coding):
        least = 0 if table is passage else 1
        query = (
            select(table.c.id, source.c.name)
            .join(source, source.c.id == table.c.source_id)
            .where(
                or_(
                    table.c.start < 0,
                    table.c.end - table.c.start < least,
                    table.c.end > source.c.length,
                )
            )
        )
        found += [
            i18n.t(f"errors.check_{table.name}", id=row.id, source=row.name)
            for row in connection.execute(query)
        ]
    return found


def _tree(connection: Connection) -> list[str]:
    parents = {i: p for i, p in connection.execute(select(code.c.id, code.c.parent_id))}
    found = []
    for start in parents:
        seen, at = set(), start
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at is not None:
            found.append(i18n.t("errors.check_loop", id=start))
    return found


def _journal(connection: Connection) -> list[str]:
    previous, expected = "", 1
    for row in connection.execute(select(journal).order_by(journal.c.id).execution_options(yield_per=500)):
        if row.id != expected or digest(previous, row._asdict()) != row.digest:
            return [i18n.t("errors.check_journal", id=expected)]
        previous, expected = row.digest, expected + 1
    # Entries torn off the end leave the chain whole, but not the rows that they wrote.
    for table in metadata.tables.values():
        if "changed_in" in table.c:
            latest = connection.execute(select(func.max(table.c.changed_in))).scalar() or 0
            if latest >= expected:
                return [i18n.t("errors.check_journal", id=expected)]
    return []
