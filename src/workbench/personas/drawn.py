"""What a snapshot shows of a project: cleaned texts, counts that may be seen, quotes of who agreed."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from sqlalchemy import Connection, select

from workbench import i18n
from workbench.errors import Invalid
from workbench.personas.consent import quotable
from workbench.personas.filters import groups
from workbench.personas.small_cells import Cell, cube, protect
from workbench.project import Project, schema
from workbench.project.journal import now
from workbench.project.traces import Traces

#: Quotes of a persona, each of another person.
_QUOTES = 3
_LEFT_OUT = {"rejected", "refused", "deleted"}

# E-mail addresses; telephone numbers and other long numbers.
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:\+\d{1,3}[ .-]?)?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){3,}")

Clean = Callable[[Any], str]


def draw(
    project: Project, k: int = 5, *, filters: Sequence[str] | None = None
) -> tuple[dict[str, Any], tuple[int, ...], tuple[int, ...]]:
    """What `publish` would show, as plain values; the cases counted in it; the cases quoted in it."""
    with project.read() as connection:
        personas = [row for row in connection.execute(select(schema.persona).order_by(schema.persona.c.id))]
        members = _members(personas)
        shown = {
            row.id for row in personas if row.status not in _LEFT_OUT and len(members.get(row.id, ())) >= k
        }
        if not shown:
            raise Invalid("publish.no_personas", k=k, title=project.title)
        of = {case: persona for persona in sorted(shown) for case in members[persona]}
        people = sorted(of)
        clean = _cleaner(project, connection)
        kept = [row for row in personas if row.id in shown]
        labels = _labels([clean(row.name) for row in kept])
        names = {row.id: label for row, label in zip(kept, labels, strict=True)}
        table = groups(project, people, k, filters)
        table = table.map(clean)
        table.insert(0, i18n.t("publish.persona", project.language), [names[of[case]] for case in people])
        counts = protect(cube(table), k)
        quotes = _quotes(project, connection, members, shown, clean)
        needs = _needs(project, connection, of, names, clean, k)
        sizes = {cell[0]: n for cell, n in counts.items() if cell[0] is not None and set(cell[1:]) <= {None}}
        result = {
            "version": 1,
            "id": os.urandom(8).hex(),
            "at": now(),
            "k": k,
            "title": clean(project.title),
            "language": project.language,
            "filters": [
                {"name": clean(str(name)), "values": sorted(table[name].unique().tolist())}
                for name in table.columns
            ],
            "counts": [[list(cell), n] for cell, n in counts.items()],
            "personas": [
                {
                    "name": names[row.id],
                    "summary": clean(row.summary),
                    "size": sizes.get(names[row.id]),
                    "fields": _fields(connection, row, clean, k),
                    "quotes": [text for text, _ in quotes.get(row.id, [])],
                }
                for row in kept
            ],
            "needs": needs,
        }
    quoted = sorted({case for found in quotes.values() for _, case in found})
    return result, tuple(people), tuple(quoted)


def _members(personas: Iterable[Any]) -> dict[int, list[int]]:
    """The people of each persona, everybody in one only."""
    taken: set[int] = set()
    found = {}
    for row in personas:
        mine = [int(case) for case in json.loads(row.run or "{}").get("members", [])]
        found[row.id] = sorted(set(mine) - taken)
        taken |= set(mine)
    return found


def _fields(connection: Connection, persona: Any, clean: Clean, k: int) -> list[dict[str, str]]:
    """The values of the fields of a persona, those computed from fewer than k of its people left out."""
    known = json.loads(persona.run or "{}").get("values", {})
    f = schema.persona_field.c
    query = select(f.id, f.name, f.value, f.origin).where(f.persona_id == persona.id)
    return [
        {"name": row.name, "value": clean(row.value), "origin": row.origin}
        for row in connection.execute(query.order_by(f.position, f.id))
        if row.origin != "computed" or str(row.id) not in known or len(known[str(row.id)]["members"]) >= k
    ]


def _quotes(
    project: Project,
    connection: Connection,
    members: Mapping[int, Sequence[int]],
    shown: Iterable[int],
    clean: Clean,
) -> dict[int, list[tuple[str, int]]]:
    """Persona → its quotes with whose they are, taken from the evidence of its fields, in its order."""
    e, f, p = schema.evidence.c, schema.persona_field.c, schema.passage.c
    query = (
        select(f.persona_id, e.source_id, e.start, e.end, p.case_id)
        .join(f.id.table, f.id == e.claim_id)
        .join(p.id.table, (p.source_id == e.source_id) & (p.start <= e.start) & (p.end >= e.end))
        .where(e.claim_kind == "persona_field", e.stance == "supports", p.case_id.is_not(None))
        .order_by(f.position, e.id)
    )
    agreed = quotable(project)
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    used: set[int] = set()
    for row in connection.execute(query):
        mine = row.persona_id in shown and row.case_id in members[row.persona_id] and row.case_id in agreed
        if mine and row.case_id not in used and len(found[row.persona_id]) < _QUOTES:
            used.add(row.case_id)
            words = project.verbatim(row.source_id, row.start, row.end)
            found[row.persona_id].append((clean(words), row.case_id))
    return found


def _needs(
    project: Project,
    connection: Connection,
    of: Mapping[int, int],
    names: Mapping[int, str],
    clean: Clean,
    k: int,
) -> list[dict[str, Any]]:
    """Needs of at least k of the people, with how many of each persona have them, where it may be seen."""
    heard = voiced(connection)
    told = []
    for row in connection.execute(select(schema.need).order_by(schema.need.c.id)):
        who = heard.get(row.id, set()) & set(of)
        if row.status in _LEFT_OUT or len(who) < k:
            continue
        cells: dict[Cell, int] = defaultdict(int)
        for case, persona in of.items():
            for cell in product((names[persona], None), (case in who, None)):
                cells[cell] += 1
        for cell in product((*names.values(), None), (True, False, None)):
            cells.setdefault(cell, 0)
        seen = protect(cells, k)
        told.append(
            {
                "name": clean(row.name),
                "kind": row.kind,
                "importance": row.importance,
                "urgency": row.urgency,
                "resources": clean(row.resources),
                "deliverable": clean(row.deliverable),
                "people": seen.get((None, True)),
                "personas": {
                    persona: seen[persona, True] for persona in names.values() if (persona, True) in seen
                },
            }
        )
    return told


def voiced(connection: Connection) -> dict[int, set[int]]:
    """Need → the people whose words, answers or acts are its evidence."""
    e, p, a, v = schema.evidence.c, schema.passage.c, schema.answer.c, schema.event.c
    for_needs = (e.claim_kind == "need") & (e.stance == "supports")
    said = select(e.claim_id, p.case_id).join(
        p.id.table, (p.source_id == e.source_id) & (p.start <= e.start) & (p.end >= e.end)
    )
    answered = select(e.claim_id, a.case_id).join(a.id.table, a.id == e.answer_id)
    done = select(e.claim_id, v.case_id).join(v.id.table, v.id == e.event_id)
    found: dict[int, set[int]] = defaultdict(set)
    for query in (said, answered, done):
        for need, case in connection.execute(query.where(for_needs)):
            found[need].add(case)
    return found


def _cleaner(project: Project, connection: Connection) -> Clean:
    """A function that cuts names, addresses and withheld words out of a text that goes out."""
    agreed = quotable(project)
    passages = project.passages()
    withheld = passages.loc[
        passages["case_id"].notna() & ~passages["case_id"].isin(agreed) & (passages["role"] != "moderator"),
        "text",
    ]
    c, g = schema.case.c, schema.coder.c
    names = list(connection.execute(select(c.name)).scalars())
    names += list(connection.execute(select(g.name).where(g.kind == "human")).scalars())
    traces = Traces((name for name in names if len(name) > 1), withheld)
    return lambda text: _ADDRESS.sub("[…]", traces.cut(str(text or "")))


def _labels(names: Sequence[str]) -> list[str]:
    """The names, told apart where two are alike."""
    seen: dict[str, int] = defaultdict(int)
    told = []
    for name in names:
        seen[name] += 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told
