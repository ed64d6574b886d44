"""Exports that come in through the page: read, understood by columns, corrected by a person, taken in."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from workbench import corpus, i18n
from workbench.corpus import exports
from workbench.corpus.vault import open_vault
from workbench.errors import Invalid
from workbench.widgets import delta
from workbench.widgets.answers.files import safe_name
from workbench.widgets.messages import action
from workbench.widgets.needs_view import NeedsView

Roles = dict[str, dict[str, str]]

_VERBS = {
    "answers": corpus.import_survey, "records": corpus.import_records, "visits": corpus.import_visits,
    "messages": corpus.import_conversations,
}  # fmt: skip


@action
def taken_in(view: NeedsView) -> dict[str, Any]:
    """The exports that the project holds already, the latest first, and the tools that can be read."""
    return {"files": corpus.imported_exports(view.project).to_dict("records"), "tools": list(exports.tools())}


@action
def read_export(view: NeedsView, *, names: list[str], buffers: list[bytes], tool: str = "") -> dict[str, Any]:
    """What a file holds and what each of its columns is proposed to be, as in the last of its tool."""
    if len(names) != 1 or len(buffers) != 1:
        raise Invalid("widgets.wrong_argument", name="read_export", argument="names")
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = Path(folder) / safe_name(names[0], 0)
        path.write_bytes(buffers[0])
        found = exports.read(path, tool or None)
    view.export = (safe_name(names[0], 0), buffers[0], found)
    return _told(view, exports.apply(found, corpus.kept_mapping(view.project, found.tool)))


@action
def map_export(view: NeedsView, *, roles: Roles) -> dict[str, Any]:
    """What the file comes to when its columns are what a person says."""
    return _told(view, exports.apply(_read(view)[2], roles))


@action
def import_export(
    view: NeedsView, *, id: int, entry: int, roles: Roles, passphrase: str = ""
) -> dict[str, Any]:
    """Take the file in, its columns being what a person says; names go to the vault where there is one."""
    name, data, found = _read(view)
    vault = open_vault(_vault(view), passphrase) if passphrase else None

    def progress(done: int, total: int) -> None:
        view.push({"push": "progress", "job": id, "done": done, "total": total, "name": name})

    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        report = _VERBS[found.kind](
            view.project, path, tool=found.tool, mapping=roles, vault=vault, progress=progress,
            cancelled=lambda: id in view.cancelled,
        )  # fmt: skip
    view.export = None
    with view.lock:
        result = {"sentences": str(report).splitlines()}
        return {"result": result, "delta": delta.after_act(view, entry, None)}


@action
def leave_export(view: NeedsView) -> None:
    """Forget the file that was read; nothing of it was kept."""
    view.export = None


def _read(view: NeedsView) -> tuple[str, bytes, exports.Export]:
    if view.export is None:
        raise Invalid("need_files.read_again")
    return view.export


def _vault(view: NeedsView) -> Path:
    location = Path(str(view.project.location))
    if "://" in str(view.project.location):
        raise Invalid("need_files.vault_elsewhere")
    return location.with_suffix(".vault")


def _told(view: NeedsView, export: exports.Export) -> dict[str, Any]:
    said = view.language
    return {
        "file": view.export[0] if view.export else "",
        "tool": export.tool,
        "kind": export.kind,
        "summary": asdict(exports.summary(export)),
        "notes": [i18n.t(key, said, **params) for key, params in export.notes],
        "roles": list(exports.ROLES),
        "types": list(exports.TYPES),
        "columns": [
            {"name": one.name, "heading": one.heading, "role": one.role, "type": one.type,
             "why": i18n.t(one.why, said) if one.why else "", "samples": exports.samples(export, one),
             "filled": int(export.rows[one.name].notna().sum())}
            for one in export.columns
        ],
    }  # fmt: skip
