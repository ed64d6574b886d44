"""The themes as the project keeps them: their tree, their members, who says them, how they came about."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from workbench.discovery.proposal import ancestors
from workbench.errors import NotFound
from workbench.lexical.languages import kept_apart
from workbench.project import Project, schema

if TYPE_CHECKING:
    import pandas as pd

#: Under this stability a theme is called fragile.
FRAGILE = 0.6
#: The setting that keeps the run card.
RUN = "themes_run"

_LEFT_ASIDE = ("too_short", "alone")


@dataclass(frozen=True)
class Themes:
    """The themes of a project; see `read_themes`."""

    themes: pd.DataFrame
    members: pd.DataFrame
    run: dict[str, Any] = field(default_factory=dict)
    levels: list[float] = field(default_factory=list)
    level: int = 0
    note: tuple[str, dict[str, Any]] | None = None

    def at(self, level: int | None = None) -> pd.DataFrame:
        """The members with a column `theme`: the theme they belong to at that level, fine or coarse.

        Each segment once: what the compass reads in it besides is left out (see `guided`).
        """
        up = self._standing(level)
        kept = self.members[self.members["theme_id"].isin(set(up))]
        return kept.assign(theme=kept["theme_id"].map(up))

    @property
    def guided(self) -> list[int]:
        """The themes that the compass of needs read, beside the tree: a segment may be in several."""
        return self.themes.index[self.themes["level"] < 0].tolist()

    def of(self, theme: int) -> pd.DataFrame:
        """The members of a theme, coarse or fine, those that belong to it most first. Raises NotFound."""
        mine = self.members[self.members["theme_id"].isin(self.below(theme))]
        return mine.sort_values("membership", ascending=False, kind="stable")

    def shown(self, level: int | None = None) -> list[int]:
        """The themes that stand at that level, every segment in one of them, the largest first."""
        up = self._standing(level)
        found = {up[leaf] for leaf in self.themes.index[self.themes["leaf"]].tolist() if leaf in up}
        order = self.themes["segments"].sort_values(ascending=False, kind="stable").index
        return [theme for theme in order.tolist() if theme in found]

    def below(self, theme: int) -> list[int]:
        """The finest themes under a theme (itself when it is one of them). Raises NotFound."""
        if theme not in self.themes.index:
            raise NotFound("discovery.no_theme", id=theme)
        parents = self.parents
        found = []
        for leaf in self.themes.index[self.themes["leaf"]].tolist():
            if theme in above(leaf, parents):
                found.append(leaf)
        return found

    def apart(self, languages: pd.Series) -> list[str]:
        """The languages that the themes of the level proposed keep apart from the one most spoken.

        `languages`: of each source, by its id. See `workbench.lexical.languages.kept_apart`.
        """
        members = self.at()
        return kept_apart(members["theme"].tolist(), members["source_id"].map(languages).tolist())

    @property
    def parents(self) -> dict[int, int]:
        """For each theme the one it stands in, -1 for none."""
        column = self.themes["parent_id"].fillna(-1).astype(int)
        return dict(zip(self.themes.index.tolist(), column.tolist(), strict=True))

    def _standing(self, level: int | None) -> dict[int, int]:
        tree = self.themes[self.themes["level"] >= 0]
        levels = dict(zip(tree.index.tolist(), tree["level"].tolist(), strict=True))
        parents = {theme: parent for theme, parent in self.parents.items() if theme in levels}
        return ancestors(parents, levels, self.level if level is None else level)


def read_themes(project: Project) -> Themes:
    """The themes as they are kept, the largest first; none when none were ever looked for.

    `themes`, index theme id: label, parent_id, level (0 coarsest; -1 read by the compass of needs), leaf,
    status (proposed, accepted, rejected), locked (a person has touched it), stability (mean Jaccard, 0 to
    1), fragile, segments, people, sources, top_person, top_share (of the segments, said by one person),
    terms, medoids (list of (source_id, start, end)), code_id, heard (of the compass: 0 to 1, less where what
    is ordinary is as near; else missing). `members`, index member id: theme_id (the
    finest), second_id, membership, reason ("", "between", "alone", "too_short"), source_id, start, end,
    case_id, speaker, time_start (seconds), x, y, voice. `levels` are the granularities of the slider,
    `level` the place of the one proposed.
    """
    import pandas as pd

    with project.read() as connection:
        rows = [row._asdict() for row in connection.execute(select(schema.theme).order_by(schema.theme.c.id))]
        kept = schema.theme_member
        members = pd.read_sql(select(kept).order_by(kept.c.id), connection)
        run = read_run(connection)
        passages = project.spoken()
        people = project.cases()["name"]
    members = members.set_index("id").drop(columns=["changed_in"])
    members["second_id"] = members["second_id"].astype("Int64")
    members = with_speakers(members, passages)
    themes = pd.DataFrame(rows, columns=[c.name for c in schema.theme.columns]).set_index("id")
    themes["parent_id"] = themes["parent_id"].astype("Int64")
    themes["code_id"] = themes["code_id"].astype("Int64")
    themes["locked"] = themes["locked"].astype(bool)
    themes["terms"] = themes["terms"].map(json.loads)
    hearts = [[tuple(span) for span in json.loads(text)] for text in themes["medoids"]]
    themes["medoids"] = pd.Series(hearts, index=themes.index, dtype=object)
    heard = [float(json.loads(run).get("heard", 1)) for run in themes["run"]]
    themes["heard"] = pd.Series(heard, index=themes.index, dtype=float).where(themes["level"] < 0)
    themes["fragile"] = themes["stability"] < FRAGILE
    themes["leaf"] = ~themes.index.isin(themes["parent_id"].dropna())
    counted = _who(themes, Themes(themes, members).parents, members, people)
    themes = themes.join(counted)
    order = themes.sort_values(["level", "segments"], ascending=[True, False], kind="stable").index
    columns = ["label", "parent_id", "level", "leaf", "status", "locked", "stability", "fragile", "segments",
               "people", "sources", "top_person", "top_share", "terms", "medoids", "code_id",
               "heard"]  # fmt: skip
    card = run.get("card", {})
    note = run.get("note")
    return Themes(
        themes.loc[order, columns], members, card, run.get("levels", []), run.get("level", 0),
        (note[0], note[1]) if note else None,
    )  # fmt: skip


def read_run(connection: Connection) -> dict[str, Any]:
    """What is kept of the last run: card, levels, level, unit, cases, note; empty before the first."""
    s = schema.setting.c
    value = connection.execute(select(s.value).where(s.name == RUN)).scalar()
    return json.loads(value) if value else {}


def with_speakers(places: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Places (source_id, start) with who speaks there, and when: the passage each begins in.

    Adds case_id, speaker and time_start (seconds) to `places`; `passages` as `project.spoken()` gives them.
    """
    import pandas as pd

    left = places[["source_id", "start"]].astype("int64").rename_axis("id").reset_index()
    right = passages[["source_id", "start", "case_id", "speaker", "time_start"]].astype(
        {"source_id": "int64", "start": "int64"}
    )
    said = pd.merge_asof(
        left.sort_values("start", kind="stable"), right.sort_values("start", kind="stable"),
        on="start", by="source_id",
    ).set_index("id").reindex(places.index)  # fmt: skip
    return places.assign(
        case_id=said["case_id"].astype("Int64"),
        speaker=said["speaker"].fillna(""),
        time_start=said["time_start"].astype(float),
    )


def _who(
    themes: pd.DataFrame, parents: dict[int, int], members: pd.DataFrame, people: pd.Series
) -> pd.DataFrame:
    """For each theme, at whatever level: segments, people, sources, and the person who says most of it."""
    import pandas as pd

    told = members[~members["reason"].isin(_LEFT_ASIDE)]
    leaves = themes.index[themes["leaf"]].tolist()
    pairs = [(leaf, theme) for leaf in leaves for theme in above(leaf, parents)]
    spread = pd.DataFrame(pairs, columns=["theme_id", "theme"])
    table = told[["theme_id", "source_id", "case_id"]].merge(spread, on="theme_id")
    grouped = table.groupby("theme")
    found = pd.DataFrame(index=themes.index)
    found["segments"] = grouped.size().reindex(themes.index).fillna(0).astype(int)
    found["people"] = grouped["case_id"].nunique().reindex(themes.index).fillna(0).astype(int)
    found["sources"] = grouped["source_id"].nunique().reindex(themes.index).fillna(0).astype(int)
    by_person = table.dropna(subset=["case_id"]).groupby(["theme", "case_id"]).size().reset_index(name="n")
    top = (
        by_person.sort_values(["theme", "n", "case_id"], ascending=[True, False, True])
        .groupby("theme")
        .first()
    )
    found["top_person"] = top["case_id"].map(people).reindex(themes.index).fillna("")
    share = top["n"].reindex(themes.index) / found["segments"].where(found["segments"] > 0)
    found["top_share"] = share.fillna(0.0)
    return found


def above(theme: int, parents: dict[int, int]) -> list[int]:
    """A theme and those it stands in, up to the coarsest.

    >>> above(3, {1: -1, 2: 1, 3: 2})
    [3, 2, 1]
    """
    found = []
    while theme in parents:
        found.append(theme)
        theme = parents[theme]
    return found
