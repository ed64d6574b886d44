"""What a reader of files hands back: a text and the stretches of it that people spoke or wrote."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(slots=True)
class Turn:
    """A stretch ``text[start:end)`` of a document, in code points: a turn, an answer, a paragraph or a
    heading.

    ``speaker`` is the label as the file writes it. ``case`` names the person where the file tells it apart
    from the label (a respondent's number beside an interviewer's initials); left out, the speaker is the
    person. Times are in seconds from the start of the recording.
    """

    start: int
    end: int
    speaker: str | None = None
    role: str = "participant"
    kind: str = "turn"
    time_start: float | None = None
    time_end: float | None = None
    case: str | None = None


@dataclass(slots=True)
class Document:
    """One source to be: its plain text (line ends are ``\\n``), its turns in order and what the reader
    noticed.

    ``attributes`` gives, for a person named by a turn, the values the file states: ``{"P1": {"âge": "34"}}``.
    ``reach`` tells how far the persons' names hold: in the whole project (a column of identifiers), in this
    file alone (the rows of a table), or by their look (Camille Durand everywhere, L1 here).
    """

    title: str
    text: str
    turns: list[Turn] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    language: str | None = None
    meta: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    reach: Literal["project", "file", "look"] = "look"
    kind: str | None = None

    @property
    def words(self) -> int:
        """Number of words of the text, cut at white space."""
        return len(self.text.split())

    @property
    def speakers(self) -> list[str]:
        """Labels of the speakers, in order of appearance, each once."""
        return list(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))
