"""Writing what an export says over what a project knows already: nothing twice, what changed in its place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Table, func, select

from workbench.corpus.facts import set_facts
from workbench.corpus.intake.contents import Act, Answers, Contents
from workbench.corpus.intake.report import ExportReport
from workbench.corpus.tongue import tongue
from workbench.project import Project, schema
from workbench.project.journal import Gesture, dumps

#: Between two answers of people, in the source that holds the answers to one question.
_GAP = "\n\n"
_LONGEST = 80


def write(
    project: Project,
    gesture: Gesture,
    told: Contents,
    cases: Sequence[int],
    origin: dict[str, Any],
    report: ExportReport,
    stop: Callable[[], None],
) -> None:
    """Write what was told of the persons `cases`, and give the report its counts."""
    facts = {cases[person]: values for person, values in told.facts.items()}
    report.facts = sum(len(values) for values in facts.values())
    set_facts(gesture, facts)
    stop()
    concerned = set(cases)
    report.answers, changed = _renew(gesture, schema.answer, _answers(told.answers, cases), concerned)
    stop()
    report.events, moved = _renew(gesture, schema.event, _events(told.acts, cases), concerned)
    report.changed = changed + moved
    stop()
    _words(project, gesture, told, cases, origin, report)
    report.masked, report.dropped = told.masked, told.dropped


#: The columns that say what a row is about, and those that say what it is worth.
_SAME = {"answer": ("case_id", "question", "answered_at"), "event": ("case_id", "kind", "happened_at")}
_WORTH = {"answer": ("type", "value"), "event": ("value", "meta")}

Row = tuple[Any, ...]


def _answers(answers: list[Answers], cases: Sequence[int]) -> Iterator[Row]:
    for one in answers:
        for person, value, when in zip(one.people, one.values, one.moments, strict=True):
            yield (cases[person], one.question, when, one.type, value)


def _events(acts: list[Act], cases: Sequence[int]) -> Iterator[Row]:
    for person, kind, when, value, done, details in acts:
        yield (cases[person], kind, when, value, _meta(done, details))


def _meta(done: bool | None, details: tuple[tuple[str, str], ...]) -> str:
    told: dict[str, Any] = {} if done is None else {"done": done}
    if not details:
        return dumps(told) if told else "{}"
    return dumps({**told, "details": dict(details)})


def _renew(gesture: Gesture, table: Table, rows: Iterator[Row], concerned: set[int]) -> tuple[int, int]:
    """Add the rows that the project does not hold; how many were added, and how many changed their worth.

    As many equal rows stay as the file has: two equal acts of a day are two acts, and come again as two.
    Where one row of the project and one of the file are about the same and worth different, it changed.
    """
    same, worth = _SAME[table.name], _WORTH[table.name]
    known = _held(gesture, table, (*same, *worth), concerned)
    if not known:
        return len(gesture.append(table, (*same, *worth), rows)), 0
    new: dict[Row, list[Row]] = defaultdict(list)
    for row in rows:
        key, value = row[: len(same)], row[len(same) :]
        there = known[key].get(value) if key in known else None
        if there:
            there.pop()
        else:
            new[key].append(value)
    added: list[Row] = []
    changed: dict[int, dict[str, Any]] = {}
    for key, values in new.items():
        left = [row for ids in known[key].values() for row in ids] if key in known else []
        if len(left) == len(values) == 1:
            changed[left[0]] = dict(zip(worth, values[0], strict=True))
        else:
            added += [(*key, *value) for value in values]
    gesture.update(table, list(changed), list(changed.values()))
    return len(gesture.append(table, (*same, *worth), added)), len(changed)


def _held(
    gesture: Gesture, table: Table, columns: Sequence[str], concerned: set[int]
) -> dict[Row, dict[Row, list[int]]]:
    """The ids of the rows of these people, by what they are about and what they are worth."""
    at = len(_SAME[table.name])
    known: dict[Row, dict[Row, list[int]]] = defaultdict(lambda: defaultdict(list))
    query = select(table.c.id, *(table.c[name] for name in columns)).order_by(table.c.id)
    for row_id, *row in gesture.connection.execute(query):
        if row[0] in concerned:
            known[tuple(row[:at])][tuple(row[at:])].append(row_id)
    return known


def _words(
    project: Project,
    gesture: Gesture,
    told: Contents,
    cases: Sequence[int],
    origin: dict[str, Any],
    report: ExportReport,
) -> None:
    """A source for what people said to each question; what they said already is not said again."""
    s = schema.source.c
    position = (gesture.connection.execute(select(func.max(s.position))).scalar() or 0) + 1
    taken = set(gesture.connection.execute(select(s.name)).scalars())
    names = dict(gesture.connection.execute(select(schema.case.c.id, schema.case.c.name)).all())  # type: ignore[arg-type]
    for question, said in told.words.items():
        known = _said(gesture, question)
        fresh = []
        for person, words in said:
            if known[cases[person], words]:
                known[cases[person], words] -= 1
            else:
                fresh.append((cases[person], words))
        if not fresh:
            continue
        source, text = _source(project, gesture, question, fresh, origin, taken, position)
        start, passages = 0, []
        for at, (case, words) in enumerate(fresh):
            passages.append(
                {"source_id": source, "position": at, "kind": "answer", "start": start,
                 "end": start + len(words), "case_id": case, "speaker": names[case], "role": "participant"}
            )  # fmt: skip
            start += len(words) + len(_GAP)
        gesture.insert(schema.passage, passages)
        report.words += len(fresh)
        report.sources.append(source)
        position += 1
        assert start - len(_GAP) == len(text)


def _source(
    project: Project,
    gesture: Gesture,
    question: str,
    fresh: list[tuple[int, str]],
    origin: dict[str, Any],
    taken: set[str],
    position: int,
) -> tuple[int, str]:
    text = _GAP.join(words for _, words in fresh)
    short = question if len(question) <= _LONGEST else question[: _LONGEST - 1].rstrip() + "…"
    name, n = short, 1
    while name in taken:
        n += 1
        name = f"{short} ({n})"
    taken.add(name)
    meta = {"export": {**origin, "question": question}}
    row = {
        "name": name, "folder": origin["file"].rpartition(".")[0], "kind": "answers",
        "language": tongue(text) or project.language, "format": origin["tool"], "file_name": origin["file"],
        "text_sha": gesture.keep(text=text), "original_sha": None, "length": len(text), "position": position,
        "added_by": gesture.coder.id if gesture.coder else None, "meta": json.dumps(meta, ensure_ascii=False),
    }  # fmt: skip
    return gesture.insert(schema.source, [row])[0], text


def _said(gesture: Gesture, question: str) -> dict[tuple[int, str], int]:
    """What each person is known to have said to a question, and how many times."""
    s, p = schema.source.c, schema.passage.c
    found: dict[tuple[int, str], int] = defaultdict(int)
    content = schema.content
    texts = select(s.id, s.meta, content.c.text).join(content, s.text_sha == content.c.sha256)
    for row in gesture.connection.execute(texts.where(s.meta.contains('"export"'))):
        if json.loads(row.meta).get("export", {}).get("question") != question:
            continue
        spans = select(p.case_id, p.start, p.end).where(p.source_id == row.id)
        for case, start, end in gesture.connection.execute(spans):
            found[case, row.text[start:end]] += 1
    return found
