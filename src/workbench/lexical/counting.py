"""Words of a project counted: how often, by whom, in which parts more than chance, and where each one is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Unpack

import numpy as np

from workbench.errors import Invalid
from workbench.lexical import frequencies as _frequencies
from workbench.lexical import specificity as _specificity
from workbench.lexical.reducing import bare, reducer
from workbench.lexical.uses import Choice, Uses, uses
from workbench.lexical.words import Array
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd

#: A table of more parts is not read; it would hold millions of rows.
MOST_PARTS = 300


def frequencies(
    project: Project, by: str | None = None, *, least: int = 1, **choice: Unpack[Choice]
) -> pd.DataFrame:
    """One row a term, the most used first: how often it is said, by how many people, and by whom most.

    Columns: see `workbench.lexical.frequencies.table`. `by`: one row a term and a part ("speaker",
    "source", "code", "theme", "date" or an attribute: see `workbench.lexical.parts.parts`). `least`: terms
    used less often in all are left out. `choice`: see `workbench.lexical.Choice`. Raises Invalid for an
    unknown part or way to reduce, NotFound and Ambiguous for names.

    >>> frequencies(project, by="commune", codes="Attentes").head()       # doctest: +SKIP
    """
    return _frequencies.table(uses(project, by, **choice), least=least)


def specificity(
    project: Project,
    by: str,
    *,
    least: int = 5,
    permutations: int = 999,
    seed: int = 0,
    **choice: Unpack[Choice],
) -> pd.DataFrame:
    """One row a (term, part): how much more or less the part says the term than chance would, the most first.

    Columns: those of `workbench.lexical.specificity.table`; people, top_person and top_share (who says it
    in the part: "38 uses, 31 by one person"); p_people, how often parts made of other people at random are
    as far from what is expected (`specificity.by_people`, of `permutations` draws; 0: none). A word is
    specific of a part, and not of one person, where q and p_people are both small. Parts by code and theme
    are compared with the whole corpus, others with what is in any part. `by`, `choice`: see `frequencies`.
    `least`: terms used less often in all are left out. Raises Invalid too for more than 300 parts.

    >>> specificity(project, "commune").query("q < 0.05 and p_people < 0.05")    # doctest: +SKIP
    """
    counted = uses(project, by, **choice)
    inside = counted.part >= 0
    told = np.count_nonzero(np.bincount(counted.part[inside]))
    if told > MOST_PARTS:
        raise Invalid("lexical.too_many_parts", by=by, n=told, most=MOST_PARTS)
    corpus = counted.first & inside if counted.apart else counted.first
    total = np.bincount(counted.term[corpus], minlength=len(counted.terms))
    kept = np.flatnonzero(total >= max(least, 1))
    found = _score(counted, inside, total, kept)
    said = _frequencies.table(counted, least=least)[["term", "part", "people", "top_person", "top_share"]]
    found = found.merge(said, how="left", on=["term", "part"])
    found = found.fillna({"people": 0, "top_person": "", "top_share": 0.0}).astype({"people": "int64"})
    dealt = inside if counted.apart else np.ones_like(inside)
    shares = _by_people(counted, dealt, kept, permutations, seed)
    place = {counted.terms[term]: row for row, term in enumerate(kept)}
    column = {part: number for number, part in enumerate(counted.parts)}
    found["p_people"] = shares[found["term"].map(place).astype(int), found["part"].map(column).astype(int)]
    return found


# The verb has the name of the module of its pure part: `lexical.specificity(project, "âge")` and
# `lexical.specificity.table(counts)` are both to be found under it.
specificity.table = _specificity.table  # type: ignore[attr-defined]


def occurrences(
    project: Project,
    term: str | Iterable[str],
    by: str | None = None,
    part: str | None = None,
    **choice: Unpack[Choice],
) -> pd.DataFrame:
    """One row a use of a term, in the order of the text: what a row of a table of words was counted from.

    Columns: source_id, source, start, end (code points), passage_id, case_id, case, speaker, verbatim (the
    word as it was said), term, part. `term`: one or several, as the tables name them; a word in another
    form, without its accents or in capitals is found too. `by` and `part`: of that part only. `choice`: what
    was counted: see `frequencies`. Nothing found: no rows. Raises Invalid for an unknown part.

    >>> occurrences(project, "bus", "commune", "Vire")                    # doctest: +SKIP
    """
    counted = uses(project, by, **choice)
    wanted = [term] if isinstance(term, str) else list(term)
    chosen = np.isin(counted.term, _places(counted, wanted, choice))
    if part is None:
        return counted.where(np.flatnonzero(chosen & counted.first))
    if part not in counted.parts:
        raise Invalid("lexical.no_such_part", part=part, by=by or "—", known=", ".join(counted.parts[:20]))
    return counted.where(np.flatnonzero(chosen & (counted.part == counted.parts.index(part))))


def _places(counted: Uses, wanted: list[str], choice: Choice) -> list[int]:
    """The terms meant: as named, else as they would be counted, else but for accents and case."""
    exact = {term: place for place, term in enumerate(counted.terms)}
    to_term = reducer(choice.get("reduce", "lemma"))
    languages = sorted(set(counted.said.words.languages))
    found: set[int] = set()
    for name in wanted:
        names = [name, *(to_term(name.lower(), language) for language in languages)]
        known = [exact[one] for one in names if one in exact][:1]
        found.update(known or [exact[term] for term in counted.terms if bare(term) == bare(name)])
    return sorted(found)


def _score(counted: Uses, inside: Array, total: Array, kept: Array) -> pd.DataFrame:
    import pandas as pd

    n = len(counted.terms)
    pairs = counted.part[inside] * n + counted.term[inside]
    counts = np.bincount(pairs, minlength=n * len(counted.parts)).reshape(len(counted.parts), n)
    parts = pd.Index(counted.parts, dtype="str")
    names = pd.Index([counted.terms[term] for term in kept], dtype="str")
    sizes = pd.Series(counts.sum(axis=1), index=parts)
    table = pd.DataFrame(counts[:, kept].T, index=names, columns=parts)
    return _specificity.table(
        table.loc[:, sizes > 0],
        totals=pd.Series(total[kept], index=names),
        sizes=sizes,
        whole=int(total.sum()),
    )


def _by_people(counted: Uses, dealt: Array, kept: Array, permutations: int, seed: int) -> Array:
    from scipy.sparse import csr_matrix

    if not permutations or not dealt.any():
        return np.full((len(kept), len(counted.parts)), np.nan)
    part, term = counted.part[dealt], counted.term[dealt]
    pair = counted.person[dealt] * (len(counted.parts) + 1) + part + 1
    names, block, sizes = np.unique(pair, return_inverse=True, return_counts=True)
    shape = (len(names), len(counted.terms))
    uses_of = csr_matrix((np.ones(len(block), dtype=np.int64), (block, term)), shape=shape)
    return _specificity.by_people(
        uses_of[:, kept], sizes, names % (len(counted.parts) + 1) - 1, len(counted.parts),
        permutations=permutations, seed=seed,
    )  # fmt: skip
