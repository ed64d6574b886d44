"""What a theme is called by at first: a few of its own words, in one language, no two names alike."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

#: A theme is called by so many of its words.
NAMED_BY = 3


def names(terms: Sequence[Sequence[str]], own: Sequence[Collection[str]]) -> list[str]:
    """A name a theme, no two alike: of its strongest words, else of the next, else with a number.

    `terms`: those of each theme, the strongest first; `own`: those of its language, which go before all
    others, for a name in two languages reads as neither.

    >>> names([["bus", "late", "gare", "matin"], ["bus", "gare", "matin"]], [["bus", "gare", "matin"], []])
    ['bus · gare · matin', 'bus · gare · matin (1)']
    """
    taken: set[str] = set()
    found = []
    for words, mine in zip(terms, own, strict=True):
        told = [word for word in words if word in mine] or words
        tries = [name_of(told[at:]) for at in range(max(1, len(told) - 2))]
        name = next((name for name in tries if name and name not in taken), "")
        if not name:
            number = 1
            while (name := f"{tries[0]} ({number})".strip()) in taken:
                number += 1
        taken.add(name)
        found.append(name)
    return found


def mostly_in_one_language(
    counts: csr_matrix, terms: Sequence[str], groups: NDArray[np.int64], languages: Sequence[str]
) -> dict[int, set[str]]:
    """For each group the terms that are said in it mostly in the language most of its segments are in.

    `counts`: uses, segments × terms; `groups`: the group of each segment, -1 for none; `languages`: the
    language of each. Of two languages as frequent, the first of the alphabet.

    >>> from scipy.sparse import csr_matrix
    >>> counts = csr_matrix([[1, 0, 1], [1, 0, 0], [0, 1, 0]])
    >>> words, group = ["bus", "late", "gare"], np.zeros(3, int)
    >>> sorted(mostly_in_one_language(counts, words, group, ["fr", "fr", "en"])[0])
    ['bus', 'gare']
    """
    spoken = np.asarray(languages, dtype=object)
    presence = (counts > 0).tocsr()
    found = {}
    for group in np.unique(groups[groups >= 0]):
        mine = np.flatnonzero(groups == group)
        kinds, sizes = np.unique(spoken[mine].astype(str), return_counts=True)
        there = mine[spoken[mine] == kinds[sizes.argmax()]]
        inside, all_ = (np.asarray(presence[rows].sum(axis=0)).ravel() for rows in (there, mine))
        found[int(group)] = {terms[t] for t in np.flatnonzero((inside > 0) & (2 * inside >= all_)).tolist()}
    return found


def name_of(terms: Sequence[str]) -> str:
    """The words of a theme as its first name; those that only count, agree or deny where there are no others.

    >>> name_of(["bus", "deux", "quarante-cinq", "permis", "12", "matin"])
    'bus · permis · matin'
    >>> name_of(["trois", "seize"])
    'trois · seize'
    """
    telling = [term for term in terms if not _is_nameless(term)]
    return " · ".join((telling or terms)[:NAMED_BY])


def _is_nameless(term: str) -> bool:
    return all(part.isdigit() or part in _nameless() for part in term.replace("-", " ").split())


@cache
def _nameless() -> frozenset[str]:
    """The words that name nothing, in French and in English: a corpus may hold both."""
    data = resources.files("workbench.discovery") / "data"
    lines = [
        line for language in ("fr", "en")
        for line in (data / f"nameless_{language}.txt").read_text(encoding="utf-8").splitlines()
    ]  # fmt: skip
    return frozenset(part for line in lines if not line.startswith("#") for part in line.split("-"))
