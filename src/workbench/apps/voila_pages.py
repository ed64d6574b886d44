"""What the page server answers: a page, a refusal, a page that is not there. Always a sentence."""

from __future__ import annotations

import base64
import hashlib
import secrets
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from nbformat import NotebookNode
from tornado.web import HTTPError
from voila.tornado.handler import TornadoVoilaHandler

from workbench import i18n

# Voila writes this line into a page whose cell takes long; its hash lets it, and nothing else, run.
_HEARTBEAT = "window.voila_heartbeat()"
_HEARTBEAT_HASH = base64.b64encode(hashlib.sha256(_HEARTBEAT.encode()).digest()).decode()


def stamp_nonce(handler: Page, notebook: NotebookNode, cwd: str) -> None:
    """Hand the template the word that marks our own scripts in this one answer."""
    notebook.metadata["workbench_nonce"] = handler.nonce


class Sentences(JupyterHandler):
    """A handler whose errors are sentences, and whose pages run no script but ours."""

    @property
    def nonce(self) -> str:
        """A word drawn for this answer, which every script of ours carries."""
        if not hasattr(self, "_nonce"):
            self._nonce = secrets.token_urlsafe(16)
        return self._nonce

    @property
    def content_security_policy(self) -> str:
        """No other host, and no script written into a page by the text it shows."""
        return "; ".join(
            [
                "default-src 'self'",
                # Widgets are modules loaded from a blob.
                f"script-src 'self' blob: 'nonce-{self.nonce}' 'sha256-{_HEARTBEAT_HASH}'",
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data: blob:",
                "font-src 'self' data:",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'self'",
            ]
        )

    def set_default_headers(self) -> None:
        """Headers of every answer."""
        super().set_default_headers()
        # The address of the landing page holds the token.
        self.set_header("Referrer-Policy", "no-referrer")

    def get_login_url(self) -> str:
        """Refuse at once: there is no login page to be sent to."""
        raise HTTPError(403)

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what happened and what to do, without a word of the exception."""
        kind = {403: "refused", 404: "missing"}.get(status_code, "failed")
        template = self.settings["voila_jinja2_env"].get_template("error.html")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(
            template.render(
                language=i18n.language(),
                title=i18n.t(f"apps.page.{kind}.title"),
                sentence=i18n.t(f"apps.page.{kind}.sentence"),
                home=i18n.t("apps.page.home") if kind != "refused" else "",
            )
        )


class Page(Sentences, TornadoVoilaHandler):
    """A notebook shown as a page."""

    async def prepare(self) -> None:
        """Let in who has the token, and give the page the cookie it ends its kernel with."""
        await super().prepare()
        assert self.xsrf_token  # reading it sets the cookie; the answer streams, later is too late


class MissingPage(Sentences):
    """Any address that is no page."""

    def prepare(self) -> None:
        """Answer that there is nothing here, the same with and without the token."""
        raise HTTPError(404)


class RefusedPage(Sentences):
    """The page of a visitor who has no token."""

    def prepare(self) -> None:
        """Refuse."""
        raise HTTPError(403)
