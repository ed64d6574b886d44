"""Importing files as sources: everything is read first, then written as one gesture."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workbench.corpus import registry
from workbench.corpus.again import TABULAR, Known, already, chosen, kept
from workbench.corpus.encoding import clean
from workbench.corpus.limits import MAX_IMPORT, MB, check_size
from workbench.corpus.people import Naming
from workbench.corpus.report import FileReport, ImportReport, summary, units
from workbench.corpus.writing import File, ReadFile, Writing
from workbench.errors import Cancelled, ImportRefused
from workbench.i18n import t
from workbench.project import Project, schema

PathLike = str | os.PathLike[str]


def import_sources(
    project: Project,
    paths: PathLike | Iterable[PathLike],
    *,
    folder: str | None = None,
    kind: str | None = None,
    language: str | None = None,
    speakers: Mapping[str, str | None] | None = None,
    moderators: Sequence[str] | None = None,
    encoding: str | None = None,
    text: str | Sequence[str] | None = None,
    speaker: str | None = None,
    group: str | None = None,
    case: str | None = None,
    attributes: Sequence[str] | None = None,
    sheet: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Return what was read of each file, after adding the sources, their passages and people in one gesture.

    `paths` is a file, a folder (read with its subfolders, in alphabetical order) or several of them.
    A file already in the project (the same bytes) is skipped, a file that cannot be read is refused
    with a sentence; neither stops the others. A table that comes again with other columns, or changed
    around the same words, is read again: its sources stay, their people and facts follow.

    `speakers` says whom labels stand for ({"L1": "Nadia"}, None for nobody), `moderators` who leads.
    For tables, `text`, `speaker`, `case`, `group` and `attributes` name columns: the words, who says
    them, the respondent, what makes a source of its own, facts about the person; `sheet` names the
    sheet of a workbook. `encoding` forces the encoding of text files. `folder`, `kind` and `language` are
    set on the sources.

    `progress(done, total, name)` is called after each file; when `cancelled()` is true, Cancelled is
    raised and nothing is kept.

    >>> import pathlib, workbench
    >>> _ = pathlib.Path("fg1.txt").write_text("ANIMATRICE : Alors ?\\nNADIA : Un repère.", encoding="utf-8")
    >>> with workbench.create_project("a.workbench", title="Insertion", coder="Ana") as project:
    ...     print(import_sources(project, "fg1.txt"))
    1 source imported.
    ✓ fg1: 2 turns, 2 speakers (ANIMATRICE, NADIA), 8 words.
    """

    def stop() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled("corpus.import_cancelled")

    files = list(_files([paths] if isinstance(paths, str | os.PathLike) else paths, folder))
    options = {
        "encoding": encoding, "text": text, "speaker": speaker, "group": group, "case": case,
        "attributes": [attributes] if isinstance(attributes, str) else attributes,
        "sheet": sheet,
    }  # fmt: skip
    report = ImportReport()
    read: list[ReadFile] = []
    known = _known(project)
    length = 0
    for done, file in enumerate(files, start=1):
        stop()
        try:
            one = _read(file, known, options)
            longer = length + sum(len(document.text) for document in one.documents)
            if longer > MAX_IMPORT:
                raise ImportRefused("corpus.import_full", file=file.name, limit=MAX_IMPORT // MB)
            length = longer
            known.setdefault(one.sha, []).append(Known(one.documents[0].title, one.format, one.columns))
            read.append(one)
            report.rows += one.rows
        except _Known as already:
            report.rows.append(FileReport(file.name, "skipped", str(already)))
        except (ImportRefused, OSError) as error:
            report.rows.append(FileReport(file.name, "refused", _sentence(file, error)))
        if progress is not None:
            progress(done, len(files), file.name)
    stop()
    if read:
        naming = Naming(speakers or {}, moderators)
        with project.gesture("import_sources", n=sum(len(one.documents) for one in read)) as gesture:
            Writing(project, gesture, naming, kind, language, stop).write(read, report)
            stop()
    return report


class _Known(Exception):
    """The file is already in the project."""


def _files(paths: Iterable[PathLike], folder: str | None) -> Iterator[File]:
    """Every file meant, with the folder of the project it goes to; hidden and lock files are passed over."""
    for given in paths:
        path = Path(given).expanduser()
        if not path.is_dir():
            yield File(path, folder or "")
            continue
        for root, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
            below = Path(root).relative_to(path).as_posix()
            parts = [part for part in (folder, below if below != "." else "") if part]
            for name in sorted(names):
                if not name.startswith((".", "~$")) and name not in {"Thumbs.db", "desktop.ini"}:
                    yield File(Path(root, name), clean("/".join(parts)))


def _known(project: Project) -> dict[str, list[Known]]:
    source = schema.source.c
    found: dict[str, list[Known]] = {}
    with project.read() as connection:
        for row in connection.execute(select(source.original_sha, source.name, source.format, source.meta)):
            found.setdefault(row.original_sha, []).append(Known(row.name, row.format, kept(row.meta)))
    return found


def _read(file: File, known: Mapping[str, list[Known]], options: dict[str, Any]) -> ReadFile:
    path = file.path
    check_size(path)
    sha = _sha(path)
    columns = chosen(options)
    if name := already(known.get(sha, ()), columns):
        raise _Known(t("corpus.already_there", name=name))
    reader, documents = registry.read(path, **options)
    rows = [
        FileReport(
            file.name, "imported", summary(one), format=reader.name, turns=units(one)[1],
            speakers=len(one.speakers), words=one.words, warnings=one.warnings,
        )
        for one in documents
    ]  # fmt: skip
    return ReadFile(file, sha, reader.name, columns if reader.name in TABULAR else {}, documents, rows)


def _sha(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sentence(file: File, error: Exception) -> str:
    if isinstance(error, ImportRefused):
        return clean(str(error))
    missing = isinstance(error, FileNotFoundError)
    return t("corpus.no_such_file" if missing else "corpus.unreadable", file=file.name)
