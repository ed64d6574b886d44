"""Personas from classes of people: six fields filled from what a class has more often than the others."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection, select

from workbench import i18n
from workbench.errors import Invalid
from workbench.personas.contrast import RATE, contrasts
from workbench.personas.fields import FIELDS, field_of, rule
from workbench.personas.traits import Trait, read_traits
from workbench.project import Project, schema
from workbench.project.journal import Gesture, dumps

if TYPE_CHECKING:
    import pandas as pd

#: The kind of claim that the values of fields are in the table of evidence.
CLAIM = "persona_field"
#: Values of a field at most; people whom each of them takes.
MOST, LEAST = 5, 2
#: Letters up to which a name takes two traits.
_NAME = 60
#: The setting that keeps how the classes were found.
CARD = "typology"


class Classes(Protocol):
    """What `find_typology` gives, as far as it is needed here."""

    @property
    def labels(self) -> pd.Series:
        """The class of each person."""
        ...

    @property
    def jaccard(self) -> list[float]:
        """How firm each class is."""
        ...

    @property
    def verdict(self) -> str:
        """What they are worth, in a word."""
        ...

    @property
    def reason(self) -> str:
        """The verdict as a sentence."""
        ...


@dataclass(frozen=True)
class Found:
    """A value of a field: the trait it says, and how much more often the class has it."""

    field: str
    trait: Trait
    members: tuple[int, ...]
    n_out: int
    of_in: int
    of_out: int
    q: float


def synthesize(project: Project, typology: Classes) -> list[int]:
    """The ids of the personas of a typology, the largest first, in one gesture.

    `typology.labels`: the class of each person by case id, -1 for none. Each of the six fields gets at most
    five values: traits that at least two people of the class have, more often than the others do (q ≤ 0.05,
    see `contrasts`), the surest first; each with its evidence. A field without any is left empty: "not
    documented". Nothing else is written: neither a picture nor a story.

    Personas of an earlier run are recognised by the people they share: they keep their number, what a person
    wrote, named or set aside, and remember who came from where (`moves`). Personas built, split or merged by
    hand stay as they are, with their people. Raises Invalid where there is no class.

    >>> synthesize(project, find_typology(table))                          # doctest: +SKIP
    [41, 52, 63]
    """
    labels = {int(str(case)): int(label) for case, label in typology.labels.items()}
    with project.read() as connection:
        traits = read_traits(connection, project.language)
        earlier = stored(connection)
        rules = rule(connection)
    kept = {case for run in earlier.values() if run.get("origin") == "hand" for case in run["members"]}
    classes: dict[int, list[int]] = defaultdict(list)
    for case, label in sorted(labels.items()):
        if label >= 0 and case not in kept:
            classes[label].append(case)
    if not classes:
        raise Invalid("personas_store.no_classes", reason=typology.reason)
    before = {number: run for number, run in earlier.items() if run.get("origin") != "hand"}
    heirs = _heirs(before, classes)
    hands = {-number: frozenset(run["members"]) for number, run in earlier.items() if number not in before}
    found = fill(traits, {**{k: frozenset(v) for k, v in classes.items()}, **hands}, rules)
    was = {case: number for number, run in before.items() for case in run["members"]}
    with project.gesture("synthesize") as g:
        names = {
            i: name for i, name in g.connection.execute(select(schema.persona.c.id, schema.persona.c.name))
        }
        remove(g, [number for number in before if number not in heirs.values()])
        program = g.program(i18n.t("personas_store.program", "fr"))
        made = []
        for label in sorted(classes, key=lambda k: (-len(classes[k]), k)):
            old = before.get(heirs.get(label, 0), {})
            run = {
                "members": classes[label], "medoid": medoid(found[label], classes[label]),
                "origin": "computed", "jaccard": round(float(typology.jaccard[label]), 4),
                "aside": old.get("aside", []), "named": old.get("named", False),
                "moved": {str(case): names[was[case]] for case in classes[label]
                          if case in was and was[case] != heirs.get(label)},
                "before": sum(case in was for case in classes[label]) if before else None,
            }  # fmt: skip
            made.append(write(g, heirs.get(label), found[label], run, program, project.language))
        keep_card(g, _card(typology, len(classes)))
        g.params = {"n": len(made)}
    return made


def fill(
    traits: Sequence[Trait], classes: Mapping[int, frozenset[int]], rules: Mapping[str, str]
) -> dict[int, list[Found]]:
    """The values of the six fields of each class, field by field, the surest first; classes in their order.

    Of several values of one question a class gets those that it has; of traits that are true of the very same
    people, all. Ties: the larger difference of shares, then the name.
    """
    table = contrasts([frozenset(t.people) for t in traits], [t.base for t in traits], classes)
    found: dict[int, list[Found]] = {name: [] for name in classes}
    likely: list[Any] = table[(table["q"] <= RATE) & (table["n_in"] >= LEAST)].to_dict("records")
    for row in likely:
        if row["n_in"] * row["of_out"] <= row["n_out"] * row["of_in"]:
            continue
        found[row["class"]].append(found_in(traits[row["trait"]], classes[row["class"]], row, rules))
    return {name: chosen(values) for name, values in found.items()}


def chosen(values: Sequence[Found]) -> list[Found]:
    """At most five values a field, fields in their order; those that tell of no field left out."""

    def order(one: Found) -> tuple[Any, ...]:
        inside, outside = len(one.members) / max(1, one.of_in), one.n_out / max(1, one.of_out)
        return (one.q, outside - inside, one.trait.feature, one.trait.value)

    picked = []
    for name in FIELDS:
        picked += sorted((one for one in values if one.field == name), key=order)[:MOST]
    return picked


def found_in(
    trait: Trait, members: frozenset[int], row: Mapping[str, Any], rules: Mapping[str, str]
) -> Found:
    """A row of `contrasts` as a value of a field, with who of the class has it."""
    field = rules.get(trait.feature)
    if field is None:
        field = field_of(trait.kind, trait.above, trait.frame)
        # What somebody grades low is not what they seek; only where they stand can be told by it.
        field = "" if trait.low and field != "situation" else field
    mine = tuple(case for case in trait.people if case in members)
    return Found(
        field, trait, mine, int(row["n_out"]), int(row["of_in"]), int(row["of_out"]), float(row["q"])
    )


def medoid(values: Sequence[Found], members: Sequence[int]) -> int | None:
    """The person of a class who has most of what tells it apart, each value counting by how much it does."""
    if not values or not members:
        return None
    weight = {
        id(one): len(one.members) / max(1, one.of_in) - one.n_out / max(1, one.of_out) for one in values
    }
    total = {case: sum(weight[id(one)] for one in values if case in one.members) for case in members}
    return max(sorted(total), key=lambda case: round(total[case], 9))


# ---- in the store


def stored(connection: Connection) -> dict[int, dict[str, Any]]:
    """Persona → what is kept of how it was made: members, medoid, origin, firmness, its values."""
    p = schema.persona.c
    return {
        number: {"members": [], **json.loads(run or "{}")}
        for number, run in connection.execute(select(p.id, p.run).order_by(p.id))
    }


def write(
    g: Gesture, persona: int | None, values: Sequence[Found], run: dict[str, Any], coder: int, language: str
) -> int:
    """Write a persona and its computed values, in the place of those it had; the id. What is edited stays."""
    taken = set(run["aside"])
    f = schema.persona_field.c
    if persona is None:
        row = {"name": "", "summary": "", "status": "proposed", "coder_id": coder, "run": "{}"}
        [persona] = g.insert(schema.persona, [row])
    own = g.connection.execute(select(schema.persona_field).where(f.persona_id == persona)).all()
    old = json.loads(g.connection.execute(
        select(schema.persona.c.run).where(schema.persona.c.id == persona)).scalar() or "{}")  # fmt: skip
    edited = [row for row in own if row.origin != "computed"]
    drop(g, [row.id for row in own if row.origin == "computed"])
    told = {str(row.id): old.get("values", {}).get(str(row.id), {}) for row in edited}
    # What a person has put in other words is not said a second time.
    taken |= {each.get("key", "") for each in told.values()}
    values = [one for one in values if key(one.trait) not in taken]
    rows = [
        {"persona_id": persona, "name": one.field, "value": one.trait.value, "origin": "computed",
         "coder_id": coder, "position": FIELDS.index(one.field) * 100 + at}
        for at, one in enumerate(values)
    ]  # fmt: skip
    for field, one in zip(g.insert(schema.persona_field, rows), values, strict=True):
        told[str(field)] = {
            "key": key(one.trait), "topic": one.trait.topic, "label": one.trait.label,
            "members": list(one.members), "of_in": one.of_in, "n_out": one.n_out, "of_out": one.of_out,
            "q": one.q if one.q == one.q else None,
        }  # fmt: skip
        cite(g, field, one, coder)
    name = None if run.get("named") else _name(g, values, persona, language)
    change = {"run": dumps({**run, "values": told}), **({"name": name} if name else {})}
    g.update(schema.persona, [persona], change)
    return persona


def cite(g: Gesture, field: int, one: Found, coder: int) -> None:
    """Write the evidence of a value: all that shows it, of its people."""
    blank = {"source_id": None, "start": None, "end": None, "answer_id": None, "event_id": None}
    claim = {"claim_kind": CLAIM, "claim_id": field, "stance": "supports", "coder_id": coder}
    cites = [each for case in one.members for each in one.trait.people[case]]
    g.insert(schema.evidence, [{**blank, **claim, **each} for each in cites])


def drop(g: Gesture, fields: Sequence[int]) -> None:
    """Remove values of fields, with their evidence."""
    e = schema.evidence.c
    claims = select(e.id).where(e.claim_kind == CLAIM, e.claim_id.in_(fields))
    g.delete(schema.evidence, list(g.connection.execute(claims).scalars()))
    g.delete(schema.persona_field, fields)


def remove(g: Gesture, personas: Sequence[int]) -> None:
    """Remove personas, their fields and what those cited."""
    f = schema.persona_field.c
    fields = select(f.id).where(f.persona_id.in_(personas))
    drop(g, list(g.connection.execute(fields).scalars()))
    g.delete(schema.persona, personas)


def key(trait: Trait) -> str:
    """What a trait is known by from run to run."""
    return f"{trait.feature} = {trait.label}"


def keep_run(project: Project, typology: Classes) -> None:
    """Keep what was found where there is no class to describe, in one gesture."""
    with project.gesture("keep_run") as g:
        keep_card(g, _card(typology, 0))


def keep_card(g: Gesture, card: dict[str, Any]) -> None:
    """Keep how the classes were found, and what was said of them."""
    s = schema.setting.c
    row = g.connection.execute(select(s.id).where(s.name == CARD)).scalar()
    if row is None:
        g.insert(schema.setting, [{"name": CARD, "value": dumps(card)}])
    else:
        g.update(schema.setting, [row], {"value": dumps(card)})


def _card(typology: Classes, k: int) -> dict[str, Any]:
    table = getattr(typology, "table", None)
    return {
        "verdict": typology.verdict, "reason": typology.reason, "k": k,
        "people": len(typology.labels), "apart": int((typology.labels < 0).sum()),
        "jaccard": [round(float(each), 4) for each in typology.jaccard],
        "table": [] if table is None else json.loads(table.round(4).to_json(orient="records")),
        "seed": getattr(typology, "seed", 0),
    }  # fmt: skip


def _heirs(before: Mapping[int, Mapping[str, Any]], classes: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Class → the earlier persona it goes on from: those that share most people, two by two."""
    shared = sorted(
        (-len(set(run["members"]) & set(members)), number, label)
        for number, run in before.items()
        for label, members in classes.items()
        if set(run["members"]) & set(members)
    )
    heirs: dict[int, int] = {}
    for _, number, label in shared:
        if label not in heirs and number not in heirs.values():
            heirs[label] = number
    return heirs


def _name(g: Gesture, values: Sequence[Found], persona: int, language: str) -> str:
    """A name made of what tells a class apart most: its goal, its obstacle."""
    telling = ("goals", "obstacles", "levers", "autonomy", "communication", "situation")
    first = {one.field: one for one in reversed(values)}  # the surest stands first in its field
    words = [first[field].trait.short for field in telling if field in first][:2]
    if sum(map(len, words)) > _NAME:
        words = words[:1]
    name = "\u00a0· ".join(word[:1].upper() + word[1:] for word in words) or i18n.t(
        "personas_store.unnamed", language
    )
    p = schema.persona.c
    taken = set(g.connection.execute(select(p.name).where(p.id != persona)).scalars())
    n = 2
    whole = name
    while whole in taken:
        whole, n = f"{name} ({n})", n + 1
    return whole
