"""Taking a person out of a project for good: rows, words, quotes of them, and the journal's memory.

A deleted row is not an erased one: the journal keeps its image so that it can be undone. Here nothing is
kept: what stood for the person is blanked in the journal too, and its chain is sealed anew.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, or_, select, update

from workbench.project import find, schema
from workbench.project.find import Ref
from workbench.project.forgetting import blank_journal, blanks, each_string, remembered, wordy
from workbench.project.journal import Gesture, dumps
from workbench.project.store import Project
from workbench.project.traces import Traces

#: Names of other people and of coders stay, even where they are the same.
_OTHERS = {("case", "name"), ("passage", "speaker"), ("coder", "name")}
#: What colleagues wrote, where a person may be quoted. Elsewhere others speak: only the name is blanked.
_WRITTEN = {"memo", "code", "theme", "theme_member", "need", "persona", "persona_field", "cause_map", "cause",
            "gap", "practice_session", "setting"}  # fmt: skip
_BATCH = 5_000


@dataclass
class Gone:
    """What was erased: the case, its rows by table, and the sources whose text changed or that went."""

    case: int
    rows: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    sources: list[int] = field(default_factory=list)


def erase_case(project: Project, case: Ref) -> Gone:
    """Erase a person (an id or a name) from the database of a project; what was erased comes back.

    Their words become blanks of the same length, so that all offsets stay; a source in which nobody else took
    part goes whole, and so do the files from which changed sources were imported. Their name, whole, and what
    is quoted of them, five words or more, is blanked wherever it is written. This cannot be undone, nor can
    what came before on the same rows. Raises NotFound and Ambiguous.
    """
    with project._write("erase", {}, "system") as gesture:
        row = find.row(gesture.connection, schema.case, case)
        gone = _Erasing(gesture, row).run()
    project._texts.clear()
    return gone


class _Erasing:
    def __init__(self, gesture: Gesture, case: Row[Any]) -> None:
        self._gesture = gesture
        self._connection: Connection = gesture.connection
        self._case = case
        self._gone = Gone(case.id)
        p = schema.passage
        self._passages = self._connection.execute(select(p).where(p.c.case_id == case.id)).all()
        self._spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for passage in self._passages:
            self._spans[passage.source_id].append((passage.start, passage.end))
        there = select(p.c.source_id, p.c.end).where(p.c.source_id.in_(self._spans)).order_by(p.c.end)
        self._ends: dict[int, list[int]] = defaultdict(list)
        for source, end in self._connection.execute(there):
            self._ends[source].append(end)
        s = schema.source.c
        self._held = select(s.text_sha).union(select(s.original_sha).where(s.original_sha.is_not(None)))
        self._past = remembered(self._connection, case.id, self._spans)
        self._before = set(self._connection.execute(self._held).scalars()) | self._past.shas

    def run(self) -> Gone:
        texts = self._texts()
        said = [texts[source][start:end] for source, spans in self._spans.items() for start, end in spans]
        said += self._past.words
        a = schema.answer.c
        said += self._connection.execute(
            select(a.value).where(a.case_id == self._case.id, a.type == "text")
        ).scalars()
        self._names = Traces([self._case.name])
        self._traces = Traces([self._case.name], said)
        alone = self._sources_of_nobody_else()
        self._delete_rows(alone)
        self._blank_sources({source: text for source, text in texts.items() if source not in alone})
        self._leave_personas()
        self._blank_columns()
        self._drop_contents()
        for table, ids in self._past.rows.items():
            self._past.rows[table] = ids | self._gone.rows[table]
        erased = {**self._gone.rows, **self._past.rows}
        self._gesture._digest = blank_journal(self._connection, self._case.id, erased, self._blank_value)
        changes = [{"table": "case", "op": "delete", "ids": [self._case.id], "before": {}}]
        if self._gone.sources:
            changes.append({"table": "source", "op": "update", "ids": self._gone.sources, "before": {}})
        self._gesture.changes += changes
        return self._gone

    def _texts(self) -> dict[int, str]:
        s, c = schema.source.c, schema.content.c
        query = select(s.id, c.text).join(schema.content, c.sha256 == s.text_sha)
        return {source: text for source, text in self._connection.execute(query)}

    def _sources_of_nobody_else(self) -> set[int]:
        p = schema.passage.c
        others = select(p.source_id).where(
            p.case_id.is_not(None), p.case_id != self._case.id, p.role != "moderator"
        )
        return set(self._spans) - set(self._connection.execute(others).scalars())

    # ---- rows

    def _delete_rows(self, alone: set[int]) -> None:
        s, mine = schema, self._case.id
        for table in (s.answer, s.event, s.gap, s.attribute):
            self._mark(table, table.c.case_id == mine)
        self._mark(s.passage, or_(s.passage.c.case_id == mine, s.passage.c.source_id.in_(alone)))
        for table in (s.coding, s.theme_member, s.evidence):
            self._mark(table, table.c.source_id.in_(alone))
            inside = select(table.c.id, table.c.source_id, table.c.start, table.c.end)
            for row in self._connection.execute(inside.where(table.c.source_id.in_(self._spans))):
                if any(start <= row.start and row.end <= end for start, end in self._spans[row.source_id]):
                    self._gone.rows[table.name].add(row.id)
        e = s.evidence.c
        rows = self._gone.rows
        self._mark(s.evidence, or_(e.answer_id.in_(rows["answer"]), e.event_id.in_(rows["event"])))
        self._mark(s.evidence, (e.claim_kind == "gap") & e.claim_id.in_(rows["gap"]))
        limited = select(s.case.c.id).where(s.case.c.source_id.in_(alone))
        unneeded = set(self._connection.execute(limited).scalars()) - {mine}
        for table in (s.answer, s.event, s.gap):
            held = select(table.c.case_id).where(table.c.case_id.in_(unneeded))
            unneeded -= set(self._connection.execute(held).scalars())
        self._mark(s.attribute, s.attribute.c.case_id.in_(unneeded))
        rows["case"] |= {mine, *unneeded}
        rows["source"] |= alone
        m = s.memo.c
        for kind in ("case", "source", "passage", "coding", "gap"):
            self._mark(s.memo, (m.target_kind == kind) & m.target_id.in_(rows[kind]))
        for table in (s.case, s.answer, s.event):
            self._execute(update(table).where(table.c.source_id.in_(alone)).values(source_id=None))
        for name in ("evidence", "memo", "coding", "theme_member", "passage", "attribute", "answer", "event",
                     "gap", "case", "source"):  # fmt: skip
            table = s.metadata.tables[name]
            for batch in _batches(rows[name]):
                self._execute(delete(table).where(table.c.id.in_(batch)))

    def _mark(self, table: Table, which: Any) -> None:
        self._gone.rows[table.name] |= set(
            self._connection.execute(select(table.c.id).where(which)).scalars()
        )

    def _leave_personas(self) -> None:
        persona = schema.persona
        for row in self._connection.execute(select(persona.c.id, persona.c.run)).all():
            run = dumps(_without(json.loads(row.run or "{}"), self._case.id))
            self._set(persona, row.id, {"run": run})

    # ---- words

    def _blank_sources(self, texts: dict[int, str]) -> None:
        for source, text in texts.items():
            blanked = self._names.blank(text)
            for start, end in self._spans.get(source, ()):
                # With who speaks and when, which stand before the words.
                ends = self._ends[source]
                last = ends[at - 1] if (at := bisect_right(ends, start)) else 0
                label = max(text.rfind("\n", 0, start) + 1, last)
                blanked = blanked[:label] + blanks(text[label:end]) + blanked[end:]
            if blanked != text:
                sha = self._gesture.keep(text=blanked)
                self._set(schema.source, source, {"text_sha": sha, "original_sha": None})
                self._gone.sources.append(source)

    def _blank_columns(self) -> None:
        for table in schema.metadata.sorted_tables:
            columns = [column for column in wordy(table) if (table.name, column) not in _OTHERS]
            if table in (schema.journal, schema.content) or not columns:
                continue
            query = select(table.c.id, *(table.c[name] for name in columns))
            for row in self._connection.execute(query).all():
                new = {name: self._blank_value(table, row._mapping[name] or "") for name in columns}
                self._set(table, row.id, {n: v for n, v in new.items() if v != (row._mapping[n] or "")})

    def _blank_value(self, table: Table, value: str) -> str:
        traces = self._traces if table.name in _WRITTEN else self._names
        if not traces.find(value):
            return value
        try:
            # String by string, so that no quotation mark of JSON is blanked.
            return dumps(each_string(json.loads(value), traces.blank))
        except ValueError:
            return traces.blank(value)

    def _drop_contents(self) -> None:
        """Texts and files no source holds: just let go, or naming the person, or not to be searched."""
        c = schema.content.c
        held = set(self._connection.execute(self._held).scalars())
        for sha in self._connection.execute(select(c.sha256)).scalars().all():
            if sha in held:
                continue
            text = self._connection.execute(select(c.text).where(c.sha256 == sha)).scalar()
            if sha in self._before or text is None or self._traces.find(text):
                self._execute(delete(schema.content).where(c.sha256 == sha))

    def _set(self, table: Table, row_id: int, values: dict[str, Any]) -> None:
        if values:
            self._execute(update(table).where(table.c.id == row_id).values(**values))

    def _execute(self, statement: Any) -> None:
        self._connection.execute(statement)


def _without(value: Any, case: int) -> Any:
    """What a run remembers of its people, without one: lists of members, keys that are ids, a medoid."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key != str(case)}
        return {
            key: [one for one in item if one != case]
            if key == "members" and isinstance(item, list)
            else None
            if key == "medoid" and item == case
            else _without(item, case)
            for key, item in kept.items()
        }
    return [_without(item, case) for item in value] if isinstance(value, list) else value


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for at in range(0, len(ordered), _BATCH):
        yield ordered[at : at + _BATCH]
