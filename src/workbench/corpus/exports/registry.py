"""The tools whose exports can be read, each in its own file, and the choice among them by what a file holds.

To add one, copy ``exports/hubspot.py`` and decorate its ``read`` with ``@export``.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from workbench.corpus import exports
from workbench.corpus.encoding import decode
from workbench.corpus.exports.model import Export
from workbench.corpus.exports.sheet import LARGEST, MAX_ROWS, headings_of
from workbench.corpus.formats import xlsx
from workbench.corpus.limits import check_size, refuse_locked
from workbench.corpus.registry import refusing
from workbench.errors import ImportRefused, Invalid
from workbench.text import fold

_SAMPLE = 64 * 1024


@dataclass(frozen=True)
class Look:
    """The beginning of a file: its suffix, its text, and its headings, folded, where it is a table."""

    suffix: str
    text: str
    headings: tuple[str, ...]


@dataclass(frozen=True)
class Tool:
    """One tool: its name, how its exports are told, how they are read, and the options that reading takes."""

    name: str
    recognise: Callable[[Look], bool]
    read: Callable[..., Export]
    options: frozenset[str]
    rank: int


_tools: dict[str, Tool] = {}


def export(
    name: str, recognise: Callable[[Look], bool], *, rank: int = 1
) -> Callable[[Callable[..., Export]], Callable[..., Export]]:
    """Register the decorated function as the reader of a tool; a higher `rank` is asked later."""

    def register(read: Callable[..., Export]) -> Callable[..., Export]:
        parameters = inspect.signature(read).parameters.values()
        options = frozenset(one.name for one in parameters if one.kind is inspect.Parameter.KEYWORD_ONLY)
        _tools[name] = Tool(name, recognise, read, options, rank)
        return read

    return register


@cache
def _load() -> None:
    for module in pkgutil.iter_modules(exports.__path__):
        importlib.import_module(f"{exports.__name__}.{module.name}")


def tools() -> dict[str, Tool]:
    """Return every tool by its name, in the order in which they are asked whether a file is theirs."""
    _load()
    return dict(sorted(_tools.items(), key=lambda item: (item[1].rank, item[0])))


def recognise(path: str | Path) -> str:
    """Return the name of the tool that wrote the file, "table" where it is a table of no tool known.

    Refused: a file that is empty, locked, or no table, JSON or XML at all.
    """
    file = Path(path).expanduser()
    seen = _look(file)
    for tool in tools().values():
        if tool.recognise(seen):
            return tool.name
    raise ImportRefused("exports.not_an_export", file=file.name)


def read(path: str | Path, tool: str | None = None, **options: Any) -> Export:
    """Return the rows of the export as typed columns; `tool` is recognised where it is not told.

    Options that the tool does not know are left out. Raises Invalid for a tool that is not known, refuses
    what is empty, damaged, locked or not an export.

    >>> file = Path("answers.csv")
    >>> _ = file.write_text("id;Âge;Pourquoi ?\\n1;34;Pour avoir un repère\\n2;51;Je ne sais plus", "utf-8")
    >>> [(column.name, column.role, column.type) for column in read(file).columns]
    [('id', 'identifier', 'text'), ('Âge', 'attribute', 'integer'), ('Pourquoi ?', 'verbatim', 'text')]
    """
    file = Path(path).expanduser()
    name = tool or recognise(file)
    if name not in tools():
        raise Invalid("exports.no_such_tool", tool=name, known=", ".join(tools()))
    chosen = tools()[name]
    known = {key: value for key, value in options.items() if key in chosen.options and value is not None}
    check_size(file, LARGEST)
    with refusing(file):
        found = chosen.read(file, **known)
    found.tool = name
    return found


def _look(file: Path) -> Look:
    check_size(file, LARGEST)
    with file.open("rb") as stream:
        head = stream.read(_SAMPLE)
    refuse_locked(file, head)
    if head[:2] == b"PK":
        with refusing(file):
            rows, _ = xlsx.rows_of(file)
        return Look(file.suffix.lower(), "", tuple(fold(cell) for cell in rows[0]))
    if head.startswith((b"$FL2", b"$FL3")):
        return Look(".sav", "", ())
    text = decode(head, file=file.name, lines=MAX_ROWS)[0]
    if not text.strip():
        raise ImportRefused("corpus.empty", file=file.name)
    if text.lstrip()[:1] in "[{<":
        return Look(file.suffix.lower(), text, ())
    return Look(file.suffix.lower(), text, tuple(fold(one.replace("’", "'")) for one in headings_of(text)))
