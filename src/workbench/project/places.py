"""Places: where a shared database file gets corrupted, and where what is computed from a project is kept."""

from __future__ import annotations

import hashlib
import os
import warnings
from pathlib import Path

from workbench.errors import ProjectUnsafe
from workbench.project.database import Location, is_url

_NETWORK = {"nfs", "nfs4", "cifs", "smbfs", "smb3", "afpfs", "fuse.sshfs", "davfs", "9p.drvfs"}
_SYNCED = ("onedrive", "dropbox", "nextcloud", "google drive", "googledrive", "icloud", "kdrive")
_MOUNTS = Path("/proc/mounts")


def require_safe(path: Path) -> None:
    """Return when a project may be written at `path`; warn in a synchronised folder.

    The write-ahead log needs one machine (https://sqlite.org/wal.html, §1): raises ProjectUnsafe
    on a network drive.
    """
    kind = _file_system(path)
    if kind in _NETWORK:
        raise ProjectUnsafe("network_drive", location=str(path.parent))
    parts = [part.casefold() for part in path.absolute().parts[:-1]]
    if any(part.startswith(name) for part in parts for name in _SYNCED):
        warnings.warn(str(ProjectUnsafe("synced_folder", location=str(path.parent))), stacklevel=4)


def beside(location: Location, name: str, suffix: str) -> tuple[Path, int]:
    """Where to keep what is computed from the project at `location`, and the permissions it is to have.

    It is `<project>.<suffix>` beside the file, open to whom the file is. For a project on a server, or
    beside which nothing can be written: in the user's own folder, for them alone.
    """
    place = os.fspath(location)
    if not is_url(location):
        file = Path(place)
        if os.access(file.parent, os.W_OK):
            return file.with_suffix(f".{suffix}"), file.stat().st_mode & 0o666
    import platformdirs

    own = Path(platformdirs.user_data_dir("workbench", appauthor=False)) / suffix
    return own / f"{name}-{hashlib.sha256(place.encode()).hexdigest()[:8]}.{suffix}", 0o600


def _file_system(path: Path) -> str:
    if not _MOUNTS.exists():
        return ""
    best, kind = "", ""
    place = str(path.absolute().parent.resolve())
    for line in _MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        _, mount, name, *_ = line.split(" ")
        mount = mount.replace("\\040", " ")
        inside = place == mount or place.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, name
    return kind
