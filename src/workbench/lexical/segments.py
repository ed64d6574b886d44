"""What is said in pieces of about forty words, and the terms each of them holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np

from workbench.lexical.uses import Choice, Uses, uses
from workbench.project import Project
from workbench.text import sentences, trim

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

#: The length Reinert's method is used with: long enough to share words, short enough to be of one class.
WORDS = 40
#: How many words a cut may move to fall at the end of a sentence, or at a pause.
_SHIFT = 15

_WORD = re.compile(r"\S*\w\S*")
_PAUSE = re.compile(r"[,;:–—…]$")
_COLUMNS = ["source_id", "source", "start", "end", "passage_id", "case_id", "case", "speaker", "person"]


@dataclass(frozen=True)
class Segments:
    """Pieces of passages and the terms in them.

    `frame`: one row a segment, in the order of the sources: source_id, source, start, end (code points in
    the source), passage_id, case_id, case, speaker, person (a place in `uses.said.people`). `row`: the
    row of its passage in `uses.said.passages`. `uses`: what is counted; `of_use`: the segment of each.
    """

    frame: pd.DataFrame
    row: NDArray[np.int64]
    uses: Uses
    of_use: NDArray[np.int64]

    @property
    def terms(self) -> list[str]:
        """The columns of `counts`."""
        return self.uses.terms

    def counts(self) -> Any:
        """Uses of each term in each segment, sparse int64 [segments, terms]."""
        from scipy.sparse import csr_array

        ones = np.ones(len(self.of_use), dtype=np.int64)
        return csr_array((ones, (self.of_use, self.uses.term)), shape=(len(self.frame), len(self.terms)))

    def places(self) -> list[tuple[tuple[int, int, int], int]]:
        """The document of each segment and its place in it: what one person says in one source (words of
        two people are never joined), or one answer to a question.
        """
        answer = (self.uses.said.passages["kind"] == "answer").to_numpy()[self.row]
        one = np.where(answer, self.frame["passage_id"], 0).tolist()
        sources, people = self.frame["source_id"].tolist(), self.frame["person"].tolist()
        return list(zip(zip(sources, people, one, strict=True), self.frame["start"].tolist(), strict=True))

    def occurrences(self, term: str, rows: Iterable[int] | None = None) -> pd.DataFrame:
        """Each use of `term`, in the segments `rows` or in all; columns: see `Uses.where`, and segment."""
        number = bisect_left(self.terms, term)
        here = self.uses.term == (number if term in self.terms[number : number + 1] else -1)
        if rows is not None:
            here &= np.isin(self.of_use, list(rows))
        at = np.flatnonzero(here)
        return self.uses.where(at).assign(segment=self.of_use[at])


def segments(project: Project, **choice: Unpack[Choice]) -> Segments:
    """What is said, cut in pieces of about forty words, never across turns; by default by participants.

    `choice`: what is counted, see `uses.Choice`. Passages of which nothing is counted are left out.
    """
    counted = uses(project, **choice)
    passages = counted.said.passages
    told = np.unique(counted.row).tolist()
    texts = passages["text"].tolist()
    cuts = [(row, a, b) for row in told for a, b in pieces(texts[row])]
    row, start, end = np.array(cuts, dtype=np.int64).reshape(-1, 3).T
    base = passages["start"].to_numpy(dtype=np.int64)[row]
    frame = passages.iloc[row].reset_index(drop=True).assign(start=start + base, end=end + base)
    # A row and a place in it, as one number that sorts like the two.
    beyond = 1 + max((len(text) for text in texts), default=0)
    place = counted.row.astype(np.int64) * beyond + counted.start
    of_use = np.searchsorted(row * beyond + start, place, side="right") - 1
    return Segments(frame[_COLUMNS].astype({"case_id": "Int64"}), row, counted, of_use)


def pieces(text: str, size: int = WORDS) -> list[tuple[int, int]]:
    """The spans of about `size` words that make a text, cut at the ends of sentences where any is near.

    A text of fewer than one and a half times `size` words is one span; one without any word is none.

    >>> text = "Un repère, voilà. " * 30
    >>> [len(text[a:b].split()) for a, b in pieces(text)]
    [45, 45]
    >>> pieces(" … ")
    []
    """
    words = [match.span() for match in _WORD.finditer(text)]
    parts = max(1, round(len(words) / size))
    if parts == 1:
        return [trim(text, 0, len(text))] if words else []
    starts = [start for start, _ in words]
    ends = {bisect_left(starts, end) for _, end in sentences(text)}
    cuts = [0]
    for number in range(1, parts):
        wanted = round(number * len(words) / parts)
        low, high = max(wanted - _SHIFT, cuts[-1] + 1), min(wanted + _SHIFT, len(words) - 1)
        near = sorted(range(low, high + 1), key=lambda at: (abs(at - wanted), at))
        at_end = next((at for at in near if at in ends), None)
        at_pause = next((at for at in near if _PAUSE.search(text[slice(*words[at - 1])])), wanted)
        cuts.append(at_pause if at_end is None else at_end)
    bounds = [0, *(starts[at] for at in cuts[1:]), len(text)]
    return [trim(text, a, b) for a, b in pairwise(bounds)]
