"""From the rows of a table of verbatims to documents: which column holds the words, who said them, what
goes together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus.document import Document, Turn
from workbench.corpus.encoding import clean
from workbench.corpus.limits import MAX_TEXT, too_large
from workbench.corpus.speakers import moderators
from workbench.corpus.turns import find_turns
from workbench.errors import ImportRefused
from workbench.i18n import t
from workbench.text import fold

Row = Sequence[str]

_WORD = re.compile(r"\S*[^\W\d_]\S*")


@dataclass(slots=True)
class Choice:
    """The columns that a person chose, by name; what is left out is guessed or not used."""

    text: str | Sequence[str] | None = None
    speaker: str | None = None
    case: str | None = None
    group: str | None = None
    attributes: Sequence[str] | None = None


def read_table(
    path: Path, header: Row, rows: Iterable[Row], choice: Choice, warnings: list[str]
) -> list[Document]:
    """Return one document a group, or a text column, or the table; each row is an answer of its person.

    ``header`` holds the names of the columns, ``rows`` the cells as text. A row's person is the value of
    the case column, else of the speaker column; where attributes are asked for and neither is named, the
    row itself. Refused: a column that the table does not have, a table without any words.
    """
    names = [name.strip() for name in header]
    kept = _within_limit(path, rows)
    texts = _text_columns(path, names, kept, choice.text, warnings)
    columns = {
        role: column_of(path, names, name)
        for role, name in (("speaker", choice.speaker), ("case", choice.case), ("group", choice.group))
        if name
    }
    facts = [(name, column_of(path, names, name)) for name in choice.attributes or ()]
    by_question = len(texts) > 1
    sheets: dict[str, _Sheet] = {}
    empty = 0
    for rank, row in enumerate(kept, start=1):
        group = _cell(row, columns["group"]) or "—" if "group" in columns else ""
        for column in texts:
            words = clean(_cell(row, column))
            if not words:
                empty += 1
                continue
            title = " – ".join(part for part in (group, names[column] if by_question else "") if part)
            sheet = sheets.setdefault(title, _Sheet(title or path.stem, columns, facts))
            sheet.add(words, row, rank)
    if empty:
        warnings.append(t("corpus.warning.empty_answers", n=empty))
    documents = [sheet.document() for sheet in sheets.values()]
    if documents:
        documents[0].warnings[:0] = warnings
    return documents


class _Sheet:
    """The rows that make one document."""

    def __init__(self, title: str, columns: dict[str, int], facts: list[tuple[str, int]]) -> None:
        self._title = title
        self._columns = columns
        self._facts = facts
        self._pieces: list[str] = []
        self._at = 0
        self._turns: list[Turn] = []
        self._attributes: dict[str, dict[str, str]] = {}

    def add(self, words: str, row: Row, rank: int) -> None:
        """Add the words of one row as an answer of its person."""
        speaker = _cell(row, self._columns.get("speaker"))
        person = _cell(row, self._columns.get("case")) or speaker
        if not person and self._facts:
            # Facts need a person: the one of the interview that the group is, else of the row.
            person = self._title if "group" in self._columns else t("corpus.row", n=rank)
        end = self._at + len(words)
        self._turns.append(Turn(self._at, end, speaker or None, kind="answer", case=person or None))
        self._pieces.append(words)
        self._at = end + 2
        if person and self._facts:
            stated = {name: _cell(row, column) for name, column in self._facts}
            self._attributes.setdefault(person, {}).update({k: v for k, v in stated.items() if v})

    def document(self) -> Document:
        """Return the document of the rows added, parted by blank lines."""
        text = "\n\n".join(self._pieces)
        turns = self._turns
        grouped = "group" in self._columns
        if grouped and len(turns) == 1 and turns[0].case is None:
            # A whole interview in one cell: its own turns or paragraphs say more than one long answer.
            turns = find_turns(text)
        leading = moderators(turn.speaker for turn in turns if turn.speaker)
        for turn in turns:
            turn.role = "moderator" if turn.speaker in leading else "participant"
        named = "case" in self._columns
        return Document(
            self._title,
            text,
            turns,
            attributes=self._attributes,
            reach="project" if named else "look" if "speaker" in self._columns or grouped else "file",
            kind=None if grouped else "table",
        )


def _cell(row: Row, column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def column_of(path: Path, names: list[str], wanted: str) -> int:
    """The place of the column, found by its exact name first, then without case and accents."""
    if wanted in names:
        return names.index(wanted)
    folded = [fold(name) for name in names]
    if folded.count(fold(wanted)) == 1:
        return folded.index(fold(wanted))
    known = ", ".join(f"« {name} »" for name in names[:15] if name) + (", …" if len(names) > 15 else "")
    raise ImportRefused("corpus.no_column", file=path.name, column=wanted, columns=known)


def _text_columns(
    path: Path, names: list[str], rows: list[Row], wanted: str | Sequence[str] | None, warnings: list[str]
) -> list[int]:
    if wanted:
        chosen = [wanted] if isinstance(wanted, str) else list(wanted)
        return [column_of(path, names, name) for name in chosen]
    sample = rows[:500]
    # Words are counted and not characters: dates, addresses and identifiers are long without saying much.
    wordy = [sum(len(_WORD.findall(_cell(row, column))) for row in sample) for column in range(len(names))]
    if not wordy or not max(wordy):
        raise ImportRefused("corpus.no_text", file=path.name)
    guess = wordy.index(max(wordy))
    warnings.append(t("corpus.warning.column_guessed", column=names[guess] or str(guess + 1)))
    return [guess]


def _within_limit(path: Path, rows: Iterable[Row]) -> list[Row]:
    kept, length = [], 0
    for row in rows:
        length += sum(map(len, row))
        if length > MAX_TEXT:
            raise too_large(path, length, MAX_TEXT)
        if any(cell.strip() for cell in row):
            kept.append(row)
    return kept
