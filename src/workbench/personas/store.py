"""What a person decides about personas: words, name, who is in which, taking one away. Each is one
gesture."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from workbench.errors import Invalid
from workbench.personas.contrast import RATE, contrasts
from workbench.personas.fields import FIELDS, rule
from workbench.personas.synthesis import (
    LEAST,
    Found,
    chosen,
    drop,
    fill,
    found_in,
    medoid,
    remove,
    stored,
    write,
)
from workbench.personas.traits import Trait, read_traits
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture, dumps
from workbench.text import fold

#: Under so many people nothing is called over-represented: what half of a group shares is told instead.
FEW = 20


def build_persona(project: Project, name: str, cases: Ref | Iterable[Ref], *, summary: str = "") -> int:
    """The id of a persona built by hand of these people; its fields are filled with what they have in common.

    Where fewer than 20 people take part in the project, a value is what at least two people and half of the
    group share, more often than the others; else as `synthesize` does. Who is in another persona leaves it.
    Raises Invalid for an empty name, one that is taken, or fewer than two people; NotFound.

    >>> build_persona(project, "Les pressés", ["Nadia", "Yanis"])          # doctest: +SKIP
    41
    """
    traits = _traits(project)
    with project.gesture("build_persona") as g:
        members = find.ids(g.connection, schema.case, cases)
        name = _checked_name(g, name)
        _enough(members, name)
        for number, run in stored(g.connection).items():
            if set(run["members"]) & set(members):
                _change(g, project, traits, number, sorted(set(run["members"]) - set(members)), by_hand=False)
        row = {
            "name": name,
            "summary": summary.strip(),
            "status": "accepted",
            "coder_id": _coder(g),
            "run": "{}",
        }
        [persona] = g.insert(schema.persona, [row])
        _change(g, project, traits, persona, sorted(members), named=True)
        g.params = {"persona": name, "n": len(members)}
    return persona


def rename_persona(project: Project, persona: Ref, name: str, *, summary: str | None = None) -> None:
    """Give a persona a name, and a sentence that sums it up where `summary` is given; another run keeps them.

    Raises Invalid for an empty name or one that is taken, NotFound.

    >>> rename_persona(project, 41, "À rappeler")                          # doctest: +SKIP
    """
    with project.gesture("rename_persona") as g:
        row = find.row(g.connection, schema.persona, persona)
        name = _checked_name(g, name, besides=row.id)
        run = dumps({**json.loads(row.run or "{}"), "named": True})
        values = {"name": name, "run": run, "status": "accepted"}
        g.update(schema.persona, [row.id], values | ({} if summary is None else {"summary": summary.strip()}))
        g.params = {"persona": row.name, "name": name}


def edit_field(project: Project, field: int, value: str) -> None:
    """Put a value of a field in a person's own words: it is no longer "computed" but "edited", its evidence
    stays.

    Another run leaves it as it is; what was computed is kept beside it. Raises Invalid for empty words,
    NotFound.

    >>> edit_field(project, 57, "Veut être rappelée le jour même")         # doctest: +SKIP
    """
    with project.gesture("edit_field") as g:
        row, persona, run = _field(g, field)
        value = _words(value)
        if row.value == value:
            return
        told = run.setdefault("values", {}).setdefault(str(row.id), {})
        if row.origin == "computed":
            told["was"] = row.value
        g.update(schema.persona_field, [row.id], {"value": value, "origin": "edited", "coder_id": _coder(g)})
        g.update(schema.persona, [persona.id], {"run": dumps(run), "status": "accepted"})
        g.params = {"persona": persona.name, "value": value}


def add_value(project: Project, persona: Ref, field: str, value: str) -> int:
    """The id of a value a person writes in one of the six fields; it rests on nothing, and the page says so.

    Raises Invalid for an unknown field or empty words, NotFound.

    >>> add_value(project, "À rappeler", "goals", "Un seul interlocuteur")  # doctest: +SKIP
    61
    """
    if field not in FIELDS:
        raise Invalid("personas_store.unknown_field", field=field, known=", ".join(FIELDS))
    with project.gesture("add_value") as g:
        row = find.row(g.connection, schema.persona, persona)
        f = schema.persona_field.c
        own = g.connection.execute(
            select(f.position).where(f.persona_id == row.id, f.name == field)
        ).scalars()
        place = max([FIELDS.index(field) * 100 + 49, *own]) + 1
        told = {"persona_id": row.id, "name": field, "value": _words(value), "origin": "edited",
                "coder_id": _coder(g), "position": place}  # fmt: skip
        [made] = g.insert(schema.persona_field, [told])
        g.params = {"persona": row.name, "value": told["value"]}
    return made


def remove_value(project: Project, field: int) -> None:
    """Take a value out of its persona; if it was computed, another run does not bring it back. Raises
    NotFound.

    >>> remove_value(project, 57)                                          # doctest: +SKIP
    """
    with project.gesture("remove_value") as g:
        row, persona, run = _field(g, field)
        known = run.get("values", {}).pop(str(row.id), {}).get("key")
        if known:
            run["aside"] = sorted({*run.get("aside", []), known})
        drop(g, [row.id])
        g.update(schema.persona, [persona.id], {"run": dumps(run)})
        g.params = {"persona": persona.name, "value": row.value}


def split_persona(project: Project, persona: Ref, cases: Ref | Iterable[Ref], name: str) -> int:
    """The id of a new persona that takes these people from another; the fields of both are computed anew.

    What a person wrote stays with the first. Raises Invalid where one of the two would have fewer than two
    people or a person is not in it, for a name that is empty or taken; NotFound.

    >>> split_persona(project, "À rappeler", ["Nadia", "Yanis"], "À rappeler le soir")  # doctest: +SKIP
    62
    """
    traits = _traits(project)
    with project.gesture("split_persona") as g:
        row = find.row(g.connection, schema.persona, persona)
        name = _checked_name(g, name)
        there = set(stored(g.connection)[row.id]["members"])
        gone = find.ids(g.connection, schema.case, cases)
        strangers = [case for case in gone if case not in there]
        if strangers:
            who = find.row(g.connection, schema.case, strangers[0]).name
            raise Invalid("personas_store.not_a_member", case=who, persona=row.name)
        _enough(gone, name)
        _enough(there - set(gone), row.name)
        new = {"name": name, "summary": "", "status": "accepted", "coder_id": _coder(g), "run": "{}"}
        [made] = g.insert(schema.persona, [new])
        _change(g, project, traits, row.id, sorted(there - set(gone)))
        _change(g, project, traits, made, sorted(gone), named=True)
        g.params = {"persona": row.name, "name": name, "n": len(gone)}
    return made


def merge_personas(project: Project, personas: Iterable[Ref], name: str | None = None) -> int:
    """The id of the first of these personas, which takes the people and the written words of the others.

    Its fields are computed anew. Raises Invalid for fewer than two personas, or a name that is taken;
    NotFound.

    >>> merge_personas(project, ["À rappeler", "À rappeler le soir"])      # doctest: +SKIP
    41
    """
    traits = _traits(project)
    with project.gesture("merge_personas") as g:
        rows = [find.row(g.connection, schema.persona, each) for each in personas]
        if len({row.id for row in rows}) < 2:
            raise Invalid("personas_store.one_persona")
        first, *others = rows
        if name is not None:
            g.update(schema.persona, [first.id], {"name": _checked_name(g, name, besides=first.id)})
        runs = stored(g.connection)
        f = schema.persona_field.c
        moved = select(f.id).where(f.persona_id.in_([row.id for row in others]), f.origin != "computed")
        written = list(g.connection.execute(moved).scalars())
        g.update(schema.persona_field, written, {"persona_id": first.id})
        told = {**runs[first.id].get("values", {})}
        for row in others:
            told |= {key: each for key, each in runs[row.id].get("values", {}).items() if int(key) in written}
        g.update(schema.persona, [first.id], {"run": dumps({**runs[first.id], "values": told})})
        members = sorted({case for row in rows for case in runs[row.id]["members"]})
        remove(g, [row.id for row in others])
        _change(g, project, traits, first.id, members, named=name is not None)
        g.params = {"persona": name or first.name, "personas": [row.name for row in rows]}
    return int(first.id)


def delete_persona(project: Project, persona: Ref) -> None:
    """Remove a persona, its fields and what they cite; people, words and answers stay. Raises NotFound.

    >>> delete_persona(project, "À rappeler")                              # doctest: +SKIP
    """
    with project.gesture("delete_persona") as g:
        row = find.row(g.connection, schema.persona, persona)
        remove(g, [row.id])
        g.params = {"persona": row.name}


def _change(
    g: Gesture, project: Project, traits: Sequence[Trait], persona: int, members: Sequence[int], *,
    named: bool = False, by_hand: bool = True,
) -> None:  # fmt: skip
    """Give a persona other people, and the fields that follow from them."""
    run = stored(g.connection)[persona]
    values = in_common(traits, frozenset(members), rule(g.connection))
    run |= {
        "members": list(members), "medoid": medoid(values, members), "jaccard": None, "moved": {},
        "aside": run.get("aside", []), "named": named or run.get("named", False),
    }  # fmt: skip
    if by_hand:
        run["origin"] = "hand"
    write(g, persona, values, run, _coder(g), project.language)


def in_common(traits: Sequence[Trait], members: frozenset[int], rules: dict[str, str]) -> list[Found]:
    """What a group has more often than the others; of few people, what half of it shares (q then unknown)."""
    everybody = frozenset().union(*(trait.base for trait in traits)) if traits else frozenset()
    if len(everybody) >= FEW:
        return fill(traits, {0: members}, rules)[0]
    table = contrasts([frozenset(t.people) for t in traits], [t.base for t in traits], {0: members})
    values = []
    half = (table["n_in"] >= LEAST) & (2 * table["n_in"] >= table["of_in"])
    shared: list[Any] = table[half].to_dict("records")
    for row in shared:
        if row["n_in"] * row["of_out"] > row["n_out"] * row["of_in"]:
            q = row["q"] if row["q"] <= RATE else float("nan")
            values.append(found_in(traits[row["trait"]], members, {**row, "q": q}, rules))
    return chosen(values)


def _traits(project: Project) -> list[Trait]:
    with project.read() as connection:
        return read_traits(connection, project.language)


def _field(g: Gesture, field: int) -> tuple[Any, Any, dict[str, Any]]:
    row = find.row(g.connection, schema.persona_field, int(field))
    persona = find.row(g.connection, schema.persona, row.persona_id)
    return row, persona, json.loads(persona.run or "{}")


def _enough(members: Iterable[int], name: str) -> None:
    n = len(list(members))
    if n < LEAST:
        raise Invalid("personas_store.too_few", persona=name, n=n, least=LEAST)


def _words(value: str) -> str:
    value = " ".join(value.split())
    if not value:
        raise Invalid("errors.empty_name", field="value")
    return value


def _checked_name(g: Gesture, name: str, besides: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise Invalid("errors.empty_name", field="name")
    p = schema.persona.c
    for other, taken in g.connection.execute(select(p.id, p.name)):
        if other != besides and fold(taken) == fold(name):
            raise Invalid("personas_store.name_taken", persona=taken)
    return name


def _coder(g: Gesture) -> int:
    if g.coder is None:
        raise Invalid("personas_store.no_coder")
    return g.coder.id
