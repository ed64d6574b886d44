"""Personas as tables: who is in them, what they say and on what it rests, who may be quoted, who moved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from workbench.errors import NotFound
from workbench.personas.consent import quotable
from workbench.personas.synthesis import CARD, CLAIM, LEAST, stored
from workbench.project import Project, find, schema
from workbench.project.evidence import as_table, cited
from workbench.project.find import Ref

if TYPE_CHECKING:
    import pandas as pd

#: Names of how firm a class is, with the least mean Jaccard of each (Hennig 2007, CSDA 52; R package fpc).
FIRMNESS = (("very_firm", 0.85), ("firm", 0.75), ("pattern", 0.6), ("doubtful", 0.0))
#: Quotes of a persona, and the lengths in characters that are read at a glance.
_QUOTES, _SHORT, _LONG = 3, 30, 260


def read_personas(project: Project) -> pd.DataFrame:
    """One row a persona, index id, the largest first.

    Columns: name, summary, status (proposed, accepted), origin (computed, hand), size, share (of all people
    in personas), jaccard, firmness (one of `FIRMNESS`, "" for one built by hand), medoid (case id) and
    medoid_name, members (case ids), coder.

    >>> read_personas(project)[["name", "size", "firmness"]]               # doctest: +SKIP
    """
    import pandas as pd

    p = schema.persona.c
    with project.read() as connection:
        rows = connection.execute(
            select(p.id, p.name, p.summary, p.status, schema.coder.c.name.label("coder"))
            .join(schema.coder, schema.coder.c.id == p.coder_id)
            .order_by(p.id)
        ).all()
        runs = stored(connection)
        c = schema.case.c
        names = {i: name for i, name in connection.execute(select(c.id, c.name))}
    people = len({case for run in runs.values() for case in run["members"]})
    told = [
        {"id": row.id, "name": row.name, "summary": row.summary, "status": row.status,
         "origin": runs[row.id].get("origin", "hand"), "size": len(runs[row.id]["members"]),
         "share": len(runs[row.id]["members"]) / max(1, people), "jaccard": runs[row.id].get("jaccard"),
         "firmness": firmness(runs[row.id].get("jaccard")), "medoid": runs[row.id].get("medoid"),
         "medoid_name": names.get(runs[row.id].get("medoid"), ""), "members": runs[row.id]["members"],
         "coder": row.coder}
        for row in rows
    ]  # fmt: skip
    columns = ["id", "name", "summary", "status", "origin", "size", "share", "jaccard", "firmness", "medoid",
               "medoid_name", "members", "coder"]  # fmt: skip
    table = pd.DataFrame(told, columns=columns).set_index("id")
    table["medoid"] = table["medoid"].astype("Int64")
    table["jaccard"] = table["jaccard"].astype("float64")
    return table.loc[table.assign(most=-table["size"]).sort_values(["most", "name"], kind="stable").index]


def firmness(jaccard: float | None) -> str:
    """How firm a class is in words, "" where nobody knows.

    >>> firmness(0.9), firmness(0.7), firmness(None)
    ('very_firm', 'pattern', '')
    """
    if jaccard is None or jaccard != jaccard:
        return ""
    return next(name for name, least in FIRMNESS if jaccard >= least)


def read_fields(project: Project, persona: Ref | None = None) -> pd.DataFrame:
    """One row a value of a field, index its id, personas by number, fields in their order.

    Columns: persona_id, field (one of `FIELDS`), value, origin (computed, edited), was (what was computed, of
    an edited one), feature, topic and label (the value in two parts), n_in of the of_in people of the persona
    who could be known have it, n_out of the of_out others, q (missing where it was built by hand of few
    people, or written), members (case ids). What no longer rests on two people is left out, but what a person
    wrote.

    >>> read_fields(project, "À rappeler")[["field", "value", "n_in", "q"]]  # doctest: +SKIP
    """
    import pandas as pd

    f = schema.persona_field.c
    with project.read() as connection:
        query = select(schema.persona_field).order_by(f.persona_id, f.position, f.id)
        if persona is not None:
            query = query.where(f.persona_id == find.row(connection, schema.persona, persona).id)
        rows = connection.execute(query).all()
        runs = stored(connection)
    told = []
    for row in rows:
        known = runs[row.persona_id].get("values", {}).get(str(row.id), {})
        members = known.get("members", [])
        if row.origin == "computed" and len(members) < LEAST:
            continue
        told.append(
            {"id": row.id, "persona_id": row.persona_id, "field": row.name, "value": row.value,
             "origin": row.origin, "was": known.get("was", ""),
             "feature": known.get("key", "").partition(" = ")[0],
             "topic": known.get("topic", ""), "label": known.get("label", ""), "n_in": len(members),
             "of_in": known.get("of_in", 0), "n_out": known.get("n_out", 0), "of_out": known.get("of_out", 0),
             "q": known.get("q"), "members": members}
        )  # fmt: skip
    columns = ["id", "persona_id", "field", "value", "origin", "was", "feature", "topic", "label", "n_in",
               "of_in", "n_out", "of_out", "q", "members"]  # fmt: skip
    table = pd.DataFrame(told, columns=columns).set_index("id")
    return table.assign(q=table["q"].astype("float64"))


def field_evidence(project: Project, field: int) -> pd.DataFrame:
    """What a value of a field rests on, as `project.evidence.as_table` tells it; attributes as rows of their
    own.

    Raises NotFound.

    >>> field_evidence(project, 57)["verbatim"]                            # doctest: +SKIP
    """
    import pandas as pd

    with project.read() as connection:
        row = find.row(connection, schema.persona_field, int(field))
        table = as_table(project, cited(connection, CLAIM, [row.id]))
        known = stored(connection)[row.persona_id].get("values", {}).get(str(row.id), {})
        noted = _noted(connection, known)
    if not noted:
        return table
    # An attribute is a fact about somebody, written nowhere in the texts: the person is the evidence.
    facts = pd.DataFrame(noted, index=pd.Index([one["id"] for one in noted], name="id")).drop(columns="id")
    return pd.concat([table, facts.reindex(columns=table.columns)]) if len(table) else facts.reindex(
        columns=table.columns
    )  # fmt: skip


def _noted(connection: Connection, known: dict[str, Any]) -> list[dict[str, Any]]:
    feature, _, label = known.get("key", "").partition(" = ")
    kind, _, name = feature.partition(":")
    if kind != "attribute":
        return []
    a, c = schema.attribute.c, schema.case.c
    query = (
        select(a.id, a.case_id, c.name, a.value)
        .join(schema.case, c.id == a.case_id)
        .where(a.name == name, a.value == label)
        .order_by(c.name, a.id)
    )
    blank = {"source": "", "before": "", "after": "", "speaker": ""}
    return [
        {"id": i, "kind": "attribute", "verbatim": value, "question": name, "case_id": case, "case": who,
         "stance": "supports", **blank}
        for i, case, who, value in connection.execute(query)
        if case in known["members"]
    ]  # fmt: skip


def persona_quotes(project: Project, persona: Ref) -> pd.DataFrame:
    """Two or three sentences of different people of a persona who agreed to be quoted, asked at every call.

    Taken from what its fields rest on and, where that is too little, from what its people say elsewhere:
    first of whom the persona is truest, whole and short enough to be read at a glance. Index: the passage;
    columns: source_id, source, start, end, verbatim, case_id, case, speaker, time_start.

    >>> persona_quotes(project, "À rappeler")["verbatim"]                  # doctest: +SKIP
    """
    with project.read() as connection:
        row = find.row(connection, schema.persona, persona)
        return quotes(project, [row.id])[row.id]


def quotes(project: Project, personas: list[int]) -> dict[int, pd.DataFrame]:
    """The quotes of several personas at once, as `persona_quotes` gives them for one."""
    agreed = quotable(project)
    e, f = schema.evidence.c, schema.persona_field.c
    with project.read() as connection:
        runs = stored(connection)
        wanted = {case for number in personas for case in runs[number]["members"] if case in agreed}
        spoken = project.passages() if wanted else project.passages().iloc[:0]
        cites = connection.execute(
            select(f.persona_id, e.source_id, e.start, e.end)
            .join(f.id.table, f.id == e.claim_id)
            .where(e.claim_kind == CLAIM, e.start.is_not(None), f.persona_id.in_(personas))
            .order_by(e.id)
        ).all()
    spoken = spoken[spoken["case_id"].isin(wanted) & (spoken["role"] != "moderator")]
    lengths = spoken["text"].str.len()
    spoken = spoken[(spoken["kind"] != "heading") & (lengths >= _SHORT)].assign(
        long=(lengths > _LONG).astype(int)
    )
    cited_at: dict[int, set[tuple[int, int, int]]] = {number: set() for number in personas}
    for number, source, start, end in cites:
        cited_at[number].add((source, start, end))
    return {number: _quoted(runs[number], spoken, cited_at[number]) for number in personas}


def _quoted(run: dict[str, Any], spoken: pd.DataFrame, cites: set[tuple[int, int, int]]) -> pd.DataFrame:
    mine = spoken[spoken["case_id"].isin(run["members"])].copy()
    truth = dict.fromkeys(run["members"], 0)
    for told in run.get("values", {}).values():
        for case in told.get("members", []):
            truth[case] = truth.get(case, 0) + 1
    by_source: dict[int, list[tuple[int, int]]] = {}
    for source, start, end in sorted(cites):
        by_source.setdefault(source, []).append((start, end))
    mine["apart"] = [
        int(not any(a < end and b > start for a, b in by_source.get(source, ())))
        for source, start, end in zip(mine["source_id"], mine["start"], mine["end"], strict=True)
    ]
    mine["truth"] = [-truth.get(int(case), 0) for case in mine["case_id"]]
    best = mine.sort_values(["apart", "long", "truth", "case_id", "source_id", "start"], kind="stable")
    best = best.drop_duplicates("case_id").head(_QUOTES).rename(columns={"text": "verbatim"})
    return best[
        ["source_id", "source", "start", "end", "verbatim", "case_id", "case", "speaker", "time_start"]
    ]


def moves(project: Project) -> pd.DataFrame:
    """Who came into a persona from another at the last run: case_id, case, came_from and persona (names),
    index persona id.

    >>> moves(project)                                                     # doctest: +SKIP
    """
    import pandas as pd

    p, c = schema.persona.c, schema.case.c
    with project.read() as connection:
        runs = stored(connection)
        names = {i: name for i, name in connection.execute(select(p.id, p.name))}
        people = {i: name for i, name in connection.execute(select(c.id, c.name))}
    rows = [
        (number, int(case), people.get(int(case), ""), before, names[number])
        for number, run in runs.items()
        for case, before in sorted(run.get("moved", {}).items(), key=lambda pair: int(pair[0]))
    ]
    return pd.DataFrame(rows, columns=["id", "case_id", "case", "came_from", "persona"]).set_index("id")


def read_run(project: Project) -> dict[str, Any]:
    """How the classes were found at the last run: verdict, reason, k, people, apart, jaccard, table. Raises
    NotFound.

    >>> read_run(project)["verdict"]                                       # doctest: +SKIP
    'stable'
    """
    s = schema.setting.c
    with project.read() as connection:
        value = connection.execute(select(s.value).where(s.name == CARD)).scalar()
    if value is None:
        raise NotFound("personas_store.no_run")
    told: dict[str, Any] = json.loads(value)
    return told
