"""Reports: what leaves the project to be read by others."""

from workbench.reports.follow_ups import FollowUps, follow_up_list
from workbench.reports.needs import needs_report
from workbench.reports.personas import persona_cards
from workbench.reports.star import check_star, star_schema
from workbench.reports.trail import trail

__all__ = [
    "FollowUps",
    "check_star",
    "follow_up_list",
    "needs_report",
    "persona_cards",
    "star_schema",
    "trail",
]
