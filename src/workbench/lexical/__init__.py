"""Words: frequencies, concordances, specificities, classes, and the passages behind each of them."""

from workbench.lexical.classes import Classes, reinert
from workbench.lexical.counting import frequencies, occurrences, specificity
from workbench.lexical.maps import Plane, Similitude, cooccurrence, correspondence
from workbench.lexical.uses import Choice

__all__ = [
    "Choice",
    "Classes",
    "Plane",
    "Similitude",
    "cooccurrence",
    "correspondence",
    "frequencies",
    "occurrences",
    "reinert",
    "specificity",
]
