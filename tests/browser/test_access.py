"""Who gets in, and what can be read: nothing without the token, and never a file."""

from __future__ import annotations

import json
import re
import signal
import stat
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from serving import Server, serving


def get(server: Server, path: str, **headers: str) -> tuple[int, str, HTTPMessage]:
    """Status, body and headers of one address, redirects not followed. Needs http.client, which
    sends a path as it is, dots included."""
    where = urlsplit(server.root)
    connection = HTTPConnection(where.hostname or "", where.port, timeout=30)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode("utf-8", "replace"), answer.headers


@pytest.fixture(scope="module")
def kernel(voila: Server) -> Iterator[str]:
    """The kernel of a page somebody has open."""
    html = urllib.request.urlopen(voila.page("index"), timeout=60).read().decode()
    found = re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', html, re.S)
    assert found
    yield json.loads(found.group(1))["kernelId"]


@pytest.mark.parametrize(
    "path",
    ["/", "/voila/render/index.ipynb", "/voila/render/01_coding.ipynb", "/login", "/?token=wrong"],
)
def test_a_page_without_its_token_is_refused_in_a_sentence(voila: Server, path: str) -> None:
    status, body, _ = get(voila, path)
    assert status == 403
    assert "avec sa clé" in body
    assert "Étude d" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/voila/files/index.ipynb",
        "/voila/files/%C3%A9tude.workbench",
        "/voila/tree",
        "/voila/tree/..",
        "/voila/api/contents/",
        "/voila/api/contents/index.ipynb",
        "/api/contents",
        "/api/kernels",
        "/api/sessions",
        "/api/terminals",
        "/files/index.ipynb",
        "/voila/render/../../etc/passwd",
        "/voila/render/%2e%2e/%2e%2e/etc/passwd",
        "/voila/render//etc/passwd",
        "/voila/render/nothing.ipynb",
        "/voila/static/../app.py",
        "/voila/static/etc/passwd",
        "/voila/templates/workbench/static/../index.html.j2",
        "/voila/labextensions/../../../etc/passwd",
        "/voila/api/themes/../../../etc/passwd",
        "/anything",
    ],
)
@pytest.mark.parametrize("known", [False, True], ids=["stranger", "with token"])
def test_no_file_and_no_listing_is_ever_served(voila: Server, path: str, known: bool) -> None:
    headers = {"Authorization": f"token {voila.token}"} if known else {}
    status, body, _ = get(voila, path, **headers)
    assert status in (403, 404), f"{path} answered {status}"
    assert "root:" not in body
    assert "nbformat" not in body
    assert "Traceback" not in body


def test_a_kernel_cannot_be_reached_without_the_token(voila: Server, kernel: str) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Origin": voila.root,
    }
    assert get(voila, f"/api/kernels/{kernel}")[0] == 403
    assert get(voila, f"/api/kernels/{kernel}/channels", **upgrade)[0] == 403
    known = {**upgrade, "Authorization": f"token {voila.token}"}
    where = urlsplit(voila.root)
    connection = HTTPConnection(where.hostname or "", where.port, timeout=30)
    connection.request("GET", f"/api/kernels/{kernel}/channels", headers=known)
    assert connection.getresponse().status == 101
    connection.close()


def test_another_site_cannot_use_the_cookie_of_an_open_page(voila: Server, kernel: str) -> None:
    cookie = get(voila, f"/voila/render/none.ipynb?token={voila.token}")[2]["Set-Cookie"]
    foreign = {
        "Cookie": cookie.split(";")[0],
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Origin": "http://elsewhere.example",
    }
    assert get(voila, f"/api/kernels/{kernel}/channels", **foreign)[0] == 403


def test_a_name_pointed_at_this_machine_is_no_way_in(voila: Server) -> None:
    status, _, _ = get(voila, f"/?token={voila.token}", Host="elsewhere.example")
    assert status == 403


def test_both_servers_listen_on_this_machine_only(voila: Server, lab: Server) -> None:
    for server in (voila, lab):
        family = [psutil.Process(server.process.pid)]
        family += family[0].children(recursive=True)
        listening = {
            link.laddr.ip
            for process in family
            for link in process.net_connections("inet")
            if link.status == psutil.CONN_LISTEN
        }
        assert listening == {"127.0.0.1"}


def test_the_page_holds_neither_source_nor_path_and_lets_no_other_script_run(
    voila: Server, project_path: Path
) -> None:
    status, body, headers = get(voila, f"/?token={voila.token}")
    assert status == 200
    assert "current_project" not in body
    assert str(project_path.parent) not in body
    policy = headers["Content-Security-Policy"]
    script = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    assert "unsafe" not in script
    assert "default-src 'self'" in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "http" not in "".join(re.findall(r'(?:src|href)="([^"]*)"', body))


def test_the_served_folder_is_private_and_holds_only_the_pages(voila: Server) -> None:
    [kernel, *_] = voila.kernels()
    pages = Path(kernel.cwd())
    assert {path.suffix for path in pages.iterdir()} == {".ipynb"}
    assert stat.S_IMODE(pages.stat().st_mode) == 0o700
    assert stat.S_IMODE(pages.parent.stat().st_mode) == 0o700


def test_jupyterlab_refuses_a_visitor_without_the_token(lab: Server) -> None:
    assert get(lab, "/lab/tree/index.ipynb")[0] == 302
    for path in ("/api/contents", "/api/kernels", "/files/index.ipynb"):
        assert get(lab, path)[0] in (302, 403)
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{lab.root}/api/contents?token=wrong", timeout=30)


@pytest.mark.parametrize("command", ["serve", "lab"])
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=["stopped", "Ctrl-C"])
def test_a_server_that_is_stopped_leaves_nothing_behind(
    command: str, stop: signal.Signals, project_path: Path, tmp_path: Path
) -> None:
    temporary, home = tmp_path / "temporary", tmp_path / "home"
    temporary.mkdir()
    options = ("--folder", str(home / "notebooks")) if command == "lab" else ()
    with serving(command, project_path, home, *options, TMPDIR=str(temporary)) as server:
        kernels = []
        if command == "serve":
            urllib.request.urlopen(server.page("index"), timeout=60).read()
            kernels = server.kernels()
            assert kernels
        assert list(temporary.glob("workbench-*"))
        server.process.send_signal(stop)
        assert server.process.wait(20) == 0
        assert not any(kernel.is_running() for kernel in kernels)
    assert not list(temporary.glob("workbench-*"))
