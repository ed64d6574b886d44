"""The lists a person may edit: words left out, groups of words, lemmas set right; in `data/`, one a line."""

from __future__ import annotations

from functools import cache
from importlib import resources

from workbench.text import fold


@cache
def stop_words(language: str) -> frozenset[str]:
    """The words of `data/stop_<language>.txt` left out of the tables, also as they are without accents.

    Empty for a language that has no list. A word written with an accent is not taken for another one
    written without ("sûr" is not "sur"). Negations are never left out.

    >>> "le" in stop_words("fr"), "a" in stop_words("fr"), "pas" in stop_words("fr")
    (True, True, False)
    """
    words = {entry for entry in _entries("stop", language) if " " not in entry}
    return frozenset(words | {fold(word) for word in words})


@cache
def spoken_groups(language: str) -> tuple[str, ...]:
    """The groups of words of the stop list, left out as a whole: "du coup", "you know"."""
    return tuple(entry for entry in _entries("stop", language) if " " in entry)


@cache
def expressions(language: str) -> tuple[str, ...]:
    """The groups of words of `data/expressions_<language>.txt`, counted as one term.

    >>> "travailleur social" in expressions("fr"), expressions("xx")
    (True, ())
    """
    return tuple(_entries("expressions", language))


@cache
def lemmas(language: str) -> dict[str, str]:
    """The lemmas of `data/lemmas_<language>.txt`, by form."""
    pairs = (entry.rpartition(" ") for entry in _entries("lemmas", language))
    return {form: lemma for form, _, lemma in pairs}


def _entries(kind: str, language: str) -> list[str]:
    path = resources.files("workbench.lexical") / "data" / f"{kind}_{language}.txt"
    if not language.isalpha() or not path.is_file():
        return []
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return [" ".join(line.lower().split()) for line in lines if line.strip()]
