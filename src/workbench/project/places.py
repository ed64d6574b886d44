"""Places where a shared database file gets corrupted: network drives and synchronised folders."""

from __future__ import annotations

import warnings
from pathlib import Path

from workbench.errors import ProjectUnsafe

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
