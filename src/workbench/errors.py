"""Errors that a person can act on: each names their own thing, what was found and what to do.

WorkbenchError
├── NotFound, Ambiguous, Invalid          what was asked for
├── ReadOnly, UndoConflict, Cancelled     what the project cannot do now
├── ImportRefused                         a file that cannot be read
└── ProjectError
    ├── ProjectNotFound, ProjectExists
    └── ProjectForeign, ProjectDamaged, ProjectTooNew, ProjectUnsafe
"""

from __future__ import annotations

from typing import Any

from workbench import i18n


class WorkbenchError(Exception):
    """A sentence from the catalogues, told in the language in use when it is read.

    `key` is a key of `errors.json` ("no_such_code") or, with a dot, of another
    catalogue ("corpus.scanned_pdf"); `params` fill its places.
    """

    def __init__(self, key: str, **params: Any) -> None:
        super().__init__(key, params)
        self.key = key if "." in key else f"errors.{key}"
        self.params = params

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, language: str | None = None) -> str:
        """The sentence in `language`, by default the one in use."""
        return i18n.t(self.key, language, **self.params)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.key, self.params))


def _rebuild(kind: type[WorkbenchError], key: str, params: dict[str, Any]) -> WorkbenchError:
    return kind(key, **params)


class NotFound(WorkbenchError):
    """Nothing in the project answers to that name or id."""


class Ambiguous(WorkbenchError):
    """Several things answer to that name; an id is needed."""


class Invalid(WorkbenchError, ValueError):
    """A value that the verb cannot take."""


class ReadOnly(WorkbenchError):
    """The project was opened for reading only."""


class UndoConflict(WorkbenchError):
    """Somebody has since built on what would be undone."""


class Cancelled(WorkbenchError):
    """A person stopped the work; the sentence says what of it was kept."""


class ImportRefused(WorkbenchError):
    """A file that cannot be imported; nothing of it was kept."""


class ProjectError(WorkbenchError):
    """A project that cannot be made or opened; nothing was written."""


class ProjectNotFound(ProjectError):
    """No project at that place."""


class ProjectExists(ProjectError):
    """Something stands there already."""


class ProjectForeign(ProjectError):
    """A file or database of another program."""


class ProjectDamaged(ProjectError):
    """A project file that cannot be read whole."""


class ProjectTooNew(ProjectError):
    """A project written by a later version of Workbench."""


class ProjectUnsafe(ProjectError):
    """A place where a shared file would be corrupted: a network drive or a synchronised folder."""
