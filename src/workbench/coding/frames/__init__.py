"""Frames: ready-made codebooks to read with, who has been read with them, and what they point out."""

from workbench.coding.frames.alerts import alerts
from workbench.coding.frames.coverage import coverage, covered
from workbench.coding.frames.frame import Frame, FrameCode, Rule, frames, read_frame
from workbench.coding.frames.loading import load_frame, loaded
from workbench.coding.frames.scales import scale_means

__all__ = [
    "Frame",
    "FrameCode",
    "Rule",
    "alerts",
    "coverage",
    "covered",
    "frames",
    "load_frame",
    "loaded",
    "read_frame",
    "scale_means",
]
