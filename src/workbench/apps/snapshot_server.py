"""`workbench serve --snapshot`: one page that shows a snapshot, behind a token and with no program behind it.

There is no kernel: whoever opens the page can run nothing, and finds nothing but what was published.
"""

from __future__ import annotations

import hmac
import os
import secrets
from html import escape
from socket import socket
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from workbench import i18n
from workbench.apps.announce import announce
from workbench.errors import Invalid

ADDRESS = "127.0.0.1"
_COOKIE = "workbench-snapshot"
_TOKEN = 24  # letters that a token of one's own must have
_TRIES = 50  # ports after the first one asked for

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:0 auto;padding:1rem;color:#222;background:#fff}
main>section{margin:2rem 0}h1{font-size:1.6rem}h2{font-size:1.25rem}h3{font-size:1.1rem;margin:0}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:1rem}
article{border:1px solid #bbb;border-radius:.4rem;padding:1rem;break-inside:avoid}
dt{font-weight:600;margin-top:.5rem}dd{margin:0}
blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid #557}
table{border-collapse:collapse;margin:1rem 0}
th,td{border:1px solid #bbb;padding:.25rem .6rem;text-align:right}
th{text-align:left}caption{text-align:left;font-weight:600}.note{color:#555}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}
.note{color:#bbb}article,th,td{border-color:#666}}
@media print{body{max-width:none}}
"""


def serve_snapshot(
    shown: dict[str, Any], *, language: str, port: int = 8866, open_browser: bool = True
) -> None:
    """Serve a snapshot, as `read_snapshot` gives it, on this machine until the process is stopped.

    The token is drawn anew, or is what WORKBENCH_TOKEN says where that is long enough not to be guessed.
    """
    i18n.use(language)
    given = os.environ.get("WORKBENCH_TOKEN", "")
    token = given if len(given) >= _TOKEN else secrets.token_urlsafe(24)
    sockets = _sockets(port)
    server = HTTPServer(application(shown, language, token))
    server.add_sockets(sockets)
    url = f"http://{ADDRESS}:{sockets[0].getsockname()[1]}/?token={token}"
    IOLoop.current().add_callback(lambda: announce("serving", url, open_browser=open_browser))
    try:
        IOLoop.current().start()
    finally:
        server.stop()


def application(shown: dict[str, Any], language: str, token: str) -> Application:
    """What answers: the page of a snapshot to whoever has the token, a refusal to all others."""
    page = page_of(shown, language).encode()
    return Application([(r".*", _Page, {"page": page, "token": token})], log_function=lambda _handler: None)


class _Page(RequestHandler):
    def initialize(self, page: bytes, token: str) -> None:
        self._page, self._token = page, token

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in {
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
            "form-action 'none'; frame-ancestors 'self'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }.items():
            self.set_header(name, value)

    def get(self) -> None:
        # A name that another site points at this machine is not a way in.
        if self.request.host_name not in (ADDRESS, "localhost"):
            self._refuse()
        elif self._is(self.get_query_argument("token", "")):
            self.set_cookie(_COOKIE, self._token, httponly=True, samesite="Strict", path="/")
            # Relative, so that it holds under whatever address a proxy shows this page.
            self.redirect(self.request.path.rsplit("/", 1)[-1] or "./")
        elif self._is(self.get_cookie(_COOKIE) or ""):
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(self._page)
        else:
            self._refuse()

    def _is(self, given: str) -> bool:
        return hmac.compare_digest(given.encode(), self._token.encode())

    def _refuse(self) -> None:
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(i18n.t("publish.page.refused"))

    def write_error(self, status_code: int, **_: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(status_code))


def page_of(shown: dict[str, Any], language: str) -> str:
    """The page of a snapshot: html without a script, every text of it escaped."""

    def told(key: str, **params: Any) -> str:
        return escape(i18n.t(f"publish.page.{key}", language, **params))

    title = escape(shown["title"])
    cards = "".join(_card(persona, told) for persona in shown["personas"])
    needs = "".join(_need(need, told) for need in shown["needs"])
    tables = "".join(_crossed(shown, at, told) for at in range(1, len(shown["filters"])))
    sections = [(told("personas"), f'<div class="cards">{cards}</div>')]
    sections += [(told("needs"), f"<ul>{needs}</ul>")] if needs else []
    sections += [(told("counts"), f'{tables}<p class="note">{told("withheld", k=shown["k"])}</p>')]
    body = "".join(f"<section><h2>{name}</h2>{content}</section>" for name, content in sections)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><header><h1>{title}</h1>"
        f'<p class="note">{told("about", day=shown["at"][:10], k=shown["k"])}</p></header>'
        f"<main>{body}</main></body></html>"
    )


def _card(persona: dict[str, Any], told: Any) -> str:
    size = persona["size"]
    people = told("people", n=size) if size is not None else told("few")
    fields = "".join(
        f"<dt>{escape(field['name'])}</dt><dd>{escape(field['value'])}</dd>" for field in persona["fields"]
    )
    quotes = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in persona["quotes"])
    return (
        f'<article><h3>{escape(persona["name"])}</h3><p class="note">{people}</p>'
        f"<p>{escape(persona['summary'])}</p><dl>{fields}</dl>{quotes}</article>"
    )


def _need(need: dict[str, Any], told: Any) -> str:
    people = f" – {told('people', n=need['people'])}" if need["people"] is not None else ""
    return f"<li>{escape(need['name'])}{people}</li>"


def _crossed(shown: dict[str, Any], at: int, told: Any) -> str:
    """Personas down, the values of a filter across."""
    counts = {tuple(cell): n for cell, n in shown["counts"]}
    personas, across = shown["filters"][0]["values"], shown["filters"][at]

    def count(persona: str | None, value: str | None) -> str:
        cell: list[str | None] = [None] * len(shown["filters"])
        cell[0], cell[at] = persona, value
        n = counts.get(tuple(cell))
        return f"<td>{'–' if n is None else n}</td>"

    head = "".join(f'<th scope="col">{escape(value)}</th>' for value in across["values"])
    lines = "".join(
        f'<tr><th scope="row">{escape(persona) if persona else told("all")}</th>'
        + "".join(count(persona, value) for value in (*across["values"], None))
        + "</tr>"
        for persona in (*personas, None)
    )
    return (
        f"<table><caption>{escape(across['name'])}</caption>"
        f'<tr><td></td>{head}<th scope="col">{told("all")}</th></tr>{lines}</table>'
    )


def _sockets(port: int) -> list[socket]:
    for candidate in [*range(port, port + _TRIES), 0]:
        try:
            return list(bind_sockets(candidate, ADDRESS))
        except OSError:
            continue
    raise Invalid("publish.page.no_port", port=port)
