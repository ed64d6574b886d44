"""Verbs on codings: apply, in vivo, adjust, remove, and coding by a pattern."""

from __future__ import annotations

import math
import re
import time
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, Literal

import regex as expressions
from sqlalchemy import Connection, Row, bindparam, select

from workbench import text as texts
from workbench.coding import codebook
from workbench.coding.memos import attach, drop_memos
from workbench.errors import Invalid
from workbench.model import Coder
from workbench.project import Project, find, schema
from workbench.project.find import Ref
from workbench.project.journal import Gesture

_PATTERN_SECONDS = 10.0  # a pattern that backtracks for ever must not hold the page

_STATUSES = ("confirmed", "proposed", "rejected")
#: The weight that says: leave the weight as it is (None takes it away).
KEEP: Any = object()


def apply_code(
    project: Project,
    source: Ref,
    start: int,
    end: int,
    code: Ref,
    *,
    weight: float | None = None,
    memo: str | None = None,
) -> int:
    """The id of the coding that puts `code` on the segment [start, end) of `source`.

    Offsets are code points, end exclusive. When this coder had already put this code on this very
    segment, that coding's id is returned and nothing is written. Raises NotFound, Ambiguous, and
    Invalid for a segment outside the text or without a word.

    >>> coding = apply_code(project, "FG1", 120, 164, "repère")          # doctest: +SKIP
    """
    with project.gesture("apply_code") as g:
        where = find.row(g.connection, schema.source, source)
        what = find.row(g.connection, schema.code, code)
        start, end = _segment(project, where, start, end)
        weight = _checked_weight(weight)
        who = _coder(g)
        there = _same(g.connection, where.id, start, end, what.id, who.id)
        if there is not None:
            return there
        g.params = {"code": what.name, "source": where.name, "start": start, "end": end}
        row = {"source_id": where.id, "start": start, "end": end, "code_id": what.id,
               "coder_id": who.id, "weight": weight}  # fmt: skip
        [new] = g.insert(schema.coding, [row])
        attach(g, memo, "coding", new)
    return new


def apply_to_segments(project: Project, segments: Iterable[tuple[Ref, int, int]], code: Ref) -> list[int]:
    """The ids of the codings that put `code` on many segments (source, start, end), made in one gesture.

    A segment this coder had coded so already is passed over. Raises as `apply_code`, and then nothing is
    made.

    >>> made = apply_to_segments(project, [(3, 120, 164), (3, 300, 341)], "repère")  # doctest: +SKIP
    """
    with project.gesture("apply_to_segments") as g:
        what = find.row(g.connection, schema.code, code)
        who = _coder(g)
        rows, known = [], dict[Ref, Row[Any]]()
        for source, start, end in dict.fromkeys(segments):
            where = known.get(source) or find.row(g.connection, schema.source, source)
            known[source] = where
            a, b = _segment(project, where, start, end)
            if _same(g.connection, where.id, a, b, what.id, who.id) is None:
                rows.append({"source_id": where.id, "start": a, "end": b, "code_id": what.id,
                             "coder_id": who.id})  # fmt: skip
        g.params = {"code": what.name, "n": len(rows)}
        return g.insert(schema.coding, rows)


def apply_new_code(
    project: Project, source: Ref, start: int, end: int, name: str, *, parent: Ref | None = None
) -> tuple[int, int]:
    """The ids of a code called `name` and of its coding on the segment, made in one gesture.

    The code is made under `parent` unless one of that name is there already.
    """
    return _apply_named(project, "apply_code", source, start, end, lambda words: name, parent)


def apply_in_vivo(
    project: Project, source: Ref, start: int, end: int, *, parent: Ref | None = None
) -> tuple[int, int]:
    """The ids of the code named by the very words of the segment, and of its coding.

    The code is made under `parent` unless one of that name is there already.
    Raises Invalid when the words are more than a name can hold (80 characters).
    """

    def name_of(words: str) -> str:
        if len(words) > 80:
            raise Invalid("coding.long_in_vivo", n=len(words))
        return words

    return _apply_named(project, "apply_in_vivo", source, start, end, name_of, parent)


def _apply_named(
    project: Project,
    verb: str,
    source: Ref,
    start: int,
    end: int,
    name_of: Callable[[str], str],
    parent: Ref | None,
) -> tuple[int, int]:
    with project.gesture(verb) as g:
        where = find.row(g.connection, schema.source, source)
        start, end = _segment(project, where, start, end)
        name = " ".join(name_of(" ".join(project.text(where.id)[start:end].split())).split())
        parent_id = None if parent is None else find.row(g.connection, schema.code, parent).id
        what = _sibling_named(g.connection, name, parent_id)
        if what is None:
            what = codebook.create(g, name, parent=parent_id)
        who = _coder(g)
        g.params = {"code": name, "source": where.name, "start": start, "end": end}
        there = _same(g.connection, where.id, start, end, what, who.id)
        if there is not None:
            return what, there
        row = {"source_id": where.id, "start": start, "end": end, "code_id": what,
               "coder_id": who.id}  # fmt: skip
        [new] = g.insert(schema.coding, [row])
    return what, new


def adjust_coding(
    project: Project,
    coding: int,
    *,
    start: int | None = None,
    end: int | None = None,
    code: Ref | None = None,
    weight: float | None = KEEP,
    status: Literal["confirmed", "proposed", "rejected"] | None = None,
) -> None:
    """Change the bounds, the code, the weight or the status of a coding; the rest stays.

    Raises Invalid when that coder has the same code on the same segment already.
    """
    if status not in {None, *_STATUSES}:
        raise Invalid("coding.unknown_status", status=status, known=", ".join(_STATUSES))
    with project.gesture("adjust_coding") as g:
        row = find.row(g.connection, schema.coding, coding)
        where = find.row(g.connection, schema.source, row.source_id)
        what = find.row(g.connection, schema.code, row.code_id if code is None else code)
        a, b = _segment(
            project, where, row.start if start is None else start, row.end if end is None else end
        )
        new = {"start": a, "end": b, "code_id": what.id}
        if weight is not KEEP:
            new["weight"] = _checked_weight(weight)
        if status is not None:
            new["status"] = status
        twin = _same(g.connection, where.id, a, b, what.id, row.coder_id)
        if twin not in (None, row.id):
            raise Invalid("coding.twin", code=what.name)
        g.params = {"code": what.name, "source": where.name, "start": a, "end": b}
        g.update(schema.coding, [row.id], new)


def remove_coding(project: Project, coding: int | Iterable[int]) -> int:
    """How many codings were removed, with the memos on them. Raises NotFound."""
    each = coding if isinstance(coding, Iterable) else [coding]
    wanted = list(dict.fromkeys(int(i) for i in each))
    with project.gesture("remove_coding") as g:
        rows = [find.row(g.connection, schema.coding, i) for i in wanted]
        names = {find.row(g.connection, schema.code, i).name for i in {r.code_id for r in rows}}
        g.params = {"n": len(rows), "code": sorted(names)}
        drop_memos(g, "coding", wanted)
        g.delete(schema.coding, wanted)
    return len(wanted)


def autocode(
    project: Project,
    pattern: str,
    code: Ref,
    *,
    unit: Literal["match", "sentence", "turn"] = "match",
    regex: bool = False,
    case: bool = False,
    sources: Ref | Iterable[Ref] | None = None,
    moderators: bool = False,
) -> list[int]:
    """The ids of new codings where `pattern` is found in what participants say.

    A plain pattern matches whole words, without case and accents unless `case`; with `regex` it is
    a regular expression. The coding takes the match, its sentence or its turn. Moderators' turns
    are left out unless `moderators`. Raises Invalid for an empty or wrong pattern, or one that
    takes more than 10 seconds.
    """
    if unit not in {"match", "sentence", "turn"}:
        raise Invalid("coding.unknown_unit", unit=unit)
    search = _compiled(pattern, regex, case)
    with project.gesture("autocode") as g:
        what = find.row(g.connection, schema.code, code)
        who = _coder(g)
        c, p = schema.coding.c, schema.passage.c
        held = select(c.source_id, c.start, c.end).where(c.code_id == what.id, c.coder_id == who.id)
        taken = {tuple(row) for row in g.connection.execute(held)}
        passages = select(p.source_id, p.start, p.end).order_by(p.source_id, p.start)
        if not moderators:
            passages = passages.where(p.role != "moderator")
        if sources is not None:
            passages = passages.where(p.source_id.in_(find.ids(g.connection, schema.source, sources)))
        rows = []
        until = time.monotonic() + _PATTERN_SECONDS
        for source_id, start, end in g.connection.execute(passages).all():
            for a, b in _found(project.text(source_id), start, end, search, unit, case or regex, until):
                place = (source_id, a, b)
                if place not in taken:
                    taken.add(place)
                    rows.append({"source_id": source_id, "start": a, "end": b,
                                 "code_id": what.id, "coder_id": who.id})  # fmt: skip
        g.params = {"pattern": pattern, "code": what.name, "n": len(rows), "unit": unit}
        return g.insert(schema.coding, rows)


def _found(
    text: str, start: int, end: int, search: Any, unit: str, exact: bool, until: float
) -> Iterable[tuple[int, int]]:
    words = text[start:end]
    looked_at = words if exact else _bare(words)
    try:
        left = max(0.001, until - time.monotonic())
        spans = [m.span() for m in search.finditer(looked_at, timeout=left)]
    except TimeoutError as error:
        raise Invalid("coding.slow_pattern", seconds=int(_PATTERN_SECONDS)) from error
    spans = [(start + a, start + b) for a, b in spans if b > a]
    if not spans:
        return []
    if unit == "match":
        return [span for span in (texts.trim(text, a, b) for a, b in spans) if span[0] < span[1]]
    if unit == "turn":
        return [texts.trim(text, start, end)]
    return [(a, b) for a, b in texts.sentences(text, start, end) if any(a < y and x < b for x, y in spans)]


def _compiled(pattern: str, regex: bool, case: bool) -> Any:
    if not pattern.strip():
        raise Invalid("coding.empty_pattern")
    if not regex:
        pattern = r"\s+".join(_as_written(word) if case else _loosely(word) for word in pattern.split())
        pattern = rf"(?<!\w){pattern}(?!\w)"
    try:
        return expressions.compile(pattern, 0 if case else expressions.IGNORECASE)
    except expressions.error as error:
        raise Invalid("coding.wrong_pattern", pattern=pattern, why=str(error)) from error


def _as_written(word: str) -> str:
    """A pattern for the word with its case and accents, composed or not, and either apostrophe."""
    forms = {unicodedata.normalize(form, word) for form in ("NFC", "NFD")}
    return "(?:" + "|".join(re.sub("['’]", "['’]", expressions.escape(form)) for form in sorted(forms)) + ")"


def _loosely(word: str) -> str:
    """A pattern for the word in what `_bare` gives, where accents may follow their letter."""
    letters = (c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return "".join(rf"{expressions.escape(c)}\p{{M}}*" for c in _bare("".join(letters)))


def _bare(words: str) -> str:
    """The words without accents, one character for one, so that offsets hold."""
    return "".join(_BARE.get(c) or _BARE.setdefault(c, _without_accent(c)) for c in words)


_BARE: dict[str, str] = {"’": "'", "\u00a0": " ", "\u202f": " "}


def _without_accent(character: str) -> str:
    folded = texts.fold(character)
    return folded if len(folded) == 1 else character


def _segment(project: Project, source: Row[Any], start: int, end: int) -> tuple[int, int]:
    start, end = int(start), int(end)
    if not 0 <= start < end <= source.length:
        raise Invalid("coding.outside", source=source.name, start=start, end=end, n=source.length)
    if project.text(source.id)[start:end].isspace():
        raise Invalid("coding.only_space", source=source.name)
    return start, end


def _checked_weight(weight: float | None) -> float | None:
    if weight is not None and not (math.isfinite(weight) and 0 <= weight <= 100):
        raise Invalid("coding.weight", weight=weight)
    return None if weight is None else float(weight)


def _coder(g: Gesture) -> Coder:
    if g.coder is None:
        raise Invalid("errors.empty_name", field="coder")
    return g.coder


def _same(
    connection: Connection, source_id: int, start: int, end: int, code_id: int, coder_id: int
) -> int | None:
    place = {"source": source_id, "a": start, "b": end, "code": code_id, "coder": coder_id}
    return connection.execute(_SAME, place).scalar()


_SAME = select(schema.coding.c.id).where(
    schema.coding.c.source_id == bindparam("source"),
    schema.coding.c.start == bindparam("a"),
    schema.coding.c.end == bindparam("b"),
    schema.coding.c.code_id == bindparam("code"),
    schema.coding.c.coder_id == bindparam("coder"),
)


def _sibling_named(connection: Connection, name: str, parent_id: int | None) -> int | None:
    c = schema.code.c
    above = c.parent_id.is_(None) if parent_id is None else c.parent_id == parent_id
    for code_id, other in connection.execute(select(c.id, c.name).where(above)):
        if texts.fold(other) == texts.fold(name):
            return int(code_id)
    return None
