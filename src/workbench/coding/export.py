"""Coded segments as files that other people can read: xlsx, csv, html, docx."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import i18n, tables
from workbench.coding.retrieval import retrieve
from workbench.errors import Invalid
from workbench.paper import Paper
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd

_TABLE = ("coding", "path", "code", "verbatim", "speaker", "case", "role", "source", "start", "end",
          "time_start", "coder", "weight", "status", "memo", "before", "after", "created_at")  # fmt: skip


def export_segments(
    project: Project, path: str | os.PathLike[str], codes: Any = None, **filters: Any
) -> Path:
    """The path of a file with the coded segments that `retrieve` finds with the same arguments.

    The suffix chooses the form: .xlsx and .csv hold one row a coding, .html and .docx the
    quotations under their codes. Raises Invalid for another suffix.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in {".xlsx", ".csv", ".html", ".docx"}:
        raise Invalid("errors.unknown_suffix", file=path.name, known=".xlsx, .csv, .html, .docx")
    found = retrieve(project, codes, **filters)
    if suffix in {".xlsx", ".csv"}:
        rows = found[list(_TABLE)].itertuples(index=False)
        return tables.write(path, [i18n.t(f"coding.column.{name}") for name in _TABLE], rows)
    return _paper(project, found).write(path)


def _paper(project: Project, found: pd.DataFrame) -> Paper:
    paper = Paper(i18n.t("coding.segments_title", project=project.title), i18n.language())
    paper.note(i18n.t("coding.segments_count", n=len(found), codes=found["code_id"].nunique()))
    for code_path, segments in found.groupby("path", sort=True):
        people = segments["case_id"].nunique()
        paper.heading(str(code_path))
        paper.note(i18n.t("coding.code_count", n=len(segments), people=people))
        row: Any
        for row in segments.itertuples():
            paper.quote(row.verbatim, reference(row), before=row.before, after=row.after)
            if row.memo:
                paper.note(i18n.t("coding.memo", text=row.memo))
    return paper


def reference(row: Any) -> str:
    """Where a segment stands, to be cited: source, speaker, time or characters, coder."""
    where = clock(row.time_start) if row.time_start == row.time_start else f"{row.start}–{row.end}"
    parts = [row.source, row.case or row.speaker, where, i18n.t("coding.coded_by", coder=row.coder)]
    return " · ".join(str(part) for part in parts if part)


def clock(seconds: float) -> str:
    """Seconds as hh:mm:ss.

    >>> clock(3661.2)
    '01:01:01'
    """
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
