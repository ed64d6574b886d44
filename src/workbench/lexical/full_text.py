"""The full-text index of a large project: where each word stands, in a file kept beside the project.

SQLite's FTS5 finds the passages that may hold what is asked, `query` decides. The file is made of nothing
but the project: it may be deleted at any time, and is made again when what is said has changed.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import product
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import func, select

from workbench.errors import Cancelled
from workbench.lexical.query import Item, parse
from workbench.lexical.reducing import bare, lemma
from workbench.lexical.words import read
from workbench.project import Project, schema
from workbench.project.places import beside

if TYPE_CHECKING:
    import pandas as pd

#: Smaller projects are read whole, in some seconds, and then held in memory for every table of words.
LARGE = 200_000
#: Passages written, or looked through, at a time.
_BATCH = 5_000
#: The first time, so that the first lines come at once.
_FIRST = 100
#: More combinations of forms than this are looked for word by word instead of as phrases.
_PHRASES = 64

_SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
CREATE VIRTUAL TABLE word USING fts5(
    text, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0");
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, passage_id INTEGER, source_id INTEGER, start INTEGER, "end" INTEGER,
    language TEXT, text TEXT);
CREATE TABLE form (name TEXT, language TEXT, bare TEXT, lemma TEXT);
CREATE TABLE language (name TEXT);
CREATE TABLE made (head INTEGER, digest TEXT);
"""

Progress = Callable[[int, int], None]


def is_large(project: Project) -> bool:
    """Whether the project has more passages than are read at once."""
    with project.read() as connection:
        count = connection.execute(select(func.count()).select_from(schema.passage)).scalar()
    return (count or 0) > LARGE


def current(
    project: Project, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Path:
    """The index of what the project holds now, made first where there is none or it is out of date.

    A file that cannot be read is made again. Raises Cancelled, nothing being kept of what was begun.
    """
    path, mode = beside(project.location, project.name, "words")
    with project.read():
        if not _up_to_date(path, project):
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{uuid4().hex}.part")
            os.close(os.open(part, os.O_CREAT | os.O_EXCL, mode))
            try:
                with closing(sqlite3.connect(part)) as index:
                    _fill(index, project, progress, cancelled)
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)
    return path


def forget(project: Project) -> None:
    """Delete the index, which holds what people said; it is made again when it is needed.

    To call once a source, or what a person said, was removed.
    """
    beside(project.location, project.name, "words")[0].unlink(missing_ok=True)


def candidates(path: Path, query: str, sources: set[int] | None = None) -> Iterator[pd.DataFrame]:
    """The passages that may hold what is asked, in their order: once or more, a few and then many.

    Columns: passage_id, source_id, start, end, language, text. `sources`: only in these.
    """
    import pandas as pd

    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as index:
        wanted = "" if sources is None else f"AND p.source_id IN ({','.join(map(str, map(int, sources)))})"
        rows = index.execute(
            'SELECT p.passage_id, p.source_id, p.start, p."end", p.language, p.text FROM word '
            f"JOIN passage p ON p.id = word.rowid WHERE word MATCH ? {wanted} ORDER BY word.rowid",
            (_question(index, query),),
        )
        names = [column[0] for column in rows.description]
        batch = rows.fetchmany(_FIRST)
        while True:
            numbers = dict.fromkeys(names[:4], "int64")
            yield pd.DataFrame(batch, columns=names).astype(numbers)
            if not (batch := rows.fetchmany(_BATCH)):
                return


def _up_to_date(path: Path, project: Project) -> bool:
    """Whether the file was made from this project, and nobody said anything else since."""
    if not path.exists():
        return False
    j = schema.journal.c
    with project.read() as connection, closing(sqlite3.connect(path)) as index:
        try:
            made = index.execute("SELECT head, digest FROM made").fetchone() or (-1, "")
            # The chain of digests tells this project from another, and from a backup of it.
            if connection.execute(select(j.digest).where(j.id == made[0])).scalar() != made[1]:
                return False
            if made[0] != project.head():
                if _texts_changed(project, made[0]):
                    return False
                with index:
                    _sign(index, project)
        except sqlite3.DatabaseError:
            return False
    return True


def _texts_changed(project: Project, since: int) -> bool:
    changes = (change for entry in project.changes_since(since) for change in entry.changes)
    return any(
        change["table"] == "source" or (change["table"] == "passage" and change["op"] != "update")
        for change in changes
    )


def _sign(index: sqlite3.Connection, project: Project) -> None:
    j = schema.journal.c
    with project.read() as connection:
        row = connection.execute(select(j.id, j.digest).order_by(j.id.desc()).limit(1)).one()
    index.execute("DELETE FROM made")
    index.execute("INSERT INTO made VALUES (?, ?)", tuple(row))


def _fill(
    index: sqlite3.Connection,
    project: Project,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    index.executescript(_SCHEMA)
    forms: set[tuple[str, str]] = set()
    done = 0
    for total, batch in _passages(project):
        if cancelled is not None and cancelled():
            raise Cancelled("lexical.cancelled")
        words = read([row[-1] for row in batch], [row[-2] for row in batch])
        forms.update(zip(words.forms, words.languages, strict=True))
        bounds = words.row.searchsorted(range(len(batch) + 1)).tolist()
        told = [words.bares[i] for i in words.form.tolist()]
        texts = ((done + i, " ".join(told[bounds[i] : bounds[i + 1]])) for i in range(len(batch)))
        index.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", texts)
        rows = ((done + i, *row) for i, row in enumerate(batch))
        index.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        done += len(batch)
        if progress is not None:
            progress(done, total)
    named = ((*pair, bare(pair[0]), bare(lemma(*pair))) for pair in sorted(forms))
    index.executemany("INSERT INTO form VALUES (?, ?, ?, ?)", named)
    index.executemany("INSERT INTO language VALUES (?)", [(name,) for name in sorted({b for _, b in forms})])
    index.execute("CREATE INDEX by_bare ON form (bare)")
    index.execute("CREATE INDEX by_lemma ON form (lemma)")
    _sign(index, project)
    index.commit()


def _passages(project: Project) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    """How many passages there are, and some of them as the table `passage` wants them, headings left out."""
    p, s, c = schema.passage.c, schema.source.c, schema.content.c
    told = p.kind != "heading"
    query = (
        select(p.id, p.source_id, p.start, p.end, s.language)
        .join(schema.source, s.id == p.source_id)
        .where(told)
        .order_by(s.position, p.source_id, p.position)
    )
    with project.read() as connection:
        total = connection.execute(select(func.count()).select_from(schema.passage).where(told)).scalar() or 0
        texts: dict[int, str] = {}
        found = connection.execute(query, execution_options={"yield_per": _BATCH})
        for batch in found.partitions():
            sources = {row.source_id for row in batch}
            texts = {source: text for source, text in texts.items() if source in sources}
            wanted = select(s.id, c.text).join(schema.content, s.text_sha == c.sha256)
            missing = wanted.where(s.id.in_(sources - texts.keys()))
            texts |= {source: text for source, text in connection.execute(missing)}
            yield total, [(*row, texts[row.source_id][row.start : row.end]) for row in batch]


def _question(index: sqlite3.Connection, query: str) -> str:
    """The query in the words of FTS5, finding too much rather than too little; empty where nothing can."""
    languages = [name for (name,) in index.execute("SELECT name FROM language")]
    phrases = {_phrase(index, phrase) for language in languages or [""] for phrase in parse(query, language)}
    # An empty string is what nothing holds.
    return " OR ".join(sorted(f"({phrase})" for phrase in phrases if phrase)) or '""'


def _phrase(index: sqlite3.Connection, items: list[Item]) -> str:
    options = [_forms(index, item) for item in items if item.text != "*"]
    if not all(options):
        return ""
    side_by_side = len(options) == len(items) and not any(item.text.endswith("*") for item in items[:-1])
    if side_by_side and prod(map(len, options)) <= _PHRASES:
        return " OR ".join(_quoted(" ".join(words)) for words in product(*options))
    return " AND ".join(f"({' OR '.join(map(_quoted, words))})" for words in options)


def _forms(index: sqlite3.Connection, item: Item) -> list[str]:
    begins = item.text.endswith("*") and not set(item.text[:-1]) & set("*?")
    if item.kind == "form" or begins:
        return [item.text]
    test = "lemma = ?" if item.kind == "lemma" else "bare GLOB ?"
    rows = index.execute(f"SELECT DISTINCT bare FROM form WHERE {test} ORDER BY bare", (item.text,))
    return [name for (name,) in rows]


def _quoted(words: str) -> str:
    """A string of FTS5; a star behind its last word stays a star."""
    return f'"{words[:-1]}"*' if words.endswith("*") else f'"{words}"'
