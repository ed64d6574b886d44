"""Whether groups of a corpus in several languages hold what is said, or the language it is said in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

#: A language of less than this share of the segments is passed over.
_HEARD = 0.1
#: A group is of one language from this share of its segments on.
_OF_ONE = 0.9
#: A language is kept apart when this share of its segments lies in groups of its own.
_APART = 2 / 3


def kept_apart(groups: Sequence[Hashable], languages: Sequence[str]) -> list[str]:
    """The languages that groups keep apart from the one most spoken, in the order of the alphabet.

    `groups` and `languages`, one a segment. A language is kept apart when two thirds of its segments lie
    in groups nine tenths of which are in it. Languages of under a tenth of the segments are passed over.

    >>> kept_apart([1, 1, 1, 2, 2], ["fr", "fr", "fr", "en", "en"])
    ['en']
    >>> kept_apart([1, 2, 1, 2, 2], ["fr", "fr", "fr", "en", "en"])
    []
    """
    spoken = Counter(languages)
    sizes = Counter(groups)
    inside = Counter(zip(groups, languages, strict=True))
    found = []
    for language, n in sorted(spoken.items()):
        alone = sum(m for (group, of), m in inside.items() if of == language and m >= _OF_ONE * sizes[group])
        main = min(spoken, key=lambda each: (-spoken[each], each))
        if language != main and n >= _HEARD * len(languages) and alone >= _APART * n:
            found.append(language)
    return found
