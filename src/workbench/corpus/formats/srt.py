"""SubRip subtitles (srt)."""

from __future__ import annotations

import html
import re
from pathlib import Path

from workbench.corpus.cues import Cue, document_from_cues
from workbench.corpus.document import Document
from workbench.corpus.encoding import decode
from workbench.corpus.labels import seconds
from workbench.corpus.limits import MAX_CUES
from workbench.corpus.registry import reader
from workbench.i18n import t

_ARROW = re.compile(rb"(?:\A|\n)[ \t]*\d+:\d{1,2}:\d{1,2}[,.]\d+[ \t]*-->[ \t]*\d+:")
_TIMES = r"(?=[ \t]*\d+:\d{1,2}:\d{1,2}[,.]\d+[ \t]*-->)"
_NUMBER = re.compile(rf"(?m)^[ \t]*\d+[ \t]*\n{_TIMES}")
_CUE = re.compile(rf"(?m)^{_TIMES}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\{\\[^{}]{0,60}\}")


@reader(
    "srt",
    suffixes=[".srt"],
    recognise=lambda head: bool(_ARROW.search(head[:2000])) and not head.lstrip().startswith(b"WEBVTT"),
    limit=MAX_CUES,
)
def read(path: Path, *, encoding: str | None = None) -> list[Document]:
    """Return one text of turns, the times of each on its passage, and its speaker where the words begin
    with one."""
    from webvtt import srt

    text, warnings = decode(path.read_bytes(), file=path.name, encoding=encoding)
    # Some tools leave out the numbers of the cues, by which the parser tells one from the next.
    captions = srt.parse_captions(_CUE.sub("1\n", _NUMBER.sub("", text)).lstrip().split("\n"))
    if (lost := text.count("-->") - len(captions)) > 0:
        warnings.append(t("corpus.warning.cues_lost", n=lost))
    cues = (
        Cue(
            seconds(caption.start),
            seconds(caption.end),
            None,
            html.unescape(_TAG.sub("", "\n".join(caption.lines))),
        )
        for caption in captions
    )
    return [document_from_cues(path, cues, warnings=warnings)]
