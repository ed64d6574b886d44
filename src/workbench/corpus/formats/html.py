"""Web pages (html): their visible words, as a browser would part them into lines."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.corpus.document import Document
from workbench.corpus.encoding import decode
from workbench.corpus.flow import Flow
from workbench.corpus.limits import MAX_TEXT
from workbench.corpus.registry import reader
from workbench.errors import ImportRefused

_BLOCKS = frozenset({
    "p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "ul", "ol", "li", "dl",
    "dt", "dd", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tfoot",
    "caption", "figure", "figcaption", "hr", "address", "fieldset", "form", "body", "html",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEFT_OUT = frozenset({
    "script", "style", "head", "title", "template", "svg", "noscript", "iframe", "object", "select", "math",
})  # fmt: skip
_BOLD = frozenset({"b", "strong"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,200}\slang\s*=\s*[\"']?([a-zA-Z]{2})")
_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,2000}?-->\s*)?<(!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(rb"\s*<(p|div|h[1-6]|table|ul|ol|b|strong|meta|span)\b[^>]*>", re.IGNORECASE)


@reader(
    "html",
    suffixes=[".html", ".htm", ".xhtml"],
    recognise=lambda head: bool(_PAGE.match(head) or _FRAGMENT.match(head)),
    limit=MAX_TEXT,
)
def read(path: Path, *, encoding: str | None = None) -> list[Document]:
    """Return the visible words, a block a line; nothing is fetched and no script is run."""
    from lxml import etree  # type: ignore[import-untyped]

    data = path.read_bytes()
    said = _CHARSET.search(data[:4096])
    if encoding is None and said and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        encoding = said[1].decode("ascii")
    try:
        text, warnings = decode(data, file=path.name, encoding=encoding)
    except ImportRefused:
        if said is None:
            raise
        # The page names an encoding that it does not keep to.
        text, warnings = decode(data, file=path.name)
    page = _Page(path)
    # Fed as UTF-8 by pieces, without the XML declaration that would name another encoding.
    body = re.sub(r"^\s*<\?xml[^>]*>", "", text).encode("utf-8")
    parser = etree.HTMLParser(target=page, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        for start in range(0, len(body), 64 * 1024):
            parser.feed(body[start : start + 64 * 1024])
        parser.close()
    except etree.XMLSyntaxError:
        if not page.words:
            raise ImportRefused("corpus.no_text", file=path.name) from None
    language = _LANGUAGE.search(text[:4096])
    return [
        page.flow.document(path.stem, warnings=warnings, language=language[1].lower() if language else None)
    ]


class _Page:
    """Receives the elements of a page in order and writes their visible words to a flow."""

    def __init__(self, path: Path) -> None:
        self.flow = Flow(path)
        self.words = False
        self._left_out = 0
        self._bold = 0
        self._as_written = False
        self._space = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not isinstance(tag, str):
            return
        if tag in _LEFT_OUT:
            self._left_out += 1
        if self._left_out:
            return
        if (tag in _BLOCKS and not self.flow.in_table) or (tag in _BLOCKS and self.flow.pending):
            self._end_line(False)
        if tag == "br":
            self.flow.write("\n", bold=bool(self._bold))
            self._space = True
        elif tag == "pre":
            self._as_written = True
        elif tag in _BOLD:
            self._bold += 1
        elif tag == "tr":
            self._end_line(False)
            self.flow.start_row()
        elif tag in {"td", "th"}:
            self.flow.start_cell()
            self._space = True

    def end(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self._left_out = max(0, self._left_out - 1)
        elif self._left_out:
            return
        elif tag in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif tag in {"td", "th"}:
            self._end_line(False)
        elif tag == "tr":
            self.flow.end_row()
        elif tag in _BLOCKS:
            self._as_written = self._as_written and tag != "pre"
            self._end_line(tag in _HEADINGS)

    def data(self, text: str) -> None:
        if self._left_out:
            return
        if not self._as_written:
            # A browser shows runs of white space as one space, and none where a line begins.
            folded = re.sub(r"[ \t\n\r\f]+", " ", text)
            text = folded[1:] if self._space and folded.startswith(" ") else folded
        if text:
            self._space = text.endswith((" ", "\n"))
            self.words = self.words or not text.isspace()
            self.flow.write(text, bold=bool(self._bold))

    def close(self) -> None:
        return None

    def _end_line(self, heading: bool) -> None:
        if self.flow.pending:
            self.flow.end_paragraph(heading=heading)
        self._space = True
