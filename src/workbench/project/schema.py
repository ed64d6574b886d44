"""The tables of a project, written once for SQLite and PostgreSQL.

Ids are given by the journal from one counter for the whole project (`journal.last_row_id`), so that
an id names one thing for ever: it is never used again, not even after an undo. `changed_in` is the
journal entry that last wrote the row; undo relies on it to see whether somebody came by since.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _row() -> list[Column[Any]]:
    return [
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("changed_in", Integer, nullable=False),
    ]


def _made() -> list[Column[Any]]:
    return [
        Column("guid", String(36), nullable=False),
        Column("created_at", String(32), nullable=False),
    ]


def _to(target: str, *, nullable: bool = False, name: str | None = None) -> Column[Any]:
    # Deferred, so that the rows of one gesture may be written in any order.
    key = ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")
    return Column(name or f"{target}_id", Integer, key, nullable=nullable)


def _word(name: str, default: str = "") -> Column[Any]:
    return Column(name, Text, nullable=False, default=default)


coder = Table(
    "coder",
    metadata,
    *_row(),
    *_made(),
    _word("name"),
    _word("kind", "human"),
    _word("colour"),
)

content = Table(
    "content",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("text", Text),
    Column("data", LargeBinary),
)

source = Table(
    "source",
    metadata,
    *_row(),
    *_made(),
    _word("name"),
    _word("folder"),
    _word("kind", "transcript"),
    _word("language"),
    _word("format"),
    _word("file_name"),
    Column("text_sha", String(64), ForeignKey("content.sha256"), nullable=False),
    Column("original_sha", String(64), ForeignKey("content.sha256")),
    Column("length", Integer, nullable=False),
    Column("position", Integer, nullable=False, default=0),
    _to("coder", nullable=True, name="added_by"),
    _word("meta", "{}"),
    Index(None, "original_sha"),
)

case = Table(
    "case",
    metadata,
    *_row(),
    *_made(),
    _word("name"),
    _word("kind", "person"),
    _word("role", "participant"),
    _to("source", nullable=True),
)

passage = Table(
    "passage",
    metadata,
    *_row(),
    _to("source"),
    Column("position", Integer, nullable=False),
    _word("kind", "turn"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _to("case", nullable=True),
    _word("speaker"),
    _word("role", "participant"),
    Column("time_start", Float),
    Column("time_end", Float),
    Index(None, "source_id", "start"),
    Index(None, "case_id"),
)

attribute = Table(
    "attribute",
    metadata,
    *_row(),
    _to("case"),
    _word("name"),
    _word("type", "text"),
    _word("value"),
    Index(None, "case_id"),
)

code = Table(
    "code",
    metadata,
    *_row(),
    *_made(),
    _to("code", nullable=True, name="parent_id"),
    _word("name"),
    _word("definition"),
    _word("use_when"),
    _word("not_when"),
    _word("example"),
    _word("synonyms"),
    _word("colour"),
    Column("position", Integer, nullable=False, default=0),
    Index(None, "parent_id"),
)

coding = Table(
    "coding",
    metadata,
    *_row(),
    *_made(),
    _to("source"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _to("code"),
    _to("coder"),
    Column("weight", Float),
    _word("status", "confirmed"),
    Index(None, "code_id"),
    Index(None, "source_id", "start"),
)

memo = Table(
    "memo",
    metadata,
    *_row(),
    *_made(),
    _word("target_kind", "project"),
    Column("target_id", Integer),
    _to("coder"),
    _word("title"),
    _word("text"),
    Index(None, "target_id"),
)

answer = Table(
    "answer",
    metadata,
    *_row(),
    _to("case"),
    _to("source", nullable=True),
    _word("question"),
    _word("type", "text"),
    _word("value"),
    Column("answered_at", String(32)),
    _word("meta", "{}"),
    Index(None, "case_id"),
    Index(None, "question"),
)

event = Table(
    "event",
    metadata,
    *_row(),
    _to("case"),
    _to("source", nullable=True),
    _word("kind"),
    Column("happened_at", String(32)),
    _word("value"),
    _word("meta", "{}"),
    Index(None, "case_id", "happened_at"),
)

theme = Table(
    "theme",
    metadata,
    *_row(),
    *_made(),
    _to("theme", nullable=True, name="parent_id"),
    _to("coder"),
    _word("label"),
    _word("status", "proposed"),
    Column("stability", Float),
    _to("code", nullable=True),
    _word("run", "{}"),
    # 0002: from coarse (0) to fine, what a person has touched, and what the label was drawn from.
    Column("level", Integer, nullable=False, default=0, server_default="0"),
    Column("locked", Integer, nullable=False, default=0, server_default="0"),
    Column("terms", Text, nullable=False, default="[]", server_default="[]"),
    Column("medoids", Text, nullable=False, default="[]", server_default="[]"),
)

theme_member = Table(
    "theme_member",
    metadata,
    *_row(),
    _to("theme"),
    _to("source"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("membership", Float),
    _word("reason"),
    # 0002: the second best theme (by its number: it may be gone since), the place on the map, the voice.
    Column("second_id", Integer),
    Column("x", Float),
    Column("y", Float),
    Column("voice", Text, nullable=False, default="", server_default=""),
    Index(None, "theme_id"),
    Index(None, "source_id", "start"),
)

need = Table(
    "need",
    metadata,
    *_row(),
    *_made(),
    _word("name"),
    _word("kind", "explicit"),
    Column("importance", Integer),
    Column("urgency", Integer),
    _word("reason"),
    _word("resources"),
    _word("deliverable"),
    _word("status", "proposed"),
    _to("coder"),
)

persona = Table(
    "persona",
    metadata,
    *_row(),
    *_made(),
    _word("name"),
    _word("summary"),
    _word("status", "proposed"),
    _to("coder"),
    _word("run", "{}"),
)

persona_field = Table(
    "persona_field",
    metadata,
    *_row(),
    _to("persona"),
    _word("name"),
    _word("value"),
    _word("origin", "computed"),
    _to("coder"),
    Column("position", Integer, nullable=False, default=0),
    Index(None, "persona_id"),
)

cause_map = Table(
    "cause_map",
    metadata,
    *_row(),
    *_made(),
    _word("name"),
    _word("question"),
    _to("coder"),
    _word("meta", "{}"),
)

cause = Table(
    "cause",
    metadata,
    *_row(),
    *_made(),
    _to("cause_map"),
    _word("label"),
    _word("category"),
    _word("kind", "claim"),
    _word("status", "proposed"),
    _to("coder"),
    _word("meta", "{}"),
    Index(None, "cause_map_id"),
)

cause_link = Table(
    "cause_link",
    metadata,
    *_row(),
    *_made(),
    _to("cause_map"),
    _to("cause", name="cause_id"),
    _to("cause", name="effect_id"),
    _word("sign", "+"),
    _word("kind", "claim"),
    _word("status", "proposed"),
    _to("coder"),
    Index(None, "cause_map_id"),
)

gap = Table(
    "gap",
    metadata,
    *_row(),
    *_made(),
    _to("case"),
    _word("declared"),
    _word("observed"),
    Column("grade", Integer),
    _word("status", "proposed"),
    _word("reason"),
    _to("coder"),
    _word("run", "{}"),
    Index(None, "case_id"),
)

practice_session = Table(
    "practice_session",
    metadata,
    *_row(),
    *_made(),
    _word("title"),
    Column("held_at", String(32)),
    _word("protocol", "{}"),
    _word("record", "{}"),
    _to("coder"),
)

evidence = Table(
    "evidence",
    metadata,
    *_row(),
    _word("claim_kind"),
    Column("claim_id", Integer, nullable=False),
    _to("source", nullable=True),
    Column("start", Integer),
    Column("end", Integer),
    _to("answer", nullable=True),
    _to("event", nullable=True),
    _word("stance", "supports"),
    _to("coder"),
    Index(None, "claim_kind", "claim_id"),
    Index(None, "source_id"),
)

setting = Table(
    "setting",
    metadata,
    *_row(),
    _word("name"),
    _word("value"),
    UniqueConstraint("name"),
)

journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("at", String(32), nullable=False),
    Column("coder_id", Integer),
    Column("kind", String(16), nullable=False),
    Column("verb", String(64), nullable=False),
    Column("params", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("inverts", Integer),
    Column("last_row_id", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Index(None, "coder_id", "kind"),
)
