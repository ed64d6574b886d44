"""Reports: what leaves the project to be read by others."""

from workbench.reports.trail import trail

__all__ = ["trail"]
