"""Small files that only a passphrase opens: scrypt makes the key, Fernet keeps and checks the content."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

from workbench.errors import Invalid
from workbench.outgoing import written

SHORTEST = 8  # characters of a passphrase

# OWASP, "Password Storage Cheat Sheet": 128 MB and a third of a second for each guess.
_COST = {"n": 2**17, "r": 8, "p": 1}
_HEAVIEST = 2**20


def seal(path: Path, passphrase: str, content: Any) -> Path:
    """The path of `content` (anything JSON holds), written so that only the passphrase opens it.

    Only its owner may read the file. Raises Invalid for a passphrase that is too short or a place that
    cannot be written.
    """
    if len(passphrase) < SHORTEST:
        raise Invalid("intake.short_passphrase", least=SHORTEST)
    from cryptography.fernet import Fernet

    salt = os.urandom(16)
    head = {"sealed": "workbench", **_COST, "salt": base64.b64encode(salt).decode()}
    token = Fernet(_key(passphrase, salt, **_COST)).encrypt(json.dumps(content, ensure_ascii=False).encode())
    with written(path) as part:
        owned(part, json.dumps(head).encode() + b"\n" + token)
    return path


def unseal(path: Path, passphrase: str) -> Any:
    """What `seal` wrote at `path`.

    Raises Invalid where there is no such file, it was not sealed by Workbench or is damaged, or the
    passphrase is another.
    """
    from cryptography.fernet import Fernet, InvalidToken

    try:
        first, _, token = path.read_bytes().partition(b"\n")
        head = json.loads(first)
        salt, n, r, p = base64.b64decode(head["salt"]), int(head["n"]), int(head["r"]), int(head["p"])
        if head["sealed"] != "workbench" or not (
            1 < n <= _HEAVIEST and n & (n - 1) == 0 and r == 8 and p == 1
        ):
            raise ValueError
    except FileNotFoundError:
        raise Invalid("errors.no_file", file=path) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise Invalid("intake.not_sealed", file=path.name) from None
    try:
        return json.loads(Fernet(_key(passphrase, salt, n, r, p)).decrypt(token))
    except InvalidToken:
        raise Invalid("intake.wrong_passphrase", file=path.name) from None


def owned(path: Path, data: bytes) -> None:
    """Write a new file that only its owner may read, down to the disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _key(passphrase: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    made: bytes = Scrypt(salt=salt, length=32, n=n, r=r, p=p).derive(passphrase.encode("utf-8"))
    return base64.urlsafe_b64encode(made)
