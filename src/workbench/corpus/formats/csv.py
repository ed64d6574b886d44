"""Tables of verbatims as delimited text (csv, tsv)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from workbench.corpus.document import Document
from workbench.corpus.encoding import decode
from workbench.corpus.limits import MAX_COLUMNS, MAX_TEXT
from workbench.corpus.registry import reader
from workbench.corpus.tables import Choice, read_table
from workbench.errors import ImportRefused

_SAMPLE = 50_000  # characters
_DELIMITERS = (",", ";", "\t", "|")


# Many a file called .xls or .xlsx by a platform is delimited text; a real workbook is recognised by its
# content.
@reader("csv", suffixes=[".csv", ".tsv", ".xls", ".xlsx"], limit=MAX_TEXT)
def read(
    path: Path,
    *,
    encoding: str | None = None,
    text: str | Sequence[str] | None = None,
    speaker: str | None = None,
    case: str | None = None,
    group: str | None = None,
    attributes: Sequence[str] | None = None,
) -> list[Document]:
    """Return the documents of the table, its delimiter found by itself; the options name columns."""
    rows, warnings = rows_of(path, encoding)
    return read_table(path, rows[0], rows[1:], Choice(text, speaker, case, group, attributes), warnings)


def rows_of(path: Path, encoding: str | None = None) -> tuple[list[list[str]], list[str]]:
    """Return the rows of the file as text, the first being the names of the columns, and warnings."""
    content, warnings = decode(path.read_bytes(), file=path.name, encoding=encoding)
    csv.field_size_limit(MAX_TEXT)
    delimiter = delimiter_of(content)
    columns = len(next(csv.reader(io.StringIO(content[:_SAMPLE]), delimiter=delimiter), []))
    if columns > MAX_COLUMNS:
        raise ImportRefused("corpus.too_many_columns", file=path.name, limit=MAX_COLUMNS)
    try:
        rows = [row for row in csv.reader(io.StringIO(content), delimiter=delimiter) if row]
    except csv.Error:
        raise ImportRefused("corpus.damaged", file=path.name) from None
    if not rows:
        raise ImportRefused("corpus.no_text", file=path.name)
    return rows, warnings


def delimiter_of(content: str) -> str:
    """Return the sign that cuts the first rows into the same number of cells, and into the most."""

    def quality(delimiter: str) -> tuple[bool, int]:
        sample = csv.reader(io.StringIO(content[:_SAMPLE]), delimiter=delimiter)
        widths = [len(row) for _, row in zip(range(20), sample, strict=False) if row]
        whole = widths[:-1] or widths  # the last row of the sample may be cut
        return len(set(whole)) == 1 and whole[0] > 1, widths[0] if widths else 0

    return max(_DELIMITERS, key=quality)
