"""What a page does: each act calls one verb and answers its result with what changed."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Literal

from workbench import coding as verbs
from workbench import corpus, i18n
from workbench.errors import Invalid, NotFound
from workbench.project import find, schema
from workbench.widgets import delta
from workbench.widgets.messages import action
from workbench.widgets.view import View


def act(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Register an act: its answer carries the result and the delta after the page's last entry."""

    def answer(view: View, *, entry: int, source: int | None = None, **arguments: Any) -> dict[str, Any]:
        if "source" in verb.__annotations__:
            if source is None:
                raise Invalid("widgets.no_source")
            arguments["source"] = source
        result = verb(view, **arguments)
        return {"result": result, "delta": delta.after_act(view, entry, source)}

    told: Any = update_wrapper(answer, verb)
    told.__annotations__ = {**verb.__annotations__, "entry": int, "source": int | None}
    told.__kwdefaults__ = {**(verb.__kwdefaults__ or {}), "source": None}
    return action(told)


def _span(view: View, source: int, start: int, end: int) -> tuple[int, int]:
    offsets = view.offsets(source)
    return offsets.from_utf16(start), offsets.from_utf16(end)


def _own(view: View, ids: list[int]) -> None:
    """Refuse to touch codings that this page may not see."""
    if view.blind:
        table = view.project.codings(ids=ids)
        if not all(view.sees(int(coder)) for coder in table["coder_id"]):
            raise NotFound("no_such_coding", name=ids[0], near="")


@act
def apply_code(
    view: View,
    *,
    source: int,
    start: int,
    end: int,
    code: int,
    weight: float | None = None,
    memo: str | None = None,
) -> dict[str, Any]:
    """Put a code on a segment."""
    span = _span(view, source, start, end)
    return {"coding": verbs.apply_code(view.project, source, *span, code, weight=weight, memo=memo)}


@act
def code_segments(view: View, *, places: list[list[int]], code: int) -> dict[str, Any]:
    """Put a code on segments told by source, start and end in code points, in one gesture."""
    if any(len(place) != 3 for place in places):
        raise Invalid("widgets.wrong_argument", name="code_segments", argument="places")
    made = verbs.apply_to_segments(view.project, [(s, a, b) for s, a, b in places], code)
    return {"n": len(made)}


@act
def apply_in_vivo(
    view: View, *, source: int, start: int, end: int, parent: int | None = None
) -> dict[str, Any]:
    """Make a code of the words selected."""
    span = _span(view, source, start, end)
    code, made = verbs.apply_in_vivo(view.project, source, *span, parent=parent)
    return {"code": code, "coding": made}


@act
def create_and_apply(
    view: View, *, source: int, name: str, start: int, end: int, parent: int | None = None
) -> dict[str, Any]:
    """Make a code and put it on a segment, as one gesture."""
    span = _span(view, source, start, end)
    code, made = verbs.apply_new_code(view.project, source, *span, name, parent=parent)
    return {"code": code, "coding": made}


@act
def adjust_coding(
    view: View,
    *,
    coding: int,
    start: int | None = None,
    end: int | None = None,
    code: int | None = None,
    weight: float | None = verbs.KEEP,
) -> None:
    """Move the ends of a coding, give it another code, or a weight (None takes it away)."""
    _own(view, [coding])
    table = view.project.codings(ids=[coding])
    if table.empty:
        raise NotFound("no_such_coding", name=coding, near="")
    offsets = view.offsets(int(table["source_id"].iloc[0]))
    verbs.adjust_coding(
        view.project,
        coding,
        start=None if start is None else offsets.from_utf16(start),
        end=None if end is None else offsets.from_utf16(end),
        code=code,
        weight=weight,
    )


@act
def remove_codings(view: View, *, codings: list[int]) -> int:
    """Remove codings."""
    _own(view, codings)
    return verbs.remove_coding(view.project, codings)


@act
def add_code(
    view: View, *, name: str, parent: int | None = None, position: int | None = None
) -> dict[str, Any]:
    """Add a code."""
    return {"code": verbs.add_code(view.project, name, parent=parent, position=position)}


@act
def rename_code(view: View, *, code: int, name: str) -> None:
    """Give a code another name."""
    verbs.rename_code(view.project, code, name)


@act
def edit_code(view: View, *, code: int, fields: dict[str, str]) -> None:
    """Describe a code."""
    verbs.edit_code(view.project, code, **fields)


@act
def move_code(view: View, *, code: int, parent: int | None = None, position: int | None = None) -> None:
    """Put a code elsewhere in the tree."""
    verbs.move_code(view.project, code, parent=parent, position=position)


@act
def merge_codes(view: View, *, codes: list[int], into: int) -> None:
    """Merge codes into one."""
    verbs.merge_codes(view.project, codes, into)


@act
def split_code(view: View, *, code: int, names: list[str]) -> dict[str, Any]:
    """Make codes under a code."""
    return {"codes": verbs.split_code(view.project, code, names)}


@act
def delete_code(
    view: View,
    *,
    code: int,
    children: Literal["lift", "delete"] = "lift",
    codings: Literal["refuse", "delete"] | int = "refuse",
) -> str:
    """Delete a code as chosen; blind, nothing is said of how much others had coded with it."""
    if not view.blind:
        return verbs.delete_code(view.project, code, children=children, codings=codings).sentence
    with view.project.read() as connection:
        name = find.row(connection, schema.code, code).name
    try:
        verbs.delete_code(view.project, code, children=children, codings=codings)
    except Invalid as refusal:
        if refusal.key != "coding.still_coded":
            raise
        raise Invalid("coding.still_coded_unseen", code=name) from None
    return i18n.t("coding.removed_unseen", code=name)


@act
def autocode(
    view: View,
    *,
    source: int,
    pattern: str,
    code: int,
    unit: Literal["match", "sentence", "turn"] = "match",
    regex: bool = False,
    case: bool = False,
    everywhere: bool = False,
) -> dict[str, Any]:
    """Code what is found, in the open source or everywhere."""
    made = verbs.autocode(
        view.project,
        pattern,
        code,
        unit=unit,
        regex=regex,
        case=case,
        sources=None if everywhere else source,
    )
    return {"n": len(made)}


@act
def write_memo(
    view: View,
    *,
    text: str,
    kind: Literal["project", "source", "case", "code", "coding"] = "project",
    target: int | None = None,
    memo: int | None = None,
) -> dict[str, Any]:
    """Write, rewrite or remove a memo."""
    if kind == "coding" and target is not None:
        _own(view, [target])
    if view.blind and memo is not None and memo not in view.own_memos():
        raise NotFound("no_such_memo", name=memo, near="")
    where: dict[str, Any] = {} if kind == "project" or memo is not None else {kind: target}
    return {"memo": verbs.write_memo(view.project, text, memo=memo, **where)}


@act
def undo(view: View) -> dict[str, Any]:
    """Take back this coder's last act."""
    entry = view.project.undo()
    return {"label": entry.label(view.language) if entry else None}


@act
def redo(view: View) -> dict[str, Any]:
    """Bring back what this coder last undid."""
    entry = view.project.redo()
    return {"label": entry.label(view.language) if entry else None}


@act
def set_speakers(
    view: View,
    *,
    source: int,
    mapping: dict[str, str],
    moderators: list[str],
    participants: list[str],
) -> int:
    """Say whom the labels of a source stand for."""
    return corpus.set_speakers(
        view.project,
        {label: name or None for label, name in mapping.items()},
        source=source,
        moderators=moderators,
        participants=participants,
    )


@act
def rename_source(view: View, *, target: int, name: str) -> None:
    """Give a source another name."""
    corpus.rename_source(view.project, target, name)


@act
def remove_source(view: View, *, target: int) -> None:
    """Remove a source with its codings; what was computed from its words goes too."""
    from workbench.discovery.embed import tidy
    from workbench.lexical import full_text

    corpus.remove_source(view.project, target)
    tidy(view.project)
    full_text.forget(view.project)
