"""A table that comes a second time with the same words: what else it says of them is read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from workbench.corpus.document import Document, Turn
from workbench.corpus.mapping import let_go
from workbench.corpus.people import Key, People
from workbench.project import schema
from workbench.project.journal import Gesture

TABULAR = frozenset(["csv", "xlsx"])

_OPTIONS = ("text", "speaker", "case", "group", "attributes", "sheet")
_PEOPLE = ("speaker", "case")

Columns = dict[str, Any]


def chosen(options: Mapping[str, Any]) -> Columns:
    """The columns of a table that a person chose, as they are kept with its sources."""
    given = {name: options[name] for name in _OPTIONS if options.get(name)}
    return {name: value if isinstance(value, str) else list(value) for name, value in given.items()}


def kept(meta: str) -> Columns:
    """The columns that a source was read from, of its `meta`."""
    columns: Columns = json.loads(meta).get("columns", {})
    return columns


@dataclass(slots=True)
class Known:
    """A source whose file comes again: its name, its format and the columns chosen then."""

    name: str
    format: str
    columns: Columns


def already(known: Iterable[Known], asked: Columns) -> str | None:
    """The name of the source that holds all that the same file would give now, if any does."""
    for one in known:
        if not asked or one.format not in TABULAR or one.columns == asked:
            return one.name
    return None


class Again:
    """The sources of tables that are there already with the same words, in one gesture."""

    def __init__(
        self,
        gesture: Gesture,
        people: People,
        key: Callable[[Turn, Document, int], Key | None],
        role: Callable[[Turn], str],
    ) -> None:
        self._gesture = gesture
        self._people = people
        self._key = key
        self._role = role
        self._taken: set[int] = set()
        self._moves: list[tuple[Row[Any], Key | None, Turn]] = []

    def find(self, document: Document, sha: str, file_name: str, text_sha: str) -> Row[Any] | None:
        """The source made of that file, or one of its name, with the same words in the same answers."""
        s = schema.source.c
        query = select(s.id, s.name, s.meta).where(
            s.text_sha == text_sha,
            s.format.in_(TABULAR),
            (s.original_sha == sha) | (s.file_name == file_name),
        )
        spans = [(turn.start, turn.end) for turn in document.turns]
        rows: list[Row[Any]] = list(self._gesture.connection.execute(query.order_by(s.id)))
        for row in rows:
            passages = self._passages(row.id)
            if row.id not in self._taken and [(one.start, one.end) for one in passages] == spans:
                self._taken.add(row.id)
                return row
        return None

    def meet(self, document: Document, source: Row[Any], asked: Columns) -> None:
        """Take note of who says what now; persons put right by hand stay where nothing else is asked."""
        wanted = {name: asked.get(name) for name in _PEOPLE}
        before = kept(source.meta)
        same = not any(wanted.values()) or wanted == {name: before.get(name) for name in _PEOPLE}
        for passage, turn in zip(self._passages(source.id), document.turns, strict=True):
            if same and passage.case_id is not None:
                continue
            key = self._key(turn, document, source.id)
            if key is not None:
                self._people.meet(key, turn.case or turn.speaker or "", self._role(turn), source.id)
            self._moves.append((passage, key, turn))

    def write(self) -> None:
        """Point the passages to those who say them, and let go of persons who say nothing any more."""
        moved = [
            (row, {"case_id": self._people.id(key) if key else None, "speaker": turn.speaker or "",
                   "role": self._role(turn)})
            for row, key, turn in self._moves
        ]  # fmt: skip
        moved = [(row, new) for row, new in moved if any(getattr(row, name) != new[name] for name in new)]
        self._gesture.update(schema.passage, [row.id for row, _ in moved], [new for _, new in moved])
        heirs: dict[int, set[Any]] = {}
        for row, new in moved:
            if row.case_id is not None and row.case_id != new["case_id"]:
                heirs.setdefault(row.case_id, set()).add(new["case_id"])
        for old, those in heirs.items():
            let_go(self._gesture, old, those - {None})

    def cases(self, document: Document, source: int) -> dict[str, int]:
        """Whom the names in the table stand for: name → case id."""
        pairs = zip(document.turns, self._passages(source), strict=True)
        return {turn.case or turn.speaker or "": row.case_id for turn, row in pairs if row.case_id}

    def _passages(self, source: int) -> list[Row[Any]]:
        p = schema.passage.c
        query = select(p.id, p.start, p.end, p.case_id, p.speaker, p.role).where(p.source_id == source)
        return list(self._gesture.connection.execute(query.order_by(p.position)))
