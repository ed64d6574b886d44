"""What every page has: a talk with its browser side, in which each question is answered or refused."""

from __future__ import annotations

import logging
import threading
import traceback
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from workbench import i18n
from workbench.errors import WorkbenchError
from workbench.widgets import messages
from workbench.widgets.view import View

STATIC = Path(__file__).parent / "static"
_log = logging.getLogger("workbench")


class Page(anywidget.AnyWidget):
    """A page on a project: what its browser side asks is looked up among the declared answers."""

    #: The catalogues of sentences the page is sent.
    catalogues: ClassVar[tuple[str, ...]] = ("desk", "desk_codes")
    #: Answers that take long and must not hold back the page's other questions.
    long: ClassVar[frozenset[str]] = frozenset({"export"})

    strings = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int().tag(sync=True)

    def __init__(self, view: View, height: int) -> None:
        # One language for everything this kernel says: labels, reports, errors of other cells.
        i18n.use(view.language)
        self._view = view
        # Whoever made the page blind decides: the page itself cannot lift it.
        self._blind_for_good = view.blind
        view.push = self.send
        super().__init__(strings=self._strings(), language=view.language, height=height)
        self.on_msg(self._receive)

    def _receive(self, _: Any, message: Any, buffers: list[Any]) -> None:
        """Answer a message of the page; in JupyterLab this runs on whichever thread the kernel chose."""
        if not isinstance(message, dict):
            return
        if message.get("do") in self.long:
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
            self.strings, self.language = self._strings(), language
        if isinstance(blind, bool) and blind is not self._view.blind and not self._blind_for_good:
            self._view.blind = blind
            self._view.forget()
            self._view.forget_memos()
        return {"language": self._view.language, "blind": self._view.blind, "strings": self.strings}

    def _strings(self) -> dict[str, Any]:
        """The sentences of the page in its language."""
        told: dict[str, Any] = {}
        for area in self.catalogues:
            told |= i18n.catalogue(area, self._view.language)
        return told
