"""Who has been read with a frame: how many segments each person has in each of its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.coding import tree
from workbench.coding.frames.frame import read_frame
from workbench.coding.frames.loading import Loaded, loaded
from workbench.coding.segments import people
from workbench.errors import NotFound
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd


def coverage(project: Project, frame: str) -> pd.DataFrame:
    """One row a person, one column a section of the frame (by its name in the project): segments coded there.

    Index (case_id, person), by name. A section counts what is coded with it or with a code below it; a
    segment of two speakers counts for both; what nobody has confirmed does not count. Words that are
    nobody's, as in a case study, count for their source: case_id 0, person the source's name. Everybody who
    takes part has a row, so that 0 tells what was never talked about. Raises NotFound for a frame that is
    not loaded.

    >>> coverage(project, "guide") < 1                                     # doctest: +SKIP
    """
    import pandas as pd

    with project.read():
        sections, said = _read(project, frame)
        cases = project.cases()
    who = cases[(cases["role"] != "moderator") & (cases["kind"] == "person")]
    alone = sorted(set(said.loc[said["case_id"] == 0, "person"]))
    index = pd.MultiIndex.from_tuples(
        [*zip(who.index.tolist(), who["name"], strict=True), *((0, name) for name in alone)],
        names=["case_id", "person"],
    )
    columns = {}
    for name, under in sections.items():
        mine = said[said["code_id"].isin(under)].drop_duplicates(["source_id", "start", "end", "case_id"])
        columns[name] = mine.groupby(["case_id", "person"]).size().reindex(index, fill_value=0)
    return pd.DataFrame(columns, index=index).astype("int64")


def covered(project: Project, frame: str, section: str, person: tuple[int, str]) -> list[int]:
    """The ids of the codings behind a number of `coverage`: its column and its (case_id, person).

    Raises NotFound for a frame that is not loaded or a section that it does not have.

    >>> covered(project, "guide", "5. Clôture", (12, "Nadia"))             # doctest: +SKIP
    [301, 344]
    """
    with project.read():
        sections, said = _read(project, frame)
    if section not in sections:
        raise NotFound("frames.no_section", section=section, known=", ".join(sections))
    mine = said[said["code_id"].isin(sections[section])]
    mine = mine[(mine["case_id"] == person[0]) & (mine["person"] == person[1])]
    return [int(i) for i in mine.drop_duplicates(["source_id", "start", "end"])["coding"]]


def _read(project: Project, frame: str) -> tuple[dict[str, set[int]], pd.DataFrame]:
    """The sections of a loaded frame by name, with their codes and those below, and what is coded."""
    with project.read() as connection:
        there = loaded(connection).get(frame)
        if there is None:
            raise NotFound("frames.not_loaded", frame=read_frame(frame, project.language).title)
        names, under = project.codes()["name"], below(project, there)
        said = coded(project)
    keys = [key for key in read_frame(frame, project.language).sections if key in there.codes]
    sections = {str(names[there.codes[key]]): under[key] for key in keys}
    every = set().union(*sections.values())
    return sections, said[said["code_id"].isin(every)]


def coded(project: Project) -> pd.DataFrame:
    """One row a confirmed coding and person who speaks in it: coding, code_id, source_id, start, end,
    case_id,
    person.

    Where nobody speaks, case_id is 0 and person the name of the source.
    """
    codings = project.codings()
    codings = codings[codings["status"] == "confirmed"]
    spoken = people(codings, project.spoken())
    columns = ["code_id", "source_id", "source", "start", "end"]
    table = codings[columns].reset_index(names="coding").merge(spoken, on="coding", how="left")
    table["case_id"] = table["case_id"].fillna(0).astype("int64")
    named = table["case_id"].map(project.cases()["name"])
    return table.assign(person=named.where(table["case_id"] > 0, table["source"])).drop(columns="source")


def below(project: Project, there: Loaded) -> dict[str, set[int]]:
    """For each key of a loaded frame its code and all codes below it today, a person's own too."""
    codes = project.codes()
    above = codes["parent_id"].to_numpy(dtype="int64", na_value=0).tolist()
    parents = {code: parent or None for code, parent in zip(codes.index.tolist(), above, strict=True)}
    return {key: {code, *tree.descendants(parents, code)} for key, code in there.codes.items()}
