"""A page to read and print, written once and saved as docx or html."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Literal

from workbench.errors import Invalid
from workbench.outgoing import written
from workbench.tables import printable


@dataclass(frozen=True)
class _Block:
    kind: Literal["heading", "paragraph", "note", "quote", "table"]
    text: str = ""
    reference: str = ""
    level: int = 1
    before: str = ""
    after: str = ""
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()


class Paper:
    """Headings, paragraphs, quotations with their reference, and tables, in the order given."""

    def __init__(self, title: str, language: str = "fr") -> None:
        self.title = title
        self.language = language
        self._blocks: list[_Block] = []

    def heading(self, text: str, level: int = 1) -> None:
        """Begin a section; level 1 to 3."""
        self._blocks.append(_Block("heading", text, level=level))

    def paragraph(self, text: str) -> None:
        """Add a paragraph."""
        self._blocks.append(_Block("paragraph", text))

    def note(self, text: str) -> None:
        """Add a paragraph in small grey type."""
        self._blocks.append(_Block("note", text))

    def quote(self, text: str, reference: str, *, before: str = "", after: str = "") -> None:
        """Add the exact words of a segment, the words around them in grey, and where they stand."""
        self._blocks.append(_Block("quote", text, reference, before=before, after=after))

    def table(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table of text."""
        self._blocks.append(_Block("table", header=header, rows=rows))

    def write(self, path: Path) -> Path:
        """The path of the page, written as its suffix says. Raises Invalid for another suffix or place."""
        suffix = path.suffix.lower()
        if suffix == ".html":
            with written(path) as part:
                part.write_text(self.html(), encoding="utf-8")
        elif suffix == ".docx":
            with written(path) as part:
                self._write_docx(part)
        else:
            raise Invalid("errors.unknown_suffix", file=path.name, known=".docx, .html")
        return path

    def html(self) -> str:
        """The page as one HTML document that needs no other file and runs no script."""
        body = "\n".join(_html(block) for block in self._blocks)
        title = escape(self.title)
        # The policy is a second lock: every text is escaped, and no script may run either.
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(self.language)}">\n<head>\n'
            '<meta charset="utf-8">\n'
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
            f"<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
        )

    def _write_docx(self, path: Path) -> None:
        from docx import Document
        from docx.shared import Pt, RGBColor

        document = Document()
        document.core_properties.title = printable(self.title)[:255]
        document.core_properties.author = "Workbench"
        document.core_properties.comments = ""
        document.add_heading(printable(self.title), 0)
        grey = RGBColor(0x59, 0x59, 0x59)
        quote = document.styles["Quote"].style_id

        def run(paragraph: Any, text: str, *, quiet: bool = False) -> None:
            made = paragraph.add_run(printable(text))
            if quiet:
                made.font.color.rgb = grey
                made.font.size = Pt(9)

        for block in self._blocks:
            if block.kind == "heading":
                document.add_heading(printable(block.text), block.level)
            elif block.kind == "table":
                _docx_table(document, block)
            elif block.kind == "quote":
                paragraph = document.add_paragraph()
                # By its id: given a style, python-docx looks through all of them each time.
                paragraph._p.style = quote
                run(paragraph, block.before, quiet=True)
                run(paragraph, f"{block.text}")
                run(paragraph, block.after, quiet=True)
                run(document.add_paragraph(), block.reference, quiet=True)
            else:
                run(document.add_paragraph(), block.text, quiet=block.kind == "note")
        document.save(str(path))


def _docx_table(document: Any, block: _Block) -> None:
    table = document.add_table(rows=1, cols=len(block.header), style="Light Grid Accent 1")
    for cell, name in zip(table.rows[0].cells, block.header, strict=True):
        cell.text = printable(name)
    for row in block.rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(value)


def _html(block: _Block) -> str:
    text = escape(block.text)
    if block.kind == "heading":
        return f"<h{block.level + 1}>{text}</h{block.level + 1}>"
    if block.kind == "table":
        head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in block.header)
        rows = "\n".join(
            "<tr>" + "".join(f"<td>{escape(value)}</td>" for value in row) + "</tr>" for row in block.rows
        )
        return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    if block.kind == "quote":
        before, after = escape(block.before), escape(block.after)
        return (
            f"<blockquote><p><span class='around'>{before}</span>{text}"
            f"<span class='around'>{after}</span></p>"
            f"<footer>{escape(block.reference)}</footer></blockquote>"
        )
    return f"<p class='{block.kind}'>{text}</p>"


_STYLE = """
body{font:16px/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2rem}h3{font-size:1.05rem}
blockquote{margin:1rem 0;padding:.1rem 1rem;border-left:3px solid #0072b2}
blockquote p{font:17px/1.6 Charter,Georgia,serif;white-space:pre-line;margin:.3rem 0}
.around,.note,footer{color:#595959}footer,.note{font-size:.85rem}
table{border-collapse:collapse;width:100%;font-size:.85rem}
th,td{border:1px solid #d0d0d0;padding:4px 8px;text-align:left;vertical-align:top}
@media print{body{margin:0;max-width:none}tr,blockquote{break-inside:avoid}}
"""
