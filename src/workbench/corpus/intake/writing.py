"""Writing what an export says over what a project knows already: nothing twice, what changed in its place."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from sqlalchemy import Table, func, select

from workbench.corpus.facts import set_facts
from workbench.corpus.intake.contents import Act, Answer, Contents
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
    report.answers, changed = _renew(gesture, schema.answer, _answers(told.answers, cases))
    stop()
    report.events, moved = _renew(gesture, schema.event, _events(told.acts, cases))
    report.changed = changed + moved
    stop()
    _words(project, gesture, told, cases, origin, report)
    report.masked, report.dropped = told.masked, told.dropped


#: The columns that say what a row is about, and those that say what it is worth.
_SAME = {"answer": ("case_id", "question", "answered_at"), "event": ("case_id", "kind", "happened_at")}
_WORTH = {"answer": ("type", "value"), "event": ("value", "meta")}


def _answers(answers: list[Answer], cases: Sequence[int]) -> list[tuple[Any, ...]]:
    return [
        ((cases[person], question, when), (kind, value)) for person, question, kind, value, when in answers
    ]


def _events(acts: list[Act], cases: Sequence[int]) -> list[tuple[Any, ...]]:
    return [
        ((cases[person], kind, when), (value, _meta(done, details)))
        for person, kind, when, value, done, details in acts
    ]


def _meta(done: bool | None, details: tuple[tuple[str, str], ...]) -> str:
    told: dict[str, Any] = {} if done is None else {"done": done}
    return dumps({**told, "details": dict(details)} if details else told)


def _renew(gesture: Gesture, table: Table, rows: list[tuple[Any, ...]]) -> tuple[int, int]:
    """Add the rows that the project does not hold; how many were added, and how many changed their worth.

    As many equal rows stay as the file has: two equal acts of a day are two acts, and come again as two.
    Where one row of the project and one of the file are about the same and worth different, it changed.
    """
    same, worth = _SAME[table.name], _WORTH[table.name]
    columns = [table.c.id, *(table.c[name] for name in (*same, *worth))]
    known: dict[tuple[Any, ...], dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
    concerned = {key[0] for key, _ in rows}
    for row in gesture.connection.execute(select(*columns).order_by(table.c.id)):
        if row[1] in concerned:
            known[tuple(row[1 : 1 + len(same)])][tuple(row[1 + len(same) :])].append(row[0])
    new: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for key, value in rows:
        there = known[key].get(value) if key in known else None
        if there:
            there.pop()
        else:
            new[key].append(value)
    added: list[dict[str, Any]] = []
    changed: dict[int, dict[str, Any]] = {}
    for key, values in new.items():
        left = [row for ids in known[key].values() for row in ids] if key in known else []
        if len(left) == len(values) == 1:
            changed[left[0]] = dict(zip(worth, values[0], strict=True))
        else:
            about = dict(zip(same, key, strict=True))
            added += [{**about, **dict(zip(worth, value, strict=True))} for value in values]
    gesture.update(table, list(changed), list(changed.values()))
    gesture.insert(table, added)
    return len(added), len(changed)


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
