"""Which projects were opened lately, and how far each had come at the last visit."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workbench.apps import places

_KEPT = 12
# Two looks within the hour are one visit: what was new stays new.
_ONE_VISIT = timedelta(hours=1)


@dataclass(frozen=True)
class Visit:
    """One project at one look: `head` is its last journal entry then.

    `seen` and `seen_at` tell what was known when the visit before ended.
    """

    location: str
    title: str
    at: str
    head: int
    seen: int
    seen_at: str


def visits() -> list[Visit]:
    """The projects opened lately, the last one first."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
        return [Visit(**entry) for entry in stored]
    except (OSError, ValueError, TypeError):
        return []  # a convenience, not a record: an unreadable list is an empty one


def visit(location: str, title: str, head: int, *, now: datetime | None = None) -> Visit:
    """Note that a project is open at journal entry `head`, and tell what was known before."""
    now = now or datetime.now(UTC)
    at = now.isoformat()
    known = visits()
    before = next((one for one in known if one.location == location), None)
    if before is None:
        this = Visit(location, title, at, head, seen=head, seen_at=at)
    elif now - datetime.fromisoformat(before.at) < _ONE_VISIT:
        this = Visit(location, title, at, head, before.seen, before.seen_at)
    else:
        this = Visit(location, title, at, head, before.head, before.at)
    _write([this, *(one for one in known if one.location != location)][:_KEPT])
    return this


def _write(entries: list[Visit]) -> None:
    path = _file()
    partial = path.with_suffix(f".{os.getpid()}.tmp")
    with contextlib.suppress(OSError):  # a full or read-only disk must not keep a page from opening
        partial.write_text(json.dumps([asdict(one) for one in entries]), encoding="utf-8")
        partial.replace(path)


def _file() -> Path:
    return places.user_folder() / "recent.json"
