"""The text of a word-processor document as it is met: paragraphs, bold beginnings, headings, rows of tables.

The readers of docx, odt and html walk their own marks and call the same few verbs; what comes out is one
plain text, a paragraph or a table row a line, the cells of a row parted by tabs.
"""

from __future__ import annotations

from pathlib import Path

from workbench.corpus.document import Document
from workbench.corpus.encoding import clean
from workbench.corpus.limits import MAX_TEXT, too_large
from workbench.corpus.turns import find_turns


class Flow:
    """Gathers a text piece by piece; ``document()`` cuts it into turns."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[str] = []
        self._length = 0
        self._offset = 0
        self._pieces: list[tuple[str, bool]] = []
        self._open = False
        self._rows: list[list[list[str]]] = []
        self._bold: list[tuple[int, int]] = []
        self._headings: list[tuple[int, int]] = []

    def write(self, text: str, *, bold: bool = False) -> None:
        """Add characters to the paragraph under way."""
        if text:
            self._pieces.append((text, bold))
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise too_large(self._path, self._length, MAX_TEXT)

    def end_paragraph(self, *, heading: bool = False) -> None:
        """Close the paragraph under way: a line of the text, or a line of the cell it stands in."""
        pieces, self._pieces = self._pieces, []
        line = clean("".join(text for text, _ in pieces))
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(line)
            return
        self._add(line, _bold_beginning(pieces), heading)

    @property
    def pending(self) -> bool:
        """True while characters wait for their paragraph to end."""
        return any(text.strip() for text, _ in self._pieces)

    @property
    def in_table(self) -> bool:
        """True inside the row of a table."""
        return bool(self._rows)

    def start_row(self) -> None:
        """Begin a row of a table."""
        self._rows.append([])

    def start_cell(self) -> None:
        """Begin a cell of the row under way."""
        if self._rows:
            self._rows[-1].append([])

    def end_row(self) -> None:
        """Close the row: its cells become one line of the text, or of the cell it stands in."""
        if not self._rows:
            return
        row = self._rows.pop()
        cells = ["\n".join(lines).strip("\n") for lines in row]
        line = "\t".join(cells).rstrip("\t")
        if self._rows and self._rows[-1]:
            self._rows[-1][-1].append(line)
        else:
            self._add(line, 0, False)

    def document(
        self, title: str, *, warnings: list[str] | None = None, language: str | None = None
    ) -> Document:
        """Return the document gathered, its turns found."""
        if self.pending:
            self.end_paragraph()
        while self._rows:
            self.end_row()
        text = "\n".join(self._lines)
        turns = find_turns(text, bold=self._bold, headings=self._headings, folded=False)
        return Document(title, text, turns, list(warnings or []), language)

    def _add(self, line: str, bold: int, heading: bool) -> None:
        start = self._offset
        if bold:
            self._bold.append((start, start + bold))
        if heading and line.strip():
            self._headings.append((start, start + len(line)))
        self._lines.append(line)
        self._offset = start + len(line) + 1


def _bold_beginning(pieces: list[tuple[str, bool]]) -> int:
    """Number of characters in bold that open the paragraph."""
    length = 0
    for text, bold in pieces:
        if not bold and text.strip():
            break
        length += len(text)
    text = "".join(text for text, _ in pieces)[:length]
    return len(text) if any(bold for _, bold in pieces) and text.strip() else 0
