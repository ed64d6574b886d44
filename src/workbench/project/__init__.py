"""The store: one database a project, one journal entry a gesture."""

from workbench.project.opening import create_project, open_project
from workbench.project.store import Project

__all__ = ["Project", "create_project", "open_project"]
