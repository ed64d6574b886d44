"""Erasing a person: from the database, from what was computed of it, and what is left to withdraw."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from pathlib import Path

from workbench import i18n
from workbench.discovery.embed import tidy
from workbench.lexical import full_text
from workbench.personas.publish import Publication, publications
from workbench.project import Project
from workbench.project.database import is_url
from workbench.project.erasing import erase_case
from workbench.project.find import Ref


@dataclass(frozen=True)
class Erased:
    """What was erased, and what a person is left to do: `str()` tells it.

    `rows` by table; `sources` whose text was blanked; `snapshots` in which the person is counted or quoted;
    `copies` of the project that lie beside it.
    """

    rows: dict[str, int]
    sources: list[int]
    snapshots: list[Publication]
    copies: list[Path]

    def __str__(self) -> str:
        lines = [i18n.t("erase.done", n=sum(self.rows.values()))]
        for key, places in (("snapshots", [one.place for one in self.snapshots]), ("copies", self.copies)):
            if places:
                lines.append(i18n.t(f"erase.where_{key}", n=len(places)))
                lines += [f"  {place}" for place in places]
        return "\n".join([*lines, i18n.t("erase.elsewhere")])


def erase(project: Project, case: Ref) -> Erased:
    """Erase a person (an id or a name) for good: see `workbench.project.erasing.erase_case`.

    Beside the database: vectors of what nobody says any more, and the index of words, which is made again
    when it is needed. No byte of what they said is then left in the files of the project. Raises NotFound,
    Ambiguous, ReadOnly, and Invalid where another program holds the project open and remains may be left.
    """
    gone = erase_case(project, case)
    tidy(project)
    full_text.forget(project)
    project.compact()
    rows = {table: len(ids) for table, ids in sorted(gone.rows.items()) if ids}
    return Erased(rows, gone.sources, publications(project, gone.case), _copies(project))


def _copies(project: Project) -> list[Path]:
    if is_url(project.location):
        return []
    path = Path(project.location)
    pattern = f"{glob.escape(path.stem)}.before-*{glob.escape(path.suffix)}"
    return sorted(path.parent.glob(pattern))
