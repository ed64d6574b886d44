"""Marker grammars read from `data/voice_fr.toml` and `data/voice_en.toml`, files that anyone can edit."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from workbench.discovery.atoms import sieve
from workbench.discovery.spoken import Spoken, bare, spoken
from workbench.errors import Invalid

# When two voices are equally strong in one text, the first of this order is its label: what undoes or
# shifts a demand ("je ne demande pas… je voudrais juste") says more than the demand it stands beside.
LABELS = ("denied", "regretted", "delegated", "conditional", "asked", "complained", "lack", "none")
STRONGEST = 3
LANGUAGES = ("fr", "en")

_BLOCK = re.compile(r"<([a-z_]+)>")


@dataclass(frozen=True)
class Family:
    """Markers that mean the same; `strength` 1 (a hint) to 3 (in so many words); label "none" silences."""

    name: str
    label: str
    strength: int
    example: str
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Grammar:
    """The families of one language, its spellings of speech, and the words that are passed over."""

    families: tuple[Family, ...]
    spellings: dict[str, str]
    dropped: frozenset[str]

    def spoken(self, text: str) -> Spoken:
        """The bare words of a text, as the patterns expect them."""
        return spoken(text, self.spellings, self.dropped)

    def matches(self, words: str) -> Iterator[tuple[int, int, Family]]:
        """Every match, as start and end in the bare words and its family; in the order of the file."""
        every, may_match = self._compiled
        for index in may_match(set(words.split())):
            family, pattern = every[index]
            for match in pattern.finditer(words):
                yield match.start() + 1, match.end(), family

    @cached_property
    def _compiled(self) -> tuple[list[tuple[Family, re.Pattern[str]]], Any]:
        pairs = [(family, pattern) for family in self.families for pattern in family.patterns]
        compiled = [(family, re.compile(f" (?:{pattern})(?= )")) for family, pattern in pairs]
        return compiled, sieve([f" (?:{pattern}) " for _, pattern in pairs])


@cache
def grammar(language: str) -> Grammar | None:
    """The marker grammar of a language; None for a language that has none.

    Raises Invalid, naming the file and the family, for a family that cannot be read.
    """
    if language not in LANGUAGES:
        return None
    path = resources.files("workbench.discovery") / "data" / f"voice_{language}.toml"
    return read_grammar(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


def read_grammar(written: dict[str, Any], name: str) -> Grammar:
    """The grammar a file says, its blocks put in their places; `name` is told when it cannot be read.

    >>> rules = read_grammar({"blocks": {"i": "je|j'"}, "family": [{"name": "wish", "label": "asked",
    ...     "strength": 3, "example": "J'espère.", "patterns": ["<i> espère"]}]}, "mine.toml")
    >>> [(start, end, family.name) for start, end, family in rules.matches(" . j espere . ")]
    [(3, 11, 'wish')]
    """
    blocks = {key: f"(?:{_bare_pattern(value)})" for key, value in written.get("blocks", {}).items()}
    return Grammar(
        tuple(_family(entry, blocks, name) for entry in written["family"]),
        {_bare_words(key): _bare_words(value) for key, value in written.get("spellings", {}).items()},
        frozenset(_bare_words(word) for word in written.get("dropped", [])),
    )


def _family(entry: dict[str, Any], blocks: dict[str, str], name: str) -> Family:
    try:
        patterns = tuple(_filled(_bare_pattern(pattern), blocks) for pattern in entry["patterns"])
        for pattern in patterns:
            re.compile(pattern)
        label, strength = entry["label"], entry.get("strength", STRONGEST)
        if label not in LABELS or strength not in range(1, STRONGEST + 1):
            raise ValueError(f"{label}, {strength}")
        return Family(entry["name"], label, strength, entry["example"], patterns)
    except (KeyError, ValueError, re.error) as wrong:
        family = str(entry.get("name", "?"))
        raise Invalid("expectations.bad_family", file=name, family=family, wrong=str(wrong)) from wrong


def _filled(pattern: str, blocks: dict[str, str]) -> str:
    while _BLOCK.search(pattern):
        pattern = _BLOCK.sub(lambda match: blocks[match[1]], pattern)
    return pattern


def _bare_pattern(pattern: str) -> str:
    """A pattern as the bare words are written: no accents, a space for an elision."""
    letters = "".join(bare(c) if c.isalpha() and not c.isascii() else c for c in pattern)
    return re.sub(" +", " ", re.sub("['’]", " ", letters)).strip()


def _bare_words(words: str) -> str:
    return " ".join(bare(word) for word in re.findall(r"\w+", words))
