"""Opening a notebook of ours as a reader does: as a page, or run in JupyterLab."""

from __future__ import annotations

import json
import urllib.request

from playwright.sync_api import Page
from serving import Server

_RUN_ALL = """async () => {
  const app = window.jupyterapp;
  await app.restored;
  const panel = app.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  await app.commands.execute("notebook:run-all-cells");
}"""


def open_page(page: Page, voila: Server, notebook: str, **query: object) -> None:
    """Open a notebook as a page."""
    page.goto(voila.page(notebook, **query))


def open_in_lab(page: Page, lab: Server, notebook: str) -> None:
    """Open a notebook in JupyterLab on a new kernel, and run all its cells."""
    end_sessions(lab)
    page.goto(lab.lab(notebook))
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
    page.wait_for_function("window.jupyterapp?.shell?.currentWidget?.sessionContext")
    page.evaluate(_RUN_ALL)


def end_sessions(lab: Server) -> None:
    """End every kernel of JupyterLab: it would give the next test the old one, with old code in it."""
    headers = {"Authorization": f"token {lab.token}"}

    def call(path: str, method: str = "GET") -> bytes:
        request = urllib.request.Request(f"{lab.root}/api/sessions{path}", headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            read: bytes = answer.read()
            return read

    for session in json.loads(call("")):
        call(f"/{session['id']}", "DELETE")
