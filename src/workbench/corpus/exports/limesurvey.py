"""Responses of LimeSurvey (csv, xlsx): headings as codes or in full, in French or in English."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

from workbench.corpus.exports.lss import Question, read_structure
from workbench.corpus.exports.model import Column, Export
from workbench.corpus.exports.proposal import Habits, objects, propose
from workbench.corpus.exports.registry import export
from workbench.corpus.exports.sheet import read_sheet
from workbench.corpus.exports.vocabulary import COMMENT, OTHER
from workbench.text import fold

_ROLES = {
    **dict.fromkeys(["id", "id de la reponse", "response id"], "ignored"),
    **dict.fromkeys(["submitdate", "date de soumission", "date submitted"], "answered"),
    **dict.fromkeys(["token", "jeton", "code d'acces", "access code"], "identifier"),
    **dict.fromkeys(["ipaddr", "adresse ip", "ip address"], "ip"),
    **dict.fromkeys(
        ["lastpage", "derniere page", "last page", "seed", "tete de serie", "refurl", "url de reference",
         "url referente", "referrer url", "startlanguage", "langue de depart", "start language", "startdate",
         "date de lancement", "date started", "datestamp", "date de la derniere action", "date last action",
         "interviewtime", "temps total", "total time"],
        "ignored",
    ),
}  # fmt: skip
_MARKS = ("submitdate", "date de soumission", "date submitted")
_PAGES = ("lastpage", "derniere page", "last page", "startlanguage", "langue de depart", "start language")
_PART = re.compile(r"(?P<question>.*?)\s*\[(?P<part>[^\[\]]*)\](?:\[(?P<more>[^\[\]]*)\])?\s*", re.S)
_TIMING = re.compile(r"interviewtime|grouptime\d+|\w+time|(temps|duree) .*: .*|(group|question) time: .*")
_TICKS = {"y": True, "oui": True, "yes": True, "n": False, "non": False, "no": False}
_NOBODY_TOLD = date(1980, 1, 1)  # what LimeSurvey writes where dates are not kept


@export("limesurvey", lambda seen: any(one in seen.headings for one in _MARKS)
        and any(one in seen.headings for one in _PAGES))  # fmt: skip
def read(
    path: Path,
    *,
    encoding: str | None = None,
    sheet: str | None = None,
    structure: str | Path | None = None,
    language: str | None = None,
) -> Export:
    """Return the answers; `structure` is the .lss of the survey, which gives questions and labels to codes.

    The columns of a question with several ticks become one column of choices. Rows never submitted stay, and
    are counted in the notes.
    """
    cells = read_sheet(path, encoding=encoding, sheet=sheet)
    known = read_structure(Path(structure), language) if structure else {}
    roles = dict(_ROLES)
    roles |= {fold(one): "ignored" for one in cells.headings if _TIMING.fullmatch(fold(one))}
    questions: dict[str, str] = {}
    for name, heading in zip(cells.names, cells.headings, strict=True):
        code, part = parted(heading)
        asked = known.get(code)
        if asked:
            roles.pop(fold(heading), None)
            questions[name] = worded(asked, part)
            labels = {**asked.answers, "-oth-": "Autre" if _french(language, known) else "Other"}
            if asked.answers:
                cells.cells[name] = cells.cells[name].map(lambda cell, labels=labels: labels.get(cell, cell))
    found = propose(cells, Habits("limesurvey", "answers", roles, "question", questions))
    _together(found, cells.cells, known)
    _say_incomplete(found)
    return found


def parted(heading: str) -> tuple[str, str]:
    """Return the question and the part of it that a heading names.

    >>> parted("Q02[SQ001]"), parted("Âge"), parted("Canaux [E-mail][Commentaire]")
    (('Q02', 'SQ001'), ('Âge', ''), ('Canaux', 'E-mail / Commentaire'))
    """
    match = _PART.fullmatch(heading)
    if not match:
        return heading, ""
    return match["question"], " / ".join(one for one in (match["part"], match["more"]) if one)


def worded(asked: Question, part: str) -> str:
    """Return the words of a question, with those of its part in brackets."""
    words = asked.parts.get(part, part)
    return f"{asked.text} [{words}]" if part else asked.text


def _french(language: str | None, known: dict[str, Question]) -> bool:
    return language == "fr" or any("é" in one.text or "ê" in one.text for one in known.values())


def _together(found: Export, cells: Any, known: dict[str, Question]) -> None:
    """Make one column of choices of the columns in which the parts of a question are ticked."""
    groups: dict[str, list[Column]] = {}
    for column in found.columns:
        question, part = parted(column.heading)
        if part and column.role in {"question", "verbatim"}:
            groups.setdefault(question, []).append(column)
            if not known:
                column.question = f"{question} [{part}]"
    for question, columns in groups.items():
        asked = known.get(question)
        ticked = [one for one in columns if not _own_words(one)]
        others = [one for one in columns if _own_words(one)]
        for one in ticked:
            if one.type == "integer" and found.rows[one.name].dropna().between(0, 10).all():
                one.type = "scale"  # the rows of an array share one
        for other in others:
            other.role, other.type, other.choices = "verbatim", "text", ()
            found.rows[other.name] = cells[other.name]
        multiple = asked.type in {"M", "P"} if asked else len(columns) > 1
        if not multiple or not ticked or not all(_is_ticked(cells[one.name]) for one in ticked):
            continue
        _merge(found, cells, question, asked, ticked, others)


def _own_words(column: Column) -> bool:
    parts = [fold(one) for one in parted(column.heading)[1].split(" / ")]
    return parts[-1] in OTHER | COMMENT


def _is_ticked(cells: Any) -> bool:
    return all(fold(str(one)) in _TICKS for one in cells.dropna().unique())


def _merge(
    found: Export,
    cells: Any,
    question: str,
    asked: Question | None,
    ticked: list[Column],
    others: list[Column],
) -> None:
    import pandas as pd

    said = {one.name: parted(one.heading)[1] for one in [*ticked, *others]}
    labels = {name: asked.parts.get(part, part) if asked else part for name, part in said.items()}
    labels |= {one.name: labels[one.name] for one in others}
    chosen: list[list[str]] = [[] for _ in range(len(cells))]
    answered = pd.Series(False, index=cells.index).to_numpy(copy=True)
    for column in [*ticked, *(one for one in others if " / " not in said[one.name])]:
        own = column in others
        ticks = cells[column.name].map(
            lambda one, own=own: bool(one) if own else _TICKS[fold(one)], na_action="ignore"
        )
        answered |= ticks.notna().to_numpy()
        for at in (ticks == True).to_numpy().nonzero()[0]:  # noqa: E712
            chosen[at].append(labels[column.name])
    values = [tuple(one) if told else None for one, told in zip(chosen, answered, strict=True)]
    name = question
    while name in found.rows.columns and name not in said:
        name += " (2)"
    first = found.columns.index(ticked[0])
    whole = Column(name, question, "question", "choices", asked.text if asked else question,
                   tuple(dict.fromkeys(labels.values())), "exports.why.tool")  # fmt: skip
    dropped = [one.name for one in ticked]
    found.rows = found.rows.drop(columns=dropped)
    found.rows.insert(min(first, found.rows.shape[1]), name, objects(values, cells.index))
    found.columns = [one for one in found.columns if one not in ticked]
    found.columns.insert(first, whole)


def _say_incomplete(found: Export) -> None:
    for column in found.columns:
        if column.type in {"date", "moment"} and fold(column.heading) in _ROLES:
            values = found.rows[column.name]
            told = [one.date() if hasattr(one, "date") else one for one in values]
            if _NOBODY_TOLD in told:
                found.notes.append(("exports.note.no_dates", {"column": column.name}))
    submitted = found.of("answered")
    if submitted and (n := int(found.rows[submitted[0].name].isna().sum())):
        found.notes.append(("exports.note.incomplete", {"n": n}))
