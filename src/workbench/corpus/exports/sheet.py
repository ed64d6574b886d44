"""The cells of an export as text: csv in any encoding and separator, workbooks, each row with its number."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.corpus.encoding import decode
from workbench.corpus.formats import xlsx
from workbench.corpus.formats.csv import delimiter_of
from workbench.corpus.limits import MAX_COLUMNS, MAX_FILE, MAX_TEXT, check_size
from workbench.errors import ImportRefused

if TYPE_CHECKING:
    import pandas as pd

LARGEST = 5 * MAX_FILE
MAX_ROWS = 4_000_000  # lines: a long answer holds several


@dataclass
class Sheet:
    """The cells of a table as text or None, a column for each unique name; `headings` are as in the file."""

    names: list[str]
    headings: list[str]
    cells: pd.DataFrame
    notes: list[tuple[str, dict[str, Any]]] = field(default_factory=list)


def read_text(path: Path, encoding: str | None = None) -> str:
    """Return the text of the file, its encoding found by itself. Refused: an empty file, one too large."""
    check_size(path, LARGEST)
    return decode(path.read_bytes(), file=path.name, encoding=encoding, lines=MAX_ROWS)[0]


def read_sheet(path: Path, *, encoding: str | None = None, sheet: str | None = None) -> Sheet:
    """Return the cells of a csv file or of a sheet of a workbook (by default the first that holds any)."""
    with path.open("rb") as stream:
        packed = stream.read(2) == b"PK"
    if packed:
        rows, _ = xlsx.rows_of(path, sheet)
        return arrange(path, enumerate(rows, start=1))
    return cut(path, read_text(path, encoding))


def cut(path: Path, text: str, *, after: int = 0) -> Sheet:
    """Return the cells of delimited text; the rows are counted from `after`, its headings included."""
    csv.field_size_limit(MAX_TEXT)
    start = _first_cells(text)
    sheet = arrange(path, _rows(text, delimiter_of(text[start : start + 100_000]), after))
    if text.count('"') % 2 and len(sheet.cells):
        last = sheet.cells.iloc[-1].dropna()
        if any("\n" in cell for cell in last):
            # A quotation mark that nothing closes takes all that follows it for one cell.
            sheet.notes.append(("exports.note.open_quote", {"row": int(sheet.cells.index[-1])}))
    return sheet


def headings_of(text: str) -> list[str]:
    """Return the first row that holds anything, cut by the separator that the rows have in common."""
    start = _first_cells(text)
    if start >= len(text):
        return []
    return next((row for _, row in _rows(text[start:], delimiter_of(text[start:]), 0)), [])


def _first_cells(text: str) -> int:
    found = re.search(r"\S", text)
    return found.start() if found else len(text)


def _rows(text: str, delimiter: str, after: int) -> Iterator[tuple[int, list[str]]]:
    # Lines are handed over one at a time: a copy of a long text in memory would weigh four bytes a letter.
    lines = (match.group() for match in re.finditer(r"[^\n]*\n|[^\n]+", text))
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter), start=after + 1):
            if any(cell and not cell.isspace() for cell in row):
                yield number, row
    except csv.Error as error:
        raise ImportRefused("corpus.damaged", file="csv") from error


def arrange(path: Path, rows: Iterable[tuple[int, list[str]]]) -> Sheet:
    """Return the numbered rows as columns, the first row being the headings.

    A heading that comes twice gets " (2)", a column without heading its place; cells beyond the last
    heading get columns of their own. Refused: no row at all, more than 2,000 columns.
    """
    import pandas as pd

    numbered = iter(rows)
    headings = next(((row) for _, row in numbered), None)
    if headings is None:
        raise ImportRefused("corpus.no_text", file=path.name)
    headings = [heading.strip() for heading in headings]
    columns: list[list[str | None]] = [[] for _ in headings]
    numbers: list[int] = []
    longer: list[int] = []
    seen: dict[str, str] = {}  # equal cells are kept once: closed answers come a hundred thousand times
    for number, row in numbered:
        while len(row) > len(columns) and any(cell.strip() for cell in row[len(columns) :]):
            columns.append([None] * len(numbers))
        if len(row) > len(headings) and any(cell.strip() for cell in row[len(headings) :]):
            longer.append(number)
        numbers.append(number)
        width = len(row)
        for at, column in enumerate(columns):
            cell = row[at] if at < width else ""
            column.append(seen.setdefault(cell, cell) if cell and not cell.isspace() else None)
    while headings and not headings[-1] and columns[len(headings) - 1] and len(columns) == len(headings):
        if any(cell is not None for cell in columns[-1]):
            break
        headings.pop()
        columns.pop()
    if len(columns) > MAX_COLUMNS:
        raise ImportRefused("corpus.too_many_columns", file=path.name, limit=MAX_COLUMNS)
    notes: list[tuple[str, dict[str, Any]]] = []
    if longer:
        notes.append(("exports.note.longer_rows", {"n": len(longer), "row": longer[0]}))
    headings += [""] * (len(columns) - len(headings))
    names, doubled = unique(headings)
    notes += [("exports.note.same_heading", {"heading": heading}) for heading in doubled]
    if not numbers:
        notes.append(("exports.note.empty", {}))
    cells = pd.DataFrame(
        dict(zip(names, columns, strict=True)), index=pd.Index(numbers, name="row"), dtype=object
    )
    return Sheet(names, headings, cells, notes)


def unique(headings: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return a name for each heading, none twice, and the headings that came more than once.

    >>> unique(["a", "b", "a", ""])
    (['a', 'b', 'a (2)', '(4)'], ['a'])
    """
    names: list[str] = []
    taken: set[str] = set()
    doubled: dict[str, None] = {}
    for place, heading in enumerate(headings, start=1):
        name, rank = heading or f"({place})", 1
        while name in taken:
            rank += 1
            name = f"{heading or f'({place})'} ({rank})"
        if heading and rank > 1:
            doubled[heading] = None
        taken.add(name)
        names.append(name)
    return names, list(doubled)
