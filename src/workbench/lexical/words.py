"""Every word of many texts in a few arrays, and what the words are counted under."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.lexical import lists
from workbench.lexical.cutting import form, spans
from workbench.lexical.reducing import Reduce, bare, lemma, reducer

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Array = NDArray[Any]


@dataclass(frozen=True)
class Words:
    """Every word of texts, in order: arrays [m] of the row of its text, its bounds in it (code points,
    end exclusive) and its form, a place in `forms` and in `languages`.
    """

    row: Array
    start: Array
    end: Array
    form: Array
    forms: list[str]
    languages: list[str]

    @cached_property
    def bares(self) -> list[str]:
        """The forms without accents, to be compared with what is asked."""
        return [bare(name) for name in self.forms]


@dataclass(frozen=True)
class Terms:
    """What is counted, in order: arrays [m] of the row of its text, its bounds in it and its term, a
    place in `terms`, which are in the order of the alphabet.
    """

    row: Array
    start: Array
    end: Array
    term: Array
    terms: list[str]

    def matrix(self, rows: int) -> csr_matrix:
        """Uses as a sparse matrix of int64, `rows` texts × terms."""
        from scipy.sparse import csr_matrix

        ones = np.ones(len(self.row), dtype=np.int64)
        return csr_matrix((ones, (self.row, self.term)), shape=(rows, len(self.terms)))


def read(texts: Iterable[str], languages: Iterable[str]) -> Words:
    """The words of texts, each in its language ("" or any unknown code: as it is written).

    >>> words = read(["L'aide.", ""], ["fr", "fr"])
    >>> [words.forms[i] for i in words.form], words.start.tolist()
    (["l'", 'aide'], [0, 2])
    """
    rows, starts, ends, found = array("i"), array("i"), array("i"), array("i")
    by_language: dict[str, dict[str, int]] = {}
    known: dict[tuple[str, str], int] = {}
    for row, (text, language) in enumerate(zip(texts, languages, strict=True)):
        seen = by_language.setdefault(language, {})
        for start, end in spans(text, language):
            word = text[start:end]
            place = seen.get(word)
            if place is None:
                place = seen[word] = known.setdefault((form(word), language), len(known))
            rows.append(row)
            starts.append(start)
            ends.append(end)
            found.append(place)
    names, own = [name for name, _ in known], [language for _, language in known]
    return Words(_ints(rows), _ints(starts), _ints(ends), _ints(found), names, own)


def _ints(values: array[int]) -> Array:
    return np.frombuffer(values, dtype=np.int32)


def reduced(
    words: Words,
    reduce: Reduce = "lemma",
    *,
    stop: bool = True,
    expressions: bool = True,
    lemmas: Sequence[str] | None = None,
) -> Terms:
    """What the words are counted under; `stop` leaves function words out, `expressions` counts the groups
    of words of the lists as one term, under all their forms. `lemmas`: of each form, where `reduce` is not
    to find them.

    >>> terms = reduced(read(["Les travailleurs sociaux, tu vois, l'ont dit."], ["fr"]))
    >>> [terms.terms[i] for i in terms.term]
    ['travailleur social', 'dire']
    """
    to_term = reducer(reduce)
    term_of_form = lemmas or [to_term(*pair) for pair in zip(words.forms, words.languages, strict=True)]
    names = sorted(set(term_of_form))
    places = {name: place for place, name in enumerate(names)}
    of_form = np.array([places[name] for name in term_of_form], dtype=np.int32)
    if stop:
        of_form[[_left_out(*pair) for pair in zip(words.forms, words.languages, strict=True)]] = -1
    term = of_form[words.form] if len(of_form) else words.form.copy()
    kept = np.ones(len(term), dtype=bool)
    end = words.end.copy()
    for first, length, name in _groups(words, stop, expressions):
        last = first + length - 1
        kept[first + 1 : last + 1] = False
        end[first] = words.end[last]
        term[first] = places.setdefault(name, len(places)) if name else -1
    kept &= term >= 0
    return _tidy(words.row[kept], words.start[kept], end[kept], term[kept], list(places))


def _tidy(row: Array, start: Array, end: Array, term: Array, names: list[str]) -> Terms:
    """Only the terms that are there, in the order of the alphabet."""
    used = np.unique(term)
    order = sorted(used.tolist(), key=names.__getitem__)
    again = np.zeros(len(names), dtype=np.int32)
    again[order] = np.arange(len(order))
    return Terms(row, start, end, again[term], [names[i] for i in order])


def _left_out(form: str, language: str) -> bool:
    stops = lists.stop_words(language)
    return form in stops or lemma(form, language) in stops


def _groups(words: Words, stop: bool, expressions: bool) -> Iterator[tuple[int, int, str]]:
    """Groups of words as (first word, how many, term or "" to leave out); the longest wins its place."""
    pairs = list(zip(words.forms, words.languages, strict=True))
    found: list[tuple[int, int, str]] = []
    for language in sorted(set(words.languages)):
        if stop:
            wanted = {_sequence(group, language, False): "" for group in lists.spoken_groups(language)}
            found += _find(words, [bare(name) if own == language else "" for name, own in pairs], wanted)
        if expressions:
            groups = [group for group in lists.expressions(language) if " " in group]
            wanted = {_sequence(group, language, True): group for group in groups}
            found += _find(
                words, [lemma(name, own) if own == language else "" for name, own in pairs], wanted
            )
    free = 0
    for first, length, name in sorted(found, key=lambda group: (group[0], -group[1])):
        if first >= free:
            free = first + length
            yield first, length, name


def _sequence(group: str, language: str, as_lemmas: bool) -> tuple[str, ...]:
    forms = [form(group[a:b]) for a, b in spans(group, language)]
    return tuple(lemma(word, language) if as_lemmas else bare(word) for word in forms)


def _find(
    words: Words, names: Sequence[str], wanted: dict[tuple[str, ...], str]
) -> list[tuple[int, int, str]]:
    """Where the sequences stand; `names` says how each form is compared."""
    ids: dict[str, int] = {}
    of_form = np.array([ids.setdefault(name, len(ids)) for name in names], dtype=np.int64)
    sequences: dict[int, list[tuple[list[int], str]]] = {}
    for sequence, name in wanted.items():
        if len(sequence) > 1 and all(word in ids for word in sequence):
            places = [ids[word] for word in sequence]
            sequences.setdefault(places[0] * len(ids) + places[1], []).append((places, name))
    if not sequences or len(words.form) < 2:
        return []
    here = of_form[words.form]
    pair = here[:-1] * len(ids) + here[1:]
    pair[words.row[:-1] != words.row[1:]] = -1
    found = []
    for first in np.flatnonzero(np.isin(pair, list(sequences))).tolist():
        for places, name in sequences[int(pair[first])]:
            last = first + len(places)
            if here[first:last].tolist() == places and words.row[first] == words.row[last - 1]:
                found.append((first, len(places), name))
    return found
