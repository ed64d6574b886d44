"""The project as a star of tables for business intelligence: facts by dimensions, without anybody's words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench import i18n
from workbench.coding import retrieve
from workbench.project import Project, schema

if TYPE_CHECKING:
    import pandas as pd

#: The key of each table, and where its other keys lead.
KEYS: dict[str, str] = {
    "dim_date": "date_key", "dim_service": "service_key", "dim_person": "person_key",
    "dim_persona": "persona_key", "dim_code": "code_key", "dim_source": "source_key",
    "dim_question": "question_key", "bridge_person_persona": "", "fact_segment_code": "coding_key",
    "fact_answer": "answer_key", "fact_feedback": "answer_key", "fact_contact": "event_key",
    "fact_gap": "gap_key",
}  # fmt: skip
#: The row of a dimension for what is not known, so that every key of a fact leads somewhere.
UNKNOWN = 0

_PSEUDONYM = re.compile(r"P-[0-9A-Z]{10}")
_TYPED = {"integer", "decimal", "date", "boolean"}
_HIDDEN = re.compile(r"consent:")
_CLOSED = {"choice", "choices", "boolean", "scale", "integer", "decimal", "date"}


def star(project: Project, *, service: str | None = None) -> dict[str, pd.DataFrame]:
    """The tables by name, in the order of KEYS; see `reports.star_schema` for what they hold."""
    import pandas as pd

    people = project.cases()
    services = _services(people, service)
    codings = retrieve(project, context=0)
    answers, events = project.answers(), project.events()
    answers = answers[answers["type"].isin(_CLOSED)]
    personas, members = _personas(project)
    questions = _dimension(answers["question"].drop_duplicates(), "question_key", "question")
    asked = answers["question"].map(dict(zip(questions["question"], questions["question_key"], strict=True)))
    told = pd.DataFrame(
        {
            "answer_key": answers.index, "person_key": answers["case_id"], "question_key": asked,
            "source_key": answers["source_id"], "date_key": _days(answers["answered_at"]),
            "type": answers["type"], "value": answers["value"], "number": _numbers(answers["value"]),
        }
    )  # fmt: skip
    graded = told[(told["type"] == "scale") & told["number"].notna()]
    tables = {
        "dim_service": services,
        "dim_person": _people(project, people, services, service),
        "dim_persona": personas,
        "dim_code": _codes(project),
        "dim_source": _sources(project),
        "dim_question": questions,
        "bridge_person_persona": members,
        "fact_segment_code": _segments(codings),
        "fact_answer": told,
        "fact_feedback": graded.drop(columns=["type", "value"]).rename(columns={"number": "score"}),
        "fact_contact": _contacts(events),
        "fact_gap": _gaps(project),
    }
    days = pd.concat([table["date_key"] for table in tables.values() if "date_key" in table])
    tables["dim_date"] = _calendar(days)
    return {name: _keyed(tables[name]) for name in KEYS}


def _keyed(table: pd.DataFrame) -> pd.DataFrame:
    """The table with whole numbers as keys, and what is not known as the row for it."""
    for name in table.columns:
        if name.endswith("_key"):
            table[name] = table[name].astype("Int64").fillna(UNKNOWN).astype("int64")
    return table.reset_index(drop=True)


def _dimension(values: pd.Series, key: str, name: str) -> pd.DataFrame:
    import pandas as pd

    said = [i18n.t("star.unknown"), *sorted(values)]
    return pd.DataFrame({key: range(len(said)), name: said})


def _services(people: pd.DataFrame, service: str | None) -> pd.DataFrame:
    import pandas as pd

    values = people[service].dropna().astype(str) if service in people else pd.Series(dtype="object")
    return _dimension(values.drop_duplicates(), "service_key", "service")


def _people(
    project: Project, people: pd.DataFrame, services: pd.DataFrame, service: str | None
) -> pd.DataFrame:
    import pandas as pd

    keys = dict(zip(services["service"], services["service_key"], strict=True))
    table = pd.DataFrame(
        {
            "person_key": people.index,
            "person": [
                name if _PSEUDONYM.fullmatch(name) else f"P-{row}"
                for row, name in zip(people.index, people["name"], strict=True)
            ],
            "kind": people["kind"],
            "role": people["role"],
            "service_key": people[service].map(keys) if service in people else UNKNOWN,
        },
        index=people.index,
    )
    facts = project.attributes()
    for name, rows in facts.groupby("name", sort=False):
        kind = str(rows["type"].iloc[-1])
        if _HIDDEN.match(str(name)) or name == service or name not in people:
            continue
        # A text that nobody shares tells who somebody is, and groups no one.
        if kind in _TYPED or (kind == "text" and people[name].dropna().duplicated().any()):
            table[name if name not in table else f"{name} (attribute)"] = people[name]
    unknown = {"person_key": UNKNOWN, "person": i18n.t("star.unknown"), "service_key": UNKNOWN}
    head = pd.DataFrame([unknown]).reindex(columns=table.columns).astype(object)
    for name in table.columns:
        head[name] = head[name].astype(table[name].dtype, errors="ignore")
    return pd.concat([head, table], ignore_index=True) if len(table) else head


def _codes(project: Project) -> pd.DataFrame:
    import pandas as pd

    codes = project.codes()
    table = pd.DataFrame(
        {
            "code_key": codes.index, "code": codes["name"], "path": codes["path"],
            "top": [path.partition(" > ")[0] for path in codes["path"]], "depth": codes["depth"],
            "parent_key": codes["parent_id"],
        }
    )  # fmt: skip
    said = i18n.t("star.unknown")
    row = {"code_key": UNKNOWN, "code": said, "path": said, "top": said, "depth": 0, "parent_key": UNKNOWN}
    return pd.DataFrame([row, *table.to_dict("records")])


def _sources(project: Project) -> pd.DataFrame:
    import pandas as pd

    # Their names are left out: an interview is often called after whom it is with.
    sources = project.sources()
    rows = [
        {"source_key": row, "source": f"S-{row}", "kind": kind, "folder": folder}
        for row, kind, folder in zip(sources.index, sources["kind"], sources["folder"], strict=True)
    ]
    said = i18n.t("star.unknown")
    return pd.DataFrame([{"source_key": UNKNOWN, "source": said, "kind": "", "folder": ""}, *rows])


def _personas(project: Project) -> tuple[pd.DataFrame, pd.DataFrame]:
    import pandas as pd

    p = schema.persona.c
    query = select(p.id, p.name, p.status, p.run).where(p.status != "rejected").order_by(p.id)
    with project.read() as connection:
        rows = connection.execute(query).all()
    members = {row.id: json.loads(row.run).get("members", []) for row in rows}
    known = [
        {"persona_key": row.id, "persona": row.name, "status": row.status, "people": len(members[row.id])}
        for row in rows
    ]
    nobody = {"persona_key": UNKNOWN, "persona": i18n.t("star.unknown"), "status": "", "people": 0}
    pairs = [(person, key) for key, people in members.items() for person in people]
    return pd.DataFrame([nobody, *known]), pd.DataFrame(
        pairs, columns=["person_key", "persona_key"], dtype="int64"
    )


def _segments(codings: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "coding_key": codings["coding"], "person_key": codings["case_id"],
            "code_key": codings["code_id"], "source_key": codings["source_id"],
            "date_key": _days(codings["created_at"]), "status": codings["status"],
            "words": [len(words.split()) for words in codings["verbatim"]],
            "characters": codings["end"] - codings["start"],
        }
    )  # fmt: skip


def _contacts(events: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "event_key": events.index, "person_key": events["case_id"], "source_key": events["source_id"],
            "date_key": _days(events["happened_at"]), "kind": events["kind"], "done": events["done"],
            "number": _numbers(events["value"]),
        }
    )  # fmt: skip


def _gaps(project: Project) -> pd.DataFrame:
    import pandas as pd

    g = schema.gap.c
    query = select(g.id, g.case_id, g.grade, g.status, g.created_at).order_by(g.id)
    with project.read() as connection:
        rows = [tuple(row) for row in connection.execute(query)]
    table = pd.DataFrame(rows, columns=["gap_key", "person_key", "grade", "status", "date_key"])
    return table.assign(date_key=_days(table["date_key"]))


def _numbers(values: pd.Series) -> pd.Series:
    import pandas as pd

    return pd.to_numeric(values.astype("str").str.replace(",", "."), errors="coerce")


def _days(moments: pd.Series) -> pd.Series:
    """The key of the day of each moment, 20260731 for 31 July 2026; UNKNOWN where there is none."""
    import pandas as pd

    days = pd.to_datetime(moments, errors="coerce", format="ISO8601", utc=True).dt
    return (days.year * 10_000 + days.month * 100 + days.day).astype("Int64").fillna(UNKNOWN)


def _calendar(keys: pd.Series) -> pd.DataFrame:
    """Every day from the first to the last, as tools that compare periods need it, and the unknown day."""
    import pandas as pd

    known = keys.astype("int64")
    known = known[known != UNKNOWN]
    columns = ["date_key", "date", "year", "quarter", "month", "week", "weekday"]
    rows: list[Any] = [[UNKNOWN] + [None] * 6]
    if len(known):
        first, last = (pd.Timestamp(str(edge)) for edge in (known.min(), known.max()))
        rows += [
            [day.year * 10_000 + day.month * 100 + day.day, day.date(), day.year, day.quarter, day.month,
             day.isocalendar().week, day.isoweekday()]
            for day in pd.date_range(first, last)
        ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({name: "Int64" for name in columns if name not in ("date", "date_key")})
