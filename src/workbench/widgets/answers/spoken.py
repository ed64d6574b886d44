"""Stretches of text as the page of expectations shows verbatims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.widgets.answers.themes import segment
from workbench.widgets.themes_view import ThemesView

if TYPE_CHECKING:
    import pandas as pd


def spoken(view: ThemesView, places: pd.DataFrame) -> list[dict[str, Any]]:
    """The places (source_id, start, end) with their words, voices and codes, in the same order."""
    from workbench.discovery.candidates import told
    from workbench.discovery.reading import with_speakers

    if places.empty:
        return []
    said = with_speakers(places, view.project.spoken()).assign(membership=None, second_id=None, reason="")
    return [segment(view, i, row) for i, row in told(view.project, said).iterrows()]
