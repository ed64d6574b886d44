"""How a wish is voiced: asked for, complained about, regretted… by marker grammars that anyone can edit.

What each label and family means, what was decided on hard cases and how often it is right: `docs/voices.md`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from workbench.discovery.grammar import LABELS, STRONGEST, Family, grammar


class Mark(NamedTuple):
    """A stretch of a text, in code points, end exclusive, its voice and its family of markers."""

    start: int
    end: int
    label: str
    marker: str


@dataclass(frozen=True)
class Voice:
    """`label`: the main voice; `spans`: every marker by place; `scores`: 0..1 of each voice that is heard."""

    label: str
    spans: list[Mark] = field(default_factory=list)
    scores: dict[str, float] = field(default_factory=dict)


def voice(text: str, language: str) -> Voice:
    """How `text` voices what is hoped for: one of `LABELS`, and every marker that says so.

    `language`: "fr" or "en"; nothing is heard in others. A marker that overlaps a silencing family (an
    idiom, politeness, reported speech) does not count. The label is that of the strongest family that is
    heard; among equals, the first in `LABELS`. `scores` hold that strength out of 1 for each label heard.
    The labels follow the ways of asking told apart by Labov & Fanshel, *Therapeutic Discourse* (1977), and
    Blum-Kulka, House & Kasper, *Cross-Cultural Pragmatics* (1989); the markers are our own.

    >>> said = voice("J’en ai marre, il faudrait un seul guichet.", "fr")
    >>> said.label, said.scores
    ('asked', {'asked': 1.0, 'complained': 1.0})
    >>> voice("J'attends le bus.", "fr").label
    'none'
    """
    rules = grammar(language)
    if rules is None:
        return Voice("none")
    said = rules.spoken(text)
    found = list(rules.matches(said.words))
    silenced = bytearray(len(said.words))
    for start, end, family in found:
        if family.label == "none":
            silenced[start:end] = b"\1" * (end - start)
    heard = [
        (start, end, family)
        for start, end, family in found
        if family.label != "none" and silenced.find(1, start, end) < 0
    ]
    spans = sorted(Mark(*said.span(a, b), family.label, family.name) for a, b, family in _joined(heard))
    strengths: dict[str, int] = {}
    for *_, family in heard:
        strengths[family.label] = max(family.strength, strengths.get(family.label, 0))
    in_order = sorted(strengths, key=lambda label: (-strengths[label], LABELS.index(label)))
    scores = {label: strengths[label] / STRONGEST for label in in_order}
    return Voice(next(iter(scores), "none"), spans, scores)


def _joined(heard: list[tuple[int, int, Family]]) -> list[tuple[int, int, Family]]:
    """The matches by place, those of one family that overlap made one."""
    joined: list[tuple[int, int, Family]] = []
    last: dict[str, int] = {}
    for start, end, family in sorted(heard, key=lambda match: (match[0], match[1], match[2].name)):
        place = last.get(family.name)
        if place is not None and start < joined[place][1]:
            joined[place] = (joined[place][0], max(end, joined[place][1]), family)
        else:
            last[family.name] = len(joined)
            joined.append((start, end, family))
    return joined
