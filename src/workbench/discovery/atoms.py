"""Which patterns a text can match at all, told from its words: most are then never run on it.

The method is that of the filters of RE2: R. Cox, *Regular Expression Matching with a Trigram Index*
(2012), and `FilteredRE2` of that library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import product

# The parser of `re` is not public; Hypothesis relies on it too. Were it gone, no atom would be sure.
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Atoms = frozenset[str]

_MOST = 200  # ways of saying one stretch; beyond, the stretches before and after it are looked at apart


def atoms(pattern: str) -> list[Atoms]:
    """Sets of parts of words: a text that `pattern` matches holds one part of each set.

    A space before or behind a part says that the word starts or ends there.

    >>> [sorted(each) for each in atoms(" (?:je|on) [a-z]+ (?:pas|plus) ")]
    [[' je ', ' on '], [' pas ', ' plus ']]
    >>> atoms(" [a-z]+ ")
    []
    """
    exact, needed = _walk(_parser.parse(pattern))
    return needed if exact is None else _with(needed, exact)


def sieve(patterns: Sequence[str]) -> Callable[[Iterable[str]], list[int]]:
    """A function from words to the indices, in order, of the patterns that a text of them may match.

    >>> may_match = sieve([" je voudrais ", " pas ", " [a-z]+ "])
    >>> may_match(["on", "voudrais"]), may_match(["je", "voudrais"])
    ([2], [0, 2])
    """
    numbers: dict[Atoms, int] = {}
    needs = [
        frozenset(numbers.setdefault(each, len(numbers)) for each in atoms(pattern)) for pattern in patterns
    ]
    met_by: dict[str, list[int]] = {}
    for each, number in numbers.items():
        for atom in each:
            met_by.setdefault(atom, []).append(number)
    longest = max(map(len, met_by), default=0)

    @lru_cache(maxsize=100_000)
    def met(word: str) -> tuple[int, ...]:
        word, size = f" {word} ", len(word) + 2
        parts = {word[a:b] for a in range(size) for b in range(a + 1, min(size, a + longest) + 1)}
        return tuple({number for part in parts for number in met_by.get(part, ())})

    def may_match(words: Iterable[str]) -> list[int]:
        there = frozenset().union(*map(met, words))
        return [index for index, need in enumerate(needs) if need <= there]

    return may_match


def _walk(sequence: Any) -> tuple[set[str] | None, list[Atoms]]:
    """What a stretch of pattern says word for word (None: not known), and the atoms it needs."""
    said: set[str] = {""}
    whole = True
    needed: list[Atoms] = []
    for operation, argument in sequence:
        name = str(operation)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            continue
        if name == "LITERAL":
            said = {text + chr(argument) for text in said}
            if argument == ord(" ") and all(map(str.strip, said)):
                needed, said, whole = _with(needed, said), {" "}, False
            continue
        walked = [_walk(branch) for branch in _branches(name, argument)]
        ways: set[str] = set().union(*(exact for exact, _ in walked if exact is not None))
        if walked and all(exact is not None for exact, _ in walked) and len(said) * len(ways) <= _MOST:
            said = {before + after for before, after in product(said, ways)}
            continue
        needed, said, whole = _with(needed, said), {""}, False
        each = [need if exact is None else _with(need, exact) for exact, need in walked]
        if len(each) == 1:
            needed = [*needed, *each[0]]
        elif each and all(each):
            needed = [*needed, frozenset().union(*(max(need, key=_rarity) for need in each))]
    return (said, needed) if whole else (None, _with(needed, said))


def _branches(name: str, argument: Any) -> list[Any]:
    """The stretches of which one is there for sure."""
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "BRANCH":
        return list(argument[1])
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return [[character] for character in argument]
    if name.endswith("_REPEAT") and argument[:2] == (0, 1):
        return [[], argument[2]]
    if name.endswith("_REPEAT") and argument[0] > 0:
        # Said at least once: its atoms are needed, yet how often is not known.
        return [[*argument[2], (_parser.ANY, None)]]
    return []


def _with(needed: list[Atoms], said: set[str]) -> list[Atoms]:
    # Each word keeps the spaces beside it: "ne pas" is "ne " and " pas".
    words = [re.findall(r" ?\w+ ?", text.replace(" ", "  ")) for text in said]
    longest = frozenset(max(each, key=lambda word: len(word.strip()), default="") for each in words)
    return needed if "" in longest else [*needed, longest]


def _rarity(atoms: Atoms) -> tuple[int, int]:
    return min(len(atom.strip()) for atom in atoms), -len(atoms)
