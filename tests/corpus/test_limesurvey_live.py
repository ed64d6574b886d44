"""A LimeSurvey read where it stands: a server that speaks its remote control, and no password anywhere."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from workbench import corpus
from workbench.errors import ImportRefused, Invalid

SURVEY = (Path(__file__).resolve().parents[2] / "corpora" / "survey_fr.csv").read_bytes()
SECRET = "un-mot-de-passe-tout-à-fait-unique"


class RemoteControl(BaseHTTPRequestHandler):
    """Answers as LimeSurvey's RemoteControl 2 does."""

    asked: list[str] = []  # noqa: RUF012

    def do_POST(self) -> None:
        """One call."""
        call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        method, params = call["method"], call["params"]
        self.asked.append(method)
        if method == "get_session_key":
            result = "a-key" if params[1] == SECRET else {"status": "Invalid user name or password"}
        elif method == "export_responses":
            result = (
                base64.b64encode(SURVEY).decode() if int(params[1]) == 271828 else {"status": "No survey"}
            )
        else:
            result = "OK"
        body = json.dumps({"id": call["id"], "result": result, "error": None}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quietly."""


@pytest.fixture
def url() -> Iterator[str]:
    RemoteControl.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), RemoteControl)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.php/admin/remotecontrol"
    server.shutdown()
    server.server_close()


def test_the_responses_come_in_as_those_of_a_file_and_the_session_is_closed(project, url):
    report = corpus.import_limesurvey(project, url, 271828, username="ana", password=SECRET)
    assert report.people == 120 and report.tool == "limesurvey" and len(project.answers()) > 1000
    assert RemoteControl.asked == ["get_session_key", "export_responses", "release_session_key"]
    again = corpus.import_limesurvey(project, url, 271828, username="ana", password=SECRET)
    assert again.again


def test_the_password_is_asked_for_and_kept_nowhere(project, url, monkeypatch, tmp_path):
    monkeypatch.setattr("getpass.getpass", lambda prompt="": SECRET)
    corpus.import_limesurvey(project, url, 271828, username="ana")
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert all(SECRET.encode() not in path.read_bytes() for path in kept)
    assert not any(SECRET in str(entry.params) for entry in project.history())


@pytest.mark.parametrize(("survey", "password"), [(1, SECRET), (271828, "autre")])
def test_a_refusal_is_a_sentence_without_the_password_and_nothing_is_kept(project, url, survey, password):
    with pytest.raises(ImportRefused) as refused:
        corpus.import_limesurvey(project, url, survey, username="ana", password=password)
    assert "127.0.0.1" in str(refused.value) and password not in str(refused.value)
    assert len(project.cases()) == 0


def test_a_server_that_is_not_there_or_would_hear_the_password_in_clear_is_refused(project):
    with pytest.raises(ImportRefused, match=r"127\.0\.0\.1"):
        corpus.import_limesurvey(project, "http://127.0.0.1:9/rc", 1, username="a", password="b")
    with pytest.raises(Invalid, match="https"):
        corpus.import_limesurvey(project, "http://enquetes.example/rc", 1, username="a", password="b")
