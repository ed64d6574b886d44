"""Answers to what a page asks: reading, acting, files. Importing this registers them all."""

from workbench.widgets.answers import (
    acts,
    files,
    need_acts,
    needs,
    partitions,
    reads,
    spoken,
    suggestions,
    theme_acts,
    theme_files,
    themes,
    word_classes,
    word_files,
    word_passages,
    words,
)

__all__ = [
    "acts",
    "files",
    "need_acts",
    "needs",
    "partitions",
    "reads",
    "spoken",
    "suggestions",
    "theme_acts",
    "theme_files",
    "themes",
    "word_classes",
    "word_files",
    "word_passages",
    "words",
]
