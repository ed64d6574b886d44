"""The six fields of a persona, and the rule that says which feature tells of which."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import Connection, select

from workbench.errors import Invalid
from workbench.project import Project, schema
from workbench.text import fold

#: Starting situation, goals sought, main obstacles, levers of motivation, preferences of communication,
#: wanted degree of autonomy.
FIELDS = ("situation", "goals", "obstacles", "levers", "communication", "autonomy")
#: The setting that keeps what a person said otherwise: feature → field, "" for none.
SETTING = "persona_fields"
#: Where no word tells: what people are goes to the situation, what they expect to the goals.
_ELSE = {"attribute": "situation", "theme": "goals"}


def field_of(kind: str, words: Iterable[str], frame: str = "") -> str:
    """The field that a feature tells of by the rule of `data/fields.toml`, "" where it tells of none.

    `kind`: code, theme, answer, attribute or event; `words`: what the feature is called, the nearest name
    first, then what stands above it; `frame`: the frame its code belongs to.

    >>> field_of("answer", ["Comment préférez-vous qu'on vous joigne ?"])
    'communication'
    >>> field_of("code", ["mobilité"], frame="employment_obstacles"), field_of("code", ["couleur"])
    ('obstacles', '')
    """
    words_of = _rule()
    for name in words:
        # What says that a feature tells of no field stands last in the file, and is asked first.
        for field, pattern, _ in (words_of[-1], *words_of[:-1]):
            if pattern.search(fold(name).replace("’", "'")):
                return field
    for field, _, frames in words_of:
        if frame and frame in frames:
            return field
    return _ELSE.get(kind, "")


def assign_feature(project: Project, feature: str, field: str) -> None:
    """Say which field a feature tells of from now on, "" for none; personas follow when they are synthesised
    anew.

    `feature` is named as `read_features` does: "answer:<question>", "code:<id>". Raises Invalid for an
    unknown field.

    >>> assign_feature(project, "answer:Avez-vous le permis ?", "obstacles")  # doctest: +SKIP
    """
    if field not in ("", *FIELDS):
        raise Invalid("personas_store.unknown_field", field=field, known=", ".join(FIELDS))
    s = schema.setting.c
    with project.gesture("assign_feature", feature=feature.partition(":")[2], field=field or "–") as g:
        value = json.dumps({**rule(g.connection), feature: field}, ensure_ascii=False, sort_keys=True)
        row = g.connection.execute(select(s.id).where(s.name == SETTING)).scalar()
        if row is None:
            g.insert(schema.setting, [{"name": SETTING, "value": value}])
        else:
            g.update(schema.setting, [row], {"value": value})


def rule(connection: Connection) -> dict[str, str]:
    """What people said of single features, against the rule or where it says nothing."""
    s = schema.setting.c
    value = connection.execute(select(s.value).where(s.name == SETTING)).scalar()
    told: dict[str, str] = json.loads(value) if value else {}
    return told


@cache
def _rule() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    text = (resources.files("workbench") / "personas" / "data" / "fields.toml").read_text(encoding="utf-8")
    told: list[dict[str, Any]] = tomllib.loads(text)["field"]
    return tuple(
        (each["name"], re.compile(r"\b(?:" + "|".join(each["words"]) + ")"),
         tuple(each.get("frames", ())))
        for each in told
    )  # fmt: skip
