"""The landing page: the pages, what changed since the last visit, how far coding has come."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from workbench import coding, i18n
from workbench.apps import recent
from workbench.apps.page import page_address
from workbench.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.project import Project

# The pages of the workbench, in the order of the work.
PAGES = ("01_coding", "02_expectations", "03_words", "04_needs", "05_personas")
_NEWS = 8


class HomePage(anywidget.AnyWidget):  # type: ignore[misc]
    """The landing page of a project.

    What it shows is sent when the page asks for it, never kept in a trait: notebooks save traits.
    """

    _esm = Path(__file__).with_name("home.js")
    _css = Path(__file__).with_name("home.css")
    words = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)

    def __init__(self, project: Project, *, language: str | None = None) -> None:
        self._project = project
        self._since = recent.visit(str(project.location), project.title, project.head())
        language = language or i18n.language()
        words = {
            key.removeprefix("home."): sentence
            for key, sentence in i18n.catalogue("apps", language).items()
            if key.startswith(("home.", "title."))
        }
        super().__init__(words=words, language=language)
        self.on_msg(self._answer)

    def _answer(self, _widget: Any, message: Any, _buffers: Any) -> None:
        if not isinstance(message, dict) or message.get("do") != "start":
            return
        try:
            self.send({"ok": True, **overview(self._project, self._since, self.language)})
        except WorkbenchError as error:
            self.send({"ok": False, "sentence": error.sentence(self.language)})
        except Exception as error:
            print(f"workbench: home page: {type(error).__name__}", file=sys.__stderr__)
            self.send({"ok": False, "sentence": i18n.t("apps.page.failed.sentence", self.language)})


def overview(project: Project, since: recent.Visit, language: str) -> dict[str, Any]:
    """What the landing page shows, as plain values."""
    sources = project.sources()
    cases = project.cases()
    told = coding.progress(project)
    return {
        "title": project.title,
        "coder": project.coder.name if project.coder else "",
        "totals": {
            "sources": len(sources),
            "cases": int((cases["role"] != "moderator").sum()),
            "codes": len(project.codes()),
            "codings": int(told["codings"].sum()),
        },
        "pages": [{"name": name, "href": page_address(name)} for name in PAGES],
        "sources": [
            {
                "name": name,
                "folder": folder or "",
                "codings": int(codings_there),
                "coverage": float(coverage),
                "href": _source_address(source),
            }
            for source, name, folder, codings_there, coverage in zip(
                sources.index.tolist(),
                sources["name"].tolist(),
                sources["folder"].tolist(),
                told["codings"].tolist(),
                told["coverage"].tolist(),
                strict=True,
            )
        ],
        "news": _news(project, since, language),
        "others": [
            {"title": other.title, "location": other.location, "at": other.at}
            for other in recent.visits()
            if other.location != str(project.location)
        ],
    }


def _source_address(source: int) -> str | None:
    page = page_address(PAGES[0])
    return f"{page}?source={source}" if page else None


def _news(project: Project, since: recent.Visit, language: str) -> dict[str, Any]:
    entries = [entry for entry in project.changes_since(since.seen) if entry.kind != "system"]
    people: dict[str, int] = {}
    for entry in entries:
        people[entry.coder] = people.get(entry.coder, 0) + 1
    return {
        "at": since.seen_at if since.seen_at != since.at else None,
        "people": [{"name": name, "acts": acts} for name, acts in people.items()],
        "last": [
            {"who": entry.coder, "label": entry.label(language), "at": entry.at}
            for entry in reversed(entries[-_NEWS:])
        ],
        "more": max(0, len(entries) - _NEWS),
    }
