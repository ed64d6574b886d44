"""The matrix of needs as a document to read and as a sheet to work on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from workbench import i18n, tables
from workbench.errors import Invalid
from workbench.needs import QUADRANTS, need_evidence, read_needs
from workbench.paper import Paper
from workbench.project import Project

_SHEET = ("name", "kind", "importance", "urgency", "quadrant", "priority", "people", "segments", "answers",
          "sources", "reason", "resources", "deliverable", "status", "coder")  # fmt: skip
#: Verbatims under each need of the document; the sheet and the page have them all.
_QUOTES = 3


def needs_report(project: Project, path: str | os.PathLike[str], language: str | None = None) -> Path:
    """The path of the needs of a project, written as .docx, .html, .xlsx or .csv.

    docx and html: the four quadrants, then each need with its reason, resources, first deliverable and at
    most three of its verbatims, from different people where it has them; xlsx and csv: one row a need. Needs
    set aside are left out. Raises Invalid for another suffix or a place that cannot be written.

    >>> needs_report(project, "besoins.docx")                              # doctest: +SKIP
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix in {".docx", ".html"}:
        return _paper(project, language).write(path)
    if suffix not in {".xlsx", ".csv"}:
        raise Invalid("errors.unknown_suffix", file=path.name, known=".docx, .html, .xlsx, .csv")
    told = {"kind", "quadrant", "status"}
    rows = [
        [_t(f"{name}.{row[name] or 'none'}", language) if name in told else row[name] for name in _SHEET]
        for row in read_needs(project).to_dict("records")
    ]
    return tables.write(path, [_t(f"column.{name}", language) for name in _SHEET], rows)


def _paper(project: Project, language: str | None) -> Paper:
    paper = Paper(_t("title", language, project=project.title), language or i18n.language())
    paper.note(_t("what_it_is", language))
    table = read_needs(project)
    rows: list[Any] = table.reset_index().to_dict("records")
    header = [_t(f"column.{name}", language) for name in ("quadrant", "name")]
    by_place = {name: [row for row in rows if row["quadrant"] == name] for name in (*QUADRANTS, "")}
    paper.table(
        header,
        [
            [_t(f"quadrant.{name or 'none'}", language), "\n".join(_line(row, language) for row in found)]
            for name, found in by_place.items()
            if found or name
        ],
    )
    for name, found in by_place.items():
        if found:
            paper.heading(_t(f"quadrant.{name or 'none'}", language))
        for row in found:
            _tell(paper, project, row, language)
    return paper


def _tell(paper: Paper, project: Project, row: dict[str, Any], language: str | None) -> None:
    paper.heading(_line(row, language), level=2)
    places = ("importance", "urgency", "priority", "people", "segments", "answers")
    facts = [f"{_t(f'column.{name}', language)} : {row[name]}" for name in places if row["quadrant"] or
             name not in places[:3]]  # fmt: skip
    paper.paragraph(" · ".join(facts))
    for name in ("reason", "resources", "deliverable"):
        if row[name]:
            paper.paragraph(f"{_t(f'column.{name}', language)} : {row[name]}")
    shown: list[dict[str, Any]] = []
    evidence: list[Any] = need_evidence(project, row["id"]).to_dict("records")
    # Another person first, then whatever there is.
    for again in (False, True):
        for one in evidence:
            known = [other["case"] for other in shown]
            if (
                len(shown) < _QUOTES
                and one not in shown
                and (again or not one["case"] or one["case"] not in known)
            ):
                shown.append(one)
    for one in shown:
        who = ", ".join(filter(None, [one["speaker"] or one["case"], one["source"] or one["question"]]))
        paper.quote(one["verbatim"], who, before=one["before"], after=one["after"])


def _line(row: dict[str, Any], language: str | None) -> str:
    status = "" if row["status"] == "accepted" else f", {_t('status.' + row['status'], language)}"
    return f"{row['name']} ({_t('kind.' + row['kind'], language)}{status})"


def _t(key: str, language: str | None, **params: Any) -> str:
    return i18n.t("needs_report." + key, language, **params)
