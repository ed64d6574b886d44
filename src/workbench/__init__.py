"""Workbench: qualitative research in one project, every number with the words that carry it.

>>> import workbench
>>> project = workbench.create_project("study.workbench", title="Insertion 2026", coder="Ana")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workbench.project import Project, create_project, open_project

__version__ = "0.1.0"
__all__ = ["Project", "__version__", "create_project", "open_project"]


def __getattr__(name: str) -> Any:
    # Looked up on first use, so that `import workbench` stays light in every page and command.
    if name in {"Project", "create_project", "open_project"}:
        from workbench import project

        return getattr(project, name)
    raise AttributeError(f"module 'workbench' has no attribute {name!r}")
