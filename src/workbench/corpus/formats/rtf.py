"""Rich text (rtf)."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.corpus.document import Document
from workbench.corpus.encoding import clean
from workbench.corpus.limits import MAX_RTF, too_large
from workbench.corpus.registry import reader
from workbench.corpus.turns import find_turns
from workbench.errors import ImportRefused
from workbench.i18n import t

_PICTURE = re.compile(r"[0-9a-fA-F\s]{1000,}")
_MAX_DEPTH = 200
_MAX_GROUPS = 500_000


@reader("rtf", suffixes=[".rtf"], recognise=lambda head: head.lstrip().startswith(b"{\\rtf"))
def read(path: Path) -> list[Document]:
    """Return the plain words of the document; its pictures, notes and fields are left out."""
    from striprtf.striprtf import rtf_to_text

    data = path.read_bytes()
    if b"\0" in data:
        raise ImportRefused("corpus.damaged", file=path.name)
    marked = _PICTURE.sub(" ", data.decode("latin-1"))
    if len(marked) > MAX_RTF:
        raise too_large(path, len(marked), MAX_RTF)
    whole = _is_closed(marked, path)
    # Fields are dropped as unknown groups: looking for links among them, striprtf slows down with their
    # square.
    marked = marked.replace("\\fldinst", "\\nofield")
    text = clean(rtf_to_text(marked, errors="replace")).strip("\n")
    warnings = [] if whole else [t("corpus.warning.cut_short")]
    return [Document(path.stem, text, find_turns(text), warnings)]


def _is_closed(marked: str, path: Path) -> bool:
    """True where every group closes; refused: more groups, or deeper ones, than any editor writes."""
    if marked.count("{") > _MAX_GROUPS:
        raise ImportRefused("corpus.bomb", file=path.name)
    depth = 0
    for sign in re.findall(r"\\.|[{}]", marked):
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        if depth > _MAX_DEPTH:
            raise ImportRefused("corpus.bomb", file=path.name)
    return depth <= 0
