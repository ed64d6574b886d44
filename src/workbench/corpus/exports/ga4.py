"""Google Analytics 4: the csv of a report under its comments, and the events of BigQuery as JSON lines."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from workbench.corpus.exports.entries import flat, lines_of, table_of
from workbench.corpus.exports.model import Export
from workbench.corpus.exports.proposal import Habits, objects, propose
from workbench.corpus.exports.registry import Look, export
from workbench.corpus.exports.sheet import cut, read_text
from workbench.errors import ImportRefused

_EVENTS = {
    "event_name": "event", "event_timestamp": "event_date", "event_date": "ignored",
    "param.page_location": "event_value", "param.ga_session_id": "ignored",
    "param.engagement_time_msec": "ignored", "user_id": "identifier", "user_pseudo_id": "identifier",
}  # fmt: skip
_TABLE = re.compile(r"(?:^(?!#)[^\n]*\S[^\n]*(?:\n|\Z))+", re.M)


def _recognise(seen: Look) -> bool:
    events = '"event_timestamp"' in seen.text and '"event_name"' in seen.text
    return events or bool(re.match(r"# -{5,}\n(#[^\n]*\n)+", seen.text))


@export("ga4", _recognise)
def read(path: Path, *, encoding: str | None = None, table: int = 1) -> Export:
    """Return the rows of the report's table of that rank, or a row an event of BigQuery, moments in UTC."""
    text = read_text(path, encoding)
    return _events(path, text) if text.lstrip()[:1] in "{[" else _report(path, text, table)


def _report(path: Path, text: str, table: int) -> Export:
    """Blank lines and comments part the tables; a report counts pages, and knows nobody."""
    found = list(_TABLE.finditer(text))
    tables = [match for match in found if match[0].strip().count("\n")] or found
    if not 1 <= table <= len(tables):
        raise ImportRefused("exports.no_such_table", file=path.name, table=table, n=len(tables))
    chosen = tables[table - 1]
    sheet = cut(path, chosen[0], after=text.count("\n", 0, chosen.start()))
    sheet.notes.append(("exports.note.nobody", {}))
    if len(tables) > 1:
        sheet.notes.append(("exports.note.other_tables", {"n": len(tables) - 1, "table": table}))
    roles = dict.fromkeys(("event name", "event count", "nom de l'evenement"), "attribute")
    return propose(sheet, Habits("ga4", "visits", roles))


def _events(path: Path, text: str) -> Export:
    sheet = table_of(path, map(_event, lines_of(text)))
    roles = dict(_EVENTS)
    if "user_id" in sheet.names and sheet.cells["user_id"].notna().all():
        roles["user_pseudo_id"] = "ignored"
    elif "user_id" in sheet.names and sheet.cells["user_id"].notna().any():
        sheet.notes.append(("exports.note.some_without_user", {}))
    found = propose(sheet, Habits("ga4", "visits", roles))
    values = (
        [_moment(one) for one in sheet.cells["event_timestamp"]] if "event_timestamp" in sheet.names else []
    )
    if values:
        found.rows["event_timestamp"] = objects(values, found.rows.index)
        found.column("event_timestamp").type = "moment"
    return found


def _event(event: dict[str, Any]) -> dict[str, Any]:
    row = dict(
        flat({key: value for key, value in event.items() if key not in {"event_params", "user_properties"}})
    )
    for kind in ("event_params", "user_properties"):
        for one in event.get(kind) or []:
            told = [value for value in (one.get("value") or {}).values() if value is not None]
            row[f"{'param' if kind == 'event_params' else 'user'}.{one['key']}"] = told[0] if told else None
    return row


def _moment(microseconds: str | None) -> datetime | None:
    return None if microseconds is None else datetime.fromtimestamp(int(microseconds) / 1e6, UTC)
