"""PDF documents that hold text.

Read with pdfium, the engine of Chromium: it reads some hundred pages in a second and was hardened against
hostile files, which parsers in Python take minutes over.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from workbench.corpus import pdf_pages
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
_PATIENCE = 120  # seconds; the longest pdf accepted takes some ten
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
    return [Document(path.stem, text, find_turns(text, folded=False), warnings)]


def _pages(path: Path) -> list[list[str]]:
    command = [sys.executable, "-P", pdf_pages.__file__, str(path), str(MAX_PAGES), str(MAX_TEXT)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise ImportRefused("corpus.damaged", file=path.name) from None
    pages: list[list[str]] = []
    for line in done.stdout.splitlines():
        found = json.loads(line)
        if isinstance(found, dict):
            raise _refusal(path, found)
        words = _BROKEN_WORD.sub("", clean(found))
        pages.append([line.strip() for line in words.split("\n") if line.strip()])
    return pages


def _refusal(path: Path, found: dict[str, Any]) -> ImportRefused:
    match found["refused"]:
        case "too_large":
            return too_large(path, found["length"], MAX_TEXT)
        case "too_many_pages":
            return ImportRefused(
                "corpus.too_many_pages", file=path.name, pages=found["pages"], limit=MAX_PAGES
            )
        case reason:
            return ImportRefused(f"corpus.{reason}", file=path.name)


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
        # A turn of one word may come back at the foot of pages: what begins with a name is kept.
        if not at_edge or _opens(line) or not (_shape(line) in running or line.isdigit()):
            kept.append(line)
    return kept


def _opens(line: str) -> bool:
    return any(label.sign == ":" for label in candidates(line, [(0, len(line))]))


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
        if ends or _opens(line):
            joined.append(line)
        else:
            joined[-1] += line if joined[-1].endswith("\u2010") else f" {line}"
    return joined
