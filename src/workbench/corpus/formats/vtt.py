"""WebVTT subtitles, in the layouts of Teams (voices), Stream (no speaker) and Zoom (names before the
words)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from workbench.corpus.cues import Cue, document_from_cues
from workbench.corpus.document import Document
from workbench.corpus.encoding import decode
from workbench.corpus.labels import seconds
from workbench.corpus.limits import MAX_CUES
from workbench.corpus.registry import reader
from workbench.errors import ImportRefused
from workbench.i18n import t

_VOICE = re.compile(r"<v(?:\.[^\s>]{0,60})?\s+([^<>]{1,200})>")
_TAG = re.compile(r"</?[^<>]{0,200}>")
_LANGUAGE = re.compile(r"(?im)^(?:NOTE\s+)?language\s*:\s*\"?([a-z]{2})\b")


@reader("vtt", suffixes=[".vtt"], recognise=lambda head: head.lstrip().startswith(b"WEBVTT"), limit=MAX_CUES)
def read(path: Path, *, encoding: str | None = None) -> list[Document]:
    """Return one text of turns, the speaker and the times of each on its passage."""
    import webvtt

    text, warnings = decode(path.read_bytes(), file=path.name, encoding=encoding)
    try:
        captions = webvtt.from_string(text.lstrip()).captions
    except webvtt.errors.MalformedFileError:
        raise ImportRefused("corpus.damaged", file=path.name) from None
    if (lost := text.count("-->") - len(captions)) > 0:
        warnings.append(t("corpus.warning.cues_lost", n=lost))
    language = _LANGUAGE.search(text[:4096])
    cues = (cue for caption in captions for cue in _cues(caption.start, caption.end, caption.raw_text))
    return [
        document_from_cues(path, cues, warnings=warnings, language=language[1].lower() if language else None)
    ]


def _cues(start: str, end: str, payload: str) -> Iterator[Cue]:
    """Two voices may speak in one cue: each gets its own."""
    before, *voices = _VOICE.split(payload)
    for speaker, words in [(None, before), *zip(voices[::2], voices[1::2], strict=True)]:
        words = html.unescape(_TAG.sub("", words))
        if words.strip():
            name = " ".join(html.unescape(speaker).split()) if speaker else None
            yield Cue(seconds(start), seconds(end), name or None, words)
