"""What a person decides about a need: name, place, evidence, setting it aside. Each is one gesture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from workbench.errors import Invalid, NotFound
from workbench.needs.reading import CLAIM
from workbench.project import Project, find, schema
from workbench.project.evidence import Place, Speech, cited, people
from workbench.project.find import Ref
from workbench.project.journal import Gesture
from workbench.text import fold

KINDS = ("explicit", "implicit")
STATUSES = ("proposed", "accepted", "rejected")
_WORDS = ("reason", "resources", "deliverable")

Segments = Iterable[Sequence[int]]


def add_need(
    project: Project,
    name: str,
    *,
    kind: str = "explicit",
    importance: int | None = None,
    urgency: int | None = None,
    reason: str = "",
    resources: str = "",
    deliverable: str = "",
    codes: Ref | Iterable[Ref] = (),
    segments: Segments = (),
    answers: Iterable[int] = (),
) -> int:
    """The id of a new need, with what it rests on: segments (source, start, end), what is coded with `codes`
    and
    confirmed, answers by their ids.

    `importance` and `urgency` go from 1 to 5, both or none. An *implicit* need, which nobody asks for in so
    many words, takes two people or two segments, and a `reason`; else Invalid. Raises Invalid too for an
    empty name or one that a need has, NotFound for a code, source or answer.

    >>> add_need(project, "Être rappelé", codes="rappel", importance=5, urgency=4)  # doctest: +SKIP
    41
    """
    with project.gesture("add_need") as g:
        row = {"name": _checked_name(g, name), "kind": kind, "importance": importance, "urgency": urgency,
               "reason": reason.strip(), "resources": resources.strip(), "deliverable": deliverable.strip(),
               "status": "accepted", "coder_id": _coder(g)}  # fmt: skip
        check_place(importance, urgency)
        [need] = g.insert(schema.need, [row])
        cite(g, need, _coder(g), [*segments, *_coded(g, codes)], answers)
        _check_kind(g, need)
        g.params = {"need": row["name"]}
    return need


def edit_need(project: Project, need: Ref, **fields: str) -> None:
    """Write the name, kind, reason, resources, deliverable or status of a need; it is then a person's,
    accepted
    unless `status` says otherwise ("rejected" sets it aside: it is remembered and not proposed again).

    Raises NotFound, and Invalid as `add_need` does.

    >>> edit_need(project, "Être rappelé", deliverable="Un numéro direct")  # doctest: +SKIP
    """
    known = ("name", "kind", "status", *_WORDS)
    unknown = sorted(set(fields) - set(known))
    if unknown:
        raise Invalid("needs.unknown_field", field=", ".join(unknown), known=", ".join(known))
    with project.gesture("edit_need") as g:
        row = find.row(g.connection, schema.need, need)
        values = {field: text.strip() for field, text in fields.items()}
        if "name" in values:
            values["name"] = _checked_name(g, values["name"], besides=row.id)
        values.setdefault("status", "accepted")
        g.update(schema.need, [row.id], values)
        _check_kind(g, row.id)
        g.params = {"need": values.get("name", row.name)}


def place_need(project: Project, need: Ref, importance: int | None, urgency: int | None) -> None:
    """Say how important and how urgent a need is, 1 to 5 each; None and None: not known yet.

    Raises NotFound, and Invalid for anything else.

    >>> place_need(project, "Être rappelé", 5, 4)                          # doctest: +SKIP
    """
    check_place(importance, urgency)
    with project.gesture("place_need") as g:
        row = find.row(g.connection, schema.need, need)
        values = {"importance": importance, "urgency": urgency, "status": "accepted"}
        g.update(schema.need, [row.id], values)
        g.params = {"need": row.name, "importance": importance or "–", "urgency": urgency or "–"}


def remove_need(project: Project, need: Ref) -> None:
    """Remove a need and what it cited; the words and answers stay. Raises NotFound.

    >>> remove_need(project, "Être rappelé")                               # doctest: +SKIP
    """
    with project.gesture("remove_need") as g:
        row = find.row(g.connection, schema.need, need)
        g.delete(schema.evidence, [each.id for each in cited(g.connection, CLAIM, [row.id])])
        g.delete(schema.need, [row.id])
        g.params = {"need": row.name}


def cite_need(
    project: Project,
    need: Ref,
    *,
    codes: Ref | Iterable[Ref] = (),
    segments: Segments = (),
    answers: Iterable[int] = (),
) -> list[int]:
    """The ids of the evidence added to a need; what it cites already is not cited twice.

    Raises NotFound for a need, code, source or answer, Invalid for a segment outside its source.

    >>> cite_need(project, "Être rappelé", segments=[(3, 120, 164)])       # doctest: +SKIP
    """
    with project.gesture("cite_need") as g:
        row = find.row(g.connection, schema.need, need)
        made = cite(g, row.id, _coder(g), [*segments, *_coded(g, codes)], answers)
        g.params = {"need": row.name, "n": len(made)}
    return made


def uncite_need(project: Project, need: Ref, evidence: Iterable[int]) -> None:
    """Take pieces of evidence away from a need. Raises NotFound for one that is not its own, Invalid where an
    implicit need would rest on too little.

    >>> uncite_need(project, "Être rappelé", [88])                         # doctest: +SKIP
    """
    with project.gesture("uncite_need") as g:
        row = find.row(g.connection, schema.need, need)
        own = {each.id for each in cited(g.connection, CLAIM, [row.id])}
        gone = list(dict.fromkeys(int(i) for i in evidence))
        for each in gone:
            if each not in own:
                raise NotFound("needs.not_its_evidence", need=row.name, id=each)
        g.delete(schema.evidence, gone)
        _check_kind(g, row.id)
        g.params = {"need": row.name, "n": len(gone)}


def cite(g: Gesture, need: int, coder: int, segments: Segments, answers: Iterable[int]) -> list[int]:
    """The ids of evidence written inside a gesture under way, what is cited already left out."""
    there = cited(g.connection, CLAIM, [need])
    known: set[Any] = {Place(row.source_id, row.start, row.end) for row in there}
    known |= {row.answer_id for row in there}
    run = g.connection.execute
    lengths = {i: n for i, n in run(select(schema.source.c.id, schema.source.c.length))}
    given = {i: source for i, source in run(select(schema.answer.c.id, schema.answer.c.source_id))}
    rows = []
    for place in dict.fromkeys(Place(*(int(at) for at in segment)) for segment in segments):
        if place.source not in lengths:
            raise NotFound("no_such_source", name=place.source, near="")
        if not 0 <= place.start < place.end <= lengths[place.source]:
            raise Invalid("needs.no_segment", start=place.start, end=place.end, length=lengths[place.source])
        if place not in known:
            rows.append({"source_id": place.source, "start": place.start, "end": place.end})
    for answer in dict.fromkeys(int(i) for i in answers):
        if answer not in given:
            raise NotFound("needs.no_answer", id=answer)
        if answer not in known:
            rows.append({"answer_id": answer, "source_id": given[answer]})
    blank = {"source_id": None, "start": None, "end": None, "answer_id": None, "event_id": None}
    claim = {"claim_kind": CLAIM, "claim_id": need, "stance": "supports", "coder_id": coder}
    return g.insert(schema.evidence, [{**blank, **claim, **row} for row in rows])


def check_place(importance: int | None, urgency: int | None) -> None:
    """Return when both are whole numbers from 1 to 5, or both missing; raises Invalid."""
    if importance is None and urgency is None:
        return
    for value in (importance, urgency):
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5:
            raise Invalid("needs.place", importance=importance, urgency=urgency)


def _check_kind(g: Gesture, need: int) -> None:
    """Refuse an implicit need without a reason, or with the words of one person in one place."""
    row = g.connection.execute(select(schema.need).where(schema.need.c.id == need)).one()
    for field, given, known in (("kind", row.kind, KINDS), ("status", row.status, STATUSES)):
        if given not in known:
            raise Invalid("needs.unknown_value", field=field, given=given, known=", ".join(known))
    if row.kind != "implicit" or row.status == "rejected":
        return
    found = cited(g.connection, CLAIM, [need])
    segments = sum(each.answer_id is None for each in found)
    n = len(people(found, Speech(g.connection)))
    if segments < 2 and n < 2:
        raise Invalid("needs.too_little", need=row.name, segments=segments, people=n)
    if not row.reason:
        raise Invalid("needs.no_reason", need=row.name)


def _checked_name(g: Gesture, name: str, besides: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid("errors.empty_name", field="name")
    n = schema.need.c
    for other, taken in g.connection.execute(select(n.id, n.name).where(n.status != "rejected")):
        if other != besides and fold(taken) == fold(name):
            raise Invalid("needs.name_taken", need=taken)
    return name


def _coded(g: Gesture, codes: Ref | Iterable[Ref]) -> list[Place]:
    """The confirmed segments of codes, each once."""
    c = schema.coding.c
    ids = find.ids(g.connection, schema.code, codes)
    query = (
        select(c.source_id, c.start, c.end)
        .where(c.code_id.in_(ids), c.status == "confirmed")
        .order_by(c.source_id, c.start, c.end)
    )
    return list(dict.fromkeys(Place(*row) for row in g.connection.execute(query))) if ids else []


def _coder(g: Gesture) -> int:
    if g.coder is None:
        raise Invalid("needs.no_coder")
    return g.coder.id
