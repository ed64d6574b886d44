"""Words of a text and counts of words: what the rest of the workbench asks of language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from workbench.lexical import words
from workbench.lexical.cutting import form, spans
from workbench.lexical.lists import stop_words
from workbench.lexical.reducing import bare, lemma

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["Token", "bare", "count", "lemma", "stop_words", "tokens"]


class Token(NamedTuple):
    """One word: its bounds in the text (code points, end exclusive), its form and its lemma."""

    start: int
    end: int
    form: str
    lemma: str


def tokens(text: str, language: str) -> list[Token]:
    """The words of `text` in order, function words included, groups of words not joined.

    `language`: a code such as "fr"; forms stand for lemmas in a language without a dictionary.

    >>> for token in tokens("Rappelez-nous !", "fr"):
    ...     print(*token)
    0 8 rappelez rappeler
    9 13 nous nous
    >>> tokens("", "fr")
    []
    """
    found = []
    for start, end in spans(text, language):
        name = form(text[start:end])
        found.append(Token(start, end, name, lemma(name, language)))
    return found


def count(
    texts: Iterable[str], languages: Iterable[str], *, stop: bool = True, expressions: bool = True
) -> tuple[csr_matrix, list[str]]:
    """Uses of each term in each text, int64 [texts, terms], and the terms in the order of the alphabet.

    Terms are lemmas, and the groups of words of `data/expressions_*.txt` unless `expressions=False`;
    function words and spoken markers are left out unless `stop=False`, negations never.

    >>> counts, terms = count(["Un bus, des bus.", "Pas de bus."], ["fr", "fr"])
    >>> terms, counts.toarray().tolist()
    (['bus', 'pas'], [[2, 0], [1, 1]])
    """
    texts = list(texts)
    found = words.reduced(words.read(texts, languages), stop=stop, expressions=expressions)
    return found.matrix(len(texts)), found.terms
