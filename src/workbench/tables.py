"""Tables that leave and enter as files: csv and xlsx whose cells can never run as formulas."""

from __future__ import annotations

import csv
import io
import itertools
import math
import re
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench import i18n
from workbench.errors import Invalid
from workbench.outgoing import written

#: What makes spreadsheet programs read a cell as a formula (OWASP, "CSV injection").
_FORMULA = re.compile(r"[=+\-@\t\r]")
#: The same behind apostrophes: one more is written, so that reading takes away just that one.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
#: What a cell of a spreadsheet holds, in units of UTF-16.
_CELL = 32_767
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]], *, plain: bool = False) -> Path:
    """The path of the table written as csv (`;` for French readers' sake: see below) or xlsx.

    `plain`: csv for programs rather than for Excel, with commas and no mark at the head.

    Text that begins like a formula is written as text: in csv behind an apostrophe, in xlsx as a
    text cell. A text longer than a cell of xlsx ends in a mark there, and a second sheet names every
    cell so cut. Raises Invalid for another suffix or a place that cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".csv":
        # The mark at the head and the semicolon are what Excel needs to show accents and columns
        # in French; other programs cope with both.
        encoding, delimiter = ("utf-8", ",") if plain else ("utf-8-sig", ";")
        with written(path) as part, part.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
            writer.writerow([_guarded(name) for name in header])
            writer.writerows([_guarded(_plain(cell)) for cell in row] for row in rows)
    elif suffix == ".xlsx":
        with written(path) as part:
            _write_xlsx(part, header, rows)
    else:
        raise Invalid("errors.unknown_suffix", file=path.name, known=".csv, .xlsx")
    return path


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a csv or xlsx sheet whose first row names the columns, every cell as text.

    Raises Invalid for another suffix or a file that is not a table.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".csv":
            rows = _read_csv(path.read_bytes())
        elif suffix == ".xlsx":
            rows = _read_xlsx(path)
        else:
            raise Invalid("errors.unknown_suffix", file=path.name, known=".csv, .xlsx")
    except (OSError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile, KeyError) as error:
        raise Invalid("errors.not_a_table", file=path.name) from error
    if not rows:
        raise Invalid("errors.not_a_table", file=path.name)
    header = [name.strip() for name in rows[0]]
    return [
        {name: unguarded(cell) for name, cell in zip(header, row, strict=False) if name}
        for row in rows[1:]
        if any(cell.strip() for cell in row)
    ]


def unguarded(cell: str) -> str:
    """The text of a cell without the apostrophe that `write` put before it."""
    return cell[1:] if _GUARDED.match(cell) else cell


def printable(text: str) -> str:
    """The text without the control characters that office files cannot hold."""
    return _UNPRINTABLE.sub("", text)


def _guarded(cell: Any) -> Any:
    if isinstance(cell, str) and (_FORMULA.match(cell) or _GUARDED.match(cell)):
        return f"'{cell}"
    return cell


def _plain(cell: Any) -> Any:
    """Missing values as nothing, whole floats as they are, everything else as it is."""
    import pandas as pd

    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return cell.item() if hasattr(cell, "item") else cell


def _write_xlsx(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Workbench")
    sheet.freeze_panes = "A2"
    wrap = Alignment(wrap_text=True, vertical="top")

    cut: list[str] = []

    def cell(value: Any, column: int, line: int) -> Any:
        value = _plain(value)
        if not isinstance(value, str):
            return value
        value = printable(f"'{value}" if _GUARDED.match(value) else value)
        shown = _fitting(value)
        if shown != value:
            place, name = f"{_letter(column)}{line}", header[column]
            cut.append(i18n.t("reports.cut.cell", cell=place, column=name, n=len(value)))
        made = WriteOnlyCell(sheet, shown)
        made.data_type = "s"
        made.quotePrefix = _FORMULA.match(value) is not None
        if line == 1:
            made.font = Font(bold=True)
        elif len(value) > 40:
            made.alignment = wrap
        return made

    for index, name in enumerate(header):
        wide = name in {"verbatim", "definition", "before", "after", "memo"}
        sheet.column_dimensions[_letter(index)].width = 60 if wide else 18
    for line, row in enumerate(itertools.chain([header], rows), start=1):
        sheet.append([cell(value, column, line) for column, value in enumerate(row)])
    if cut:
        notes = book.create_sheet(i18n.t("reports.cut.sheet"))
        notes.column_dimensions["A"].width = 100
        for sentence in (i18n.t("reports.cut.why"), *cut):
            notes.append([sentence])
    book.save(path)


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds and the mark that says so."""
    if len(text) <= _CELL // 2 or len(units := text.encode("utf-16-le", "surrogatepass")) <= 2 * _CELL:
        return text
    mark = i18n.t("reports.cut.mark")
    return units[: 2 * (_CELL - len(mark))].decode("utf-16-le", "ignore") + mark


def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


def _read_csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _read_xlsx(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > 200_000_000:
            raise Invalid("errors.not_a_table", file=path.name)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        with closing(book):
            return [
                ["" if value is None else str(value) for value in row]
                for row in book.worksheets[0].iter_rows(values_only=True)
            ]
    except Exception as error:  # openpyxl lets out whatever a damaged part makes it stumble upon
        raise Invalid("errors.not_a_table", file=path.name) from error
