"""Taking a frame into the codebook of a project, and knowing its codes again whatever their names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from workbench.coding import codebook
from workbench.coding.frames.frame import read_frame
from workbench.project import Project, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture

#: The settings that keep, for each frame, which of its codes is which.
SETTING = "frame:"


@dataclass(frozen=True)
class Loaded:
    """A frame in a project: the id of the code that holds it, and the id of each of its codes by key."""

    name: str
    root: int | None
    codes: dict[str, int]


def load_frame(
    project: Project, name: str, parent: Ref | None = None, *, language: str | None = None
) -> list[int]:
    """The ids of the codes made, the one that holds the frame first, in one gesture.

    Codes come with their definition, caution ("not when"), example, and markers (as synonyms, so that they
    are found by them). Loading again adds only the codes that are gone. `language`: by default the
    project's. Raises NotFound for an unknown frame or parent, Invalid where a sibling bears the frame's
    name.

    >>> load_frame(project, "erg", parent="Besoins")                       # doctest: +SKIP
    [12, 13, 14, 15, 16, 17, 18, 19, 20, 21]
    """
    frame = read_frame(name, language or project.language)
    with project.gesture("load_frame", frame=frame.title) as g:
        there = loaded(g.connection).get(name) or Loaded(name, None, {})
        made: list[int] = []
        root = there.root
        if root is None:
            about = f"{frame.about}\n{frame.source}"
            root = codebook.create(g, frame.title, parent=parent, definition=about, not_when=frame.caution)
            made.append(root)
        codes = dict(there.codes)
        for code in frame.codes:
            if code.key in codes:
                continue
            above = root if code.parent is None else codes[code.parent]
            codes[code.key] = codebook.create(
                g, code.name, parent=above, definition=code.definition, not_when=code.caution,
                example=code.example, synonyms=", ".join(code.markers),
            )  # fmt: skip
            made.append(codes[code.key])
        if made:
            value = {"root": root, "codes": codes, "needs": frame.needs, "hint": frame.hint}
            _keep(g, SETTING + name, value)
        g.params["n"] = len(made)
    return made


def loaded(connection: Connection) -> dict[str, Loaded]:
    """The frames of a project by name, with those of their codes that are still there."""
    s = schema.setting.c
    there = set(connection.execute(select(schema.code.c.id)).scalars())
    found = {}
    for key, value in connection.execute(
        select(s.name, s.value).where(s.name.startswith(SETTING, autoescape=True)).order_by(s.name)
    ):
        told = json.loads(value)
        codes = {part: code for part, code in told["codes"].items() if code in there}
        root = told["root"] if told["root"] in there else None
        if codes or root is not None:
            name = key.removeprefix(SETTING)
            found[name] = Loaded(name, root, codes)
    return found


def _keep(g: Gesture, name: str, value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False)
    s = schema.setting.c
    row = g.connection.execute(select(s.id).where(s.name == name)).scalar()
    if row is None:
        g.insert(schema.setting, [{"name": name, "value": text}])
    else:
        g.update(schema.setting, [row], {"value": text})
