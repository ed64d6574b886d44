"""Facts about people, written over those they have already."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from workbench.project import schema
from workbench.project.journal import Gesture


def set_facts(gesture: Gesture, facts: Mapping[int, Mapping[str, tuple[str, str]]]) -> None:
    """Write attributes, `{case id: {name: (type, value)}}`, over those that the cases have already."""
    table = schema.attribute
    there = {
        (row.case_id, row.name): row.id
        for row in gesture.connection.execute(select(table.c.id, table.c.case_id, table.c.name))
        if row.case_id in facts
    }
    new, changed = [], {}
    for case, values in facts.items():
        for name, (kind, value) in values.items():
            if (case, name) in there:
                changed[there[case, name]] = {"type": kind, "value": value}
            else:
                new.append({"case_id": case, "name": name, "type": kind, "value": value})
    gesture.update(table, list(changed), list(changed.values()))
    gesture.insert(table, new)
