"""The structure of a LimeSurvey survey (.lss): its questions, their types, what codes of answers say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from workbench.corpus.limits import check_size
from workbench.errors import ImportRefused


@dataclass
class Question:
    """A question: its code, its LimeSurvey type, its words, its parts by code and its answers by code."""

    code: str
    type: str
    text: str
    parts: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)


def read_structure(path: Path, language: str | None = None) -> dict[str, Question]:
    """Return the questions by their code, in `language` where the survey has it, else in its first.

    Layouts of before 2020 (the words inside the rows) and since (tables of their own) are both read. Refused:
    a file that is not XML, or that declares entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import parse

    check_size(path)
    try:
        root = parse(path, forbid_dtd=True).getroot()
    except DefusedXmlException:
        raise ImportRefused("corpus.xml_bomb", file=path.name) from None
    except ParseError:
        raise ImportRefused("corpus.damaged", file=path.name) from None
    if root is None:
        raise ImportRefused("corpus.damaged", file=path.name)
    spoken = [one.text or "" for one in root.iterfind("./languages/language")]
    wanted = language if language and language in spoken else (spoken or [""])[0]
    words = _words(root, "question_l10ns", "qid", "question", wanted)
    labels = _words(root, "answer_l10ns", "aid", "answer", wanted)
    by_id: dict[str, Question] = {}
    for row in _rows(root, "questions"):
        if row.get("language", wanted) == wanted and row.get("parent_qid", "0") in {"0", ""}:
            text = words.get(row["qid"]) or plain(row.get("question", ""))
            by_id[row["qid"]] = Question(row["title"], row.get("type", ""), text)
    for row in _rows(root, "subquestions"):
        if row.get("language", wanted) == wanted and (parent := by_id.get(row.get("parent_qid", ""))):
            parent.parts[row["title"]] = words.get(row["qid"]) or plain(row.get("question", ""))
    for row in _rows(root, "answers"):
        if row.get("language", wanted) == wanted and (parent := by_id.get(row.get("qid", ""))):
            label = labels.get(row.get("aid", "")) or plain(row.get("answer", ""))
            parent.answers[row["code"]] = label or row["code"]
    return {question.code: question for question in by_id.values()}


def plain(text: str) -> str:
    """Return the words of a piece of HTML on one line.

    >>> plain("<p>Et <b>apr&egrave;s</b> ?</p>")
    'Et après ?'
    """
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split()).replace(" .", ".").replace(" ,", ",")


def _rows(root: Element, table: str) -> list[dict[str, str]]:
    return [{cell.tag: cell.text or "" for cell in row} for row in root.iterfind(f"./{table}/rows/row")]


def _words(root: Element, table: str, key: str, text: str, language: str) -> dict[str, str]:
    rows = [row for row in _rows(root, table) if row.get("language", language) == language]
    return {row[key]: plain(row.get(text, "")) for row in rows}
