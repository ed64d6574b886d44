"""The example project: the sample corpora, the people in them, a codebook and a first coding."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import i18n
from workbench.apps import places

if TYPE_CHECKING:
    from workbench.project import Project

# The first letters of a file tell its folder in the project.
_FOLDERS = {"fg": "groups", "e": "interviews", "cas": "cases"}


def build_demo(*, language: str, fresh: bool = False, folder: Path | None = None) -> Path:
    """The path of the example project, made now if there is none yet or if `fresh`.

    A fresh one leaves nothing of what a person did in the one before.
    """
    from workbench import create_project

    path = (folder or places.user_folder()) / "demo.workbench"
    if path.exists() and not fresh:
        return path
    print(i18n.t("apps.demo.building", language), flush=True)
    # Built beside and moved when whole, so that an interrupted build is never taken for a project.
    partial = path.with_name("demo-partial.workbench")
    _remove(partial)
    title, coder = (i18n.t(f"apps.demo.{key}", language) for key in ("title", "colleague"))
    with create_project(partial, title=title, coder=coder, language=language) as project:
        _import(project, language)
        _code(project, language)
    _remove(path)
    partial.replace(path)
    return path


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _import(project: Project, language: str) -> None:
    from workbench.corpus import import_attributes, import_sources

    corpora = places.corpora()
    for start, kind in _FOLDERS.items():
        for file in sorted(corpora.glob(f"{start}[0-9_]*.txt")):
            import_sources(
                project,
                file,
                folder=i18n.t(f"apps.demo.sources.{kind}", language),
                language="en" if file.stem.endswith("_en") else "fr",
            )
    import_attributes(project, corpora / "participants.csv", case="speaker", source="file")


def _code(project: Project, language: str) -> None:
    from workbench.coding import add_code, apply_code

    plan = _plan()
    codes: dict[str, int] = {}
    for entry in plan["codebook"]:
        told = dict(
            zip(("name", "definition", "use_when", "not_when", "example"), entry[language], strict=False)
        )
        parent = codes[entry["parent"]] if "parent" in entry else None
        codes[entry["key"]] = add_code(project, told.pop("name"), parent=parent, **told)
    sources = project.sources().reset_index().set_index("file_name")["id"]
    memos = {quote: told[language] for quote, told in plan["memos"].items()}
    for file, codings in plan["codings"].items():
        text = project.text(int(sources[file]))
        for key, quote in codings:
            start = text.index(quote)
            apply_code(
                project, int(sources[file]), start, start + len(quote), codes[key], memo=memos.get(quote)
            )


def _plan() -> dict[str, Any]:
    path = resources.files("workbench.apps") / "demo.json"
    plan: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return plan
