"""Who agreed to be quoted: asked at every showing, so that a withdrawal takes effect at once."""

from __future__ import annotations

from sqlalchemy import select

from workbench.project import Project, schema
from workbench.text import fold

#: The attribute of a person that says whether they may be quoted.
CONSENT = "consent:quote"
_YES = {"yes", "true", "oui", "1", "y", "o"}


def quotable(project: Project) -> frozenset[int]:
    """The ids of the cases that may be quoted: those whose attribute `consent:quote` says yes.

    Nothing said is no. Where several are noted, the last one counts.
    """
    a = schema.attribute.c
    query = select(a.case_id, a.value).where(a.name == CONSENT).order_by(a.changed_in, a.id)
    with project.read() as connection:
        said = {case_id: fold(value) in _YES for case_id, value in connection.execute(query)}
    return frozenset(case_id for case_id, yes in said.items() if yes)
