"""What the frames of a project point out: questions to ask people, never decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workbench import i18n
from workbench.coding.frames.coverage import below, coded
from workbench.coding.frames.frame import Rule, read_frame
from workbench.coding.frames.loading import loaded
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd

#: Two sides are out of balance from so many segments on, where the smaller holds less than this share.
_ENOUGH = 4
_LEAST_SHARE = 0.2

COLUMNS = ("frame", "kind", "case_id", "person", "source_id", "codes", "codings", "sentence")


def alerts(project: Project, language: str | None = None) -> pd.DataFrame:
    """One row an alert of the frames that are loaded, by frame, kind and person.

    Columns: frame, kind, case_id (0 where words are nobody's), person, source_id (of a mismatch, which is
    looked for source by source: who expects and who offers are two people; else 0), codes (ids it is about),
    codings (ids it rests on), sentence. Kinds: *base*, an aim of growth while a need of existence lacks
    (Alderfer 1969: both may be active, so it is a question, no obstacle); *missing*, a section or axis never
    met with a person of whom others are coded; *balance*, from four segments on, less than a fifth on one of
    two sides; *mismatch*, a role or subject on one side only, once both sides are coded in the source.

    >>> alerts(project)["sentence"].tolist()                               # doctest: +SKIP
    ['Nadia aims at « Growth: aimed at » while « Existence: lacking ».']
    """
    import pandas as pd

    with project.read() as connection:
        there = loaded(connection)
        said = coded(project)
        codes = project.codes()
        names = dict(zip(codes.index.tolist(), codes["name"], strict=True))
        sources = project.sources()["name"]
        rows = []
        for name, frame in there.items():
            under = below(project, frame)
            of_frame = said[said["code_id"].isin(set().union(*under.values()))]
            for rule in read_frame(name, project.language).rules:
                for row in _RULES[rule.kind](rule, under, of_frame):
                    lists = {
                        part: _quoted(row[part], frame.codes, names, language) for part in ("one", "other")
                    }
                    who = sources[row["source_id"]] if rule.kind == "mismatch" else row["person"]
                    row["sentence"] = i18n.t(f"frames.alert.{rule.kind}", language, person=who, **lists)
                    row["codes"] = [frame.codes[key] for key in (*row.pop("one"), *row.pop("other"))]
                    rows.append({"frame": name, "kind": rule.kind, **row})
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(["frame", "kind", "person"], kind="stable", ignore_index=True)


def _quoted(keys: tuple[str, ...], codes: dict[str, int], names: dict[int, str], language: str | None) -> str:
    return i18n.listed([names[codes[key]] for key in keys], language)


Under = dict[str, set[int]]


def _base(rule: Rule, under: Under, said: Any) -> Iterator[dict[str, Any]]:
    aims = [key for key in (f"{part}.aim" for part in rule.aims) if key in under]
    bases = [key for key in (f"{part}.lack" for part in rule.bases) if key in under]
    for who, mine in said.groupby(["case_id", "person"]):
        aimed = tuple(key for key in aims if mine["code_id"].isin(under[key]).any())
        lacking = tuple(key for key in bases if mine["code_id"].isin(under[key]).any())
        if aimed and lacking:
            yield _row(who, aimed, lacking, mine, under)


def _missing(rule: Rule, under: Under, said: Any) -> Iterator[dict[str, Any]]:
    wanted = [key for key in rule.codes if key in under]
    for who, mine in said.groupby(["case_id", "person"]):
        met = tuple(key for key in wanted if mine["code_id"].isin(under[key]).any())
        missed = tuple(key for key in wanted if key not in met)
        if met and missed:
            yield _row(who, missed, met, mine, under)


def _balance(rule: Rule, under: Under, said: Any) -> Iterator[dict[str, Any]]:
    sides = [key for key in rule.sides if key in under]
    if len(sides) != 2:
        return
    for who, mine in said.groupby(["case_id", "person"]):
        n = {key: int(mine["code_id"].isin(under[key]).sum()) for key in sides}
        few, many = sorted(sides, key=lambda key: n[key])
        if sum(n.values()) >= _ENOUGH and n[few] < _LEAST_SHARE * sum(n.values()):
            yield _row(who, (few,), (many,), mine, under)


def _mismatch(rule: Rule, under: Under, said: Any) -> Iterator[dict[str, Any]]:
    sides = [key for key in rule.sides if key in under]
    if len(sides) != 2:
        return
    # "expected_expert" and "offered_expert", "mentee.time" and "mentor.time".
    parts = {side: {key[len(side) + 1 :]: key for key in under if key[:-1].startswith(side) and key != side}
             for side in sides}  # fmt: skip
    for source, here in said.groupby("source_id"):
        met = {
            side: {part for part, key in parts[side].items() if here["code_id"].isin(under[key]).any()}
            for side in sides
        }
        first, second = (met[side] for side in sides)
        alone = tuple(parts[sides[0]][part] for part in sorted(first - second))
        against = tuple(parts[sides[1]][part] for part in sorted(second - first))
        if first and second and (alone or against):
            yield {**_row((0, ""), alone, against, here, under), "source_id": int(source)}


def _row(
    who: tuple[int, str], one: tuple[str, ...], other: tuple[str, ...], mine: Any, under: Under
) -> dict[str, Any]:
    about = set().union(*(under[key] for key in (*one, *other)))
    codings = sorted({int(coding) for coding in mine.loc[mine["code_id"].isin(about), "coding"]})
    return {"case_id": int(who[0]), "person": str(who[1]), "source_id": 0, "one": one, "other": other,
            "codings": codings}  # fmt: skip


_RULES = {"base": _base, "missing": _missing, "balance": _balance, "mismatch": _mismatch}
