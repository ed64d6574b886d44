"""Reinert's classes of what is said in a project, each with its words, its people and its segments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from workbench import i18n
from workbench.errors import Cancelled
from workbench.lexical.languages import kept_apart
from workbench.lexical.parts import parts
from workbench.lexical.profiles import profiles
from workbench.lexical.reinert import Classification, classify
from workbench.lexical.segments import Segments, segments
from workbench.lexical.splitting import Branch
from workbench.lexical.uses import Choice
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Classes:
    """The classes of the segments of a project, numbered from 1, left to right in the dendrogram.

    `segments`: one row a segment: see `Segments.frame`, then class (-1 for what is left aside), reason
    (why: see `Classification.reasons`) and score (the sum of the chi2 of its terms in its class: the
    highest are the most typical). `classes`: one row a class: segments, share, stability, fragile, people
    (who speak in it), top_person and top_share (who has most of its segments, and how many of them).
    `profiles`: one row a term and class, see `profiles.profiles`. `variables`: the same for what is
    known of the speakers and sources: columns variable, value, then those of profiles. `apart`: the
    languages that the classes keep apart from the one most spoken, see `languages.kept_apart`.
    """

    classes: pd.DataFrame
    profiles: pd.DataFrame
    variables: pd.DataFrame
    segments: pd.DataFrame
    classification: Classification
    read: Segments
    apart: list[str]

    @property
    def tree(self) -> Branch | None:
        """The dendrogram; the rows of its branches are rows of `segments`."""
        return self.classification.tree

    def remark(self, language: str | None = None) -> str:
        """Why there are fewer classes than asked for, and that they part languages; or nothing."""
        apart = i18n.t("lexical.classes_by_language", language) if self.apart else ""
        return " ".join(filter(None, [self.classification.remark(language), apart]))

    def behind(self, number: int | None = None, term: str | None = None) -> pd.DataFrame:
        """The segments of a class (-1: left aside), those with a term, or both; the most typical first."""
        chosen = np.ones(len(self.segments), dtype=bool)
        if number is not None:
            chosen &= (self.segments["class"] == number).to_numpy()
        if term is not None:
            chosen &= np.isin(np.arange(len(chosen)), self.read.occurrences(term)["segment"])
        return self.segments[chosen].sort_values("score", ascending=False, kind="stable")

    def occurrences(self, term: str, number: int | None = None) -> pd.DataFrame:
        """Each use of a term, in a class or in all: see `Segments.occurrences`."""
        rows = None if number is None else self.segments.index[self.segments["class"] == number]
        return self.read.occurrences(term, rows)


def reinert(
    project: Project,
    k: int,
    *,
    double: bool = True,
    resamples: int = 0,
    smallest: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    **choice: Unpack[Choice],
) -> Classes:
    """The `k` classes of what is said, by the words that come together (Reinert's method, as in IRaMuTeQ).

    Turns are cut in segments of about forty words at the ends of sentences; segments are classified
    twice, and what the two classifications do not agree on is left aside (`double=False`: once, and nothing
    is). `resamples`: how many draws of 80 % of the segments tell how stable each class is (50 or more; none
    by default, as each costs as much as the classification). `choice`: whose words, and how they are
    counted: see `uses.Choice`. `progress(done, total)` is called after each draw; when `cancelled()` is
    true, Cancelled is raised. With too few segments there are fewer classes, and `remark()` says why.
    Raises Invalid when k is under 2. See `workbench.lexical.reinert.classify` for the method.

    >>> reinert(project, 5).classes                                       # doctest: +SKIP
    """
    read = segments(project, **choice)

    def follow(done: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("lexical.cancelled")
        if progress is not None:
            progress(done, total)

    counts = read.counts()
    found = classify(
        counts, k, terms=read.terms, double=double, places=read.places(), smallest=smallest,
        resamples=resamples, progress=follow,
    )  # fmt: skip
    frame = read.frame.assign(reason=found.reasons, score=_scores(counts, read.terms, found))
    frame.insert(len(read.frame.columns), "class", found.labels)
    return Classes(
        _with_people(found.classes, frame, read.uses.said.people),
        found.profiles,
        _variables(project, read, found.labels),
        frame,
        found,
        read,
        _apart(project, frame),
    )


# The verb has the name of the module of its pure part: `lexical.reinert(project, 5)` and
# `lexical.reinert.classify(table, 5)` are both to be found under it.
reinert.classify = classify  # type: ignore[attr-defined]


def _scores(counts: Any, terms: list[str], found: Classification) -> Any:
    """How typical each segment is of its class: the sum of the chi2 of the terms that it holds."""
    column = {term: at for at, term in enumerate(terms)}
    typical = found.profiles[found.profiles["chi2"] > 0]
    chi2 = np.zeros((len(terms), len(found.classes) + 1))
    chi2[[column[term] for term in typical["term"]], typical["class"].to_numpy(dtype=int)] = typical["chi2"]
    inside = np.maximum(found.labels, 0)  # column 0 holds nothing: segments left aside are typical of nothing
    return ((counts > 0).astype(float) @ chi2)[np.arange(len(inside)), inside].round(3)


def _apart(project: Project, frame: pd.DataFrame) -> list[str]:
    inside = frame[frame["class"] > 0]
    languages = inside["source_id"].map(project.sources()["language"])
    return kept_apart(inside["class"].tolist(), languages.tolist())


def _with_people(classes: pd.DataFrame, frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    inside = frame[frame["class"] > 0]
    each = inside.groupby(["class", "person"]).size().rename("n").reset_index()
    top = each.sort_values(["class", "n", "person"], ascending=[True, False, True])
    top = top.drop_duplicates("class").set_index("class")
    return classes.assign(
        people=each.groupby("class").size().reindex(classes.index, fill_value=0),
        top_person=top["person"].map(dict(enumerate(names))).reindex(classes.index),
        top_share=(top["n"] / classes["segments"]).reindex(classes.index),
    )


def _variables(project: Project, read: Segments, labels: Any) -> pd.DataFrame:
    """The profile of the classes in what is known: attributes of the speakers, sources, speakers."""
    import pandas as pd
    from scipy.sparse import csr_array

    known = project.cases().columns[4:].tolist()
    tables = []
    for variable in [*known, "source", "speaker"]:
        made = parts(project, read.uses.said, variable)
        passages = (len(read.uses.said.passages), len(made.names))
        table = csr_array((np.ones(len(made.row)), (made.row, made.part)), shape=passages)[read.row]
        found = profiles(table, labels, made.names).rename(columns={"term": "value"})
        found.insert(0, "variable", variable)
        tables.append(found)
    return pd.concat(tables, ignore_index=True)
