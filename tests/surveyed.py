"""The sample survey, records and planted types of `corpora/`, put into a project as if imported."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbench import Project
from workbench.corpus import exports, import_sources
from workbench.project import schema
from workbench.text import fold

CORPORA = Path(__file__).parents[1] / "corpora"
_TYPE = re.compile(r"^- (To [^(]+|A [^(]+|Room [^(]+)\((\d+)\): (.+?)\.$", re.M | re.S)


@dataclass
class Classes:
    """A typology made by hand."""

    labels: pd.Series
    jaccard: list[float]
    verdict: str = "stable"
    reason: str = "made by hand"


def planted() -> dict[str, int]:
    """First name → which of the four types of people was planted."""
    text = (CORPORA / "README.md").read_text(encoding="utf-8")
    section = text[text.index("#### Four types of people") :]
    section = section[: section.index("####", 10)]
    blocks = re.findall(r"^- .+?\(\d+\): (.+?)\.$", section, re.M | re.S)
    return {
        fold(name): at
        for at, names in enumerate(blocks)
        for name in re.split(r",\s+", " ".join(names.split()))
    }


def survey_people(project: Project, folder: Path | None = None) -> dict[str, int]:
    """Write the people, closed answers and acts of the sample survey and records; first name → case id.

    With a `folder` to make a file in, their open answers too, as what they say.
    """
    survey = exports.read(CORPORA / "survey_fr.csv")
    names = [str(name) for name in survey.rows["Votre prénom"]]
    if folder is not None:
        _words(project, survey.rows, names, folder / "Réponses ouvertes.txt")
    there = {fold(name): int(case) for case, name in project.cases()["name"].items()}
    with project.gesture("import_attributes", n=len(names)) as g:
        new = g.insert(schema.case, [{"name": name} for name in names if fold(name) not in there])
        fresh = iter(new)
        cases = [there[fold(name)] if fold(name) in there else next(fresh) for name in names]
        for column in survey.columns:
            if column.role != "question":
                continue
            rows = []
            for case, value in zip(cases, survey.rows[column.name], strict=True):
                for one in value if isinstance(value, tuple) else [value]:
                    if one is not None and one == one:
                        told = str(one).lower() if isinstance(one, bool) else one
                        rows.append(
                            {
                                "case_id": case,
                                "question": column.name,
                                "type": column.type,
                                "value": str(told),
                            }
                        )
            g.insert(schema.answer, rows)
        by_name = dict(zip(names, cases, strict=True))
        records = exports.read(CORPORA / "records.csv").rows
        acts = [
            {"case_id": by_name[row["Prénom"]], "kind": row["Type d'acte"],
             "happened_at": row["Date prévue"].isoformat(), "value": "",
             "meta": json.dumps({"done": bool(row["Honoré"])})}
            for row in records.to_dict("records")
            if row["Prénom"] in by_name
        ]  # fmt: skip
        g.insert(schema.event, acts)
    return by_name


def _words(project: Project, rows: pd.DataFrame, names: list[str], path: Path) -> None:
    said = []
    for question in (
        "Qu'attendez-vous de votre accompagnement ?",
        "Racontez un moment où l'on vous a aidé, bien ou mal.",
    ):
        for name, words in zip(names, rows[question], strict=True):
            if isinstance(words, str) and words.strip():
                said.append(f"{name} : {' '.join(words.split())}")
    path.write_text("\n".join(said), encoding="utf-8")
    import_sources(project, path)


def planted_classes(cases: dict[str, int], jaccard: float = 0.9) -> Classes:
    """The planted types as a typology of these people."""
    types = planted()
    labels = pd.Series({case: types.get(fold(name), -1) for name, case in cases.items()})
    return Classes(labels, [jaccard] * (int(labels.max()) + 1))
