"""Words in their context: one line a place, the word in the middle, what is said on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np

from workbench.errors import Invalid
from workbench.lexical.words import Array, Words
from workbench.text import around

if TYPE_CHECKING:
    import pandas as pd

Sort = Literal["place", "left", "right"]
COLUMNS = ("left", "keyword", "right", "source_id", "source", "start", "end", "passage_id", "case_id", "case",
           "speaker", "time_start")  # fmt: skip

#: How many words on either side decide the order.
_NEAR = 5


def in_order(words: Words, first: Array, last: Array, sort: Sort) -> Array:
    """The order of the places from word `first` to word `last`: by what stands next to them, nearest first.

    Compared without accents and case; an edge of the passage comes before any word, equal contexts stay
    in the order of the text. Raises Invalid for another order than "place", "left" or "right".
    """
    if sort not in get_args(Sort):
        raise Invalid("lexical.unknown_sort", sort=sort)
    if sort == "place":
        return np.arange(len(first))
    names = words.bares
    places = {name: place for place, name in enumerate(sorted(set(names)))}
    rank = np.array([places[name] for name in names], dtype=np.int64)
    keys = []
    for step in range(1, _NEAR + 1):
        near = first - step if sort == "left" else last + step
        inside = (near >= 0) & (near < len(words.row))
        at = np.where(inside, near, 0)
        inside &= words.row[at] == words.row[first]
        keys.append(np.where(inside, rank[words.form[at]], -1))
    return np.lexsort((first, *reversed(keys)))


def lines(
    passages: pd.DataFrame, words: Words, first: Array, last: Array, *, width: int = 60
) -> pd.DataFrame:
    """One row a place, as given; columns in `COLUMNS`, `left` and `right` of at most `width` characters.

    `passages`: row for row what `words` were read from; start and end are code points in the source.
    """
    rows = words.row[first]
    start, end = words.start[first].astype(np.int64), words.end[last].astype(np.int64)
    of_line = passages.iloc[rows]
    frame = of_line[["source_id", "source", "passage_id", "case_id", "case", "speaker", "time_start"]]
    frame = frame.reset_index(drop=True)
    base = of_line["start"].to_numpy(dtype=np.int64)
    frame["start"], frame["end"] = start + base, end + base
    texts = list(zip(of_line["text"], start.tolist(), end.tolist(), strict=True))
    sides = [around(text, a, b, width) for text, a, b in texts]
    frame["left"] = [left for left, _ in sides]
    frame["keyword"] = [text[a:b] for text, a, b in texts]
    frame["right"] = [right for _, right in sides]
    # The same types with lines and without, so that pages of them make one table.
    words_of = ["left", "keyword", "right", "source", "case", "speaker"]
    return frame[list(COLUMNS)].astype(dict.fromkeys(words_of, "str"))
