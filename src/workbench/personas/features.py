"""What is known of each person, as a table to group people by: answers, codes, themes and what they do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench import i18n
from workbench.errors import Invalid
from workbench.personas.traits import read_traits
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd

BLOCKS = ("answers", "codes", "themes", "behaviour")

#: A choice among more values than this tells who somebody is, and groups no one.
_MOST_CHOICES = 12
#: A trait that fewer people have, or do not have, cannot part them.
_LEAST = 2
_TRUE = {"true": 1.0, "false": 0.0}


@dataclass(frozen=True)
class Features:
    """What is known of people: `table`, one row a person (case id), and the block of each of its columns.

    Numbers are on scales or 0 and 1; words are one of a few. A missing value was not asked, or could not be
    known: whoever never spoke has no codes, which is not the same as speaking of something else.
    """

    table: pd.DataFrame
    blocks: dict[str, str]


def features(
    project: Project, blocks: Collection[str] = BLOCKS, *, people: Sequence[int] | None = None
) -> Features:
    """The `Features` of the participants of a project, or of some `people` (case ids), in the order of ids.

    answers: closed questions, the last answer of each person; several choices are a column each, 0 where
    somebody was asked and did not tick it. codes, themes: 1 where words of the person are coded so (by a
    person, not as a proposal) or stand in the theme, 0 where they spoke of something else. behaviour: how
    many dated acts (logarithm), and the share of those planned that were kept, in all and by kind. Attributes
    are left out: kinds of people are looked for in what they say and do, and described by who they are.

    Columns that everybody or fewer than two people share, and people of whom nothing is known, are left out.
    `find_typology(found.table, blocks=found.blocks)` gives each block the same weight. Raises Invalid for an
    unknown block.

    >>> found = features(project, ["answers", "codes"])                    # doctest: +SKIP
    >>> find_typology(found.table, blocks=found.blocks).reason             # doctest: +SKIP
    """
    import pandas as pd

    unknown = [one for one in blocks if one not in BLOCKS]
    if unknown:
        raise Invalid("personas.unknown_block", given=unknown[0], known=", ".join(BLOCKS))
    columns: dict[str, pd.Series] = {}
    of: dict[str, str] = {}
    for block in BLOCKS:
        for name, values in _READERS[block](project) if block in blocks else ():
            free = _free(name, columns)
            columns[free], of[free] = values, block
    cases = project.cases()
    wanted = cases.index[cases["role"] != "moderator"] if people is None else pd.Index(list(people))
    table = pd.DataFrame(columns, index=sorted(wanted.unique()))
    telling = [name for name in table.columns if _tells(table[name])]
    table = table[telling].dropna(how="all")
    table.index.name = "case_id"
    return Features(table, {name: of[name] for name in telling})


def _answers(project: Project) -> Iterator[tuple[str, pd.Series]]:
    import pandas as pd

    given = project.answers().sort_values("answered_at", kind="stable", na_position="first")
    for question, rows in given.groupby("question", sort=True):
        kind = str(rows["type"].iloc[-1])
        if kind == "choices":
            asked = rows["case_id"].unique()
            for choice in sorted(set(rows["value"]) - {""}):
                ticked = rows.loc[rows["value"] == choice, "case_id"].unique()
                values = pd.Series(0.0, index=asked)
                values[ticked] = 1.0
                yield f"{question} [{choice}]", values
            continue
        last = rows.drop_duplicates("case_id", keep="last").set_index("case_id")["value"]
        last = last[last != ""]
        if kind == "boolean":
            yield str(question), last.map(_TRUE)
        elif kind in {"scale", "integer", "decimal"}:
            yield str(question), pd.to_numeric(last.str.replace(",", "."), errors="coerce")
        elif kind == "choice" and last.nunique() <= _MOST_CHOICES:
            yield str(question), last.astype(object)


def _said(project: Project, kind: str) -> Iterator[tuple[str, pd.Series]]:
    import pandas as pd

    with project.read() as connection:
        traits = read_traits(connection, project.language)
    for trait in traits:
        if trait.kind == kind:
            values = pd.Series(0.0, index=sorted(trait.base))
            values[[case for case in trait.people if case in trait.base]] = 1.0
            yield trait.value, values


def _behaviour(project: Project) -> Iterator[tuple[str, pd.Series]]:
    import numpy as np
    import pandas as pd

    events = project.events()
    if events.empty:
        return
    language = project.language
    yield i18n.t("personas.acts", language), pd.Series(np.log1p(events.groupby("case_id").size()))
    told = events[events["done"].notna()].assign(kept=lambda rows: rows["done"].astype(float))
    if told.empty:
        return
    yield i18n.t("personas.kept", language), told.groupby("case_id")["kept"].mean()
    kinds = told.groupby("kind")
    if len(kinds) > 1:
        for kind, rows in kinds:
            yield i18n.t("personas.kept_of", language, kind=kind), rows.groupby("case_id")["kept"].mean()


_READERS: dict[str, Any] = {
    "answers": _answers,
    "codes": lambda project: _said(project, "code"),
    "themes": lambda project: _said(project, "theme"),
    "behaviour": _behaviour,
}


def _tells(values: pd.Series) -> bool:
    """Whether a column can part people: at least two of them on either side."""
    counts = values.dropna().value_counts()
    if len(counts) < 2:
        return False
    return bool(counts.sum() - counts.iloc[0] >= _LEAST)


def _free(name: str, taken: Collection[str]) -> str:
    free, n = name, 1
    while free in taken:
        n += 1
        free = f"{name} ({n})"
    return free
