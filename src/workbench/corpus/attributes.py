"""The type of a column of facts about people, guessed from what people write in their sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from workbench.text import fold

TYPES = ("text", "integer", "decimal", "date", "boolean")

_GROUPED = re.compile(r"[+-]?(?:0|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|[1-9]\d*)")
_DECIMAL = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_FRENCH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_SPELT = re.compile(r"(\d{1,2})(?:er)? ([^\W\d]+) (\d{4})")
_MONTHS = tuple(
    names.split(" ")
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
    )
)
_TRUE = frozenset(["oui", "o", "vrai", "true", "yes", "y", "x"])
_FALSE = frozenset(["non", "n", "faux", "false", "no"])


def column_type(values: Iterable[str]) -> str:
    """Return the narrowest of TYPES that every value fits; empty values fit all, none at all is text.

    >>> column_type(["34", "", "1 250"]), column_type(["12,5", "3"]), column_type(["oui", "Non"])
    ('integer', 'decimal', 'boolean')
    """
    stated = {value.strip() for value in values} - {""}
    for kind in ("boolean", "integer", "decimal", "date") if stated else ():
        if all(as_stored(value, kind) is not None for value in stated):
            return kind
    return "text"


def as_stored(value: str, kind: str) -> str | None:
    """Return the value as the store writes that type, None where it is not of it.

    Decimals have a point, dates are ISO, truth is "true" or "false". A number that begins with zero
    is a postcode or a telephone number, and so not an integer.

    >>> as_stored("12,5", "decimal"), as_stored("3/12/2026", "date"), as_stored("01200", "integer")
    ('12.5', '2026-12-03', None)
    """
    value = value.strip()
    if kind == "boolean":
        return "true" if fold(value) in _TRUE else "false" if fold(value) in _FALSE else None
    if kind == "integer":
        return re.sub(r"[^\d-]", "", value) if _GROUPED.fullmatch(value) else None
    if kind == "decimal":
        if not _DECIMAL.fullmatch(value) or re.match(r"[+-]?0\d", value):
            return None
        return re.sub(r"[ \u00a0\u202f+]", "", value).replace(",", ".")
    if kind == "date":
        found = _date(value)
        return found.isoformat() if found else None
    return value


def _date(value: str) -> date | None:
    try:
        if match := _ISO.fullmatch(value):
            return date(*(int(part) for part in match.groups()))
        if match := _FRENCH.fullmatch(value):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _SPELT.fullmatch(value):
            months = next(names for names in _MONTHS if fold(match[2]) in names)
            return date(int(match[3]), months.index(fold(match[2])) + 1, int(match[1]))
    except (ValueError, StopIteration):
        return None
    return None
