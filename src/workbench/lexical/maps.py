"""Words of a project on a plane, against the groups that say them, or joined by what they are said with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import numpy as np

from workbench.lexical.cooccurrence import Index, Network, network
from workbench.lexical.correspondence import Correspondence, Points, analyse
from workbench.lexical.segments import Segments, segments
from workbench.lexical.uses import Choice, Uses, uses
from workbench.project import Project

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Plane:
    """Terms (`rows`) and the parts that say them (`columns`) on the axes of a correspondence analysis.

    `inertia`: one row an axis: eigenvalue, share, cumulative. `table`: the uses analysed, [terms, parts].
    `people`: how many people use each term.
    """

    table: pd.DataFrame
    people: pd.Series
    analysis: Correspondence
    uses: Uses

    @property
    def inertia(self) -> pd.DataFrame:
        """The axes."""
        return self.analysis.inertia

    @property
    def rows(self) -> Points:
        """The terms on the axes."""
        return self.analysis.rows

    @property
    def columns(self) -> Points:
        """The parts on the axes."""
        return self.analysis.columns

    def occurrences(self, term: str | None = None, part: str | None = None) -> pd.DataFrame:
        """Each use of a term on the plane, in a part, or both; columns: see `Uses.where`."""
        terms = set(self.table.index if term is None else [term])
        parts = set(self.table.columns if part is None else [part])
        of_term = np.array([name in terms for name in self.uses.terms], dtype=bool)
        of_part = np.array([name in parts for name in self.uses.parts] + [False], dtype=bool)
        return self.uses.where(np.flatnonzero(of_term[self.uses.term] & of_part[self.uses.part]))


def correspondence(
    project: Project,
    by: str,
    *,
    most: int = 200,
    least: int = 5,
    axes: int | None = None,
    **choice: Unpack[Choice],
) -> Plane:
    """The words and the parts of what is said that use them, on the same axes.

    `by`: "speaker", "source", "code", "theme", "date" or the name of an attribute: see `parts.parts`. The
    `most` used terms of at least `least` uses are taken. `choice`: whose words, and how they are counted:
    see `uses.Choice`. Raises Invalid for another `by`, and when there are not two parts and two terms to
    oppose. See `workbench.lexical.correspondence.analyse` for the method.

    >>> correspondence(project, "commune").inertia["share"]                # doctest: +SKIP
    """
    import pandas as pd

    counted = uses(project, by, **choice)
    inside = counted.part >= 0
    counts = np.zeros((len(counted.terms), len(counted.parts)), dtype=np.int64)
    np.add.at(counts, (counted.term[inside], counted.part[inside]), 1)
    total = counts.sum(axis=1)
    # Terms are in the order of the alphabet, which a stable sort keeps among those used as often.
    kept = np.argsort(-total, kind="stable")[:most]
    kept = kept[total[kept] >= least]
    names = pd.Index([counted.terms[at] for at in kept], name="term", dtype="str")
    table = pd.DataFrame(counts[kept], names, pd.Index(counted.parts, dtype="str"))
    saying = pd.DataFrame({"term": counted.term[inside], "person": counted.person[inside]})
    people = saying.groupby("term")["person"].nunique().reindex(kept, fill_value=0).set_axis(names)
    return Plane(table, people, analyse(table, axes), counted)


@dataclass(frozen=True)
class Similitude:
    """The words said together: `nodes` and `edges` as in `Network`, each with people (how many say them)."""

    nodes: pd.DataFrame
    edges: pd.DataFrame
    network: Network
    read: Segments

    def behind(self, a: str, b: str | None = None) -> pd.DataFrame:
        """The segments with the word `a`, and `b` when it is given; columns: see `Segments.frame`."""
        return self.read.frame.iloc[self.network.segments(a, b)]

    def occurrences(self, a: str, b: str | None = None) -> pd.DataFrame:
        """Each use of `a` (and of `b`, in the segments that hold both): see `Segments.occurrences`."""
        import pandas as pd

        rows = self.network.segments(a, b)
        found = [self.read.occurrences(term, rows) for term in ([a] if b is None else [a, b])]
        return pd.concat(found).sort_values(["segment", "start"], ignore_index=True)


def cooccurrence(
    project: Project,
    *,
    index: Index = "cooccurrence",
    most: int = 80,
    least: int = 3,
    together: int = 2,
    **choice: Unpack[Choice],
) -> Similitude:
    """The graph of the words that come in the same segments, its maximum spanning tree and communities.

    Segments are turns cut in pieces of about forty words. `index`, `most`, `least`, `together`: see
    `workbench.lexical.cooccurrence.network`. `choice`: whose words, and how they are counted: see
    `uses.Choice`. Raises Invalid for another index or more than 150 terms.

    >>> cooccurrence(project, index="jaccard").edges.head()                # doctest: +SKIP
    """
    read = segments(project, **choice)
    found = network(read.counts(), terms=read.terms, index=index, most=most, least=least, together=together)
    person = read.frame["person"].to_numpy()
    said_by = {term: found.segments(term) for term in found.nodes.index}
    of_nodes = [len(np.unique(person[rows])) for rows in said_by.values()]
    sets = {term: set(rows) for term, rows in said_by.items()}
    pairs = zip(found.edges["a"], found.edges["b"], strict=True)
    of_edges = [len({person[row] for row in sets[a] & sets[b]}) for a, b in pairs]
    return Similitude(found.nodes.assign(people=of_nodes), found.edges.assign(people=of_edges), found, read)
