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
from workbench.model import PALETTE
from workbench.personas import FIELDS

ADDRESS = "127.0.0.1"
_COOKIE = "workbench-snapshot"
_TOKEN = 24  # letters that a token of one's own must have
_TRIES = 50  # ports after the first one asked for

# The looks of the page of personas, for a page that runs nothing.
_STYLE = """
:root{--ink:#1f2328;--quiet:#59616b;--rule:#dfe3e8;--ground:#f6f7f9;--raised:#fff;color-scheme:light dark}
body{margin:0;font:400 14px/21px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);
background:var(--ground);font-variant-numeric:tabular-nums}
header,main{max-width:1680px;margin:0 auto;padding:0 24px}header{padding-top:28px}
h1{margin:0;font:650 26px/34px inherit;font-size:26px;letter-spacing:-.01em}
h2{margin:36px 0 12px;font-size:18px}
.note,.few{color:var(--quiet)}.note{max-width:75ch;margin:4px 0 0}
.cards{display:grid;grid-template-rows:repeat(9,auto);
grid-template-columns:repeat(auto-fill,minmax(288px,1fr));gap:0 16px}
article{--tone:var(--ink);display:grid;grid-row:span 9;grid-template-rows:subgrid;margin-bottom:16px;
border:1px solid var(--rule);border-top:5px solid var(--tone);border-radius:8px;background:var(--raised);
break-inside:avoid}article>*{min-width:0;padding:12px 16px}article>*+*{border-top:1px solid var(--rule)}
h3{margin:0 0 4px;font:650 18px/24px inherit;font-size:18px;text-wrap:balance;overflow-wrap:anywhere}
.people{margin:0;font-weight:600}.bar{height:6px;margin-top:8px;border-radius:3px;background:var(--rule);overflow:hidden}
.bar>span{display:block;height:100%;border-radius:3px;background:var(--tone)}
h4{margin:0 0 4px;font-size:12px;line-height:16px;color:var(--quiet)}
ul{margin:0;padding:0;list-style:none}li{padding:3px 0;text-wrap:pretty;overflow-wrap:anywhere}
.nothing{color:var(--quiet);font-style:italic;margin:0}
blockquote{margin:4px 0 10px;padding:2px 0 2px 12px;border-left:3px solid var(--tone);
font:400 15px/22px Charter,Georgia,serif}
.needs li{display:inline-block;margin:0 8px 8px 0;padding:3px 12px;border:1px solid var(--rule);
border-radius:14px;background:var(--raised)}
.tables{display:flex;flex-wrap:wrap;gap:16px 32px}.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:0 0 16px;background:var(--raised)}
th,td{border:1px solid var(--rule);padding:4px 10px;text-align:right;font-weight:400}
th{text-align:left}thead th,caption{font-weight:600}caption{padding:6px 0;text-align:left}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--quiet:#a9b1ba;--rule:#3a4047;--ground:#111417;--raised:#1b1f23}}
@media print{body{background:#fff}.cards{display:block}article{display:block;margin-bottom:6mm}}
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
    whole = {tuple(cell): n for cell, n in shown["counts"]}.get((None,) * len(shown["filters"]))
    cards = "".join(
        _card(persona, PALETTE[at % len(PALETTE)], whole, language, told)
        for at, persona in enumerate(shown["personas"])
    )
    needs = "".join(_need(need, told) for need in shown["needs"])
    tables = "".join(_crossed(shown, at, told) for at in range(1, len(shown["filters"])))
    sections = [(told("personas"), f'<div class="cards">{cards}</div>')]
    sections += [(told("needs"), f'<ul class="needs">{needs}</ul>')] if needs else []
    withheld = f'<p class="note">{told("withheld", k=shown["k"])}</p>'
    sections += [(told("counts"), f'<div class="tables">{tables}</div>{withheld}')]
    body = "".join(f"<section><h2>{name}</h2>{content}</section>" for name, content in sections)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><header><h1>{title}</h1>"
        f'<p class="note">{told("about", day=shown["at"][:10], k=shown["k"])}</p></header>'
        f"<main>{body}</main></body></html>"
    )


def _card(persona: dict[str, Any], colour: str, whole: int | None, language: str, told: Any) -> str:
    size = persona["size"]
    people = told("people", n=size) if size is not None else told("few")
    # The bar says no more than the number beside it.
    part = 100 * size / whole if size is not None and whole else None
    bar = "" if part is None else f'<div class="bar"><span style="width:{part:.1f}%"></span></div>'
    summary = f"<p>{escape(persona['summary'])}</p>" if persona["summary"] else ""
    known = {field: i18n.t(f"persona_explorer.field.{field}", language) for field in FIELDS}
    by_field: dict[str, list[str]] = {field: [] for field in FIELDS}
    for field in persona["fields"]:
        by_field.setdefault(field["name"], []).append(field["value"])
    nothing = escape(i18n.t("persona_explorer.field.undocumented", language))
    fields = "".join(
        f"<section><h4>{escape(known.get(name, name))}</h4>"
        + (
            "<ul>" + "".join(f"<li>{escape(value)}</li>" for value in values) + "</ul>"
            if values
            else f'<p class="nothing">{nothing}</p>'
        )
        + "</section>"
        for name, values in by_field.items()
    )
    quotes = "".join(f"<blockquote>{escape(quote)}</blockquote>" for quote in persona["quotes"])
    return (
        f'<article style="--tone:{colour}"><div><h3>{escape(persona["name"])}</h3>'
        f'<p class="people">{people}</p>{summary}{bar}</div>{fields}'
        + (f"<div>{quotes}</div>" if quotes else "")
        + "</article>"
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
        f'<div class="scroll"><table><caption>{escape(across["name"])}</caption>'
        f'<tr><td></td>{head}<th scope="col">{told("all")}</th></tr>{lines}</table></div>'
    )


def _sockets(port: int) -> list[socket]:
    for candidate in [*range(port, port + _TRIES), 0]:
        try:
            return list(bind_sockets(candidate, ADDRESS))
        except OSError:
            continue
    raise Invalid("publish.page.no_port", port=port)
