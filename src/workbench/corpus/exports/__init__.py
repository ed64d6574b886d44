"""Exports of survey tools, record keepers, logs and conversations, read as tables of typed columns."""

from workbench.corpus.exports.mapping import apply, mapping
from workbench.corpus.exports.model import KINDS, ROLES, TYPES, Column, Export
from workbench.corpus.exports.registry import read, recognise, tools

__all__ = ["KINDS", "ROLES", "TYPES", "Column", "Export", "apply", "mapping", "read", "recognise", "tools"]
