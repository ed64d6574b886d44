"""What a person types to find words: forms, wildcards, lemmas and phrases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import regex

from workbench.errors import Invalid
from workbench.lexical.cutting import form, spans
from workbench.lexical.reducing import bare, lemma
from workbench.lexical.words import Array, Words

_LEMMA = regex.compile(r"lemm[ae]:(.*)", regex.IGNORECASE)
#: Letters of no language here, that stand for wildcards while a query is cut into words.
_MANY, _ONE = "ꞏ", "ꟷ"


@dataclass(frozen=True)
class Item:
    """One word of a query: a form, a pattern with "*" and "?", or a lemma; compared without accents."""

    kind: Literal["form", "pattern", "lemma"]
    text: str

    def among(self, words: Words) -> Array:
        """Which forms of `words` are meant."""
        if self.kind == "form":
            return np.array([name == self.text for name in words.bares], dtype=bool)
        if self.kind == "lemma":
            pairs = zip(words.forms, words.languages, strict=True)
            return np.array([bare(lemma(*pair)) == self.text for pair in pairs], dtype=bool)
        pattern = regex.escape(self.text).replace(r"\*", ".*").replace(r"\?", ".")
        meant = regex.compile(pattern).fullmatch
        return np.array([meant(name) is not None for name in words.bares], dtype=bool)


def parse(query: str, language: str) -> list[list[Item]]:
    """The phrases of a query, each a list of words that follow one another; "|" stands between phrases.

    "rappeler" finds that form, whatever its accents and case; "rapp*" every form that begins so, "?" being
    one letter and a lone "*" any word; "lemma:rappeler" all forms of the verb; several words a phrase.
    Raises Invalid where nothing is left to look for.

    >>> [[(item.kind, item.text) for item in phrase] for phrase in parse("l'Aid* | lemma:rappeler moi", "fr")]
    [[('form', "l'"), ('pattern', 'aid*')], [('lemma', 'rappeler'), ('form', 'moi')]]
    """
    phrases = [_phrase(phrase, language) for phrase in query.split("|")]
    found = [phrase for phrase in phrases if any(item.text != "*" for item in phrase)]
    if not found:
        raise Invalid("lexical.empty_query")
    return found


def _phrase(text: str, language: str) -> list[Item]:
    items = []
    for part in text.split():
        named = _LEMMA.fullmatch(part)
        if named:
            if not named[1]:
                raise Invalid("lexical.lemma_alone", query=part)
            items.append(Item("lemma", bare(lemma(form(named[1]), language))))
            continue
        part = part.replace("*", _MANY).replace("?", _ONE) if part.strip("?!.,;:…") else ""
        for start, end in spans(part, language):
            word = bare(form(part[start:end])).replace(_MANY, "*").replace(_ONE, "?")
            items.append(Item("pattern" if "*" in word or "?" in word else "form", word))
    return items


def matches(words: Words, query: str) -> tuple[Array, Array]:
    """The first and the last word of each place where a query is met, in the order of the text."""
    found: list[Array] = []
    for language in dict.fromkeys(words.languages) or [""]:
        here = np.array([own == language for own in words.languages], dtype=bool)
        for phrase in parse(query, language):
            first = np.flatnonzero(_meets(words, phrase, here, language))
            found.append(np.stack([first, first + len(phrase) - 1]))
    pairs = np.unique(np.concatenate(found, axis=1), axis=1)
    return pairs[0], pairs[1]


def _meets(words: Words, phrase: list[Item], here: Array, language: str) -> Array:
    """For each word, whether the phrase begins there."""
    n = max(len(words.form) - len(phrase) + 1, 0)
    meets = np.ones(n, dtype=bool)
    if n and len(phrase) > 1:
        meets &= words.row[:n] == words.row[len(phrase) - 1 :]
    for place, item in enumerate(phrase):
        if not meets.any():
            break
        of_form = here & item.among(words)
        meets &= of_form[words.form[place : place + n]]
    return meets
