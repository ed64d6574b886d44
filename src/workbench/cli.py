"""The command `workbench`: what it offers, in the language of the machine.

Exit codes: 0 done, 1 refused with one sentence, 2 the command was not understood, 130 stopped.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import __version__, i18n
from workbench.apps import intake, sharing
from workbench.apps.arguments import Parser
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.project import Project

LANGUAGES = list(i18n.LANGUAGES)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code comes back. A failure is one sentence on stderr."""
    i18n.use(i18n.language())
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments) or 0)
    except WorkbenchError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(_t("stopped"), file=sys.stderr)
        return 130
    except BrokenPipeError:
        # `workbench history | head` closes the pipe early; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("WORKBENCH_DEBUG"):
            raise
        print(_t("unexpected", kind=type(error).__name__, place=_place(error)), file=sys.stderr)
        return 1


def _parser() -> Parser:
    parser = Parser(prog="workbench", description=_t("about"))
    parser.add_argument("--version", action="version", version=__version__, help=_t("version"))
    commands = parser.add_subparsers(title=_t("commands"), metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace], Any], *, project: bool = True) -> Parser:
        made: Parser = commands.add_parser(name, help=_t(name), description=_t(name))
        made.set_defaults(run=run)
        if project:
            made.add_argument("project", metavar="PROJECT", help=_t("arg.project"))
        return made

    def writes(made: Parser) -> Parser:
        made.add_argument("--coder", metavar="NAME", help=_t("arg.coder"))
        return made

    def serves(made: Parser, port: int) -> Parser:
        made.add_argument("--port", type=int, default=port, metavar="PORT", help=_t("arg.port"))
        made.add_argument("--no-open", action="store_true", help=_t("arg.no_open"))
        made.add_argument("--language", choices=LANGUAGES, help=_t("arg.language"))
        return writes(made)

    serve = serves(command("serve", _serve), 8866)
    serve.add_argument("--snapshot", action="store_true", help=_t("serve.snapshot"))
    lab = serves(command("lab", _lab), 8888)
    lab.add_argument("--folder", metavar="FOLDER", type=Path, help=_t("lab.folder"))
    demo = serves(command("demo", _demo, project=False), 8866)
    demo.add_argument("--fresh", action="store_true", help=_t("demo.fresh"))
    demo.add_argument("--build", action="store_true", help=_t("demo.build"))
    demo.add_argument("--lab", action="store_true", help=_t("demo.lab"))

    new = writes(command("new", _new, project=False))
    new.add_argument("path", metavar="PATH", help=_t("new.path"))
    new.add_argument("--title", metavar="TITLE", help=_t("new.title"))
    new.add_argument("--language", choices=LANGUAGES, help=_t("new.language"))

    imports = writes(command("import", _import))
    imports.add_argument("files", metavar="FILE", nargs="+", help=_t("import.files"))
    for option in ("folder", "encoding", "speaker", "case", "group"):
        imports.add_argument(f"--{option}", metavar=option.upper(), help=_t(f"import.{option}"))
    imports.add_argument("--source-language", metavar="CODE", help=_t("import.source_language"))
    for option in ("text", "attributes", "speakers", "moderator"):
        imports.add_argument(
            f"--{option}", metavar=option.upper(), action="append", help=_t(f"import.{option}")
        )
    intake.add_options(imports)
    people = writes(command("people", _people))
    people.add_argument("table", metavar="TABLE", help=_t("people.table"))
    people.add_argument("--column", metavar="COLUMN", help=_t("people.column"))

    command("check", _check)
    command("backup", _backup).add_argument("file", metavar="FILE", help=_t("arg.file"))
    export = command("export", _export, project=False)
    kinds = ["codes", "segments", "trail", "star"]
    export.add_argument("what", choices=kinds, metavar="|".join(kinds), help=_t("export.what"))
    export.add_argument("project", metavar="PROJECT", help=_t("arg.project"))
    export.add_argument("file", metavar="FILE", help=_t("arg.file"))
    history = command("history", _history)
    history.add_argument("--limit", type=int, default=20, metavar="N", help=_t("history.limit"))
    sharing.add_commands(command, writes)
    writes(command("undo", _undo))
    writes(command("redo", _redo))
    return parser


def _serve(arguments: argparse.Namespace) -> None:
    if arguments.snapshot:
        sharing.serve(arguments)
        return
    with _open(arguments.project, arguments.coder, read_only=True) as project:
        location, language = str(project.location), arguments.language or project.language
    _start_pages(location, language, arguments)


def _start_pages(location: str, language: str, arguments: argparse.Namespace) -> None:
    from workbench.apps.voila_server import serve

    serve(
        location,
        language=language,
        coder=arguments.coder,
        port=arguments.port,
        open_browser=not arguments.no_open,
    )


def _lab(arguments: argparse.Namespace) -> None:
    with _open(arguments.project, arguments.coder, read_only=True) as project:
        location, language = str(project.location), arguments.language or project.language
    _start_lab(location, language, arguments, arguments.folder)


def _start_lab(location: str, language: str, arguments: argparse.Namespace, folder: Path | None) -> None:
    from workbench.apps.lab_server import folder_beside, lab

    lab(
        location,
        folder=(folder or folder_beside(location)).resolve(),
        language=language,
        coder=arguments.coder,
        port=arguments.port,
        open_browser=not arguments.no_open,
    )


def _demo(arguments: argparse.Namespace) -> None:
    from workbench.apps.demo import build_demo

    language = arguments.language or i18n.language()
    path = build_demo(language=language, fresh=arguments.fresh)
    print(_t("ready", area="demo", path=path), flush=True)
    arguments.coder = arguments.coder or _t("coder", area="demo")
    if arguments.build:
        return
    if arguments.lab:
        _start_lab(str(path), language, arguments, None)
    else:
        _start_pages(str(path), language, arguments)


def _new(arguments: argparse.Namespace) -> None:
    from workbench import create_project

    path = Path(arguments.path)
    if not path.suffix and "://" not in arguments.path:
        path = path.with_suffix(".workbench")
    location = arguments.path if "://" in arguments.path else path
    title = arguments.title or path.stem
    coder = arguments.coder or getpass.getuser()
    language = arguments.language or i18n.language()
    with create_project(location, title=title, coder=coder, language=language) as project:
        print(_t("new.done", title=project.title, path=project.location))


def _import(arguments: argparse.Namespace) -> int:
    from workbench.apps.progress import Progress
    from workbench.corpus import import_sources

    options = {
        "folder": arguments.folder,
        "encoding": arguments.encoding,
        "language": arguments.source_language,
        "text": arguments.text,
        "speaker": arguments.speaker,
        "case": arguments.case,
        "group": arguments.group,
        "attributes": arguments.attributes,
        "speakers": _speakers(arguments.speakers),
        "moderators": arguments.moderator,
    }
    given = {name: value for name, value in options.items() if value}
    exports, others = intake.parted(arguments)
    with _open(arguments.project, arguments.coder) as project, Progress() as progress:
        whole = intake.take_in(project, exports, arguments, progress)
        if not others:
            return 0 if whole else 1
        report = import_sources(project, others, progress=progress, cancelled=progress.cancelled, **given)
    print(report)
    return 0 if report.sources or report.with_status("updated") else 1


def _speakers(pairs: list[str] | None) -> dict[str, str]:
    named = {}
    for pair in pairs or []:
        label, equals, name = pair.partition("=")
        if not (label and equals and name):
            raise WorkbenchError("apps.cli.error.speakers", given=pair)
        named[label.strip()] = name.strip()
    return named


def _people(arguments: argparse.Namespace) -> None:
    from workbench.corpus import import_attributes

    options = {"case": arguments.column} if arguments.column else {}
    with _open(arguments.project, arguments.coder) as project:
        print(import_attributes(project, arguments.table, **options))


def _check(arguments: argparse.Namespace) -> int:
    with _open(arguments.project, read_only=True) as project:
        found = project.check()
    print("\n".join(found) if found else _t("check.sound"))
    return 1 if found else 0


def _backup(arguments: argparse.Namespace) -> None:
    with _open(arguments.project, read_only=True) as project:
        print(_t("backup.done", path=project.backup(arguments.file)))


def _export(arguments: argparse.Namespace) -> None:
    with _open(arguments.project, read_only=True) as project:
        if arguments.what == "codes":
            from workbench.coding import export_codebook

            export_codebook(project, arguments.file)
        elif arguments.what == "segments":
            from workbench.coding import export_segments

            export_segments(project, arguments.file)
        else:
            from workbench import reports

            write = reports.trail if arguments.what == "trail" else reports.star_schema
            write(project, arguments.file)
    print(_t("export.done", path=Path(arguments.file).resolve()))


def _history(arguments: argparse.Namespace) -> None:
    with _open(arguments.project, read_only=True) as project:
        entries = project.history(arguments.limit)
    for entry in entries:
        print(f"{entry.id:>7}  {entry.at[:16].replace('T', ' ')}  {entry.coder}  {entry.label()}")
    if not entries:
        print(_t("history.none"))


def _undo(arguments: argparse.Namespace) -> None:
    with _open(arguments.project, arguments.coder) as project:
        entry = project.undo()
    print(entry.label() if entry else _t("undo.none"))


def _redo(arguments: argparse.Namespace) -> None:
    with _open(arguments.project, arguments.coder) as project:
        entry = project.redo()
    print(entry.label() if entry else _t("redo.none"))


def _open(location: str, coder: str | None = None, *, read_only: bool = False) -> Project:
    from workbench import open_project

    return open_project(location, coder=coder, read_only=read_only)


def _t(key: str, area: str = "cli", **params: Any) -> str:
    return i18n.t(f"apps.{area}.{key}", **params)


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else ""


if __name__ == "__main__":
    sys.exit(main())
