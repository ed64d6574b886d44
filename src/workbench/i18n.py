"""The sentences people read, in French and English, kept as JSON catalogues in `locales/`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("fr", "en")

_current: str | None = None


def language() -> str:
    """The language sentences are told in: the one in use, else the environment's, else English."""
    return _current or _from_environment()


def use(code: str) -> None:
    """Tell every later sentence of this process in `code` ("fr" or "en")."""
    if code not in LANGUAGES:
        raise ValueError(f"Language {code!r} is not known. Languages: {', '.join(LANGUAGES)}.")
    # A plain global and not a context variable: widget callbacks run on other threads,
    # where a context variable would silently fall back to the default.
    global _current
    _current = code


def t(key: str, /, lang: str | None = None, **params: Any) -> str:
    """The sentence behind `key` ("corpus.report.skipped": file `corpus.json`, key `report.skipped`).

    A value may hold the forms `one` and `other`, chosen by the parameter `n`
    (French counts 0 and 1 as singular, English only 1).

    >>> use("en"); t("errors.no_such_code", name="repere", near="")
    'No code is called "repere".'
    """
    lang = lang or language()
    area, _, name = key.partition(".")
    entry = catalogue(area, lang)[name]
    if isinstance(entry, Mapping):
        entry = entry["one" if is_singular(params["n"], lang) else "other"]
    return str(entry).format_map(params)


def is_singular(n: float, lang: str) -> bool:
    """Whether `n` things take the singular in `lang`."""
    return abs(n) < 2 if lang == "fr" else n == 1


def listed(names: Iterable[str], lang: str | None = None) -> str:
    """The names in quotation marks of the language, separated by commas.

    >>> listed(["repère", "délai"], "fr")
    '« repère », « délai »'
    """
    return ", ".join(t("journal.quoted", lang, name=name) for name in names)


@cache
def catalogue(area: str, lang: str) -> dict[str, Any]:
    """All sentences of one area in one language, as the front end receives them."""
    path = resources.files("workbench") / "locales" / lang / f"{area}.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _from_environment() -> str:
    for variable in ("WORKBENCH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(variable, "")[:2].lower()
        if code in LANGUAGES:
            return code
    return "en"
