"""The coding desk: sources, text, codes; every act saved at once, every page told of it."""

from __future__ import annotations

import logging
import threading
import traceback
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench import i18n
from workbench.errors import WorkbenchError
from workbench.project import Project
from workbench.widgets import answers, messages
from workbench.widgets.view import View

_STATIC = Path(__file__).parent / "static"
_log = logging.getLogger("workbench")

#: Answers that take long and must not hold back the page's other questions.
_LONG = {"import_files", "export"}


class CodingDesk(anywidget.AnyWidget):
    """A page to read and code the sources of a project, with keyboard and mouse.

    `source` is the id of the source to open first, `language` "fr" or "en" (by default the
    project's), `height` in pixels (0: the whole window), `blind` hides what other coders did.
    """

    _esm = _STATIC / "coding_desk.js"
    _css = _STATIC / "coding_desk.css"

    strings = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int().tag(sync=True)

    def __init__(
        self,
        project: Project,
        *,
        source: int | None = None,
        language: str | None = None,
        height: int = 720,
        blind: bool = False,
    ) -> None:
        language = language or project.language
        # One language for everything this kernel says: labels, reports, errors of other cells.
        i18n.use(language)
        self._view = View(project, language, blind, source)
        # Whoever made the page blind decides: the page itself cannot lift it.
        self._blind_for_good = blind
        self._view.push = self.send
        super().__init__(strings=strings(language), language=language, height=height)
        self.on_msg(self._receive)

    def _receive(self, _: Any, message: Any, buffers: list[Any]) -> None:
        """Answer a message of the page; in JupyterLab this runs on whichever thread the kernel chose."""
        if not isinstance(message, dict):
            return
        if message.get("do") in _LONG:
            threading.Thread(target=self._answer, args=(message, buffers), daemon=True).start()
        elif message.get("do") == "cancel":
            self._answer(message, buffers)
        else:
            with self._view.lock:
                self._answer(message, buffers)

    def _answer(self, message: dict[str, Any], buffers: list[Any]) -> None:
        try:
            if message.get("do") == "settings":
                content, out = self._settings(message), []
            else:
                content = messages.call(self._view, message, buffers)
                content, out = content if isinstance(content, tuple) else (content, [])
            if isinstance(content, dict) and "delta" in content:
                reply = {"re": message.get("id"), "ok": True, **content}
            else:
                reply = {"re": message.get("id"), "ok": True, "result": content}
        except WorkbenchError as error:
            reply, out = self._refusal(message, type(error).__name__, error), []
        except Exception as error:
            # The page gets a sentence, the log gets the place; neither gets anybody's words.
            places = traceback.extract_tb(error.__traceback__)
            where = " < ".join(f"{Path(p.filename).name}:{p.lineno}" for p in reversed(places))
            _log.error("desk: %s failed: %s at %s", message.get("do"), type(error).__name__, where)
            reply, out = self._refusal(message, "unexpected", WorkbenchError("unexpected")), []
        self.send(reply, out)

    def _refusal(self, message: dict[str, Any], kind: str, error: WorkbenchError) -> dict[str, Any]:
        sentence = error.sentence(self._view.language)
        return {"re": message.get("id"), "ok": False, "kind": kind, "sentence": sentence}

    def _settings(self, message: dict[str, Any]) -> dict[str, Any]:
        language, blind = message.get("language"), message.get("blind")
        if language in i18n.LANGUAGES:
            i18n.use(language)
            self._view.language = language
            self.strings, self.language = strings(language), language
        if isinstance(blind, bool) and blind is not self._view.blind and not self._blind_for_good:
            self._view.blind = blind
            self._view.forget()
            self._view.forget_memos()
        return {"language": self._view.language, "blind": self._view.blind, "strings": self.strings}


def strings(language: str) -> dict[str, Any]:
    """The sentences of the desk in one language, as its page receives them."""
    return {**i18n.catalogue("desk", language), **i18n.catalogue("desk_codes", language)}


__all__ = ["CodingDesk", "answers", "strings"]
