"""A command-line parser that speaks the language of the machine and fails with one sentence."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

from workbench import i18n


class Parser(argparse.ArgumentParser):
    """argparse, with its own words taken from our catalogues."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, allow_abbrev=False, **options)
        self._positionals.title = i18n.t("apps.cli.arguments")
        self._optionals.title = i18n.t("apps.cli.options")
        self.add_argument("-h", "--help", action="help", help=i18n.t("apps.cli.help"))

    def format_usage(self) -> str:
        """One line: how the command is written."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and where help is, and leave with exit code 2."""
        hint = i18n.t("apps.cli.error.help", command=self.prog)
        print(f"{_sentence(message)} {hint}", file=sys.stderr)
        sys.exit(2)


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        if prefix is None:  # an empty one is asked for where only the command's name is wanted
            prefix = i18n.t("apps.cli.usage")
        super().add_usage(usage, actions, groups, prefix)


# What argparse says, and our sentence for it.
_SAID = {
    "required": re.compile(r"the following arguments are required: (?P<names>.+)"),
    "unknown": re.compile(r"unrecognized arguments: (?P<names>.+)"),
    "value": re.compile(
        r"argument (?P<name>\S+): invalid choice: '(?P<value>.*)' \(choose from (?P<choices>.+)\)"
    ),
}


def _sentence(message: str) -> str:
    for key, pattern in _SAID.items():
        if found := pattern.fullmatch(message):
            return i18n.t(f"apps.cli.error.{key}", **found.groupdict())
    return i18n.t("apps.cli.error.general", detail=message)
