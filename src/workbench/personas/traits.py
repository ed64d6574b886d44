"""What can be said of people, one by one: codes, themes, answers, attributes and acts, each with who and
where."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from workbench import i18n
from workbench.project import schema
from workbench.project.evidence import Place, Speech
from workbench.project.frames import KEY

#: Types of answers that are one of a few, and types that are more or less.
_CHOSEN, _GRADED = {"choice", "choices", "boolean"}, {"scale", "integer", "decimal"}
#: The upper and the lower end of a graded answer: at most this share of those who answered.
_END = 0.4
_MOST_VALUES = 30
#: Somebody who misses as often as this, and twice at least, is said to miss.
_MISSED, _TWICE = 1 / 3, 2
_INNER = re.compile(r"^(.*\S)\s*\[(.+)\]\s*$", re.S)
_YES, _NO = {"oui", "yes", "true", "1"}, {"non", "no", "false", "0"}

#: Between what was asked and the grade that was given.
GRADE = " – "

#: A piece of evidence, as columns of the table of evidence.
Cite = dict[str, int]


@dataclass
class Trait:
    """One thing that is true of some people.

    `feature`: what it is a value of ("answer:<question>", "code:<id>"); `topic` and `label`: its name in two
    parts, the question and the answer; `above`: names of what it belongs to, for the rule of fields; `base`:
    of whom it could be known; `people`: of whom it is true, with what shows it; `low`: the lower end of a
    grade, which tells what somebody does not ask for.
    """

    feature: str
    topic: str
    label: str
    base: frozenset[int]
    people: dict[int, list[Cite]] = field(default_factory=lambda: defaultdict(list))
    above: tuple[str, ...] = ()
    frame: str = ""
    low: bool = False

    @property
    def kind(self) -> str:
        """What sort of feature it is a value of: code, theme, answer, attribute, event."""
        return self.feature.partition(":")[0]

    @property
    def short(self) -> str:
        """The trait in few words, as it may name a persona."""
        if self.kind == "answer":
            words = self.label.split(GRADE)[0]
            return self.topic if words[:1].isdigit() else words
        return self.value if self.kind in {"event", "attribute"} else self.label

    @property
    def value(self) -> str:
        """The trait in one line, as a field of a persona says it."""
        if not self.topic or not self.label:
            return self.topic or self.label
        return (
            f"{self.topic} {self.label}" if self.topic[-1] in "?:.…" else f"{self.topic}{GRADE}{self.label}"
        )


def read_traits(connection: Connection, language: str) -> list[Trait]:
    """Every trait of the participants of a project, in an order that does not depend on when things came.

    A graded answer makes two traits, its ends ("4 or more", "2 or less"); an open one makes none. Of acts, it
    counts whether somebody was there, and whether they missed a third of what was planned.
    """
    c = schema.case.c
    there = frozenset(connection.execute(select(c.id).where(c.role != "moderator")).scalars())
    speech = Speech(connection)
    p = schema.passage.c
    talk = select(p.case_id).where(p.case_id.is_not(None), p.role != "moderator", p.kind != "heading")
    speaking = there & frozenset(connection.execute(talk).scalars())
    found = [
        *_coded(connection, speech, speaking),
        *_themes(connection, speech, speaking),
        *_answered(connection, language),
        *_noted(connection),
        *_done(connection, language),
    ]
    for trait in found:
        trait.people = {case: trait.people[case] for case in sorted(set(trait.people) & there)}
        trait.base &= there
    return sorted((t for t in found if t.people), key=lambda t: (t.feature, t.topic, t.label))


def _coded(connection: Connection, speech: Speech, speaking: frozenset[int]) -> Iterator[Trait]:
    c, code = schema.coding.c, schema.code.c
    names = {row.id: row for row in connection.execute(select(code.id, code.name, code.parent_id))}
    frames = _frames(connection)
    query = select(c.code_id, c.source_id, c.start, c.end).where(c.status == "confirmed")
    by_code: dict[int, list[Place]] = defaultdict(list)
    for made, *place in connection.execute(query.order_by(c.code_id, c.source_id, c.start, c.end)):
        by_code[made].append(Place(*place))
    for made, places in by_code.items():
        above, up = [], names[made].parent_id
        while up is not None:
            above.append(names[up].name)
            up = names[up].parent_id
        name = names[made].name
        trait = Trait(f"code:{made}", "", name, speaking, above=(name, *above), frame=frames.get(made, ""))
        _said(trait, places, speech)
        yield trait


def _themes(connection: Connection, speech: Speech, speaking: frozenset[int]) -> Iterator[Trait]:
    """Themes nobody rejected and nobody made a code of: the finest ones, which hold the segments."""
    t, m = schema.theme.c, schema.theme_member.c
    query = (
        select(t.id, t.label, m.source_id, m.start, m.end)
        .join(schema.theme_member, m.theme_id == t.id)
        .where(t.status != "rejected", t.code_id.is_(None))
        .order_by(t.id, m.source_id, m.start)
    )
    by_theme: dict[tuple[int, str], list[Place]] = defaultdict(list)
    for made, label, *place in connection.execute(query):
        by_theme[made, label].append(Place(*place))
    for (made, label), places in by_theme.items():
        trait = Trait(f"theme:{made}", "", label, speaking, above=(label,))
        _said(trait, places, speech)
        yield trait


def _said(trait: Trait, places: list[Place], speech: Speech) -> None:
    for place in dict.fromkeys(places):
        for case in sorted(speech.people(place)):
            trait.people[case].append({"source_id": place.source, "start": place.start, "end": place.end})


def _answered(connection: Connection, language: str) -> Iterator[Trait]:
    a = schema.answer.c
    query = select(a.id, a.case_id, a.source_id, a.question, a.type, a.value).where(
        a.type.in_(_CHOSEN | _GRADED), a.value != ""
    )
    by_question: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query.order_by(a.question, a.id)):
        by_question[row.question].append(row)
    for question, rows in by_question.items():
        base = frozenset(row.case_id for row in rows)
        inner = _INNER.match(question)
        above = (question,) if inner is None else (inner[2], inner[1])
        graded = all(row.type in _GRADED for row in rows)
        told = (
            _ends(rows, language) if graded else [(_plain(row.value, language), False, row) for row in rows]
        )
        made: dict[str, Trait] = {}
        for value, low, row in told:
            if value not in made and len(made) == _MOST_VALUES:
                continue
            topic, label = (question, value) if inner is None else (inner[1], f"{inner[2]}{GRADE}{value}")
            if inner is not None and not graded and row.value.casefold() in _YES:
                label = inner[2]
            new = Trait(f"answer:{question}", topic, label, base, above=above, low=low)
            trait = made.setdefault(value, new)
            cite = {"answer_id": row.id} | ({"source_id": row.source_id} if row.source_id else {})
            trait.people[row.case_id].append(cite)
        # Of a box that can be ticked, not ticking it says nothing.
        unticked = i18n.t("personas_store.no", language)
        yield from (t for value, t in made.items() if inner is None or value != unticked)


def _plain(value: str, language: str) -> str:
    """An answer as it is read: yes and no in the language of the project."""
    known = "yes" if value.casefold() in _YES else "no" if value.casefold() in _NO else ""
    return i18n.t(f"personas_store.{known}", language) if known else value


def _ends(rows: list[Any], language: str) -> list[tuple[str, bool, Any]]:
    """The answers at either end of what was answered: few enough to tell people apart."""
    graded = []
    for row in rows:
        try:
            graded.append((float(row.value.replace(",", ".")), row))
        except ValueError:
            continue
    counts = Counter(value for value, _ in graded)
    values = sorted(counts)
    if len(values) < 3:
        return [(row.value, False, row) for _, row in graded]
    found: list[tuple[str, bool, Any]] = []
    for key, order in (("at_most", values), ("at_least", values[::-1])):
        total, edge = 0, order[0]
        for value in order[:-1]:
            total += counts[value]
            if total > _END * len(graded):
                break
            edge = value
        told = f"{edge:g}"
        label = told if edge == order[0] else i18n.t(f"personas_store.{key}", language, value=told)
        side = 1 if key == "at_least" else -1
        found += [(label, side < 0, row) for value, row in graded if side * value >= side * edge]
    return found


def _noted(connection: Connection) -> Iterator[Trait]:
    a = schema.attribute.c
    query = select(a.case_id, a.name, a.type, a.value).where(
        a.value != "", a.type != KEY, ~a.name.startswith("consent:")
    )
    by_name: dict[str, dict[int, str]] = defaultdict(dict)
    for case, name, kind, value in connection.execute(query.order_by(a.name, a.id)):
        if kind not in {"date", "decimal", "integer"}:
            by_name[name][case] = value
    for name, values in by_name.items():
        known = Counter(values.values())
        if not 2 <= len(known) <= _MOST_VALUES:
            continue
        for value in known:
            who: dict[int, list[Cite]] = {case: [] for case, mine in values.items() if mine == value}
            yield Trait(f"attribute:{name}", name, value, frozenset(values), who, above=(name,))


def _done(connection: Connection, language: str) -> Iterator[Trait]:
    e = schema.event.c
    query = select(e.id, e.case_id, e.source_id, e.kind, e.meta).where(e.kind != "")
    by_kind: dict[str, list[Any]] = defaultdict(list)
    base = set()
    for row in connection.execute(query.order_by(e.kind, e.happened_at, e.id)):
        by_kind[row.kind].append(row)
        base.add(row.case_id)
    for kind, rows in by_kind.items():
        came, missed = (
            Trait(f"event:{kind}", kind, i18n.t(f"personas_store.{key}", language), frozenset(base),
                  above=(kind,) if key == "came" else (kind, i18n.t("personas_store.missed", "fr")))
            for key in ("came", "missed")
        )  # fmt: skip
        away: Counter[int] = Counter()
        planned: Counter[int] = Counter(row.case_id for row in rows)
        for row in rows:
            cite = {"event_id": row.id} | ({"source_id": row.source_id} if row.source_id else {})
            gone = json.loads(row.meta or "{}").get("done") is False
            (missed if gone else came).people[row.case_id].append(cite)
            away[row.case_id] += gone
        often = {case for case, n in away.items() if n >= _TWICE and n / planned[case] >= _MISSED}
        missed.people = {case: cites for case, cites in missed.people.items() if case in often}
        yield came
        yield missed


def _frames(connection: Connection) -> dict[int, str]:
    """Which frame a code came with."""
    s = schema.setting.c
    query = select(s.name, s.value).where(s.name.startswith("frame:"))
    return {
        code: name.partition(":")[2]
        for name, value in connection.execute(query)
        for code in json.loads(value).get("codes", {}).values()
    }
