"""Answers to what a page asks: reading, acting, files. Importing this registers them all."""

from workbench.widgets.answers import acts, files, reads

__all__ = ["acts", "files", "reads"]
