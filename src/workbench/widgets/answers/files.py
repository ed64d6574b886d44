"""Files that come in and go out through the page."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath
from typing import Any, Literal

from workbench import coding, corpus
from workbench.errors import Invalid
from workbench.reports import trail
from workbench.widgets import delta
from workbench.widgets.messages import action
from workbench.widgets.view import View


@action
def import_files(
    view: View, *, id: int, entry: int, names: list[str], buffers: list[bytes], source: int | None = None
) -> dict[str, Any]:
    """Import the files dropped on the page; their bytes come as buffers."""
    if not names or len(names) != len(buffers):
        raise Invalid("widgets.wrong_argument", name="import_files", argument="names")
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        paths = []
        for index, (name, data) in enumerate(zip(names, buffers, strict=True)):
            # The name comes from outside: only its last part is used, in a folder of its own.
            place = Path(folder) / str(index)
            place.mkdir()
            paths.append(place / safe_name(name, index))
            paths[-1].write_bytes(data)

        def progress(done: int, total: int, name: str) -> None:
            view.push({"push": "progress", "job": id, "done": done, "total": total, "name": name})

        report = corpus.import_sources(
            view.project, paths, progress=progress, cancelled=lambda: id in view.cancelled
        )
    result = {
        "sentences": str(report).splitlines(),
        "imported": len(report.sources),
        "sources": list(report.sources),
    }
    with view.lock:
        return {"result": result, "delta": delta.after_act(view, entry, source)}


@action
def cancel(view: View, *, job: int) -> None:
    """Stop a long job; what it had done is not kept."""
    view.cancelled.add(job)


@action
def export(
    view: View,
    *,
    what: Literal["segments", "codebook", "trail"],
    format: Literal["xlsx", "csv", "html", "docx", "json"],
    code: int | None = None,
) -> tuple[dict[str, Any], list[bytes]]:
    """A file to download: the segments, the codebook or the audit trail."""
    if view.blind and what == "trail":
        raise Invalid("widgets.blind_trail")
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        path = Path(folder) / f"{what}.{format}"
        if what == "segments":
            coders = view.me if view.blind else None
            coding.export_segments(view.project, path, code, coders=coders)
        elif what == "codebook":
            coding.export_codebook(view.project, path)
        else:
            trail(view.project, path)
        data = path.read_bytes()
    return {"name": f"{view.project.name} – {path.name}"}, [data]


def safe_name(name: str, index: int) -> str:
    """The last part of a name that came from outside, fit to be the name of a file."""
    last = PurePath(name.replace("\\", "/").replace("\x00", "")).name.strip(". ")
    return last[-150:] or f"{index}.txt"
