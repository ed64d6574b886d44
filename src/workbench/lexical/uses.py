"""The uses that are counted: each word somebody says, under its term, in its part, with who says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict, Unpack

import numpy as np

from workbench.lexical.parts import coded, parts
from workbench.lexical.reading import Said, said
from workbench.lexical.reducing import Reduce
from workbench.lexical.words import Array
from workbench.project import Project, find, schema
from workbench.project.find import Ref

if TYPE_CHECKING:
    import pandas as pd

Refs = Ref | Iterable[Ref] | None


class Scope(TypedDict, total=False):
    """Whose words, and where.

    `sources`, `cases`: only what is said there, by them. `codes`: only what is coded with them or with
    codes under them (confirmed codings). `moderators`: their words too (by default only participants').
    """

    sources: Refs
    cases: Refs
    codes: Refs
    moderators: bool


class Choice(Scope, total=False):
    """Whose words are counted (see `Scope`), and how; the same for every verb that counts.

    `reduce`: count under the "lemma" (the default), the "stem", the "form" or the lemma in
    its sentence ("spacy", French, where spaCy and its model are installed). `stop=False`: count function
    words too. `expressions=False`: count the words of "mise en place" one by one.
    """

    reduce: Reduce
    stop: bool
    expressions: bool


@dataclass(frozen=True)
class Uses:
    """Arrays [m] in the order of the text, a row a use: the row of its passage in `said.passages`, its
    bounds there, its term, its part (−1: in none), who says it and the place of its source; the last four
    are places in `terms`, `parts`, `said.people` and in the sources of `said.passages`.

    Where parts overlap (`apart` is False), a use in two of them has two rows; `first` marks one of them.
    `parted`: whether any parts were asked for.
    """

    said: Said
    row: Array
    start: Array
    end: Array
    term: Array
    part: Array
    first: Array
    terms: list[str]
    parts: list[str]
    apart: bool
    parted: bool

    @property
    def person(self) -> Array:
        """Who says each use."""
        people: Array = self.said.passages["person"].to_numpy()
        return people[self.row]

    @property
    def source(self) -> Array:
        """The id of the source of each use."""
        sources: Array = self.said.passages["source_id"].to_numpy()
        return sources[self.row]

    def where(self, chosen: Array) -> pd.DataFrame:
        """The place of each chosen row: source_id, source, start, end (code points in the source),
        passage_id, case_id, case, speaker, verbatim, term, part.
        """
        rows = self.row[chosen]
        columns = ["source_id", "source", "passage_id", "case_id", "case", "speaker"]
        passages = self.said.passages.iloc[rows]
        frame = passages[columns].reset_index(drop=True)
        begin = passages["start"].to_numpy(dtype=np.int64)
        frame.insert(2, "start", begin + self.start[chosen])
        frame.insert(3, "end", begin + self.end[chosen])
        bounds = zip(passages["text"], self.start[chosen], self.end[chosen], strict=True)
        frame["verbatim"] = [text[a:b] for text, a, b in bounds]
        frame["term"] = [self.terms[i] for i in self.term[chosen]]
        frame["part"] = [self.parts[i] if i >= 0 else "" for i in self.part[chosen]]
        return frame


def uses(project: Project, by: str | None = None, **choice: Unpack[Choice]) -> Uses:
    """What is counted in a project, in the parts `by` makes (see `parts.parts`).

    Raises Invalid for another way to reduce or to part, NotFound and Ambiguous for names.
    """
    whole = said(project)
    terms = whole.terms(
        choice.get("reduce", "lemma"), choice.get("stop", True), choice.get("expressions", True)
    )
    kept = inside(project, whole.passages, terms.row, terms.start, choice)
    row, start, end, term = (a[kept] for a in (terms.row, terms.start, terms.end, terms.term))
    if by is None:
        none = np.full(len(row), -1, dtype=np.int64)
        return Uses(
            whole, row, start, end, term, none, np.ones_like(kept[kept]), terms.terms, [], True, False
        )
    made = parts(project, whole, by)
    place, part = made.hold(row, start)
    outside = np.flatnonzero(np.bincount(place, minlength=len(row)) == 0)
    place = np.concatenate([place, outside])
    part = np.concatenate([part, np.full(len(outside), -1)])
    order = np.lexsort((part, place))
    place, part = place[order], part[order]
    first = np.diff(place, prepend=-1) > 0
    return Uses(
        whole, row[place], start[place], end[place], term[place], part, first, terms.terms, made.names,
        made.apart, True,
    )  # fmt: skip


def inside(project: Project, passages: pd.DataFrame, row: Array, start: Array, scope: Scope) -> Array:
    """Whether words (the row of their passage and where they begin in it) are among those wanted.

    `passages` has source_id, start, end, case_id and role.
    """
    kept = np.ones(len(passages), dtype=bool)
    if not scope.get("moderators", False):
        kept &= (passages["role"] != "moderator").to_numpy()
    with project.read() as connection:
        if (sources := scope.get("sources")) is not None:
            kept &= passages["source_id"].isin(find.ids(connection, schema.source, sources)).to_numpy()
        if (cases := scope.get("cases")) is not None:
            kept &= passages["case_id"].isin(find.ids(connection, schema.case, cases)).to_numpy()
    words: Array = kept[row]
    if (codes := scope.get("codes")) is not None:
        held = np.zeros_like(words)
        held[coded(project, passages, codes).hold(row, start)[0]] = True
        words &= held
    return words
