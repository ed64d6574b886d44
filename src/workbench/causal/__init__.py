"""Causes: one store of links, seen as fishbone, 5 Whys or map. Nothing here yet."""
