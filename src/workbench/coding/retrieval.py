"""Reading what was coded: the segments of codes with their words, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, select

from workbench.coding import tree
from workbench.coding.segments import passages_of, people
from workbench.errors import Invalid
from workbench.project import Project, find, frames, schema
from workbench.project.find import Ref
from workbench.text import around

if TYPE_CHECKING:
    import pandas as pd

Refs = Ref | Iterable[Ref] | None

COLUMNS = (
    "coding", "source_id", "source", "passage_id", "start", "end", "verbatim", "before", "after",
    "speaker", "case_id", "case", "role", "time_start", "code_id", "code", "path", "coder_id", "coder",
    "weight", "status", "memo", "created_at",
)  # fmt: skip


def retrieve(
    project: Project,
    codes: Refs = None,
    *,
    coders: Refs = None,
    cases: Refs = None,
    attributes: Mapping[str, Any] | None = None,
    sources: Refs = None,
    below: bool = True,
    status: str | Iterable[str] | None = None,
    context: int = 80,
) -> pd.DataFrame:
    """One row a coded segment, in the order of the sources and their text; columns in `COLUMNS`.

    `codes` alone: those codes and, unless `below=False`, the codes under them; nothing: all.
    `attributes` keeps the segments of cases whose attributes have these values (a list: one of
    them; a pair `(low, high)`: between them). `context`: characters shown on either side.
    Raises NotFound and Ambiguous for names, Invalid for an attribute no case has.
    """
    import pandas as pd

    with project.read() as connection:
        codings = _codings(connection, codes, coders, sources, status, below)
        passages = _passages(connection, codings)
        keep = _cases(connection, cases, attributes)
        notes = _notes(connection, codings)
        paths = frames.codes(connection)["path"]
    if keep is not None:
        spoken = people(codings, passages)
        codings = codings.loc[codings.index.isin(spoken["coding"][spoken["case_id"].isin(keep)])]
    at = passages_of(codings, passages)
    # Row −1 would be the last passage: segments outside every passage get an empty one instead.
    said = passages.reset_index().reindex(pd.Index(at))
    table = codings.reset_index(names="coding")
    for name, column in (("passage_id", "id"), ("speaker", "speaker"), ("case_id", "case_id"),
                         ("case", "case"), ("role", "role"), ("time_start", "time_start")):  # fmt: skip
        table[name] = said[column].to_numpy()
    for name in ("passage_id", "case_id"):
        table[name] = table[name].astype("Int64")
    for name in ("speaker", "case", "role"):
        table[name] = table[name].astype("object").where(table[name].notna(), "")
    words = [
        (text[a:b], *around(text, a, b, context))
        for text, a, b in (
            (project.text(s), a, b)
            for s, a, b in zip(table["source_id"], table["start"], table["end"], strict=True)
        )
    ]
    for index, name in enumerate(("verbatim", "before", "after")):
        table[name] = [row[index] for row in words]
    table["memo"] = table["coding"].map(notes).fillna("") if notes else ""
    table["path"] = table["code_id"].map(paths)
    return table[list(COLUMNS)]


def counts(project: Project, *, coders: Refs = None, sources: Refs = None) -> pd.DataFrame:
    """One row a code, index code_id: `segments` and `people` (distinct cases who speak in them).

    Codings that a machine proposed and nobody confirmed are not counted, nor rejected ones.
    """
    with project.read() as connection:
        codings = _codings(connection, None, coders, sources, "confirmed", False)
        passages = _passages(connection, codings)
        index = frames.codes(connection).index
    spoken = people(codings, passages)
    spoken["code_id"] = spoken["coding"].map(codings["code_id"])
    table = codings.groupby("code_id").size().rename("segments").to_frame()
    table["people"] = spoken.groupby("code_id")["case_id"].nunique()
    return table.reindex(index).fillna(0).astype(int).rename_axis("code_id")


def _codings(
    connection: Connection,
    codes: Refs,
    coders: Refs,
    sources: Refs,
    status: str | Iterable[str] | None,
    below: bool,
) -> pd.DataFrame:
    import pandas as pd

    c = schema.coding.c
    query: Select[Any] = (
        select(c.id, c.source_id, schema.source.c.name.label("source"), c.start, c.end, c.code_id,
               schema.code.c.name.label("code"), c.coder_id, schema.coder.c.name.label("coder"),
               c.weight, c.status, c.created_at)
        .join(schema.source, schema.source.c.id == c.source_id)
        .join(schema.code, schema.code.c.id == c.code_id)
        .join(schema.coder, schema.coder.c.id == c.coder_id)
        .order_by(schema.source.c.position, c.source_id, c.start, c.end, c.id)
    )  # fmt: skip
    if codes is not None:
        wanted = find.ids(connection, schema.code, codes)
        if below:
            parents = {i: p for i, p in connection.execute(select(schema.code.c.id, schema.code.c.parent_id))}
            wanted += [under for top in wanted for under in tree.descendants(parents, top)]
        query = query.where(c.code_id.in_(wanted))
    if coders is not None:
        query = query.where(c.coder_id.in_(find.ids(connection, schema.coder, coders)))
    if sources is not None:
        query = query.where(c.source_id.in_(find.ids(connection, schema.source, sources)))
    if status is not None:
        query = query.where(c.status.in_([status] if isinstance(status, str) else list(status)))
    result = connection.execute(query)
    rows = [tuple(row) for row in result.fetchall()]
    return pd.DataFrame.from_records(rows, columns=list(result.keys())).set_index("id")


def _passages(connection: Connection, codings: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    p = schema.passage.c
    query = (
        select(p.id, p.source_id, p.start, p.end, p.speaker, p.role, p.case_id,
               schema.case.c.name.label("case"), p.time_start)
        .outerjoin(schema.case, schema.case.c.id == p.case_id)
        .where(p.kind != "heading", p.source_id.in_([int(i) for i in codings["source_id"].unique()]))
    )  # fmt: skip
    result = connection.execute(query)
    rows = [tuple(row) for row in result.fetchall()]
    frame = pd.DataFrame.from_records(rows, columns=list(result.keys())).set_index("id")
    return frame.astype({"case_id": "Int64", "time_start": "float64"})


def _cases(connection: Connection, cases: Refs, attributes: Mapping[str, Any] | None) -> set[int] | None:
    """The ids of the cases asked for; None when all are."""
    keep = None if cases is None else set(find.ids(connection, schema.case, cases))
    if attributes:
        table = frames.cases(connection)
        for name, wanted in attributes.items():
            if name not in table.columns:
                known = ", ".join(str(c) for c in table.columns[4:]) or "—"
                raise Invalid("coding.no_attribute", attribute=name, known=known)
            column = table[name]
            if isinstance(wanted, tuple) and len(wanted) == 2:
                right = column.between(*wanted)
            elif isinstance(wanted, (list, set, frozenset)):
                right = column.isin(list(wanted))
            else:
                right = column == wanted
            having = set(table.index[right.fillna(False).astype(bool)])
            keep = having if keep is None else keep & having
    return keep


def _notes(connection: Connection, codings: pd.DataFrame) -> dict[int, str]:
    m = schema.memo.c
    query = select(m.target_id, m.text).where(m.target_kind == "coding").order_by(m.id)
    notes: dict[int, str] = {}
    for coding, text in connection.execute(query):
        notes[coding] = f"{notes[coding]}\n{text}" if coding in notes else text
    return notes
