"""Markdown, kept as written: its marks are part of the text."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.corpus.document import Document
from workbench.corpus.encoding import decode
from workbench.corpus.limits import MAX_TEXT
from workbench.corpus.registry import reader
from workbench.corpus.turns import find_turns

_HEADING = re.compile(r"^#{1,6}[ \t].*$", re.MULTILINE)
_BOLD = re.compile(r"^(?:\*\*|__)(?=\S)[^*_\n]{1,60}(?:\*\*|__)", re.MULTILINE)


@reader("md", suffixes=[".md", ".markdown"], limit=MAX_TEXT)
def read(path: Path, *, encoding: str | None = None) -> list[Document]:
    """Return the text as it is; ``#`` lines are headings, a name in bold may open a turn."""
    text, warnings = decode(path.read_bytes(), file=path.name, encoding=encoding)
    headings = [match.span() for match in _HEADING.finditer(text)]
    bold = [match.span() for match in _BOLD.finditer(text)]
    return [Document(path.stem, text, find_turns(text, bold=bold, headings=headings), warnings)]
