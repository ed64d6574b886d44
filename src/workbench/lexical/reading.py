"""What people say in a project, as words: read once, kept while nothing of it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from workbench.lexical.reducing import Reduce
from workbench.lexical.tagging import tagged
from workbench.lexical.words import Array, Terms, Words, read, reduced
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd

#: A change of other tables (a coding, a memo) leaves the words as they are.
_WORDS_ARE_IN = {"source", "passage", "case"}


@dataclass(frozen=True)
class Said:
    """The passages of a project and their words.

    `passages`: one row a passage, in the order of the sources: passage_id, source_id, source, start, end,
    case_id, case, speaker, role, kind, text, language, and `person`, a place in `people`: the case where it
    is known, else the speaker's label in that source, else the source.
    """

    passages: pd.DataFrame
    people: list[str]
    words: Words
    _terms: dict[tuple[Reduce, bool, bool], Terms] = field(default_factory=dict)

    def terms(self, reduce: Reduce, stop: bool, expressions: bool) -> Terms:
        """The words as they are counted: see `words.reduced`."""
        key = (reduce, stop, expressions)
        if key not in self._terms:
            words, lemmas = self.words, None
            if reduce == "spacy":
                words, lemmas = tagged(words, self.passages["text"].tolist())
            self._terms[key] = reduced(words, reduce, stop=stop, expressions=expressions, lemmas=lemmas)
        return self._terms[key]


_kept: WeakKeyDictionary[Project, tuple[int, Said]] = WeakKeyDictionary()


def said(project: Project) -> Said:
    """The words of everybody in the project as it is now, moderators included, headings left out."""
    with project.read():
        head = project.head()
        if project in _kept:
            seen, known = _kept[project]
            if seen == head or not changed_since(project, seen):
                _kept[project] = (head, known)
                return known
        passages = project.passages()
        languages = project.sources()["language"].to_dict()
    found = of_passages(passages, languages)
    _kept[project] = (head, found)
    return found


def changed_since(project: Project, entry: int) -> bool:
    """Whether what is said, or who says it, changed after a journal entry."""
    changes = (change for later in project.changes_since(entry) for change in later.changes)
    return any(change["table"] in _WORDS_ARE_IN for change in changes)


def of_passages(passages: pd.DataFrame, languages: Mapping[Any, str]) -> Said:
    """The words of passages as `project.passages()` gives them; `languages` by source id."""
    kept = passages[passages["kind"] != "heading"].rename_axis("passage_id").reset_index()
    kept["language"] = kept["source_id"].map(languages).fillna("").astype(str)
    kept = typed(kept)
    kept["person"], people = persons(kept)
    return Said(kept, people, read(kept["text"].tolist(), kept["language"].tolist()))


def typed(passages: pd.DataFrame) -> pd.DataFrame:
    """The passages with columns of the same types whether or not cases and times are known."""
    names = passages["case"].astype("object").where(passages["case_id"].notna(), "")
    return passages.astype({"case_id": "Int64", "time_start": "float64"}).assign(case=names.astype("str"))


def persons(passages: pd.DataFrame) -> tuple[Array, list[str]]:
    """Who speaks in each passage, as a place in a list of names, and these names: see `Said`."""
    places: dict[tuple[str, object, object], int] = {}
    names: list[str] = []
    codes = np.zeros(len(passages), dtype=np.int64)
    columns = ("case_id", "case", "speaker", "source_id", "source")
    case_ids = passages["case_id"].fillna(0).astype(int).tolist()
    others = (passages[name].tolist() for name in columns[1:])
    for row, (case_id, case, speaker, source_id, source) in enumerate(zip(case_ids, *others, strict=True)):
        if case_id:
            key: tuple[str, object, object] = ("case", case_id, None)
        else:
            key = ("speaker", source_id, speaker)
        if key not in places:
            places[key] = len(names)
            names.append(case if case_id else speaker or source)
        codes[row] = places[key]
    return codes, names
