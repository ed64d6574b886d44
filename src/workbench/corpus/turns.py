"""From a plain text to its turns, headings and paragraphs. The text itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from workbench.corpus import labels
from workbench.corpus.document import Turn
from workbench.corpus.labels import Label
from workbench.corpus.speakers import moderators, person_key, without_aside
from workbench.text import trim

_BLANK = re.compile(r"\n[ \t\u00a0]*\n")


def find_turns(
    text: str, *, bold: Iterable[tuple[int, int]] = (), headings: Iterable[tuple[int, int]] = ()
) -> list[Turn]:
    """Return the stretches of ``text`` in order: turns where speakers are named, headings, paragraphs
    elsewhere.

    A turn covers the spoken words only: the label and the time code before them stay in the text, outside
    of it. ``bold`` and ``headings`` are the stretches that the file sets apart, where its format can say so.
    """
    lines = _lines(text)
    titles = dict(headings)
    found = [label for label in labels.candidates(text, lines, bold) if label.line not in titles]
    filled = sum(1 for start, end in lines if text[start:end].strip())
    accepted = labels.speakers_among(found, filled)
    opening = [label for label in found if person_key(label.name) in accepted]
    if not opening:
        return _paragraphs(text, 0, len(text), titles)
    leading = {person_key(name) for name in moderators(label.name for label in opening)}
    turns = _paragraphs(text, 0, opening[0].line, titles)
    for label, following in zip(opening, [*opening[1:], None], strict=True):
        end = following.line if following else len(text)
        stop = min((start for start in titles if label.line < start < end), default=end)
        if turn := _turn(text, label, stop, person_key(label.name) in leading):
            turns.append(turn)
        turns += _paragraphs(text, stop, end, titles)
    _close_times(turns)
    return turns


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _turn(text: str, label: Label, end: int, leads: bool) -> Turn | None:
    words = _span(text, label.words, end)
    if words is None:
        return None
    role = "moderator" if leads else "participant"
    return Turn(*words, speaker=without_aside(label.name), role=role, time_start=label.time)


def _span(text: str, start: int, end: int) -> tuple[int, int] | None:
    start, end = trim(text, start, end)
    return (start, end) if start < end else None


def _paragraphs(text: str, start: int, end: int, titles: dict[int, int]) -> list[Turn]:
    """Paragraphs are parted by blank lines where the stretch has some, by line ends where it has none."""
    turns, at = [], start
    for title in sorted(title for title in titles if start <= title < end):
        turns += _cut(text, at, title)
        if span := _span(text, title, titles[title]):
            turns.append(Turn(*span, kind="heading"))
        at = titles[title]
    return turns + _cut(text, at, end)


def _cut(text: str, start: int, end: int) -> list[Turn]:
    separator = _BLANK if _wrapped(text, start, end) else re.compile(r"\n")
    turns, at = [], start
    for gap in separator.finditer(text, start, end):
        if span := _span(text, at, gap.start()):
            turns.append(Turn(*span, kind="paragraph"))
        at = gap.end()
    if span := _span(text, at, end):
        turns.append(Turn(*span, kind="paragraph"))
    return turns


def _wrapped(text: str, start: int, end: int) -> bool:
    """True where blank lines part the paragraphs and single line ends only fold them."""
    return _BLANK.search(text, start, end) is not None


def _close_times(turns: list[Turn]) -> None:
    """A turn ends when the next one begins, where the transcript gives both times and they rise."""
    timed = [turn for turn in turns if turn.time_start is not None]
    for turn, following in pairwise(timed):
        if turn.time_start is not None and following.time_start is not None:
            turn.time_end = following.time_start if following.time_start >= turn.time_start else None
