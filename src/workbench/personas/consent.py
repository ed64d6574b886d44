"""Who agreed to be quoted: asked at every showing, so that a withdrawal takes effect at once."""

from __future__ import annotations

import re

from sqlalchemy import select

from workbench.project import Project, schema
from workbench.text import fold

#: The attribute of a person that says whether they may be quoted.
CONSENT = "consent:quote"
#: A question of a survey that asks the same, folded.
_ASKED = re.compile(r"accepte[^.]* cite|(agree|consent|accept)[^.]* quot")
_YES = {"yes", "true", "oui", "1", "y", "o"}


def quotable(project: Project) -> frozenset[int]:
    """The ids of the cases that may be quoted: those whose attribute `consent:quote` says yes.

    Where a person has no such attribute, their last answer to a question that asks it counts ("J'accepte
    d'être cité", "I agree to be quoted"). Nothing said is no.
    """
    a, q = schema.attribute.c, schema.answer.c
    noted = select(a.case_id, a.value).where(a.name == CONSENT).order_by(a.changed_in, a.id)
    with project.read() as connection:
        questions = connection.execute(select(q.question).distinct()).scalars()
        asking = [question for question in questions if _ASKED.search(fold(question))]
        answered = select(q.case_id, q.value).where(q.question.in_(asking)).order_by(q.answered_at, q.id)
        said = {case_id: value for case_id, value in connection.execute(answered)}
        said |= {case_id: value for case_id, value in connection.execute(noted)}
    return frozenset(case_id for case_id, value in said.items() if fold(value) in _YES)
