"""Reports: what leaves the project to be read by others."""

from workbench.reports.needs import needs_report
from workbench.reports.star import check_star, star_schema
from workbench.reports.trail import trail

__all__ = ["check_star", "needs_report", "star_schema", "trail"]
