"""Needs, explicit and implicit: what people ask for, and what their words let one understand."""
