"""Themes weighed as expectations: asked for, or hoped for and not asked. How one is voiced is in `voice`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from workbench.discovery.grammar import LABELS
from workbench.discovery.voice import Mark, Voice, voice
from workbench.errors import Invalid

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DETOURS", "VOICES", "WEIGHTS", "Mark", "Voice", "score", "voice"]

#: The voices of a segment, asked first.
VOICES = ("asked", *(label for label in LABELS if label != "asked"))
#: The voices that let a wish be heard without asking.
DETOURS = tuple(label for label in VOICES if label not in ("asked", "none"))
#: What each part weighs in the score; the weights add up to 1.
WEIGHTS = {"need": 0.3, "voice": 0.2, "people": 0.2, "sources": 0.1, "stability": 0.1, "uncovered": 0.1}

#: Shares of what people say: from the first on, a theme is asked for; up to the second, it seldom is.
_ASKED, _SELDOM = 0.25, 0.1
#: From this share of detours on, a theme may be hinted at; and from this on, a need is heard in it.
_HINTED, _HEARD = 0.2, 0.25
_SEVERAL = 2

_COLUMNS = (
    "segments",
    "people",
    "sources",
    "groups",
    "stability",
    "coverage",
    "people_asking",
    "need",
    *VOICES,
)


def score(table: pd.DataFrame) -> pd.DataFrame:
    """The themes with what kind of expectation they may be, a score, its parts and why; best first.

    `table`, one row a theme: `theme`, `label`, counts `segments, people, sources, groups, people_asking`,
    `stability` (0..1, NaN where nobody measured it), `coverage` (share of its segments that people have
    coded), `need` (how far a need is heard in it) and the share of each voice of `VOICES`, each person
    counting once (0..1, together 1).

    Added columns, all 0..1: `part_need` = need; `part_voice` = 1 - none; `part_people` = 1 - 1 / people;
    `part_sources` = 1 - 1 / (sources + 1); `part_stability` = stability, 0.5 where unknown;
    `part_uncovered` = 1 - coverage; `score` = their sum, each times its weight in `WEIGHTS`. `kind`:
    "explicit" when a quarter of what people say asks, or when at least half of them ask and a tenth of what
    they say does; "latent" when several people say it, at most a tenth asks, and a fifth or more of it is a
    detour, as large a share as in all the themes together, or a need is heard in it; else "mixed".
    `why`: a key of `expectations.json` and the values of its sentence.
    Equal scores go by people, then by `theme`. Raises Invalid, naming the columns that are missing. A
    reading of our own; counting people before segments follows Guest, Bunce & Johnson (2006), "How many
    interviews are enough?", *Field Methods* 18(1).

    >>> import pandas as pd
    >>> voices = dict.fromkeys(VOICES, 0.0) | {"lack": 0.3, "none": 0.7}
    >>> row = {"theme": 4, "label": "seul", "segments": 9, "people": 5, "sources": 3, "groups": 2,
    ...        "stability": 0.8, "coverage": 0.0, "people_asking": 0, "need": 0.5} | voices
    >>> found = score(pd.DataFrame([row])).iloc[0]
    >>> found["kind"], round(float(found["score"]), 4), found["why"][0]
    ('latent', 0.625, 'why.latent.lack')
    """
    missing = [name for name in ("theme", "label", *_COLUMNS) if name not in table.columns]
    if missing:
        raise Invalid("expectations.columns_missing", columns=", ".join(missing))
    found = table.copy()
    people = found["people"].clip(lower=1)
    found["part_need"] = found["need"].clip(0, 1)
    found["part_voice"] = (1 - found["none"]).clip(0, 1)
    found["part_people"] = 1 - 1 / people
    found["part_sources"] = 1 - 1 / (found["sources"] + 1)
    found["part_stability"] = found["stability"].astype(float).fillna(0.5).clip(0, 1)
    found["part_uncovered"] = (1 - found["coverage"]).clip(0, 1)
    found["score"] = sum(weight * found[f"part_{part}"] for part, weight in WEIGHTS.items())
    rows: list[Any] = found.to_dict("records")
    usual = float((_hinted(found) * found["segments"]).sum() / max(found["segments"].sum(), 1))
    kinds = [_kind(row, usual) for row in rows]
    found["kind"] = kinds
    why: Any = [_why(row, kind) for row, kind in zip(rows, kinds, strict=True)]
    found["why"] = why
    # Rounded, so that sums taken in another order do not change the order of the rows.
    order = found.assign(score=found["score"].round(9)).sort_values(
        ["score", "people", "theme"], ascending=[False, False, True], kind="stable"
    )
    return found.loc[order.index]


def _hinted(row: Any) -> Any:
    """The share of all voices that let a wish be heard without asking."""
    return sum(row[name] for name in DETOURS)


def _kind(row: dict[str, Any], usual: float) -> str:
    many_ask = row["people_asking"] >= max(_SEVERAL, math.ceil(row["people"] / 2))
    if row["asked"] >= _ASKED or (many_ask and row["asked"] >= _SELDOM):
        return "explicit"
    hinted = round(_hinted(row), 9) >= max(_HINTED, round(usual, 9)) or row["need"] >= _HEARD
    return "latent" if row["people"] >= _SEVERAL and row["asked"] <= _SELDOM and hinted else "mixed"


def _why(row: dict[str, Any], kind: str) -> tuple[str, dict[str, int]]:
    detour = max(DETOURS, key=lambda name: row[name])
    values = {
        "n": int(row["people"]),
        "asking": int(row["people_asking"]),
        "asked": _percent(row["asked"]),
        "detour": _percent(row[detour]),
    }
    if kind == "latent":
        return f"why.latent.{detour if values['detour'] else 'told'}", values
    if kind == "mixed" and row["people"] < _SEVERAL:
        return "why.one_person", values
    if kind == "mixed" and row["asked"] <= _SELDOM:
        return "why.told", values | {"detour": _percent(_hinted(row))}
    return f"why.{kind}", values


def _percent(share: float) -> int:
    return 0 if math.isnan(share) else round(100 * share)
