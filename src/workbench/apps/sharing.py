"""The commands `publish` and `erase`: what is shown to others, and who is taken out for good."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from workbench import i18n
from workbench.errors import WorkbenchError


def add_commands(command: Callable[..., Any], writes: Callable[[Any], Any]) -> None:
    """Offer the two commands."""
    publish = writes(command("publish", _publish))
    publish.add_argument("--to", metavar="FILE", required=True, help=_t("publish.to"))
    publish.add_argument("--least", metavar="K", type=int, default=5, help=_t("publish.least"))
    publish.add_argument("--filter", metavar="NAME", action="append", help=_t("publish.filter"))
    erase = writes(command("erase", _erase))
    erase.add_argument("case", metavar="CASE", help=_t("erase.case"))
    erase.add_argument("--yes", action="store_true", help=_t("erase.yes"))


def serve(arguments: argparse.Namespace) -> None:
    """Serve the page of a snapshot until stopped."""
    from workbench.apps.snapshot_server import serve_snapshot
    from workbench.personas.publish import read_snapshot

    shown = read_snapshot(arguments.project)
    serve_snapshot(
        shown,
        language=arguments.language or shown["language"],
        port=arguments.port,
        open_browser=not arguments.no_open,
    )


def _publish(arguments: argparse.Namespace) -> None:
    from workbench import open_project
    from workbench.personas.publish import publish

    with open_project(arguments.project, coder=arguments.coder) as project:
        path = publish(project, arguments.to, arguments.least, filters=arguments.filter)
    print(_t("publish.done", path=path.resolve()))


def _erase(arguments: argparse.Namespace) -> None:
    from workbench import open_project
    from workbench.discovery import erase
    from workbench.project import find, schema

    with open_project(arguments.project, coder=arguments.coder) as project:
        with project.read() as connection:
            given = int(arguments.case) if arguments.case.isdecimal() else arguments.case
            case = find.row(connection, schema.case, given)
        if not arguments.yes:
            typed = input(i18n.t("erase.ask", name=case.name, title=project.title))
            if typed.strip() != case.name:
                raise WorkbenchError("erase.not_confirmed", name=case.name)
        print(erase(project, int(case.id)))


def _t(key: str, **params: Any) -> str:
    return i18n.t(f"apps.cli.{key}", **params)
