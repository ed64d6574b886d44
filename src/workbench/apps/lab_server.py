"""`workbench lab`: the same notebooks in JupyterLab, on this machine only, calling no other host."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import tempfile
from pathlib import Path

import zmq
from jupyterlab.labapp import LabApp
from tornado.ioloop import IOLoop

from workbench import i18n
from workbench.apps import places
from workbench.apps.announce import announce
from workbench.apps.jupyter import isolate

ADDRESS = "127.0.0.1"

# Text in an output must not be able to press JupyterLab's buttons, and nothing is fetched.
_SETTINGS = {
    "@jupyterlab/apputils-extension:sanitizer": {"allowCommandLinker": False},
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}
_DISABLED = [
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/lsp-extension",
    "@voila-dashboards/jupyterlab-preview",
]


def lab(
    project: str,
    *,
    folder: Path,
    language: str,
    coder: str | None = None,
    port: int = 8888,
    open_browser: bool = True,
) -> None:
    """Run JupyterLab on `project`, its notebooks in `folder`, until the process is stopped."""
    i18n.use(language)
    lay_out(folder)
    with tempfile.TemporaryDirectory(prefix="workbench-") as name:
        private = Path(name)
        isolate(private, project=project, coder=coder, language=language, pages="/lab/tree/")
        _run(private, folder, port, open_browser)


def folder_beside(location: str) -> Path:
    """Where the notebooks of a project go when no folder is named."""
    if "://" in location:
        return places.user_folder() / "notebooks"
    path = Path(location).resolve()
    return path.with_name(f"{path.stem}-notebooks")


def lay_out(folder: Path) -> list[Path]:
    """Copy into `folder` the notebooks that are not there yet; those a person changed stay."""
    folder.mkdir(parents=True, exist_ok=True)
    added = []
    for notebook in sorted(places.notebooks().glob("*.ipynb")):
        target = folder / notebook.name
        if not target.exists():
            shutil.copyfile(notebook, target)
            added.append(target)
    return added


def _run(private: Path, folder: Path, port: int, open_browser: bool) -> None:
    settings = private / "settings"
    settings.mkdir()
    (settings / "overrides.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
    (settings / "page_config.json").write_text(
        json.dumps({"disabledExtensions": dict.fromkeys(_DISABLED, True)}), encoding="utf-8"
    )
    # In the environment and not among the arguments, which every user of the machine can list.
    token = os.environ["JUPYTER_TOKEN"] = secrets.token_urlsafe(24)
    # Themes, keys and layouts that a person chose stay from one day to the next.
    kept = places.user_folder() / "lab"
    arguments = [
        f"--ServerApp.ip={ADDRESS}",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={folder}",
        "--ServerApp.open_browser=False",
        "--Application.log_level=ERROR",
        "--JupyterApp.answer_yes=True",
        # In a container everybody is root; what is kept out is kept out by the token.
        "--ServerApp.allow_root=True",
        "--ServerApp.allow_remote_access=False",
        f"--LabApp.app_settings_dir={settings}",
        f"--LabApp.user_settings_dir={kept / 'settings'}",
        f"--LabApp.workspaces_dir={kept / 'workspaces'}",
        "--LabApp.extension_manager=readonly",
        "--LabApp.default_url=/lab/tree/index.ipynb",
    ]
    if zmq.has("curve"):  # between server and kernel too, verbatims travel encrypted
        arguments.append("--KernelManager.transport_encryption=auto")
    if os.environ.get("WORKBENCH_EXPOSE_LAB"):  # so that a browser test can call its commands
        arguments.append("--LabApp.expose_app_in_browser=True")

    def tell() -> None:
        url = f"http://{ADDRESS}:{server.port}/lab/tree/index.ipynb?token={token}"
        announce("serving_lab", url, open_browser=open_browser)

    server = LabApp.initialize_server(arguments)
    IOLoop.current().add_callback(tell)
    server.start()
