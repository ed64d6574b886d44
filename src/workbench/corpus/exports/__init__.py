"""Exports of survey tools, record keepers, logs and conversations, read as tables of typed columns."""

from workbench.corpus.exports.model import KINDS, ROLES, TYPES, Column, Export

__all__ = ["KINDS", "ROLES", "TYPES", "Column", "Export"]
