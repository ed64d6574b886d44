"""Personas: synthesised profiles whose every field opens its evidence."""

from workbench.personas.by_hand import add_scale, place_person, read_scales, remove_scale
from workbench.personas.features import Features, features
from workbench.personas.fields import FIELDS, assign_feature
from workbench.personas.finding import find_personas
from workbench.personas.reading import (
    field_evidence,
    moves,
    persona_quotes,
    read_fields,
    read_personas,
    read_run,
)
from workbench.personas.store import (
    add_value,
    build_persona,
    delete_persona,
    edit_field,
    merge_personas,
    remove_value,
    rename_persona,
    split_persona,
)
from workbench.personas.synthesis import synthesize
from workbench.personas.typology import Typology, find_typology

__all__ = [
    "FIELDS",
    "Features",
    "Typology",
    "add_scale",
    "add_value",
    "assign_feature",
    "build_persona",
    "delete_persona",
    "edit_field",
    "features",
    "field_evidence",
    "find_personas",
    "find_typology",
    "merge_personas",
    "moves",
    "persona_quotes",
    "place_person",
    "read_fields",
    "read_personas",
    "read_run",
    "read_scales",
    "remove_scale",
    "remove_value",
    "rename_persona",
    "split_persona",
    "synthesize",
]
