"""From timed cues (subtitles, speech recognition) to a text of turns.

A cue is what fits on a screen, a turn is what a person said: consecutive cues of one voice become one turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus import labels
from workbench.corpus.document import Document, Turn
from workbench.corpus.encoding import clean
from workbench.corpus.speakers import moderators, person_key, without_aside
from workbench.errors import ImportRefused

SILENCE = 3.0  # seconds after which the same voice begins a new turn
_LONG = 400  # characters after which a voice without a name begins a new turn at the end of a sentence
_SENTENCE_ENDS = (".", "?", "!", "…", "»")


@dataclass(slots=True)
class Cue:
    """Words shown or recognised between two times in seconds, and who says them where the file tells."""

    start: float | None
    end: float | None
    speaker: str | None
    text: str


def document_from_cues(
    path: Path, cues: Iterable[Cue], *, warnings: list[str] | None = None, language: str | None = None
) -> Document:
    """Return the text of the cues, a turn a paragraph, speakers and times on the turns. Refused where none
    speaks."""
    spoken = [Cue(cue.start, cue.end, cue.speaker, " ".join(clean(cue.text).split())) for cue in cues]
    turns = _merged(_voiced([cue for cue in spoken if cue.text]))
    if not turns:
        raise ImportRefused("corpus.no_cues", file=path.name)
    leading = moderators(cue.speaker for cue in turns if cue.speaker)
    document = Document(path.stem, "\n\n".join(cue.text for cue in turns), [], list(warnings or []), language)
    at = 0
    for cue in turns:
        role = "moderator" if cue.speaker in leading else "participant"
        speaker = without_aside(cue.speaker) if cue.speaker else None
        document.turns.append(Turn(at, at + len(cue.text), speaker, role, "turn", cue.start, cue.end))
        at += len(cue.text) + 2
    return document


def _voiced(cues: list[Cue]) -> list[Cue]:
    """Where no cue has a voice of its own, read the names written before the words: "Camille: Bonjour."."""
    if any(cue.speaker for cue in cues):
        return cues
    text = "\n".join(cue.text for cue in cues)
    starts, at = [], 0
    for cue in cues:
        starts.append((at, at + len(cue.text)))
        at += len(cue.text) + 1
    found = [label for label in labels.candidates(text, starts) if label.sign == ":"]
    accepted = labels.speakers_among(found, len(cues))
    opening = {label.line: label for label in found if person_key(label.name) in accepted}
    voiced, speaker = [], None
    for cue, (start, _) in zip(cues, starts, strict=True):
        label = opening.get(start)
        if label is not None:
            speaker = label.name
        words = cue.text[label.words - start :].strip() if label else cue.text
        if words:
            voiced.append(Cue(cue.start, cue.end, speaker, words))
    return voiced


def _merged(cues: list[Cue]) -> list[Cue]:
    turns: list[Cue] = []
    pieces: list[str] = []
    length = 0
    for cue in cues:
        if turns and _continues(turns[-1], pieces[-1], length, cue):
            pieces.append(cue.text)
            length += len(cue.text)
            turns[-1].end = cue.end
            continue
        if turns:
            turns[-1].text = " ".join(pieces)
        turns.append(Cue(cue.start, cue.end, cue.speaker, cue.text))
        pieces, length = [cue.text], len(cue.text)
    if turns:
        turns[-1].text = " ".join(pieces)
    return turns


def _continues(turn: Cue, last: str, length: int, cue: Cue) -> bool:
    if turn.speaker != cue.speaker:
        return False
    if turn.end is not None and cue.start is not None and cue.start - turn.end > SILENCE:
        return False
    return cue.speaker is not None or length < _LONG or not last.endswith(_SENTENCE_ENDS)
