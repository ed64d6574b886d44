"""Word documents (docx).

The part that holds the text is read as a stream, with expat: python-docx skips what stands in content
controls and in tracked insertions, and a transcript must not lose a sentence for having been proofread.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from workbench.corpus.document import Document
from workbench.corpus.flow import Flow
from workbench.corpus.limits import packed, parse_member
from workbench.corpus.registry import reader
from workbench.errors import ImportRefused
from workbench.i18n import t

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is no longer, or not yet, part of the words: removed, moved away, and the second copy of a drawing's
# text.
_LEFT_OUT = {"del", "moveFrom", "instrText", "delText", _FALLBACK}
_MAIN = re.compile(rb"word/document\d*\.xml")  # some servers number it
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


@reader(
    "docx",
    suffixes=[".docx", ".docm"],
    recognise=lambda head: head[:2] == b"PK" and _MAIN.search(head) is not None,
)
def read(path: Path) -> list[Document]:
    """Return the text of the document, tables a row a line; bold names and headings help to find the
    turns."""
    with packed(path) as archive:
        names = set(archive.namelist())
        bold, headings = _styles(archive, path) if "word/styles.xml" in names else (set(), set())
        body = _Body(path, bold, headings)
        main = next((name for name in sorted(names) if _MAIN.fullmatch(name.encode())), "word/document.xml")
        parse_member(archive, main, body, path)
        warnings = [
            t(f"corpus.warning.{part}")
            for part in ("comments", "footnotes")
            if f"word/{part}.xml" in names and parse_member(archive, f"word/{part}.xml", _Notes(), path)
        ]
    if not body.seen:
        raise ImportRefused("corpus.damaged", file=path.name)
    return [body.flow.document(path.stem, warnings=warnings)]


def _name(tag: str) -> str:
    return tag.removeprefix(_W).removeprefix(_STRICT)


def _value(attributes: dict[str, str]) -> str:
    return attributes.get(f"{_W}val", attributes.get(f"{_STRICT}val", ""))


def _on(attributes: dict[str, str]) -> bool:
    return _value(attributes) not in {"0", "false", "off", "none"}


class _Body:
    """Receives the elements of the main part in order and writes their words to a flow."""

    def __init__(self, path: Path, bold: set[str], headings: set[str]) -> None:
        self.flow = Flow(path)
        self.seen = False
        self._bold_styles, self._heading_styles = bold, headings
        self._left_out = 0
        self._in_text = self._in_run_marks = False
        self._paragraph_bold = self._run_bold = self._heading = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _name(tag)
        if self._left_out or name in _LEFT_OUT:
            self._left_out += 1
        elif name == "t":
            self._in_text = True
        elif name == "p":
            if self.flow.pending:  # a text box begins inside a paragraph
                self.flow.end_paragraph(heading=self._heading)
            self._paragraph_bold = self._heading = False
        elif name == "r":
            self._run_bold = self._paragraph_bold
        elif name == "rPr":
            self._in_run_marks = True
        elif name == "b" and self._in_run_marks:
            self._run_bold = _on(attributes)
        elif name == "rStyle" and _value(attributes) in self._bold_styles:
            self._run_bold = True
        elif name == "pStyle":
            self._heading = _value(attributes) in self._heading_styles
            self._paragraph_bold = _value(attributes) in self._bold_styles
        elif name == "outlineLvl" and _value(attributes) in set("012345"):
            self._heading = True
        elif name in _CHARACTERS and not (name == "tab" and attributes):  # with attributes it is a tab stop
            self.flow.write(_CHARACTERS[name], bold=self._run_bold)
        elif name == "tr":
            self.flow.start_row()
        elif name == "tc":
            self.flow.start_cell()
        elif name == "body":
            self.seen = True

    def end(self, tag: str) -> None:
        if self._left_out:
            self._left_out -= 1
            return
        name = _name(tag)
        if name == "t":
            self._in_text = False
        elif name == "rPr":
            self._in_run_marks = False
        elif name == "p":
            self.flow.end_paragraph(heading=self._heading)
            self._heading = False
        elif name == "tr":
            self.flow.end_row()

    def data(self, text: str) -> None:
        if self._in_text and not self._left_out:
            self.flow.write(text, bold=self._run_bold)

    def close(self) -> None:
        return None


class _Styles:
    """Gathers, of ``word/styles.xml``, the styles that set in bold and those that make headings."""

    def __init__(self) -> None:
        self.bold: set[str] = set()
        self.headings: set[str] = set()
        self._style = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _name(tag)
        if name == "style":
            self._style = attributes.get(f"{_W}styleId", attributes.get(f"{_STRICT}styleId", ""))
        elif name == "name" and _value(attributes).lower().startswith(("heading", "title", "titre")):
            self.headings.add(self._style)
        elif name == "b" and self._style and _on(attributes):
            self.bold.add(self._style)

    def end(self, tag: str) -> None:
        if _name(tag) == "style":
            self._style = ""

    def data(self, text: str) -> None:
        return None

    def close(self) -> tuple[set[str], set[str]]:
        return self.bold, self.headings


class _Notes:
    """Tells whether a part of comments or footnotes holds any words."""

    def __init__(self) -> None:
        self._words = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        return None

    def end(self, tag: str) -> None:
        return None

    def data(self, text: str) -> None:
        self._words = self._words or not text.isspace()

    def close(self) -> bool:
        return self._words


def _styles(archive: zipfile.ZipFile, path: Path) -> tuple[set[str], set[str]]:
    styles: tuple[set[str], set[str]] = parse_member(archive, "word/styles.xml", _Styles(), path)
    return styles
