"""Words: frequencies, concordances, specificities, classes, and the passages behind each of them."""

from workbench.lexical.classes import Classes, reinert
from workbench.lexical.contexts import concordance, word_tree
from workbench.lexical.counting import frequencies, occurrences, specificity
from workbench.lexical.maps import Plane, Similitude, cooccurrence, correspondence
from workbench.lexical.uses import Choice, Scope
from workbench.lexical.word_tree import WordTree

__all__ = [
    "Choice",
    "Classes",
    "Plane",
    "Scope",
    "Similitude",
    "WordTree",
    "concordance",
    "cooccurrence",
    "correspondence",
    "frequencies",
    "occurrences",
    "reinert",
    "specificity",
    "word_tree",
]
