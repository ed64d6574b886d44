"""Exports of survey tools, record keepers, logs and conversations, read as tables of typed columns."""

from workbench.corpus.exports.mapping import apply, mapping
from workbench.corpus.exports.model import KINDS, ROLES, TYPES, Column, Export
from workbench.corpus.exports.registry import read, recognise, tools
from workbench.corpus.exports.summary import PERSONAL, Summary, samples, summary

__all__ = [
    "KINDS",
    "PERSONAL",
    "ROLES",
    "TYPES",
    "Column",
    "Export",
    "Summary",
    "apply",
    "mapping",
    "read",
    "recognise",
    "samples",
    "summary",
    "tools",
]
