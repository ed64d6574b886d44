"""Discovery: vectors, themes and expectations found in the verbatims, proposed and never decided.

Every verb takes the project first. What a program proposes stays marked as proposed until a person
accepts, changes or rejects it; every decision is a gesture that can be undone.
"""

from workbench.discovery.candidates import find_expectations, theme_segments
from workbench.discovery.decisions import (
    accept,
    confirm,
    lock_theme,
    merge_themes,
    reject,
    rename_theme,
    split_theme,
)
from workbench.discovery.embed import Embedded, embed
from workbench.discovery.erasing import Erased, erase
from workbench.discovery.finding import assign_new, find_themes
from workbench.discovery.partitions import Comparison
from workbench.discovery.reading import Themes, read_themes
from workbench.discovery.suggestion import (
    answer_suggestion,
    evaluate_suggestions,
    neighbours,
    suggest,
    unanswered,
)
from workbench.discovery.triangulation import compare_partitions
from workbench.discovery.units import units

__all__ = [
    "Comparison",
    "Embedded",
    "Erased",
    "Themes",
    "accept",
    "answer_suggestion",
    "assign_new",
    "compare_partitions",
    "confirm",
    "embed",
    "erase",
    "evaluate_suggestions",
    "find_expectations",
    "find_themes",
    "lock_theme",
    "merge_themes",
    "neighbours",
    "read_themes",
    "reject",
    "rename_theme",
    "split_theme",
    "suggest",
    "theme_segments",
    "unanswered",
    "units",
]
