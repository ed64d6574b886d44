"""Taguette 1.5.2, the peer: installed in an environment of its own, driven over HTTP as its pages do."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import venv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

VERSION = "1.5.2"


class NoPeer(Exception):
    """Taguette could not be installed or started; the message says why."""


def install() -> Path:
    """The Python of an environment that holds Taguette, made on first use in the user's cache folder."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "workbench-benchmarks" / f"taguette-{VERSION}"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    ready = folder / "installed"
    if not ready.exists():
        print(f"Installing Taguette {VERSION} in an environment of its own…", file=sys.stderr, flush=True)
        venv.create(folder, with_pip=True, clear=True)
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        done = subprocess.run([*command, f"taguette=={VERSION}"], capture_output=True, text=True)
        if done.returncode:
            raise NoPeer(f"pip could not install Taguette {VERSION}")
        ready.touch()
    return python


@dataclass
class Taguette:
    """A running Taguette with one project; every request goes through one kept connection."""

    port: int
    database: Path
    url: str = ""
    project: int = 0
    _cookies: dict[str, str] = field(default_factory=dict)
    _token: str = ""
    _connection: http.client.HTTPConnection | None = None

    def open(self, url: str) -> None:
        """Sign in with the address that the server printed, and make the project."""
        self.url = url
        self._connection = http.client.HTTPConnection("localhost", self.port)
        self._request("GET", url[url.index("/", 8) :])
        page = self._request("GET", "/project/new")
        found = re.search(rb'name="_xsrf" value="([^"]+)"', page)
        if found is None:
            raise NoPeer("Taguette's page was not understood")
        self._token = found.group(1).decode()
        form = urlencode({"name": "Mesure", "description": "", "_xsrf": self._token})
        self._request("POST", "/project/new", form.encode(), "application/x-www-form-urlencoded")
        with sqlite3.connect(self.database) as connection:
            [(self.project,)] = connection.execute("SELECT max(id) FROM projects")

    def add_document(self, name: str, html: str) -> int:
        """The id of a document made of `html`, sent as the page's form sends it."""
        mark = "----workbench-benchmark"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in (("name", name), ("description", ""), ("text_direction", "LEFT_TO_RIGHT"))
        ]
        parts.append(
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}.html"\r\n'
            f"Content-Type: text/html\r\n\r\n{html}\r\n--{mark}--\r\n"
        )
        answer = self._request(
            "POST", f"/api/project/{self.project}/document/new",
            "".join(parts).encode(), f"multipart/form-data; boundary={mark}",
        )  # fmt: skip
        return int(json.loads(answer)["created"])

    def add_tag(self, path: str) -> int:
        """The id of a new tag."""
        return int(self._send("tag/new", {"path": path, "description": ""})["id"])

    def add_highlight(self, document: int, start: int, end: int, tags: Sequence[int]) -> int:
        """The id of a new highlight on bytes [start, end) of the document's text."""
        body = {"start_offset": start, "end_offset": end, "tags": list(tags)}
        return int(self._send(f"document/{document}/highlight/new", body)["id"])

    def seed_highlights(self, document: int, spans: Iterable[tuple[int, int, int]]) -> None:
        """Write (start, end, tag) straight into the database: by HTTP, 5,000 would take half an hour."""
        with sqlite3.connect(self.database, timeout=60) as connection:
            [(last,)] = connection.execute("SELECT coalesce(max(id), 0) FROM highlights")
            rows = [(last + i, document, a, b, tag) for i, (a, b, tag) in enumerate(spans, start=1)]
            connection.executemany(
                "INSERT INTO highlights (id, document_id, start_offset, end_offset, snippet)"
                " VALUES (?, ?, ?, ?, 'un repère')",
                [row[:4] for row in rows],
            )
            connection.executemany(
                "INSERT INTO highlight_tags (highlight_id, tag_id) VALUES (?, ?)",
                [(row[0], row[4]) for row in rows],
            )

    def get(self, path: str) -> bytes:
        """What the server answers at `path`."""
        return self._request("GET", path)

    @property
    def cookies(self) -> dict[str, str]:
        """The cookies of this session, for a browser to take over."""
        return dict(self._cookies)

    def _send(self, path: str, body: dict[str, Any]) -> Any:
        content = json.dumps(body).encode()
        return json.loads(
            self._request("POST", f"/api/project/{self.project}/{path}", content, "application/json")
        )

    def _request(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> bytes:
        assert self._connection is not None
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if body is not None:
            headers |= {"Content-Type": kind, "X-XSRFToken": self._token}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        content = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        if answer.status >= 400:
            raise NoPeer(f"Taguette answered {answer.status} to {method} {path.partition('?')[0]}")
        return content


@contextmanager
def running(folder: Path) -> Iterator[Taguette]:
    """A Taguette on a fresh database in `folder`, for one user, on this machine only."""
    python = install()
    port = _free_port()
    database = folder / "taguette.sqlite3"
    process = subprocess.Popen(
        [
            *(python, "-c", "from taguette.main import main; main()"),
            *("--no-browser", "--port", str(port), "--database", str(database)),
        ],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    try:
        yield _ready(process, Taguette(port, database))
    finally:
        process.terminate()
        process.wait(15)


def as_html(paragraphs: Iterable[str]) -> str:
    """The text as the page Taguette imports; it reads plain text only through Calibre."""
    body = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>'


def _ready(process: subprocess.Popen[str], server: Taguette) -> Taguette:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://localhost:\d+/\?token=\S+", line):
            # Its log is read on and thrown away, so that a full pipe never holds it back.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            server.open(found.group())
            return server
    raise NoPeer("Taguette did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
