"""What the page of expectations asks to see: the map, the candidates, the words behind a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench import i18n
from workbench.errors import NotFound
from workbench.widgets import rows
from workbench.widgets.answers.theme_runs import run_card
from workbench.widgets.messages import action
from workbench.widgets.opening import opening
from workbench.widgets.themes_view import ThemesView

if TYPE_CHECKING:
    import pandas as pd

#: Categories told apart by colour; the rest are said together.
_APART = 11
_REASONS = ("", "between", "alone", "too_short")
#: How many points may be asked for at once.
_TOGETHER = 100
_ASIDE = ("alone", "too_short")
_THEME = ("label", "level", "leaf", "status", "locked", "fragile", "segments", "people", "sources",
          "top_person", "top_share", "terms")  # fmt: skip


@action
def start_themes(view: ThemesView) -> dict[str, Any]:
    """What the page shows before the map is there."""
    with view.project.read():
        attributes = dict.fromkeys(view.project.attributes()["name"].tolist())
        sources = view.project.sources()["name"]
        first = view.first_source if view.first_source in sources.index else None
        return {
            **opening(view, view.last_codings()),
            "attributes": list(attributes),
            "source": first and {"id": first, "name": sources[first]},
        }


@action
def theme_map(view: ThemesView) -> tuple[dict[str, Any], list[bytes]]:
    """The themes, how they came about, and every segment's place; the segments go as buffers."""
    themes = view.themes()
    members = view.points()
    voices = _voices()
    apart = themes.apart(view.project.sources()["language"])
    columns = [
        members.index.to_numpy(dtype="<i4"),
        members["x"].to_numpy(dtype="<f4", na_value=0.5),
        members["y"].to_numpy(dtype="<f4", na_value=0.5),
        members["theme_id"].to_numpy(dtype="<i4"),
        members["case_id"].to_numpy(dtype="<i4", na_value=0),
        members["source_id"].to_numpy(dtype="<i4"),
        _codes(members["reason"], _REASONS),
        _codes(members["voice"], voices),
    ]
    answer = {
        "themes": [_theme(row) for row in themes.themes.itertuples()],
        "levels": themes.levels,
        "level": themes.level,
        "run": run_card(view, themes.run),
        "remark": i18n.t("discovery.themes_by_language", view.language) if apart else "",
        "note": i18n.t(themes.note[0], view.language, **themes.note[1]) if themes.note else "",
        "voices": list(voices),
        "reasons": list(_REASONS),
        "guided": themes.guided,
        "n": len(members),
    }
    for theme in themes.guided:
        columns += _read_besides(themes.of(theme), members)
    return answer, [column.tobytes() for column in columns]


@action
def candidates(view: ThemesView, *, level: int) -> list[dict[str, Any]]:
    """The themes of a level read as expectations, the strongest first."""
    table = view.expectations(level)
    voices = _voices()
    parts = [name for name in table.columns if name.startswith("part_")]
    return [
        {
            "id": int(row["theme"]),
            "kind": row["kind"],
            "score": rows.number(row["score"]),
            "parts": {name.removeprefix("part_"): rows.number(row[name]) for name in parts},
            "voices": [rows.number(row[name]) or 0 for name in voices],
            "segments": int(row["segments"]),
            "people": int(row["people"]),
            "sources": int(row["sources"]),
            "groups": int(row["groups"]),
            "people_asking": int(row["people_asking"]),
            "coverage": rows.number(row["coverage"]) or 0,
            "why": str(row["why"]),
        }
        for row in table.reset_index(names="theme").to_dict("records")
    ]


@action
def coloured(view: ThemesView, *, by: str) -> tuple[dict[str, Any], list[bytes]]:
    """What else may colour the map: "code", "case", "source", or "attribute:" and its name."""
    members = view.points()
    values = _values(view, members, by)
    sizes = values[values != ""].value_counts()
    # The largest first, and those of one size by their name: the same colours at every opening.
    names = sorted(sizes.index, key=lambda name: (-sizes[name], name))
    kept = {name: place for place, name in enumerate(names[:_APART])}
    places = values.map(lambda name: kept.get(name, -1 if name == "" else _APART)).to_numpy(dtype="<i2")
    return {"names": names[:_APART], "others": len(names[_APART:])}, [places.tobytes()]


@action
def words_of(view: ThemesView, *, members: list[int]) -> list[dict[str, Any]]:
    """What points of the map say, and who says it, in the order they were asked for."""
    found = view.members(members[:_TOGETHER])
    if len(found) < min(len(members), _TOGETHER):
        raise NotFound("discovery.no_segment")
    names = view.source_names()
    # Columns and no rows of a table: the mouse waits for this.
    columns = (found[name].tolist() for name in ("source_id", "start", "end", "speaker"))
    return [
        {"verbatim": view.project.verbatim(source, start, end), "speaker": speaker,
         "source": names.get(source, "")}
        for source, start, end, speaker in zip(*columns, strict=True)
    ]  # fmt: skip


@action
def evidence(
    view: ThemesView, *, buffers: list[bytes], theme: int | None = None, offset: int = 0, limit: int = 50
) -> dict[str, Any]:
    """The words behind a mark: the members whose ids come as a buffer, those that belong most first."""
    from workbench.discovery.candidates import told

    members = view.belonging(ids_in(buffers))
    aside = members["reason"].isin(_ASIDE)
    # Those that carry the theme first; what was left aside stands at the end, with its reason.
    order = members.assign(aside=aside).sort_values("aside", kind="stable")
    page = order.iloc[max(0, offset) : max(0, offset) + max(1, min(limit, 200))]
    proposals = _proposals(view, theme)
    return {
        "total": len(members),
        "people": int(members["case_id"].nunique()),
        "sources": int(members["source_id"].nunique()),
        "aside": int(aside.sum()),
        "rows": [segment(view, i, row, proposals) for i, row in told(view.project, page).iterrows()],
        "proposed": len(proposals),
    }


@action
def prepare(view: ThemesView) -> None:
    """Read the lists of markers, which takes a moment the first time they are needed."""
    from workbench.discovery.expectations import voice

    for language in set(view.project.sources()["language"]):
        voice("", language)


@action
def reach(view: ThemesView) -> dict[str, Any]:
    """How many segments there are to find themes in, and how many it takes."""
    from workbench.discovery.finding import ENOUGH
    from workbench.discovery.units import units

    table = units(view.project)
    return {"segments": len(table), "people": int(table["case_id"].nunique()), "enough": ENOUGH}


def ids_in(buffers: list[bytes]) -> list[int]:
    """The ids that a page sent as one buffer of 32 bits each."""
    data = buffers[0] if buffers else b""
    found: NDArray[np.int32] = np.frombuffer(data[: len(data) // 4 * 4], dtype="<i4")
    return [int(i) for i in found]


def _read_besides(mine: pd.DataFrame, points: pd.DataFrame) -> list[NDArray[np.int32]]:
    """Where the members of a theme of the compass stand among the points, and their ids."""
    place = ["source_id", "start", "end"]
    there = points[place].assign(point=range(len(points)))
    found = mine[place].reset_index(names="member").merge(there, on=place)
    return [found["point"].to_numpy(dtype="<i4"), found["member"].to_numpy(dtype="<i4")]


def _theme(row: Any) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in _THEME}
    return {
        "id": int(row.Index),
        "parent": rows.whole(row.parent_id),
        "stability": rows.number(row.stability),
        "code": rows.whole(row.code_id),
        **{key: value.item() if hasattr(value, "item") else value for key, value in plain.items()},
    }


def _values(view: ThemesView, members: pd.DataFrame, by: str) -> pd.Series:
    """For each member the name of its category, "" for none."""
    import pandas as pd

    names: dict[Any, Any]
    if by == "source":
        names, keys = view.project.sources()["name"].to_dict(), members["source_id"]
    elif by == "case":
        names, keys = view.project.cases()["name"].to_dict(), members["case_id"]
    elif by == "code":
        from workbench.discovery.candidates import codes_on

        names = view.project.codes()["name"].to_dict()
        on = codes_on(view.project, members)
        keys = pd.Series([next(iter(on[i]), None) for i in members.index], dtype="Int64")
    else:
        table = view.project.attributes()
        mine = table[table["name"] == by.removeprefix("attribute:")]
        names, keys = dict(zip(mine["case_id"], mine["value"], strict=True)), members["case_id"]
    return pd.Series([names.get(key, "") for key in keys], index=members.index, dtype=object)


def _proposals(view: ThemesView, theme: int | None) -> dict[tuple[int, int, int], int]:
    """The codings proposed for a theme that became a code, by their place."""
    themes = view.themes().themes
    if theme is None or theme not in themes.index:
        return {}
    code = rows.whole(themes["code_id"].loc[theme])
    if code is None:
        return {}
    table = view.project.codings(code=code)
    kept = table[table["status"] == "proposed"]
    places = zip(kept["source_id"], kept["start"], kept["end"], strict=True)
    return {(int(s), int(a), int(b)): i for (s, a, b), i in zip(places, kept.index.tolist(), strict=True)}


def segment(
    view: ThemesView, member: Any, row: Any, proposals: dict[tuple[int, int, int], int] | None = None
) -> dict[str, Any]:
    """A row of `discovery.candidates.told` as the page shows it."""
    words, start = row["verbatim"], row["start"]
    plain = ("source", "verbatim", "before", "after", "speaker", "case", "reason", "voice")
    return {
        **{name: row[name] for name in plain},
        "id": int(member),
        "source_id": int(row["source_id"]),
        "start": int(start),
        "end": int(row["end"]),
        "at": view.offsets(int(row["source_id"])).to_utf16([int(start), int(row["end"])]),
        "time": rows.number(row["time_start"]),
        "membership": rows.number(row["membership"]),
        "second": rows.whole(row["second_id"]),
        "coded": [int(code) for code in row["coded"]],
        "spans": [
            [rows.units(words, a - start), rows.units(words, b - start), label, marker]
            for a, b, label, marker in row["spans"]
        ],
        "proposal": (proposals or {}).get((int(row["source_id"]), int(start), int(row["end"]))),
    }


def _voices() -> tuple[str, ...]:
    from workbench.discovery.expectations import VOICES

    return tuple(VOICES)


def _codes(values: pd.Series, names: tuple[str, ...]) -> NDArray[np.uint8]:
    places = {name: place for place, name in enumerate(names)}
    return np.asarray(values.map(places).fillna(len(names)), dtype=np.uint8)
