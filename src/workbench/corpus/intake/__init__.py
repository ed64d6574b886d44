"""Exports of surveys, records, visits and conversations in a project: people, answers, acts, words."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workbench import i18n
from workbench.corpus import exports
from workbench.corpus.encoding import clean
from workbench.corpus.intake import identity
from workbench.corpus.intake.contents import contents
from workbench.corpus.intake.masking import refuse_nir
from workbench.corpus.intake.report import ExportReport
from workbench.corpus.intake.writing import write
from workbench.corpus.keys import project_key, remember
from workbench.corpus.vault import Vault
from workbench.errors import Cancelled, Invalid
from workbench.project import Project, schema
from workbench.project.journal import Gesture, dumps

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ExportReport", "import_conversations", "import_records", "import_survey", "import_visits",
           "imported_exports", "kept_mapping"]  # fmt: skip

Roles = Mapping[str, Mapping[str, str]]
#: Settings: what the columns of a tool's exports are, and which files were taken in.
_MAPPING, _FILE = "mapping:", "export:"
_STEPS = 4


def import_survey(
    project: Project,
    path: str | os.PathLike[str],
    *,
    tool: str | None = None,
    mapping: Roles | None = None,
    key: bytes | None = None,
    vault: Vault | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    **options: Any,
) -> ExportReport:
    """What became of an export of answers, after taking it into the project as one gesture.

    People become cases under a pseudonym: a keyed hash of their e-mail address or identifier, by which they
    are known again in every file; somebody with the name of one person of the project is that person. Closed
    answers, attributes, dated acts and words of people are written; names, addresses, telephones and IP
    addresses are not, but into `vault` where one is given. Addresses and numbers within words are hidden.
    Questions that ask for consent become the attributes `consent:quote` and `consent:contact`.

    `mapping` says what columns are (`exports.mapping`), over what a person said of the last export of the
    same tool; it is kept for the next. `key` makes the pseudonyms, by default that of the project
    (`project_key`). `options` go to the reader of the tool. The same file again changes nothing; a later
    export adds what is new, and changes what changed. `progress(done, total)` is called at each step; when
    `cancelled()` is true, Cancelled is raised and nothing is kept.

    Raises ImportRefused for a file that cannot be read or in which a French social-security number stands,
    Invalid for unknown roles or types, a file that was taken in with other columns, or another key.

    >>> from pathlib import Path
    >>> import workbench
    >>> _ = Path("answers.csv").write_text("E-mail;Âge;Pourquoi ?\\na@example.test;34;Un repère", "utf-8")
    >>> with workbench.create_project("a.workbench", title="Insertion", coder="Ana") as project:
    ...     print(import_survey(project, "answers.csv"))
    answers.csv: 1 person, 0 of them known already.
    1 verbatim, 1 fact about people.
    1 column left out: E-mail.
    """

    def step(done: int) -> None:
        if progress is not None:
            progress(done, _STEPS)
        if cancelled is not None and cancelled():
            raise Cancelled("corpus.import_cancelled")

    file = Path(path).expanduser()
    name = clean(file.name)
    step(0)
    found = exports.read(file, tool, **options)
    sha = _sha(file)
    roles = {**kept_mapping(project, found.tool), **(mapping or {})}
    export = exports.apply(found, roles)
    report = ExportReport(name, export.tool)
    if known := _known(project, sha):
        if known["mapping"] != exports.mapping(export):
            raise Invalid("intake.other_columns", file=name)
        report.again = True
        return report
    refuse_nir(export, name)
    step(1)
    secret = key or project_key(project)
    persons, of_row = identity.people(export, secret)
    told = contents(export, of_row)
    step(2)
    report.people = len(persons)
    report.notes = [i18n.t(note, **params) for note, params in export.notes]
    origin = {"file": name, "tool": export.tool, "kind": export.kind, "sha256": sha, "rows": len(export.rows)}
    with project.gesture("import_export", file=name, n=len(persons)) as gesture:
        remember(gesture, secret)
        cases, report.known, report.named = identity.cases(gesture, persons)
        write(project, gesture, told, cases, origin, report, lambda: step(3))
        _keep(gesture, _FILE + sha, {**origin, "at": gesture.at, "mapping": exports.mapping(export)})
        if mapping:
            _keep(gesture, _MAPPING + export.tool, {**roles})
        if vault is not None:
            for person, facts in identity.facts_of_vault(export, of_row).items():
                vault.keep(persons[person].keys[0], facts)
            vault.save()
    if progress is not None:
        progress(_STEPS, _STEPS)
    return report


# One way in for every kind of export: what differs is in the columns, which the tool or a person names.
import_records = import_survey
import_visits = import_survey
import_conversations = import_survey


def kept_mapping(project: Project, tool: str) -> dict[str, dict[str, str]]:
    """What a person said the columns of the last export of that tool are; nothing said is empty."""
    value = _setting(project, _MAPPING + tool)
    return dict(json.loads(value)) if value else {}


def imported_exports(project: Project) -> pd.DataFrame:
    """One row an export that was taken in, the latest first: name, tool, kind, rows, at, sha256."""
    import pandas as pd

    s = schema.setting.c
    with project.read() as connection:
        query = select(s.value).where(s.name.startswith(_FILE)).order_by(s.id.desc())
        found = [json.loads(value) for value in connection.execute(query).scalars()]
    rows = [
        {"name": one["file"], **{n: one[n] for n in ("tool", "kind", "rows", "at", "sha256")}}
        for one in found
    ]
    return pd.DataFrame(rows, columns=["name", "tool", "kind", "rows", "at", "sha256"])


def _known(project: Project, sha: str) -> dict[str, Any] | None:
    value = _setting(project, _FILE + sha)
    return json.loads(value) if value else None


def _setting(project: Project, name: str) -> str | None:
    s = schema.setting.c
    with project.read() as connection:
        return connection.execute(select(s.value).where(s.name == name)).scalar()


def _keep(gesture: Gesture, name: str, value: dict[str, Any]) -> None:
    s = schema.setting
    there = list(gesture.connection.execute(select(s.c.id).where(s.c.name == name)).scalars())
    if there:
        gesture.update(s, there, {"value": dumps(value)})
    else:
        gesture.insert(s, [{"name": name, "value": dumps(value)}])


def _sha(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
