"""A snapshot to show others: personas, needs and counts by filters, in which nobody can be made out.

It is a project file of its own that holds nothing but what is shown. What is not in it cannot be found in it:
everything is withheld before it is written, and nothing in the page that shows it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workbench import i18n
from workbench.errors import Invalid, ProjectError, ReadOnly
from workbench.outgoing import written
from workbench.personas.drawn import draw
from workbench.personas.small_cells import suppress
from workbench.project import Project, create_project, database, open_project, schema
from workbench.project.journal import dumps

__all__ = ["Publication", "draw", "publications", "publish", "read_snapshot", "suppress"]

#: Settings: in a snapshot, what it shows; in a project, which snapshots of it went out.
SNAPSHOT, LEDGER = "snapshot", "publications"


@dataclass(frozen=True)
class Publication:
    """A snapshot that went out: where to, when, whose persons are counted in it and who is quoted."""

    id: str
    place: str
    at: str
    k: int
    people: tuple[int, ...]
    quoted: tuple[int, ...]


def publish(
    project: Project, to: str | os.PathLike[str], k: int = 5, *, filters: Sequence[str] | None = None
) -> Path:
    """The path of a snapshot of the personas and needs of a project, to be read by people without rights.

    Shown are: personas of at least `k` people with their fields and size; how many people there are in each
    combination of up to three filters, as far as `suppress` lets it be seen; needs of at least `k` people; of
    each persona up to three quotes, each of another person who agreed to be quoted (the attribute
    `consent:quote` says yes), nobody being quoted twice in the whole snapshot. `filters` are names of
    attributes or closed questions, by default the attributes with two to eight values. Names of people,
    e-mail addresses, telephone numbers and words of people who did not agree are cut out of every text.

    The project remembers where its snapshots went: `publications`. Raises Invalid for another suffix, a file
    that is there and is no snapshot, an unknown filter, or where there is no persona to show; ReadOnly.
    """
    path = Path(to).expanduser()
    if project.read_only:
        raise ReadOnly("read_only", title=project.title)
    if path.suffix != ".workbench":
        raise Invalid("publish.unknown_suffix", file=path.name)
    if path.exists() and not _is_snapshot(path):
        raise Invalid("publish.not_a_snapshot", file=path.name)
    shown, people, quoted = draw(project, k, filters=filters)
    with written(path) as part:
        _write(part, path.name, project, shown)
        # Noted before it is there for all: a snapshot nobody knows of could not be withdrawn.
        entry = Publication(shown["id"], str(path.resolve()), shown["at"], k, people, quoted)
        _note(project, entry, path.name)
    return path


def read_snapshot(snapshot: str | os.PathLike[str] | Project) -> dict[str, Any]:
    """What a snapshot shows, as `publish` wrote it: title, k, filters, counts, personas, needs.

    A count is [[a value of each filter, None where it is not set], how many]; a missing one is withheld.
    Raises Invalid for a project that is no snapshot.
    """
    if isinstance(snapshot, Project):
        value = _setting(snapshot, SNAPSHOT)
        if value is None:
            raise Invalid("publish.no_snapshot", file=snapshot.name)
        shown: dict[str, Any] = json.loads(value)
        return shown
    with open_project(snapshot, read_only=True) as project:
        return read_snapshot(project)


def publications(project: Project, case: int | None = None) -> list[Publication]:
    """The snapshots that went out, oldest first: all, or those in which a person is counted or quoted."""
    found = [
        Publication(**{**entry, "people": tuple(entry["people"]), "quoted": tuple(entry["quoted"])})
        for entry in json.loads(_setting(project, LEDGER) or "[]")
    ]
    return [one for one in found if case is None or case in one.people or case in one.quoted]


def _write(part: Path, file: str, project: Project, shown: dict[str, Any]) -> None:
    coder = i18n.t("publish.coder", project.language)
    with (
        create_project(part, title=shown["title"], coder=coder, language=project.language) as snapshot,
        snapshot._write("publish", {"file": file, "k": shown["k"]}, "system") as gesture,
    ):
        gesture.insert(schema.setting, [{"name": SNAPSHOT, "value": dumps(shown)}])
    database.settle(part)
    for suffix in ("-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    part.chmod(0o444)


def _note(project: Project, entry: Publication, file: str) -> None:
    s = schema.setting
    # A snapshot that stood at the same place is gone: it is no longer one to withdraw.
    kept = [vars(one) for one in publications(project) if one.place != entry.place]
    value = dumps([*kept, vars(entry)])
    with project._write("publish", {"file": file, "k": entry.k}, "system") as gesture:
        ids = list(gesture.connection.execute(select(s.c.id).where(s.c.name == LEDGER)).scalars())
        if ids:
            gesture.update(s, ids, {"value": value})
        else:
            gesture.insert(s, [{"name": LEDGER, "value": value}])


def _setting(project: Project, name: str) -> str | None:
    with project.read() as connection:
        query = select(schema.setting.c.value).where(schema.setting.c.name == name)
        value: str | None = connection.execute(query).scalar()
    return value


def _is_snapshot(path: Path) -> bool:
    try:
        with open_project(path, read_only=True) as project:
            return _setting(project, SNAPSHOT) is not None
    except ProjectError:
        return False
