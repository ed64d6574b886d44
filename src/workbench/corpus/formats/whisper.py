"""Speech recognised by Whisper or WhisperX (json)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.corpus.cues import Cue, document_from_cues
from workbench.corpus.document import Document
from workbench.corpus.encoding import decode
from workbench.corpus.limits import MAX_CUES
from workbench.corpus.registry import reader
from workbench.errors import ImportRefused

_JSON = re.compile(rb"\s*[{\[]\s*[\"{]")


@reader("whisper", suffixes=[".json"], recognise=lambda head: bool(_JSON.match(head)), limit=MAX_CUES)
def read(path: Path, *, encoding: str | None = None) -> list[Document]:
    """Return one text of turns with their times, and their speakers where WhisperX has told them apart."""
    text, warnings = decode(path.read_bytes(), file=path.name, encoding=encoding)
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        raise ImportRefused("corpus.damaged", file=path.name) from None
    segments = content.get("segments") if isinstance(content, dict) else content
    if not isinstance(segments, list) or not all(isinstance(one, dict) and "text" in one for one in segments):
        raise ImportRefused("corpus.json_unknown", file=path.name)
    language = content.get("language") if isinstance(content, dict) else None
    language = language[:2].lower() if isinstance(language, str) else None
    return [document_from_cues(path, _cues(segments), warnings=warnings, language=language)]


def _cues(segments: list[dict[str, Any]]) -> Iterator[Cue]:
    for segment in segments:
        speaker = segment.get("speaker")
        yield Cue(
            _time(segment.get("start")),
            _time(segment.get("end")),
            str(speaker) if speaker else None,
            str(segment["text"]),
        )


def _time(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None
