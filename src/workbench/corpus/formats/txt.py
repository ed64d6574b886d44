"""Plain text."""

from __future__ import annotations

from pathlib import Path

from workbench.corpus.document import Document
from workbench.corpus.encoding import decode
from workbench.corpus.limits import MAX_TEXT
from workbench.corpus.registry import reader
from workbench.corpus.turns import find_turns


@reader("txt", suffixes=[".txt", ".text"], limit=MAX_TEXT)
def read(path: Path, *, encoding: str | None = None) -> list[Document]:
    """Return the text as it is, its turns found by the names that open them."""
    text, warnings = decode(path.read_bytes(), file=path.name, encoding=encoding)
    return [Document(path.stem, text, find_turns(text), warnings)]
