"""Servers for the browser tests: the real commands, in a home of their own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
from playwright.sync_api import Page, Playwright

_PATIENCE = 60
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")


@dataclass
class Server:
    """A running server: its address with the token, its process, what it printed."""

    url: str
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def root(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.url).query)["token"][0]

    def page(self, notebook: str, **query: object) -> str:
        """The address of a page of the page server, with the token."""
        more = "".join(f"&{name}={value}" for name, value in query.items())
        return f"{self.root}/voila/render/{notebook}.ipynb?token={self.token}{more}"

    def lab(self, notebook: str) -> str:
        """The address of a notebook in JupyterLab, with the token and a clean workspace."""
        return f"{self.root}/lab/tree/{notebook}.ipynb?token={self.token}&reset"

    def kernels(self) -> list[psutil.Process]:
        """The kernels this server started."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        return [one for one in family if "ipykernel_launcher" in " ".join(one.cmdline())]


@contextmanager
def serving(command: str, project: Path, home: Path, *options: str, **environment: str) -> Iterator[Server]:
    """Run `workbench serve` or `workbench lab` on `project` as a person would."""
    home.mkdir(parents=True, exist_ok=True)
    there = ("--no-open", "--port", str(_free_port()))
    process = subprocess.Popen(
        [sys.executable, "-m", "workbench.cli", command, str(project), *there, *options],
        env={**_environment(home), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        # A run in the background may have been told to ignore Ctrl-C, and would hand that down.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    server = Server("", process)
    told = threading.Event()

    def read() -> None:
        assert process.stdout
        for line in process.stdout:
            server.lines.append(line)
            if not server.url and (found := _ADDRESS.search(line)):
                server.url = found.group()
                told.set()
        told.set()

    threading.Thread(target=read, daemon=True).start()
    try:
        told.wait(_PATIENCE)
        assert server.url, f"workbench {command} did not start:\n{''.join(server.lines[-30:])}"
        yield server
    finally:
        family = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
        for left in family:
            if left.is_running():
                left.kill()


def chromium() -> str:
    """The Chromium to drive: WORKBENCH_CHROMIUM, else the one on the path, else Playwright's own."""
    named = os.environ.get("WORKBENCH_CHROMIUM")
    if named:
        assert Path(named).is_file(), f"WORKBENCH_CHROMIUM names {named}, which is not there."
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    return ""


@contextmanager
def own_chromium(playwright: Playwright, folder: Path) -> Iterator[tuple[Page, Callable[[], None]]]:
    """A page in a Chromium of its own, and what kills that Chromium outright, as a power cut does."""
    path = chromium() or playwright.chromium.executable_path
    options = ["--headless", "--no-sandbox", "--remote-debugging-port=0", f"--user-data-dir={folder}"]
    process = subprocess.Popen([path, *options], stderr=subprocess.DEVNULL, start_new_session=True)

    def kill() -> None:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    try:
        told = folder / "DevToolsActivePort"
        until = time.monotonic() + _PATIENCE
        while not told.is_file() and time.monotonic() < until:
            time.sleep(0.1)
        port = told.read_text(encoding="utf-8").splitlines()[0]
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        page = browser.contexts[0].new_page()
        page.set_viewport_size({"width": 1440, "height": 900})
        yield page, kill
    finally:
        kill()


def _environment(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "IPYTHON", "WORKBENCH", "XDG_", "LC_"))
    }
    return {
        **kept,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
