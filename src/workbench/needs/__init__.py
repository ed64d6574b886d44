"""Needs, explicit and implicit: what people ask for, and what their words let one understand."""

from workbench.needs.proposing import propose_needs
from workbench.needs.reading import QUADRANTS, need_evidence, quadrant, read_needs
from workbench.needs.store import add_need, cite_need, edit_need, place_need, remove_need, uncite_need
from workbench.needs.weighing import keep_weights, read_weights

__all__ = [
    "QUADRANTS",
    "add_need",
    "cite_need",
    "edit_need",
    "keep_weights",
    "need_evidence",
    "place_need",
    "propose_needs",
    "quadrant",
    "read_needs",
    "read_weights",
    "remove_need",
    "uncite_need",
]
