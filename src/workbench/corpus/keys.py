"""The key behind a project's pseudonyms: it stays outside the project, on the machine of whoever imports."""

from __future__ import annotations

import base64
import hmac
import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, select

from workbench.corpus.sealed import owned, seal, unseal
from workbench.errors import Invalid
from workbench.project import Project, schema
from workbench.project.journal import Gesture

SETTING = "pseudonyms"  # holds what tells the right key from another, and nothing that helps to find it


def project_key(project: Project) -> bytes:
    """The 32 bytes that make this project's pseudonyms; made on the first call.

    They are kept in the user's own folder, readable by them alone. Raises Invalid where people of the project
    were given pseudonyms with a key that this machine does not have: `import_key` brings it.
    """
    path, mark = _place(project)
    if path.exists():
        key = base64.b64decode(path.read_bytes())
        if mark not in ("", _mark(key)):
            raise Invalid("intake.another_key")
        return key
    if mark:
        raise Invalid("intake.key_elsewhere", title=project.title)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with suppress(FileExistsError):  # another program may be quicker by a moment
        owned(path, base64.b64encode(os.urandom(32)))
    return base64.b64decode(path.read_bytes())


def remember(gesture: Gesture, key: bytes) -> None:
    """Note in the project which key its pseudonyms are made with. Raises Invalid where it is another."""
    mark = _marked(gesture.connection)
    if mark not in ("", _mark(key)):
        raise Invalid("intake.another_key")
    if not mark:
        gesture.insert(schema.setting, [{"name": SETTING, "value": _mark(key)}])


def export_key(project: Project, path: str | os.PathLike[str], passphrase: str) -> Path:
    """The path of a file that takes the key to another machine; only the passphrase opens it.

    >>> import workbench
    >>> with workbench.create_project("a.workbench", title="Insertion", coder="Ana") as project:
    ...     file = export_key(project, "insertion.key", "cerises et noyaux")
    ...     import_key(project, file, "cerises et noyaux") == project_key(project)
    True
    """
    key = base64.b64encode(project_key(project)).decode()
    return seal(Path(path).expanduser(), passphrase, {"project": _guid(project), "key": key})


def import_key(project: Project, path: str | os.PathLike[str], passphrase: str) -> bytes:
    """The key that `export_key` wrote, now kept on this machine for this project.

    Raises Invalid for another passphrase or the key of another project, and where a key is here already
    that is not the same.
    """
    file = Path(path).expanduser()
    found = unseal(file, passphrase)
    place, mark = _place(project)
    if found.get("project") != _guid(project):
        raise Invalid("intake.key_of_another_project", file=file.name, title=project.title)
    key = base64.b64decode(found["key"])
    if mark not in ("", _mark(key)):
        raise Invalid("intake.another_key")
    if place.exists():
        there = base64.b64decode(place.read_bytes())
        if there != key and _mark(there) == mark:
            raise Invalid("intake.another_key")
        place.unlink()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    owned(place, base64.b64encode(key))
    return key


def _mark(key: bytes) -> str:
    return hmac.digest(key, b"which key this is", "sha256")[:8].hex()


def _guid(project: Project) -> str:
    """What names the project wherever its file goes: the guid of the coder who made it."""
    c = schema.coder.c
    with project.read() as connection:
        return str(connection.execute(select(c.guid).order_by(c.id).limit(1)).scalar_one())


def _place(project: Project) -> tuple[Path, str]:
    import platformdirs

    folder = Path(platformdirs.user_data_dir("workbench", appauthor=False)) / "keys"
    with project.read() as connection:
        return folder / f"{_guid(project)}.key", _marked(connection)


def _marked(connection: Connection) -> str:
    s = schema.setting.c
    return str(connection.execute(select(s.value).where(s.name == SETTING)).scalar() or "")
