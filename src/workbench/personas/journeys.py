"""The journeys of the personas of a project: its acts and its scores laid on the stages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.personas.journey import Journey, journey, laid, stages
from workbench.personas.reading import read_personas
from workbench.project import Project
from workbench.text import fold

if TYPE_CHECKING:
    import pandas as pd

#: Questions whose answers say how it goes, the higher the better.
_SCORES = re.compile(r"recommand|recommend|satisf")


def journeys(project: Project, language: str | None = None) -> dict[int, Journey]:
    """Persona → the journey of its people, up to the last day that is written down.

    Acts are those of `project.events()`; scores are answers that recommend or say how satisfied somebody is.
    A project without acts has no journeys.

    >>> journeys(project)[41].reached["first_contact"]                     # doctest: +SKIP
    """
    with project.read():
        events, table = project.events(), read_personas(project)
        said = scores(project)
    if events.empty:
        return {}
    along = stages(language or project.language)
    acts = laid(events, along)
    there = set(acts["stage"])
    last = acts["day"].max().date() if len(acts) else None
    return {
        int(str(persona)): journey(
            acts[acts["case_id"].isin(members)],
            along,
            people=members,
            today=last,
            scores=said[said["case_id"].isin(members)],
            recorded=there,
        )
        for persona, members in table["members"].items()
    }


def stage_acts(project: Project, language: str | None = None) -> pd.DataFrame:
    """The acts of a project that took place, with their stage: what stands behind a stage of a journey."""
    return laid(project.events(), stages(language or project.language))


def scores(project: Project) -> pd.DataFrame:
    """Scores of a project: case_id, at (ISO day), value; of one question, that which was asked most."""
    import pandas as pd

    answers = project.answers()
    asked = [q for q in answers["question"].unique() if _SCORES.search(fold(q))]
    told = answers[answers["question"].isin(asked)]
    value = pd.to_numeric(told["value"].str.replace(",", "."), errors="coerce")
    told = told.assign(number=value)[value.notna()]
    counts = told["question"].value_counts()
    if len(counts):
        told = told[told["question"] == sorted(counts.index, key=lambda q: (-counts[q], q))[0]]
    return pd.DataFrame(
        {"case_id": told["case_id"], "at": told["answered_at"].fillna(""), "value": told["number"]}
    )
