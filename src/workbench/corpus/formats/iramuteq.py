"""Corpora of IRaMuTeQ and Alceste: texts parted by lines of starred variables, ``**** *sexe_f *age_34``."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.corpus.document import Document, Turn
from workbench.corpus.encoding import decode
from workbench.corpus.limits import MAX_TEXT
from workbench.corpus.registry import reader
from workbench.errors import ImportRefused
from workbench.i18n import t
from workbench.text import trim

_STARS = re.compile(r"(?m)^(?:\*{4}|\d{4})[ \t]+(\*\S.*)$")
_IDENTIFIERS = (
    "id",
    "ident",
    "ind",
    "individu",
    "ent",
    "entretien",
    "suj",
    "sujet",
    "num",
    "n",
    "participant",
    "nom",
)


def _recognise(head: bytes) -> bool:
    return re.match(rb"\s*(\*{4}|\d{4})[ \t]+\*\S", head) is not None


@reader("iramuteq", suffixes=[".txt"], recognise=_recognise, limit=MAX_TEXT)
def read(path: Path, *, encoding: str | None = None) -> list[Document]:
    """Return the corpus as one text, each block an answer whose person carries the variables of its
    starred line."""
    text, warnings = decode(path.read_bytes(), file=path.name, encoding=encoding)
    headers = list(_STARS.finditer(text))
    if not headers:
        raise ImportRefused("corpus.damaged", file=path.name)
    variables = [_variables(header[1]) for header in headers]
    names = _names(variables)
    document = Document(path.stem, text, [], warnings, kind="table", reach="file")
    empty = 0
    for header, following, name, values in zip(headers, [*headers[1:], None], names, variables, strict=True):
        start, end = trim(text, header.end(), following.start() if following else len(text))
        if start == end:
            empty += 1
            continue
        document.turns.append(Turn(start, end, kind="answer", case=name))
        document.attributes[name] = values
    if not document.turns:
        raise ImportRefused("corpus.no_text", file=path.name)
    if empty:
        document.warnings.append(t("corpus.warning.empty_answers", n=empty))
    return [document]


def _variables(line: str) -> dict[str, str]:
    """``*age_34`` states the value 34 of age; a variable without a value is a mark that is on."""
    stated: dict[str, str] = {}
    for word in line.split():
        if word.startswith("*") and len(word) > 1:
            name, _, value = word[1:].partition("_")
            stated[name] = value or "true"
    return stated


def _names(variables: list[dict[str, str]]) -> list[str]:
    """The persons are named by the first identifying variable that tells all blocks apart, else by their
    rank."""
    for identifier in _IDENTIFIERS:
        names = [f"{identifier}_{values[identifier]}" for values in variables if identifier in values]
        if len(names) == len(set(names)) == len(variables):
            return names
    return [t("corpus.block", n=rank) for rank in range(1, len(variables) + 1)]
