"""`workbench serve`: the notebooks as pages, on this machine only, behind a token."""

from __future__ import annotations

import logging
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import Any

import zmq
from jupyter_core.paths import jupyter_path
from jupyter_server.auth.identity import IdentityProvider
from tornado.ioloop import IOLoop
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import AllowListFileHandler, TemplateStaticFileHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from workbench import i18n
from workbench.apps import places
from workbench.apps.announce import announce
from workbench.apps.jupyter import isolate
from workbench.apps.voila_pages import MissingPage, Page, RefusedPage, stamp_nonce

ADDRESS = "127.0.0.1"
# A page that is open keeps its kernel busy; one left behind loses it after ten minutes.
_IDLE_SECONDS = 600


def serve(
    project: str,
    *,
    language: str,
    coder: str | None = None,
    port: int = 8866,
    open_browser: bool = True,
) -> None:
    """Serve the pages on `project` until the process is stopped.

    The served folder is a private copy that holds the notebooks and nothing else.
    """
    i18n.use(language)
    with tempfile.TemporaryDirectory(prefix="workbench-") as name:
        folder = Path(name)
        isolate(folder, project=project, coder=coder, language=language, pages="/voila/render/")
        copy_pages(folder / "pages")
        server = PageServer(config=_configuration(folder, language, port))
        server.open_pages = open_browser
        server.initialize([])
        server.start()


def copy_pages(folder: Path) -> None:
    """Copy the notebooks, and only them, into a new `folder`."""
    folder.mkdir(mode=0o700)
    for notebook in sorted(places.notebooks().glob("*.ipynb")):
        shutil.copyfile(notebook, folder / notebook.name)


def _configuration(folder: Path, language: str, port: int) -> Config:
    config = Config()
    config.Voila.ip = ADDRESS
    config.Voila.port = port
    config.Voila.token = secrets.token_urlsafe(24)
    config.Voila.open_browser = False
    config.Voila.root_dir = str(folder / "pages")
    config.Voila.connection_dir_root = str(folder / "runtime")
    config.Voila.config_file_paths = []
    config.Voila.log_level = logging.ERROR
    config.Voila.identity_provider_class = TokenOnly
    config.Voila.tornado_settings = {
        # A name that another site points at this machine is not a way in.
        "allow_remote_access": False,
        # Milliseconds; the default, three times as long, makes tornado complain at every page.
        "ws_ping_timeout": 30_000,
    }
    if zmq.has("curve"):
        # What travels between server and kernel is verbatims: other users of the machine get none.
        config.KernelManager.transport_encryption = "auto"
    config.VoilaConfiguration.template = "workbench"
    config.VoilaConfiguration.resources = {
        "language": language,
        "words": i18n.catalogue("apps", language),
    }
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.file_denylist = [".*"]
    config.VoilaConfiguration.extension_denylist = ["@jupyter-notebook/lab-extension"]
    config.VoilaConfiguration.prelaunch_hook = stamp_nonce
    config.MappingKernelManager.cull_idle_timeout = _IDLE_SECONDS
    config.MappingKernelManager.cull_interval = 60
    return config


class TokenOnly(IdentityProvider):
    """The address with its token is the only way in: no login form, no password."""

    def get_handlers(self) -> list[tuple[str, object]]:
        """The one page that a visitor without the token sees."""
        return [(r"/login", RefusedPage)]


class PageServer(Voila):
    """Voila with our pages at the root, and without its file tree, its file server and its API."""

    open_pages = True

    def initialize(self, argv: list[str] | None = None) -> None:
        """Set Voila up, and keep what people said out of its log."""
        super().initialize(argv)
        self.log.addFilter(_without_words_of_people)

    @property
    def themes_dir(self) -> str:
        """The folder of the light and the dark theme, which come with Voila and not with us."""
        return next(folder for folder in jupyter_path("voila", "themes") if Path(folder).is_dir())

    def init_handlers(self) -> list[Any]:
        """The addresses that answer."""
        unwanted = {
            AllowListFileHandler,
            TemplateStaticFileHandler,
            TornadoVoilaHandler,
            TornadoVoilaTreeHandler,
            VoilaContentsHandler,
        }
        handlers = [entry for entry in super().init_handlers() if entry[1] not in unwanted]
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return [
            *handlers,
            (r"/", Page, {**page, "notebook_path": "index.ipynb"}),
            (r"/voila/render/([\w-]+\.ipynb)", Page, page),
            (r"/voila/templates/(workbench/static/[\w.-]+)", TemplateStaticFileHandler),
            (r"/.*", MissingPage),
        ]

    def listen(self) -> None:
        """Listen until stopped; the address is told once the port is known."""
        IOLoop.current().add_callback(self._announce)
        super().listen()

    def _announce(self) -> None:
        url = f"http://{ADDRESS}:{self.port}/?token={self.token}"
        announce("serving", url, open_browser=self.open_pages)


def _without_words_of_people(record: logging.LogRecord) -> bool:
    # A failing cell is logged with its traceback, whose message may quote a verbatim.
    if record.exc_info:
        kind = record.exc_info[0]
        record.msg, record.args = "%s", (kind.__name__ if kind else "error",)
        record.exc_info = record.exc_text = None
    return True
