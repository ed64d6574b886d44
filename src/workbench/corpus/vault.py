"""The vault: who is behind a pseudonym, in an encrypted file apart from every project, backup and export."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from workbench.corpus.sealed import SHORTEST, seal, unseal
from workbench.errors import Invalid

KEPT = ("name", "email", "phone", "identifier")


class Vault:
    """Names, e-mails, telephones and identifiers by pseudonym; nothing is on the disk before `save`.

    >>> vault = open_vault("people.vault", "cerises et noyaux")
    >>> vault.keep("P-7F3K2QXM4D", {"name": "Nadia Benali", "email": "nadia@example.test"})
    >>> vault.save()
    >>> open_vault("people.vault", "cerises et noyaux").people["P-7F3K2QXM4D"]["name"]
    'Nadia Benali'
    """

    def __init__(self, path: Path, passphrase: str, people: dict[str, dict[str, str]]) -> None:
        self.path = path
        self.people = people
        self._passphrase = passphrase

    def __repr__(self) -> str:
        return f"<Vault {self.path.name}: {len(self.people)}>"

    def keep(self, pseudonym: str, facts: Mapping[str, str]) -> None:
        """Note what is known of a person, over what was; only the KEPT kinds of facts are taken."""
        known = self.people.setdefault(pseudonym, {})
        known.update({kind: facts[kind] for kind in KEPT if facts.get(kind)})

    def forget(self, pseudonym: str) -> bool:
        """Whether the person was there; after `save` nothing of them is left in the file."""
        return self.people.pop(pseudonym, None) is not None

    def save(self) -> None:
        """Write the vault, whole or not at all. Raises Invalid where it cannot be written."""
        seal(self.path, self._passphrase, {"people": self.people})


def open_vault(path: str | os.PathLike[str], passphrase: str) -> Vault:
    """The vault at `path`; a new, empty one where nothing stands there.

    Raises Invalid for another passphrase, one that is too short, or a file that is no vault.
    """
    place = Path(path).expanduser()
    if len(passphrase) < SHORTEST:
        raise Invalid("intake.short_passphrase", least=SHORTEST)
    if not place.exists():
        return Vault(place, passphrase, {})
    found = unseal(place, passphrase)
    if not isinstance(found, dict) or not isinstance(found.get("people"), dict):
        raise Invalid("intake.not_sealed", file=place.name)
    return Vault(place, passphrase, found["people"])
