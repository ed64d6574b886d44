"""PDF documents that hold text.

Read with pdfium, the engine of Chromium: it reads some hundred pages in a second and was hardened against
hostile files, which parsers in Python take minutes over.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from workbench.corpus.document import Document
from workbench.corpus.encoding import clean
from workbench.corpus.labels import candidates
from workbench.corpus.limits import MAX_PAGES, MAX_TEXT, too_large
from workbench.corpus.registry import reader
from workbench.corpus.turns import find_turns
from workbench.errors import ImportRefused
from workbench.i18n import t

_BROKEN_WORD = re.compile("[\ufffe\u00ad\x02]\\s*\n?")
_NUMBER = re.compile(r"\d+")
_EDGE = 2  # lines at the top and at the foot of a page where running titles and page numbers stand


@reader("pdf", suffixes=[".pdf"], recognise=lambda head: b"%PDF-" in head[:1024])
def read(path: Path) -> list[Document]:
    """Return the words of the pages, lines joined into paragraphs, running titles and page numbers left
    out."""
    pages = _pages(path)
    blank = sum(1 for page in pages if not page)
    if blank == len(pages):
        raise ImportRefused("corpus.scanned_pdf", file=path.name)
    warnings = [t("corpus.warning.pages_without_text", n=blank)] if blank else []
    running = _running(pages)
    if running:
        warnings.append(t("corpus.warning.running_titles"))
    lines = [line for page in pages for line in _without(page, running)]
    text = "\n".join(_paragraphs(lines))
    return [Document(path.stem, text, find_turns(text), warnings)]


def _pages(path: Path) -> list[list[str]]:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise ImportRefused("corpus.password" if locked else "corpus.damaged", file=path.name) from None
    try:
        if len(document) > MAX_PAGES:
            raise ImportRefused("corpus.too_many_pages", file=path.name, pages=len(document), limit=MAX_PAGES)
        pages, length = [], 0
        for number in range(len(document)):
            words = _words(document, number)
            length += len(words)
            if length > MAX_TEXT:
                raise too_large(path, length, MAX_TEXT)
            pages.append([line.strip() for line in words.split("\n") if line.strip()])
        return pages
    finally:
        document.close()


def _words(document: Any, number: int) -> str:
    import pypdfium2  # type: ignore[import-untyped]

    try:
        page = document[number]
    except pypdfium2.PdfiumError:  # a damaged page among sound ones reads as a page without text
        return ""
    try:
        return _BROKEN_WORD.sub("", clean(page.get_textpage().get_text_range()))
    finally:
        page.close()


def _shape(line: str) -> str:
    return _NUMBER.sub("0", line)


def _running(pages: list[list[str]]) -> set[str]:
    """Lines that stand, but for their numbers, at the edge of most pages."""
    if len(pages) < 3:
        return set()
    edges = Counter(
        shape for page in pages for shape in {_shape(line) for line in page[:_EDGE] + page[-_EDGE:]}
    )
    return {shape for shape, count in edges.items() if count >= max(3, 0.6 * len(pages))}


def _without(page: list[str], running: set[str]) -> list[str]:
    kept = []
    for rank, line in enumerate(page):
        at_edge = rank < _EDGE or rank >= len(page) - _EDGE
        if not (at_edge and (_shape(line) in running or line.isdigit())):
            kept.append(line)
    return kept


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines are joined until one stops short of the margin or the next one opens with a name."""
    if not lines:
        return []
    full = sorted(map(len, lines))[int(0.9 * (len(lines) - 1))]
    joined = [lines[0]]
    for before, line in pairwise(lines):
        ends = len(before) < 0.75 * full or (
            len(before) < 0.92 * full and before.endswith((".", "?", "!", "…", "»"))
        )
        if ends or any(label.sign == ":" for label in candidates(line, [(0, len(line))])):
            joined.append(line)
        else:
            joined[-1] += line if joined[-1].endswith("\u2010") else f" {line}"
    return joined
