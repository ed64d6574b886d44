"""Correcting, after an import, whom the speakers' labels stand for and who leads the talk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, select

from workbench.corpus.people import Key, People
from workbench.corpus.speakers import fold, person_key
from workbench.errors import Invalid
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture

if TYPE_CHECKING:
    import pandas as pd


def speakers(project: Project) -> pd.DataFrame:
    """Return one row a label and source: label, source_id, source, case_id, case, role, turns, words."""
    passages = project.passages()
    spoken = passages[(passages["speaker"] != "") | passages["case_id"].notna()]
    spoken = spoken.assign(
        label=spoken["speaker"].where(spoken["speaker"] != "", spoken["case"]),
        words=spoken["text"].map(lambda words: len(words.split())),
    )
    keys = ["label", "source_id", "source", "case_id", "case", "role"]
    grouped = spoken.groupby(keys, dropna=False, sort=False, as_index=False)
    return grouped.agg(turns=("words", "size"), words=("words", "sum"))


def set_speakers(
    project: Project,
    mapping: Mapping[str, str | None],
    *,
    source: Ref | None = None,
    moderators: Iterable[str] = (),
    participants: Iterable[str] = (),
) -> int:
    """Return the number of passages changed, after saying whom labels stand for, in one gesture.

    `mapping` goes from a label or a person's present name to the person's name, None for nobody; in
    one source, or in all. Where the person is known already the two become one: facts that only the
    first had are carried over. `moderators` and `participants` set the role of labels or persons.

    >>> import pathlib, workbench
    >>> from workbench.corpus import import_sources
    >>> _ = pathlib.Path("fg1.txt").write_text("L1 : Alors ?\\nL2 : Un repère.", encoding="utf-8")
    >>> with workbench.create_project("a.workbench", title="Insertion", coder="Ana") as project:
    ...     _ = import_sources(project, "fg1.txt")
    ...     set_speakers(project, {"L2": "Nadia"}, source="fg1", moderators=["L1"])
    ...     print(speakers(project)[["label", "case", "role"]].to_string(index=False))
    2
    label  case        role
       L1    L1   moderator
       L2 Nadia participant
    """
    names = {fold(label): name for label, name in mapping.items()}
    moderators, participants = _listed(moderators), _listed(participants)
    roles = {fold(label): "participant" for label in participants}
    roles |= {fold(label): "moderator" for label in moderators}
    with project.gesture("set_speakers", n=len(names.keys() | roles.keys())) as gesture:
        limit = None if source is None else find.row(gesture.connection, schema.source, source).id
        rows = _passages(gesture, limit)
        known = {fold(name) for row in rows for name in (row.speaker, row.case) if name}
        for label in [*mapping, *moderators, *participants]:
            if fold(label) not in known | {fold(name) for name in mapping.values() if name}:
                raise Invalid("corpus.no_such_speaker", speaker=label)
        changed = _point(gesture, rows, names) | _cast(gesture, rows, names, roles)
        return len(changed)


def _listed(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _passages(gesture: Gesture, source: int | None) -> list[Row[Any]]:
    p, c = schema.passage.c, schema.case.c
    query = select(p.id, p.source_id, p.speaker, p.role, p.case_id, c.name.label("case")).outerjoin(
        schema.case, c.id == p.case_id
    )
    if source is not None:
        query = query.where(p.source_id == source)
    return list(gesture.connection.execute(query.order_by(p.id)))


def _point(gesture: Gesture, rows: list[Row[Any]], names: Mapping[str, str | None]) -> set[int]:
    """Point passages to the persons named, then let go of the cases that nobody speaks for any more."""
    people = People(gesture)
    before: dict[int, int | None] = {}
    keys: dict[int, Key | None] = {}
    spelling: dict[Key, str] = {}
    for row in rows:
        label = next((one for one in (row.speaker, row.case) if one and fold(one) in names), None)
        if label is None:
            continue
        before[row.id] = row.case_id
        name = " ".join((names[fold(label)] or "").split())
        keys[row.id] = key = people.nearest(name, row.source_id) if name else None
        if key:
            people.meet(key, name, row.role)
            if person_key(label) == key[1]:
                spelling[key] = name  # the same person, to be written otherwise
    people.add()
    ids = [people.id(key) for key in spelling]
    gesture.update(schema.case, ids, [{"name": name} for name in spelling.values()])
    target = {passage: people.id(key) if key else None for passage, key in keys.items()}
    moved = [passage for passage in target if target[passage] != before[passage]]
    gesture.update(schema.passage, moved, [{"case_id": target[passage]} for passage in moved])
    for old in dict.fromkeys(before[passage] for passage in moved):
        heirs = {target[passage] for passage in moved if before[passage] == old} - {None}
        if old is not None and len(heirs) == 1:
            _merge(gesture, old, heirs.pop())
    return set(moved)


def let_go(gesture: Gesture, old: int, heirs: Collection[int]) -> None:
    """Remove a case that a table no longer names, once nobody speaks for it; its one heir takes all over.

    With several heirs or none, nobody can tell whose it would be: the case goes where nothing but
    facts of that table rests on it.
    """
    if len(heirs) == 1:
        return _merge(gesture, old, next(iter(heirs)))
    c, memo = schema.case.c, schema.memo.c
    used = [select(memo.id).where(memo.target_kind == "case", memo.target_id == old)]
    for table in (schema.passage, schema.answer, schema.event, schema.gap):
        used.append(select(table.c.id).where(table.c.case_id == old))
    if any(gesture.connection.execute(query.limit(1)).first() for query in used):
        return None
    facts = select(schema.attribute.c.id).where(schema.attribute.c.case_id == old)
    gesture.delete(schema.attribute, gesture.connection.execute(facts).scalars())
    gesture.delete(schema.case, gesture.connection.execute(select(c.id).where(c.id == old)).scalars())
    return None


def _merge(gesture: Gesture, old: int, into: int | None) -> None:
    """Where nobody speaks for a case any more, hand over what is known of the person and remove it."""
    p = schema.passage.c
    if gesture.connection.execute(select(p.id).where(p.case_id == old).limit(1)).first():
        return
    fact = schema.attribute.c
    query = select(fact.id, fact.case_id, fact.name).where(fact.case_id.in_([old, into]))
    facts = gesture.connection.execute(query).all()
    stated = {row.name for row in facts if row.case_id == into}
    left = [row for row in facts if row.case_id == old]
    gesture.update(schema.attribute, [row.id for row in left if row.name not in stated], {"case_id": into})
    gesture.delete(schema.attribute, [row.id for row in left if row.name in stated])
    for table in (schema.answer, schema.event, schema.gap):
        ids = gesture.connection.execute(select(table.c.id).where(table.c.case_id == old))
        gesture.update(table, list(ids.scalars()), {"case_id": into})
    memo = schema.memo.c
    memos = select(memo.id).where(memo.target_kind == "case", memo.target_id == old)
    gesture.update(schema.memo, list(gesture.connection.execute(memos).scalars()), {"target_id": into})
    gesture.delete(schema.case, [old])


def _cast(
    gesture: Gesture,
    rows: list[Row[Any]],
    names: Mapping[str, str | None],
    roles: Mapping[str, str],
) -> set[int]:
    """Set the role of passages, and of the persons who speak them."""
    wanted: dict[int, str] = {}
    for row in rows:
        labels = (fold(row.speaker), fold(row.case or ""), fold(names.get(fold(row.speaker)) or ""))
        role = next((roles[label] for label in labels if label in roles), None)
        if role and role != row.role:
            wanted[row.id] = role
    gesture.update(schema.passage, list(wanted), [{"role": role} for role in wanted.values()])
    p = schema.passage.c
    query = select(p.id, p.case_id).where(p.case_id.is_not(None))
    people = {row.case_id: wanted[row.id] for row in gesture.connection.execute(query) if row.id in wanted}
    gesture.update(schema.case, list(people), [{"role": role} for role in people.values()])
    return set(wanted)
