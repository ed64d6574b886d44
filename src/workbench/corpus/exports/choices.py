"""Several choices in one cell: told from sentences by the choices that come again in other cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from workbench.corpus.exports.values import spread

if TYPE_CHECKING:
    import pandas as pd

MOST = 30  # more distinct choices than anybody offers
_SEMICOLON = re.compile(r"\s*;\s*")
_LONGEST = 8  # words: a choice is short, a sentence is not


def split(cells: pd.Series[Any], known: Sequence[str] = ()) -> tuple[tuple[str, ...], pd.Series[Any]] | None:
    """Return the choices and each cell as a tuple of them, or None where the cells hold one thing each.

    `;` parts choices where it comes without a space before it, as programs write it; `, ` does where the
    parts come again in other combinations. A choice that holds a comma itself is recognised by being chosen
    alone, or by its parts never coming one without the other; `known` names the choices for sure.

    >>> import pandas as pd
    >>> split(pd.Series(["SMS;E-mail", "SMS"]))[1].tolist()
    [('SMS', 'E-mail'), ('SMS',)]
    >>> split(pd.Series(["Oui, vite, Seul", "Oui, vite", "Seul", "À deux, Seul", "À deux"]))[0]
    ('Oui, vite', 'Seul', 'À deux')
    """
    import pandas as pd

    codes, found = pd.factorize(cells)
    texts = [str(value).strip() for value in found]
    if known:
        parted = [_by_known(text, known) for text in texts]
    elif any(";" in text for text in texts):
        if any(re.search(r"\s;", text) for text in texts):
            return None
        parted = [[part for part in _SEMICOLON.split(text) if part] for text in texts]
        sure = not _sentences(parted)
        if not sure:
            return None
    else:
        atoms = [text.split(", ") for text in texts]
        if not any(len(parts) > 1 for parts in atoms):
            return None
        parted = _rejoined(atoms)
        if not _come_again(parted) or _sentences(parted):
            return None
    if max((len(parts) for parts in parted), default=0) < 2 and not known:
        return None
    options = list(dict.fromkeys([*known, *(part for parts in parted for part in parts)]))
    if len(options) > max(MOST, len(known) + MOST):
        return None
    return tuple(options), spread(cells, codes, [tuple(parts) for parts in parted])


def _by_known(text: str, known: Sequence[str]) -> list[str]:
    """The longest known choice first; what is none of them stays one piece, as an answer of one's own."""
    parts: list[str] = []
    longest = sorted(known, key=len, reverse=True)
    rest = text
    while rest:
        choice = next(
            (one for one in longest if rest == one or rest.startswith((one + ";", one + ", "))), None
        )
        if choice is None:
            # Words of one's own go on until a known choice begins.
            starts = [rest.find(sign + one) for one in longest for sign in (";", ", ")]
            end = min((start for start in starts if start > 0), default=len(rest))
            parts.append(rest[:end].strip())
            rest = rest[end:]
        else:
            parts.append(choice)
            rest = rest[len(choice) :]
        rest = re.sub(r"^[;,]\s*", "", rest)
    return parts


def _rejoined(atoms: list[list[str]]) -> list[list[str]]:
    """Atoms that always come together are one choice that holds a comma."""
    follows: dict[str, set[str | None]] = {}
    precedes: dict[str, set[str | None]] = {}
    for parts in atoms:
        for before, after in zip([None, *parts], [*parts, None], strict=True):
            if before is not None:
                follows.setdefault(before, set()).add(after)
            if after is not None:
                precedes.setdefault(after, set()).add(before)
    joined: list[list[str]] = []
    for parts in atoms:
        whole = [parts[0]]
        for before, after in pairwise(parts):
            if follows[before] == {after} and precedes[after] == {before}:
                whole[-1] += f", {after}"
            else:
                whole.append(after)
        joined.append(whole)
    return joined


def _come_again(parted: list[list[str]]) -> bool:
    """Whether the parts of cells that hold several come in other cells too, as choices do."""
    times = Counter(part for parts in parted for part in set(parts))
    several = [part for parts in parted if len(parts) > 1 for part in parts]
    return bool(several) and sum(times[part] > 1 for part in several) >= 0.6 * len(several)


def _sentences(parted: list[list[str]]) -> bool:
    return any(len(part.split()) > 2 * _LONGEST for parts in parted for part in parts) or sum(
        len(part.split()) for parts in parted for part in parts
    ) > _LONGEST * max(1, sum(map(len, parted)))
