"""Speech as the marker grammars read it: bare words and pauses, each knowing where it stood in the text.

"J'attends, euh, qu’ils me rappellent..." becomes " . j attends , qu ils me rappellent , ": no case, no
accent, one space between words, elisions apart, hesitations and repeated words dropped, spellings of
speech written out ("chuis": "je suis"). A full stop stands before the first word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.text import fold

# A letter may be followed by its accents when a text was written decomposed.
_TOKEN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+|\.\.+|[^\w\s]")
_PAUSES = {".": ".", "!": ".", ";": ".", "?": "?", "\u061f": "?"}
_SILENT = frozenset("'\u2019\u2018\u02bc`\u00b4-\u2010\u2011*_")


@dataclass(frozen=True)
class Spoken:
    """`words`: the bare words, " . word word , word "; `span` leads from it back to the text."""

    words: str
    _at: list[int]
    _starts: list[int]
    _ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the text behind `words[start:end]`; end exclusive."""
        first = bisect_right(self._at, start) - 1
        last = bisect_right(self._at, end - 1) - 1
        return self._starts[first], self._ends[last]


def spoken(text: str, spellings: Mapping[str, str], dropped: frozenset[str]) -> Spoken:
    """The bare words of `text`, with what is needed to come back to it.

    `spellings`: bare words of speech, one or two, and what they stand for ("chuis": "je suis").
    `dropped`: bare words that say nothing here.

    >>> said = spoken("Chuis là… euh, j’attends !", {"chuis": "je suis"}, frozenset({"euh"}))
    >>> said.words
    ' . je suis la , j attends . '
    >>> said.span(said.words.index("j att"), said.words.index("ends") + 4)
    (15, 24)
    """
    tokens = _tokens(text, dropped)
    words, starts, ends = ["."], [0], [0]
    at = 0
    while at < len(tokens):
        word, start, end = tokens[at]
        taken = 1
        if at + 1 < len(tokens) and (full := spellings.get(f"{word} {tokens[at + 1][0]}")) is not None:
            end, taken = tokens[at + 1][2], 2
        else:
            full = spellings.get(word, word)
        at += taken
        for part in full.split():
            if part == words[-1] or (part == "," and words[-1] in ".?"):
                continue
            if part in ".?" and words[-1] == ",":
                words.pop(), starts.pop(), ends.pop()
            words.append(part)
            starts.append(start)
            ends.append(end)
    positions, position = [], 1
    for word in words:
        positions.append(position)
        position += len(word) + 1
    return Spoken(f" {' '.join(words)} ", positions, starts, ends)


def _tokens(text: str, dropped: frozenset[str]) -> list[tuple[str, int, int]]:
    tokens = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in _SILENT:
            continue
        if token[0].isalnum():
            word = bare(token)
            if word not in dropped:
                tokens.append((word, match.start(), match.end()))
        else:
            tokens.append((_PAUSES.get(token, ","), match.start(), match.end()))
    return tokens


@lru_cache(maxsize=50_000)
def bare(word: str) -> str:
    """One word without case, accents and ligatures.

    >>> bare("Sœur"), bare("ÉTÉ")
    ('soeur', 'ete')
    """
    return fold(word).replace("œ", "oe").replace("æ", "ae")
