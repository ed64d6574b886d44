"""A project that is coded a little."""

from __future__ import annotations

import pytest
from interviews import span

from workbench import Project, coding


@pytest.fixture
def coded(tiny_corpus: Project) -> Project:
    """Three codes, four codings by Ana: two of Nadia's, one of Yanis's, one of Samira's."""
    p = tiny_corpus
    coding.add_code(p, "Attentes")
    coding.add_code(p, "repère", parent="Attentes", definition="Savoir où aller.")
    coding.add_code(p, "bus")
    coding.apply_code(p, *span(p, "groupe", "un repère"), "repère", memo="Le mot vient d'elle.", weight=80)
    coding.apply_code(p, *span(p, "groupe", "débrouille-toi. 👩🏽‍💻"), "Attentes")
    coding.apply_code(p, *span(p, "groupe", "le bus"), "bus")
    coding.apply_code(p, *span(p, "Samira", "sans repère"), "repère")
    return p
