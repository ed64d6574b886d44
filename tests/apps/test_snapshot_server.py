"""The page of a snapshot: with the token it shows what was published, without it nothing."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from tornado.testing import AsyncHTTPTestCase

from workbench.apps import snapshot_server

TOKEN = "a-token-for-the-test"
SHOWN = {
    "version": 1, "id": "x", "at": "2026-11-23T10:00:00Z", "k": 5, "title": "Vue <b>d'ensemble</b>",
    "language": "fr",
    "filters": [{"name": "persona", "values": ["A", "B"]}, {"name": "milieu", "values": ["ville", "bourg"]}],
    "counts": [[[None, None], 40], [["A", None], 22], [["B", None], 18], [["A", "ville"], 12]],
    "personas": [
        {"name": "A", "summary": "", "size": 22, "quotes": ["<img src=x onerror=alert(1)>"],
         "fields": [{"name": "buts", "value": "Un emploi", "origin": "computed"}]},
        {"name": "B", "summary": "", "size": None, "quotes": [], "fields": []},
    ],
    "needs": [{"name": "Être rappelé", "people": 20, "personas": {}}],
}  # fmt: skip


class Served(AsyncHTTPTestCase):
    """The application, asked over HTTP."""

    def get_app(self):
        return snapshot_server.application(SHOWN, "fr", TOKEN)

    def ask(self, path, **headers):
        return self.fetch(path, headers={"Host": "127.0.0.1", **headers}, follow_redirects=False)

    def test_without_the_token_there_is_a_sentence_and_nothing_else(self):
        for path in (
            "/",
            "/?token=",
            "/?token=wrong",
            "/snapshot.workbench",
            "/../etc/passwd",
            "/api/kernels",
        ):
            answer = self.ask(path)
            assert answer.code == 403 and b"with the token" in answer.body and b"ensemble" not in answer.body

    def test_the_token_becomes_a_cookie_that_no_script_and_no_other_site_can_use(self):
        answer = self.ask(f"/?token={TOKEN}")
        assert answer.code == 302 and TOKEN not in answer.headers["Location"]
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
        page = self.ask("/", Cookie=cookie.split(";")[0])
        assert page.code == 200 and "Un emploi" in page.body.decode()

    def test_a_name_that_another_site_points_here_is_no_way_in(self):
        answer = self.fetch(f"/?token={TOKEN}", headers={"Host": "evil.example"}, follow_redirects=False)
        assert answer.code == 403

    def test_the_page_may_run_nothing_and_load_nothing(self):
        policy = self.ask("/").headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src" not in policy

    def test_writing_is_not_answered(self):
        answer = self.fetch("/", method="POST", body=b"", headers={"Host": "127.0.0.1"})
        assert answer.code == 405


def test_every_text_of_the_page_is_escaped():
    page = snapshot_server.page_of(SHOWN, "fr")
    assert "<img" not in page and "<b>" not in page and "&lt;img" in page


def test_the_six_fields_stand_on_each_card_by_their_names_and_what_is_missing_says_so():
    card = {**SHOWN["personas"][0], "fields": [{"name": "goals", "value": "Un emploi", "origin": "computed"}]}
    page = snapshot_server.page_of({**SHOWN, "personas": [card]}, "fr")
    assert "<h4>Buts recherchés</h4><ul><li>Un emploi</li></ul>" in page
    assert page.count("non documenté") == 5 and "<h4>Freins principaux</h4>" in page


def test_what_is_withheld_is_a_dash():
    page = snapshot_server.page_of(SHOWN, "en")
    assert "<td>12</td><td>–</td><td>22</td>" in page and "number not shown" in page


def test_it_listens_on_this_machine_only():
    [listening] = snapshot_server._sockets(0)
    with listening:
        assert listening.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("prefix", ["", "/user/ana/proxy/8866"])
def test_it_works_under_the_address_that_a_proxy_gives_it(prefix):
    """A proxy takes its prefix away before it asks: the redirection must not bring it back wrongly."""
    where = urljoin(f"https://hub.example{prefix}/?token=x", "./")
    assert where == f"https://hub.example{prefix}/"
