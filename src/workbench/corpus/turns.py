"""From a plain text to its turns, headings and paragraphs. The text itself is never changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise, zip_longest

from workbench.corpus import labels
from workbench.corpus.document import Turn
from workbench.corpus.labels import Label
from workbench.corpus.speakers import moderators, person_key, without_aside
from workbench.text import trim

Span = tuple[int, int]

_LINE_END = re.compile(r"\n")
_BLANK = re.compile(r"\n[ \t\u00a0]*\n")


def find_turns(
    text: str,
    *,
    bold: Iterable[Span] = (),
    headings: Iterable[Span] = (),
    folded: bool = True,
) -> list[Turn]:
    """Return the stretches of ``text`` in order: turns where speakers are named, headings, paragraphs
    elsewhere.

    A turn covers the spoken words only: the label and the time code before them stay in the text, outside
    of it. ``bold`` and ``headings`` are the stretches that the file sets apart, where its format can say
    so. Where ``folded``, a paragraph may run over several lines, up to a blank one; else each line is a
    paragraph.
    """
    lines, bold, titles = _lines(text), list(bold), sorted(headings)
    starts = {start for start, _ in titles}
    found = [label for label in labels.candidates(text, lines, bold) if label.line not in starts]
    filled = sum(1 for start, end in lines if text[start:end].strip())
    accepted = labels.speakers_among(found, filled)
    opening = [label for label in found if person_key(label.name) in accepted]
    if not opening:
        return _questions(text, _paragraphs(text, (0, len(text)), titles, folded), dict(bold))
    leading = {person_key(name) for name in moderators(label.name for label in opening)}
    turns = _paragraphs(text, (0, opening[0].line), titles, folded)
    for label, following in zip_longest(opening, opening[1:]):
        end = following.line if following else len(text)
        inside = _within(titles, label.line, end)
        stop = inside[0][0] if inside else end
        if turn := _turn(text, label, stop, person_key(label.name) in leading):
            turns.append(turn)
        turns += _paragraphs(text, (stop, end), inside, folded)
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


def _within(titles: list[Span], start: int, end: int) -> list[Span]:
    return titles[bisect_left(titles, (start, start)) : bisect_left(titles, (end, end))]


def _paragraphs(text: str, stretch: Span, titles: list[Span], folded: bool) -> list[Turn]:
    turns: list[Turn] = []
    at, end = stretch
    for title in _within(titles, at, end):
        turns += _cut(text, at, title[0], folded)
        if span := _span(text, *title):
            turns.append(Turn(*span, kind="heading"))
        at = title[1]
    return turns + _cut(text, at, end, folded)


def _cut(text: str, start: int, end: int, folded: bool) -> list[Turn]:
    """Paragraphs are parted by blank lines where the stretch has some, by line ends where it has none."""
    separator = _BLANK if folded and _BLANK.search(text, start, end) else _LINE_END
    turns, at = [], start
    for gap in separator.finditer(text, start, end):
        if span := _span(text, at, gap.start()):
            turns.append(Turn(*span, kind="paragraph"))
        at = gap.end()
    if span := _span(text, at, end):
        turns.append(Turn(*span, kind="paragraph"))
    return turns


def _questions(text: str, paragraphs: list[Turn], bold: dict[int, int]) -> list[Turn]:
    """Where nobody is named and questions are set in bold, as in many an interview, they are the
    moderator's."""
    asked = [one for one in paragraphs if one.kind == "paragraph" and bold.get(one.start, 0) >= one.end]
    questions = sum(1 for one in asked if text[one.start : one.end].endswith("?"))
    if len(asked) >= 3 and 2 * questions >= len(asked):
        for one in paragraphs:
            one.kind = "turn" if one.kind == "paragraph" else one.kind
        for one in asked:
            one.role = "moderator"
    return paragraphs


def _close_times(turns: list[Turn]) -> None:
    """A turn ends when the next one begins, where the transcript gives both times and they rise."""
    timed = [turn for turn in turns if turn.time_start is not None]
    for turn, following in pairwise(timed):
        if turn.time_start is not None and following.time_start is not None:
            turn.time_end = following.time_start if following.time_start >= turn.time_start else None
