"""Tables of verbatims as workbooks (xlsx)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from workbench.corpus.document import Document
from workbench.corpus.limits import MAX_COLUMNS, MAX_MEMBER, packed, refuse_entities
from workbench.corpus.registry import reader
from workbench.corpus.tables import Choice, read_table
from workbench.errors import ImportRefused
from workbench.i18n import t

if TYPE_CHECKING:
    from openpyxl import Workbook

_MAX_ROWS = 1_048_576  # what a sheet can hold; a forged row number would make openpyxl count up to it


@reader(
    "xlsx", suffixes=[".xlsx", ".xlsm"], recognise=lambda head: head[:2] == b"PK" and b"xl/workbook" in head
)
def read(
    path: Path,
    *,
    text: str | Sequence[str] | None = None,
    speaker: str | None = None,
    case: str | None = None,
    group: str | None = None,
    attributes: Sequence[str] | None = None,
    sheet: str | None = None,
) -> list[Document]:
    """Return the documents of the sheet named, else of the first that holds a table; the others name
    columns."""
    rows, warnings = rows_of(path, sheet)
    return read_table(path, rows[0], rows[1:], Choice(text, speaker, case, group, attributes), warnings)


def rows_of(path: Path, name: str | None = None) -> tuple[list[list[str]], list[str]]:
    """Return the rows of the sheet of that name, else of the first with cells, as text; the first row names
    the columns."""
    with packed(path, limit=2 * MAX_MEMBER) as archive:
        refuse_entities(archive, path)
    with path.open("rb") as stream, closing(_open(stream)) as book:
        names = [sheet.title for sheet in book.worksheets]
        if name is not None and name not in names:
            raise ImportRefused("corpus.no_sheet", file=path.name, sheet=name, sheets=", ".join(names))
        for sheet in book.worksheets:
            if name not in (None, sheet.title):
                continue
            sheet.reset_dimensions()  # what the sheet says of its size may be wrong, or a trap
            rows = list(_cells(islice(sheet.iter_rows(values_only=True), _MAX_ROWS)))
            if rows:
                others = len(names) - 1 if name is None else 0
                warnings = [t("corpus.warning.other_sheets", sheet=sheet.title, n=others)] if others else []
                return rows, warnings
    raise ImportRefused("corpus.no_text", file=path.name)


def _open(stream: IO[bytes]) -> Workbook:
    """openpyxl goes by the suffix of a path, and by the content of a stream."""
    import openpyxl

    return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)


def _cells(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[str]]:
    """Yield the rows that hold anything, cut to the width of the first of them, which names the columns."""
    width = MAX_COLUMNS
    for row in rows:
        cells = [as_text(value) for value in row[:width]]
        if any(cells):
            if width == MAX_COLUMNS:
                width = len(cells)
            yield cells


def as_text(value: Any) -> str:
    """Return the value of a cell as people read it: whole numbers without a point, dates as
    ``2026-03-12``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
