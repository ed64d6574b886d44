"""Where a line of a transcript begins with somebody's name, and which of those beginnings are really
speakers.

A label stands at the start of a line, has at most five words, and is followed by a colon, a dash, a tab, a
time code or the end of the line. "Remarque :" has that shape too: so a label must also be a known part (L1,
Animatrice), carry a time code, or look like a name and come back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.corpus.speakers import fold, is_letter, is_moderator, is_part, person_key, without_aside
from workbench.corpus.vocabulary import NOT_FIRST, NOT_SPEAKERS, PARTICLES

_GAP = "[ \t\u00a0\u202f\u2009]"
_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIME = rf"(?:[\[(<{{#]{_GAP}*{_CLOCK}(?:-\d)?{_GAP}*[\])>}}#]|{_CLOCK})"
_MARK = r"(?:\*{1,3}|_{1,3})"
_PAD = f"{_GAP}{{0,8}}"  # bounded: three runs of spaces in a row would be tried in every division
_LABEL = re.compile(
    rf"{_GAP}*(?:>>{_PAD}|[-–—•*]{_GAP}+|\d{{1,4}}[.)]?{_GAP}+)?{_MARK}?"
    rf"(?:(?P<before>{_TIME}){_PAD}(?:[-–—:|]{_GAP}+)?)?{_MARK}?"
    rf"\[?(?P<name>[^\W\d_](?:[\w .'’·•/&()\u00a0-]{{0,58}}?[\w.)])?)\]?{_MARK}?"
    rf"(?:{_PAD}[,|–—-]?{_PAD}(?P<after>{_TIME}))?{_PAD}{_MARK}?"
    rf"(?P<sign>:(?!//){_MARK}?|(?<=[ \u00a0\t])[-–—](?=\s)|\t|$)"
)
_RANGE = re.compile(rf"{_GAP}*(\d{{1,2}}:\d{{1,2}}:\d{{1,2}}[.,]\d+){_GAP}*-->{_GAP}*[\d:.,]+{_GAP}*$")
_LEADING_TIME = re.compile(rf"{_GAP}*{_TIME}(?:{_GAP}+|$)")
_ENDS = re.compile(r"(?<!\bM)(?<!\bMr)(?<!\bMme)(?<!\bDr)(?<!\bPr)(?<!\b[A-Z])[.!?…;]\s")


@dataclass(slots=True)
class Label:
    """A line that may open a turn: where the line starts, the name on it, where the words start, the time
    in seconds.

    ``sign`` is what parts the label from the words; ``bold`` is true where the label is set in bold.
    """

    line: int
    name: str
    words: int
    time: float | None
    sign: str
    bold: bool = False

    @property
    def alone(self) -> bool:
        """True where nothing but the label and its time stand on the line."""
        return self.sign == ""


def seconds(clock: str) -> float:
    """Return the seconds of a time code such as ``00:03:12``, ``3:12`` or ``[00:03:12,500]``."""
    numbers = re.sub(r"-\d$", "", clock.strip("[](){}<># \t\u00a0\u202f")).replace(",", ".").split(":")
    total = 0.0
    for number in numbers:
        total = total * 60 + float(number)
    return total


def candidates(
    text: str, lines: list[tuple[int, int]], bold: Iterable[tuple[int, int]] = ()
) -> Iterator[Label]:
    """Yield every line of ``text`` whose beginning has the shape of a speaker's label.

    ``lines`` are the [start, end) of the lines, ``bold`` the stretches set in bold that open a line.
    """
    strong = dict(bold)
    ranged: tuple[int, float] | None = None  # the line of times that Teams writes above a name
    for start, end in lines:
        line = text[start : min(end, start + 160)]
        if found := _RANGE.match(line):
            ranged = (start, seconds(found[1]))
            continue
        label = _plain(line, start)
        if start in strong and (label is None or (label.alone and strong[start] < end)):
            label = _bold(text, start, strong[start], end)
        if label is not None:
            label.bold = start in strong
            if ranged is not None and label.time is None:
                label.line, label.time = ranged
            if not label.alone or label.time is not None or label.bold or _stands_alone(label.name):
                yield label
        if line.strip():
            ranged = None


def _stands_alone(name: str) -> bool:
    """True where the name may stand on a line of its own: in capitals, as in a play, or a part in the
    talk."""
    return not is_letter(name) and (name.isupper() or is_part(name))


def _plain(line: str, start: int) -> Label | None:
    match = _LABEL.match(line)
    if match is None:
        return None
    name = match["name"].strip()
    if len(name.split()) > 5 or _ENDS.search(name):
        return None
    clock = match["before"] or match["after"]
    words = match.end()
    if match["sign"] and clock is None and (after := _LEADING_TIME.match(line, words)):
        clock, words = after[0], after.end()
    return Label(start, name, start + words, seconds(clock) if clock else None, match["sign"].strip("*_"))


def _bold(text: str, start: int, stop: int, end: int) -> Label | None:
    """A name in bold followed by plain words, with no colon between them."""
    name = text[start:stop].strip(" \t\u00a0\u202f:–—-")
    if not name or stop >= end or len(name.split()) > 5 or not name[0].isalpha() or _ENDS.search(name):
        return None
    return Label(start, name, stop, None, "bold", True)


def speakers_among(found: list[Label], lines: int) -> set[str]:
    """Return the folded names, among the candidates of one text of so many lines, that are speakers."""
    groups: dict[str, list[Label]] = {}
    for label in found:
        groups.setdefault(person_key(label.name), []).append(label)
    sure = {key for key, group in groups.items() if _is_sure(group)}
    named = {key: group for key, group in groups.items() if key not in sure and _may_be_name(group)}
    again = {key for key, group in named.items() if len(group) >= (3 if group[0].alone else 2)}
    labelled = sum(len(groups[key]) for key in sure | set(named) if not groups[key][0].alone)
    if labelled >= max(2, lines / 2):
        # Nearly every line has a label: a dialogue, in which a name that comes once is a name.
        return sure | again | {key for key, group in named.items() if not group[0].alone}
    if not sure and sum(len(named[key]) for key in again) < 0.15 * lines:
        return set()  # a report, whose headings have colons too
    accepted = sure | again
    looks = Counter(_look(label) for key in accepted for label in groups[key])
    return accepted | {
        key for key, group in named.items() if looks[_look(group[0])] >= 2 and not group[0].alone
    }


def _is_sure(group: list[Label]) -> bool:
    label = group[0]
    if _stopped(label.name):
        return False
    if any(item.time is not None for item in group) and _named(label.name):
        return True
    if not (is_part(label.name) or is_moderator(label.name)):
        return False
    weak = is_letter(label.name) or label.sign in {"", "-", "–", "—", "\t"} or not _named(label.name)
    return len(group) >= 2 if weak else True


def _may_be_name(group: list[Label]) -> bool:
    label = group[0]
    if _stopped(label.name) or is_letter(label.name):
        return False
    if label.alone and not label.bold:
        return label.name.isupper() and _named(label.name)
    if _named(label.name):
        return True
    # "nadia :" in small letters: one or two words that come back again and again.
    return len(label.name.split()) <= 2 and len(group) >= 4 and label.sign == ":"


def _stopped(name: str) -> bool:
    words = fold(without_aside(name)).split()
    return not words or " ".join(words) in NOT_SPEAKERS or words[0] in NOT_FIRST or words[0] in NOT_SPEAKERS


def _named(name: str) -> bool:
    """Every word has a capital, but for the particles of family names: "Camille de la Tour", "Mme DURAND"."""
    words = without_aside(name).replace("'", "' ").replace("’", "' ").split()
    if not words or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.casefold() in PARTICLES for word in words)


def _look(label: Label) -> tuple[bool, str]:
    return label.name.isupper(), label.sign
