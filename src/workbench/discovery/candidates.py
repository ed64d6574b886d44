"""Themes read as expectations, and the words each of them rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench import i18n
from workbench.discovery.expectations import VOICES, score, voice
from workbench.discovery.reading import Themes, read_themes
from workbench.project import Project
from workbench.text import around

if TYPE_CHECKING:
    import pandas as pd

_LEFT_ASIDE = ("too_short", "alone")
_CONTEXT = 120


def find_expectations(
    project: Project, themes: Themes | None = None, level: int | None = None
) -> pd.DataFrame:
    """One row a theme at that level or a need of the compass, the strongest candidate first.

    Index theme id. Columns: label, kind (explicit, latent, mixed), score and the parts it is made of
    (part_…), segments, people, sources, groups (sources in which several people say it), stability,
    fragile, coverage (share of its segments that people have coded), one share a voice (asked,
    complained, regretted, conditional, denied, delegated, lack, none: each person counts once),
    people_asking, need (how far a need of the compass is heard, see `read_themes`; for a theme half the
    share of its segments that the compass reads), why (a sentence), status, locked, code_id. Empty when no
    themes were found.

    >>> find_expectations(project).query("kind == 'latent'")["label"]      # doctest: +SKIP
    """
    import pandas as pd

    known = read_themes(project) if themes is None else themes
    members = known.members[~known.members["reason"].isin(_LEFT_ASIDE)]
    members = members.assign(
        coded=_coded(project, members),
        need=_needed(known, members),
        case_id=members["case_id"].fillna(0).astype(int),
    )
    guided = known.guided
    rows = []
    for theme in known.shown(level) + guided:
        mine = members[members["theme_id"].isin(known.below(theme))]
        by_person = pd.crosstab(mine["case_id"], mine["voice"], normalize="index")
        asking = mine.loc[mine["voice"] == "asked", "case_id"]
        several = mine.groupby("source_id")["case_id"].nunique() > 1
        people = mine["case_id"][mine["case_id"] > 0]
        heard = known.themes["heard"].at[theme]
        rows.append(
            {
                "theme": theme,
                "label": known.themes.loc[theme, "label"],
                "segments": len(mine),
                "people": people.nunique(),
                "sources": mine["source_id"].nunique(),
                "groups": int(several.sum()),
                "stability": known.themes.loc[theme, "stability"],
                "coverage": float(mine["coded"].mean()) if len(mine) else 0.0,
                "people_asking": asking[asking > 0].nunique(),
                # A theme that the compass reads too tells again what a need already tells: half as much.
                "need": heard if theme in guided else float(mine["need"].mean()) / 2 if len(mine) else 0.0,
                **{name: float(by_person[name].mean()) if name in by_person else 0.0 for name in VOICES},
            }
        )
    columns = ["theme", "label", "segments", "people", "sources", "groups", "stability", "coverage",
               "people_asking", "need", *VOICES]  # fmt: skip
    found = score(pd.DataFrame(rows, columns=columns)).set_index("theme")
    found["why"] = [i18n.t(f"expectations.{key}", **values) for key, values in found["why"]]
    decided: pd.DataFrame = found.join(known.themes[["fragile", "status", "locked", "code_id"]])
    return decided


def theme_segments(project: Project, theme: int, themes: Themes | None = None) -> pd.DataFrame:
    """The words behind a theme, one row a segment, those that belong to it most first.

    Columns: source_id, source, start, end, verbatim, before, after, speaker, case, case_id, time_start,
    membership, second_id, reason, voice, spans (list of (start, end, voice, marker) in the source),
    coded (list of code ids). Index: member id. Raises NotFound.

    >>> theme_segments(project, 41)["verbatim"]                            # doctest: +SKIP
    """
    known = read_themes(project) if themes is None else themes
    return told(project, known.of(theme))


def told(project: Project, members: pd.DataFrame) -> pd.DataFrame:
    """Members of themes with their words and who says them; columns as in `theme_segments`."""
    import pandas as pd

    sources = project.sources()
    people = project.cases()["name"]
    rows: dict[int, dict[str, Any]] = {}
    codes = codes_on(project, members)
    row: Any
    for row in members.itertuples():
        text = project.text(int(row.source_id))
        before, after = around(text, row.start, row.end, _CONTEXT)
        verbatim = text[row.start : row.end]
        said = voice(verbatim, str(sources.loc[row.source_id, "language"] or project.language))
        case = None if pd.isna(row.case_id) else int(row.case_id)
        rows[row.Index] = {
            "source_id": row.source_id, "source": sources.loc[row.source_id, "name"], "start": row.start,
            "end": row.end, "verbatim": verbatim, "before": before, "after": after, "speaker": row.speaker,
            "case": people.get(case, ""), "case_id": case,
            "time_start": None if pd.isna(row.time_start) else row.time_start,
            "membership": row.membership, "second_id": row.second_id, "reason": row.reason,
            "voice": said.label,
            "spans": [(row.start + a, row.start + b, label, marker) for a, b, label, marker in said.spans],
            "coded": codes.get(row.Index, []),
        }  # fmt: skip
    return (
        pd.DataFrame.from_dict(rows, orient="index")
        if rows
        else pd.DataFrame(columns=["source_id", "verbatim"])
    )


def _needed(known: Themes, members: pd.DataFrame) -> list[bool]:
    """Whether the compass reads a need in each segment."""
    read = members[members["theme_id"].isin(known.guided)]
    places = set(zip(read["source_id"], read["start"], read["end"], strict=True))
    spans = zip(members["source_id"], members["start"], members["end"], strict=True)
    return [span in places for span in spans]


def _coded(project: Project, members: pd.DataFrame) -> list[bool]:
    """Whether a person has coded some of each segment."""
    return [bool(codes) for codes in _overlaps(project, members, "confirmed").values()]


def codes_on(project: Project, members: pd.DataFrame) -> dict[int, list[int]]:
    """For each member the codes that anybody put, or was proposed, on words of it."""
    return _overlaps(project, members, None)


def _overlaps(project: Project, members: pd.DataFrame, status: str | None) -> dict[int, list[int]]:
    """For each member the codes on words of it, in the order of the text."""
    codings = project.codings()
    codings = codings[codings["status"] == status] if status else codings[codings["status"] != "rejected"]
    found: dict[int, list[int]] = {int(i): [] for i in members.index}
    by_source = dict(list(codings.groupby("source_id")))
    for source, mine in members.groupby("source_id"):
        here = by_source.get(source)
        if here is None:
            continue
        starts, ends, codes = (here[name].to_numpy() for name in ("start", "end", "code_id"))
        for member, a, b in zip(mine.index.tolist(), mine["start"], mine["end"], strict=True):
            touching = (starts < b) & (ends > a)
            found[member] = list(dict.fromkeys(codes[touching].tolist()))
    return found
