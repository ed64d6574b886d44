"""OpenDocument texts (odt), read as a stream for the reasons told in ``docx``."""

from __future__ import annotations

from pathlib import Path

from workbench.corpus.document import Document
from workbench.corpus.flow import Flow
from workbench.corpus.limits import packed, parse_member
from workbench.corpus.registry import reader
from workbench.errors import ImportRefused
from workbench.i18n import t

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_WEIGHT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"
_BOLD = {"bold", "600", "700", "800", "900"}
_LEFT_OUT = {f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}table-of-content"}
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_MANY_SPACES = 100  # one element may ask for two thousand million of them


@reader(
    "odt",
    suffixes=[".odt", ".ott"],
    recognise=lambda head: head[:2] == b"PK" and b"application/vnd.oasis.opendocument.text" in head[:200],
)
def read(path: Path) -> list[Document]:
    """Return the text of the document, tables a row a line; bold names and headings help to find the
    turns."""
    with packed(path) as archive:
        bold: set[str] = set()
        if "styles.xml" in archive.namelist():
            bold = parse_member(archive, "styles.xml", _Body(path, set()), path).bold
        body = parse_member(archive, "content.xml", _Body(path, bold), path)
    if not body.seen:
        raise ImportRefused("corpus.damaged", file=path.name)
    warnings = [t(f"corpus.warning.{part}") for part in sorted(body.left)]
    return [body.flow.document(path.stem, warnings=warnings)]


class _Body:
    """Receives the elements of ``content.xml`` in order, gathers its bold styles and writes its words to a
    flow."""

    def __init__(self, path: Path, bold: set[str]) -> None:
        self.flow = Flow(path)
        self.seen = False
        self.bold = set(bold)
        self.left: set[str] = set()
        self._style = ""
        self._left_out = 0
        self._paragraphs = 0
        self._marks: list[bool] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._left_out or tag in _LEFT_OUT:
            self._left_out += 1
            if tag == f"{_TEXT}note":
                self.left.add("footnotes")
            elif tag == f"{_OFFICE}annotation":
                self.left.add("comments")
        elif tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}text-properties" and attributes.get(_WEIGHT) in _BOLD:
            self.bold.add(self._style)
        elif tag in _PARAGRAPHS:
            if self.flow.pending:  # a text box begins inside a paragraph
                self.flow.end_paragraph()
            self._paragraphs += 1
            self._marks.append(attributes.get(f"{_TEXT}style-name") in self.bold)
        elif tag == f"{_TEXT}span":
            self._marks.append(attributes.get(f"{_TEXT}style-name") in self.bold or self._is_bold)
        elif tag == f"{_TEXT}s":
            self._write(" " * min(int(attributes.get(f"{_TEXT}c", "1")), _MANY_SPACES))
        elif tag == f"{_TEXT}tab":
            self._write("\t")
        elif tag == f"{_TEXT}line-break":
            self._write("\n")
        elif tag == f"{_TABLE}table-row":
            self.flow.start_row()
        elif tag == f"{_TABLE}table-cell":
            self.flow.start_cell()
        elif tag == f"{_OFFICE}body":
            self.seen = True

    def end(self, tag: str) -> None:
        if self._left_out:
            self._left_out -= 1
        elif tag in _PARAGRAPHS:
            self.flow.end_paragraph(heading=tag == f"{_TEXT}h")
            self._paragraphs -= 1
            self._marks.pop()
        elif tag == f"{_TEXT}span":
            self._marks.pop()
        elif tag == f"{_TABLE}table-row":
            self.flow.end_row()

    def data(self, text: str) -> None:
        if self._paragraphs and not self._left_out:
            # OpenDocument folds white space of the file; the spaces that count have elements of their own.
            folded = " ".join(text.split())
            before = " " if text[:1].isspace() else ""
            after = " " if text[-1:].isspace() and folded else ""
            self._write(before + folded + after)

    def close(self) -> _Body:
        return self

    @property
    def _is_bold(self) -> bool:
        return bool(self._marks) and self._marks[-1]

    def _write(self, text: str) -> None:
        if self._paragraphs:
            self.flow.write(text, bold=self._is_bold)
