"""What a class holds more of, and less of, than the others: a chi2 of one degree of freedom a term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_COLUMNS = ("term", "class", "chi2", "phi", "n_in_class", "n_total", "share", "p")


def profiles(
    table: Any, labels: Sequence[int] | NDArray[np.int64], terms: Sequence[str], *, least: int = 3
) -> pd.DataFrame:
    """One row a term and class, the most typical terms of each class first, the most avoided ones last.

    `table`: [segments, terms], what is not 0 counts as present; `labels` [segments]: the class of each,
    below 0 for segments that are left out of all counts. Columns: term, class, chi2 (of presence by
    class, one degree of freedom; negative where the class has less than its part), phi (its
    strength without the size, -1 to 1), n_in_class and n_total (segments), share (of the segments with
    the term, the part that is in the class, 0 to 1), p (of the chi2, before any correction). Terms of
    fewer than `least` segments are left out. The columns of the table may as well be attributes of
    the speakers (IRaMuTeQ's « variables étoilées »).

    >>> import numpy as np
    >>> table = np.array([[1, 0], [1, 0], [1, 1], [0, 1], [0, 1], [0, 1]])
    >>> found = profiles(table, [1, 1, 1, 2, 2, 2], ["bus", "papier"])
    >>> found[["term", "class", "chi2", "n_in_class", "n_total"]].round(1).to_numpy().tolist()
    [['bus', 1, 6.0, 3, 3], ['papier', 1, -3.0, 1, 4], ['papier', 2, 3.0, 3, 4], ['bus', 2, -6.0, 0, 3]]
    """
    import pandas as pd
    from scipy.sparse import csr_array
    from scipy.special import chdtrc

    label = np.asarray(labels)
    present = (csr_array(table)[np.flatnonzero(label >= 0)] != 0).astype(np.int64)
    label = label[label >= 0]
    total = np.asarray(present.sum(axis=0))
    kept = np.flatnonzero(total >= least)
    names = np.asarray(terms, dtype=object)[kept]
    present, total, n = present[:, kept], total[kept], len(label)
    parts = []
    for number in np.unique(label).tolist():
        size = int((label == number).sum())
        inside = (label == number).astype(np.int64) @ present
        excess = inside * float(n) - total * float(size)
        spread = total * float(n - size) * size * (n - total)
        phi = np.divide(excess, np.sqrt(spread), out=np.zeros(len(kept)), where=spread > 0)
        chi2 = n * phi * np.abs(phi)
        values = (names, number, chi2, phi, inside, total, inside / total, chdtrc(1, np.abs(chi2)))
        part = pd.DataFrame(dict(zip(_COLUMNS, values, strict=True)))
        parts.append(part.sort_values(["chi2", "term"], ascending=[False, True]))
    if not parts:
        return pd.DataFrame({name: [] for name in _COLUMNS})
    return pd.concat(parts, ignore_index=True)
