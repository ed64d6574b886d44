"""What a person decides on the page of expectations."""

from __future__ import annotations

from typing import Any

from workbench import coding
from workbench.discovery import decisions
from workbench.widgets.answers.acts import act
from workbench.widgets.answers.themes import ids_in
from workbench.widgets.themes_view import ThemesView


@act
def accept_theme(
    view: ThemesView, *, theme: int, name: str, parent: int | None = None, definition: str | None = None
) -> dict[str, Any]:
    """Make a code of a theme, and proposals of its segments."""
    return {"code": decisions.accept(view.project, theme, name, parent, definition)}


@act
def confirm_theme(view: ThemesView, *, theme: int, codings: list[int] | None = None) -> int:
    """Make the proposed codings of a theme one's own: all, or these."""
    return decisions.confirm(view.project, theme, codings)


@act
def refuse_proposal(view: ThemesView, *, coding: int) -> None:
    """Say that a segment is no case of the code proposed for it."""
    _refuse(view, coding)


@act
def reject_theme(view: ThemesView, *, theme: int, memo: str = "") -> None:
    """Set a theme aside."""
    decisions.reject(view.project, theme, memo or None)


@act
def merge_themes(view: ThemesView, *, themes: list[int], into: int) -> None:
    """Put themes together."""
    decisions.merge_themes(view.project, themes, into)


@act
def split_theme(view: ThemesView, *, theme: int) -> dict[str, Any]:
    """Take a theme apart."""
    return {"themes": decisions.split_theme(view.project, theme)}


@act
def rename_theme(view: ThemesView, *, theme: int, label: str) -> None:
    """Give a theme another name."""
    decisions.rename_theme(view.project, theme, label)


@act
def lock_theme(view: ThemesView, *, theme: int, locked: bool) -> None:
    """Keep a theme as it is, or let it go with the next run."""
    decisions.lock_theme(view.project, theme, locked)


@act
def code_members(view: ThemesView, *, buffers: list[bytes], code: int) -> dict[str, Any]:
    """Put a code on the segments whose ids come as a buffer, in one gesture."""
    members = view.members(ids_in(buffers))
    places = zip(members["source_id"], members["start"], members["end"], strict=True)
    made = coding.apply_to_segments(view.project, [(int(s), int(a), int(b)) for s, a, b in places], code)
    return {"n": len(made)}


def _refuse(view: ThemesView, made: int) -> None:
    coding.adjust_coding(view.project, made, status="rejected")
