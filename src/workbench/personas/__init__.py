"""Personas: synthesised profiles whose every field opens its evidence. Nothing here yet."""
