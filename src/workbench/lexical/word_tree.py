"""What follows a word, or comes before it, drawn together where it is the same: a word tree."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from workbench.errors import Invalid
from workbench.lexical.words import Array, Words

if TYPE_CHECKING:
    import pandas as pd

Direction = Literal["right", "left"]


@dataclass(frozen=True)
class WordTree:
    """The branches of a word tree.

    `branches`: one row a branch, each below the one it goes on from, the more frequent first: parent (−1:
    the word itself), depth (0: the word), word (as it is most often written), uses, people. `places`: for
    each branch, the rows of `lines` that go through it. `lines`: one row a place where the word is said:
    see `concordance.COLUMNS`.
    """

    branches: pd.DataFrame
    places: list[list[int]]
    lines: pd.DataFrame

    def occurrences(self, branch: int = 0) -> pd.DataFrame:
        """The lines that go through a branch."""
        return self.lines.iloc[self.places[branch]]

    def nested(self, branch: int = 0) -> dict[str, Any]:
        """The tree from a branch on, as it is drawn: branch, word, uses, people, children."""
        below: dict[int, list[int]] = {}
        for row, parent in enumerate(self.branches["parent"].tolist()):
            below.setdefault(parent, []).append(row)
        made: dict[int, dict[str, Any]] = {}
        words, uses, people = (self.branches[name].tolist() for name in ("word", "uses", "people"))
        # From the last to the first, so that what a branch holds is there before it.
        for row in reversed(range(len(words))):
            children = [made[child] for child in below.get(row, [])]
            made[row] = {"branch": row, "word": words[row], "uses": uses[row], "people": people[row],
                         "children": children}  # fmt: skip
        return made.get(branch, {})


def grow(
    words: Words, first: Array, last: Array, people: Array, direction: Direction, depth: int, least: int
) -> tuple[list[tuple[int, int, str, int, int]], list[list[int]]]:
    """The branches (parent, depth, word, uses, people) of places from word `first` to word `last`, and the
    places in each.

    Words are the same whatever their accents and case. `people` [places]: who speaks. A branch of fewer
    than `least` places is not drawn. Raises Invalid for another direction than "right" or "left".
    """
    if direction not in get_args(Direction):
        raise Invalid("lexical.unknown_direction", direction=direction)
    if not len(first):
        return [], []
    step = 1 if direction == "right" else -1
    edge = last if direction == "right" else first
    names = words.bares
    whole = [
        " ".join(words.forms[i] for i in words.form[a : b + 1]) for a, b in zip(first, last, strict=True)
    ]
    everybody = list(range(len(first)))
    rows = [(-1, 0, _most_often(whole), len(first), len(np.unique(people)))]
    places, waiting = [everybody], [0]
    while waiting:
        parent = waiting.pop(0)
        level = rows[parent][1] + 1
        if level > depth:
            continue
        groups: dict[str, list[int]] = {}
        for place in places[parent]:
            at = int(edge[place]) + step * level
            if 0 <= at < len(words.row) and words.row[at] == words.row[edge[place]]:
                groups.setdefault(names[words.form[at]], []).append(place)
        for _, mine in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
            if len(mine) >= least:
                written = [words.forms[words.form[int(edge[place]) + step * level]] for place in mine]
                waiting.append(len(rows))
                rows.append((parent, level, _most_often(written), len(mine), len(np.unique(people[mine]))))
                places.append(mine)
    return rows, places


def _most_often(written: list[str]) -> str:
    return min(Counter(written).items(), key=lambda word: (-word[1], word[0]))[0]
