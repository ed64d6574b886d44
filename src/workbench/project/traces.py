"""What a person left in a text: their name, and words of theirs that somebody quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from workbench.text import fold

#: So many words in a row are a quote; fewer are anybody's.
RUN = 5
#: What stands where words were taken out: one a code point, so that offsets stay.
BLANK = "█"

_WORD = re.compile(r"[\w\u0300-\u036f]+")  # with the accents that stand apart from their letter


class Traces:
    """Finds, in any text, these names and what was taken from these words.

    A name counts whole, without case and accents; of the words, five or more in a row, or three or four that
    are all that was said.

    >>> traces = Traces(["Odile"], ["Alors comme on va me rappeler, je vais pas au jardin."])
    >>> traces.blank("ODILE dit : « comme on va me rappeler, je pars » et va au jardin.")
    '█████ dit : « ███████████████████████████ pars » et va au jardin.'
    """

    def __init__(self, names: Iterable[str], words: Iterable[str] = ()) -> None:
        self._starts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in names:
            self._add(tuple(fold(word) for word in _WORD.findall(name)))
        for said in words:
            spoken = [fold(word) for word in _WORD.findall(said)]
            if 3 <= len(spoken) < RUN:
                self._add(tuple(spoken))
            for at in range(len(spoken) - RUN + 1):
                self._add(tuple(spoken[at : at + RUN]))

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where they are: spans of code points, in order, none within another."""
        words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
        told = [fold(text[start:end]) for start, end in words]
        found: list[tuple[int, int]] = []
        for at, word in enumerate(told):
            for known in self._starts.get(word, ()):
                if tuple(told[at : at + len(known)]) == known:
                    start, end = words[at][0], words[at + len(known) - 1][1]
                    if found and start <= found[-1][1]:
                        start, end = found[-1][0], max(end, found[-1][1])
                        found.pop()
                    found.append((start, end))
        return found

    def blank(self, text: str) -> str:
        """The text with a mark for each code point of theirs; just as long as before."""
        return self._with(text, lambda length: BLANK * length)

    def cut(self, text: str) -> str:
        """The text with "[…]" for each of them."""
        return self._with(text, lambda _length: "[…]")

    def _with(self, text: str, mark: Callable[[int], str]) -> str:
        parts, done = [], 0
        for start, end in self.find(text):
            parts += [text[done:start], mark(end - start)]
            done = end
        return "".join([*parts, text[done:]])

    def _add(self, known: tuple[str, ...]) -> None:
        if known:
            self._starts[known[0]].add(known)
