"""What is compared: the words of participants, cut in segments of comparable length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from workbench.errors import Invalid
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.text import sentences, trim

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["segment", "turn", "answer"]

#: Words of a segment: shorter says too little to be compared, longer says several things at once.
LEAST, MOST = 20, 60
#: Below this many words a unit carries no theme by itself ("Oui, voilà.").
TOO_SHORT = 4

_WORD = re.compile(r"\S*\w\S*")
_PAUSE = re.compile(r"[,;:–—…)]$")
_COLUMNS = ("source_id", "source", "start", "end", "passage_id", "case_id", "case", "speaker", "role",
            "text", "words", "language")  # fmt: skip


def units(project: Project, unit: Unit = "segment", cases: Ref | Iterable[Ref] | None = None) -> pd.DataFrame:
    """One row a stretch of what participants say, in the order of the sources.

    Columns: source_id, source, start, end (code points, end exclusive), passage_id, case_id, case,
    speaker, role, text, words, language. `unit`: "segment" (20 to 60 words, cut at the ends of
    sentences, never across turns), "turn" (a passage whole), "answer" (answers to open questions
    only). Moderators and headings are left out. `cases` keeps what these people say. Raises Invalid
    for another unit, NotFound for a case that is not there.

    >>> units(project).columns[:4].tolist()                               # doctest: +SKIP
    ['source_id', 'source', 'start', 'end']
    """
    if unit not in {"segment", "turn", "answer"}:
        raise Invalid("discovery.unknown_unit", unit=unit)
    passages = project.passages()
    said = (passages["role"] != "moderator") & (passages["kind"] != "heading")
    # Where people are named, what nobody says is a title, a date, a note of the transcriber.
    voiced = (passages["speaker"] != "") | passages["case_id"].notna()
    said &= voiced | ~passages["source_id"].isin(passages.loc[voiced, "source_id"])
    if unit == "answer":
        said &= passages["kind"] == "answer"
    if cases is not None:
        with project.read() as connection:
            said &= passages["case_id"].isin(find.ids(connection, schema.case, cases))
    languages = project.sources()["language"]
    return cut(passages[said], languages.to_dict(), whole=unit == "turn")


def cut(passages: pd.DataFrame, languages: dict[Any, str], *, whole: bool = False) -> pd.DataFrame:
    """The passages as units: each whole, or in pieces of 20 to 60 words."""
    import pandas as pd

    rows = []
    columns = ("source_id", "source", "start", "case_id", "case", "speaker", "role", "text")
    for passage_id, source_id, source, start, case_id, case, speaker, role, text in zip(
        passages.index.tolist(), *(passages[name].tolist() for name in columns), strict=True
    ):
        spans = [trim(text, 0, len(text))] if whole else pieces(text)
        for a, b in spans:
            if a < b:
                words = sum(1 for _ in _WORD.finditer(text, a, b))
                rows.append(
                    (source_id, source, start + a, start + b, passage_id, case_id, case, speaker, role,
                     text[a:b], words, languages.get(source_id, ""))
                )  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.astype({"case_id": "Int64"})


def pieces(text: str) -> list[tuple[int, int]]:
    """The spans of 20 to 60 words of a text, cut at the ends of sentences, long ones at a pause.

    A text of fewer than 20 words is one span.

    >>> text = "Un repère. " * 30
    >>> [len(text[a:b].split()) for a, b in pieces(text)]
    [60]
    >>> pieces("   ")
    []
    """
    found: list[tuple[int, int, int]] = []
    for start, end, words in _sentences(text):
        if found:
            a, _, before = found[-1]
            if before + words <= MOST and (before < LEAST or words < LEAST):
                found[-1] = (a, end, before + words)
                continue
        found.append((start, end, words))
    return [(a, b) for a, b, _ in found]


def _sentences(text: str) -> Iterator[tuple[int, int, int]]:
    """Sentences as (start, end, words); one that is too long in stretches that are not."""
    for start, end in sentences(text):
        words = [match.span() for match in _WORD.finditer(text, start, end)]
        if len(words) <= MOST:
            yield start, end, len(words)
            continue
        first, begin = 0, start
        while first < len(words):
            last = _end_of_stretch(text, words, first)
            stop = end if last == len(words) else words[last - 1][1]
            yield (*trim(text, begin, stop), last - first)
            first, begin = last, stop


def _end_of_stretch(text: str, words: list[tuple[int, int]], first: int) -> int:
    """Where to cut after `first`: the last pause that leaves no stretch too long or too short."""
    if len(words) - first <= MOST:
        return len(words)
    for last in range(first + MOST, first + LEAST, -1):
        if _PAUSE.search(text[slice(*words[last - 1])]):
            return last
    return first + MOST
