"""What must not come in: social-security numbers stop the import, addresses in words are hidden."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from workbench.corpus.exports import Export
from workbench.corpus.pseudonyms import find_nir
from workbench.errors import ImportRefused

if TYPE_CHECKING:
    import pandas as pd

#: What stands for an address or a number in somebody's words.
HIDDEN = "[…]"

_TELLING = re.compile(
    r"[^\s@<>()\[\];,:]+@[^\s@<>()\[\];,:]+\.\w{2,}"  # e-mail addresses
    r"|(?<![\d.,])(?:\+\d{1,3}[ .\-/]?(?:\(0\)[ .\-/]?)?|0)[1-9](?:[ .\-/]?\d{2}){4}(?!\d)"  # telephones
    r"|(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])"  # IP addresses
)


def refuse_nir(export: Export, file: str) -> None:
    """Refuse an export in which a French social-security number stands, naming its row and column.

    Columns that a person said to leave out are not looked at.
    """
    for column in export.columns:
        if column.role == "ignored" and column.why == "exports.why.person":
            continue
        values = export.rows[column.name]
        # Each value once, and all of them in one search: a million searches of one cell each take a minute.
        once = list(dict.fromkeys(values.tolist()))
        texts = [_as_text(value) for value in once]
        found = find_nir("\n".join(texts))
        if found:
            starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
            value = once[bisect_right(starts, found[0][0]) - 1]
            row = next(
                at for at, one in zip(values.index, values, strict=True) if one is value or one == value
            )
            raise ImportRefused("intake.nir", file=file, row=int(row), column=column.heading or column.name)


def mask(texts: pd.Series) -> tuple[pd.Series, int]:
    """The texts with e-mail addresses, telephone numbers and IP addresses hidden, and how many were.

    >>> import pandas as pd
    >>> mask(pd.Series(["Écrivez à n@example.test ou au 06 12 34 56 78", "le 12/03/2024 à 10 h"]))[0].tolist()
    ['Écrivez à […] ou au […]', 'le 12/03/2024 à 10 h']
    """
    hidden = 0

    def cover(text: str) -> str:
        nonlocal hidden
        covered, n = _TELLING.subn(HIDDEN, text)
        hidden += n
        return covered

    return texts.map(cover), hidden


def _as_text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, tuple):
        return " ".join(value).replace("\n", " ")
    return str(int(value) if isinstance(value, float) and value.is_integer() else value).replace("\n", " ")
