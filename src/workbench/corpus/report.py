"""What an import did, file by file, in words that a person can check."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from workbench.corpus.document import Document
from workbench.i18n import t

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["imported", "updated", "skipped", "refused"]

_NAMES_SHOWN = 8


@dataclass(slots=True)
class FileReport:
    """One source read, or one file that gave none; `sentence` says it in words."""

    file: str
    status: Status
    sentence: str
    source: int | None = None
    name: str = ""
    format: str = ""
    turns: int = 0
    speakers: int = 0
    words: int = 0
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ImportReport:
    """The files of one import in their order: read it, print it, or take it as a table."""

    rows: list[FileReport] = field(default_factory=list)

    @property
    def sources(self) -> list[int]:
        """Ids of the sources that were added."""
        return [row.source for row in self.rows if row.source is not None and row.status == "imported"]

    def with_status(self, status: Status) -> list[FileReport]:
        """The rows of that outcome."""
        return [row for row in self.rows if row.status == status]

    def to_frame(self) -> pd.DataFrame:
        """One row a source or a file without one.

        Columns: file, source (id), name, status, format, turns, speakers, words, warnings, sentence.
        """
        import pandas as pd

        columns = ["file", "source", "name", "status", "format", "turns", "speakers", "words",
                   "warnings", "sentence"]  # fmt: skip
        records = [[getattr(row, column) for column in columns] for row in self.rows]
        frame = pd.DataFrame(records, columns=columns)
        return frame.assign(source=frame["source"].astype("Int64"), warnings=frame["warnings"].map(" ".join))

    def __str__(self) -> str:
        lines = [
            " ".join(
                t(f"corpus.report.{status}", n=len(rows))
                for status in _SIGNS
                if (rows := self.with_status(status)) or status == "imported"
            )
        ]
        for row in self.rows:
            lines.append(f"{_SIGNS[row.status]} {row.name or row.file}: {row.sentence}")
            lines += [f"    {warning}" for warning in row.warnings]
        return "\n".join(lines)

    __repr__ = __str__


_SIGNS: dict[Status, str] = {"imported": "✓", "updated": "↻", "skipped": "=", "refused": "✗"}


def units(document: Document) -> tuple[str, int]:
    """What the document is made of (turn, answer or paragraph) and how many of them it has."""
    kinds = Counter(turn.kind for turn in document.turns)
    kind = next((kind for kind in ("turn", "answer") if kinds[kind]), "paragraph")
    return kind, kinds[kind]


def summary(document: Document) -> str:
    """What was read of a document: its turns, speakers and words, counted in words."""
    kind, number = units(document)
    counts = [t(f"corpus.count.{kind}s", n=number)]
    if names := document.speakers:
        shown = ", ".join(names[:_NAMES_SHOWN]) + (", …" if len(names) > _NAMES_SHOWN else "")
        counts.append(t("corpus.count.speakers", n=len(names)) + f" ({shown})")
    counts.append(t("corpus.count.words", n=document.words))
    return ", ".join(counts) + "."
