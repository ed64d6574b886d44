"""Visits of Matomo, as `Live.getLastVisitsDetails` gives them: JSON, XML or csv."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from workbench.corpus.exports.entries import flat, table_of
from workbench.corpus.exports.model import Export
from workbench.corpus.exports.proposal import Habits, objects, propose
from workbench.corpus.exports.registry import Look, export
from workbench.corpus.exports.sheet import read_sheet, read_text
from workbench.errors import ImportRefused
from workbench.text import fold

_KEPT = ("devicetype", "referrertype", "countrycode", "visitortype", "languagecode", "visitcount")
_ROLES = {
    "userid": "identifier",
    "visitorid": "identifier",
    "visitip": "ip",
    "fingerprint": "ignored",
    "action.type": "event",
    "action.timestamp": "event_date",
    "action.pagetitle": "event_value",
    "action.timespent": "ignored",
    "servertimestamp": "event_date",
    "referrertypename": "ignored",
    **dict.fromkeys(_KEPT, "attribute"),
    **dict.fromkeys(
        [
            "idsite",
            "idvisit",
            "goalconversions",
            "serverdate",
            "visitserverhour",
            "lastactiontimestamp",
            "lastactiondatetime",
            "firstactiontimestamp",
            "visitconverted",
            "dayssincefirstvisit",
            "dayssincelastvisit",
            "visitduration",
            "visitdurationpretty",
            "searches",
            "actions",
            "interactions",
            "referrername",
            "events",
            "operatingsystemname",
            "browsername",
            "continentcode",
            "visitlocaltime",
            "visitlocalhour",
            "action.url",
            "action.pageidaction",
            "action.idpageview",
            "action.servertimepretty",
            "action.pageid",
            "action.timespentpretty",
            "action.pageviewposition",
        ],
        "ignored",
    ),
}
_ACTION = re.compile(r"actionDetails[_. (]+(\d+)[)_. ]+(\w+)")


def _recognise(seen: Look) -> bool:
    return "idvisit" in seen.headings or '"idVisit"' in seen.text or "<idVisit>" in seen.text


@export("matomo", _recognise)
def read(path: Path, *, encoding: str | None = None) -> Export:
    """Return a row an action of a visit (or a row a visit that tells none); moments are in UTC.

    The person is the user where the site tells one, else the browser.
    """
    text = read_text(path, encoding)
    first = text.lstrip()[:1]
    if first == "<":
        visits: list[dict[str, Any]] = _from_xml(path, text)
    elif first in "[{":
        data = json.loads(text)
        visits = data if isinstance(data, list) else list(data.values())
    else:
        visits = _from_table(path, encoding)
    sheet = table_of(path, [row for visit in visits for row in _rows(visit)])
    roles = dict(_ROLES)
    folded = {fold(name): name for name in sheet.names}
    if "userid" in folded and sheet.cells[folded["userid"]].notna().all():
        roles["visitorid"] = "ignored"
    elif "userid" in folded and "visitorid" in folded:
        sheet.notes.append(("exports.note.some_without_user", {}))
    if "action.timestamp" in folded:
        roles["servertimestamp"] = "ignored"
    found = propose(sheet, Habits("matomo", "visits", roles))
    for column in found.of("event_date"):
        values = [
            None if one is None else datetime.fromtimestamp(int(one), UTC) for one in sheet.cells[column.name]
        ]
        found.rows[column.name] = objects(values, found.rows.index)
        column.type = "moment"
    return found


def _rows(visit: dict[str, Any]) -> Iterator[dict[str, Any]]:
    about = dict(flat({key: value for key, value in visit.items() if key != "actionDetails"}))
    # A visit that tells no action is an act all the same.
    actions = visit.get("actionDetails") or [{"type": "visit", "timestamp": visit.get("serverTimestamp")}]
    for action in actions:
        yield about | {f"action.{key}": value for key, value in flat(action)}


def _from_table(path: Path, encoding: str | None) -> list[dict[str, Any]]:
    sheet = read_sheet(path, encoding=encoding)
    visits = []
    for row in sheet.cells.to_dict("records"):
        actions: dict[int, dict[str, Any]] = {}
        visit: dict[str, Any] = {}
        for name, value in row.items():
            if match := _ACTION.fullmatch(str(name)):
                if value is not None:
                    actions.setdefault(int(match[1]), {})[match[2]] = value
            else:
                visit[str(name)] = value
        visits.append(visit | {"actionDetails": [actions[at] for at in sorted(actions)]})
    return visits


def _from_xml(path: Path, text: str) -> list[dict[str, Any]]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), forbid_dtd=True)
    except DefusedXmlException:
        raise ImportRefused("corpus.xml_bomb", file=path.name) from None
    except ParseError:
        raise ImportRefused("corpus.damaged", file=path.name) from None
    return [_entry(row) for row in root.iterfind("./row")]


def _entry(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in element:
        rows = one.findall("./row")
        found[one.tag] = [_entry(row) for row in rows] if rows else one.text
    return found
