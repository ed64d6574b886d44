"""What the page of expectations keeps in memory besides: the themes, and how they read at each level."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from workbench import i18n
from workbench.model import Entry
from workbench.project import Project
from workbench.widgets.delta import touched
from workbench.widgets.view import View

if TYPE_CHECKING:
    import pandas as pd

    from workbench.discovery.reading import Themes
    from workbench.widgets.answers.partitions import Compared

#: What codes of segments, and who says them, depend on.
_CODED = ("coding", "code")
_SAID = ("theme", "theme_member", "setting", "source", "passage", "case", "attribute")


class ThemesView(View):
    """A view that holds the themes of the project, read once and again after they changed."""

    def __init__(self, project: Project, language: str, source: int | None = None) -> None:
        super().__init__(project, language, False, source)
        self._themes: Themes | None = None
        self._expectations: dict[int, pd.DataFrame] = {}
        self._source_names: dict[int, str] = {}
        #: The comparison of two readings that the page shows, so that each number leads to its words.
        self.compared: Compared | None = None

    def themes(self) -> Themes:
        """The themes as they are kept."""
        from workbench.discovery.reading import read_themes

        themes = self._themes
        if themes is None:
            themes = self._themes = read_themes(self.project)
        return themes

    def source_names(self) -> dict[int, str]:
        """The names of the sources, by their ids."""
        if not self._source_names:
            names = self.project.sources()["name"]
            self._source_names = dict(zip(names.index.tolist(), names.tolist(), strict=True))
        return self._source_names

    def expectations(self, level: int) -> pd.DataFrame:
        """The themes of a level read as expectations, the strongest candidate first."""
        from workbench.discovery.candidates import find_expectations

        found = self._expectations.get(level)
        if found is None:
            found = find_expectations(self.project, self.themes(), level)
            self._expectations[level] = found
        return found

    def progress(self, job: int) -> Callable[[str, int, int, float | None], None]:
        """What tells the page how far that job has come: the step, done, in all, seconds left."""

        def told(step: str, done: int, total: int, left: float | None) -> None:
            name = i18n.t(f"expectation_desk.step.{step}", self.language)
            self.push(
                {"push": "progress", "job": job, "done": done, "total": total, "name": name, "left": left}
            )

        return told

    def points(self) -> pd.DataFrame:
        """The members that the map shows: each segment once, without what the compass reads besides."""
        themes = self.themes()
        return themes.members[~themes.members["theme_id"].isin(themes.guided)]

    def members(self, ids: Sequence[int]) -> pd.DataFrame:
        """Those of these members of themes that are there, in that order."""
        table = self.themes().members
        return table.loc[[i for i in ids if i in table.index]]

    def belonging(self, ids: Sequence[int]) -> pd.DataFrame:
        """The same, those that belong most first; what the compass ranks belongs to no theme."""
        found = self.members(ids).sort_values("membership", ascending=False, kind="stable")
        guided = found["theme_id"].isin(self.themes().guided)
        return found.assign(membership=found["membership"].mask(guided))

    def changed(self, entries: Sequence[Entry]) -> dict[str, Any]:
        """Whether the themes, or what is coded of them, have changed."""
        if touched(entries, *_SAID):
            self._themes, self._expectations, self._source_names = None, {}, {}
            return {"themes": "changed"}
        if touched(entries, *_CODED):
            self._expectations = {}
            return {"themes": "coded"}
        return {}
