"""Transcripts exported by Otter as text: a line with the name and the time, then the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from workbench.corpus.cues import Cue, document_from_cues
from workbench.corpus.document import Document
from workbench.corpus.encoding import decode
from workbench.corpus.labels import seconds
from workbench.corpus.limits import MAX_TEXT
from workbench.corpus.registry import reader

_HEADER = re.compile(
    r"(?m)^(?P<name>[^\W\d_][^\n:\t]{0,60}?)[ \t]{2,}(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})[ \t]*$"
)
_FOOTER = re.compile(r"\n\s*Transcribed by https://otter\.ai\s*\Z")


def _recognise(head: bytes) -> bool:
    return bool(
        _HEADER.match(head[:2000].decode("utf-8", "ignore").replace("\r\n", "\n").lstrip("\ufeff\n "))
    )


@reader("otter", suffixes=[".txt"], recognise=_recognise, limit=MAX_TEXT)
def read(path: Path, *, encoding: str | None = None) -> list[Document]:
    """Return one text of turns, the speaker and the start of each on its passage."""
    text, warnings = decode(path.read_bytes(), file=path.name, encoding=encoding)
    return [document_from_cues(path, _cues(_FOOTER.sub("", text)), warnings=warnings)]


def _cues(text: str) -> Iterator[Cue]:
    headers = list(_HEADER.finditer(text))
    for header, following in zip_longest(headers, headers[1:]):
        end = seconds(following["time"]) if following else None
        words = text[header.end() : following.start() if following else len(text)]
        yield Cue(seconds(header["time"]), end, header["name"].strip(), words)
