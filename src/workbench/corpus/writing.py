"""Writing the documents that were read: sources, people, passages and facts, in the order their ids need."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from workbench.corpus.again import TABULAR, Again, Columns, Known, already, kept
from workbench.corpus.attributes import as_stored, column_type
from workbench.corpus.document import Document, Turn
from workbench.corpus.encoding import clean
from workbench.corpus.facts import set_facts
from workbench.corpus.people import Key, Naming, People
from workbench.corpus.report import FileReport, ImportReport
from workbench.corpus.tongue import tongue
from workbench.i18n import t
from workbench.project import Project, schema
from workbench.project.journal import Gesture


@dataclass(slots=True)
class File:
    """A file to import, and the folder of the project it goes to."""

    path: Path
    folder: str

    @property
    def name(self) -> str:
        """The name of the file, as it can be kept: file systems allow what text does not."""
        return clean(self.path.name)


@dataclass(slots=True)
class ReadFile:
    """A file that was read, its report rows (one a document) waiting for the ids of their sources."""

    file: File
    sha: str
    format: str
    columns: Columns
    documents: list[Document]
    rows: list[FileReport]


class Writing:
    """The rows of one import; `stop` is called now and then and raises where a person gives up."""

    def __init__(
        self,
        project: Project,
        gesture: Gesture,
        naming: Naming,
        kind: str | None,
        language: str | None,
        stop: Callable[[], None],
    ) -> None:
        self._project = project
        self._gesture = gesture
        self._naming = naming
        self._kind = kind
        self._language = language
        self._stop = stop
        self._people = People(gesture)
        self._again = Again(gesture, self._people, self._key, self._role)

    def write(self, read: list[ReadFile], report: ImportReport) -> None:
        """Write all that was read and give the rows of the report their ids."""
        names = _Names(self._gesture)
        first = self._first_position()
        entries: list[tuple[ReadFile, Document, FileReport]] = []
        values: list[dict[str, Any]] = []
        again: list[tuple[ReadFile, Document, int]] = []
        for one in read:
            self._stop()
            if not self._admit(one, report):
                continue
            for document, row in zip(one.documents, one.rows, strict=True):
                if (source := self._read_again(one, document, row)) is not None:
                    again.append((one, document, source))
                    continue
                row.name = names.free(document.title)
                entries.append((one, document, row))
                values.append(self._source(one, document, row.name, first + len(values)))
        ids = self._gesture.insert(schema.source, values)
        for (_, document, row), source in zip(entries, ids, strict=True):
            row.source = source
            self._meet(document, source, row)
        self._people.add()
        for (_, document, _), source in zip(entries, ids, strict=True):
            self._stop()
            self._gesture.insert(schema.passage, self._passages(document, source))
        self._again.write()
        named = {id(document): self._again.cases(document, source) for _, document, source in again}
        self._write_facts(read, dict(zip((id(entry[1]) for entry in entries), ids, strict=True)), named)
        self._gesture.params["n"] = len(ids) + len(again)

    def _read_again(self, one: ReadFile, document: Document, row: FileReport) -> int | None:
        """The source that holds the same words of that table, now told of what the table says else."""
        if one.format not in TABULAR:
            return None
        text_sha = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
        source = self._again.find(document, one.sha, one.file.name, text_sha)
        if source is None:
            return None
        self._again.meet(document, source, one.columns)
        meta = json.loads(source.meta)
        if one.columns:
            meta["columns"] = one.columns
        values = {"meta": json.dumps(meta, ensure_ascii=False), "original_sha": one.sha}
        self._gesture.update(schema.source, [source.id], values)
        row.status, row.sentence = "updated", t("corpus.read_again")
        row.name, row.source = source.name, source.id
        return int(source.id)

    def _admit(self, one: ReadFile, report: ImportReport) -> bool:
        """Keep the original bytes; false where the file changed, or came in by somebody else, meanwhile.

        Bytes are read again here, so that an import never holds all its files at once.
        """
        file, source = one.file.name, schema.source.c
        try:
            data = one.file.path.read_bytes()
        except OSError:
            data = b""
        rows = self._gesture.connection.execute(
            select(source.name, source.format, source.meta).where(source.original_sha == one.sha)
        )
        there = [Known(row.name, row.format, kept(row.meta)) for row in rows]
        if hashlib.sha256(data).hexdigest() != one.sha:
            turned = FileReport(file, "refused", t("corpus.changed_meanwhile", file=file))
        elif name := already(there, one.columns):
            turned = FileReport(file, "skipped", t("corpus.already_there", name=name))
        else:
            self._gesture.keep(data=data)
            return True
        at = report.rows.index(one.rows[0])
        report.rows[at : at + len(one.rows)] = [turned]
        return False

    def _first_position(self) -> int:
        highest = self._gesture.connection.execute(select(func.max(schema.source.c.position))).scalar()
        return 0 if highest is None else int(highest) + 1

    def _source(self, one: ReadFile, document: Document, name: str, position: int) -> dict[str, Any]:
        spoken = any(turn.speaker for turn in document.turns)
        return {
            "name": name,
            "folder": one.file.folder,
            "kind": self._kind or document.kind or ("transcript" if spoken else "document"),
            "language": self._language
            or document.language
            or tongue(document.text)
            or self._project.language,
            "format": one.format,
            "file_name": one.file.name,
            "text_sha": self._gesture.keep(text=document.text),
            "original_sha": one.sha,
            "length": len(document.text),
            "position": position,
            "added_by": self._gesture.coder.id if self._gesture.coder else None,
            "meta": json.dumps(
                {**document.meta, **({"columns": one.columns} if one.columns else {})}, ensure_ascii=False
            ),
        }

    def _key(self, turn: Turn, document: Document, source: int) -> Key | None:
        label = turn.case or turn.speaker
        person = self._naming.person(label) if label else None
        if not label or not person:
            return None
        reach = "project" if self._naming.is_given(label) else document.reach
        return self._people.key(person, source, reach)

    def _role(self, turn: Turn) -> str:
        return self._naming.role(turn.speaker, turn.role) if turn.speaker else turn.role

    def _meet(self, document: Document, source: int, row: FileReport) -> None:
        again: dict[str, None] = {}
        for turn in document.turns:
            key = self._key(turn, document, source)
            if key is None:
                continue
            name = self._naming.person(turn.case or turn.speaker or "") or ""
            if self._people.meet(key, name, self._role(turn), source):
                again.setdefault(name)
        if again and document.reach == "look":
            row.warnings.append(t("corpus.warning.same_person", names=", ".join(again)))

    def _passages(self, document: Document, source: int) -> list[dict[str, Any]]:
        rows = []
        for position, turn in enumerate(document.turns):
            key = self._key(turn, document, source)
            rows.append(
                {
                    "source_id": source,
                    "position": position,
                    "kind": turn.kind,
                    "start": turn.start,
                    "end": turn.end,
                    "case_id": self._people.id(key) if key else None,
                    "speaker": turn.speaker or "",
                    "role": self._role(turn),
                    "time_start": turn.time_start,
                    "time_end": turn.time_end,
                }
            )
        return rows

    def _write_facts(
        self, read: list[ReadFile], ids: dict[int, int], named: dict[int, dict[str, int]]
    ) -> None:
        """The type of a fact is guessed over the whole file, so that it is one type in all its sources."""
        facts: dict[int, dict[str, tuple[str, str]]] = {}
        for one in read:
            stated: dict[str, list[str]] = {}
            for document in one.documents:
                for values in document.attributes.values():
                    for name, value in values.items():
                        stated.setdefault(name, []).append(value)
            types = {name: column_type(values) for name, values in stated.items()}
            for document in one.documents:
                for person, values in document.attributes.items():
                    if id(document) in ids:
                        key = self._key(Turn(0, 0, case=person), document, ids[id(document)])
                        known = self._people.id(key) if key else None
                    else:
                        known = named.get(id(document), {}).get(person)
                    if known is None:
                        continue
                    case = facts.setdefault(known, {})
                    for name, value in values.items():
                        case[name] = (types[name], as_stored(value, types[name]) or value)
        set_facts(self._gesture, facts)


class _Names:
    """Names for new sources, each unlike those there already: "FG1", then "FG1 (2)"."""

    def __init__(self, gesture: Gesture) -> None:
        self._taken = set(gesture.connection.execute(select(schema.source.c.name)).scalars())

    def free(self, name: str) -> str:
        name = " ".join(clean(name).split()) or "—"
        found, rank = name, 2
        while found in self._taken:
            found, rank = f"{name} ({rank})", rank + 1
        self._taken.add(found)
        return found
