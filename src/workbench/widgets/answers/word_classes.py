"""The classes of what is said, as the page of words draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench import lexical
from workbench.lexical import drawing
from workbench.widgets import rows
from workbench.widgets.messages import action
from workbench.widgets.words_view import WordsView

if TYPE_CHECKING:
    import pandas as pd

#: The chi2 of one degree of freedom from which a term is told on the page (p < 0.05), as in IRaMuTeQ.
_TOLD = 3.84
_PROFILE = ("term", "class", "chi2", "n_in_class", "n_total", "share")


@action
def classes(
    view: WordsView, *, id: int, k: int = 5, double: bool = True, resamples: int = 0
) -> dict[str, Any]:
    """The segments in `k` classes by their words, what is typical of each, and what was left aside."""
    found: lexical.Classes = view.result(
        "classes",
        lambda: lexical.reinert(
            view.project, k, double=double, resamples=min(resamples, 500),
            progress=view.progress(id), cancelled=lambda: id in view.cancelled, **view.choice,
        ),
        k, double, resamples, job=id,
    )  # fmt: skip
    aside = found.segments.loc[found.segments["class"] < 0, "reason"].value_counts()
    return {
        "classes": [
            {
                "number": int(row["class"]),
                "segments": int(row["segments"]),
                "share": float(row["share"]),
                "people": int(row["people"]),
                "top_person": rows.plain(row["top_person"]),
                "top_share": rows.number(row["top_share"]),
                "stability": rows.number(row["stability"]),
                "fragile": bool(row["fragile"]),
            }
            for row in found.classes.reset_index(names="class").to_dict("records")
        ],
        "tree": drawing.dendrogram(found.tree) if found.tree else None,
        "profiles": _told(found.profiles, _PROFILE),
        "variables": _told(found.variables, ("variable", "value", *_PROFILE[1:])),
        "segments": len(found.segments),
        "aside": {str(reason): int(n) for reason, n in aside.items()},
        "remark": found.remark(view.language),
    }


def _told(profiles: pd.DataFrame, columns: tuple[str, ...]) -> dict[str, list[Any]]:
    table = profiles[profiles["chi2"].abs() >= _TOLD].round({"chi2": 2, "share": 4})
    return {name: table[name].tolist() for name in columns}
