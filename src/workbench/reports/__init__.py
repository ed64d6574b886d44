"""Reports: what leaves the project to be read by others."""

from workbench.reports.needs import needs_report
from workbench.reports.trail import trail

__all__ = ["needs_report", "trail"]
