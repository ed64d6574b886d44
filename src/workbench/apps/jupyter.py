"""A Jupyter of our own: nothing of the user's configuration reaches the servers or their kernels."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.apps import places


def isolate(folder: Path, *, project: str, coder: str | None, language: str, pages: str) -> None:
    """Point this process, and every kernel it will start, at `folder` and at one project.

    `project` is a path or a database URL. It travels in the environment only, so it never
    stands in a served file or in the list of processes. `pages` is the address under
    which the server shows a notebook.
    """
    for name in ("config", "data", "runtime", "ipython"):
        (folder / name).mkdir(mode=0o700)
    for name in list(os.environ):
        if name.startswith(("JUPYTER", "VOILA", "IPYTHON")) or name == "PYTHONSTARTUP":
            del os.environ[name]
    os.environ.update(
        JUPYTER_NO_CONFIG="1",
        JUPYTER_PREFER_ENV_PATH="1",
        JUPYTER_CONFIG_DIR=str(folder / "config"),
        JUPYTER_DATA_DIR=str(folder / "data"),
        JUPYTER_RUNTIME_DIR=str(folder / "runtime"),
        JUPYTER_PATH=str(places.share()),
        IPYTHONDIR=str(folder / "ipython"),
        WORKBENCH_PROJECT=project,
        WORKBENCH_LANG=language,
        WORKBENCH_PAGES=pages,
    )
    os.environ.pop("WORKBENCH_CODER", None)
    if coder:
        os.environ["WORKBENCH_CODER"] = coder
