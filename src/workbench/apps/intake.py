"""`workbench import` of surveys, records, visits and conversations: which files are such, taking them in."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import i18n
from workbench.errors import ImportRefused

if TYPE_CHECKING:
    from workbench.apps.progress import Progress
    from workbench.project import Project

KINDS = ("survey", "records", "visits", "conversations")
#: Tables and messages of no tool known: unless somebody says otherwise they are tables of verbatims.
_ANY = {"table", "messages"}


def add_options(imports: Any) -> None:
    """Offer what is said of exports."""
    imports.add_argument("--as", dest="kind", choices=KINDS, metavar="|".join(KINDS), help=_t("import.as"))
    imports.add_argument("--tool", metavar="TOOL", help=_t("import.tool"))
    imports.add_argument("--vault", metavar="FILE", help=_t("import.vault"))


def parted(arguments: argparse.Namespace) -> tuple[list[str], list[str]]:
    """The files that are exports, said to be or known as those of a tool, and the others."""
    if arguments.kind or arguments.tool:
        return list(arguments.files), []
    found = [file for file in arguments.files if _is_export(Path(file).expanduser())]
    return found, [file for file in arguments.files if file not in found]


def take_in(
    project: Project, files: Sequence[str], arguments: argparse.Namespace, progress: Progress
) -> bool:
    """Take the files in, each an act of its own, and print what became of them; whether all came in."""
    from workbench import corpus
    from workbench.corpus.vault import open_vault

    verb = getattr(corpus, f"import_{arguments.kind or 'survey'}")
    vault = open_vault(arguments.vault, getpass.getpass(_t("import.passphrase"))) if arguments.vault else None
    whole = True
    for file in files:
        name = Path(file).name
        try:
            report = verb(
                project, file, tool=arguments.tool, vault=vault, cancelled=progress.cancelled,
                progress=lambda done, total, name=name: progress(done, total, name),
            )  # fmt: skip
            print(report)
        except ImportRefused as refused:
            whole = False
            print(refused)
    return whole


def _is_export(path: Path) -> bool:
    from workbench.corpus import exports

    try:
        return path.is_file() and exports.recognise(path) not in _ANY
    except (ImportRefused, OSError):
        return False


def _t(key: str) -> str:
    return i18n.t(f"apps.cli.{key}")
