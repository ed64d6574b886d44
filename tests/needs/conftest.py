"""A project in which people ask for some things, and let others be understood."""

from __future__ import annotations

import pytest
from interviews import span

from workbench import Project, coding
from workbench.project import schema


@pytest.fixture
def coded(tiny_corpus: Project) -> Project:
    """Nadia, Yanis and Samira miss a landmark, Yanis and Tom speak of the bus."""
    p = tiny_corpus
    for code in ("repère", "bus", "seul"):
        coding.add_code(p, code)
    coding.apply_code(p, *span(p, "groupe", "un repère"), "repère")
    coding.apply_code(p, *span(p, "groupe", "Voilà, un repère"), "repère")
    coding.apply_code(p, *span(p, "Samira", "sans repère"), "repère")
    coding.apply_code(p, *span(p, "groupe", "le bus"), "bus")
    coding.apply_code(p, *span(p, "Tom", "un le matin"), "bus")
    coding.apply_code(p, *span(p, "groupe", "débrouille-toi"), "seul")
    return p


@pytest.fixture
def answered(coded: Project) -> Project:
    """Closed answers besides: two people choose the same help, one chooses another."""
    cases = coded.cases()["name"]
    who = {name: int(case) for case, name in cases.items()}
    help, town = "De quelle aide avez-vous besoin ?", "Votre commune"
    given = [("NADIA", help, "un rappel"), ("TOM", help, "un rappel"), ("YANIS", help, "un vélo")]
    given += [("TOM", town, "Vire"), ("NADIA", town, "Vire")]
    blank = {"source_id": None, "type": "choices", "answered_at": None, "meta": "{}"}
    with coded.gesture("import_attributes", n=1) as g:
        rows = [{"case_id": who[one], "question": asked, "value": said} for one, asked, said in given]
        g.insert(schema.answer, [{**blank, **row} for row in rows])
    return coded
