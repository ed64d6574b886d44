"""The persons of a project while it is being written: whom a label stands for, found or added."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from workbench.corpus.speakers import fold, is_part, person_key
from workbench.project import schema
from workbench.project.journal import Gesture

Key = tuple[int | None, str]


@dataclass(slots=True)
class Naming:
    """What a person said of the labels: whom they stand for, and which of them lead the talk.

    A label mapped to None is nobody. Where `moderators` is given, it decides alone.
    """

    names: Mapping[str, str | None] = field(default_factory=dict)
    moderators: Collection[str] | None = None

    def __post_init__(self) -> None:
        self.names = {fold(label): name for label, name in self.names.items()}
        if self.moderators is not None:
            said = [self.moderators] if isinstance(self.moderators, str) else self.moderators
            self.moderators = {fold(label) for label in said}

    def person(self, label: str) -> str | None:
        """The name of the person, by default the label itself."""
        return self.names.get(fold(label), label)

    def is_given(self, label: str) -> bool:
        """True where a person said whom the label stands for."""
        return fold(label) in self.names

    def role(self, label: str, guess: str) -> str:
        """The role of the speaker: as said, else as recognised."""
        if self.moderators is None:
            return guess
        leads = {fold(label), fold(self.person(label) or "")} & set(self.moderators)
        return "moderator" if leads else "participant"


class People:
    """The cases of a project by what their names share, and those that a gesture is about to add."""

    def __init__(self, gesture: Gesture) -> None:
        self._gesture = gesture
        case = schema.case.c
        rows = gesture.connection.execute(select(case.id, case.name, case.source_id))
        self._ids: dict[Key, int] = {}
        for row in rows:
            self._ids.setdefault((row.source_id, person_key(row.name)), row.id)
        self._new: dict[Key, dict[str, object]] = {}
        self._met: dict[Key, int | None] = {}

    def key(self, person: str, source: int, reach: str = "look") -> Key:
        """What tells the person apart: a part in the talk (L1, Animatrice) is somebody else in each
        source."""
        here = reach == "file" or (reach == "look" and is_part(person))
        return (source if here else None, person_key(person))

    def nearest(self, person: str, source: int) -> Key:
        """The person of that name known in the source alone, else the one of that name in the project."""
        here = (source, person_key(person))
        return here if here in self._ids else (None, person_key(person))

    def meet(self, key: Key, name: str, role: str, source: int | None = None) -> bool:
        """Take note of a person, to be added where the project does not know them.

        True where they are known from elsewhere than the source in which they are met.
        """
        if key in self._ids:
            return True
        first = self._met.setdefault(key, source)
        row = self._new.setdefault(key, {"name": name, "kind": "person", "role": role, "source_id": key[0]})
        if str(row["name"]).isupper() and not name.isupper():
            row["name"] = name  # "Nadia" reads better than "NADIA" where both are written
        if role == "moderator":
            row["role"] = role
        return first != source

    def add(self) -> None:
        """Write the persons met that the project did not know."""
        keys = list(self._new)
        ids = self._gesture.insert(schema.case, [self._new[key] for key in keys])
        self._ids.update(zip(keys, ids, strict=True))
        self._new.clear()

    def id(self, key: Key) -> int:
        """The id of a person known or added."""
        return self._ids[key]
