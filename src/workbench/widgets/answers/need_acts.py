"""What the page of needs does: add, describe, place, cite, propose; load a frame."""

from __future__ import annotations

from typing import Any

from workbench import needs
from workbench.coding import frames
from workbench.widgets import delta
from workbench.widgets.answers.acts import act
from workbench.widgets.messages import action
from workbench.widgets.needs_view import NeedsView


@act
def add_need(
    view: NeedsView,
    *,
    name: str,
    kind: str = "explicit",
    importance: int | None = None,
    urgency: int | None = None,
    fields: dict[str, str],
    codes: list[int],
) -> dict[str, Any]:
    """Add a need that rests on what is coded with these codes."""
    told: dict[str, Any] = {part: fields.get(part, "") for part in ("reason", "resources", "deliverable")}
    made = needs.add_need(
        view.project, name, kind=kind, importance=importance, urgency=urgency, codes=codes, **told
    )
    return {"need": made}


@act
def edit_need(view: NeedsView, *, need: int, fields: dict[str, str]) -> None:
    """Describe a need, keep it, or set it aside."""
    needs.edit_need(view.project, need, **fields)


@act
def place_need(
    view: NeedsView, *, need: int, importance: int | None = None, urgency: int | None = None
) -> None:
    """Say how important and how urgent a need is."""
    needs.place_need(view.project, need, importance, urgency)


@act
def remove_need(view: NeedsView, *, need: int) -> None:
    """Remove a need."""
    needs.remove_need(view.project, need)


@act
def cite_codes(view: NeedsView, *, need: int, codes: list[int]) -> dict[str, Any]:
    """Let a need rest on what is coded with these codes besides."""
    return {"n": len(needs.cite_need(view.project, need, codes=codes))}


@act
def uncite_need(view: NeedsView, *, need: int, evidence: list[int]) -> None:
    """Detach words or answers from a need."""
    needs.uncite_need(view.project, need, evidence)


@action
def propose_needs(view: NeedsView, *, entry: int) -> dict[str, Any]:
    """Propose needs from what is there."""
    made = needs.propose_needs(view.project)
    with view.lock:
        return {"result": {"n": len(made)}, "delta": delta.after_act(view, entry, None)}


@act
def load_frame(view: NeedsView, *, frame: str) -> dict[str, Any]:
    """Take a frame into the codebook."""
    return {"n": len(frames.load_frame(view.project, frame, language=view.language))}
