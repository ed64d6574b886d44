"""Who the rows of an export are about: pseudonyms made of what tells people apart, and the cases they are."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from workbench.corpus.exports import Export
from workbench.corpus.pseudonyms import pseudonym
from workbench.corpus.speakers import person_key
from workbench.project import schema
from workbench.project.frames import KEY
from workbench.project.journal import Gesture

_SALESFORCE = 15  # the last three of 18 characters repeat the case of the others


@dataclass(slots=True)
class Person:
    """Somebody met in an export: their pseudonyms, the first of which names them, and their name if told."""

    keys: list[str]
    name: str = ""


def people(export: Export, key: bytes) -> tuple[list[Person], list[int]]:
    """The persons of an export in the order in which they come, and which of them each row is about.

    Rows that share an e-mail address or an identifier are about one person. A row without either is about
    somebody of their own, who is told again by the whole of the row when a later export repeats it.
    """
    # In a conversation whoever writes is the person; elsewhere it is a colleague who kept the record.
    writing = export.of("author") if export.kind == "messages" else []
    telling = [*export.of("email"), *export.of("identifier"), *writing]
    keyed = [[_said(value) for value in export.rows[one.name].tolist()] for one in telling]
    scope = _scope(export)
    names = _names(export)
    made: dict[tuple[bool, str], str] = {}

    def named(value: str, is_email: bool) -> str:
        if (is_email, value) not in made:
            # A number alone says who somebody is in one survey or one tool only.
            bare = not is_email and not any(letter.isalpha() for letter in value)
            made[is_email, value] = pseudonym(key, f"{scope}:{value}" if bare else _short(export, value))
        return made[is_email, value]

    rows: list[tuple[str, ...]] = []
    lonely: Counter[str] = Counter()
    digests = _digests(export, [not any(values) for values in zip(*keyed, strict=True)] if keyed else None)
    for at in range(len(export.rows)):
        values = [
            (column[at], one.role == "email" or "@" in (column[at] or ""))
            for one, column in zip(telling, keyed, strict=True)
        ]
        keys = tuple(dict.fromkeys(named(value, email) for value, email in values if value))
        if not keys:
            content = digests[at]
            keys = (pseudonym(key, f"{scope}:{content}:{lonely[content]}"),)
            lonely[content] += 1
        rows.append(keys)
    groups = _joined(rows)
    first: dict[str, int] = {}
    persons: list[Person] = []
    of_row: list[int] = []
    for at, keys in enumerate(rows):
        head = groups[keys[0]]
        if head not in first:
            first[head] = len(persons)
            persons.append(Person([]))
        person = persons[first[head]]
        person.keys += [one for one in keys if one not in person.keys]
        if names[at] and not person.name:
            person.name = names[at]
        of_row.append(first[head])
    return persons, of_row


def cases(gesture: Gesture, persons: list[Person]) -> tuple[list[int], int, int]:
    """The case of each person, found by a pseudonym or by their name, or added; how many were known, and
    how many of those by name alone.

    A name tells somebody when one person of the project and one of the export bear it, and the project does
    not know that person by other keys.
    """
    c, a = schema.case.c, schema.attribute.c
    rows = gesture.connection.execute(select(c.id, c.name, c.source_id, c.kind)).all()
    extra = gesture.connection.execute(select(a.case_id, a.value).where(a.type == KEY)).all()
    by_key = {row.name: row.id for row in rows} | {row.value: row.case_id for row in extra}
    keyed = {row.case_id for row in extra}
    by_name: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.kind == "person" and row.source_id is None:
            by_name[person_key(row.name)].append(row.id)
    met = Counter(person_key(one.name) for one in persons if one.name)
    found: list[int | None] = []
    named: set[int] = set()
    for one in persons:
        case = next((by_key[key] for key in one.keys if key in by_key), None)
        if case is None and one.name and met[person_key(one.name)] == 1:
            same = by_name.get(person_key(one.name), [])
            if len(same) == 1 and same[0] not in keyed:
                case = same[0]
                named.add(case)
        found.append(case)
    new = [one for one, case in zip(persons, found, strict=True) if case is None]
    added = iter(
        gesture.insert(
            schema.case,
            [
                {"name": one.keys[0], "kind": "person", "role": "participant", "source_id": None}
                for one in new
            ],
        )
    )
    known = len(persons) - len(new)
    ids = [next(added) if case is None else case for case in found]
    others = [
        {"case_id": case, "name": KEY, "type": KEY, "value": key}
        for one, case, was in zip(persons, ids, found, strict=True)
        for key in (one.keys[1:] if was is None else one.keys)
        if by_key.get(key) != case
    ]
    gesture.insert(schema.attribute, others)
    return ids, known, len(named)


def _said(value: Any) -> str:
    if value is None or value != value or value == "":
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()


def _names(export: Export) -> list[str]:
    columns = [export.rows[one.name].tolist() for one in export.of("name")]
    if not columns:
        return [""] * len(export.rows)
    return [" ".join(filter(None, map(_said, values))) for values in zip(*columns, strict=True)]


def _scope(export: Export) -> str:
    """What a bare number is unique in: a tool for records, the questions for a survey."""
    if export.kind != "answers":
        return export.tool
    headings = "\n".join(sorted(one.heading for one in export.columns))
    return f"{export.tool}:{hashlib.sha256(headings.encode()).hexdigest()[:16]}"


def _short(export: Export, value: str) -> str:
    return value[:_SALESFORCE] if export.tool == "salesforce" and len(value) == 18 else value


def _digests(export: Export, wanted: list[bool] | None) -> list[str]:
    """What tells each row by all that it says; only of the rows that nothing else tells."""
    columns = [export.rows[one.name].tolist() for one in export.columns]
    rows = zip(*columns, strict=True) if columns else iter([()] * len(export.rows))
    return [
        hashlib.sha256(repr([_said(value) for value in row]).encode()).hexdigest()
        if wanted is None or wanted[at]
        else ""
        for at, row in enumerate(rows)
    ]


def _joined(rows: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """The head of the group of each key: keys of one row belong together (union by the first)."""
    head: dict[str, str] = {}

    def top(key: str) -> str:
        while head.setdefault(key, key) != key:
            head[key] = head[head[key]]
            key = head[key]
        return key

    for keys in set(rows):
        for key in keys:
            one, other = sorted((top(keys[0]), top(key)))
            head[other] = one
    return {key: top(key) for key in list(head)}


def facts_of_vault(export: Export, of_row: list[int]) -> dict[int, dict[str, str]]:
    """What a vault keeps of each person: name, e-mail, telephone and identifier, the first that is told."""
    kept: dict[int, dict[str, str]] = defaultdict(dict)
    names = _names(export)
    for role, fact in (("email", "email"), ("phone", "phone"), ("identifier", "identifier")):
        for column in export.of(role):
            for person, value in zip(of_row, export.rows[column.name].tolist(), strict=True):
                if said := _said(value):
                    kept[person].setdefault(fact, said)
    for person, name in zip(of_row, names, strict=True):
        if name:
            kept[person].setdefault("name", name)
    return kept
