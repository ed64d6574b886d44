"""Whether a text is French or English, by the little words that each says all the time, the other never."""

from __future__ import annotations

import re
from collections import Counter

from workbench.corpus.vocabulary import words

_SAMPLE = 20_000  # characters
_LITTLE = {
    "fr": words("le les des une est pas que qui dans pour c'est je il elle mais avec ça vous nous"),
    "en": words("the and is of to it that was you for not but with they what have this are"),
}


def tongue(text: str) -> str | None:
    """Return "fr" or "en" where the text clearly is, None where it is short, mixed or something else.

    >>> tongue("The bus is late and that is what they have."), tongue("Oui.")
    ('en', None)
    """
    counted = Counter(re.findall(r"[\w']+", text[:_SAMPLE].lower().replace("’", "'")))
    found = {code: sum(counted[word] for word in little) for code, little in _LITTLE.items()}
    best = max(found, key=lambda code: found[code])
    others = sum(found.values()) - found[best]
    return best if found[best] >= 3 and found[best] >= 3 * others else None
