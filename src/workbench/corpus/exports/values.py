"""The values of a column: numbers, days, moments, truth, as people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import TYPE_CHECKING, Any

from workbench.corpus.exports.vocabulary import FALSE, TRUE
from workbench.text import fold

if TYPE_CHECKING:
    import pandas as pd

Parse = Callable[[str], Any]

_INTEGER = re.compile(r"[+-]?(?:0|[1-9]\d{0,14})")
_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_TIME = (
    r"(?:[T ,]+(?:à |at )?(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp])?(?:\.?[Mm]\.?)?"
    r"\s*(Z|(?:UTC|GMT)?[+\u2212-]\d{1,2}(?::?\d{2})?|UTC|GMT)?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _TIME)
_DAY_SPELT = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([^\W\d]+)\.?,? (\d{4})" + _TIME)
_MONTH_SPELT = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME)
_MONTHS = [
    names.split()
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
        "janv fevr mars avr mai juin juil aout sept oct nov dec",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
]


@dataclass
class Typed:
    """The values of a column in their type; where one row stops a type that the others fit, that row."""

    type: str
    values: pd.Series[Any]
    stops: tuple[str, int] | None = None
    ambiguous: str = ""


def typed(cells: pd.Series[Any], only: str | None = None) -> Typed:
    """Return the cells in the narrowest type that all of them fit: boolean, integer, decimal, date, moment.

    Cells are text or None. `only` tries that type alone. Nothing is lost: what does not fit leaves the whole
    column as text, and `stops` names the type and the first row against it where half of the cells fit.

    >>> import pandas as pd
    >>> typed(pd.Series(["12 500,50", None, "3"])).values.tolist()
    [12500.5, None, 3.0]
    """
    import pandas as pd

    codes, found = pd.factorize(cells)
    texts = [str(value).strip() for value in found]
    if not texts:
        return Typed(only or "text", cells)
    sample = texts[:: max(1, len(texts) // 200)]
    stops: tuple[str, int] | None = None
    ambiguous = ""
    for kind in (only,) if only else ("boolean", "integer", "decimal", "date", "moment"):
        parse, doubt = _parser(kind, texts)
        if parse is None:
            ambiguous = ambiguous or doubt
            continue
        if not only and sum(parse(text) is not None for text in sample) < 0.4 * len(sample):
            continue
        values = [parse(text) for text in texts]
        if all(value is not None for value in values):
            return Typed(kind, spread(cells, codes, values), ambiguous=doubt)
        fits = pd.Series([value is not None for value in values]).to_numpy()[codes] & (codes >= 0)
        filled = codes >= 0
        if stops is None and filled.sum() >= 10 and fits.sum() >= 0.5 * filled.sum():
            stops = (kind, int(cells.index[int((filled & ~fits).argmax())]))
    return Typed("text", cells, stops, ambiguous)


def spread(cells: pd.Series[Any], codes: Any, values: list[Any]) -> pd.Series[Any]:
    """Return the value of each distinct cell in its rows; None where the code is -1."""
    import numpy as np
    import pandas as pd

    table = np.empty(len(values) + 1, dtype=object)
    for at, value in enumerate(values):
        table[at] = value
    table[-1] = None
    return pd.Series(table[codes], index=cells.index, dtype=object)


def _parser(kind: str | None, texts: list[str]) -> tuple[Parse | None, str]:
    """The way to read one cell of that type, given all of them, and what stays in doubt."""
    if kind == "boolean":
        return _boolean, ""
    if kind == "integer":
        return _integer, ""
    if kind == "decimal":
        return _decimal(texts)
    if kind in {"date", "moment"}:
        order, doubt = _order(texts)
        return partial(_day if kind == "date" else moment, order=order), doubt
    return str, ""


def _boolean(text: str) -> bool | None:
    folded = fold(text) if len(text) < 6 else ""
    return True if folded in TRUE else False if folded in FALSE else None


def _integer(text: str) -> int | None:
    if text.startswith("+") and len(text) > 8:
        return None  # a telephone number
    text = _SPACES.sub("", text)
    return int(text) if _INTEGER.fullmatch(text) else None


def _decimal(texts: list[str]) -> tuple[Parse | None, str]:
    """A comma is read as the whole column writes it; where "1,250" could be either, as text."""
    bare = [_SPACES.sub("", text) for text in texts if "," in text]
    number = [text for text in bare if re.fullmatch(r"[+-]?[\d.]+(,\d+)+(\.\d+)?", text)]
    if any(re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d+|[+-]?\d{1,3}(,\d{3}){2,}", text) for text in number):
        return partial(_float, thousands=",", point="."), ""
    if number and all(re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text) for text in number):
        return None, "number"
    return partial(_float, thousands=".", point=",") if number else partial(
        _float, thousands="", point="."
    ), ""


def _float(text: str, *, thousands: str, point: str) -> float | None:
    text = _SPACES.sub("", text)
    if thousands and re.fullmatch(
        rf"[+-]?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(point)}\d+)?", text
    ):
        text = text.replace(thousands, "")
    if point == "," and "." in text:
        return None if "," in text else _float(text, thousands="", point=".")
    text = text.replace(point, ".")
    return float(text) if re.fullmatch(r"[+-]?(?:0|[1-9]\d{0,14})(?:\.\d+)?", text) else None


def _order(texts: list[str]) -> tuple[str, str]:
    """Whether the day or the month comes first in 03/04/2026, told by all the cells; else the day."""
    first = second = 0
    half = False
    for text in texts:
        if match := _YEAR_LAST.match(text):
            first, second = max(first, int(match[1])), max(second, int(match[2]))
            half = half or bool(match[7])
    if second > 12 >= first:
        return "month", ""
    if first > 12:
        return "day", ""
    return ("month", "date") if half else ("day", "date" if first else "")


def _day(text: str, *, order: str) -> date | None:
    found = moment(text, order=order)
    if found is None or ":" in text or "h" in text.lower()[-6:]:
        return None
    return found.date()


def moment(text: str, *, order: str = "day") -> datetime | None:
    """Return the moment that the text names, aware where it tells its zone; None where it names none.

    >>> moment("2026/03/01 10:02:11 PM UTC+1").isoformat(), moment("4 juil. 2026 18:43:05").isoformat()
    ('2026-03-01T22:02:11+01:00', '2026-07-04T18:43:05')
    """
    try:
        if match := _YEAR_FIRST.fullmatch(text):
            year, month, day = int(match[1]), int(match[2]), int(match[3])
        elif match := _YEAR_LAST.fullmatch(text):
            day, month, year = int(match[1]), int(match[2]), int(match[3])
            if order == "month":
                day, month = month, day
        elif match := _DAY_SPELT.fullmatch(text):
            day, month, year = int(match[1]), _month(match[2]), int(match[3])
        elif match := _MONTH_SPELT.fullmatch(text):
            day, month, year = int(match[2]), _month(match[1]), int(match[3])
        else:
            return None
        hour, minute, second, half, zone = match.group(4, 5, 6, 7, 8)
        hours = int(hour or 0)
        if half:
            hours = hours % 12 + (12 if half in "Pp" else 0)
        return datetime(year, month, day, hours, int(minute or 0), int(second or 0), tzinfo=_zone(zone))
    except ValueError:
        return None


def _month(name: str) -> int:
    folded = fold(name)
    return next((names.index(folded) + 1 for names in _MONTHS if folded in names), 13)


def _zone(zone: str | None) -> timezone | None:
    if not zone:
        return None
    found = re.search(r"([+\u2212-])(\d{1,2}):?(\d{2})?", zone)
    if not found:
        return UTC
    gap = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-gap if found[1] != "+" else gap)
