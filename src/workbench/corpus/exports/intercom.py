"""Conversations of Intercom: the JSON of its API, the csv of messages; only people's messages are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workbench.corpus.exports.entries import lines_of, table_of
from workbench.corpus.exports.lss import plain
from workbench.corpus.exports.model import Export
from workbench.corpus.exports.proposal import Habits, propose
from workbench.corpus.exports.registry import Look, export
from workbench.corpus.exports.sheet import read_sheet, read_text

_PEOPLE = frozenset(["user", "lead", "contact", "visitor"])
_ROLES = {
    "conversation": "ignored", "message": "verbatim", "written": "answered", "person": "identifier",
    "email": "email", "name": "name", "tags": "attribute", "rating": "question", "remark": "verbatim",
    "message_id": "ignored", "message_body": "verbatim", "message_type": "ignored",
    "message_created_at": "answered", "message_author_type": "ignored", "message_author_id": "ignored",
    "message_author_user_id": "identifier", "message_author_name": "name", "message_author_email": "email",
    "conversation_tags": "attribute", "conversation_id": "ignored", "conversation_state": "ignored",
    "conversation_created_at": "ignored", "conversation_first_response_at": "ignored",
    "conversation_closed_at": "ignored", "app_id": "ignored", "app_name": "ignored",
    "message_author_companies": "attribute",
}  # fmt: skip


def _recognise(seen: Look) -> bool:
    table = {"message_author_type", "message_body"} <= set(seen.headings)
    return table or ('"conversation_parts"' in seen.text and '"author"' in seen.text)


@export("intercom", _recognise)
def read(path: Path, *, encoding: str | None = None) -> Export:
    """Return a row a message that a person wrote; those of staff and programs are counted and left out."""
    text = read_text(path, encoding)
    if text.lstrip()[:1] in "{[":
        written = [message for one in _conversations(text) for message in _messages(one)]
        sheet = table_of(path, [row for row in written if row is not None])
        left = sum(row is None for row in written)
    else:
        sheet = read_sheet(path, encoding=encoding)
        kind = sheet.names[[one.lower() for one in sheet.headings].index("message_author_type")]
        people = sheet.cells[kind].str.strip().str.lower().isin(_PEOPLE)
        left = int((~people).sum())
        sheet.cells = sheet.cells[people].copy()
        body = sheet.names[[one.lower() for one in sheet.headings].index("message_body")]
        sheet.cells[body] = sheet.cells[body].map(plain, na_action="ignore")
    if left:
        sheet.notes.append(("exports.note.not_people", {"n": left}))
    return propose(sheet, Habits("intercom", "messages", _ROLES, "attribute"))


def _conversations(text: str) -> list[dict[str, Any]]:
    try:
        data = json.loads(text)
    except json.JSONDecodeError:
        return list(lines_of(text))
    if isinstance(data, dict):
        return list(data["conversations"]) if "conversations" in data else [data]
    return list(data)


def _messages(conversation: dict[str, Any]) -> Iterator[dict[str, Any] | None]:
    """The first message, then those that answer it; None for one that nobody outside the service wrote."""
    contacts = {one["id"]: one for one in (conversation.get("contacts") or {}).get("contacts") or []}
    source = dict(conversation.get("source") or {})
    source.setdefault("created_at", conversation.get("created_at"))
    parts = (conversation.get("conversation_parts") or {}).get("conversation_parts") or []
    rating = conversation.get("conversation_rating") or {}
    tags = [one["name"] for one in (conversation.get("tags") or {}).get("tags") or []]
    about = {"tags": ";".join(tags), "rating": rating.get("rating"), "remark": rating.get("remark")}
    for part in [source, *parts]:
        author = part.get("author") or {}
        words = plain(part.get("body") or "")
        if not words:
            continue
        if author.get("type") not in _PEOPLE:
            yield None
            continue
        contact = contacts.get(author.get("id"), {})
        at = part.get("created_at")
        yield {
            "conversation": conversation.get("id"),
            "person": contact.get("external_id") or author.get("id"),
            "email": author.get("email") or contact.get("email"),
            "name": author.get("name") or contact.get("name"),
            "written": datetime.fromtimestamp(int(at), UTC).isoformat() if at else None,
            "message": words,
            **about,
        }
        about = dict.fromkeys(about)  # said once a conversation
