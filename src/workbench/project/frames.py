"""The project as DataFrames indexed by `id`, one query each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, select

from workbench.project.schema import (
    answer,
    attribute,
    case,
    code,
    coder,
    coding,
    content,
    event,
    memo,
    passage,
    source,
)

if TYPE_CHECKING:
    import pandas as pd


#: The type of the attributes that hold pseudonyms under which other files know a person: shown to nobody.
KEY = "key"
_FEW = 10_000  # more ids than a statement should carry are picked out afterwards


def _frame(connection: Connection, query: Select[Any]) -> pd.DataFrame:
    import pandas as pd

    result = connection.execute(query)
    rows = [tuple(row) for row in result.fetchall()]
    frame = pd.DataFrame.from_records(rows, columns=list(result.keys()))
    for name in frame.columns:
        # Ids that may be missing stay whole numbers, not 12.0.
        if name.endswith("_id") and frame[name].dtype != "int64":
            frame[name] = frame[name].astype("Int64")
    return frame.set_index("id")


def sources(connection: Connection) -> pd.DataFrame:
    """Columns: name, folder, kind, language, format, file_name, length (code points), position,
    added_by, created_at, text_sha, original_sha, meta.
    """
    columns = ["id", "name", "folder", "kind", "language", "format", "file_name", "length", "position",
               "added_by", "created_at", "text_sha", "original_sha", "meta"]  # fmt: skip
    return _frame(
        connection,
        select(*(source.c[name] for name in columns)).order_by(source.c.position, source.c.id),
    )


def passages(connection: Connection, source_id: int | None = None) -> pd.DataFrame:
    """Columns: source_id, source, position, kind, start, end, speaker, role, case_id, case,
    time_start and time_end (seconds), text.
    """
    import pandas as pd

    p = passage.c
    query = (
        select(p.id, p.source_id, source.c.name.label("source"), p.position, p.kind, p.start, p.end,
               p.speaker, p.role, p.case_id, case.c.name.label("case"), p.time_start, p.time_end)
        .join(source, source.c.id == p.source_id)
        .outerjoin(case, case.c.id == p.case_id)
        .order_by(source.c.position, p.source_id, p.position)
    )  # fmt: skip
    texts = select(source.c.id, content.c.text).join(source, source.c.text_sha == content.c.sha256)
    if source_id is not None:
        query = query.where(p.source_id == int(source_id))
        texts = texts.where(source.c.id == int(source_id))
    frame = _frame(connection, query)
    whole: dict[int, str] = {i: text for i, text in connection.execute(texts)}
    words = [whole[i][a:b] for i, a, b in zip(frame["source_id"], frame["start"], frame["end"], strict=True)]
    return frame.assign(text=pd.Series(words, index=frame.index, dtype="str"))


def spoken(connection: Connection, source_id: int | None = None) -> pd.DataFrame:
    """The passages that hold words, without the words: source_id, kind, start, end, role, case_id,
    speaker, time_start.
    """
    p = passage.c
    columns = (p.id, p.source_id, p.kind, p.start, p.end, p.role, p.case_id, p.speaker, p.time_start)
    query = select(*columns).where(p.kind != "heading").order_by(p.source_id, p.start)
    return _frame(connection, query if source_id is None else query.where(p.source_id == source_id))


def cases(connection: Connection) -> pd.DataFrame:
    """Columns: name, kind, role (participant or moderator), source_id (the file a generic label is
    limited to), then one column an attribute, typed as declared.
    """
    c = case.c
    frame = _frame(connection, select(c.id, c.name, c.kind, c.role, c.source_id).order_by(c.name, c.id))
    values: dict[str, dict[int, str]] = defaultdict(dict)
    types: dict[str, str] = {}
    a = attribute.c
    for case_id, name, kind, value in connection.execute(
        select(a.case_id, a.name, a.type, a.value).where(a.type != KEY).order_by(a.id)
    ):
        values[name][case_id] = value
        types[name] = kind
    for name, by_case in values.items():
        column = name if name not in frame.columns else f"{name} (attribute)"
        frame[column] = _typed([by_case.get(i) for i in frame.index], types[name], frame.index)
    return frame


def _typed(values: list[str | None], kind: str, index: Any) -> pd.Series:
    import pandas as pd

    column = pd.Series(values, index=index, dtype="object")
    column = column.where(column != "", None)
    if kind == "integer":
        return pd.to_numeric(column, errors="coerce").astype("Int64")
    if kind == "decimal":
        return pd.to_numeric(column, errors="coerce").astype("Float64")
    if kind == "date":
        return pd.to_datetime(column, errors="coerce", format="ISO8601")
    if kind == "boolean":
        return column.map({"true": True, "false": False}).astype("boolean")
    return column.astype("string")


def attributes(connection: Connection) -> pd.DataFrame:
    """Columns: case_id, case, name, type (text, integer, decimal, date, boolean), value as text."""
    a = attribute.c
    query = select(a.id, a.case_id, case.c.name.label("case"), a.name, a.type, a.value)
    query = query.join(case, case.c.id == a.case_id).where(a.type != KEY)
    return _frame(connection, query.order_by(case.c.name, a.id))


def answers(connection: Connection) -> pd.DataFrame:
    """Columns: case_id, case, source_id, question, type, value (as text; several choices are several rows),
    answered_at; in the order they came.
    """
    a = answer.c
    query = select(a.id, a.case_id, case.c.name.label("case"), a.source_id, a.question, a.type, a.value,
                   a.answered_at)  # fmt: skip
    return _frame(connection, query.join(case, case.c.id == a.case_id).order_by(a.id))


def events(connection: Connection) -> pd.DataFrame:
    """Columns: case_id, case, source_id, kind, happened_at, value (as text), done (False where what was
    planned was not kept, missing where nobody told); in the order they came.
    """
    e = event.c
    query = select(e.id, e.case_id, case.c.name.label("case"), e.source_id, e.kind, e.happened_at, e.value,
                   e.meta)  # fmt: skip
    frame = _frame(connection, query.join(case, case.c.id == e.case_id).order_by(e.id))
    told = {meta: json.loads(meta).get("done") for meta in frame["meta"].unique()}
    return frame.assign(done=frame["meta"].map(told).astype("boolean")).drop(columns="meta")


def codes(connection: Connection) -> pd.DataFrame:
    """Columns: parent_id, name, path (names from the top, joined by " > "), depth, definition,
    use_when, not_when, example, synonyms, colour, position, created_at; parents before children.
    """
    import pandas as pd

    c = code.c
    frame = _frame(
        connection,
        select(c.id, c.parent_id, c.name, c.definition, c.use_when, c.not_when, c.example, c.synonyms,
               c.colour, c.position, c.created_at, c.guid).order_by(c.position, c.id),
    )  # fmt: skip
    children: dict[int | None, list[int]] = defaultdict(list)
    for row_id, parent in zip(frame.index, frame["parent_id"], strict=True):
        children[None if pd.isna(parent) else int(parent)].append(row_id)
    order: list[int] = []
    paths: dict[int, tuple[str, ...]] = {}
    names = frame["name"].to_dict()
    waiting: list[tuple[int, tuple[str, ...]]] = [(i, ()) for i in reversed(children[None])]
    while waiting:
        row_id, above = waiting.pop()
        order.append(row_id)
        paths[row_id] = (*above, names[row_id])
        waiting += [(i, paths[row_id]) for i in reversed(children[row_id])]
    frame = frame.loc[order]
    frame.insert(2, "path", [" > ".join(paths[i]) for i in order])
    frame.insert(3, "depth", [len(paths[i]) - 1 for i in order])
    return frame


def codings(
    connection: Connection,
    source_id: int | None = None,
    code_id: int | None = None,
    coder_id: int | None = None,
    ids: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Columns: source_id, source, start, end, code_id, code, coder_id, coder, weight, status,
    created_at; in the order of the text.
    """
    c = coding.c
    query = (
        select(c.id, c.source_id, source.c.name.label("source"), c.start, c.end, c.code_id,
               code.c.name.label("code"), c.coder_id, coder.c.name.label("coder"), c.weight, c.status,
               c.created_at)
        .join(source, source.c.id == c.source_id)
        .join(code, code.c.id == c.code_id)
        .join(coder, coder.c.id == c.coder_id)
        .order_by(source.c.position, c.source_id, c.start, c.end, c.id)
    )  # fmt: skip
    for column, wanted in ((c.source_id, source_id), (c.code_id, code_id), (c.coder_id, coder_id)):
        if wanted is not None:
            query = query.where(column == int(wanted))
    if ids is None:
        return _frame(connection, query)
    if len(ids) <= _FEW:
        return _frame(connection, query.where(c.id.in_(ids)))
    frame = _frame(connection, query)
    return frame[frame.index.isin(ids)]


def memos(connection: Connection) -> pd.DataFrame:
    """Columns: target_kind (project, source, passage, case, code, coding, entry), target_id, coder_id,
    coder, title, text, created_at.
    """
    m = memo.c
    query = select(m.id, m.target_kind, m.target_id, m.coder_id, coder.c.name.label("coder"), m.title,
                   m.text, m.created_at)  # fmt: skip
    return _frame(connection, query.join(coder, coder.c.id == m.coder_id).order_by(m.id))


def coders(connection: Connection) -> pd.DataFrame:
    """Columns: name, kind (human or machine), colour, created_at."""
    c = coder.c
    return _frame(connection, select(c.id, c.name, c.kind, c.colour, c.created_at).order_by(c.id))
