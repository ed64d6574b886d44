"""Offsets: the one place that converts code points to UTF-16, UTF-8 and CRLF positions, and back.

The store counts Unicode code points. Browsers and NVivo count UTF-16 units, Taguette UTF-8 bytes,
and files from Windows hold two characters where we hold one line end.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import overload

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])(?:[^\S\n]?»|[\"”’)\]])*(?=\s+)|\n+")


class OffsetMap:
    """Both-way offsets of one text; each lookup costs one bisection in the exceptional characters.

    A position inside a character (the second half of a surrogate pair, a continuation byte, between
    CR and LF) goes to that character's start.

    >>> m = OffsetMap("né 👵🏽 là")
    >>> m.to_utf16(5), m.from_utf16(7), m.to_utf8(2), m.from_utf8(3)
    (7, 5, 3, 2)
    """

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._utf16 = _Widths([(m.start(), 1) for m in _ASTRAL.finditer(text)])
        self._utf8: _Widths | None = None
        self._crlf: _Widths | None = None
        self._text = text

    @overload
    def to_utf16(self, at: int) -> int: ...
    @overload
    def to_utf16(self, at: Iterable[int]) -> list[int]: ...
    def to_utf16(self, at: int | Iterable[int]) -> int | list[int]:
        """UTF-16 units before the code point `at` (an int or a sequence of ints)."""
        return _each(self._utf16.widen, at)

    @overload
    def from_utf16(self, at: int) -> int: ...
    @overload
    def from_utf16(self, at: Iterable[int]) -> list[int]: ...
    def from_utf16(self, at: int | Iterable[int]) -> int | list[int]:
        """Code points before the UTF-16 unit `at`."""
        return _each(self._utf16.narrow, at)

    @overload
    def to_utf8(self, at: int) -> int: ...
    @overload
    def to_utf8(self, at: Iterable[int]) -> list[int]: ...
    def to_utf8(self, at: int | Iterable[int]) -> int | list[int]:
        """UTF-8 bytes before the code point `at`."""
        return _each(self._bytes().widen, at)

    @overload
    def from_utf8(self, at: int) -> int: ...
    @overload
    def from_utf8(self, at: Iterable[int]) -> list[int]: ...
    def from_utf8(self, at: int | Iterable[int]) -> int | list[int]:
        """Code points before the UTF-8 byte `at`."""
        return _each(self._bytes().narrow, at)

    @overload
    def to_crlf(self, at: int) -> int: ...
    @overload
    def to_crlf(self, at: Iterable[int]) -> list[int]: ...
    def to_crlf(self, at: int | Iterable[int]) -> int | list[int]:
        """Code points before `at` in the same text with CRLF line ends."""
        return _each(self._lines().widen, at)

    @overload
    def from_crlf(self, at: int) -> int: ...
    @overload
    def from_crlf(self, at: Iterable[int]) -> list[int]: ...
    def from_crlf(self, at: int | Iterable[int]) -> int | list[int]:
        """Code points before the position `at` of the same text with CRLF line ends."""
        return _each(self._lines().narrow, at)

    def _bytes(self) -> _Widths:
        if self._utf8 is None:
            self._utf8 = _Widths(
                [
                    (m.start(), len(m[0].encode("utf-8", "surrogatepass")) - 1)
                    for m in _NOT_ASCII.finditer(self._text)
                ]
            )
        return self._utf8

    def _lines(self) -> _Widths:
        if self._crlf is None:
            self._crlf = _Widths([(i, 1) for i, c in enumerate(self._text) if c == "\n"])
        return self._crlf


class _Widths:
    """Characters wider than one unit: their positions, and the extra units up to each of them."""

    def __init__(self, wide: list[tuple[int, int]]) -> None:
        self._at = [i for i, _ in wide]
        self._extra = [0]
        self._starts: list[int] = []  # the same positions, counted in wide units
        for i, extra in wide:
            self._starts.append(i + self._extra[-1])
            self._extra.append(self._extra[-1] + extra)

    def widen(self, at: int) -> int:
        return at + self._extra[bisect_left(self._at, at)]

    def narrow(self, at: int) -> int:
        k = bisect_right(self._starts, at)
        if k == 0:
            return at
        # Inside the k-th wide character, its own start is the answer.
        start, width = self._starts[k - 1], 1 + self._extra[k] - self._extra[k - 1]
        if at < start + width:
            return self._at[k - 1]
        return at - self._extra[k]


def _each(convert: Callable[[int], int], at: int | Iterable[int]) -> int | list[int]:
    if isinstance(at, Iterable):
        return [convert(int(i)) for i in at]
    return convert(int(at))


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its two ends; empty spans stay where they start.

    >>> trim("  un repère ", 0, 12)
    (2, 11)
    """
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences between `start` and `end`, without surrounding white space.

    >>> [("On y va. Non ?")[a:b] for a, b in sentences("On y va. Non ?")]
    ['On y va.', 'Non ?']
    """
    end = len(text) if end is None else end
    spans, at = [], start
    for match in _SENTENCE_END.finditer(text, start, end):
        spans.append(trim(text, at, match.end()))
        at = match.end()
    spans.append(trim(text, at, end))
    return [(a, b) for a, b in spans if a < b]


def around(text: str, start: int, end: int, width: int) -> tuple[str, str]:
    """The words before and after a segment, at most `width` characters each, cut at words."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    if start > width and " " in before:
        before = before[before.index(" ") + 1 :]
    if end + width < len(text) and " " in after:
        after = after[: after.rindex(" ")]
    return before, after


def fold(name: str) -> str:
    """A name without case, accents and doubled spaces, to compare what people type.

    >>> fold("  Élodie  DURAND ")
    'elodie durand'
    """
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())
