"""Parts of what is said: by attribute, code, theme, speaker, source or date; and the words in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from workbench.errors import Invalid
from workbench.i18n import t
from workbench.lexical.reading import Said
from workbench.lexical.words import Array
from workbench.project import Project, find, schema
from workbench.project.find import Ref

if TYPE_CHECKING:
    import pandas as pd

#: More values than this of a number are cut in as many classes of about the same number of people.
CLASSES = 4
#: No text is as long as this: a row and a position make one number that sorts like the two.
_BEYOND = 1 << 32


@dataclass(frozen=True)
class Parts:
    """Stretches of passages: arrays of the row of the passage, bounds in it, and the part, a place in
    `names`. Within one part stretches do not overlap; `apart` says that the parts do not either.
    """

    names: list[str]
    row: Array
    start: Array
    end: Array
    part: Array
    apart: bool = True

    def hold(self, row: Array, start: Array) -> tuple[Array, Array]:
        """Which words stand in which part, as (places of words, parts); words in the order of the text."""
        words = row.astype(np.int64) * _BEYOND + start
        first = np.searchsorted(words, self.row * _BEYOND + self.start)
        last = np.searchsorted(words, self.row * _BEYOND + self.end)
        length = np.maximum(last - first, 0)
        if not length.sum():
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        offset = np.repeat(first - np.concatenate([[0], np.cumsum(length)[:-1]]), length)
        return np.arange(length.sum()) + offset, np.repeat(self.part, length)


def parts(project: Project, said: Said, by: str) -> Parts:
    """The parts of what is said, by "speaker" (or "case"), "source", "code", "theme", "date" or the name of
    an attribute.

    Parts by code and theme are the stretches so coded (confirmed codings, of all coders together) or
    grouped (the finest themes nobody rejected) and may overlap. A number of many values is cut in four
    classes of about as many people; dates are months, years where they span more than three. What has no
    value is in no part. Raises Invalid for another name.
    """
    if by == "code":
        return _of_spans(said.passages, *_codes(project, None))
    if by == "theme":
        return _of_spans(said.passages, *_themes(project))
    if by == "source":
        return _of_passages(said.passages["source_id"], said.passages["source"])
    if by in {"speaker", "case"}:
        names = said.passages["person"].map(dict(enumerate(said.people)))
        return _of_passages(said.passages["person"], names)
    values = _values(project.cases(), by)
    label = said.passages["case_id"].map(values)
    return _of_passages(label, label)


def coded(project: Project, passages: pd.DataFrame, codes: Ref | Iterable[Ref]) -> Parts:
    """One part: what is coded with any of `codes`, or with codes under them."""
    _, spans = _codes(project, codes)
    return _of_spans(passages, [""], [(source, a, b, 0) for source, a, b, _ in spans])


def _of_passages(keys: pd.Series, names: pd.Series) -> Parts:
    """Whole passages by key; two parts that bear the same name stay two, in the order of their names."""
    import pandas as pd

    known = keys.notna()
    table = pd.DataFrame({"key": keys[known], "name": names[known].astype(str)}).drop_duplicates("key")
    table["place"] = table["name"].map(_natural)
    order = table.sort_values(["place", "key"], kind="stable")
    places = {key: place for place, key in enumerate(order["key"].tolist())}
    row = np.flatnonzero(known.to_numpy())
    part = np.array([places[key] for key in keys[known].tolist()], dtype=np.int64)
    return Parts(
        _told_apart(order["name"].tolist()), row, np.zeros_like(row), np.full_like(row, _BEYOND - 1), part
    )


def _natural(name: str) -> str:
    """What puts "Group 9" before "Group 10"."""
    return re.sub(r"\d+", lambda number: number[0].zfill(12), name)


def _told_apart(names: Sequence[str]) -> list[str]:
    """The names, a number behind those that come back."""
    seen: dict[str, int] = {}
    told = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        told.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return told


def _of_spans(passages: pd.DataFrame, names: list[str], spans: list[tuple[int, int, int, int]]) -> Parts:
    """Spans (source_id, start, end, part) of sources, joined where they overlap and cut at passages."""
    rank = {source: place for place, source in enumerate(passages["source_id"].unique().tolist())}
    base = passages["source_id"].map(rank).to_numpy(dtype=np.int64) * _BEYOND
    begins = base + passages["start"].to_numpy(dtype=np.int64)
    ends = base + passages["end"].to_numpy(dtype=np.int64)
    rows: list[tuple[int, int, int, int]] = []
    for source, a, b, part in _joined(spans):
        if source not in rank:
            continue
        start, end = rank[source] * _BEYOND + a, rank[source] * _BEYOND + b
        for row in range(
            int(np.searchsorted(ends, start, "right")), int(np.searchsorted(begins, end, "left"))
        ):
            low, high = max(start, int(begins[row])), min(end, int(ends[row]))
            rows.append((row, low - int(begins[row]), high - int(begins[row]), part))
    array = np.array(sorted(rows), dtype=np.int64).reshape(-1, 4)
    return Parts(names, array[:, 0], array[:, 1], array[:, 2], array[:, 3], apart=False)


def _joined(spans: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    joined: list[tuple[int, int, int, int]] = []
    for part, source, a, b in sorted((part, source, a, b) for source, a, b, part in spans):
        if joined and joined[-1][0] == source and joined[-1][3] == part and a <= joined[-1][2]:
            joined[-1] = (source, joined[-1][1], max(b, joined[-1][2]), part)
        else:
            joined.append((source, a, b, part))
    return joined


def _codes(
    project: Project, wanted: Ref | Iterable[Ref] | None
) -> tuple[list[str], list[tuple[int, int, int, int]]]:
    """Names of codes and the spans they are on; codes `wanted` with those under them, or all."""
    c = schema.coding.c
    query = select(c.source_id, c.start, c.end, c.code_id).where(c.status == "confirmed")
    with project.read() as connection:
        codes = project.codes()
        kept = set(codes.index.tolist())
        if wanted is not None:
            kept = set(find.ids(connection, schema.code, wanted))
            for code, parent in codes["parent_id"].dropna().items():
                kept |= {int(str(code))} if parent in kept else set()  # parents come before children
        spans = [tuple(row) for row in connection.execute(query)]
    names = codes["name"].where(~codes["name"].duplicated(keep=False), codes["path"])
    places = {code: place for place, code in enumerate(codes.index.tolist())}
    return names.tolist(), [(s, a, b, places[code]) for s, a, b, code in spans if code in kept]


def _themes(project: Project) -> tuple[list[str], list[tuple[int, int, int, int]]]:
    c, m = schema.theme.c, schema.theme_member.c
    with project.read() as connection:
        rows = connection.execute(select(c.id, c.label, c.status, c.parent_id).order_by(c.id)).all()
        query = select(m.source_id, m.start, m.end, m.theme_id).where(m.reason.in_(["", "between"]))
        members = [tuple(row) for row in connection.execute(query)]
    divided = {row.parent_id for row in rows}
    leaves = [row for row in rows if row.id not in divided and row.status != "rejected"]
    places = {row.id: place for place, row in enumerate(leaves)}
    spans = [(s, a, b, places[theme]) for s, a, b, theme in members if theme in places]
    return _told_apart([row.label for row in leaves]), spans


def _values(cases: pd.DataFrame, by: str) -> pd.Series:
    """The value of an attribute of each case, as a name, missing where it has none."""
    import pandas as pd

    attributes = cases.iloc[:, 4:]
    if by == "date":
        dated = [str(name) for name in attributes if pd.api.types.is_datetime64_any_dtype(attributes[name])]
        if len(dated) != 1:
            raise Invalid("lexical.no_one_date", n=len(dated), known=", ".join(dated) or "—")
        by = dated[0]
    if by not in attributes:
        known = ", ".join(str(name) for name in attributes) or "—"
        raise Invalid("lexical.unknown_part", by=by, known=known)
    values = attributes[by].dropna()
    if pd.api.types.is_datetime64_any_dtype(values):
        long = len(values) and (values.max() - values.min()).days > 3 * 366
        months: pd.Series = values.dt.strftime("%Y" if long else "%Y-%m")
        return months
    if pd.api.types.is_bool_dtype(values):
        return values.map({True: t("lexical.yes"), False: t("lexical.no")})
    if pd.api.types.is_numeric_dtype(values):
        return _classes(values)
    return values.astype(str)


def _classes(values: pd.Series) -> pd.Series:
    """Numbers as they are, or, where there are many different ones, as classes "19–34"."""
    import pandas as pd

    values = pd.to_numeric(values).astype(float)
    if values.nunique() <= 2 * CLASSES:
        return values.map(lambda value: f"{value:g}")
    cut = pd.qcut(values, CLASSES, labels=False, duplicates="drop")
    bounds = values.groupby(cut).agg(["min", "max"])
    return cut.map({place: f"{low:g}–{high:g}" for place, low, high in bounds.itertuples()})
